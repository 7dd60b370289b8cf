//! The outcome of one item.

use std::fmt;
use std::sync::Arc;

use crate::error::{ConfigError, Error};

/// What became of one item of a write of many.
///
/// To continue after an interruption, pass the items whose outcome is not final to a new call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ItemOutcome<T> {
    /// The item, as it was taken from the input.
    pub item: T,
    /// What became of it.
    pub status: ItemStatus,
    /// Whether an earlier request for the item, or this one, may still take effect, such as one that timed out before it was
    /// repeated.
    pub after_doubt: bool,
    /// How its request failed, or why it was not sent. The items of a request share the error. `None` if the status is what
    /// the server's response says.
    pub error: Option<Arc<Error>>,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ItemStatus {
    /// The server applied the write.
    Successful,
    /// The campaign already was as requested. After a doubt, this call may have done it.
    NoChange,
    /// The status of the campaign does not allow the change.
    Blocked,
    /// The write was not applied: it was not sent, or the server refused it.
    Failed,
    /// The server may have applied the write, or may still apply it.
    Unknown,
}

impl ItemStatus {
    /// The status as text, as the API names it.
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
    /// The outcome of an item that cannot be sent.
    pub(super) fn refused(item: T, error: ConfigError) -> Self {
        Self { item, status: ItemStatus::Failed, after_doubt: false, error: Some(Arc::new(error.into())) }
    }

    /// The outcome of an item whose request was abandoned.
    pub(super) fn lost(item: T) -> Self {
        Self { item, status: ItemStatus::Unknown, after_doubt: true, error: None }
    }
}
