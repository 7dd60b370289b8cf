//! `get_campaign_detail`: GET /api/v1/campaigns/{campaign_uuid}/detail.json

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::Response;
use axum::routing::get;

use crate::api::Operation;
use crate::api::get_campaign::{detail, fields};
use crate::api::query::QueryReader;
use crate::api::response::{self, Refusal};
use crate::api::write::Lifecycle;
use crate::data::statistics::{Active, Range, statistics};
use crate::data::timestamp;
use crate::faults::layer::StaleReads;
use crate::state::Shared;

pub(super) fn operation() -> Operation {
    Operation {
        id: "get_campaign_detail",
        path: "/api/v1/campaigns/{campaign}/detail.json",
        handler: get(read),
    }
}

async fn read(
    State(shared): State<Shared>,
    Path(uuid): Path<String>,
    Extension(stale): Extension<StaleReads>,
    RawQuery(query): RawQuery,
) -> Result<Response<Body>, Refusal> {
    let names = ["start_time", "end_time"];
    let mut reader =
        QueryReader::new(&query.unwrap_or_default(), &names, shared.assumptions.unknown_parameter);
    let range = range(&mut reader);
    let range = reader.finish(range).ok().flatten().ok_or_else(response::bad_request)?;
    let mut campaign = fields(&shared, &uuid, stale)?;
    let lifecycle = Lifecycle { fields: &campaign };
    let started = lifecycle.text("startdate").and_then(timestamp::parse).map(timestamp::floor_micros);
    let active = Active { status: Some(lifecycle.status()), exec_term: lifecycle.text("exec_term"), started };
    let active = active.within(range, shared.clock.now());
    campaign.insert("statistics".to_owned(), statistics(shared.store.seed(), &uuid, range, active).into());
    Ok(detail(&shared, campaign))
}

/// Reads `start_time` and `end_time`. Returns `None` if one is missing or malformed, or if the range is reversed.
pub(super) fn range(reader: &mut QueryReader) -> Option<Range> {
    let start = reader.timestamp("start_time").map(timestamp::floor_micros);
    let end = reader.timestamp("end_time").map(timestamp::floor_micros);
    let range = Range { start: start?, end: end? };
    (range.start <= range.end).then_some(range)
}
