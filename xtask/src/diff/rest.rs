//! The keys that no rule looks at: documentation changes harm nobody, and anything else is taken for breaking.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::finding::{Audience, Finding, Impact};
use super::node::Node;
use crate::contract::escape;

/// Keys whose values are for people, whatever object they are in.
const DOCUMENTATION: [&str; 8] =
    ["description", "summary", "title", "example", "examples", "externalDocs", "contact", "license"];

/// Compares all keys of two objects but those that the caller judges itself.
pub(super) fn compare(old: &Node, new: &Node, judged: &[&str], audience: Audience) -> Vec<Finding> {
    let keys = |node: &Node| -> BTreeSet<String> {
        node.value.as_object().into_iter().flat_map(Map::keys).cloned().collect()
    };
    let all: BTreeSet<String> = keys(old).union(&keys(new)).cloned().collect();
    all.iter()
        .filter(|key| !judged.contains(&key.as_str()))
        .filter_map(|key| judge(old, new, key, audience))
        .collect()
}

fn judge(old: &Node, new: &Node, key: &str, audience: Audience) -> Option<Finding> {
    let (before, now) = (old.value.get(key), new.value.get(key));
    let change = match (before, now) {
        (None, Some(_)) => "was added",
        (Some(_), None) => "was removed",
        (Some(before), Some(now)) if before != now => "was changed",
        _ => return None,
    };
    let place = if now.is_some() { &new.place } else { &old.place };
    let place = format!("{place}/{}", escape(key));
    let told = |impact, audience, what| Finding { impact, audience, place, what };
    Some(if DOCUMENTATION.contains(&key) {
        let (verb, noun) = match key {
            "description" | "summary" | "title" => (change, key),
            "examples" => ("were changed", "examples"),
            _ => (change, key),
        };
        told(Impact::Compatible, Audience::Everyone, format!("the {noun} {verb}"))
    } else if key == "deprecated" && now == Some(&Value::Bool(true)) {
        told(Impact::Compatible, audience, "is deprecated now".to_owned())
    } else if key == "deprecated" || key.starts_with("x-") {
        told(Impact::Compatible, Audience::Everyone, format!("`{key}` {change}"))
    } else {
        told(Impact::Breaking, audience, format!("`{key}` {change}, and no rule says that this is harmless"))
    })
}
