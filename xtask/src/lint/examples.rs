//! Examples are checked as data: each one must be a value that its own schema allows.

use anyhow::{Context, anyhow};
use jsonschema::Validator;
use serde_json::{Value, json};

use super::rules::{entries, resolve};
use crate::contract::escape;

/// Validates every example of the document against the schema that it stands beside.
pub(super) fn check(contract: &Value, found: &mut Vec<String>) -> anyhow::Result<()> {
    visit(contract, contract, "#", found)
}

fn visit(contract: &Value, node: &Value, place: &str, found: &mut Vec<String>) -> anyhow::Result<()> {
    match node {
        Value::Object(map) => {
            for (at, example) in beside(contract, node, place)? {
                // The schema of a parameter or a body lies beside the example; a schema's own example lies within it.
                let schema =
                    if map.contains_key("schema") { format!("{place}/schema") } else { place.to_owned() };
                let faults = validator(contract, &schema)?;
                found.extend(faults.iter_errors(example).map(|fault| format!("{at}: {fault}")));
            }
            for (key, child) in map {
                // Within an example, a key called "example" is data.
                if !matches!(key.as_str(), "example" | "examples" | "default" | "enum") {
                    visit(contract, child, &format!("{place}/{}", escape(key)), found)?;
                }
            }
        }
        Value::Array(items) => {
            for (i, child) in items.iter().enumerate() {
                visit(contract, child, &format!("{place}/{i}"), found)?;
            }
        }
        _ => {}
    }
    Ok(())
}

/// The examples of a schema, a parameter, a header or a body, each with its place.
fn beside<'a>(contract: &'a Value, node: &'a Value, place: &str) -> anyhow::Result<Vec<(String, &'a Value)>> {
    let mut all = Vec::new();
    // A property that happens to be called "example" is a schema among schemas, not an example.
    let is_map_of_schemas = place.ends_with("/properties") || place.ends_with("/components/schemas");
    if is_map_of_schemas || place == "#/components" {
        return Ok(all);
    }
    all.extend(node.get("example").map(|example| (format!("{place}/example"), example)));
    for (name, example) in entries(node, "examples") {
        let value = resolve(contract, example)?.get("value");
        let value = value.with_context(|| format!("{place}/examples/{name} has no value"))?;
        all.push((format!("{place}/examples/{}", escape(name)), value));
    }
    Ok(all)
}

fn validator(contract: &Value, pointer: &str) -> anyhow::Result<Validator> {
    let mut schema = json!({ "components": contract["components"], "paths": contract["paths"] });
    spell_out_nullable(&mut schema);
    schema["$ref"] = pointer.into();
    jsonschema::options()
        .should_validate_formats(true)
        .build(&schema)
        .map_err(|error| anyhow!("{pointer}: not a schema: {error}"))
}

/// OpenAPI 3.0 says `nullable: true` where JSON Schema adds a type.
fn spell_out_nullable(node: &mut Value) {
    match node {
        Value::Object(map) => {
            if map.get("nullable") == Some(&Value::Bool(true))
                && let Some(alone) = map.get("type").cloned()
            {
                map.insert("type".into(), json!([alone, "null"]));
            }
            map.values_mut().for_each(spell_out_nullable);
        }
        Value::Array(items) => items.iter_mut().for_each(spell_out_nullable),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Contract;

    /// What is said of the contract with the value at a place replaced.
    fn with(place: &str, value: Value) -> Vec<String> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut contract = Contract::load(root).unwrap().value;
        *contract.pointer_mut(place).unwrap() = value;
        let mut found = Vec::new();
        check(&contract, &mut found).unwrap();
        found
    }

    #[test]
    fn an_example_that_its_schema_forbids_is_told_with_its_place() {
        let body = with("/components/examples/NotAuthorized/value", json!({ "message": 401 }));
        assert!(
            body[0].starts_with(
                "#/components/responses/Unauthorized/content/application~1json/examples/notAuthorized:"
            ),
            "{body:?}"
        );
        let parameter = with("/components/parameters/PerPageParameter/example", json!(0));
        assert!(
            parameter[0].starts_with("#/components/parameters/PerPageParameter/example:"),
            "{parameter:?}"
        );
        let field = with("/components/schemas/Campaign/properties/startdate/example", json!("soon"));
        assert!(
            field[0].starts_with("#/components/schemas/Campaign/properties/startdate/example:"),
            "{field:?}"
        );
        let header = with("/components/headers/RequestId/example", json!(7));
        assert!(header[0].starts_with("#/components/headers/RequestId/example:"), "{header:?}");
    }

    #[test]
    fn null_is_an_example_of_a_nullable_field_alone() {
        assert_eq!(
            with("/components/schemas/Campaign/properties/startdate/example", Value::Null),
            Vec::<String>::new()
        );
        assert_eq!(with("/components/schemas/Campaign/properties/uuid/example", Value::Null).len(), 1);
    }
}
