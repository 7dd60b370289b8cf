//! A campaign as the filters see it, and as a body carries it.

use serde::Serialize;

/// What a filter asks a campaign. A field that a campaign lacks meets no filter on it.
pub(crate) trait Campaign {
    fn name_contains(&self, needle: &Needle) -> bool;
    fn email(&self) -> Option<&str>;
    fn status(&self) -> Option<&str>;
    fn exec_term(&self) -> Option<&str>;
    /// Whether it is archived; a campaign that does not say is not.
    fn archived(&self) -> bool;
    /// Microseconds since 1970, as all moments of this crate.
    fn created(&self) -> Option<i64>;
    fn started(&self) -> Option<i64>;
}

/// A text to look for in names.
#[derive(Debug, Clone)]
pub(crate) enum Needle {
    /// Held in lower case.
    AnyCase(String),
    Exact(String),
}

impl Needle {
    pub(crate) fn is_in(&self, name: &str) -> bool {
        match self {
            Self::AnyCase(lower) => name.to_lowercase().contains(lower.as_str()),
            Self::Exact(text) => name.contains(text.as_str()),
        }
    }
}

/// A body's campaign, its fields in the order of the reference's example.
#[derive(Debug, Serialize)]
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) status: &'static str,
    pub(crate) startdate: Option<String>,
    pub(crate) created_at: String,
    pub(crate) updated_at: String,
    pub(crate) uuid: String,
    pub(crate) exec_term: &'static str,
    pub(crate) next_execution_scheduled_at: Option<String>,
    pub(crate) archived: bool,
    pub(crate) holdout_percentage: Percentage,
    pub(crate) segment_uuid: Option<String>,
    pub(crate) segment_name: Option<&'static str>,
    pub(crate) author: &'static str,
    pub(crate) email: &'static str,
    pub(crate) prioritization_label: Option<&'static str>,
}

/// A percentage is written as a whole number where it is one, as in the reference's example.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
pub(crate) enum Percentage {
    Whole(u8),
    Fraction(f64),
}
