//! Tokens that resume a listing.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::seen::Seen;
use crate::error::ConfigError;

/// The version of the token format.
const VERSION: u32 = 1;

/// A token that resumes a listing; returned by [`Items::continuation`](super::Items::continuation) and
/// [`Pages::continuation`](super::Pages::continuation), and accepted by [`Campaigns::resume`](crate::Campaigns::resume).
///
/// It contains the filters, the page size, the settings `page_base`, `all_time`, `verify` and `ignore_total`, and a 16-byte hash
/// of each item that was yielded. The concurrency and the call options are not part of it. It implements `Serialize` and
/// `Deserialize`, so that it can be stored. A resumed listing reads the list again and yields the items that were not yielded
/// before, so every campaign is yielded exactly once even if the list has changed, as described for
/// [`ListCampaigns::stream`](crate::ListCampaigns::stream).
///
/// Filters, including email addresses, are stored in plain text.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Continuation {
    version: u32,
    operation: String,
    query: serde_json::Value,
    seen: String,
}

impl Continuation {
    /// Creates a token for a listing of `operation`.
    pub(crate) fn new(operation: &str, query: &impl Serialize, seen: &Seen) -> Result<Self, ConfigError> {
        let query = serde_json::to_value(query)
            .map_err(|error| ConfigError::Request { problem: error.to_string() })?;
        let seen = STANDARD_NO_PAD.encode(seen.to_bytes());
        Ok(Self { version: VERSION, operation: operation.to_owned(), query, seen })
    }

    /// Returns the query and the seen items of a token. Returns an error if the token is invalid or belongs to another
    /// operation.
    pub(crate) fn open<Q: DeserializeOwned>(&self, operation: &str) -> Result<(Q, Seen), ConfigError> {
        if self.version != VERSION {
            return Err(ConfigError::invalid("version of the continuation token", &self.version, "1"));
        }
        if self.operation != operation {
            let expected = "the operation that is resumed";
            return Err(ConfigError::invalid(
                "operation of the continuation token",
                &self.operation,
                expected,
            ));
        }
        // The error does not contain the query, which may contain email addresses.
        let query = Q::deserialize(&self.query).map_err(|_| ConfigError::Request {
            problem: "the query of the continuation token is not a valid query of the operation".to_owned(),
        })?;
        let seen = STANDARD_NO_PAD.decode(&self.seen).ok().and_then(|bytes| Seen::from_bytes(&bytes));
        let seen = seen.ok_or_else(|| {
            let length = format!("{} characters", self.seen.len());
            ConfigError::invalid("seen items of the continuation token", &length, "16-byte hashes in base64")
        })?;
        Ok((query, seen))
    }
}

impl fmt::Debug for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Continuation").field("operation", &self.operation).finish_non_exhaustive()
    }
}

/// The state of a listing, from which a continuation token can be created.
pub(crate) trait Resume<T>: Send + Sync {
    /// Returns a token with which the listing resumes after the yielded items. The items in `unread` count as not yielded.
    fn continuation(&self, unread: &[T]) -> Option<Continuation>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_of_an_invalid_query_does_not_contain_the_query() {
        let query = serde_json::json!({ "email": "jane@example.com" });
        let token = Continuation::new("list_campaigns", &query, &Seen::new()).unwrap();
        let error = token.open::<u64>("list_campaigns").unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("the query of the continuation token is not a valid query"), "{shown}");
        assert!(!shown.contains("jane"), "{shown}");
    }
}
