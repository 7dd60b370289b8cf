//! Tests of the generated Rust types.

use serde_json::json;

use super::find::MAX_FIELDS;
use super::*;

/// Returns the Rust code generated for these schemas, without line breaks and indentation.
fn source(schemas: Value) -> anyhow::Result<String> {
    let document = json!({ "components": { "schemas": schemas } });
    let open_enums = crate::open_enums::find(&document)?;
    let types = find(&document, &open_enums)?;
    let text = prettyplease::unparse(&syn::parse2(tokens(&document, &types)?)?);
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn fields_have_the_types_of_their_schemas() {
    let source = source(json!({
        "Status": { "type": "string", "x-extensible-enum": ["a"], "nullable": true },
        "Color": { "type": "string", "enum": ["red"] },
        "Id": { "type": "string" },
        "Counts": { "type": "object", "additionalProperties": { "type": "integer" } },
        "Other": { "type": "object" },
        "Thing": {
            "type": "object",
            "required": ["id", "at", "ids"],
            "properties": {
                "id": { "type": "string" },
                "at": { "type": "string", "format": "date-time" },
                "ids": { "type": "array", "items": { "$ref": "#/components/schemas/Id" } },
                "ok": { "type": "boolean" },
                "share": { "type": "number" },
                "delta": { "type": "integer" },
                "count": { "type": "integer", "minimum": 0 },
                "status": { "$ref": "#/components/schemas/Status" },
                "color": { "$ref": "#/components/schemas/Color" },
                "other": { "nullable": true, "allOf": [{ "$ref": "#/components/schemas/Other" }] },
                "counts": { "$ref": "#/components/schemas/Counts" },
                "grid": { "type": "array", "items": { "type": "array", "items": {} } },
                "open": { "type": "object" },
                "either": { "oneOf": [{ "type": "number" }, { "type": "string" }] },
                "type": { "type": "string" },
                "_high": { "type": "boolean" },
            },
        },
    }))
    .unwrap();
    for words in [
        "pub id: String,",
        "pub at: Option<Timestamp>,",
        "pub ids: Option<Vec<String>>,",
        "pub ok: Option<bool>,",
        "pub share: Option<f64>,",
        "pub delta: Option<i64>,",
        "pub count: Option<u64>,",
        "pub status: Option<Status>,",
        "pub color: Option<Color>,",
        "pub other: Option<Other>,",
        "pub counts: Option<BTreeMap<String, i64>>,",
        "pub grid: Option<Vec<Vec<Value>>>,",
        "pub open: Option<BTreeMap<String, Value>>,",
        "pub either: Option<Value>,",
        "pub r#type: Option<String>,",
        "pub high: Option<bool>,",
        "pub type Counts = BTreeMap<String, i64>;",
        "impl Tolerant for Color {",
        "id: impl Into<String>, at: impl Into<Timestamp>, ids: impl Into<Vec<String>>, ) -> Self",
        "impl Default for Other {",
        r#""type", "_high""#,
    ] {
        assert!(source.contains(words), "{words}\n{source}");
    }
    assert!(!source.contains("impl Default for Thing"), "{source}");
}

#[test]
fn refuses_unsupported_schemas_with_the_location() {
    let many: serde_json::Map<String, Value> =
        (0..=MAX_FIELDS).map(|i| (format!("f{i}"), json!({ "type": "string" }))).collect();
    let object = |properties: Value| json!({ "type": "object", "properties": properties });
    let inline = object(json!({ "a": { "type": "string" } }));
    for (schema, words) in [
        (object(json!({ "in": inline })), "Thing/properties/in: an inline object has no name"),
        (
            object(json!({ "in": { "type": "array", "items": inline } })),
            "Thing/properties/in/items: an inline object has no name",
        ),
        (json!({ "type": "array", "items": inline }), "Thing/items: an inline object has no name"),
        (
            json!({ "allOf": [], "properties": {} }),
            "Thing/allOf: composition of object schemas is not supported",
        ),
        (
            json!({ "properties": {}, "additionalProperties": { "type": "string" } }),
            "Thing/additionalProperties: an object with properties cannot be a map too",
        ),
        (object(json!({ "extra": {} })), "Thing/properties/extra: the name is not valid for a field"),
        (object(json!({ "self": {} })), "Thing/properties/self: the name is not valid for a field"),
        (object(json!({ "%": {} })), "Thing/properties/%: the name is not valid for a field"),
        (object(json!({ "1a": {} })), "Thing/properties/1a: the name is not valid for a field"),
        (object(json!({ "aB": {}, "a_b": {} })), "\"a_b\" and \"aB\" would be the same field, a_b"),
        (object(json!({ "a": { "type": "file" } })), "Thing/properties/a: the type \"file\" is unknown"),
        (object(json!({ "a": { "enum": ["b"] } })), "Thing/properties/a: an inline enum has no name"),
        (object(json!({ "a": { "allOf": [{}, {}] } })), "Thing/properties/a: allOf must have one part"),
        (json!({ "type": "object", "required": ["a"] }), "Thing/required: \"a\" is not a property"),
        (object(Value::Object(many)), "Thing/properties: 65 fields exceed the maximum of 64"),
    ] {
        let error = format!("{:#}", source(json!({ "Thing": schema })).unwrap_err());
        assert!(error.contains(words), "{words}: {error}");
    }
    let operation = json!({ "paths": { "/a": { "get": { "responses": { "200": { "content": {
        "application/json": { "schema": inline } } } } } } } });
    let error = find(&operation, &[]).unwrap_err().to_string();
    assert!(error.starts_with("#/paths/~1a/get/responses/200/content/application~1json/schema: an inline"));
}
