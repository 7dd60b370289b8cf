//! Comparison of parameters, which may be positional arguments of generated functions.

use super::Comparison;
use super::finding::{Direction, Impact};
use super::node::{Node, pair};
use crate::contract::with_overrides;

impl Comparison {
    /// Compares the parameters of two operations, each given with its path item.
    pub(super) fn parameters(&mut self, old: (&Node, &Node), new: (&Node, &Node)) {
        let requests = Direction::Requests;
        let (before, now) = (effective(old.0, old.1), effective(new.0, new.1));
        let parameters = pair(borrowed(&before), borrowed(&now));
        for (_, parameter) in parameters.removed {
            let message = format!("parameter `{}` removed", name(&parameter));
            self.report(Impact::Breaking, requests, &parameter.pointer, message);
        }
        for added in parameters.added {
            let name = name(&added.node);
            let (impact, message) = match (added.node.is_true("required"), added.last) {
                (true, _) => (Impact::Breaking, format!("required parameter `{name}` added")),
                (false, true) => (Impact::Addition, format!("optional parameter `{name}` added")),
                (false, false) => (
                    Impact::Breaking,
                    format!(
                        "optional parameter `{name}` inserted before others; generated functions may take arguments by position"
                    ),
                ),
            };
            self.report(impact, requests, &added.node.use_site().pointer, message);
        }
        let became_required = parameters
            .common
            .iter()
            .any(|(_, before, now)| !before.is_true("required") && now.is_true("required"));
        // Some generators put required parameters first.
        let moved = || pair(required_first(&before), required_first(&now)).reordered && !became_required;
        if parameters.reordered || moved() {
            let pointer = format!("{}/parameters", new.1.pointer);
            let message = "order of parameters changed; generated functions may take arguments by position";
            self.report(Impact::Breaking, requests, &pointer, message);
        }
        for (_, before, now) in parameters.common {
            self.component_name(&before, &now, requests);
            self.parameter(&before, &now);
        }
    }

    pub(super) fn parameter(&mut self, old: &Node, new: &Node) {
        let requests = Direction::Requests;
        self.other_keys(old, new, &["name", "in", "required", "schema"], requests);
        // The keys can differ only for shared parameters, because the parameters of an operation are paired by key.
        if key(old) != key(new) {
            let message = format!("was {}, is {}", key(old), key(new));
            self.report(Impact::Breaking, requests, &new.pointer, message);
        }
        match (old.is_true("required"), new.is_true("required")) {
            (false, true) => {
                let message = format!("parameter `{}` became required", name(new));
                self.report(Impact::Breaking, requests, &new.pointer, message);
            }
            (true, false) => {
                let message = format!("parameter `{}` became optional", name(new));
                self.report(Impact::Addition, requests, &new.pointer, message);
            }
            _ => {}
        }
        self.schema_of(old, new, requests);
    }
}

/// Returns the parameters of a path item and an operation. Parameters of the operation override those of the path item.
fn effective<'a>(path: &Node<'a>, operation: &Node<'a>) -> Vec<(String, Node<'a>)> {
    let keyed = |node: &Node<'a>| node.items("parameters").into_iter().map(|one| (key(&one), one));
    with_overrides(keyed(path), keyed(operation))
}

/// Returns the identity of a parameter: its location and its name.
fn key(parameter: &Node) -> String {
    format!("{} `{}`", parameter.string("in").unwrap_or_default(), name(parameter))
}

fn name<'a>(parameter: &Node<'a>) -> &'a str {
    parameter.string("name").unwrap_or_default()
}

fn required_first<'a>(parameters: &'a [(String, Node<'a>)]) -> Vec<(&'a str, Node<'a>)> {
    let mut sorted = borrowed(parameters);
    sorted.sort_by_key(|(_, parameter)| !parameter.is_true("required"));
    sorted
}

/// Returns names and nodes as arguments of [`pair`].
fn borrowed<'a>(named: &'a [(String, Node<'a>)]) -> Vec<(&'a str, Node<'a>)> {
    named.iter().map(|(name, node)| (name.as_str(), node.clone())).collect()
}
