//! `GET /api/v2/campaigns.json`.

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use serde::Serialize;

use crate::api::Operation;
use crate::api::query::Query;
use crate::api::response::{self, FieldErrors};
use crate::assumptions::{PageZero, PastEnd, Shape, Total};
use crate::data::store::Item;
use crate::state::Shared;

/// From this number of campaigns on, a page is made on a blocking thread, not on one that serves connections.
const LARGE: usize = 20_000;

pub(super) fn operation() -> Operation {
    Operation { id: "list_campaigns", path: "/api/v2/campaigns.json", handler: get(list) }
}

async fn list(State(shared): State<Shared>, RawQuery(query): RawQuery) -> Response<Body> {
    let query = match Query::read(query.as_deref().unwrap_or(""), &shared.assumptions, shared.clock.now()) {
        Ok(query) => query,
        Err(errors) => return response::json(StatusCode::BAD_REQUEST, &errors),
    };
    if shared.store.len() < LARGE {
        return page(&shared, &query);
    }
    tokio::task::spawn_blocking(move || page(&shared, &query))
        .await
        .unwrap_or_else(|_| response::error(StatusCode::INTERNAL_SERVER_ERROR))
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

fn page(shared: &Shared, query: &Query) -> Response<Body> {
    let assumptions = &shared.assumptions;
    let base = assumptions.page_base.first();
    let per_page = u64::from(query.per_page);
    let count = assumptions.shape == Shape::Envelope;
    let view = shared.store.view();
    let stretch = |index: u64| {
        let skip = index.saturating_mul(per_page);
        let depth = assumptions.depth_limit.unwrap_or(u64::MAX);
        view.stretch(&query.filter, skip, per_page.min(depth.saturating_sub(skip)), count)
    };
    let last = |total: u64| total.div_ceil(per_page).saturating_sub(1);

    // Where pages begin at 1, there may still be something at 0.
    let before_first = query.page < base;
    let mut index = query.page.saturating_sub(base);
    let mut found = stretch(index);
    if before_first {
        match assumptions.page_zero {
            PageZero::Clamp | PageZero::Refuse => {}
            PageZero::NotFound => return response::error(StatusCode::NOT_FOUND),
            PageZero::Unprocessable => return out_of_range(),
            PageZero::Error => return response::error(StatusCode::INTERNAL_SERVER_ERROR),
            PageZero::Empty => found.items.clear(),
        }
    }
    if let Some(total) = found.total.filter(|total| index > 0 && index.saturating_mul(per_page) >= *total) {
        match assumptions.past_end {
            PastEnd::Empty => {}
            PastEnd::Refuse => {
                let mut errors = FieldErrors::default();
                errors.add(
                    "page",
                    format!("must be less than or equal to {}", last(total).saturating_add(base)),
                );
                return response::json(StatusCode::BAD_REQUEST, &errors);
            }
            PastEnd::NotFound => return response::error(StatusCode::NOT_FOUND),
            PastEnd::Unprocessable => return out_of_range(),
            PastEnd::LastPage | PastEnd::FirstPage => {
                index = if assumptions.past_end == PastEnd::LastPage { last(total) } else { 0 };
                found = stretch(index);
            }
        }
    }
    match assumptions.shape {
        Shape::Array => response::json(StatusCode::OK, &found.items),
        Shape::Campaigns => response::json(StatusCode::OK, &Campaigns { campaigns: found.items }),
        Shape::Envelope => {
            let counted = found.total.unwrap_or(0);
            let total = match assumptions.total {
                Total::Correct => Some(counted),
                Total::TooLarge { by } => Some(counted.saturating_add(by.into())),
                Total::Absent => None,
            };
            let page = if before_first { query.page } else { index.saturating_add(base) };
            response::json(
                StatusCode::OK,
                &Envelope {
                    total_count: total.map(|total| total as f64),
                    total_pages: total.map(|total| last(total).saturating_add(base)),
                    per_page: query.per_page,
                    page,
                    results: found.items,
                },
            )
        }
    }
}

fn out_of_range() -> Response<Body> {
    response::message(StatusCode::UNPROCESSABLE_ENTITY, "page is out of range")
}
