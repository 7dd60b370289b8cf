//! Tests that the bodies of error faults are the examples in the contract.

use std::collections::HashSet;

use blueshift_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use crate::wire::send;

/// Returns the node, or the target of its `$ref`.
fn resolve<'a>(contract: &'a Value, node: &'a Value) -> &'a Value {
    match node["$ref"].as_str() {
        Some(target) => contract.pointer(target.trim_start_matches('#')).unwrap(),
        None => node,
    }
}

/// Returns the documented error responses: the method and path, the `operationId`, the status and the first example.
fn documented(contract: &Value) -> Vec<(String, &str, u16, &Value)> {
    let mut all = Vec::new();
    for (path, item) in contract["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(id) = operation["operationId"].as_str() else { continue };
            let path = path.replace("{campaign_type}", "one_time").replace("{campaign_uuid}", "a");
            for (status, response) in operation["responses"].as_object().unwrap() {
                let Some(status) = status.parse().ok().filter(|status| *status >= 400) else { continue };
                let examples = &resolve(contract, response)["content"]["application/json"]["examples"];
                let first = examples.as_object().and_then(|examples| examples.values().next());
                let example = &resolve(contract, first.unwrap())["value"];
                all.push((format!("{} {path}", method.to_uppercase()), id, status, example));
            }
        }
    }
    all
}

async fn body(sandbox: &Sandbox, request: &str, fault: Fault) -> (u16, Value) {
    sandbox.faults().set([fault]);
    let response = send(sandbox, request, "").await;
    assert_eq!(response.header("content-type"), Some("application/json; charset=utf-8"));
    (response.status(), serde_json::from_slice(&response.body).unwrap())
}

#[tokio::test]
async fn error_faults_send_the_first_example_of_the_operation() {
    let contract: Value = serde_saphyr::from_str(include_str!("../../openapi.yaml")).unwrap();
    let sandbox = Sandbox::start().await.unwrap();
    let documented = documented(&contract);
    let operations: HashSet<&str> = documented.iter().map(|(_, id, ..)| *id).collect();
    let declared = include_str!("../../openapi.yaml").matches("operationId:").count();
    assert_eq!(operations.len(), declared, "every operation documents an error response");
    let mut wrong = Vec::new();
    for (request, id, status, example) in documented {
        for fault in [Fault::status(status), Fault::lost_response().respond_with(status)] {
            let found = body(&sandbox, &request, fault.operation(id)).await;
            if found != (status, example.clone()) {
                wrong.push(format!("{id} {status}: expected {example}, found {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn error_faults_without_an_example_send_the_reason_phrase() {
    let sandbox = Sandbox::start().await.unwrap();
    for (request, status, message) in [
        ("GET /api/v2/campaigns.json", 409, "Conflict"),
        ("GET /api/v2/campaigns.json", 499, "Error"),
        ("GET /nonexistent", 400, "Bad Request"),
        ("GET /nonexistent", 404, "Not Found"),
        ("GET /nonexistent", 422, "Unprocessable Entity"),
        // All operations have the same example, so unknown paths also have it.
        ("GET /nonexistent", 401, "Not authorized"),
    ] {
        let found = body(&sandbox, request, Fault::status(status)).await;
        assert_eq!(found, (status, json!({"message": message})), "{request}");
    }
}
