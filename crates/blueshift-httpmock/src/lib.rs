#![doc = include_str!("../README.md")]

#[allow(missing_docs, unreachable_pub, unused_imports, clippy::all, clippy::unwrap_used)]
#[rustfmt::skip]
mod generated;

pub use generated::*;

/// Returns a query value in the form in which the client sends it.
///
/// Mocks and the client serialize queries with serde, so timestamps have the same form, such as `2024-05-22T02:26:00Z`.
fn query_value<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(other) => other.to_string(),
        // All query types of the contract can be serialized. If one could not be serialized, no request would match this text.
        Err(error) => error.to_string(),
    }
}

/// Returns a path parameter as a regular expression that matches the form in which the client sends it.
#[allow(dead_code, reason = "unused if no operation has path parameters")]
fn path_value(value: &impl ToString) -> String {
    regex::escape(&blueshift_api::progenitor_client::encode_path(&value.to_string()))
}

#[cfg(test)]
mod tests {
    use blueshift_api::PathSegment;
    use httpmock::MockServer;

    /// The pattern is built as in the generated mocks, and the path as in the generated client.
    #[tokio::test]
    async fn path_parameter_matches_the_path_that_the_client_sends() {
        let server = MockServer::start_async().await;
        for value in ["a.b", "50% off", "(x)*", "ä", "a?b#c"] {
            let segment = PathSegment::try_from(value).unwrap();
            let pattern = format!("^/things/{}/pause$", super::path_value(&segment));
            let mut mock = server.mock(|when, then| {
                when.path_matches(regex::Regex::new(&pattern).unwrap());
                then.status(200);
            });
            let encoded = blueshift_api::progenitor_client::encode_path(segment.as_str());
            let response = reqwest::get(server.url(format!("/things/{encoded}/pause"))).await.unwrap();
            assert_eq!((response.status().as_u16(), mock.calls()), (200, 1), "{value}");
            mock.delete();
        }
    }
}
