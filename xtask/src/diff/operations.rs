//! Comparison of operations.

use serde_json::Value;

use super::Comparison;
use super::finding::{Direction, Impact};
use super::node::Node;

/// A document, a path item and an operation.
pub(super) type Located<'n, 'a> = (&'n Node<'a>, &'n Node<'a>, &'n Node<'a>);

impl Comparison {
    pub(super) fn operation(&mut self, old: Located, new: Located) {
        let ((old_document, old_path, before), (new_document, new_path, now)) = (old, new);
        let compared = ["operationId", "tags", "security", "parameters", "requestBody", "responses"];
        self.other_keys(before, now, &compared, Direction::Both);
        for (key, named) in [("operationId", "methods"), ("tags", "groups of methods")] {
            let (was, is) = (before.value.get(key), now.value.get(key));
            if was != is {
                let text = |value: Option<&Value>| value.map_or("absent".to_owned(), Value::to_string);
                let message = format!("was {}, is {}; generators name {named} after it", text(was), text(is));
                self.report(Impact::Breaking, Direction::Both, &format!("{}/{key}", now.pointer), message);
            }
        }
        self.security(
            before.value.get("security").or_else(|| old_document.value.get("security")),
            now.value.get("security").or_else(|| new_document.value.get("security")),
            &format!("{}/security", now.pointer),
        );
        self.parameters((old_path, before), (new_path, now));
        self.request_body(before, now);
        self.responses(before, now);
    }

    fn request_body(&mut self, old: &Node, new: &Node) {
        let requests = Direction::Requests;
        match (old.get("requestBody"), new.get("requestBody")) {
            (Some(before), Some(now)) => {
                self.component_name(&before, &now, requests);
                self.body(&before, &now);
            }
            (Some(before), None) => {
                self.report(Impact::Breaking, requests, &before.use_site().pointer, "request body removed");
            }
            (None, Some(now)) => {
                let message = "request body added; generated functions have an additional argument";
                self.report(Impact::Breaking, requests, &now.use_site().pointer, message);
            }
            (None, None) => {}
        }
    }

    pub(super) fn body(&mut self, old: &Node, new: &Node) {
        self.other_keys(old, new, &["required", "content"], Direction::Requests);
        match (old.is_true("required"), new.is_true("required")) {
            (false, true) => {
                let message = "request body became required";
                self.report(Impact::Breaking, Direction::Requests, &new.pointer, message);
            }
            (true, false) => {
                let message = "request body became optional";
                self.report(Impact::Addition, Direction::Requests, &new.pointer, message);
            }
            _ => {}
        }
        self.content(old, new, Direction::Requests);
    }
}
