//! What the operations that change campaigns have in common.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use serde_json::{Map, Value};

use crate::api::response::{self, Refusal};
use crate::data::target::Target;
use crate::state::Shared;

/// The value of `x-sandbox-call`, which identifies a call in the ledger.
pub(super) struct Call(pub(super) Option<String>);

impl<S: Send + Sync> FromRequestParts<S> for Call {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let value = parts.headers.get("x-sandbox-call");
        Ok(Self(value.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())))
    }
}

/// Changes a campaign as `changes` determines from its current state, and returns its new fields.
pub(super) fn change(
    shared: &Shared,
    operation: &'static str,
    Call(call): Call,
    uuid: String,
    changes: impl FnOnce(Lifecycle) -> Result<Map<String, Value>, Refusal>,
) -> Result<Map<String, Value>, Refusal> {
    let mut write = shared.ledger.begin(operation, call);
    let target = Target::Uuid(uuid);
    let changed = shared.store.update(&target, shared.clock.now(), |fields| changes(Lifecycle { fields }))?;
    let fields = changed.ok_or_else(|| response::error(StatusCode::NOT_FOUND))?;
    write.applied(&target.to_string());
    Ok(fields)
}

/// The state of a campaign that decides which operations are possible.
#[derive(Clone, Copy)]
pub(super) struct Lifecycle<'a> {
    pub(super) fields: &'a Map<String, Value>,
}

impl Lifecycle<'_> {
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field).and_then(Value::as_str)
    }

    /// Returns the status; a campaign of a data set may lack one, and is then a draft.
    pub(super) fn status(&self) -> &str {
        self.text("status").unwrap_or("draft")
    }

    pub(super) fn is_archived(&self) -> bool {
        self.fields.get("archived").and_then(Value::as_bool).unwrap_or(false) || self.status() == "archived"
    }

    pub(super) fn is_event_triggered(&self) -> bool {
        self.text("exec_term") == Some("transactional")
    }

    /// Returns whether nothing that a launch requires is missing. Only a list of triggers that is known to be empty counts as
    /// missing, because neither seeded campaigns nor recorded ones have the field.
    pub(super) fn is_complete(&self) -> bool {
        let needs_segment = matches!(self.text("exec_term"), Some("one_time" | "recurring" | "on_going"));
        let triggers = self.fields.get("triggers").and_then(Value::as_array);
        self.text("startdate").is_some()
            && (!needs_segment || self.text("segment_uuid").is_some())
            && triggers.is_none_or(|triggers| !triggers.is_empty())
    }
}
