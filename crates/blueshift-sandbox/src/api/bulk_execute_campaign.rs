//! `bulk_execute_campaign`: POST /api/v1/campaigns/bulk_execute

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use axum::routing::post;
use bytes::Bytes;
use serde::Serialize;

use crate::api::Operation;
use crate::api::execute_campaign::Execution;
use crate::api::json_body::{BodyReader, object};
use crate::api::response::{self, Refusal};
use crate::api::write::Call;
use crate::assumptions::BulkTransactions;
use crate::state::Shared;

const ID: &str = "bulk_execute_campaign";

pub(super) fn operation() -> Operation {
    Operation { id: ID, path: "/api/v1/campaigns/bulk_execute", handler: post(execute) }
}

#[derive(Serialize)]
struct Outcome {
    success: bool,
}

/// Executes the payloads in order. If a payload is malformed, the whole request fails before anything is executed.
async fn execute(
    State(shared): State<Shared>,
    Call(call): Call,
    body: Bytes,
) -> Result<Response<Body>, Refusal> {
    let mut reader = BodyReader::new(object(&body).ok_or_else(response::bad_request)?);
    let payloads = reader.objects("payloads").unwrap_or_default();
    let parsed: Option<Vec<_>> = payloads.into_iter().map(Execution::parse).collect();
    let executions = parsed.filter(|executions| !executions.is_empty()).ok_or_else(response::bad_request)?;
    let mut write = shared.ledger.begin(ID, call);
    let observed = shared.assumptions.bulk_transactions == BulkTransactions::Observed;
    let outcomes: Vec<_> = executions
        .iter()
        .map(|execution| {
            let repeated = observed
                && execution.transaction.is_some_and(|transaction| shared.executions.contains(transaction));
            Outcome { success: repeated || execution.run(&shared, &mut write).is_ok() }
        })
        .collect();
    Ok(response::json(StatusCode::OK, &outcomes))
}
