//! Visits the schemas of a document.

use serde_json::Value;

use crate::contract::escape;

/// Calls `f` for every named and inline schema of the document with its location, outer schemas first.
pub(crate) fn each_schema(document: &mut Value, f: &mut impl FnMut(&str, &mut Value)) {
    for (key, part) in document.as_object_mut().into_iter().flatten() {
        let pointer = format!("#/{}", escape(key));
        if key != "components" {
            outside(part, &pointer, f);
            continue;
        }
        for (kind, entries) in part.as_object_mut().into_iter().flatten() {
            let pointer = format!("{pointer}/{}", escape(kind));
            match kind.as_str() {
                "examples" => {}
                "schemas" => named(entries, &pointer, f),
                _ => {
                    for (name, entry) in entries.as_object_mut().into_iter().flatten() {
                        outside(entry, &format!("{pointer}/{}", escape(name)), f);
                    }
                }
            }
        }
    }
}

/// Visits the schemas below a node that is not a schema.
fn outside(node: &mut Value, pointer: &str, f: &mut impl FnMut(&str, &mut Value)) {
    match node {
        Value::Object(map) => {
            for (key, child) in map {
                let pointer = format!("{pointer}/{}", escape(key));
                match key.as_str() {
                    "example" | "examples" => {}
                    "schema" => schema(child, &pointer, f),
                    _ => outside(child, &pointer, f),
                }
            }
        }
        Value::Array(items) => {
            for (i, item) in items.iter_mut().enumerate() {
                outside(item, &format!("{pointer}/{i}"), f);
            }
        }
        _ => {}
    }
}

/// Visits the schemas of a map from names to schemas.
fn named(map: &mut Value, pointer: &str, f: &mut impl FnMut(&str, &mut Value)) {
    for (name, child) in map.as_object_mut().into_iter().flatten() {
        schema(child, &format!("{pointer}/{}", escape(name)), f);
    }
}

fn schema(node: &mut Value, pointer: &str, f: &mut impl FnMut(&str, &mut Value)) {
    f(pointer, node);
    for (key, child) in node.as_object_mut().into_iter().flatten() {
        let pointer = format!("{pointer}/{key}");
        match key.as_str() {
            "properties" => named(child, &pointer, f),
            "items" | "not" | "additionalProperties" => schema(child, &pointer, f),
            "allOf" | "anyOf" | "oneOf" => {
                for (i, part) in child.as_array_mut().into_iter().flatten().enumerate() {
                    schema(part, &format!("{pointer}/{i}"), f);
                }
            }
            _ => {}
        }
    }
}
