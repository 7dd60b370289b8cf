//! The campaigns that the programs list.
//!
//! Fixed rather than seeded: what the 30-day rule leaves out depends on the day, and the programs' counts are checked.
//! They also hold what the contract says may come without a new major version, so that a client that cannot bear it
//! is found out.

use serde_json::{Value, json};

/// How many there are: more than two pages of the programs' 100, and no multiple of any page size.
pub(super) const COUNT: usize = 233;

/// Every fourth one has no segment, beginning with the first.
pub(super) const WITH_SEGMENT: usize = COUNT - COUNT.div_ceil(4);

const STATUSES: [&str; 6] = ["draft", "launched", "paused", "completed", "archived", "a_new_status"];
const TYPES: [&str; 5] = ["recurring", "on_going", "transactional", "onsite", "a_new_type"];

/// The last one needs 64 bits.
const SHARES: [f64; 3] = [0.0, 12.5, 33.333_333_333_333_336];

pub(super) fn campaigns() -> Value {
    (0..COUNT).map(campaign).collect()
}

fn campaign(i: usize) -> Value {
    let nth = i + 1;
    // Dates come with and without milliseconds.
    let fraction = if i.is_multiple_of(2) { ".000" } else { "" };
    let date = |day: usize| format!("2024-05-{:02}T07:{:02}:00{fraction}Z", day % 28 + 1, i % 60);
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
        "holdout_percentage": SHARES[i % SHARES.len()],
        "segment_uuid": unless(4, format!("segment-{nth}").into()),
        "segment_name": unless(4, "VIP Members".into()),
        "author": "Jane Doe",
        "email": "jane.doe@example.com",
        "prioritization_label": unless(3, "Promotions".into()),
        "a_new_property": { "nested": [nth] },
    })
}
