//! The contract as the tests see it: as plain values, and as schemas that a validator of other people's can use.

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

/// A validator for a schema of the contract, given by its pointer, such as `/components/schemas/Campaign`.
pub(crate) fn validator(contract: &Value, pointer: &str) -> Validator {
    let mut schema = json!({ "components": contract["components"], "paths": contract["paths"] });
    spell_out_nullable(&mut schema);
    schema["$ref"] = format!("#{pointer}").into();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

/// OpenAPI 3.0's `nullable: true` in the words of JSON Schema.
fn spell_out_nullable(node: &mut Value) {
    match node {
        Value::Object(map) => {
            if map.remove("nullable") == Some(true.into()) {
                let alone = map["type"].take();
                map.insert("type".into(), json!([alone, "null"]));
            }
            map.values_mut().for_each(spell_out_nullable);
        }
        Value::Array(items) => items.iter_mut().for_each(spell_out_nullable),
        _ => {}
    }
}

/// A value that may stand behind a reference.
pub(crate) fn resolve<'a>(contract: &'a Value, node: &'a Value) -> &'a Value {
    match node.get("$ref").and_then(Value::as_str) {
        Some(target) => resolve(contract, contract.pointer(target.trim_start_matches('#')).unwrap()),
        None => node,
    }
}

pub(crate) fn list_campaigns(contract: &Value) -> &Value {
    &contract["paths"]["/api/v2/campaigns.json"]["get"]
}

#[test]
fn every_example_of_the_contract_validates_against_its_schema() {
    let contract = load();
    let mut checked = 0;
    let responses = list_campaigns(&contract)["responses"].as_object().unwrap();
    for (status, response) in responses {
        let media = &resolve(&contract, response)["content"]["application/json"];
        let schema = media["schema"]["$ref"].as_str().unwrap().trim_start_matches('#');
        let validator = validator(&contract, schema);
        for (name, example) in media["examples"].as_object().unwrap() {
            let value = &resolve(&contract, example)["value"];
            let faults: Vec<_> = validator.iter_errors(value).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{status} {name}: {faults:?}");
            checked += 1;
        }
    }
    for parameter in list_campaigns(&contract)["parameters"].as_array().unwrap() {
        let pointer = parameter["$ref"].as_str().unwrap().trim_start_matches('#');
        let example = &resolve(&contract, parameter)["example"];
        validator(&contract, &format!("{pointer}/schema")).validate(example).unwrap();
        checked += 1;
    }
    for (schema, body) in contract["components"]["schemas"].as_object().unwrap() {
        if let Some(example) = body.get("example") {
            validator(&contract, &format!("/components/schemas/{schema}")).validate(example).unwrap();
            checked += 1;
        }
        for (field, property) in body["properties"].as_object().into_iter().flatten() {
            if property.get("$ref").is_none() {
                let pointer = format!("/components/schemas/{schema}/properties/{field}");
                validator(&contract, &pointer).validate(&property["example"]).unwrap();
                checked += 1;
            }
        }
    }
    // 2 lists, 12 errors, 10 parameters, 3 named schemas, 13 fields of a campaign and 1 of an error.
    assert_eq!(checked, 41);
}

#[test]
fn a_wrong_example_is_found_out() {
    let contract = load();
    let campaign = validator(&contract, "/components/schemas/Campaign");
    let mut nulls = json!({ "uuid": "a", "unheard_of": 1 });
    for field in contract["components"]["schemas"]["Campaign"]["properties"].as_object().unwrap().keys() {
        if field != "uuid" {
            nulls[field.as_str()] = Value::Null;
        }
    }
    assert_eq!(nulls.as_object().unwrap().len(), 16);
    assert!(campaign.is_valid(&nulls), "every field but uuid may be null");
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
fn the_regions_are_the_servers_of_the_contract() {
    let contract = load();
    let servers: Vec<_> =
        contract["servers"].as_array().unwrap().iter().map(|s| s["url"].as_str().unwrap()).collect();
    let regions: Vec<_> = blueshift::Region::ALL.iter().map(|region| region.base_url()).collect();
    assert_eq!(servers, regions);
}
