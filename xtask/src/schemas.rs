//! Visiting the schemas of a document.

use serde_json::Value;

use crate::contract::escape;

/// Calls `f` on every schema of the document with its place, named and inline ones, outer ones first.
pub(crate) fn each_schema(document: &mut Value, f: &mut impl FnMut(&str, &mut Value)) {
    for (key, part) in document.as_object_mut().into_iter().flatten() {
        let place = format!("#/{}", escape(key));
        if key != "components" {
            outside(part, &place, f);
            continue;
        }
        for (kind, entries) in part.as_object_mut().into_iter().flatten() {
            let place = format!("{place}/{}", escape(kind));
            match kind.as_str() {
                "examples" => {}
                "schemas" => named(entries, &place, f),
                _ => {
                    for (name, entry) in entries.as_object_mut().into_iter().flatten() {
                        outside(entry, &format!("{place}/{}", escape(name)), f);
                    }
                }
            }
        }
    }
}

/// Looks for schemas below a node that is not one itself.
fn outside(node: &mut Value, place: &str, f: &mut impl FnMut(&str, &mut Value)) {
    match node {
        Value::Object(map) => {
            for (key, child) in map {
                let place = format!("{place}/{}", escape(key));
                match key.as_str() {
                    "example" | "examples" => {}
                    "schema" => schema(child, &place, f),
                    _ => outside(child, &place, f),
                }
            }
        }
        Value::Array(items) => {
            for (i, item) in items.iter_mut().enumerate() {
                outside(item, &format!("{place}/{i}"), f);
            }
        }
        _ => {}
    }
}

/// Visits the schemas of a map from names to schemas.
fn named(map: &mut Value, place: &str, f: &mut impl FnMut(&str, &mut Value)) {
    for (name, child) in map.as_object_mut().into_iter().flatten() {
        schema(child, &format!("{place}/{}", escape(name)), f);
    }
}

fn schema(node: &mut Value, place: &str, f: &mut impl FnMut(&str, &mut Value)) {
    f(place, node);
    for (key, child) in node.as_object_mut().into_iter().flatten() {
        let place = format!("{place}/{key}");
        match key.as_str() {
            "properties" => named(child, &place, f),
            "items" | "not" | "additionalProperties" => schema(child, &place, f),
            "allOf" | "anyOf" | "oneOf" => {
                for (i, part) in child.as_array_mut().into_iter().flatten().enumerate() {
                    schema(part, &format!("{place}/{i}"), f);
                }
            }
            _ => {}
        }
    }
}
