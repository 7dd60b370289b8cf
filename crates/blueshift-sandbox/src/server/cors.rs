//! Cross-origin requests from browsers: pages served from this machine may send all requests and read the responses. Other pages
//! cannot read responses, and can send only requests that require no preflight request.

use axum::http::header::{HeaderName, HeaderValue, RETRY_AFTER};
use axum::http::{HeaderMap, Uri, header::ORIGIN};
use tower_http::cors::{AllowHeaders, AllowMethods, AllowOrigin, CorsLayer};

use crate::server::exchange::{X_REQUEST_ID, X_RUNTIME};

/// Returns a layer that allows the origin, method and headers of every request. It is used only for requests for
/// which [`is_from_local_page`] returns true.
pub(crate) fn layer() -> CorsLayer {
    const EXPOSED: [HeaderName; 3] = [RETRY_AFTER, X_REQUEST_ID, X_RUNTIME];
    CorsLayer::new()
        .allow_origin(AllowOrigin::mirror_request())
        .allow_methods(AllowMethods::mirror_request())
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers(EXPOSED)
}

/// Returns whether a request is from a page served from this machine.
pub(crate) fn is_from_local_page(headers: &HeaderMap) -> bool {
    headers.get(ORIGIN).is_some_and(is_local)
}

/// Returns whether an origin is on this machine. The origin `null` of a page opened from a file is not local, because pages in
/// sandboxed frames have the same origin.
fn is_local(origin: &HeaderValue) -> bool {
    let uri = origin.to_str().ok().and_then(|origin| origin.parse::<Uri>().ok());
    uri.as_ref().and_then(Uri::host).is_some_and(|host| {
        host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1" || host == "[::1]"
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_origins_on_this_machine_are_local() {
        for origin in ["http://localhost", "http://localhost:3000", "https://127.0.0.1:1", "http://[::1]:80"]
        {
            assert!(is_local(&HeaderValue::from_static(origin)), "{origin}");
        }
        for origin in
            ["null", "https://example.com", "http://localhost.example.com", "http://127.0.0.1.nip.io"]
        {
            assert!(!is_local(&HeaderValue::from_static(origin)), "{origin}");
        }
    }
}
