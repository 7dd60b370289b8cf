//! Comparison of bounds. A tighter bound breaks requests, and a wider bound breaks responses.

use serde_json::Value;

use crate::diff::Comparison;
use crate::diff::finding::{Direction, Impact};
use crate::diff::node::Node;

const LOWER: [&str; 4] = ["minimum", "minLength", "minItems", "minProperties"];
const UPPER: [&str; 4] = ["maximum", "maxLength", "maxItems", "maxProperties"];

impl Comparison {
    pub(super) fn bounds(&mut self, old: &Node, new: &Node, direction: Direction) {
        let bound = |node: &Node, key: &str| node.value.get(key).and_then(Value::as_f64);
        for (keys, lower) in [(LOWER, true), (UPPER, false)] {
            for key in keys {
                let (before, now) = (bound(old, key), bound(new, key));
                if before == now {
                    continue;
                }
                let tighter = match (before, now) {
                    (Some(before), Some(now)) => (now > before) == lower,
                    (before, _) => before.is_none(),
                };
                let breaks = tighter == (direction == Direction::Requests);
                let impact = if breaks { Impact::Breaking } else { Impact::Addition };
                let text = |bound: Option<f64>| bound.map_or("none".to_owned(), |bound| bound.to_string());
                let kind = if tighter { "tighter" } else { "wider" };
                let message = format!("{kind} bound: was {}, is {}", text(before), text(now));
                self.report(impact, direction, &format!("{}/{key}", new.pointer), message);
            }
        }
    }
}
