//! A summary of the contract for review.

use std::fmt::Write;

use serde_json::Value;

use crate::contract::{load, operations, resolve};

fn type_of(schema: &Value) -> String {
    if let Some(target) = schema["$ref"].as_str() {
        return target.rsplit('/').next().unwrap().to_owned();
    }
    if let Some([only]) = schema["allOf"].as_array().map(Vec::as_slice) {
        return type_of(only);
    }
    let mut text = schema["type"].as_str().unwrap_or("any").to_owned();
    if let Some(format) = schema["format"].as_str() {
        write!(text, " {format}").unwrap();
    }
    if let Some(items) = schema.get("items") {
        write!(text, " of {}", type_of(items)).unwrap();
    }
    if schema["additionalProperties"] == true {
        text.push_str(" of anything");
    } else if let Some(values) = schema.get("additionalProperties") {
        write!(text, " of {}", type_of(values)).unwrap();
    }
    if let Some(values) = schema["x-extensible-enum"].as_array() {
        let values: Vec<_> = values.iter().map(|value| value.as_str().unwrap()).collect();
        write!(text, ", open: {}", values.join(" | ")).unwrap();
    }
    if let Some(values) = schema["enum"].as_array() {
        let values: Vec<_> = values.iter().map(|value| value.as_str().unwrap()).collect();
        write!(text, ", closed: {}", values.join(" | ")).unwrap();
    }
    for (key, word) in [("minimum", "from"), ("minItems", "of at least"), ("maxItems", "of at most")] {
        if let Some(bound) = schema.get(key) {
            write!(text, " {word} {bound}").unwrap();
        }
    }
    if schema["nullable"] == true {
        text.push_str(" or null");
    }
    text
}

fn summary(contract: &Value) -> String {
    let mut out = format!("version {}\n", contract["info"]["version"].as_str().unwrap());
    for server in contract["servers"].as_array().unwrap() {
        writeln!(out, "server {}", server["url"].as_str().unwrap()).unwrap();
    }
    for (method, path, operation) in operations(contract) {
        let id = operation["operationId"].as_str().unwrap();
        let class = operation.get("x-retry-class").map_or("safe", |class| class.as_str().unwrap());
        writeln!(out, "\n{} {path} ({id}, {class})", method.to_uppercase()).unwrap();
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let p = resolve(contract, parameter);
            let need = if p["required"] == true { "required" } else { "optional" };
            let (place, name) = (p["in"].as_str().unwrap(), p["name"].as_str().unwrap());
            writeln!(out, "  {place} {name}: {}, {need}", type_of(&p["schema"])).unwrap();
        }
        if let Some(body) = operation.get("requestBody") {
            let need = if body["required"] == true { "required" } else { "optional" };
            writeln!(out, "  body {}, {need}", type_of(&body["content"]["application/json"]["schema"]))
                .unwrap();
        }
        for (status, response) in operation["responses"].as_object().unwrap() {
            let response = resolve(contract, response);
            let headers: Vec<_> = response["headers"].as_object().unwrap().keys().cloned().collect();
            let schema = type_of(&response["content"]["application/json"]["schema"]);
            writeln!(out, "  {status} {schema} with {}", headers.join(", ")).unwrap();
        }
    }
    for (name, schema) in contract["components"]["schemas"].as_object().unwrap() {
        writeln!(out, "\n{name}: {}", type_of(schema)).unwrap();
        let required = schema["required"].as_array();
        for (field, property) in schema["properties"].as_object().into_iter().flatten() {
            let is_required = required.is_some_and(|required| required.contains(&field.as_str().into()));
            let need = if is_required { "required" } else { "optional" };
            writeln!(out, "  {field}: {}, {need}", type_of(property)).unwrap();
        }
    }
    out
}

#[test]
fn summary_of_the_contract_matches_the_snapshot() {
    insta::assert_snapshot!(summary(&load()));
}
