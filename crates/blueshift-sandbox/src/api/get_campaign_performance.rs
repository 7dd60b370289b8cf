//! `get_campaign_performance`: GET /api/v1/campaigns.json

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::api::Operation;
use crate::api::get_campaign_detail::range;
use crate::api::query::QueryReader;
use crate::api::response::{self, Refusal};
use crate::data::statistics::{Range, statistics};
use crate::state::{Shared, State as SandboxState};

const ID: &str = "get_campaign_performance";

pub(super) fn operation() -> Operation {
    Operation { id: ID, path: "/api/v1/campaigns.json", handler: get(read) }
}

async fn read(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Result<Response<Body>, Refusal> {
    let names = ["start_time", "end_time", "status", "tag_data"];
    let mut reader =
        QueryReader::new(&query.unwrap_or_default(), &names, shared.assumptions.unknown_parameter);
    let range = range(&mut reader);
    let (status, tags) = (reader.string("status"), reader.string("tag_data"));
    let range = reader.finish(range).ok().flatten().ok_or_else(response::bad_request)?;
    let collected = tokio::task::spawn_blocking(move || {
        response::json(StatusCode::OK, &performance(&shared, range, status.as_deref(), tags.as_deref()))
    });
    Ok(collected.await.unwrap_or_else(|_| response::error(Some(ID), StatusCode::INTERNAL_SERVER_ERROR)))
}

#[derive(Serialize)]
struct Performance {
    campaigns: Vec<Map<String, Value>>,
}

/// Returns the campaigns that were active in a time range and match the filters, with their statistics.
fn performance(shared: &SandboxState, range: Range, status: Option<&str>, tags: Option<&str>) -> Performance {
    let (now, seed) = (shared.clock.now(), shared.store.seed());
    let mut campaigns = Vec::new();
    shared.store.view().for_each(|campaign| {
        let activity = campaign.activity();
        let Some(active) = activity.within(range, now) else { return };
        if status.is_some_and(|wanted| activity.status != Some(wanted)) {
            return;
        }
        let Some(fields) = campaign.into_fields() else { return };
        if tags.is_none_or(|wanted| has_tag(fields.get("tag_data"), wanted)) {
            campaigns.push(item(&fields, seed, range, active));
        }
    });
    Performance { campaigns }
}

/// Returns whether a campaign has one of the tags of a category: `Regions:NA,EU` matches `Products:Shoes|Regions:EU`.
fn has_tag(tag_data: Option<&Value>, wanted: &str) -> bool {
    let Some((category, wanted)) = wanted.split_once(':') else {
        return false;
    };
    let categories = tag_data.and_then(Value::as_str).unwrap_or("").split('|');
    let tags = categories.filter_map(|tags| tags.split_once(':')).filter(|(name, _)| *name == category);
    tags.flat_map(|(_, tags)| tags.split(',')).any(|tag| wanted.split(',').any(|wanted| wanted == tag))
}

fn item(fields: &Map<String, Value>, seed: u64, range: Range, active: Range) -> Map<String, Value> {
    let field = |name: &str| fields.get(name).cloned().unwrap_or_default();
    let mut item = Map::new();
    for name in [
        "uuid",
        "name",
        "status",
        "exec_term",
        "startdate",
        "enddate",
        "created_at",
        "updated_at",
        "segment_uuid",
        "segment_name",
        "recurring_schedule",
    ] {
        item.insert(name.to_owned(), field(name));
    }
    let executing = fields.get("status").is_some_and(|status| status == "executing");
    let ended = if executing { Value::Null } else { field("startdate") };
    let recurring = fields.get("exec_term").is_some_and(|exec_term| exec_term == "recurring");
    for (name, value) in [
        ("campaign_executing", executing.into()),
        ("campaign_execution_started_at", field("startdate")),
        ("campaign_execution_ended_at", ended),
        ("recurring_number", if recurring { "1".into() } else { Value::Null }),
        ("recurring_unit", if recurring { "day".into() } else { Value::Null }),
        ("recurring_time", if recurring { field("startdate") } else { Value::Null }),
        ("currency", "USD".into()),
    ] {
        item.insert(name.to_owned(), value);
    }
    let uuid = fields.get("uuid").and_then(Value::as_str).unwrap_or("");
    item.insert("statistics".to_owned(), statistics(seed, uuid, range, Some(active)).into());
    item
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_match_within_their_category() {
        let tag_data = Value::from("Regions:USA,Canada|Products:Shoes");
        for (wanted, matches) in [
            ("Regions:USA", true),
            ("Regions:EU,Canada", true),
            ("Products:Shoes", true),
            ("Products:USA", false),
            ("Regions:US", false),
            ("Regions:", false),
            ("USA", false),
        ] {
            assert_eq!(has_tag(Some(&tag_data), wanted), matches, "{wanted}");
            assert!(!has_tag(None, wanted));
        }
    }
}
