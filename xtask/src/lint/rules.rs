//! The project's own rules: what a reader of the contract may count on beyond what public rulesets ask.

use anyhow::Context;
use serde_json::{Map, Value};

use super::{examples, open_enum_values};
use crate::contract::{escape, operations};

/// The error statuses that Blueshift documents; each operation has all of them.
const ERRORS: [&str; 10] = ["400", "401", "403", "404", "422", "429", "500", "502", "503", "504"];

/// Every breach of a rule, with its place; empty for a contract that keeps them all.
pub fn violations(contract: &Value) -> anyhow::Result<Vec<String>> {
    let mut found = Vec::new();
    let declared: Vec<&Value> = items(contract, "tags").map(|tag| &tag["name"]).collect();
    for (place, operation) in operations(contract) {
        if text(operation, "operationId").is_none() {
            found.push(format!("{place}: has no operationId"));
        }
        if items(operation, "tags").next().is_none() {
            found.push(format!("{place}: has no tag"));
        }
        for tag in items(operation, "tags").filter(|tag| !declared.contains(tag)) {
            found.push(format!("{place}/tags: {tag} is not among the document's tags"));
        }
        described(&place, operation, &mut found);
        for (i, parameter) in items(operation, "parameters").enumerate() {
            let place = format!("{place}/parameters/{i}");
            let parameter = resolve(contract, parameter)?;
            described(&place, parameter, &mut found);
            if parameter.get("example").or_else(|| parameter.get("examples")).is_none() {
                found.push(format!("{place}: has no example"));
            }
        }
        for status in ERRORS {
            if operation["responses"].get(status).is_none() {
                found.push(format!("{place}/responses: {status} is missing"));
            }
        }
        if !entries(operation, "responses").any(|(status, _)| status.starts_with('2')) {
            found.push(format!("{place}/responses: no success is described"));
        }
        for (status, response) in entries(operation, "responses") {
            let place = format!("{place}/responses/{status}");
            let response = resolve(contract, response)?;
            described(&place, response, &mut found);
            if status != "204" {
                bodies(&place, response, &mut found);
            }
            for (name, header) in entries(response, "headers") {
                described(&format!("{place}/headers/{name}"), resolve(contract, header)?, &mut found);
            }
        }
        if let Some(body) = operation.get("requestBody") {
            let place = format!("{place}/requestBody");
            let body = resolve(contract, body)?;
            described(&place, body, &mut found);
            bodies(&place, body, &mut found);
        }
    }
    for (name, schema) in entries(&contract["components"], "schemas") {
        schemas(contract, &format!("#/components/schemas/{}", escape(name)), schema, &mut found)?;
    }
    examples::check(contract, &mut found)?;
    open_enum_values::check(contract, &mut found);
    Ok(found)
}

/// A schema says what it is, and so do its properties, however deep.
fn schemas(contract: &Value, place: &str, schema: &Value, found: &mut Vec<String>) -> anyhow::Result<()> {
    described(place, resolve(contract, schema)?, found);
    if schema.get("$ref").is_some() {
        return Ok(());
    }
    for (name, property) in entries(schema, "properties") {
        schemas(contract, &format!("{place}/properties/{}", escape(name)), property, found)?;
    }
    Ok(())
}

/// Each body of a request or response comes with an example.
fn bodies(place: &str, holder: &Value, found: &mut Vec<String>) {
    if entries(holder, "content").next().is_none() {
        found.push(format!("{place}: has no content"));
    }
    for (kind, media) in entries(holder, "content") {
        if media.get("example").is_none() && entries(media, "examples").next().is_none() {
            found.push(format!("{place}/content/{}: has no example", escape(kind)));
        }
    }
}

fn described(place: &str, node: &Value, found: &mut Vec<String>) {
    if text(node, "description").is_none() {
        found.push(format!("{place}: has no description"));
    }
}

/// What a node stands for, behind any references.
pub(super) fn resolve<'a>(contract: &'a Value, node: &'a Value) -> anyhow::Result<&'a Value> {
    let mut node = node;
    // No sound document chains this many; a circle of references must not hang the task.
    for _ in 0..32 {
        let Some(target) = node.get("$ref").and_then(Value::as_str) else {
            return Ok(node);
        };
        node = contract
            .pointer(target.trim_start_matches('#'))
            .with_context(|| format!("{target} points at nothing"))?;
    }
    anyhow::bail!("a reference leads in a circle")
}

fn text<'a>(node: &'a Value, key: &str) -> Option<&'a str> {
    node.get(key).and_then(Value::as_str).filter(|text| !text.trim().is_empty())
}

fn items<'a>(node: &'a Value, key: &str) -> impl Iterator<Item = &'a Value> {
    node.get(key).and_then(Value::as_array).into_iter().flatten()
}

pub(super) fn entries<'a>(node: &'a Value, key: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    node.get(key).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::Contract;

    fn contract() -> Value {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        Contract::load(root).unwrap().value
    }

    const OPERATION: &str = "/paths/~1api~1v2~1campaigns.json/get";

    #[test]
    fn the_contract_keeps_every_rule() {
        assert_eq!(violations(&contract()).unwrap(), Vec::<String>::new());
    }

    /// Takes a key out of the object at a place; the one complaint must name the place and say this.
    fn without(place: &str, key: &str, complaint: &str) {
        let mut contract = contract();
        let node = contract.pointer_mut(place).unwrap().as_object_mut().unwrap();
        node.remove(key).unwrap();
        let found = violations(&contract).unwrap();
        assert!(found.iter().any(|line| line.contains(complaint)), "{place} without {key}: {found:?}");
    }

    #[test]
    fn an_operation_without_its_id_its_tag_or_a_description_is_told() {
        without(OPERATION, "operationId", "get: has no operationId");
        without(OPERATION, "tags", "get: has no tag");
        without(OPERATION, "description", "get: has no description");
    }

    #[test]
    fn a_tag_that_the_document_does_not_declare_is_told() {
        without("", "tags", "/tags: \"Campaigns\" is not among the document's tags");
    }

    #[test]
    fn each_missing_error_response_is_told() {
        for status in ERRORS {
            without(&format!("{OPERATION}/responses"), status, &format!("responses: {status} is missing"));
        }
    }

    #[test]
    fn a_missing_description_is_told_wherever_it_is() {
        without("/components/parameters/PerPageParameter", "description", "parameters/8: has no description");
        without("/components/headers/RequestId", "description", "headers/x-request-id: has no description");
        without(
            "/components/schemas/Campaign/properties/name",
            "description",
            "properties/name: has no description",
        );
        without("/components/schemas/ExecTerm", "description", "schemas/ExecTerm: has no description");
    }

    #[test]
    fn a_missing_example_is_told() {
        without(
            "/components/responses/BadRequest/content/application~1json",
            "examples",
            "400/content/application~1json: has no example",
        );
        without("/components/parameters/PageParameter", "example", "parameters/9: has no example");
    }
}
