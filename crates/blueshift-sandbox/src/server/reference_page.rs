//! The interactive reference at `/` and the contract.

use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{CONTENT_SECURITY_POLICY, HeaderValue};
use axum::http::{Response, StatusCode};
use axum::routing::get;

use crate::api::{self, response};
use crate::state::Shared;

/// A copy of the repository's contract, because a published package contains only the files of its crate. A test compares the
/// copy with the original.
const CONTRACT: &str = include_str!("../../openapi.yaml");

const YAML: HeaderValue = HeaderValue::from_static("application/yaml");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");
const SCRIPT: HeaderValue = HeaderValue::from_static("text/javascript; charset=utf-8");
const STYLE: HeaderValue = HeaderValue::from_static("text/css; charset=utf-8");

/// Allows the page to load files from this sandbox only, and to call only this sandbox and the two regions of Blueshift.
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self' https://api.getblueshift.com https://api.eu.getblueshift.com; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'",
);

/// Returns the routes of the page and of the contract.
pub(crate) fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(index))
        .route("/openapi.yaml", get(contract))
        // Browsers request this file automatically; it must not be recorded as a request to the API.
        .route("/favicon.ico", get(api::not_found))
}

/// Returns the routes of the files that the page loads, under `/__sandbox`.
pub(crate) fn files() -> Router<Shared> {
    Router::new().route("/openapi.yaml", get(local_contract)).route("/page/{file}", get(file))
}

async fn index() -> Response<Body> {
    let mut response = response::bytes(StatusCode::OK, HTML, include_str!("../../assets/index.html"));
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY);
    response
}

/// Returns the contract, unchanged.
async fn contract() -> Response<Body> {
    response::bytes(StatusCode::OK, YAML, CONTRACT)
}

/// Returns the contract with this sandbox as its first server, for the page.
async fn local_contract() -> Response<Body> {
    response::bytes(StatusCode::OK, YAML, with_sandbox(CONTRACT))
}

fn with_sandbox(contract: &str) -> String {
    contract.replacen("\nservers:\n", "\nservers:\n  - url: /\n    description: This sandbox.\n", 1)
}

async fn file(Path(file): Path<String>) -> Response<Body> {
    let (content_type, text) = match file.as_str() {
        "start.js" => (SCRIPT, include_str!("../../assets/start.js")),
        "page.css" => (STYLE, include_str!("../../assets/page.css")),
        "swagger-ui-bundle.js" => (SCRIPT, include_str!("../../assets/swagger-ui/swagger-ui-bundle.js")),
        "swagger-ui.css" => (STYLE, include_str!("../../assets/swagger-ui/swagger-ui.css")),
        _ => return api::not_found().await,
    };
    response::bytes(StatusCode::OK, content_type, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contract_is_identical_to_the_original() {
        // A package does not contain the original.
        let original = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/blueshift.yaml");
        if let Ok(original) = std::fs::read_to_string(original) {
            assert!(
                original == CONTRACT,
                "crates/blueshift-sandbox/openapi.yaml differs from openapi/blueshift.yaml"
            );
        }
    }

    #[test]
    fn local_contract_lists_the_sandbox_and_the_regions_as_servers() {
        let local = with_sandbox(CONTRACT);
        let servers = local.split("\nservers:\n").nth(1).unwrap();
        assert!(servers.starts_with("  - url: /\n"));
        assert!(servers.contains("https://api.eu.getblueshift.com"));
    }
}
