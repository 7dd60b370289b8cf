//! Hides the API key in error responses that repeat the request, such as the debug page of a gateway.
//!
//! Such a response becomes part of an error, which programs log. Responses with status 2xx are data and remain unchanged.

use std::sync::Arc;

use reqwest::Response;
use reqwest::header::HeaderValue;

use super::body_limit::{read, with_body};
use crate::api_key::ApiKey;

/// Returns the response with the key hidden in its headers and its body, unless its status is 2xx. The body must be in memory.
pub(crate) async fn hide_echo(key: Arc<ApiKey>, mut response: Response) -> reqwest::Result<Response> {
    if response.status().is_success() {
        return Ok(response);
    }
    for value in response.headers_mut().values_mut() {
        let hidden = key.hide_in(&String::from_utf8_lossy(value.as_bytes()));
        if let Some(hidden) = hidden.and_then(|text| HeaderValue::try_from(text).ok()) {
            *value = hidden;
        }
    }
    let body = read(&mut response, u64::MAX).await?;
    let hidden = key.hide_in(&String::from_utf8_lossy(&body));
    Ok(with_body(response, hidden.map_or(body, Into::into)))
}
