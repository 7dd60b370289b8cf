//! Code shared by the operations that change campaigns.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
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

/// Changes a campaign and returns its new fields. `changes` determines the changes from the current state.
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
    let fields = changed.ok_or_else(response::campaign_not_found)?;
    write.applied(&target.to_string());
    Ok(fields)
}

/// The state of a campaign that determines which operations are allowed.
#[derive(Clone, Copy)]
pub(super) struct Lifecycle<'a> {
    pub(super) fields: &'a Map<String, Value>,
}

impl Lifecycle<'_> {
    pub(super) fn text(&self, field: &str) -> Option<&str> {
        self.fields.get(field).and_then(Value::as_str)
    }

    /// Returns the status. A campaign without a status, which a data set may contain, is a draft.
    pub(super) fn status(&self) -> &str {
        self.text("status").unwrap_or("draft")
    }

    pub(super) fn is_archived(&self) -> bool {
        self.fields.get("archived").and_then(Value::as_bool).unwrap_or(false) || self.status() == "archived"
    }

    pub(super) fn is_event_triggered(&self) -> bool {
        self.text("exec_term") == Some("transactional")
    }

    /// Returns whether the campaign has everything that a launch requires. An absent list of triggers is accepted, because
    /// generated and recorded campaigns do not have the field.
    pub(super) fn is_complete(&self) -> bool {
        let needs_segment = matches!(self.text("exec_term"), Some("one_time" | "recurring" | "on_going"));
        let triggers = self.fields.get("triggers").and_then(Value::as_array);
        self.text("startdate").is_some()
            && (!needs_segment || self.text("segment_uuid").is_some())
            && triggers.is_none_or(|triggers| !triggers.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use crate::data::timestamp;
    use crate::sandbox::Sandbox;

    use super::*;

    /// Many threads launch and pause one campaign. If a change and its ledger entry were not atomic, the ledger could contain
    /// two consecutive launches.
    #[tokio::test]
    async fn ledger_has_the_order_of_the_changes() {
        let sandbox = Sandbox::start().await.unwrap();
        let fields =
            [("status", "draft"), ("exec_term", "transactional"), ("startdate", &timestamp::to_text(0))];
        let fields = fields.map(|(name, value)| (name.to_owned(), value.into()));
        let uuid = sandbox.create(Map::from_iter(fields)).unwrap();
        let toggle = |operation, from: &str, to: &str| {
            change(sandbox.shared(), operation, Call(None), uuid.clone(), |campaign| {
                if campaign.status() != from {
                    return Err(response::validation_failed().into());
                }
                Ok(Map::from_iter([("status".to_owned(), to.into())]))
            })
        };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..1_000 {
                        let _ = toggle("launch_campaign", "draft", "launched");
                        let _ = toggle("pause_campaign", "launched", "draft");
                    }
                });
            }
        });
        let operations: Vec<_> = sandbox.effects().into_iter().map(|effect| effect.operation).collect();
        assert!(operations.len() > 100, "expected more than 100 effects, found {}", operations.len());
        assert!(
            operations.windows(2).all(|pair| pair[0] != pair[1]),
            "the ledger contains an operation twice in a row"
        );
    }
}
