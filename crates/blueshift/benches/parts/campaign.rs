//! Campaigns that derive `Deserialize`. Decoding fails at the first field of an unexpected type.

use blueshift::{CampaignStatus, ExecTerm};
use serde::Deserialize;

/// A campaign that derives `Deserialize`, generic over the type of its timestamps.
#[derive(Deserialize)]
#[allow(dead_code, reason = "the fields are decoded, but not read")]
pub(crate) struct Derived<T> {
    name: Option<String>,
    status: Option<CampaignStatus>,
    startdate: Option<T>,
    created_at: Option<T>,
    updated_at: Option<T>,
    uuid: String,
    exec_term: Option<ExecTerm>,
    next_execution_scheduled_at: Option<T>,
    archived: Option<bool>,
    holdout_percentage: Option<f64>,
    segment_uuid: Option<String>,
    segment_name: Option<String>,
    author: Option<String>,
    email: Option<String>,
    prioritization_label: Option<String>,
}

pub(crate) type WithChrono = Derived<chrono::DateTime<chrono::Utc>>;
#[allow(dead_code, reason = "only one of the benchmarks uses it")]
pub(crate) type WithJiff = Derived<blueshift::jiff::Timestamp>;
