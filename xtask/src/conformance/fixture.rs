//! The campaigns of the conformance tests.
//!
//! The output of the programs is compared with these campaigns and must not depend on the day of the test. Therefore, the dates
//! of the campaigns are fixed, and no campaign is a one-time campaign: according to the API reference, a request without the
//! parameter `startdate` lists one-time campaigns only if they started within the last 30 days. The campaigns also contain
//! additions that are allowed without a new major version of the contract.

use serde_json::{Map, Value, json};

/// The number of campaigns: more than the programs' page size of 200, and not a multiple of any page size in the tests.
pub(super) const COUNT: usize = 233;

const STATUSES: [&str; 6] = ["draft", "launched", "paused", "completed", "archived", "a_new_status"];
const TYPES: [&str; 5] = ["recurring", "on_going", "transactional", "onsite", "a_new_type"];

/// Holdout percentages. The last one requires the precision of an `f64`.
const HOLDOUT_PERCENTAGES: [f64; 3] = [0.0, 12.5, 33.333_333_333_333_336];

/// The fields with a timestamp.
const TIMESTAMPS: [&str; 4] = ["startdate", "created_at", "updated_at", "next_execution_scheduled_at"];

/// 2024-05-01T07:00:00Z in milliseconds since the Unix epoch.
const MAY: f64 = 1_714_546_800_000.0;

/// Returns the campaigns as a server sends them.
pub(super) fn campaigns() -> Vec<Value> {
    (0..COUNT).map(campaign).collect()
}

/// Returns two campaigns that the sandbox cannot serve: one whose fields are null except for `uuid`, and one with only a `uuid`.
pub(super) fn without_fields() -> Vec<Value> {
    let mut nulls: Map<String, Value> = match campaign(0) {
        Value::Object(fields) => fields.into_iter().map(|(name, _)| (name, Value::Null)).collect(),
        _ => Map::new(),
    };
    nulls.insert("uuid".to_owned(), "nulls".into());
    vec![Value::Object(nulls), json!({ "uuid": "absent" })]
}

/// Returns the campaigns that match the filters of the programs. All dates are in May 2024, within the date filters, so campaigns
/// are excluded only because of their status or type, or because `startdate` is null.
pub(super) fn filtered() -> Vec<Value> {
    let mut all = campaigns();
    all.retain(|campaign| {
        campaign["status"] == "launched"
            && campaign["exec_term"] == "recurring"
            && campaign["archived"] == false
            && !campaign["startdate"].is_null()
    });
    all
}

/// Returns a campaign as the programs print it: without the field that is not in the contract, and with timestamps in
/// milliseconds since the Unix epoch. Numbers are converted to floats, because some programs print `1` and others `1.0`.
pub(super) fn printed(campaign: &Value) -> Value {
    let mut printed = campaign.clone();
    for (name, field) in printed.as_object_mut().into_iter().flatten() {
        match field {
            Value::String(text) if TIMESTAMPS.contains(&name.as_str()) => *field = json!(milliseconds(text)),
            Value::Number(number) => *field = json!(number.as_f64()),
            _ => {}
        }
    }
    if let Some(fields) = printed.as_object_mut() {
        fields.remove("a_new_property");
    }
    printed
}

fn campaign(i: usize) -> Value {
    let nth = i + 1;
    let date = |day: usize| timestamp(day, i);
    let unless = |every: usize, value: Value| if i.is_multiple_of(every) { Value::Null } else { value };
    json!({
        "name": format!("Campaign {nth}"),
        "status": STATUSES[i % STATUSES.len()],
        "startdate": unless(7, date(i).into()),
        "created_at": date(i),
        "updated_at": date(i + 1),
        "uuid": format!("campaign-{nth}"),
        "exec_term": TYPES[i % TYPES.len()],
        "next_execution_scheduled_at": unless(2, date(i + 2).into()),
        "archived": i.is_multiple_of(6),
        "holdout_percentage": HOLDOUT_PERCENTAGES[i % HOLDOUT_PERCENTAGES.len()],
        "segment_uuid": unless(4, format!("segment-{nth}").into()),
        "segment_name": unless(4, "VIP Members".into()),
        "author": "Jane Doe",
        "email": "jane.doe@example.com",
        "prioritization_label": unless(3, "Promotions".into()),
        "a_new_property": { "nested": [nth] },
    })
}

/// Returns a timestamp in May 2024, with milliseconds if `i` is even.
fn timestamp(day: usize, i: usize) -> String {
    let fraction = if i.is_multiple_of(2) { ".123" } else { "" };
    format!("2024-05-{:02}T07:{:02}:00{fraction}Z", day % 28 + 1, i % 60)
}

/// Parses the result of [`timestamp`].
fn milliseconds(text: &str) -> Option<f64> {
    let day: f64 = text.get(8..10)?.parse().ok()?;
    let minute: f64 = text.get(14..16)?.parse().ok()?;
    let fraction = if text.contains(".123") { 123.0 } else { 0.0 };
    Some(MAY + (day - 1.0) * 86_400_000.0 + minute * 60_000.0 + fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_timestamps_in_milliseconds_and_drops_unknown_field() {
        // 2024-05-03T07:30:00.123Z
        let printed = printed(&campaign(30));
        assert_eq!(printed["created_at"], 1_714_721_400_123.0);
        assert_eq!(printed["next_execution_scheduled_at"], Value::Null);
        assert!(printed.get("a_new_property").is_none());
    }

    #[test]
    fn filters_exclude_campaigns_without_start_date() {
        // Status and type repeat every 30 campaigns; campaign 176 has no start date.
        assert_eq!(filtered().len(), 6);
    }
}
