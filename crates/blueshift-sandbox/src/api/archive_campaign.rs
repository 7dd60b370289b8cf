//! `archive_campaign`: PUT /api/v1/campaigns/{campaign_uuid}/archive, and `unarchive_campaign`: PUT …/unarchive

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Response, StatusCode};
use axum::routing::put;
use serde_json::{Map, json};

use crate::api::Operation;
use crate::api::response::{self, Refusal};
use crate::api::write::{Call, Lifecycle};
use crate::data::data_set::DataError;
use crate::data::ledger::Write;
use crate::data::target::Target;
use crate::state::{Shared, State as SandboxState};

pub(super) fn archive() -> Operation {
    const ID: &str = "archive_campaign";
    let handler = |State(shared): State<Shared>, Path(uuid): Path<String>, call: Call| async move {
        set(&shared, ID, call, &uuid, true)
    };
    Operation { id: ID, path: "/api/v1/campaigns/{campaign}/archive", handler: put(handler) }
}

pub(super) fn unarchive() -> Operation {
    const ID: &str = "unarchive_campaign";
    let handler = |State(shared): State<Shared>, Path(uuid): Path<String>, call: Call| async move {
        set(&shared, ID, call, &uuid, false)
    };
    Operation { id: ID, path: "/api/v1/campaigns/{campaign}/unarchive", handler: put(handler) }
}

fn set(
    shared: &SandboxState,
    operation: &'static str,
    Call(call): Call,
    uuid: &str,
    archived: bool,
) -> Result<Response<Body>, Refusal> {
    match set_archived(shared, &mut shared.ledger.begin(operation, call), uuid, archived) {
        Outcome::Successful { .. } | Outcome::NoChange => {
            Ok(response::json(StatusCode::OK, &json!({"archived": archived})))
        }
        Outcome::Blocked => Err(response::validation_failed().into()),
        Outcome::Failed => Err(response::campaign_not_found().into()),
    }
}

/// The outcome for one campaign.
pub(super) enum Outcome {
    Successful {
        name: Option<String>,
    },
    NoChange,
    Blocked,
    /// The campaign does not exist, or would be invalid after the change.
    Failed,
}

/// The reason why a campaign is not changed.
enum Unchanged {
    NoChange,
    Blocked,
    Invalid,
}

impl From<DataError> for Unchanged {
    fn from(_: DataError) -> Self {
        Self::Invalid
    }
}

/// Archives or unarchives a campaign. The API reference indicates that a launched campaign cannot be archived. The sandbox
/// treats an executing campaign in the same way.
pub(super) fn set_archived(
    shared: &SandboxState,
    write: &mut Write<'_>,
    uuid: &str,
    archived: bool,
) -> Outcome {
    let changed = shared.store.update(&Target::from(uuid), shared.clock.now(), |fields| {
        let campaign = Lifecycle { fields };
        if campaign.is_archived() == archived {
            Err(Unchanged::NoChange)
        } else if archived && matches!(campaign.status(), "launched" | "executing") {
            Err(Unchanged::Blocked)
        } else {
            let mut changes = Map::from_iter([("archived".to_owned(), archived.into())]);
            if campaign.status() == "archived" {
                // The previous status is unknown.
                changes.insert("status".to_owned(), "paused".into());
            }
            Ok(changes)
        }
    });
    match changed {
        Ok(Some(fields)) => {
            write.applied(uuid);
            let name = Lifecycle { fields: &fields }.text("name").map(str::to_owned);
            Outcome::Successful { name }
        }
        Err(Unchanged::NoChange) => Outcome::NoChange,
        Err(Unchanged::Blocked) => Outcome::Blocked,
        Ok(None) | Err(Unchanged::Invalid) => Outcome::Failed,
    }
}
