//! Lists of values: closed ones, and open ones that readers must be ready to see grow.

use serde_json::Value;

use crate::diff::finding::{Audience, Finding, Impact};
use crate::diff::node::Node;

pub(super) fn compare(old: &Node, new: &Node, audience: Audience) -> Vec<Finding> {
    let mut found = Vec::new();
    let place = |key: &str| format!("{}/{key}", new.place);
    let mut tell = |impact, key, what: String| {
        found.push(Finding { impact, audience, place: place(key), what });
    };
    let open = "x-extensible-enum";
    match (list(old, open), list(new, open)) {
        (Some(before), Some(now)) => {
            for value in missing(&now, &before) {
                let what = format!(
                    "the open enum has a new value {value}; readers keep those that they do not know"
                );
                tell(Impact::Compatible, open, what);
            }
            for value in missing(&before, &now) {
                let what = format!("the open enum has lost the value {value}, which generated types name");
                tell(Impact::Breaking, open, what);
            }
        }
        (Some(_), None) => tell(Impact::Breaking, open, "the known values are no longer listed".to_owned()),
        (None, Some(_)) => {
            tell(Impact::Breaking, open, "is an open enum now, which generated types name".to_owned())
        }
        (None, None) => {}
    }
    let closed = "enum";
    let (widened, narrowed) = match audience {
        Audience::Senders => (Impact::Compatible, Impact::Breaking),
        _ => (Impact::Breaking, Impact::Compatible),
    };
    match (list(old, closed), list(new, closed)) {
        (Some(before), Some(now)) => {
            for value in missing(&now, &before) {
                tell(widened, closed, format!("the closed enum has a new value {value}"));
            }
            for value in missing(&before, &now) {
                tell(narrowed, closed, format!("the closed enum has lost the value {value}"));
            }
        }
        (Some(_), None) => tell(widened, closed, "any value is allowed now".to_owned()),
        (None, Some(_)) => tell(narrowed, closed, "only listed values are allowed now".to_owned()),
        (None, None) => {}
    }
    found
}

fn list<'a>(node: &Node<'a>, key: &str) -> Option<Vec<&'a Value>> {
    node.value.get(key).and_then(Value::as_array).map(|values| values.iter().collect())
}

/// The values that the first list has and the second lacks.
fn missing<'a>(these: &[&'a Value], others: &[&'a Value]) -> Vec<&'a Value> {
    these.iter().filter(|value| !others.contains(value)).copied().collect()
}
