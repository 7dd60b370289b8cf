//! Error responses and start errors.

use blueshift_sandbox::{Sandbox, StartError};

use crate::wire::{list, send};

const KEY: &str = "authorization: Basic c2FuZGJveC1rZXk6\r\n";

async fn sandbox() -> Sandbox {
    Sandbox::start().await.unwrap()
}

#[tokio::test]
async fn refuses_requests_without_the_key() {
    let sandbox = sandbox().await;
    let wrong = "authorization: Basic d3Jvbmc6\r\n";
    let password = "authorization: Basic c2FuZGJveC1rZXk6cGFzc3dvcmQ=\r\n";
    let bearer = "authorization: Bearer sandbox-key\r\n";
    for headers in ["", wrong, password, bearer, &format!("{KEY}{wrong}")] {
        let response = send(&sandbox, "GET /api/v2/campaigns.json?page=x", headers).await;
        assert_eq!(
            (response.status(), &*response.body),
            (401, &br#"{"message":"Not authorized"}"#[..]),
            "{headers}"
        );
    }
}

#[tokio::test]
async fn accepts_only_keys_of_visible_ascii_without_a_colon() {
    let sandbox = Sandbox::builder().api_key("key").start().await.unwrap();
    let response = send(&sandbox, "GET /api/v2/campaigns.json", "authorization: Basic a2V5Og==\r\n").await;
    assert_eq!(response.status(), 200);
    for key in ["", "a:b", "a b", "schlüssel"] {
        let refused = Sandbox::builder().api_key(key).start().await;
        assert!(matches!(refused, Err(StartError::ApiKey)), "{key}");
    }
}

#[tokio::test]
async fn reports_malformed_parameters() {
    let sandbox = sandbox().await;
    for (query, body) in [
        ("startdate=soon", r#"{"errors":{"startdate":["is not a valid date and time"]}}"#),
        ("created_after=2024-05-01", r#"{"errors":{"created_after":["is not a valid date and time"]}}"#),
        ("created_before=", r#"{"errors":{"created_before":["can't be blank"]}}"#),
        ("archived=TRUE", r#"{"errors":{"archived":["must be true or false"]}}"#),
        ("per_page=0", r#"{"errors":{"per_page":["must be greater than or equal to 1"]}}"#),
        ("per_page=ten", r#"{"errors":{"per_page":["must be a whole number"]}}"#),
        ("page=-1", r#"{"errors":{"page":["must be a whole number"]}}"#),
        ("page=1&page=1", r#"{"errors":{"page":["must be a single value"]}}"#),
        ("stauts=draft", r#"{"errors":{"stauts":["is not a parameter of this operation"]}}"#),
    ] {
        let response = list(&sandbox, query).await;
        assert_eq!((response.status(), &*response.body), (400, body.as_bytes()), "{query}");
        assert_eq!(response.header("content-type"), Some("application/json; charset=utf-8"));
    }
}

#[tokio::test]
async fn refuses_unknown_paths_and_methods() {
    let sandbox = sandbox().await;
    for path in ["/api/v2/campaigns", "/api/v1/campaigns/a", "/nonexistent", "/api/v2/campaigns.json/"] {
        let response = send(&sandbox, &format!("GET {path}"), KEY).await;
        assert_eq!((response.status(), &*response.body), (404, &br#"{"message":"Not found"}"#[..]), "{path}");
    }
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"] {
        let response = send(&sandbox, &format!("{method} /api/v2/campaigns.json"), KEY).await;
        assert_eq!(response.status(), 405, "{method}");
        assert_eq!(response.header("allow"), Some("GET,HEAD"));
        assert_eq!(response.body, br#"{"message":"Method not allowed"}"#);
    }
    for path in ["/", "/openapi.yaml", "/__sandbox/stats", "/__sandbox/nonexistent"] {
        let (status, body) = match path {
            "/__sandbox/nonexistent" => (404, r#"{"message":"Not found"}"#),
            _ => (405, r#"{"message":"Method not allowed"}"#),
        };
        let refused = send(&sandbox, &format!("POST {path}"), "").await;
        assert_eq!((refused.status(), &*refused.body), (status, body.as_bytes()), "{path}");
    }
    // Only requests to the API count, including those for unknown operations; OPTIONS requests do not.
    assert_eq!(sandbox.stats().requests, 4 + 6);
}

#[tokio::test]
async fn every_response_has_a_unique_request_id() {
    let sandbox = sandbox().await;
    let mut ids = std::collections::HashSet::new();
    for path in
        ["/api/v2/campaigns.json", "/api/v2/campaigns.json?page=x", "/nonexistent", "/", "/openapi.yaml"]
    {
        let response = send(&sandbox, &format!("GET {path}"), KEY).await;
        let id = response.header("x-request-id").unwrap().to_owned();
        assert_eq!((id.len(), id.as_bytes()[14]), (36, b'4'), "{id}");
        assert!(ids.insert(id));
        assert!(response.header("x-runtime").unwrap().parse::<f64>().is_ok());
    }
}

#[tokio::test]
async fn start_errors_have_a_reason() {
    let taken = sandbox().await;
    let refused = Sandbox::builder().port(taken.port()).start().await.expect_err("the port is taken");
    assert_eq!(refused.to_string(), format!("cannot listen on port {} of 127.0.0.1", taken.port()));
    let refused = Sandbox::builder().max_per_page(0).start().await.expect_err("must be refused");
    assert_eq!(refused.to_string(), "`max_per_page` must be at least 1");
    let refused = Sandbox::builder().now(OutOfRange).start().await.expect_err("must be refused");
    assert_eq!(refused.to_string(), "the time of the clock is out of range");
}

struct OutOfRange;

impl TryFrom<OutOfRange> for std::time::SystemTime {
    type Error = ();

    fn try_from(_: OutOfRange) -> Result<Self, ()> {
        Err(())
    }
}
