//! `create_campaign`: POST /api/v1/campaigns/{campaign_type}

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{Response, StatusCode};
use axum::routing::post;
use bytes::Bytes;
use serde_json::{Map, Value, json};

use crate::api::json_body::{BodyReader, object};
use crate::api::response::{self, FieldErrors, Refusal};
use crate::api::write::{Call, Lifecycle};
use crate::api::{CAMPAIGN, Operation};
use crate::data::timestamp;
use crate::state::Shared;

const ID: &str = "create_campaign";

pub(super) fn operation() -> Operation {
    // The other POST operations have static paths, which take precedence.
    Operation { id: ID, path: CAMPAIGN, handler: post(create) }
}

async fn create(
    State(shared): State<Shared>,
    Path(campaign_type): Path<String>,
    Call(call): Call,
    body: Bytes,
) -> Result<Response<Body>, Refusal> {
    let exec_term = match campaign_type.as_str() {
        "one_time" => "one_time",
        "event_triggered" => "transactional",
        _ => return Err(response::message(StatusCode::NOT_FOUND, "Endpoint not found").into()),
    };
    let sent = object(&body).ok_or_else(response::bad_request)?;
    let fields = campaign(sent, exec_term)?;
    let lifecycle = Lifecycle { fields: &fields };
    if lifecycle.status() == "launched" && !lifecycle.is_complete() {
        return Err(response::validation_failed().into());
    }
    let mut body = Map::new();
    for name in [
        "name",
        "startdate",
        "enddate",
        "status",
        "triggering_event_name",
        "journey_concurrency",
        "author",
        "tag_data",
    ] {
        body.insert(name.to_owned(), fields.get(name).cloned().unwrap_or_default());
    }
    let mut write = shared.ledger.begin(ID, call);
    let uuid = shared.store.create(fields, shared.clock.now())?;
    write.applied(&uuid);
    body.insert("uuid".to_owned(), uuid.into());
    Ok(response::json(StatusCode::OK, &json!({"campaign": body})))
}

const FLAGS: [&str; 5] = [
    "bypass_message_limits",
    "bypass_global_inclusion_segment",
    "skip_incrementing_user_message_limits",
    "remove_unsubscribe_from_email_headers",
    "send_to_unsubscribed",
];

const CONCURRENCY: [&str; 3] = ["once_per_lifetime", "once_at_any_time", "multiple"];

/// Checks the body of a request and returns the fields of the campaign.
fn campaign(sent: Map<String, Value>, exec_term: &str) -> Result<Map<String, Value>, FieldErrors> {
    let one_time = exec_term == "one_time";
    let mut reader = BodyReader::new(sent);
    let mut fields = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        fields.extend(value.map(|value| (name.to_owned(), value)));
    };
    let text = |at| Value::from(timestamp::to_text(timestamp::floor_micros(at)));

    let name = reader.filled("name");
    reader.require("name", name.as_ref());
    set("name", name.map(Value::from));
    let launch = reader.boolean("launch").unwrap_or(true);
    set("status", Some(if launch { "launched" } else { "draft" }.into()));
    let start = reader.timestamp("startdate");
    reader.require("startdate", start.as_ref());
    set("startdate", start.map(text));
    set("exec_term", Some(exec_term.into()));
    let scheduled = start.filter(|_| launch && one_time).map(text);
    set("next_execution_scheduled_at", Some(scheduled.unwrap_or_default()));
    set("archived", Some(false.into()));
    set("holdout_percentage", Some(0.into()));
    let segment = reader.filled("segment_uuid");
    if one_time {
        reader.require("segment_uuid", segment.as_ref());
    }
    set("segment_uuid", Some(segment.map(Value::from).unwrap_or_default()));
    set("segment_name", Some(Value::Null));
    let author = reader.string("author");
    set("author", author.clone().map(Value::from));
    set("email", author.map(Value::from));

    let end = reader.timestamp("enddate");
    if end.is_some() && one_time {
        reader.refuse("enddate", "is only for event-triggered campaigns");
    } else if end.is_some_and(|end| start.is_some_and(|start| end <= start)) {
        reader.refuse("enddate", "must be after startdate");
    }
    set("enddate", Some(end.map(text).unwrap_or_default()));
    for (name, allowed) in [("triggering_event_name", !one_time), ("send_summary_emails", one_time)] {
        let value = reader.string(name);
        if value.as_ref().is_some_and(|value| !value.is_empty()) && !allowed {
            let kind = if one_time { "event-triggered" } else { "one-time" };
            reader.refuse(name, &format!("is only for {kind} campaigns"));
        }
        set(name, value.map(Value::from));
    }
    let concurrency = reader.nullable_string("journey_concurrency").unwrap_or_else(|| "multiple".to_owned());
    if !CONCURRENCY.contains(&concurrency.as_str()) {
        reader.refuse("journey_concurrency", "is not included in the list");
    }
    set("journey_concurrency", Some(concurrency.into()));
    for flag in FLAGS {
        set(flag, reader.boolean(flag).map(Value::from));
    }
    set("seed_list_uuids", reader.strings("seed_list_uuids").map(Value::from));
    set("tag_data", reader.string("tag_data").map(Value::from));
    let triggers = reader.objects("triggers");
    if let Some(triggers) = &triggers {
        check_triggers(&mut reader, triggers);
    }
    set("triggers", triggers.map(Value::from));
    reader.finish(fields)
}

fn check_triggers(reader: &mut BodyReader, triggers: &[Map<String, Value>]) {
    if triggers.len() > 1 {
        reader.refuse("triggers", "must have at most one item");
    }
    for trigger in triggers {
        let has = |name| trigger.get(name).is_some_and(|value: &Value| !value.is_null());
        if has("account_adapter_uuid") && has("account_adapter_liquid_expression") {
            reader.refuse(
                "triggers",
                "cannot have both account_adapter_uuid and account_adapter_liquid_expression",
            );
        }
        let mut trigger = BodyReader::new(trigger.clone());
        for name in TRIGGER_TEXTS {
            trigger.string(name);
        }
        for parameter in trigger.objects("custom_url_params").unwrap_or_default() {
            let mut parameter = BodyReader::new(parameter);
            parameter.string("name");
            parameter.string("value");
            if parameter.finish(()).is_err() {
                trigger.refuse("custom_url_params", "is invalid");
            }
        }
        if trigger.finish(()).is_err() {
            reader.refuse("triggers", "is invalid");
        }
    }
}

const TRIGGER_TEXTS: [&str; 12] = [
    "trigger_name",
    "template_uuid",
    "utm_source",
    "utm_campaign",
    "utm_medium",
    "utm_content",
    "utm_term",
    "account_adapter_uuid",
    "account_adapter_liquid_expression",
    "from_name",
    "from_address",
    "reply_to_address",
];
