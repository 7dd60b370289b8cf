//! Pages served from this machine may call the sandbox from a browser; no other page may.

use axum::body::Body;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, HeaderMap,
    HeaderValue, ORIGIN, VARY,
};
use axum::http::{Method, Response, StatusCode, Uri};

/// Lets a local page read the answer.
pub(crate) fn allow(origin: Option<&HeaderValue>, headers: &mut HeaderMap) {
    headers.append(VARY, HeaderValue::from_static("origin"));
    if let Some(origin) = origin.filter(|origin| is_local(origin)) {
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(
            ACCESS_CONTROL_EXPOSE_HEADERS,
            HeaderValue::from_static("retry-after, x-request-id, x-runtime"),
        );
    }
}

/// The answer to a browser that asks beforehand, or nothing if this request is none such from a local page.
pub(crate) fn preflight(method: &Method, request: &HeaderMap) -> Option<Response<Body>> {
    let asks = method == Method::OPTIONS && request.contains_key(ACCESS_CONTROL_REQUEST_METHOD);
    if !asks || !request.get(ORIGIN).is_some_and(is_local) {
        return None;
    }
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::NO_CONTENT;
    for (name, value) in [
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, PUT, DELETE"),
        (ACCESS_CONTROL_ALLOW_HEADERS, "accept, authorization, content-type"),
        (ACCESS_CONTROL_MAX_AGE, "600"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    Some(response)
}

/// Whether a page's origin is this machine. A page opened from a file has the origin `null`, and so has any page in a
/// sandboxed frame, which is why that is not local.
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
    fn only_pages_of_this_machine_are_local() {
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
