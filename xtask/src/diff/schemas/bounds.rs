//! Comparison of bounds. A tighter bound breaks requests, and a wider bound breaks responses.

use std::cmp::Ordering;

use serde_json::{Number, Value};

use crate::diff::Comparison;
use crate::diff::finding::{Direction, Impact};
use crate::diff::node::Node;

const LOWER: [&str; 4] = ["minimum", "minLength", "minItems", "minProperties"];
const UPPER: [&str; 4] = ["maximum", "maxLength", "maxItems", "maxProperties"];

impl Comparison {
    pub(super) fn bounds(&mut self, old: &Node, new: &Node, direction: Direction) {
        let bound = |node: &'_ Node<'_>, key: &str| node.value.get(key).and_then(Value::as_number).cloned();
        for (keys, lower) in [(LOWER, true), (UPPER, false)] {
            for key in keys {
                let (before, now) = (bound(old, key), bound(new, key));
                let tighter = match (&before, &now) {
                    (None, None) => continue,
                    (Some(before), Some(now)) => match compare(before, now) {
                        None | Some(Ordering::Equal) => continue,
                        Some(order) => (order == Ordering::Less) == lower,
                    },
                    (before, _) => before.is_none(),
                };
                let breaks = tighter == (direction == Direction::Requests);
                let impact = if breaks { Impact::Breaking } else { Impact::Addition };
                let text = |bound: Option<Number>| bound.map_or("none".to_owned(), |bound| bound.to_string());
                let kind = if tighter { "tighter" } else { "wider" };
                let message = format!("{kind} bound: was {}, is {}", text(before), text(now));
                self.report(impact, direction, &format!("{}/{key}", new.pointer), message);
            }
        }
    }
}

/// Compares integers exactly, and other numbers as `f64`.
fn compare(a: &Number, b: &Number) -> Option<Ordering> {
    match (a.as_i128(), b.as_i128()) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => a.as_f64()?.partial_cmp(&b.as_f64()?),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn compares_integers_exactly() {
        let order = |a: Value, b: Value| compare(a.as_number()?, b.as_number()?);
        let large = 9_007_199_254_740_993_i64;
        assert_eq!(order(json!(large), json!(large - 1)), Some(Ordering::Greater));
        assert_eq!(order(json!(u64::MAX), json!(i64::MAX)), Some(Ordering::Greater));
        assert_eq!(order(json!(-1), json!(u64::MAX)), Some(Ordering::Less));
        assert_eq!(order(json!(1), json!(1.0)), Some(Ordering::Equal));
        assert_eq!(order(json!(0.5), json!(1)), Some(Ordering::Less));
    }
}
