//! `GET /api/v2/campaigns.json`.

use axum::body::Body;
use axum::http::{HeaderMap, Response, StatusCode};
use serde::Serialize;

use crate::answer;
use crate::assumptions::{PageBase, PastEnd, Shape};
use crate::auth;
use crate::query::Query;
use crate::state::Shared;
use crate::store::{Item, Stretch};

/// From how many campaigns on a listing is worked out off the threads that serve connections.
const LARGE: usize = 20_000;

pub(crate) async fn answer(shared: &Shared, headers: &HeaderMap, query: &str) -> Response<Body> {
    if !auth::allows(headers, &shared.api_key) {
        return answer::error(StatusCode::UNAUTHORIZED);
    }
    let query = match Query::read(query, &shared.assumptions, shared.clock.now()) {
        Ok(query) => query,
        Err(errors) => return answer::json(StatusCode::BAD_REQUEST, &errors),
    };
    if shared.store.len() < LARGE {
        return page(shared, &query);
    }
    let shared = shared.clone();
    tokio::task::spawn_blocking(move || page(&shared, &query))
        .await
        .unwrap_or_else(|_| answer::error(StatusCode::INTERNAL_SERVER_ERROR))
}

#[derive(Serialize)]
struct Envelope<'a> {
    total_count: f64,
    total_pages: u64,
    per_page: u32,
    page: u64,
    results: Vec<Item<'a>>,
}

fn page(shared: &Shared, query: &Query) -> Response<Body> {
    let assumptions = &shared.assumptions;
    let base = match assumptions.page_base {
        PageBase::Zero => 0,
        PageBase::One => 1,
    };
    let per_page = u64::from(query.per_page);
    let count = assumptions.shape == Shape::Envelope;
    let stretch =
        |index: u64| shared.store.stretch(&query.filter, index.saturating_mul(per_page), per_page, count);

    let mut index = query.page.saturating_sub(base);
    let mut found = stretch(index);
    let last = |found: &Stretch<'_>| found.total.unwrap_or(0).div_ceil(per_page).saturating_sub(1);
    if index > 0 && found.items.is_empty() {
        match assumptions.past_end {
            PastEnd::Empty => {}
            PastEnd::NotFound => return answer::error(StatusCode::NOT_FOUND),
            PastEnd::LastPage => {
                index = last(&found);
                found = stretch(index);
            }
        }
    }
    match assumptions.shape {
        Shape::Array => answer::json(StatusCode::OK, &found.items),
        Shape::Envelope => answer::json(
            StatusCode::OK,
            &Envelope {
                total_count: found.total.unwrap_or(0) as f64,
                total_pages: last(&found) + base,
                per_page: query.per_page,
                page: index.saturating_add(base),
                results: found.items,
            },
        ),
    }
}
