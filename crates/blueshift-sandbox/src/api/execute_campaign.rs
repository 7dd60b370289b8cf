//! `execute_campaign`: POST /api/v1/campaigns/execute

use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode};
use axum::routing::post;
use bytes::Bytes;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use crate::api::Operation;
use crate::api::json_body::{BodyReader, object};
use crate::api::response::{self, Refusal};
use crate::api::write::{Call, Lifecycle};
use crate::data::executions::Customer;
use crate::data::ledger::Write;
use crate::data::target::Target;
use crate::state::{Shared, State as SandboxState};

const ID: &str = "execute_campaign";

pub(super) fn operation() -> Operation {
    Operation { id: ID, path: "/api/v1/campaigns/execute", handler: post(execute) }
}

async fn execute(
    State(shared): State<Shared>,
    Call(call): Call,
    body: Bytes,
) -> Result<Response<Body>, Refusal> {
    let invalid = || response::failure(StatusCode::BAD_REQUEST, "Invalid request parameters", None);
    let execution = object(&body).and_then(Execution::parse).ok_or_else(invalid)?;
    let mut write = shared.ledger.begin(ID, call);
    if execution.transaction.is_some_and(|transaction| shared.executions.contains(transaction)) {
        return Ok(response::json(
            StatusCode::OK,
            &json!({"success": true, "message": "A request with this transaction_uuid was already processed."}),
        ));
    }
    match execution.run(&shared, &mut write) {
        Ok(()) => Ok(response::json(StatusCode::OK, &json!({"success": true}))),
        Err(problem) => Err(problem.response().into()),
    }
}

/// A payload with properties of the documented types.
pub(super) struct Execution {
    campaign_uuid: String,
    /// The `transaction_uuid` as sent.
    transaction_uuid: Option<String>,
    pub(super) transaction: Option<Uuid>,
    payload: Map<String, Value>,
}

/// The reason why a well-formed payload is not executed.
pub(super) enum Problem {
    NoCampaign,
    NotTriggered,
    NotLaunched,
    NoIdentifier,
}

impl Problem {
    /// Returns the documented response. Error code 102 is documented for two causes.
    fn response(&self) -> Response<Body> {
        let (text, code) = match self {
            Self::NoCampaign => return response::campaign_not_found(),
            Self::NotTriggered => ("campaign is not event/API triggered", 101),
            Self::NotLaunched => ("campaign cannot be triggered through this endpoint", 102),
            Self::NoIdentifier => ("no valid user identifier", 102),
        };
        response::failure(StatusCode::UNPROCESSABLE_ENTITY, text, Some(code))
    }
}

impl Execution {
    /// Parses a payload. Returns `None` if `campaign_uuid` is missing or a documented property is invalid. Undocumented
    /// properties are attributes of the message and can have any type.
    pub(super) fn parse(payload: Map<String, Value>) -> Option<Self> {
        let mut reader = BodyReader::new(payload.clone());
        let campaign_uuid = reader.string("campaign_uuid");
        let transaction_uuid = reader.string("transaction_uuid");
        reader.string("email");
        reader.string("customer_id");
        reader.boolean("_bsft_high_priority");
        reader.strings("email_attachments");
        let transaction = match &transaction_uuid {
            Some(text) if text.len() == 36 => Some(Uuid::parse_str(text).ok()?),
            Some(_) => return None,
            None => None,
        };
        let campaign_uuid = reader.finish(campaign_uuid).ok()??;
        Some(Self { campaign_uuid, transaction_uuid, transaction, payload })
    }

    /// Executes the campaign for the customer of the payload, or returns the reason why it is not executed.
    pub(super) fn run(&self, shared: &SandboxState, write: &mut Write<'_>) -> Result<(), Problem> {
        let target = Target::from(self.campaign_uuid.as_str());
        let fields = shared.store.view().fields(&target).ok_or(Problem::NoCampaign)?;
        let campaign = Lifecycle { fields: &fields };
        if !campaign.is_event_triggered() {
            return Err(Problem::NotTriggered);
        }
        if campaign.is_archived() || campaign.status() != "launched" {
            return Err(Problem::NotLaunched);
        }
        let customer = Customer::of(&self.payload).ok_or(Problem::NoIdentifier)?;
        shared.executions.add(&fields, customer, self.transaction, shared.clock.now());
        write.executed(&self.campaign_uuid, self.transaction_uuid.as_deref());
        Ok(())
    }
}
