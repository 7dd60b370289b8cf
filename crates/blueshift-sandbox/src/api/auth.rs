//! Authentication: HTTP Basic with the API key as the user name and an empty password.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::{Response, StatusCode};
use axum::middleware::Next;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::api::response;
use crate::state::Shared;

/// Responds with 401 to a request without the key of the sandbox.
pub(super) async fn require_key(
    State(shared): State<Shared>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if allows(request.headers(), &shared.api_key) {
        next.run(request).await
    } else {
        response::error(None, StatusCode::UNAUTHORIZED)
    }
}

/// Returns whether a request was sent with `key`. A request with several `authorization` headers is refused.
fn allows(headers: &HeaderMap, key: &str) -> bool {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return false;
    };
    let Some((scheme, token)) = value.to_str().ok().and_then(|value| value.split_once(' ')) else {
        return false;
    };
    let Ok(credentials) = STANDARD.decode(token.trim()) else {
        return false;
    };
    let Some((sent, password)) = credentials.split_last().map(|(last, user)| (user, last)) else {
        return false;
    };
    scheme.eq_ignore_ascii_case("basic") && *password == b':' && same(sent, key.as_bytes())
}

/// Compares two byte strings in constant time for a given length.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differing, (a, b)| differing | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn allowed(value: &str) -> bool {
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, HeaderValue::from_str(value).unwrap());
        allows(&headers, "key")
    }

    #[test]
    fn allows_only_the_key_with_an_empty_password() {
        let basic = |credentials: &str| format!("Basic {}", STANDARD.encode(credentials));
        assert!(allowed(&basic("key:")));
        assert!(allowed(&basic("key:").replace("Basic", "basic")));
        for credentials in ["key", "key:password", "kez:", "ke:", ":", "", "key::"] {
            assert!(!allowed(&basic(credentials)), "{credentials}");
        }
        for value in ["", "Basic", "Basic !", "Bearer key", "key"] {
            assert!(!allowed(value), "{value}");
        }
        assert!(!allows(&HeaderMap::new(), "key"));
    }
}
