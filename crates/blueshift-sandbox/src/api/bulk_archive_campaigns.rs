//! `bulk_archive_campaigns`: PUT /api/v1/campaigns/bulk_archive, and `bulk_unarchive_campaigns`: PUT …/bulk_unarchive

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use axum::routing::put;
use bytes::Bytes;
use serde::Serialize;

use crate::api::Operation;
use crate::api::archive_campaign::{Outcome, set_archived};
use crate::api::json_body::{BodyReader, object};
use crate::api::response::{self, Refusal};
use crate::api::write::Call;
use crate::state::{Shared, State as SandboxState};

/// The documented maximum number of campaigns in a request.
const MAX: usize = 100;

pub(super) fn archive() -> Operation {
    const ID: &str = "bulk_archive_campaigns";
    let handler = |State(shared): State<Shared>, call: Call, body: Bytes| async move {
        set(&shared, ID, call, &body, true)
    };
    Operation { id: ID, path: "/api/v1/campaigns/bulk_archive", handler: put(handler) }
}

pub(super) fn unarchive() -> Operation {
    const ID: &str = "bulk_unarchive_campaigns";
    let handler = |State(shared): State<Shared>, call: Call, body: Bytes| async move {
        set(&shared, ID, call, &body, false)
    };
    Operation { id: ID, path: "/api/v1/campaigns/bulk_unarchive", handler: put(handler) }
}

#[derive(Default, Serialize)]
struct Outcomes {
    no_change: Vec<String>,
    blocked: Vec<String>,
    successful: Vec<Changed>,
    failed: Vec<String>,
}

#[derive(Serialize)]
struct Changed {
    uuid: String,
    name: Option<String>,
}

fn set(
    shared: &SandboxState,
    operation: &'static str,
    Call(call): Call,
    body: &[u8],
    archived: bool,
) -> Result<Response<Body>, Refusal> {
    let mut reader = BodyReader::new(object(body).ok_or_else(response::bad_request)?);
    let uuids = reader.strings("uuid");
    let filled = uuids.as_ref().filter(|uuids| !uuids.is_empty());
    reader.require("uuid", filled);
    if filled.is_some_and(|uuids| uuids.len() > MAX) {
        reader.refuse("uuid", "must have at most 100 items");
    }
    let uuids = reader.finish(uuids.unwrap_or_default())?;
    let mut outcomes = Outcomes::default();
    let mut write = shared.ledger.begin(operation, call);
    for uuid in uuids {
        match set_archived(shared, &mut write, &uuid, archived) {
            Outcome::Successful { name } => outcomes.successful.push(Changed { uuid, name }),
            Outcome::NoChange => outcomes.no_change.push(uuid),
            Outcome::Blocked => outcomes.blocked.push(uuid),
            Outcome::Failed => outcomes.failed.push(uuid),
        }
    }
    Ok(response::json(StatusCode::OK, &outcomes))
}
