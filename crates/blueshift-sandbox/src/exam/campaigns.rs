//! The campaigns of the scenarios.

use serde_json::{Value, json};

use crate::random::mix;

/// The number of campaigns in a list that has several pages for every page size up to 500. For common page sizes, the last page is
/// not full.
pub(super) const SEVERAL_PAGES: usize = 1_203;

/// The creation time of the newest campaign, 2026-01-01T00:00:00Z, in seconds since the Unix epoch.
const NEWEST: i64 = 1_767_225_600;

const STATUSES: [&str; 4] = ["launched", "paused", "draft", "completed"];
const TYPES: [&str; 4] = ["recurring", "on_going", "transactional", "onsite"];

/// Returns campaigns from the newest to the oldest. None of them is one-time, because without `startdate` the API omits one-time
/// campaigns that started more than 30 days ago.
pub(super) fn campaigns(count: usize) -> Vec<Value> {
    (0..count).map(campaign).collect()
}

/// Returns the campaign at an index.
pub(super) fn campaign(index: usize) -> Value {
    let at = |seconds: i64| timestamp(index, seconds);
    json!({
        "name": format!("Campaign {index}"),
        "status": STATUSES[index % STATUSES.len()],
        "startdate": at(86_400),
        "created_at": at(0),
        "updated_at": at(60),
        "uuid": uuid(index),
        "exec_term": TYPES[index % TYPES.len()],
        "archived": false,
        "holdout_percentage": 12.5,
        "segment_uuid": uuid(index.saturating_add(1_000_000)),
        "segment_name": "VIP Members",
        "author": "Jane Doe",
        "email": "jane.doe@example.com",
    })
}

/// Returns the campaign at an index, with these fields added or replaced.
pub(super) fn with(index: usize, fields: Value) -> Value {
    let mut campaign = campaign(index);
    if let (Some(campaign), Value::Object(fields)) = (campaign.as_object_mut(), fields) {
        campaign.extend(fields);
    }
    campaign
}

/// Returns the UUID of the campaign at an index.
pub(super) fn uuid(index: usize) -> String {
    let bits = u128::from(mix(18, index as u64)) << 64 | u128::from(mix(81, index as u64));
    uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid().to_string()
}

fn timestamp(index: usize, seconds: i64) -> String {
    let age = i64::try_from(index).unwrap_or(i64::MAX).saturating_mul(3_600);
    let second = NEWEST.saturating_sub(age).saturating_add(seconds);
    jiff::Timestamp::from_second(second).map(|at| at.to_string()).unwrap_or_default()
}
