//! `update_campaign_schedule`: PATCH /api/v1/campaigns/{campaign_uuid}/update_schedule

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Response, StatusCode};
use axum::routing::patch;
use bytes::Bytes;
use serde_json::{Map, Value, json};

use crate::api::Operation;
use crate::api::json_body::{BodyReader, object};
use crate::api::response::{self, FieldErrors, Refusal};
use crate::api::write::{Call, change};
use crate::data::timestamp;
use crate::state::Shared;

const ID: &str = "update_campaign_schedule";

pub(super) fn operation() -> Operation {
    Operation { id: ID, path: "/api/v1/campaigns/{campaign}/update_schedule", handler: patch(update) }
}

/// Changes the schedule of a campaign, unless it is completed, archived or executing, or launched but not event-triggered. If
/// the request has an end date, it must be after the start date.
async fn update(
    State(shared): State<Shared>,
    Path(uuid): Path<String>,
    call: Call,
    body: Bytes,
) -> Result<Response<Body>, Refusal> {
    let sent = object(&body).ok_or_else(response::bad_request)?;
    let Schedule { fields, is_reversed } = schedule(sent)?;
    let invalid = || Refusal::from(response::error(Some(ID), StatusCode::UNPROCESSABLE_ENTITY));
    change(&shared, ID, call, uuid, |campaign| {
        let status = campaign.status();
        let fixed = campaign.is_archived()
            || matches!(status, "completed" | "executing")
            || status == "launched" && !campaign.is_event_triggered();
        if fixed || is_reversed { Err(invalid()) } else { Ok(fields) }
    })?;
    Ok(response::json(StatusCode::OK, &json!({"success": true})))
}

/// The schedule of a request.
struct Schedule {
    /// The schedule as fields of a campaign.
    fields: Map<String, Value>,
    /// Whether the end date is not after the start date.
    is_reversed: bool,
}

/// Validates the types of a schedule.
fn schedule(sent: Map<String, Value>) -> Result<Schedule, FieldErrors> {
    let mut fields = Map::new();
    for name in ["recurring_schedule", "repeating_schedule_attributes"] {
        fields.extend(
            sent.get(name).filter(|value| !value.is_null()).map(|value| (name.to_owned(), value.clone())),
        );
    }
    let mut reader = BodyReader::new(sent);
    let [start, end] = ["startdate", "enddate"].map(|name| {
        let at = reader.timestamp(name);
        if name == "startdate" {
            reader.require(name, at.as_ref());
        }
        let text = at.map(|at| timestamp::to_text(timestamp::floor_micros(at)));
        fields.extend(text.map(|text| (name.to_owned(), text.into())));
        at
    });
    // The dates are compared before they are rounded to milliseconds.
    let is_reversed = start.zip(end).is_some_and(|(start, end)| end <= start);
    reader.nullable_string("recurring_schedule");
    if let Some(attributes) = reader.object("repeating_schedule_attributes") {
        let mut attributes = BodyReader::new(attributes);
        attributes.whole_number("interval_size");
        attributes.nullable_string("interval_unit");
        attributes.nullable_string("day_of_month");
        attributes.strings("days_of_week");
        if attributes.finish(()).is_err() {
            reader.refuse("repeating_schedule_attributes", "is invalid");
        }
    }
    reader.finish(Schedule { fields, is_reversed })
}
