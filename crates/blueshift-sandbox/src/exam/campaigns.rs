//! The campaigns of the scenarios.

use serde_json::{Value, json};

use crate::random::mix;

/// The number of campaigns of a list that is several pages long with every page size up to 500, and ends with a page that is
/// not full with every common one.
pub(super) const SEVERAL_PAGES: usize = 1_203;

/// 2026-01-01T00:00:00Z in seconds.
const NEWEST: i64 = 1_767_225_600;

const STATUSES: [&str; 4] = ["launched", "paused", "draft", "completed"];
const TYPES: [&str; 4] = ["recurring", "on_going", "transactional", "onsite"];

/// Campaigns from the newest to the oldest. None is subject to the 30-day rule.
pub(super) fn campaigns(count: usize) -> Vec<Value> {
    (0..count).map(campaign).collect()
}

/// The campaign at a place.
pub(super) fn campaign(place: usize) -> Value {
    let at = |seconds: i64| timestamp(place, seconds);
    json!({
        "name": format!("Campaign {place}"),
        "status": STATUSES[place % STATUSES.len()],
        "startdate": at(86_400),
        "created_at": at(0),
        "updated_at": at(60),
        "uuid": uuid(place),
        "exec_term": TYPES[place % TYPES.len()],
        "archived": false,
        "holdout_percentage": 12.5,
        "segment_uuid": uuid(place.saturating_add(1_000_000)),
        "segment_name": "VIP Members",
        "author": "Jane Doe",
        "email": "jane.doe@example.com",
    })
}

/// A campaign with these fields.
pub(super) fn with(place: usize, fields: Value) -> Value {
    let mut campaign = campaign(place);
    if let (Some(campaign), Value::Object(fields)) = (campaign.as_object_mut(), fields) {
        campaign.extend(fields);
    }
    campaign
}

/// The uuid of the campaign at a place.
pub(super) fn uuid(place: usize) -> String {
    let bits = u128::from(mix(18, place as u64)) << 64 | u128::from(mix(81, place as u64));
    uuid::Builder::from_random_bytes(bits.to_be_bytes()).into_uuid().to_string()
}

fn timestamp(place: usize, seconds: i64) -> String {
    let age = i64::try_from(place).unwrap_or(i64::MAX).saturating_mul(3_600);
    let second = NEWEST.saturating_sub(age).saturating_add(seconds);
    jiff::Timestamp::from_second(second).map(|at| at.to_string()).unwrap_or_default()
}
