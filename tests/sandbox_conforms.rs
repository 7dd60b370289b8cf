//! The responses of the sandbox conform to the contract.

use blueshift::reqwest::{Client, Method};
use blueshift_sandbox::Sandbox;
use serde_json::Value;

use crate::contract::{list_campaigns, load, resolve, validator};

const PATH: &str = "/api/v2/campaigns.json";

async fn get(sandbox: &Sandbox, key: &str, path_and_query: &str) -> (u16, Value) {
    let url = format!("{}{path_and_query}", sandbox.url());
    let request = Client::new().request(Method::GET, url).basic_auth(key, Some(""));
    let response = request.send().await.unwrap();
    let headers = response.headers();
    assert!(headers["content-type"].to_str().unwrap().starts_with("application/json"), "{path_and_query}");
    assert_eq!(headers["x-request-id"].len(), 36, "{path_and_query}");
    (response.status().as_u16(), serde_json::from_slice(&response.bytes().await.unwrap()).unwrap())
}

#[tokio::test]
async fn responses_of_the_sandbox_conform_to_the_contract() {
    let contract = load();
    let sandbox = Sandbox::start().await.unwrap();
    let (key, list) = (sandbox.api_key().to_owned(), |query: &str| format!("{PATH}?{query}"));
    for (key, path, status) in [
        (key.as_str(), PATH.to_owned(), 200),
        (&key, list("per_page=100&page=1"), 200),
        (&key, list("page=1000000"), 200),
        (&key, list("status=launched&exec_term=one_time&per_page=4&page=3"), 200),
        (&key, list("archived=true&startdate=1970-01-01T00:00:00Z"), 200),
        ("wrong", PATH.to_owned(), 401),
        ("", PATH.to_owned(), 401),
        (&key, list("startdate=yesterday"), 400),
        (&key, list("created_after=2024-13-01T00:00:00Z"), 400),
        (&key, list("archived=perhaps"), 400),
        (&key, list("per_page=0"), 400),
        (&key, list("page=-1"), 400),
        (&key, "/api/v2/unknown.json".to_owned(), 404),
    ] {
        let (found, body) = get(&sandbox, key, &path).await;
        assert_eq!(found, status, "{path}: {body}");
        let response = resolve(&contract, &list_campaigns(&contract)["responses"][status.to_string()]);
        let schema = response["content"]["application/json"]["schema"]["$ref"].as_str().unwrap();
        let validator = validator(&contract, schema.trim_start_matches('#'));
        let errors: Vec<_> = validator.iter_errors(&body).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:?}");
    }
}

#[tokio::test]
async fn a_400_names_the_invalid_parameter() {
    let sandbox = Sandbox::start().await.unwrap();
    for parameter in ["created_after", "created_before", "startdate", "archived", "per_page", "page"] {
        let (status, body) = get(&sandbox, sandbox.api_key(), &format!("{PATH}?{parameter}=x")).await;
        assert_eq!(status, 400);
        assert!(body["errors"][parameter][0].is_string(), "{body}");
    }
}
