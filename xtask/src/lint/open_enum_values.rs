//! Checks that descriptions list the values of open enums.
//!
//! Generators ignore `x-extensible-enum`, so the description of an open enum, and of a shared parameter with this schema, must
//! list the values. The linters have no rule that compares a description with a list.

use anyhow::bail;
use serde_json::{Map, Value};

use crate::contract::escape;

/// Returns an error if a description does not contain every value of its open enum in backticks.
pub(super) fn check(contract: &Value) -> anyhow::Result<()> {
    let components = &contract["components"];
    let mut missing = Vec::new();
    for (name, schema) in entries(components, "schemas") {
        compare(&format!("#/components/schemas/{}", escape(name)), schema, schema, &mut missing);
    }
    for (name, parameter) in entries(components, "parameters") {
        let schema = &parameter["schema"];
        let target =
            schema["$ref"].as_str().or_else(|| schema["allOf"][0]["$ref"].as_str()).unwrap_or_default();
        if let Some(schema) = contract.pointer(target.trim_start_matches('#')) {
            compare(&format!("#/components/parameters/{}", escape(name)), parameter, schema, &mut missing);
        }
    }
    if !missing.is_empty() {
        bail!("{}", missing.join("\n"));
    }
    Ok(())
}

fn compare(pointer: &str, described: &Value, schema: &Value, missing: &mut Vec<String>) {
    let description = described["description"].as_str().unwrap_or_default();
    for value in schema["x-extensible-enum"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !description.contains(&format!("`{value}`")) {
            missing.push(format!(
                "{pointer}: the description does not contain the value `{value}` of the open enum"
            ));
        }
    }
}

fn entries<'a>(node: &'a Value, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    node.get(key).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn contract(schema_description: &str, parameter_description: &str) -> Value {
        json!({ "components": {
            "schemas": {
                "State": { "description": schema_description, "x-extensible-enum": ["draft", "paused"] },
                "Name": { "description": "A name." },
            },
            "parameters": {
                "StateParameter": {
                    "description": parameter_description,
                    "schema": { "$ref": "#/components/schemas/State" },
                },
            },
        } })
    }

    #[test]
    fn accepts_descriptions_with_all_values() {
        check(&contract("`draft` or `paused`", "One of `paused` and `draft`.")).unwrap();
    }

    #[test]
    fn reports_each_missing_value_of_schema_and_parameter() {
        let error = check(&contract("`draft` or paused", "A state, such as `paused`.")).unwrap_err();
        assert_eq!(
            error.to_string(),
            "#/components/schemas/State: the description does not contain the value `paused` of the open enum\n\
             #/components/parameters/StateParameter: the description does not contain the value `draft` of the open enum"
        );
    }
}
