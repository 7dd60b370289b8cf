//! A schema, field by field.

use maud::{Markup, html};
use serde_json::Value;

use super::{described, entries, items, json, text};

pub(super) fn section(name: &str, schema: &Value) -> Markup {
    let required: Vec<&str> = items(schema, "required").filter_map(Value::as_str).collect();
    html! {
        section.schema #(anchor(name)) {
            h3 { (name) " " span.type { (kind(schema)) } }
            (described(schema))
            (values(schema))
            @if entries(schema, "properties").next().is_some() {
                dl.fields {
                    @for (name, field) in entries(schema, "properties") {
                        dt {
                            code { (name) }
                            span.type { (kind(field)) }
                            @if field["nullable"] == true { span.note { "may be null" } }
                            @if required.contains(&name.as_str()) { span.required { "always there" } }
                        }
                        dd {
                            (described(field))
                            (values(field))
                            @if let Some(example) = field.get("example") {
                                p.example { "Example: " code { (json(example)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The values of an enum, open or closed.
fn values(schema: &Value) -> Markup {
    html! {
        @for (key, called) in [("x-extensible-enum", "Known values, and there may be others:"), ("enum", "One of:")] {
            @if schema.get(key).is_some() {
                p.values { (called) @for value in items(schema, key) { " " code { (value.as_str().unwrap_or_default()) } } }
            }
        }
    }
}

/// What a value of this schema is, in a few words, with links to named schemas.
pub(super) fn kind(schema: &Value) -> Markup {
    if let Some(name) =
        schema.get("$ref").and_then(Value::as_str).and_then(|target| target.rsplit('/').next())
    {
        return html! { a href={ "#" (anchor(name)) } { (name) } };
    }
    let bound = |key: &str, sign: &str| schema.get(key).map(|bound| format!(" {sign} {bound}"));
    html! {
        @match text(schema, "type") {
            "array" => { "list of " (kind(&schema["items"])) },
            "object" if schema["additionalProperties"].is_object() => {
                "map of text to " (kind(&schema["additionalProperties"]))
            },
            "" => { "any value" },
            name => { (name) },
        }
        @if let Some(format) = schema.get("format").and_then(Value::as_str) { " (" (format) ")" }
        (bound("minimum", "≥").unwrap_or_default())
        (bound("maximum", "≤").unwrap_or_default())
    }
}

pub(super) fn anchor(name: &str) -> String {
    format!("schema-{name}")
}
