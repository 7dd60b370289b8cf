//! A model of a server, to hold the listing against its promise in every world that the reference leaves possible.

use std::future::{Future, poll_fn};
use std::sync::{Arc, Mutex};
use std::task::Poll;

use blueshift_api::CampaignList;
use futures_util::StreamExt;
use proptest::prelude::*;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use serde_json::json;

use super::machine::Plan;
use super::pages::Pages;
use crate::error::{ApiError, CallFacts, Error, ListingProblem};
use crate::page::Page;

/// A server, and what happens to it while it is read.
#[derive(Clone, Debug)]
struct World {
    campaigns: usize,
    per_page: usize,
    clamp: usize,
    page_base: u64,
    page_zero: PageZero,
    shape: Shape,
    concurrency: usize,
    /// After so many answers, so many campaigns are inserted at the front.
    insertions: Vec<(usize, usize)>,
    fault: Option<u64>,
    /// For how many turns each request is under way before it is answered.
    turns: Vec<u8>,
}

#[derive(Clone, Copy, Debug)]
enum PageZero {
    Clamp,
    Refuse(u16),
    Empty,
}

#[derive(Clone, Copy, Debug)]
enum Shape {
    Array,
    Campaigns,
    Envelope(Option<f64>),
}

#[derive(Debug, Default)]
struct State {
    /// Front first. Campaigns that were there at the start have numbers from 0, inserted ones from a million.
    rows: Vec<usize>,
    asked: usize,
    answered: usize,
    under_way: usize,
    peak: usize,
}

impl World {
    fn page_size(&self) -> usize {
        self.per_page.min(self.clamp)
    }

    fn answer(&self, state: &mut State, number: u64) -> Result<CampaignList, u16> {
        state.answered += 1;
        for (after, count) in &self.insertions {
            if *after == state.answered {
                let next = 1_000_000 + state.rows.len();
                state.rows.splice(0..0, next..next + count);
            }
        }
        if self.fault == Some(number) {
            return Err(500);
        }
        let index = match (number.checked_sub(self.page_base), self.page_zero) {
            (Some(index), _) => index as usize,
            (None, PageZero::Clamp) => 0,
            (None, PageZero::Refuse(status)) => return Err(status),
            (None, PageZero::Empty) => usize::MAX / 1_000,
        };
        let size = self.page_size();
        let rows = state.rows.iter().skip(index.saturating_mul(size)).take(size);
        let rows: Vec<_> = rows.map(|row| json!({ "uuid": row.to_string() })).collect();
        let body = match self.shape {
            Shape::Array => json!(rows),
            Shape::Campaigns => json!({ "campaigns": rows }),
            Shape::Envelope(total) => json!({ "total_count": total, "page": number, "results": rows }),
        };
        Ok(serde_json::from_str(&body.to_string()).unwrap())
    }

    fn fetch(
        self: Arc<Self>,
        state: Arc<Mutex<State>>,
        number: u64,
    ) -> impl Future<Output = Result<Page<crate::Campaign>, Error>> {
        let mut turns = {
            let mut state = state.lock().unwrap();
            state.asked += 1;
            state.under_way += 1;
            state.peak = state.peak.max(state.under_way);
            self.turns[state.asked % self.turns.len()]
        };
        let guard = UnderWay(state.clone());
        async move {
            let _guard = guard;
            poll_fn(|context| {
                if turns == 0 {
                    return Poll::Ready(());
                }
                turns -= 1;
                context.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
            match self.answer(&mut state.lock().unwrap(), number) {
                Ok(list) => Ok(Page {
                    items: list.items,
                    number: Some(number),
                    per_page: Some(self.per_page as u64),
                    total: list.total,
                    request_id: None,
                }),
                Err(status) => {
                    let status = StatusCode::from_u16(status).unwrap();
                    Err(ApiError::new(status, &HeaderMap::new(), &bytes::Bytes::new(), CallFacts::default())
                        .into())
                }
            }
        }
    }
}

struct UnderWay(Arc<Mutex<State>>);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.lock().unwrap().under_way -= 1;
    }
}

/// Lists everything in the world and holds the outcome against the promise.
fn check(world: World) -> Result<(), TestCaseError> {
    let state = Arc::new(Mutex::new(State { rows: (0..world.campaigns).collect(), ..State::default() }));
    let shared = Arc::new(world.clone());
    let plan = Plan { first_page: None, parts: 1, concurrency: world.concurrency };
    let fetching = state.clone();
    let mut pages =
        Pages::new(plan, move |_, number| Box::pin(shared.clone().fetch(fetching.clone(), number)));
    let mut yielded: Vec<usize> = Vec::new();
    let failure = futures_executor::block_on(async {
        while let Some(page) = pages.next().await {
            match page {
                Ok(page) => {
                    prop_assert!(!page.items.is_empty());
                    yielded.extend(page.items.iter().map(|campaign| campaign.uuid.parse::<usize>().unwrap()));
                }
                Err(error) => return Ok(Some(error)),
            }
        }
        Ok(None)
    })?;
    let state = state.lock().unwrap();

    let mut once = yielded.clone();
    once.sort_unstable();
    once.dedup();
    prop_assert_eq!(once.len(), yielded.len(), "a campaign came twice");
    let seen = |row: usize| once.binary_search(&row).is_ok();

    let size = world.page_size();
    let inserted: usize = state.rows.len() - world.campaigns;
    match failure {
        None => {
            let missing: Vec<_> = (0..world.campaigns).filter(|row| !seen(*row)).collect();
            prop_assert!(missing.is_empty(), "missing {:?}", missing);
        }
        Some(Error::Listing(error)) => {
            let pages_before = error.page().saturating_sub(world.page_base) as usize;
            match error.problem() {
                ListingProblem::Call(_) => prop_assert_eq!(Some(error.page()), world.fault),
                // Two pages in a row can bring nothing new only where at least one of them was pushed there.
                ListingProblem::RepeatedPage { .. } => prop_assert!(inserted >= size),
            }
            // A campaign only ever moves to later pages: one that is still before the failed page always was.
            let before = state.rows.iter().take(pages_before * size).filter(|row| **row < world.campaigns);
            let missing: Vec<_> = before.filter(|row| !seen(**row)).collect();
            prop_assert!(missing.is_empty(), "missing {:?} before page {}", missing, error.page());
        }
        Some(error) => return Err(TestCaseError::fail(format!("{error:?}"))),
    }
    if inserted == 0 || world.concurrency == 1 {
        let listed: Vec<_> = yielded.iter().filter(|row| **row < world.campaigns).collect();
        prop_assert!(listed.is_sorted(), "not in the server's order");
    }
    if inserted == 0 && world.fault.is_none() {
        // Every page once, page 0 and page 1 where the first page has to be found, the pages asked for ahead, and two
        // to check the end.
        let all_pages = world.campaigns.div_ceil(size) + 1;
        prop_assert!(state.asked <= all_pages + 2 + 2 * world.concurrency, "{} requests", state.asked);
    }
    prop_assert!(state.peak <= world.concurrency, "{} under way", state.peak);
    prop_assert_eq!(state.under_way, 0, "something is still under way");
    Ok(())
}

fn worlds() -> impl Strategy<Value = World> {
    let page_zero = prop_oneof![
        Just(PageZero::Clamp),
        Just(PageZero::Empty),
        prop_oneof![Just(400), Just(404), Just(422)].prop_map(PageZero::Refuse),
    ];
    let total = prop_oneof![Just(None), (0.0..1_000.0_f64).prop_map(Some), Just(Some(0.0)), Just(Some(-1.5))];
    let shape = prop_oneof![Just(Shape::Array), Just(Shape::Campaigns), total.prop_map(Shape::Envelope)];
    let insertions = prop_oneof![
        2 => Just(Vec::new()),
        3 => proptest::collection::vec((1_usize..40, 1_usize..200), 1..4),
        2 => proptest::collection::vec((1_usize..10, 1_usize..10), 1..6),
    ];
    let size = prop_oneof![1_usize..=120, 1_usize..=8];
    let campaigns = prop_oneof![0_usize..=500, 0_usize..=40];
    let turns = proptest::collection::vec(0_u8..6, 1..12);
    (
        (campaigns, size, prop_oneof![Just(usize::MAX), 1_usize..=50], 0_u64..=1, page_zero, shape),
        (1_usize..=8, insertions, proptest::option::weighted(0.25, 0_u64..12), turns),
    )
        .prop_map(|((campaigns, per_page, clamp, page_base, page_zero, shape), rest)| {
            let (concurrency, insertions, fault, turns) = rest;
            World {
                campaigns,
                per_page,
                clamp,
                page_base,
                page_zero,
                shape,
                concurrency,
                insertions,
                fault,
                turns,
            }
        })
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_every_world_every_campaign_comes_exactly_once_or_an_error_says_what_failed(world in worlds()) {
        check(world)?;
    }
}

#[test]
fn what_slides_between_two_pages_that_are_under_way_together_is_not_lost() {
    // Page 0 is answered after page 1, and one campaign is inserted in between.
    check(World {
        campaigns: 4,
        per_page: 2,
        clamp: usize::MAX,
        page_base: 0,
        page_zero: PageZero::Clamp,
        shape: Shape::Array,
        concurrency: 3,
        insertions: vec![(3, 1)],
        fault: None,
        turns: vec![0, 4, 0, 0],
    })
    .unwrap();
}
