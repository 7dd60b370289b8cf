//! Comparison of enums. An open enum (`x-extensible-enum`) may get new values, because clients must accept unknown values.

use serde_json::Value;

use crate::diff::Comparison;
use crate::diff::finding::{Direction, Impact};
use crate::diff::node::Node;

impl Comparison {
    pub(super) fn values(&mut self, old: &Node, new: &Node, direction: Direction) {
        self.open_enum(old, new, direction);
        self.closed_enum(old, new, direction);
    }

    fn open_enum(&mut self, old: &Node, new: &Node, direction: Direction) {
        let key = "x-extensible-enum";
        let pointer = format!("{}/{key}", new.pointer);
        match (list(old, key), list(new, key)) {
            (Some(before), Some(now)) => {
                for value in missing(now, before) {
                    let message = format!("value {value} added to the open enum");
                    self.report(Impact::Addition, direction, &pointer, message);
                }
                for value in missing(before, now) {
                    let message = format!(
                        "value {value} removed from the open enum; programs may use the generated value"
                    );
                    self.report(Impact::Breaking, direction, &pointer, message);
                }
            }
            (Some(_), None) => {
                self.report(Impact::Breaking, direction, &pointer, "is no longer an open enum");
            }
            (None, Some(_)) => {
                let message = "became an open enum; generated types change";
                self.report(Impact::Breaking, direction, &pointer, message);
            }
            (None, None) => {}
        }
    }

    fn closed_enum(&mut self, old: &Node, new: &Node, direction: Direction) {
        let key = "enum";
        let pointer = format!("{}/{key}", new.pointer);
        let (widened, narrowed) = match direction {
            Direction::Requests => (Impact::Addition, Impact::Breaking),
            _ => (Impact::Breaking, Impact::Addition),
        };
        match (list(old, key), list(new, key)) {
            (Some(before), Some(now)) => {
                for value in missing(now, before) {
                    self.report(widened, direction, &pointer, format!("value {value} added"));
                }
                for value in missing(before, now) {
                    self.report(narrowed, direction, &pointer, format!("value {value} removed"));
                }
            }
            (Some(_), None) => {
                self.report(widened, direction, &pointer, "list of values removed; any value is now allowed");
            }
            (None, Some(_)) => {
                let message = "list of values added; other values are no longer allowed";
                self.report(narrowed, direction, &pointer, message);
            }
            (None, None) => {}
        }
    }
}

fn list<'a>(node: &Node<'a>, key: &str) -> Option<&'a [Value]> {
    node.value.get(key).and_then(Value::as_array).map(Vec::as_slice)
}

/// Returns the values of the first list that are not in the second.
fn missing<'a>(values: &'a [Value], others: &'a [Value]) -> impl Iterator<Item = &'a Value> {
    values.iter().filter(|value| !others.contains(value))
}
