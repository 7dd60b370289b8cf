//! The outcome of an item of a bulk write.

use std::fmt;
use std::sync::Arc;

use crate::error::{ConfigError, Error};

/// The outcome of an item of a bulk write.
///
/// To continue after an interruption, pass the items that have no outcome or the status [`Unknown`](ItemStatus::Unknown) to a
/// new call. For executions, see [`ExecuteCampaigns::outcomes`](crate::ExecuteCampaigns::outcomes): a recipient is safe to pass
/// again only with the same transaction.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ItemOutcome<T> {
    /// The item, as taken from the input.
    pub item: T,
    /// The status of the item.
    pub status: ItemStatus,
    /// Whether a request for the item may still take effect, such as an earlier request that timed out and was retried.
    pub may_still_take_effect: bool,
    /// The error of the request, or the reason why the item was not sent. The items of a request share the error. `None` if the
    /// status is from the server's response, or if the runtime was shut down during the request.
    pub error: Option<Arc<Error>>,
}

/// The status of an item of a bulk write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ItemStatus {
    /// The server applied the write.
    Successful,
    /// The campaign was already in the requested state. If
    /// [`may_still_take_effect`](ItemOutcome::may_still_take_effect) is true, an earlier attempt may have changed it.
    NoChange,
    /// The status of the campaign does not allow the change.
    Blocked,
    /// The write was not applied: it was not sent, or the server refused it.
    Failed,
    /// The server may have applied the write, or may still apply it.
    Unknown,
}

impl ItemStatus {
    /// Returns the name of the status, such as `no_change`. The API uses the same names, except for `unknown`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Successful => "successful",
            Self::NoChange => "no_change",
            Self::Blocked => "blocked",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for ItemStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl<T> ItemOutcome<T> {
    /// Returns the outcome of an item that cannot be sent.
    pub(super) fn refused(item: T, error: ConfigError) -> Self {
        Self {
            item,
            status: ItemStatus::Failed,
            may_still_take_effect: false,
            error: Some(Arc::new(error.into())),
        }
    }

    /// Returns the outcome of an item whose request was aborted because the runtime was shut down.
    pub(super) fn lost(item: T) -> Self {
        Self { item, status: ItemStatus::Unknown, may_still_take_effect: true, error: None }
    }
}
