//! Identifies a campaign by its index or by its `uuid`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Identifies a campaign by its index or by its `uuid`.
///
/// ```
/// use blueshift_sandbox::Target;
///
/// assert_eq!(Target::from(3), Target::Index(3));
/// assert_eq!(Target::from("a43b685d-65e3-5303-64d8-d4b4ab075b5f").to_string(), "a43b685d-65e3-5303-64d8-d4b4ab075b5f");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Target {
    /// The index, from 0, in the list of all campaigns, without filters. For a campaign to restore, the index in the list of
    /// removed campaigns.
    Index(u64),
    /// The `uuid`.
    Uuid(String),
}

impl From<u64> for Target {
    fn from(index: u64) -> Self {
        Self::Index(index)
    }
}

impl From<&str> for Target {
    fn from(uuid: &str) -> Self {
        Self::Uuid(uuid.to_owned())
    }
}

impl From<String> for Target {
    fn from(uuid: String) -> Self {
        Self::Uuid(uuid)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Index(index) => index.fmt(formatter),
            Self::Uuid(uuid) => uuid.fmt(formatter),
        }
    }
}
