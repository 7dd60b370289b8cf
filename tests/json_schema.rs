//! The JSON Schemas of the Rust types are consistent with the contract.

use std::collections::BTreeSet;

use blueshift_api::CampaignList;
use blueshift_api::types::*;
use schemars::schema_for;
use serde_json::{Value, json};

use crate::contract::load;
use crate::generated;

#[test]
fn schemas_match_snapshots() {
    insta::assert_json_snapshot!("campaign_list", without_descriptions(schema_for!(CampaignList).into()));
    insta::assert_json_snapshot!("error_message", without_descriptions(schema_for!(ErrorMessage).into()));
    insta::assert_json_snapshot!("field_errors", without_descriptions(schema_for!(FieldErrors).into()));
}

/// Removes the descriptions, so that new wording in the contract does not change snapshots.
fn without_descriptions(mut schema: Value) -> Value {
    fn strip(node: &mut Value) {
        match node {
            Value::Object(map) => {
                if map.get("description").is_some_and(Value::is_string) {
                    map.remove("description");
                }
                map.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    strip(&mut schema);
    schema
}

/// The properties of a field that must be equal on both sides.
#[derive(Debug, PartialEq)]
struct Field {
    kind: String,
    format: Option<String>,
    nullable: bool,
}

fn of_contract(contract: &Value, property: &Value) -> Field {
    if let Some(target) = property["$ref"].as_str() {
        return of_contract(contract, contract.pointer(target.trim_start_matches('#')).unwrap());
    }
    Field {
        kind: property.get("type").map_or("any", |kind| kind.as_str().unwrap()).to_owned(),
        format: property["format"].as_str().map(str::to_owned),
        nullable: property["nullable"] == true,
    }
}

fn of_rust(schema: &Value, property: &Value) -> Field {
    if let Some(target) = property["$ref"].as_str() {
        return of_rust(schema, schema.pointer(target.trim_start_matches('#')).unwrap());
    }
    if let Some(choices) = property["anyOf"].as_array() {
        assert_eq!(choices[1], json!({ "type": "null" }), "{property}");
        return Field { nullable: true, ..of_rust(schema, &choices[0]) };
    }
    let kinds: Vec<&str> = match &property["type"] {
        Value::Null => vec!["any", "null"],
        Value::Array(kinds) => kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
        kind => vec![kind.as_str().unwrap()],
    };
    let format = property["format"].as_str();
    Field { kind: kinds[0].to_owned(), format: format.map(str::to_owned), nullable: kinds.contains(&"null") }
}

fn texts(list: &Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// Compares name, type, format, `required` and nullability of each field.
fn compare(contract: &Value, name: &str, derived: Value) {
    let schema = &contract["components"]["schemas"][name];
    let required = texts(&schema["required"]);
    assert_eq!(required, texts(&derived["required"]), "{name}: required");
    let (expected_fields, derived_fields) =
        (schema["properties"].as_object().unwrap(), derived["properties"].as_object().unwrap());
    let names = |fields: &serde_json::Map<String, Value>| fields.keys().cloned().collect::<BTreeSet<_>>();
    assert_eq!(names(expected_fields), names(derived_fields), "{name}: fields");
    for (field, property) in expected_fields {
        let expected = of_contract(contract, property);
        let found = of_rust(&derived, &derived_fields[field]);
        // Rust accepts null for every optional field, because the documented nullability has been observed to be wrong.
        let nullable = expected.nullable || !required.contains(field);
        assert_eq!(found, Field { nullable, ..expected }, "{name}.{field}");
    }
    assert_ne!(derived["additionalProperties"], false, "{name} must allow additional fields");
}

#[test]
fn schemas_match_contract() {
    let contract = load();
    let mut derived = blueshift_api::types::json_schemas();
    derived.sort_unstable_by_key(|(name, _)| *name);
    let schemas = contract["components"]["schemas"].as_object().unwrap();
    let objects = schemas.iter().filter(|(_, schema)| schema.get("properties").is_some());
    let mut objects: Vec<_> = objects.map(|(name, _)| name.as_str()).collect();
    objects.sort_unstable();
    assert_eq!(derived.iter().map(|(name, _)| *name).collect::<Vec<_>>(), objects);
    for (name, derived) in derived {
        compare(&contract, name, derived.into());
    }
    let list: Value = schema_for!(CampaignList).into();
    assert_eq!((&list["type"], &list["items"]["$ref"]), (&json!("array"), &json!("#/$defs/Campaign")));
}

#[test]
fn enums_match_contract() {
    let contract = load();
    let schemas = contract["components"]["schemas"].as_object().unwrap();
    let having = |key: &str| {
        let found = schemas.iter().filter(|(_, schema)| schema.get(key).is_some());
        found.map(|(name, _)| name.as_str()).collect::<BTreeSet<_>>()
    };
    let (open, closed) = (generated::open_enums(), generated::closed_enums());
    assert_eq!(open.iter().map(|(name, ..)| *name).collect::<BTreeSet<_>>(), having("x-extensible-enum"));
    assert_eq!(closed.iter().map(|(name, ..)| *name).collect::<BTreeSet<_>>(), having("enum"));
    for (name, known, derived) in open {
        let expected = &schemas[name]["x-extensible-enum"];
        assert!(!known.is_empty(), "{name}");
        assert_eq!(*expected, json!(known), "{name}");
        assert_eq!(*expected, Value::from(derived)["x-extensible-enum"], "{name}");
    }
    for (name, parse_and_print, derived) in closed {
        let expected = &schemas[name]["enum"];
        assert_eq!(*expected, Value::from(derived)["enum"], "{name}");
        let values = expected.as_array().unwrap();
        assert!(!values.is_empty(), "{name}");
        for value in values {
            assert_eq!(parse_and_print(value.as_str().unwrap()).as_deref(), value.as_str(), "{name}");
        }
        assert_eq!(parse_and_print("another"), None, "{name}");
    }
}

#[test]
#[should_panic(expected = "Campaign.archived")]
fn detects_field_with_different_type() {
    let mut contract = load();
    contract["components"]["schemas"]["Campaign"]["properties"]["archived"]["type"] = "string".into();
    compare(&contract, "Campaign", schema_for!(Campaign).into());
}
