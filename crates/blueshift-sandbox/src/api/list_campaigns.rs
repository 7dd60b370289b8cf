//! `list_campaigns`: GET /api/v2/campaigns.json

mod parameters;

use axum::Extension;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use serde::Serialize;

use crate::api::Operation;
use crate::api::response::{self, FieldErrors};
use crate::assumptions::{PageZero, PastEnd, Shape, Total};
use crate::data::store::Selection;
use crate::data::store::campaign_ref::Item;
use crate::faults::layer::StaleReads;
use crate::state::Shared;

use self::parameters::Parameters;

/// If there are at least this many campaigns, a page is selected on a blocking thread, so that other connections are not
/// delayed.
const LARGE: usize = 20_000;

const ID: &str = "list_campaigns";

pub(super) fn operation() -> Operation {
    Operation { id: ID, path: "/api/v2/campaigns.json", handler: get(list) }
}

async fn list(
    State(shared): State<Shared>,
    Extension(StaleReads(stale_reads)): Extension<StaleReads>,
    RawQuery(query): RawQuery,
) -> Response<Body> {
    let query = query.as_deref().unwrap_or("");
    let parameters = match Parameters::parse(query, &shared.assumptions, shared.clock.now()) {
        Ok(parameters) => parameters,
        Err(errors) => return response::json(StatusCode::BAD_REQUEST, &errors),
    };
    if shared.store.len() < LARGE {
        return page(&shared, &parameters, stale_reads);
    }
    tokio::task::spawn_blocking(move || page(&shared, &parameters, stale_reads))
        .await
        .unwrap_or_else(|_| response::error(Some(ID), StatusCode::INTERNAL_SERVER_ERROR))
}

fn page(shared: &Shared, parameters: &Parameters, stale_reads: u64) -> Response<Body> {
    let assumptions = &shared.assumptions;
    let first = assumptions.page_base.first();
    let per_page = u64::from(parameters.per_page);
    let depth = assumptions.depth_limit.unwrap_or(u64::MAX);
    let with_total = assumptions.shape == Shape::Envelope;
    let view = shared.store.stale_view(None, stale_reads);
    let select = |index: u64| {
        let skip = index.saturating_mul(per_page);
        view.select(&parameters.filter, skip, per_page.min(depth.saturating_sub(skip)), with_total)
    };
    let last_index = |total: u64| total.div_ceil(per_page).saturating_sub(1);

    let mut number = parameters.page;
    let index = number.saturating_sub(first);
    let mut selection = select(index);
    if number < first {
        match assumptions.page_zero {
            PageZero::Clamp | PageZero::Refuse => {}
            PageZero::NotFound => return response::error(Some(ID), StatusCode::NOT_FOUND),
            PageZero::Unprocessable => return out_of_range(),
            PageZero::Error => return response::error(Some(ID), StatusCode::INTERNAL_SERVER_ERROR),
            PageZero::Empty => selection.items.clear(),
        }
    }
    let past_end = |total: &u64| index > 0 && index.saturating_mul(per_page) >= *total;
    if let Some(total) = selection.total.filter(past_end) {
        let last = last_index(total);
        let mut serve = |index: u64| {
            number = index.saturating_add(first);
            selection = select(index);
        };
        match assumptions.past_end {
            PastEnd::Empty => {}
            PastEnd::LastPage => serve(last),
            PastEnd::FirstPage => serve(0),
            PastEnd::NotFound => return response::error(Some(ID), StatusCode::NOT_FOUND),
            PastEnd::Unprocessable => return out_of_range(),
            PastEnd::Refuse => {
                let mut errors = FieldErrors::default();
                errors.add("page", format!("must be less than or equal to {}", last.saturating_add(first)));
                return response::json(StatusCode::BAD_REQUEST, &errors);
            }
        }
    }

    let Selection { items, total } = selection;
    let total = match assumptions.total {
        Total::Correct => total,
        Total::TooLarge { by } => total.map(|total| total.saturating_add(by.into())),
        Total::Absent => None,
    };
    match assumptions.shape {
        Shape::Array => response::json(StatusCode::OK, &items),
        Shape::Campaigns => response::json(StatusCode::OK, &Campaigns { campaigns: items }),
        Shape::Envelope => {
            let envelope = Envelope {
                total_count: total.map(|total| total as f64),
                total_pages: total.map(|total| last_index(total).saturating_add(first)),
                per_page: parameters.per_page,
                page: number,
                results: items,
            };
            response::json(StatusCode::OK, &envelope)
        }
    }
}

fn out_of_range() -> Response<Body> {
    response::message(StatusCode::UNPROCESSABLE_ENTITY, "page is out of range")
}

#[derive(Serialize)]
struct Envelope<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    total_count: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total_pages: Option<u64>,
    per_page: u32,
    page: u64,
    results: Vec<Item<'a>>,
}

#[derive(Serialize)]
struct Campaigns<'a> {
    campaigns: Vec<Item<'a>>,
}
