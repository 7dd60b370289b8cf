//! A property test of listings. It checks the guarantee against the kinds of servers that the API reference allows, with
//! lists that change while they are read, and with wrong responses.
//!
//! The expected result is derived only from the history of the list and of the responses.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::StreamExt;
use proptest::prelude::*;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use super::{Numbered, PageRequest, PageSize, Start};
use crate::error::{ApiError, CallFacts, Error, ListingProblem, TransportError};
use crate::paging::seen::Seen;
use crate::paging::{Keyed, Page, Pages};

mod cases;

/// A case of the property test: a server, its list, changes to the list, wrong responses, and the settings of the listing.
#[derive(Clone, Debug)]
pub(super) struct World {
    /// The initial number of items. The items are 0, 1, 2 …
    items: usize,
    size: Size,
    /// The maximum number of items per page. The server reduces larger sizes to it, and uses it if no size is requested.
    cap: usize,
    /// The maximum page size that the server accepts. It refuses larger ones.
    largest_size: Option<u64>,
    zero: Zero,
    end: End,
    total: Total,
    /// The index, from 0, of a page that is a hole.
    hole: Option<usize>,
    /// Whether the server returns the first page for every page number.
    ignores_page: bool,
    /// Whether the server returns pages of `cap` items for every size.
    ignores_size: bool,
    /// The maximum number of items of the list that the server serves on all pages together.
    depth: Option<usize>,
    /// The changes to the list. Each is applied before the response with this number, counted from 1.
    events: Vec<(usize, Event)>,
    faults: Vec<Fault>,
    start: Start,
    concurrency: usize,
    verify: bool,
    ignore_total: bool,
    /// An item that has no key.
    keyless: Option<usize>,
    /// Items that an earlier listing has yielded.
    seen_before: Vec<usize>,
    /// The number of yielded items after which the listing is dropped and resumed with a token.
    interrupted_after: Option<usize>,
    /// The delays of the requests, in number of yields to other tasks. The *n*-th request, counted from 1, has the delay at
    /// the index *n* modulo the length.
    delays: Vec<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Size {
    Chosen(u64),
    Default(u64),
}

/// The response to page 0.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Zero {
    /// Pages are numbered from 0.
    IsFirst,
    /// Pages are numbered from 1, and page 0 is the same as page 1.
    IsAlias,
    /// Pages are numbered from 1, and page 0 fails with this status.
    Fails(u16),
    /// Pages are numbered from 1, and page 0 is empty.
    IsEmpty,
}

/// The response to a page past the end.
#[derive(Clone, Copy, Debug, PartialEq)]
enum End {
    Empty,
    Refused(u16),
    LastPage,
    FirstPage,
    /// The first page, then the second, and so on, so that the list never ends.
    Wraps,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Total {
    Absent,
    Correct,
    TooLarge(u64),
    /// Too large by one in the responses up to this number, counted from 1, and correct after that.
    TooLargeUntil(usize),
}

/// A change to the list. The arguments are positions, counted from 0, modulo the number of possible positions.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Event {
    /// Inserts a new item at this position.
    Insert(usize),
    /// Moves an item from the first position to the second.
    Move(usize, usize),
    /// Swaps the item at this position with the next one.
    Swap(usize),
    /// Removes the item at this position.
    Leave(usize),
    /// Inserts the item that left last at this position.
    Return(usize),
}

/// A wrong response.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Fault {
    applies_to: AppliesTo,
    kind: Kind,
}

/// The responses to which a fault applies.
#[derive(Clone, Copy, Debug, PartialEq)]
enum AppliesTo {
    /// The response with this number, counted from 1.
    Once(usize),
    /// The response with this number and all later ones.
    From(usize),
    /// Every response for this page.
    Page(u64),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Status(u16),
    Empty,
    /// No complete response.
    Broken,
    /// The last response with items, if it was for another page.
    Stale,
    /// The page with this index, counted from 0, in the current state of the list.
    OtherPage(usize),
    /// The requested page, in the initial state of the list.
    Old,
}

impl Kind {
    /// Returns whether a server may respond like this to a page past the end, by design.
    fn looks_like_an_end(self) -> bool {
        matches!(self, Self::Empty | Self::Status(400 | 404 | 422))
    }

    /// Returns whether the response contains the items of another page, or of an earlier state of the page.
    fn misplaces_items(self) -> bool {
        matches!(self, Self::Stale | Self::OtherPage(_) | Self::Old)
    }
}

/// The items of a page, and the total.
type Served = (Vec<usize>, Option<u64>);

/// An item of the list.
#[derive(Debug)]
struct Row {
    item: usize,
    key: Option<String>,
}

impl Keyed for Row {
    fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }
}

/// The current state of the list, and what has happened so far.
#[derive(Debug, Default)]
struct History {
    list: Vec<usize>,
    /// The items that left and have not returned, the last one at the end.
    departed: Vec<usize>,
    ever_left: BTreeSet<usize>,
    /// Whether an item that left has returned.
    returned: bool,
    events_applied: usize,
    /// The number of inserted items.
    inserted: usize,
    /// The number of the requested page of the last response with items, and that response.
    last_page: Option<(u64, Served)>,
    requests: usize,
    responses: usize,
    /// The kinds of the wrong responses for each page, if they look like an end or misplace items.
    wrong_responses: BTreeMap<u64, Vec<Kind>>,
    /// The faults that applied to a response and changed it.
    applied_faults: Vec<Fault>,
    /// The number of the first response that failed in a way that does not look like an end.
    failed_at: Option<usize>,
    in_flight: usize,
    max_in_flight: usize,
}

impl History {
    fn apply(&mut self, event: Event) {
        let len = self.list.len();
        self.events_applied += 1;
        match event {
            Event::Insert(at) => {
                self.inserted += 1;
                self.list.insert(at % (len + 1), 1_000 + self.inserted);
            }
            Event::Move(from, to) if len > 0 => {
                let item = self.list.remove(from % len);
                self.list.insert(to % len, item);
            }
            Event::Swap(at) if len > 1 => self.list.swap(at % (len - 1), at % (len - 1) + 1),
            Event::Leave(at) if len > 0 => {
                let item = self.list.remove(at % len);
                self.ever_left.insert(item);
                self.departed.push(item);
            }
            Event::Return(at) => {
                if let Some(item) = self.departed.pop() {
                    self.returned = true;
                    self.list.insert(at % (len + 1), item);
                }
            }
            _ => {}
        }
    }
}

impl World {
    fn base(&self) -> u64 {
        u64::from(self.zero != Zero::IsFirst)
    }

    fn page_len(&self, size: Option<u64>) -> usize {
        size.filter(|_| !self.ignores_size).map_or(self.cap, |size| self.cap.min(size as usize))
    }

    /// Returns the length of a full page in the listing.
    fn usual_len(&self) -> usize {
        match self.size {
            Size::Chosen(size) => self.page_len(Some(size)),
            Size::Default(size) if self.largest_size.is_some_and(|largest| size > largest) => {
                self.page_len(None)
            }
            Size::Default(size) => self.page_len(Some(size)),
        }
    }

    /// Returns the maximum number of items that the listing can receive in one response.
    fn items_seen_at_once(&self) -> usize {
        let len = match self.usual_len() {
            1 if self.largest_size.is_some_and(|largest| largest < 2) => self.cap,
            1 => self.page_len(Some(2)),
            len => len,
        };
        len.min(self.items).min(self.depth.unwrap_or(usize::MAX))
    }

    /// Applies the events before this response, and returns the response, which is wrong if a fault applies.
    fn respond(&self, history: &mut History, request: PageRequest) -> Result<Served, Kind> {
        let response = self.respond_or_fail(history, request);
        if let Ok(served) = &response
            && !served.0.is_empty()
        {
            history.last_page = Some((request.number, served.clone()));
        }
        response
    }

    fn respond_or_fail(&self, history: &mut History, request: PageRequest) -> Result<Served, Kind> {
        history.responses += 1;
        for (after, event) in &self.events {
            if *after == history.responses {
                history.apply(*event);
            }
        }
        for fault in &self.faults {
            let applies = match fault.applies_to {
                AppliesTo::Once(n) => n == history.responses,
                AppliesTo::From(n) => history.responses >= n,
                AppliesTo::Page(page) => page == request.number,
            };
            if applies && fault.kind.misplaces_items() {
                let wrong_page = match fault.kind {
                    Kind::OtherPage(index) => self.page(history, index, request.size),
                    Kind::Old => {
                        let list = (0..self.items).collect();
                        self.serve(&History { list, ..History::default() }, request).ok()
                    }
                    _ => history
                        .last_page
                        .clone()
                        .filter(|(page, _)| *page != request.number)
                        .map(|page| page.1),
                };
                let Some(wrong_page) = wrong_page else { continue };
                if self.serve(history, request).ok().as_ref() != Some(&wrong_page) {
                    history.applied_faults.push(*fault);
                    history.wrong_responses.entry(request.number).or_default().push(fault.kind);
                }
                return Ok(wrong_page);
            }
            if applies {
                history.applied_faults.push(*fault);
                if fault.kind.looks_like_an_end() {
                    history.wrong_responses.entry(request.number).or_default().push(fault.kind);
                } else {
                    history.failed_at.get_or_insert(history.responses);
                }
                return match fault.kind {
                    Kind::Empty => Ok((Vec::new(), None)),
                    kind => Err(kind),
                };
            }
        }
        self.serve(history, request)
    }

    fn total(&self, history: &History) -> Option<u64> {
        match self.total {
            Total::Absent => None,
            Total::Correct => Some(history.list.len() as u64),
            Total::TooLarge(by) => Some(history.list.len() as u64 + by),
            Total::TooLargeUntil(responses) => {
                Some(history.list.len() as u64 + u64::from(history.responses <= responses))
            }
        }
    }

    /// Returns the page with this index if it has items.
    fn page(&self, history: &History, index: usize, size: Option<u64>) -> Option<Served> {
        let len = self.page_len(size);
        let served = history.list.len().min(self.depth.unwrap_or(usize::MAX));
        let items = history.list[..served].chunks(len).nth(index)?;
        Some((items.to_vec(), self.total(history)))
    }

    /// Returns the correct response.
    fn serve(&self, history: &History, request: PageRequest) -> Result<Served, Kind> {
        if request.size.zip(self.largest_size).is_some_and(|(size, largest)| size > largest) {
            return Err(Kind::Status(400));
        }
        let empty = (Vec::new(), self.total(history));
        let page = |index| self.page(history, index, request.size).unwrap_or_else(|| empty.clone());
        let index = match request.number.checked_sub(self.base()) {
            _ if self.ignores_page => 0,
            Some(index) => usize::try_from(index).unwrap(),
            None => match self.zero {
                Zero::IsFirst | Zero::IsAlias => 0,
                Zero::Fails(status) => return Err(Kind::Status(status)),
                Zero::IsEmpty => return Ok(empty),
            },
        };
        let served = history.list.len().min(self.depth.unwrap_or(usize::MAX));
        let pages = served.div_ceil(self.page_len(request.size));
        // A hole is an additional page, and shifts the pages after it.
        let index = match self.hole.filter(|hole| *hole < pages) {
            Some(hole) if index == hole => return Ok(empty),
            Some(hole) if index > hole => index - 1,
            _ => index,
        };
        // Even if the list is empty, its first page is served.
        if index < pages || index == 0 {
            return Ok(page(index));
        }
        match self.end {
            End::Empty => Ok(empty),
            End::Refused(status) => Err(Kind::Status(status)),
            End::LastPage => Ok(page(pages.saturating_sub(1))),
            End::FirstPage => Ok(page(0)),
            End::Wraps => Ok(page(index % pages.max(1))),
        }
    }

    async fn fetch(
        self: Arc<Self>,
        history: Arc<Mutex<History>>,
        request: PageRequest,
    ) -> Result<Page<Row>, Error> {
        let delay = {
            let mut history = history.lock().unwrap();
            history.requests += 1;
            history.in_flight += 1;
            history.max_in_flight = history.max_in_flight.max(history.in_flight);
            self.delays[history.requests % self.delays.len()]
        };
        let _guard = InFlight(history.clone());
        for _ in 0..delay {
            tokio::task::yield_now().await;
        }
        let served = self.respond(&mut history.lock().unwrap(), request);
        match served {
            Ok((items, total)) => Ok(Page {
                number: Some(request.number),
                per_page: request.size,
                total,
                ..Page::new(items.into_iter().map(|item| self.row(item)).collect())
            }),
            Err(Kind::Status(status)) => {
                let status = StatusCode::from_u16(status).unwrap();
                let facts = CallFacts::default();
                Err(ApiError::new(status, &HeaderMap::new(), &bytes::Bytes::new(), facts).into())
            }
            Err(_) => {
                let deadline = Duration::from_secs(60);
                Err(TransportError::deadline(deadline, None, CallFacts::default()).into())
            }
        }
    }

    fn row(&self, item: usize) -> Row {
        Row { item, key: (self.keyless != Some(item)).then(|| item.to_string()) }
    }
}

struct InFlight(Arc<Mutex<History>>);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.lock().unwrap().in_flight -= 1;
    }
}

/// The result of a listing.
struct Listed {
    yielded: Vec<usize>,
    error: Option<Error>,
    history: History,
}

fn list(world: &World) -> Listed {
    thread_local! {
        static RUNTIME: tokio::runtime::Runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    }
    let list = (0..world.items).collect();
    let history = Arc::new(Mutex::new(History { list, ..History::default() }));
    let mut seen = Seen::new();
    for item in &world.seen_before {
        let mark = seen.mark(&item.to_string());
        seen.insert(mark, 0);
    }
    let size = match world.size {
        Size::Chosen(size) => PageSize::Chosen(size),
        Size::Default(size) => PageSize::Default(size),
    };
    let (mut yielded, mut error) = (Vec::new(), None);
    let mut limits =
        [world.interrupted_after, None].into_iter().skip(usize::from(world.interrupted_after.is_none()));
    let mut remaining = limits.next().flatten();
    loop {
        let shared_seen = Arc::new(Mutex::new(seen));
        let (shared_history, shared_world) = (history.clone(), Arc::new(world.clone()));
        let fetch = move |request| shared_world.clone().fetch(shared_history.clone(), request);
        let numbered = Numbered::new(size, shared_seen.clone(), fetch)
            .start(world.start)
            .concurrency(world.concurrency)
            .verify(world.verify)
            .ignore_total(world.ignore_total);
        let mut pages = Pages::new(|output| async move { numbered.read(&output).await });
        let mut unread = Vec::new();
        let interrupted = RUNTIME.with(|runtime| {
            runtime.block_on(async {
                while let Some(page) = pages.next().await {
                    match page {
                        Ok(page) => {
                            assert!(!page.items.is_empty(), "an empty page was yielded");
                            let mut items = page.items.iter().map(|row| row.item);
                            let taken = remaining.unwrap_or(usize::MAX).min(page.items.len());
                            yielded.extend(items.by_ref().take(taken));
                            unread.extend(items);
                            remaining = remaining.map(|remaining| remaining - taken);
                            if remaining == Some(0) {
                                return true;
                            }
                        }
                        Err(problem) => error = Some(problem),
                    }
                }
                false
            })
        });
        drop(pages);
        // Lets aborted tasks end.
        RUNTIME.with(|runtime| {
            runtime.block_on(async {
                for _ in 0..64 {
                    tokio::task::yield_now().await;
                }
            });
        });
        if !interrupted {
            break;
        }
        let mut shared_seen = shared_seen.lock().unwrap();
        for item in unread {
            let mark = shared_seen.mark(&item.to_string());
            shared_seen.remove(mark);
        }
        seen = Seen::from_bytes(&shared_seen.to_bytes()).unwrap();
        remaining = limits.next().flatten();
    }
    let history = std::mem::take(&mut *history.lock().unwrap());
    Listed { yielded, error, history }
}

/// Returns a short description of an error.
fn reason(error: &Error) -> String {
    match error {
        Error::Listing(listing) => match listing.problem() {
            ListingProblem::Call(call) => {
                call.status().map_or("no response".to_owned(), |status| format!("status {}", status.as_u16()))
            }
            ListingProblem::MissingKey { .. } => "missing key".to_owned(),
            ListingProblem::PageIgnored => "page ignored".to_owned(),
            ListingProblem::Incomplete { .. } => "incomplete".to_owned(),
            ListingProblem::Unstable { .. } => "unstable".to_owned(),
        },
        other => format!("{other:?}"),
    }
}

/// Runs the listing of a world, and checks the result against the guarantee. Returns a short description of the error with
/// which the listing ended, if any.
pub(super) fn check(world: &World) -> Result<Option<String>, String> {
    let Listed { yielded, error, history } = list(world);
    let reason = error.as_ref().map(reason);
    let fail = |problem: String| {
        Err(format!("{problem}; yielded {yielded:?}, error {reason:?}, list {:?}, {world:?}", history.list))
    };
    let distinct: BTreeSet<usize> = yielded.iter().copied().collect();
    if distinct.len() != yielded.len() {
        return fail("an item was yielded twice".to_owned());
    }
    if world.seen_before.iter().any(|item| distinct.contains(item)) {
        return fail("an item of an earlier listing was yielded".to_owned());
    }
    if world.concurrency < history.max_in_flight {
        return fail(format!(
            "expected at most {} requests in flight, found {}",
            world.concurrency, history.max_in_flight
        ));
    }
    if history.in_flight != 0 {
        return fail("a request is still in flight".to_owned());
    }

    let stays = (0..world.items).filter(|item| !history.ever_left.contains(item));
    let missing: Vec<usize> =
        stays.filter(|item| !distinct.contains(item) && !world.seen_before.contains(item)).collect();
    let wrong_repeated = history.wrong_responses.values().any(|kinds| kinds.len() > 1);
    let misplaced = history.applied_faults.iter().any(|fault| fault.kind.misplaces_items());
    // With several pages in flight, the guarantee does not cover an earlier state of a page.
    let too_old = world.concurrency > 1 && history.applied_faults.iter().any(|fault| fault.kind == Kind::Old);
    let misleading = wrong_repeated && !only_page_0_is_refused(world, &history) && !is_outage(&history);
    let has_excluded_departures = !history.ever_left.is_empty() && (!world.verify || history.returned);
    let hidden = world.depth.is_some_and(|depth| depth < world.items + history.inserted)
        && (world.total == Total::Absent || world.ignore_total || matches!(world.start, Start::Page { .. }));
    // A server that ignores `page` may seem to honor it if the list changes several times.
    let times: BTreeSet<usize> = world.events.iter().map(|(after, _)| *after).collect();
    let hidden = hidden || world.ignores_page && (world.cap == 1 || times.len() > 1);
    let guaranteed = !has_excluded_departures && !misleading && !hidden && !too_old && !too_many_moves(world);
    if error.is_none() && guaranteed && !missing.is_empty() {
        return fail(format!("the items {missing:?} were lost without an error"));
    }

    let keyless = world.keyless.filter(|item| *item < world.items);
    if error.is_none() && guaranteed && keyless.is_some_and(|item| !history.ever_left.contains(&item)) {
        return fail("an item without a key was skipped".to_owned());
    }
    // With several pages in flight, the page that failed may be past the end.
    if world.concurrency == 1 && history.failed_at.is_some_and(|at| error.is_none() || at < history.requests)
    {
        return fail("the listing continued after a page had failed".to_owned());
    }

    let is_static = history.events_applied == 0;
    let is_fault_free = history.applied_faults.is_empty();
    if is_static && is_fault_free && !yielded.is_sorted() {
        return fail("items were not yielded in the order of the server".to_owned());
    }
    let refuses_size =
        matches!((world.size, world.largest_size), (Size::Chosen(size), Some(largest)) if size > largest);
    let expected_error = match world.zero {
        _ if refuses_size => Some("status 400".to_owned()),
        Zero::Fails(status @ 500..) if world.start == Start::Unknown => Some(format!("status {status}")),
        _ if keyless.is_some() => Some("missing key".to_owned()),
        _ if world.ignores_page && world.items_seen_at_once() > 1 => Some("page ignored".to_owned()),
        _ => None,
    };
    let len = world.items + history.inserted;
    let hides_items = world.depth.is_some_and(|depth| depth < len) || world.ignores_page && len > 1;
    let too_large =
        matches!(world.total, Total::TooLarge(by) if by > 0) || (hides_items && world.total != Total::Absent);
    if is_fault_free && is_static {
        let incomplete = too_large && !world.ignore_total;
        let expected = match &expected_error {
            Some(error) => Some(error.clone()),
            None if incomplete => Some("incomplete".to_owned()),
            None => None,
        };
        if reason != expected {
            return fail(format!("expected the error {expected:?}"));
        }
    }
    if let Some(reason) = &reason {
        let was_sent =
            |status: u16| history.applied_faults.iter().any(|fault| fault.kind == Kind::Status(status));
        let changed = history.events_applied > 0 || !is_fault_free;
        let is_explained = match reason.as_str() {
            // During the probes, an item may leave and return, so that all pages of a list of two items contain the same
            // item. If an empty list is filled and page 0 is wrongly empty after that, the list seems to start at page 1.
            "page ignored" => {
                let wrongly_empty =
                    history.wrong_responses.get(&0).is_some_and(|kinds| kinds.contains(&Kind::Empty));
                let was_filled = world.items == 0 && wrongly_empty;
                // A probe consists of four requests. If the list changes before each of them, all responses may contain the
                // same item.
                let changed_during_a_probe = history.events_applied >= 4;
                wrong_repeated
                    || history.returned
                    || was_filled
                    || world.ignores_page
                    || misplaced
                    || changed_during_a_probe
            }
            "incomplete" => too_large || changed,
            "missing key" => keyless.is_some(),
            "no response" => history.applied_faults.iter().any(|fault| fault.kind == Kind::Broken),
            "unstable" => changed,
            status => {
                let status: u16 =
                    status.strip_prefix("status ").and_then(|status| status.parse().ok()).unwrap_or(0);
                // Because of a wrong response, the listing may not notice that the server refuses the size.
                let refuses_size =
                    status == 400 && world.largest_size.is_some() && (!is_fault_free || refuses_size);
                was_sent(status)
                    || refuses_size
                    || expected_error_of(world, status)
                    || (changed && world.end == End::Refused(status))
            }
        };
        if !is_explained {
            return fail("unexpected error".to_owned());
        }
    }
    // A few changes must not make a listing fail. With `verify`, each event can make two of the five readings incomplete.
    let max_events = if world.verify { 1 } else { 3 };
    let few_changes =
        history.ever_left.is_empty() && history.events_applied <= max_events && !world.ignores_page;
    if is_fault_free && few_changes && !too_large && reason.is_some() && expected_error.is_none() {
        return fail("the listing failed although the list changed only a few times".to_owned());
    }
    let len = world.usual_len().max(1);
    let pages = (world.items + history.inserted).div_ceil(len) + usize::from(world.hole.is_some());
    let read_once =
        world.interrupted_after.is_none() && is_static && is_fault_free && !too_large && !world.verify;
    let readings = if read_once { 1 } else { 8 };
    let bound = 24 + 6 * world.concurrency + readings * (pages + 4 + if readings > 1 { 12 } else { 0 });
    if history.requests > bound {
        return fail(format!("expected at most {bound} requests, found {}", history.requests));
    }
    if is_static
        && !wrong_repeated
        && !misplaced
        && let Some(Error::Listing(listing)) = &error
        && let Some(page) = listing.page()
    {
        check_resuming(world, page, &yielded)?;
    }
    Ok(reason)
}

fn expected_error_of(world: &World, status: u16) -> bool {
    world.zero == Zero::Fails(status)
}

/// Returns whether the only page with repeated wrong responses is page 0 of a static list, which was refused each time, while
/// page 1 has items that show that it is not the first page. A list of one page is excluded, because it cannot be
/// distinguished from an empty list if page 0 is refused.
fn only_page_0_is_refused(world: &World, history: &History) -> bool {
    let refused = |kinds: &[Kind]| kinds.iter().all(|kind| matches!(kind, Kind::Status(_)));
    let repeated = |(page, kinds): (&u64, &Vec<Kind>)| kinds.len() == 1 || *page == 0 && refused(kinds);
    let other_len = if world.usual_len() == 1 { world.cap.min(2) } else { 1 };
    // After a wrong response, the server may seem to refuse the default size, and pages are then requested without a size.
    let longest = if let Size::Chosen(_) = world.size { world.usual_len() } else { world.cap };
    history.events_applied == 0
        && (world.zero, world.start) == (Zero::IsFirst, Start::Unknown)
        && other_len != world.usual_len()
        && world.items > longest
        && history.wrong_responses.iter().all(repeated)
}

/// Returns whether all wrong responses that look like an end or misplace items are refusals of a server that refuses every
/// request from some response on.
fn is_outage(history: &History) -> bool {
    let refuses_all =
        |fault: &Fault| matches!((fault.applies_to, fault.kind), (AppliesTo::From(_), Kind::Status(_)));
    let misleads = |fault: &&Fault| fault.kind.looks_like_an_end() || fault.kind.misplaces_items();
    history.applied_faults.iter().filter(misleads).all(refuses_all)
}

/// Returns whether at least as many items as a page contains change their positions between two requests. The guarantee
/// excludes this case.
fn too_many_moves(world: &World) -> bool {
    let mut moves: BTreeMap<usize, usize> = BTreeMap::new();
    for (after, event) in &world.events {
        if matches!(event, Event::Move(..) | Event::Swap(_)) {
            *moves.entry(*after).or_default() += 1;
        }
    }
    moves.values().any(|moves| *moves >= world.usual_len())
}

/// Checks that the listing of a static list can be resumed at the page that failed, if there are no more faults.
fn check_resuming(world: &World, page: u64, before: &[usize]) -> Result<(), String> {
    let alias = world.zero == Zero::IsAlias && page == 1 && world.start == Start::Unknown;
    let refuses_size =
        matches!((world.size, world.largest_size), (Size::Chosen(size), Some(largest)) if size > largest);
    let lacks_first_page = page < world.base() && matches!(world.zero, Zero::Fails(500..));
    if world.verify
        || refuses_size
        || alias
        || lacks_first_page
        || world.hole.is_some()
        || world.ignores_page
        || world.depth.is_some()
        || world.keyless.is_some()
    {
        return Ok(());
    }
    let base = if let Start::Base(base) = world.start { Some(base) } else { None };
    let rest = World {
        events: Vec::new(),
        faults: Vec::new(),
        start: Start::Page { number: page, base },
        // The total is checked only if the listing starts at the first page.
        ignore_total: true,
        seen_before: Vec::new(),
        ..world.clone()
    };
    let Listed { yielded, error, .. } = list(&rest);
    let first = usize::try_from(page.saturating_sub(world.base())).unwrap() * world.usual_len();
    let expected: Vec<usize> = (first..world.items).collect();
    // If the server returns the first page for a page past the end, a listing that started after the first page yields its
    // items.
    let past_end = first >= world.items;
    let rest_of_list = match world.end {
        End::FirstPage => &yielded[..yielded.len().min(expected.len())],
        _ => &yielded[..],
    };
    // A listing resumed past the end yields nothing new, or is refused.
    let may_be_refused = past_end && matches!(world.end, End::Refused(_));
    if error.is_some() && !may_be_refused || !past_end && rest_of_list != expected {
        return Err(format!(
            "resumed at page {page}: expected {expected:?}, found {yielded:?} and error {error:?}; {world:?}"
        ));
    }
    let known: BTreeSet<usize> = before.iter().chain(&yielded).chain(&world.seen_before).copied().collect();
    if !past_end && !(0..world.items).all(|item| known.contains(&item)) {
        return Err(format!("resumed at page {page}: {known:?} is not the complete list; {world:?}"));
    }
    Ok(())
}
