//! Two schemas side by side, seen by those who send such a value or by those who receive one.

mod constraints;
mod values;

use std::collections::BTreeSet;

use super::finding::{Audience, Finding, Impact};
use super::node::{Node, pair};
use super::rest;

/// The keys of a schema that are judged here.
const JUDGED: [&str; 21] = [
    "type",
    "format",
    "nullable",
    "properties",
    "required",
    "items",
    "additionalProperties",
    "allOf",
    "anyOf",
    "oneOf",
    "enum",
    "x-extensible-enum",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
    "$ref",
];

/// The walk through schemas; each pair is compared once for each audience.
#[derive(Default)]
pub(super) struct Schemas {
    seen: BTreeSet<(String, String, Audience)>,
    pub(super) findings: Vec<Finding>,
}

impl Schemas {
    pub(super) fn compare(&mut self, old: &Node, new: &Node, audience: Audience) {
        if !self.seen.insert((old.place.clone(), new.place.clone(), audience)) {
            return;
        }
        if old.value.get("type") != new.value.get("type") {
            let what = format!("was {}, is {}", kind(old), kind(new));
            self.tell(Impact::Breaking, audience, &new.place, what);
            return;
        }
        if old.value.get("format") != new.value.get("format") {
            let what = format!("was {}, is {}", kind(old), kind(new));
            self.tell(Impact::Breaking, audience, &new.place, what);
        }
        self.nullability(old, new, audience);
        self.findings.extend(values::compare(old, new, audience));
        self.findings.extend(constraints::compare(old, new, audience));
        self.properties(old, new, audience);
        for key in ["items", "additionalProperties"] {
            match (old.get(key), new.get(key)) {
                (Some(before), Some(now)) if before.value.is_object() && now.value.is_object() => {
                    self.compare(&before, &now, audience);
                }
                (before, now) if before.as_ref().map(|n| n.value) != now.as_ref().map(|n| n.value) => {
                    let what = format!("`{key}` was changed, and no rule says that this is harmless");
                    self.tell(Impact::Breaking, audience, &new.place, what);
                }
                _ => {}
            }
        }
        for key in ["allOf", "anyOf", "oneOf"] {
            let (before, now) = (old.items(key), new.items(key));
            if before.len() != now.len() {
                let what = format!("`{key}` had {} parts, has {}", before.len(), now.len());
                self.tell(Impact::Breaking, audience, &new.place, what);
            }
            for (before, now) in before.iter().zip(&now) {
                self.compare(before, now, audience);
            }
        }
        self.findings.extend(rest::compare(old, new, &JUDGED, audience));
    }

    fn nullability(&mut self, old: &Node, new: &Node, audience: Audience) {
        let (impact, what) = match (old.is_true("nullable"), new.is_true("nullable"), audience) {
            (false, true, Audience::Senders) => (Impact::Compatible, "may be null now"),
            (false, true, _) => (Impact::Breaking, "may be null now, and readers do not expect it"),
            (true, false, Audience::Senders) => (Impact::Breaking, "must not be null any more"),
            (true, false, _) => (Impact::Compatible, "is never null any more"),
            _ => return,
        };
        self.tell(impact, audience, &new.place, what.to_owned());
    }

    fn properties(&mut self, old: &Node, new: &Node, audience: Audience) {
        let (was, is) = (old.texts("required"), new.texts("required"));
        let pairs = pair(old.entries("properties"), new.entries("properties"));
        for (name, _) in pairs.removed {
            let what = match audience {
                Audience::Senders => "the field was removed, and senders may still send it",
                _ => "the field was removed, and readers may rely on it",
            };
            self.tell(Impact::Breaking, audience, &field(old, name), what.to_owned());
        }
        for (name, _) in pairs.added {
            let (impact, what) = match (audience, is.contains(&name)) {
                (Audience::Senders, true) => {
                    (Impact::Breaking, "a required field was added, which nobody sends yet")
                }
                (Audience::Senders, false) => (Impact::Compatible, "an optional field was added"),
                _ => (Impact::Compatible, "a field was added; readers ignore those that they do not know"),
            };
            self.tell(impact, audience, &field(new, name), what.to_owned());
        }
        for (name, before, now) in pairs.common {
            let (impact, what) = match (was.contains(&name), is.contains(&name), audience) {
                (true, false, Audience::Senders) => (Impact::Compatible, "the field may be left out now"),
                (true, false, _) => {
                    (Impact::Breaking, "the field may be missing now, and readers rely on it")
                }
                (false, true, Audience::Senders) => (Impact::Breaking, "the field is required now"),
                (false, true, _) => (Impact::Compatible, "the field is always there now"),
                _ => {
                    self.compare(&before, &now, audience);
                    continue;
                }
            };
            self.tell(impact, audience, &field(new, name), what.to_owned());
            self.compare(&before, &now, audience);
        }
    }

    fn tell(&mut self, impact: Impact, audience: Audience, place: &str, what: String) {
        self.findings.push(Finding { impact, audience, place: place.to_owned(), what });
    }
}

fn field(schema: &Node, name: &str) -> String {
    format!("{}/properties/{}", schema.place, crate::contract::escape(name))
}

/// A schema's type in words, such as `string (date-time)`.
fn kind(schema: &Node) -> String {
    let text = |key| schema.value.get(key).and_then(serde_json::Value::as_str);
    match (text("type"), text("format")) {
        (Some(name), Some(format)) => format!("{name} ({format})"),
        (Some(name), None) => name.to_owned(),
        (None, _) => "of any type".to_owned(),
    }
}
