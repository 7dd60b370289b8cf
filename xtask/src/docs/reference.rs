//! The reference of the API, made of the contract.

mod document;
mod operation;
mod schema;

use anyhow::Context;
use maud::{Markup, html};
use serde_json::{Map, Value};

use super::layout::{self, Part};
use super::markdown;
use crate::contract::METHODS;

/// One page with everything on it, so that a browser's own search finds it.
pub(super) fn page(contract: &Value) -> anyhow::Result<Markup> {
    let mut parts = vec![
        Part::new("introduction", "Introduction", false),
        Part::new("servers", "Servers", true),
        Part::new("authentication", "Authentication", true),
    ];
    let mut operations = Vec::new();
    for (path, item) in entries(contract, "paths") {
        for method in METHODS {
            if let Some(operation) = item.get(method) {
                let id = text(operation, "operationId");
                parts.push(Part::new(id, text(operation, "summary"), false));
                for (status, _) in entries(operation, "responses") {
                    parts.push(Part::new(&format!("{id}-{status}"), &operation::status_name(status), true));
                }
                operations.push(operation::section(contract, path, method, item, operation)?);
            }
        }
    }
    parts.push(Part::new("schemas", "Schemas", false));
    for (name, _) in entries(&contract["components"], "schemas") {
        parts.push(Part::new(&schema::anchor(name), name, true));
    }
    let content = html! {
        (document::introduction(contract))
        @for operation in &operations { (operation) }
        section #schemas {
            h2 { "Schemas" }
            @for (name, one) in entries(&contract["components"], "schemas") { (schema::section(name, one)) }
        }
    };
    let title = format!("{} {}", text(&contract["info"], "title"), text(&contract["info"], "version"));
    Ok(layout::page(&title, "../", &parts, content))
}

/// A description, where there is one.
fn described(node: &Value) -> Markup {
    markdown::description(text(node, "description"))
}

fn text<'a>(node: &'a Value, key: &str) -> &'a str {
    node.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn entries<'a>(node: &'a Value, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    node.get(key).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

fn items<'a>(node: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    node.get(key).and_then(Value::as_array).into_iter().flatten()
}

/// What a node stands for, behind its reference.
fn resolve<'a>(contract: &'a Value, node: &'a Value) -> anyhow::Result<&'a Value> {
    match node.get("$ref").and_then(Value::as_str) {
        Some(target) => {
            let found = contract.pointer(target.trim_start_matches('#'));
            resolve(contract, found.with_context(|| format!("{target} points at nothing"))?)
        }
        None => Ok(node),
    }
}

/// A value as it stands in a JSON document.
fn json(value: &Value) -> String {
    format!("{value:#}")
}
