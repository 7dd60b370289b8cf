//! Generators drop `x-extensible-enum`, so the values of an open enum also stand in the descriptions that they print:
//! the schema's, and that of each parameter whose schema is a reference to it.

use serde_json::Value;

use super::rules::entries;
use crate::contract::escape;

/// Reports each description that lacks a value of its open enum in backticks.
pub(super) fn check(contract: &Value, found: &mut Vec<String>) {
    let components = &contract["components"];
    for (name, schema) in entries(components, "schemas") {
        missing(&format!("#/components/schemas/{}", escape(name)), schema, schema, found);
    }
    for (name, parameter) in entries(components, "parameters") {
        let target = parameter["schema"]["$ref"].as_str().unwrap_or_default();
        if let Some(schema) = contract.pointer(target.trim_start_matches('#')) {
            missing(&format!("#/components/parameters/{}", escape(name)), parameter, schema, found);
        }
    }
}

fn missing(place: &str, described: &Value, schema: &Value, found: &mut Vec<String>) {
    let description = described["description"].as_str().unwrap_or_default();
    for value in schema["x-extensible-enum"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !description.contains(&format!("`{value}`")) {
            found.push(format!("{place}: the description lacks the value `{value}` of the open enum"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Contract;

    fn violations(edit: impl FnOnce(&mut Value)) -> Vec<String> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let mut contract = Contract::load(root).unwrap().value;
        edit(&mut contract);
        let mut found = Vec::new();
        check(&contract, &mut found);
        found
    }

    #[test]
    fn accepts_descriptions_with_all_values() {
        assert_eq!(violations(|_| ()), Vec::<String>::new());
    }

    #[test]
    fn reports_new_value_in_schema_and_parameter() {
        let found = violations(|contract| {
            let values = &mut contract["components"]["schemas"]["ExecTerm"]["x-extensible-enum"];
            values.as_array_mut().unwrap().push("new_type".into());
        });
        let lacks = "the description lacks the value `new_type` of the open enum";
        assert_eq!(
            found,
            [
                format!("#/components/schemas/ExecTerm: {lacks}"),
                format!("#/components/parameters/ExecTermParameter: {lacks}")
            ]
        );
    }

    #[test]
    fn reports_value_that_is_not_in_backticks() {
        let found = violations(|contract| {
            let description = &mut contract["components"]["schemas"]["CampaignStatus"]["description"];
            *description = description.as_str().unwrap().replace("`draft`", "draft").into();
        });
        assert_eq!(found.len(), 1, "{found:?}");
    }
}
