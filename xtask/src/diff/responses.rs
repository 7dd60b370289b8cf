//! Comparison of responses: statuses, headers and bodies.

use super::Comparison;
use super::finding::{Direction, Impact};
use super::node::{Node, pair};

impl Comparison {
    pub(super) fn responses(&mut self, old: &Node, new: &Node) {
        let responses = Direction::Responses;
        let before_all = old.entries("responses");
        let pairs = pair(before_all.clone(), new.entries("responses"));
        for (status, _) in pairs.removed {
            let message = format!("status {status} removed, but clients may rely on it");
            self.report(Impact::Breaking, responses, &format!("{}/responses/{status}", old.pointer), message);
        }
        for added in pairs.added {
            let status = added.name;
            // The contract allows additional error statuses.
            let error = status == "default" || status.starts_with(['4', '5']);
            let (impact, message) = match error {
                true => (Impact::Addition, format!("error status {status} added")),
                false => {
                    (Impact::Breaking, format!("status {status} added, which existing clients do not handle"))
                }
            };
            self.report(impact, responses, &format!("{}/responses/{status}", new.pointer), message);
            if let Some(before) = covering(status, &before_all) {
                self.response(before, &added.node);
            }
        }
        for (_, before, now) in pairs.common {
            self.component_name(&before, &now, responses);
            self.response(&before, &now);
        }
    }

    pub(super) fn response(&mut self, old: &Node, new: &Node) {
        let responses = Direction::Responses;
        self.other_keys(old, new, &["headers", "content"], responses);
        let headers = pair(old.entries("headers"), new.entries("headers"));
        for (name, _) in headers.removed {
            let pointer = format!("{}/headers/{name}", old.pointer);
            self.report(Impact::Breaking, responses, &pointer, format!("header {name} removed"));
        }
        for added in headers.added {
            let pointer = format!("{}/headers/{}", new.pointer, added.name);
            self.report(Impact::Addition, responses, &pointer, format!("header {} added", added.name));
        }
        for (_, before, now) in headers.common {
            self.header(&before, &now);
        }
        self.content(old, new, responses);
    }

    pub(super) fn header(&mut self, old: &Node, new: &Node) {
        self.other_keys(old, new, &["schema"], Direction::Responses);
        self.schema_of(old, new, Direction::Responses);
    }

    /// Compares the bodies of a request or a response by media type.
    pub(super) fn content(&mut self, old: &Node, new: &Node, direction: Direction) {
        let pairs = pair(old.entries("content"), new.entries("content"));
        for (media_type, media) in pairs.removed {
            let message = format!("media type {media_type} removed");
            self.report(Impact::Breaking, direction, &media.pointer, message);
        }
        for added in pairs.added {
            let impact = if direction == Direction::Requests { Impact::Addition } else { Impact::Breaking };
            let message = format!("media type {} added", added.name);
            self.report(impact, direction, &added.node.pointer, message);
        }
        for (_, before, now) in pairs.common {
            self.other_keys(&before, &now, &["schema"], direction);
            self.schema_of(&before, &now, direction);
        }
    }
}

/// Returns the response that applied to a status without a separate entry: the response of its range, or the default response.
fn covering<'n, 'a>(status: &str, responses: &'n [(&'a str, Node<'a>)]) -> Option<&'n Node<'a>> {
    let range = status.get(..1).map(|class| format!("{class}XX"));
    let named = |name: &str| responses.iter().find(|(other, _)| *other == name).map(|(_, node)| node);
    range.and_then(|range| named(&range)).or_else(|| named("default"))
}
