//! The JSON form of a generated campaign in a response body.

use serde::Serialize;

/// The fields of a generated campaign, in the order of the example of the API reference.
#[derive(Debug, Serialize)]
pub(crate) struct CampaignBody {
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

/// A percentage. Integers are written without decimals, as in the example of the API reference.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(untagged)]
pub(crate) enum Percentage {
    Whole(u8),
    Fraction(f64),
}
