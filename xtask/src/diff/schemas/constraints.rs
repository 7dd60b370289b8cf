//! Bounds: tighter ones break those who send, wider ones break those who receive.

use serde_json::Value;

use crate::diff::finding::{Audience, Finding, Impact};
use crate::diff::node::Node;

const LEAST: [&str; 4] = ["minimum", "minLength", "minItems", "minProperties"];
const MOST: [&str; 4] = ["maximum", "maxLength", "maxItems", "maxProperties"];

pub(super) fn compare(old: &Node, new: &Node, audience: Audience) -> Vec<Finding> {
    let bound = |node: &Node, key: &str| node.value.get(key).and_then(Value::as_f64);
    let mut found = Vec::new();
    for (keys, least) in [(LEAST, true), (MOST, false)] {
        for key in keys {
            let (before, now) = (bound(old, key), bound(new, key));
            if before == now {
                continue;
            }
            let tighter = match (before, now) {
                (Some(before), Some(now)) => (now > before) == least,
                (before, _) => before.is_none(),
            };
            let breaks = tighter == (audience == Audience::Senders);
            let told = |bound: Option<f64>| bound.map_or("none".to_owned(), |bound| bound.to_string());
            found.push(Finding {
                impact: if breaks { Impact::Breaking } else { Impact::Compatible },
                audience,
                place: format!("{}/{key}", new.place),
                what: format!(
                    "{} bound: was {}, is {}",
                    if tighter { "a tighter" } else { "a wider" },
                    told(before),
                    told(now)
                ),
            });
        }
    }
    found
}
