//! Comparison of schemas. A change can break requests and be harmless for responses, or vice versa.

mod bounds;
mod values;

use super::Comparison;
use super::finding::{Direction, Impact};
use super::node::{Node, pair};

/// The schema keys that the comparison has rules for.
const COMPARED: [&str; 21] = [
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
    "pattern",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

impl Comparison {
    /// Compares the `schema` of two parameters, headers or bodies.
    pub(super) fn schema_of(&mut self, old: &Node, new: &Node, direction: Direction) {
        match (old.get("schema"), new.get("schema")) {
            (Some(before), Some(now)) => self.schema(&before, &now, direction),
            (None, None) => {}
            (before, _) => {
                let message = if before.is_some() { "schema removed" } else { "schema added" };
                self.report(Impact::Breaking, direction, &new.pointer, message);
            }
        }
    }

    pub(super) fn schema(&mut self, old: &Node, new: &Node, direction: Direction) {
        self.component_name(old, new, direction);
        if let (Some(_), Some(_)) = (old.component, new.component) {
            let (before, now) = (old.use_site(), new.use_site());
            self.other_keys(&before, &now, &["$ref", "allOf", "nullable"], direction);
        }
        self.nullable(old, new, direction);
        if !self.compared.insert((old.pointer.clone(), new.pointer.clone(), direction)) {
            return;
        }
        if old.value.get("type") != new.value.get("type") {
            let message = format!("was {}, is {}", kind(old), kind(new));
            self.report(Impact::Breaking, direction, &new.pointer, message);
            return;
        }
        if old.value.get("format") != new.value.get("format") {
            let message = format!("was {}, is {}", kind(old), kind(new));
            self.report(Impact::Breaking, direction, &new.pointer, message);
        }
        self.values(old, new, direction);
        self.bounds(old, new, direction);
        self.pattern(old, new, direction);
        self.properties(old, new, direction);
        for key in ["items", "additionalProperties"] {
            match (old.get(key), new.get(key)) {
                (Some(before), Some(now)) if before.value.is_object() && now.value.is_object() => {
                    self.schema(&before, &now, direction);
                }
                (before, now) if before.as_ref().map(|n| n.value) != now.as_ref().map(|n| n.value) => {
                    let message = format!("`{key}` changed; no rule covers this change");
                    self.report(Impact::Breaking, direction, &new.pointer, message);
                }
                _ => {}
            }
        }
        self.compositions(old, new, direction);
        self.other_keys(old, new, &COMPARED, direction);
    }

    fn nullable(&mut self, old: &Node, new: &Node, direction: Direction) {
        let requests = direction == Direction::Requests;
        let (impact, message) = match (old.is_true("nullable"), new.is_true("nullable")) {
            (false, true) if requests => (Impact::Addition, "became nullable"),
            (false, true) => (Impact::Breaking, "became nullable, which clients do not expect"),
            (true, false) if requests => (Impact::Breaking, "is no longer nullable"),
            (true, false) => (Impact::Addition, "is no longer nullable"),
            _ => return,
        };
        let owner =
            if old.component.is_some() && new.component.is_some() { new.use_site() } else { new.clone() };
        // A change to a shared schema is reported at the schema; a change next to a reference is reported at the reference.
        let shared = new.value.get("nullable") != old.value.get("nullable");
        let pointer = if shared { &new.pointer } else { &owner.pointer };
        self.report(impact, direction, pointer, message);
    }

    /// Compares `allOf`, `anyOf` and `oneOf` part by part, in order.
    fn compositions(&mut self, old: &Node, new: &Node, direction: Direction) {
        for key in ["allOf", "anyOf", "oneOf"] {
            let (before, now) = (old.items(key), new.items(key));
            if before.len() != now.len() {
                let harmless = key != "allOf"
                    && !before.is_empty()
                    && now.len() > before.len()
                    && direction == Direction::Requests;
                let impact = if harmless { Impact::Addition } else { Impact::Breaking };
                let message =
                    format!("number of parts of `{key}` changed from {} to {}", before.len(), now.len());
                self.report(impact, direction, &new.pointer, message);
            }
            for (before, now) in before.iter().zip(&now) {
                self.schema(before, now, direction);
            }
        }
    }

    /// Compares patterns. Adding a pattern to a response and removing one from a request are compatible.
    fn pattern(&mut self, old: &Node, new: &Node, direction: Direction) {
        let requests = direction == Direction::Requests;
        let (harmless, change) = match (old.value.get("pattern"), new.value.get("pattern")) {
            (None, Some(_)) => (!requests, "added"),
            (Some(_), None) => (requests, "removed"),
            (before, now) if before != now => (false, "changed"),
            _ => return,
        };
        let impact = if harmless { Impact::Addition } else { Impact::Breaking };
        self.report(impact, direction, &format!("{}/pattern", new.pointer), format!("pattern {change}"));
    }

    fn properties(&mut self, old: &Node, new: &Node, direction: Direction) {
        let requests = direction == Direction::Requests;
        let (required, optional) = match requests {
            true => {
                ((Impact::Breaking, "field became required"), (Impact::Addition, "field became optional"))
            }
            false => (
                (Impact::Addition, "field became required"),
                (Impact::Breaking, "field became optional, but clients may rely on it"),
            ),
        };
        let (was, is) = (old.strings("required"), new.strings("required"));
        let (described_before, described_now) = (old.entries("properties"), new.entries("properties"));
        let is_described =
            |name: &str| described_before.iter().chain(&described_now).any(|(known, _)| *known == name);
        let became_required = is.iter().filter(|name| !was.contains(*name)).map(|name| (*name, true));
        let became_optional = was.iter().filter(|name| !is.contains(*name)).map(|name| (*name, false));
        let undescribed: Vec<(&str, bool)> =
            became_required.chain(became_optional).filter(|(name, _)| !is_described(name)).collect();
        let pairs = pair(described_before, described_now);
        for (name, _) in pairs.removed {
            let message = match requests {
                true => "field removed, but clients may still send it",
                false => "field removed, but clients may rely on it",
            };
            self.report(Impact::Breaking, direction, &field(old, name), message);
        }
        for added in pairs.added {
            // A field may have been required before it was described. `additionalProperties` then applied to it.
            if was.contains(&added.name)
                && let Some(before) = old.get("additionalProperties").filter(|node| node.value.is_object())
            {
                self.schema(&before, &added.node, direction);
            }
            let (impact, message) = match (was.contains(&added.name), is.contains(&added.name)) {
                (true, false) => optional,
                (false, true) if requests => {
                    (Impact::Breaking, "required field added, which existing clients do not send")
                }
                (false, false) if requests => (Impact::Addition, "optional field added"),
                _ => (Impact::Addition, "field added"),
            };
            self.report(impact, direction, &field(new, added.name), message);
        }
        for (name, before, now) in pairs.common {
            self.schema(&before, &now, direction);
            let (impact, message) = match (was.contains(&name), is.contains(&name)) {
                (true, false) => optional,
                (false, true) => required,
                _ => continue,
            };
            self.report(impact, direction, &field(new, name), message);
        }
        // Names in `required` without a property, such as those of `additionalProperties` or another branch of `allOf`.
        let pointer = format!("{}/required", new.pointer);
        for (name, is_required) in undescribed {
            let ((impact, _), change) =
                if is_required { (required, "required") } else { (optional, "optional") };
            self.report(impact, direction, &pointer, format!("field `{name}` became {change}"));
        }
    }
}

fn field(schema: &Node, name: &str) -> String {
    format!("{}/properties/{}", schema.pointer, crate::contract::escape(name))
}

/// Returns the type and format of a schema, such as `string (date-time)` or `of any type`.
fn kind(schema: &Node) -> String {
    match (schema.string("type"), schema.string("format")) {
        (Some(name), Some(format)) => format!("{name} ({format})"),
        (Some(name), None) => name.to_owned(),
        (None, Some(format)) => format!("of any type ({format})"),
        (None, None) => "of any type".to_owned(),
    }
}
