//! Loads the contract as JSON values and JSON Schemas, and checks its examples, schemas and servers.

use std::collections::BTreeSet;
use std::path::Path;

use jsonschema::Validator;
use serde_json::{Value, json};
use xtask::contract::Contract;

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

pub(crate) fn load() -> Value {
    Contract::load(root()).unwrap().value
}

/// Returns a validator for the schema at a pointer, such as `/components/schemas/Campaign`.
pub(crate) fn validator(contract: &Value, pointer: &str) -> Validator {
    let mut schema = json!({ "components": contract["components"], "paths": contract["paths"] });
    convert_nullable(&mut schema);
    schema["$ref"] = format!("#{pointer}").into();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// Replaces `nullable: true` of OpenAPI 3.0 with a JSON Schema type.
fn convert_nullable(node: &mut Value) {
    match node {
        Value::Object(map) => {
            if map.remove("nullable") == Some(true.into()) {
                let kind = map["type"].take();
                map.insert("type".into(), json!([kind, "null"]));
            }
            map.values_mut().for_each(convert_nullable);
        }
        Value::Array(items) => items.iter_mut().for_each(convert_nullable),
        _ => {}
    }
}

/// Returns a validator for a schema that is not a component.
pub(crate) fn schema_validator(contract: &Value, schema: &Value) -> Validator {
    let mut contract = contract.clone();
    contract["components"]["schemas"]["Checked"] = schema.clone();
    validator(&contract, "/components/schemas/Checked")
}

/// Returns the value, or the target if it is a reference.
pub(crate) fn resolve<'a>(contract: &'a Value, node: &'a Value) -> &'a Value {
    match node.get("$ref").and_then(Value::as_str) {
        Some(target) => resolve(contract, contract.pointer(target.trim_start_matches('#')).unwrap()),
        None => node,
    }
}

pub(crate) fn list_campaigns(contract: &Value) -> &Value {
    &contract["paths"]["/api/v2/campaigns.json"]["get"]
}

/// Returns every operation with its method and path.
pub(crate) fn operations(contract: &Value) -> impl Iterator<Item = (&str, &str, &Value)> {
    let paths = contract["paths"].as_object().unwrap();
    paths.iter().flat_map(|(path, item)| {
        let operations = item.as_object().unwrap().iter();
        operations.map(move |(method, operation)| (method.as_str(), path.as_str(), operation))
    })
}

/// Returns the request lines and bodies of requests for an operation, with the examples of the contract: one request with only
/// the required query parameters, and one more for each optional parameter.
pub(crate) fn example_requests(
    contract: &Value,
    method: &str,
    path: &str,
    operation: &Value,
) -> Vec<(String, Value)> {
    let (mut path, mut required, mut optional) = (path.to_owned(), Vec::new(), Vec::new());
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let parameter = resolve(contract, parameter);
        let (name, example) = (parameter["name"].as_str().unwrap(), &parameter["example"]);
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        match parameter["in"].as_str().unwrap() {
            "path" => path = path.replace(&format!("{{{name}}}"), &example),
            _ if parameter["required"] == true => required.push(format!("{name}={example}")),
            _ => optional.push(format!("{name}={example}")),
        }
    }
    let bodies = operation["requestBody"]["content"]["application/json"]["examples"].as_object();
    let body = bodies.and_then(|examples| examples.values().next());
    let body = body.map_or(Value::Null, |example| resolve(contract, example)["value"].clone());
    let queries = std::iter::once(None).chain(optional.iter().map(Some));
    let requests = queries.map(|optional| {
        let query: Vec<&str> = required.iter().chain(optional).map(String::as_str).collect();
        (format!("{} {path}?{}", method.to_uppercase(), query.join("&").replace('+', "%2B")), body.clone())
    });
    requests.collect()
}

/// Validates the examples of a body, which must have at least one.
fn check_body(contract: &Value, label: &str, body: &Value) {
    let media = &body["content"]["application/json"];
    let validator = schema_validator(contract, &media["schema"]);
    let examples = media["examples"].as_object().unwrap();
    assert!(!examples.is_empty(), "{label} has no example");
    for (name, example) in examples {
        let value = &resolve(contract, example)["value"];
        let errors: Vec<_> = validator.iter_errors(value).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{label} {name}: {errors:?}");
    }
}

#[test]
fn examples_match_their_schemas() {
    let contract = load();
    let mut checked = 0;
    for (method, path, operation) in operations(&contract) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let label = format!("{method} {path} {status}");
            check_body(&contract, &label, resolve(&contract, response));
        }
        if let Some(body) = operation.get("requestBody") {
            check_body(&contract, &format!("{method} {path}"), body);
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let parameter = resolve(&contract, parameter);
            let example = parameter.get("example").unwrap_or_else(|| panic!("{parameter} has no example"));
            schema_validator(&contract, &parameter["schema"]).validate(example).unwrap();
        }
        checked += 1;
    }
    assert_eq!(checked, blueshift_api::ops::ALL.len());
    for (name, schema) in contract["components"]["schemas"].as_object().unwrap() {
        if let Some(example) = schema.get("example") {
            schema_validator(&contract, schema).validate(example).unwrap();
        }
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            if property.get("$ref").is_some() || property["items"].get("$ref").is_some() {
                continue;
            }
            let example = property.get("example").unwrap_or_else(|| panic!("{name}.{field} has no example"));
            schema_validator(&contract, property).validate(example).unwrap();
        }
    }
}

/// Collects the names of the schemas that a node references directly or indirectly.
fn referenced(contract: &Value, node: &Value, found: &mut BTreeSet<String>) {
    match node {
        Value::Object(map) => {
            if let Some(target) = map.get("$ref").and_then(Value::as_str)
                && let Some(name) = target.strip_prefix("#/components/schemas/")
                && found.insert(name.to_owned())
            {
                referenced(contract, resolve(contract, node), found);
            }
            map.values().for_each(|child| referenced(contract, child, found));
        }
        Value::Array(items) => items.iter().for_each(|item| referenced(contract, item, found)),
        _ => {}
    }
}

/// Responses must be decodable even if Blueshift omits fields, so only the `uuid` of list items is required.
#[test]
fn responses_require_only_the_uuid_of_items() {
    let contract = load();
    let (mut in_successes, mut in_errors) = (BTreeSet::new(), BTreeSet::new());
    for (_, _, operation) in operations(&contract) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            let found = if status.starts_with('2') { &mut in_successes } else { &mut in_errors };
            referenced(&contract, &resolve(&contract, response)["content"], found);
        }
    }
    let text = contract.to_string();
    for name in in_successes.union(&in_errors) {
        let schema = &contract["components"]["schemas"][name.as_str()];
        let required = schema["required"].as_array();
        if let Some(required) = required {
            assert_eq!(*required, [json!("uuid")], "{name}");
            let as_item = format!(r##""items":{{"$ref":"#/components/schemas/{name}"}}"##);
            assert!(text.contains(&as_item), "{name} is not an item of a list");
        }
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let target = resolve(&contract, property);
            // A property without a type allows null. Error bodies are exempt, and so are references to objects, because some
            // generators create a new type for a nullable reference.
            let is_object = property.get("$ref").is_some() && target["type"] == "object";
            let may_be_null = target["nullable"] == true || target.get("type").is_none() || is_object;
            let is_required = required.is_some() && field == "uuid";
            assert!(
                may_be_null || is_required || in_errors.contains(name),
                "{name}.{field} must be nullable"
            );
        }
    }
    assert!(in_successes.contains("Campaign") && in_errors.contains("ErrorMessage"));
}

#[test]
fn campaign_schema_requires_uuid_and_checks_types() {
    let contract = load();
    let campaign = validator(&contract, "/components/schemas/Campaign");
    let mut nulls = json!({ "uuid": "a", "new_field": 1 });
    for field in contract["components"]["schemas"]["Campaign"]["properties"].as_object().unwrap().keys() {
        if field != "uuid" {
            nulls[field.as_str()] = Value::Null;
        }
    }
    assert_eq!(nulls.as_object().unwrap().len(), 16);
    assert!(campaign.is_valid(&nulls), "every field except `uuid` may be null");
    for wrong in [
        json!({}),
        json!({ "uuid": null }),
        json!({ "uuid": "a", "name": 7 }),
        json!({ "uuid": "a", "status": false }),
        json!({ "uuid": "a", "startdate": "soon" }),
    ] {
        assert!(!campaign.is_valid(&wrong), "{wrong}");
    }
}

#[test]
fn regions_match_the_servers() {
    let contract = load();
    let servers: Vec<_> =
        contract["servers"].as_array().unwrap().iter().map(|s| s["url"].as_str().unwrap()).collect();
    let regions: Vec<_> = blueshift::Region::ALL.iter().map(|region| region.base_url()).collect();
    assert_eq!(servers, regions);
}
