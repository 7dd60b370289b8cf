//! `get_customer_campaign_activity`: GET /api/v2/customer_campaign_activity

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use serde_json::json;

use crate::api::Operation;
use crate::api::query::QueryReader;
use crate::api::response::{self, Refusal};
use crate::data::executions::IDENTIFIERS;
use crate::data::timestamp::{self, DAY};
use crate::state::Shared;

pub(super) fn operation() -> Operation {
    Operation {
        id: "get_customer_campaign_activity",
        path: "/api/v2/customer_campaign_activity",
        handler: get(read),
    }
}

/// The documented maximum age of `start_time`.
const MAX_AGE: i64 = 366 * DAY;

async fn read(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Result<Response<Body>, Refusal> {
    let names = ["email", "customer_id", "phone_number", "uuid", "start_time", "end_time", "cursor"];
    let reader = QueryReader::new(&query.unwrap_or_default(), &names, shared.assumptions.unknown_parameter);
    let Parameters { customer: (name, value), start, end, cursor } =
        Parameters::parse(reader, shared.clock.now())
            .map_err(|detail| refusal(StatusCode::BAD_REQUEST, &detail))?;
    let seed = shared.store.seed();
    let mut found = shared
        .executions
        .activities(name, &value, start, end, seed)
        .ok_or_else(|| refusal(StatusCode::NOT_FOUND, "User not found"))?;
    let total = found.len();
    // The latest activities are first, so the next page contains earlier ones. If a page ends between two activities of the
    // same millisecond, a client that continues at the last timestamp of the page does not receive the second one.
    found.retain(|activity| cursor.is_none_or(|cursor| activity.at < cursor));
    let truncated = found.len() > shared.assumptions.activity_limit;
    found.truncate(shared.assumptions.activity_limit);
    Ok(response::json(
        StatusCode::OK,
        &json!({
            "activities": found,
            "total": total,
            "truncated": truncated,
            "date_range": {"start_time": timestamp::to_text(start), "end_time": timestamp::to_text(end)},
        }),
    ))
}

fn refusal(status: StatusCode, text: &str) -> Refusal {
    let meta = json!({"combine_errors": false, "no_toast": false});
    response::json(status, &json!({"errors": [{"detail": text}], "meta": meta})).into()
}

struct Parameters {
    customer: (&'static str, String),
    start: i64,
    end: i64,
    cursor: Option<i64>,
}

impl Parameters {
    /// Parses the query. Returns only the first problem, because the documented error bodies contain only one.
    fn parse(mut reader: QueryReader, now: i64) -> Result<Self, String> {
        let identifiers: Vec<_> = IDENTIFIERS
            .into_iter()
            .filter_map(|name| Some((name, reader.string(name).filter(|text| !text.trim().is_empty())?)))
            .collect();
        let times = ["start_time", "end_time", "cursor"].map(|name| reader.string(name));
        reader.finish(()).map_err(|errors| errors.first())?;
        let customer = identifiers.into_iter().next();
        let customer =
            customer.ok_or("Customer identifier required (customer_id, email, phone_number, or uuid)")?;
        let [start, end, cursor] = times;
        let start = required("start_time", start)?;
        let end = required("end_time", end)?;
        let cursor = cursor.map(|cursor| time("cursor", &cursor)).transpose()?;
        let problem = if start < now.saturating_sub(MAX_AGE) {
            "start_time cannot be more than 366 days in the past"
        } else if end > now {
            "end_time cannot be in the future"
        } else if end < start {
            "end_time cannot be before start_time"
        } else if cursor.is_some_and(|cursor| cursor <= start || cursor > end) {
            "cursor must be after start_time and not after end_time"
        } else {
            return Ok(Self { customer, start, end, cursor });
        };
        Err(problem.to_owned())
    }
}

fn required(name: &str, text: Option<String>) -> Result<i64, String> {
    let text = text.filter(|text| !text.is_empty());
    time(name, &text.ok_or_else(|| format!("{name} is required (ISO8601 format)"))?)
}

fn time(name: &str, text: &str) -> Result<i64, String> {
    let parsed = timestamp::parse(text).map(timestamp::floor_micros);
    parsed.ok_or_else(|| format!("{name} must be in ISO8601 format"))
}
