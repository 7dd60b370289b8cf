//! Comparison of keys without a specific rule.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::Comparison;
use super::finding::{Direction, Impact};
use super::node::Node;
use crate::contract::escape;

/// The keys that contain only documentation, in every object.
const DOCUMENTATION: [&str; 9] = [
    "description",
    "summary",
    "example",
    "examples",
    "externalDocs",
    "contact",
    "license",
    "termsOfService",
    "links",
];

impl Comparison {
    /// Compares all keys of two objects except `compared`. A change to a key is breaking unless it is known to be harmless.
    pub(super) fn other_keys(&mut self, old: &Node, new: &Node, compared: &[&str], direction: Direction) {
        let keys = |node: &Node<'_>| -> BTreeSet<String> {
            node.value.as_object().into_iter().flat_map(Map::keys).cloned().collect()
        };
        for key in keys(old).union(&keys(new)).filter(|key| !compared.contains(&key.as_str())) {
            self.other_key(old, new, key, direction);
        }
    }

    fn other_key(&mut self, old: &Node, new: &Node, key: &str, direction: Direction) {
        let (before, now) = (old.value.get(key), new.value.get(key));
        let change = match (before, now) {
            (None, Some(_)) => "added",
            (Some(_), None) => "removed",
            (Some(before), Some(now)) if before != now => "changed",
            _ => return,
        };
        let owner = if now.is_some() { &new.pointer } else { &old.pointer };
        let pointer = format!("{owner}/{}", escape(key));
        if DOCUMENTATION.contains(&key) {
            self.report(Impact::Documentation, Direction::Both, &pointer, format!("{key} {change}"));
        } else if key == "deprecated" {
            let message = match (before, now) {
                (_, Some(Value::Bool(true))) => "deprecated",
                (Some(Value::Bool(true)), _) => "no longer deprecated",
                _ => change,
            };
            self.report(Impact::Addition, direction, &pointer, message);
        } else if key.starts_with("x-") {
            self.report(Impact::Addition, Direction::Both, &pointer, format!("`{key}` {change}"));
        } else if key == "title" {
            let message = format!("title {change}; generators derive names from it");
            self.report(Impact::Breaking, Direction::Both, &pointer, message);
        } else {
            let message = format!("`{key}` {change}; no rule covers this key");
            self.report(Impact::Breaking, direction, &pointer, message);
        }
    }
}
