//! Typed mocks of Blueshift's campaigns API for [`httpmock`], generated from the contract.
//!
//! What a mock expects and answers is checked by the compiler against the same contract that the client is
//! generated from. A query value is compared in the form in which the client sends it.
//!
//! ```
//! use blueshift_httpmock::MockServerExt;
//! use httpmock::MockServer;
//!
//! let server = MockServer::start();
//! let mock = server.list_campaigns(|when, then| {
//!     when.status(&blueshift_api::CampaignStatus::Launched);
//!     then.ok(&vec![].into());
//! });
//! // Point a client at server.base_url(), let it list the launched campaigns, then:
//! assert_eq!(mock.calls(), 0);
//! ```

#[allow(missing_docs, unreachable_pub, clippy::all, clippy::unwrap_used)]
#[rustfmt::skip]
mod generated;

pub use generated::*;

/// The form in which the generated client sends a query value.
///
/// Both go through serde, so that a date reads `2024-05-22T02:26:00Z` here as on the wire.
fn query_value<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => text,
        Ok(other) => other.to_string(),
        // No query type of the contract can fail; if one ever does, no request matches and the test tells why.
        Err(error) => error.to_string(),
    }
}
