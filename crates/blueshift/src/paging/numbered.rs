//! Reads all items of a list that the server divides into numbered pages.
//!
//! The API documents neither the number of the first page, nor the maximum page size, nor the order of the items, nor the
//! response for a page after the last one. Therefore, this module relies only on what the responses prove.
//!
//! # Terms
//!
//! - The *list* contains the items that match a query. It may change while it is read.
//! - The *key* of an item identifies it. A [`Mark`] is a hash of a key. A [`Fingerprint`] is a hash of the marks of all items
//!   on a page, in order. Two pages with the same fingerprint are assumed to contain the same items in the same order.
//! - A *reading* is one pass over the pages of the list, from the page at which the listing starts to the end. If the list
//!   changes during a reading, another reading follows. Each reading has an id, which is larger than the ids of earlier
//!   readings.
//! - A *repeat* is an item that the same reading has already seen on an earlier page.
//! - The *known items* are all distinct items that at least one reading of the list has seen so far.
//! - A page is *refused* if the response has the status 400, 404 or 422, which some servers return for a page that does not
//!   exist.
//! - A page is *past the end* if its number is greater than that of the last page. A server may respond to such a page with
//!   an empty page, a refusal, or a copy of the last or first page.
//! - A *repeated page* contains the same items as the page before it.
//! - A *hole* is an empty page that is followed by pages with items.
//! - Page 0 is an *alias* if the server numbers pages from 1 and responds to page 0 with page 1.
//! - A *counted page* is a page of a reading that contributes to the item count. These are all pages with items that it
//!   reads, except repeated pages and copies of the first page past the end.
//! - A reading may skip to the last page of the previous reading if the number of known items is at least the item count of
//!   that reading. The pages before the last one are then *skipped pages*, even if the reading has already read some of them.
//!   Their items are counted as in the previous reading.
//! - The *item count* of a reading is the number of items on its counted and skipped pages, including repeats.
//! - A page is *full* if it is as long as the longest counted or skipped page of the reading, and *short* otherwise.
//! - With [`verify`](Numbered::verify), a reading is a *candidate* if it reached the end of the list, contained no repeats,
//!   and had one page in flight at a time. The next reading has to contain all items of the candidate.
//! - A *probe* is a group of requests for pages of one item, which shows whether the server honors the parameter `page`.
//!
//! # Guarantee
//!
//! Let *S* be the items that match during the whole listing. Every item of *S* is yielded exactly once, or the listing ends
//! with an error, even if items are added, edited or reordered during the listing. The guarantee assumes that
//!
//! - no item leaves the list (with [`verify`](Numbered::verify), items may leave if they do not return),
//! - a wrong response is not repeated when the page is requested again,
//! - every page except the last is full or empty,
//! - fewer items change their positions between two requests than a page contains.
//!
//! A wrong response is a failure, an empty page, another page of the list, or an earlier state of the page. Two cases are not
//! covered: an earlier state of a page while several pages are in flight, and a wrong response for a page before or after a
//! hole.
//!
//! # Why it works
//!
//! Unless items leave, every known item is still in the list. If the list contained *n* items at one point in time, and *n*
//! distinct items had been seen by then, none is missing. Therefore, a reading that reaches the end is complete if its item
//! count is at most the number of known items. An item count of 0 is an exception: if items are known, the reading is
//! incomplete. After an incomplete reading, the list is read again.
//!
//! With [`verify`](Numbered::verify), earlier items may have left, so the item count proves nothing. A reading is then
//! complete if it contains all items of a candidate.
//!
//! The item count depends on the lengths of pages, not on which items they contain. A wrong response does not change it if it
//! contains another full page, but may change it if it contains a short page. Therefore, the following pages are requested
//! again:
//!
//! - a page that is shorter than an earlier page or than the next page,
//! - the first counted page, if more pages follow and it is shorter than the requested size or no size was requested,
//! - a short last page (with [`verify`](Numbered::verify) and one page in flight, reading the list twice replaces this
//!   request).
//!
//! Each kind of end of the list is confirmed by further requests.
//!
//! # Modules
//!
//! [`first_page`] finds the number of the first page, [`end`] confirms the end of the list, [`reading`] contains one reading,
//! and [`window`] keeps several pages in flight. This module decides when the list has to be read again.

mod end;
mod first_page;
#[cfg(test)]
mod model;
mod reading;
mod window;

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use reqwest::StatusCode;

use super::seen::{Fingerprint, Mark, Seen};
use super::{Keyed, Output, Page};
use crate::error::{ConfigError, Error, ListingError, ListingProblem};
use reading::{Outcome, Reading};
use window::Window;

/// The maximum number of pages of a listing in flight.
pub(crate) const MAX_CONCURRENCY: usize = 64;

/// Returns an error if the number of requests in flight is out of range.
pub(crate) fn check_concurrency(concurrency: usize) -> Result<(), ConfigError> {
    if (1..=MAX_CONCURRENCY).contains(&concurrency) {
        return Ok(());
    }
    Err(ConfigError::invalid("concurrency", &concurrency, "1 to 64"))
}

/// Without [`Numbered::verify`], the maximum number of readings after the first one, not including readings because of the
/// total.
const FURTHER_READINGS: u32 = 5;

/// The maximum number of readings with [`Numbered::verify`], not including readings because of the total.
const VERIFYING_READINGS: u32 = 5;

/// The maximum number of further readings that are started because the server states a total that exceeds the number of items
/// that were found.
const READINGS_FOR_TOTAL: u32 = 2;

/// A request for one page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageRequest {
    pub(crate) number: u64,
    /// The page size; `None` lets the server choose.
    pub(crate) size: Option<u64>,
}

type Fetching<T> = Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send>>;
type Fetch<T> = Arc<dyn Fn(PageRequest) -> Fetching<T> + Send + Sync>;

/// The page at which a listing starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// The first page, whose number has to be found.
    Unknown,
    /// The first page, which has this number.
    Base(u64),
    /// The page `number`, which may be any page of the list. `base` is the number of the first page, if known.
    Page { number: u64, base: Option<u64> },
}

/// The page size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PageSize {
    /// Chosen by the caller.
    Chosen(u64),
    /// Chosen by the library. If the server refuses this size, pages are requested without a size.
    Default(u64),
}

/// Reads one list.
pub(crate) struct Numbered<T> {
    fetch: Fetch<T>,
    start: Start,
    /// The page size to request; `None` lets the server choose.
    size: Option<u64>,
    /// Whether to request pages without a size if the server refuses `size`.
    may_omit_size: bool,
    /// The maximum number of pages in flight during the first reading. Later readings have one page in flight.
    concurrency: usize,
    verify: bool,
    ignore_total: bool,
    /// The items that were yielded, including those of an earlier list and those that were yielded before the listing was
    /// resumed.
    seen: Arc<Mutex<Seen>>,
    /// The number of known items, including those that were already in `seen` before the first reading.
    known: u64,
    /// The id of the first reading of this list; 0 before that reading. Smaller ids in `seen` are from earlier lists.
    first_reading_id: u32,
}

/// A response for a page. Errors other than a refusal are not included, because they end the listing.
enum Response<T> {
    Items(Page<T>),
    Empty(Page<T>),
    /// The status is 400, 404 or 422.
    Refused(Error),
}

/// A reading that the next reading is compared with; see the [module documentation](self).
#[derive(Clone, Copy)]
struct Candidate {
    reading_id: u32,
    item_count: u64,
}

impl<T: Keyed + Send + 'static> Numbered<T> {
    pub(crate) fn new<F>(
        size: PageSize,
        seen: Arc<Mutex<Seen>>,
        fetch: impl Fn(PageRequest) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<Page<T>, Error>> + Send + 'static,
    {
        let (size, may_omit_size) = match size {
            PageSize::Chosen(size) => (size, false),
            PageSize::Default(size) => (size, true),
        };
        Self {
            fetch: Arc::new(move |request| Box::pin(fetch(request))),
            start: Start::Unknown,
            size: Some(size),
            may_omit_size,
            concurrency: 1,
            verify: false,
            ignore_total: false,
            seen,
            known: 0,
            first_reading_id: 0,
        }
    }

    pub(crate) fn start(mut self, start: Start) -> Self {
        self.start = match start {
            // No page precedes page 0, so this is a listing of the whole list. Its first page may be page 1.
            Start::Page { number: 0, base } => base.map_or(Start::Unknown, Start::Base),
            start => start,
        };
        self
    }

    /// Sets the maximum number of pages in flight, 1 to [`MAX_CONCURRENCY`].
    pub(crate) fn concurrency(mut self, pages: usize) -> Self {
        self.concurrency = pages.clamp(1, MAX_CONCURRENCY);
        self
    }

    /// Sets whether to read the list until a reading contains all items of a candidate.
    pub(crate) fn verify(mut self, verify: bool) -> Self {
        self.verify = verify;
        self
    }

    /// Sets whether to ignore the total that the server states.
    pub(crate) fn ignore_total(mut self, ignore: bool) -> Self {
        self.ignore_total = ignore;
        self
    }

    /// Reads the list and passes the pages to `output`, without the items that are already in `seen`.
    pub(crate) async fn read(mut self, output: &Output<T>) -> Result<(), Error> {
        let mut window = self.window(self.concurrency);
        let Some((start, first)) = self.find_first_page(&mut window).await? else {
            return Ok(());
        };
        let mut first = Some(first);
        let mut previous: Option<Reading> = None;
        let mut candidate: Option<Candidate> = None;
        let (mut incomplete_readings, mut complete_readings) = (0, 0);
        loop {
            let id = self.seen().start_reading();
            if self.first_reading_id == 0 {
                self.first_reading_id = id;
            }
            let mut reading = Reading::new(id, candidate);
            let from = (start, first.take());
            let outcome = self.read_once(&mut reading, from, &mut window, previous.take(), output).await?;
            let ended = outcome == Outcome::End;
            let complete = ended
                && match candidate {
                    // Without `verify`, items are assumed not to leave. So if items are known, a reading without items is
                    // wrong.
                    _ if !self.verify => {
                        reading.item_count() <= self.known && (reading.item_count() > 0 || self.known == 0)
                    }
                    Some(candidate) => reading.candidate_items_seen == candidate.item_count,
                    None => false,
                };
            if self.verify {
                let is_candidate = ended && !window.is_concurrent() && reading.repeats == 0;
                candidate =
                    is_candidate.then_some(Candidate { reading_id: id, item_count: reading.item_count() });
            }
            window = self.window(1);
            if complete {
                let Some(total) = self.unreached_total(&reading) else {
                    return Ok(());
                };
                if complete_readings == READINGS_FOR_TOTAL {
                    let problem = ListingProblem::Incomplete { seen: self.known, total };
                    return Err(ListingError::of_list(problem).into());
                }
                complete_readings += 1;
                continue;
            }
            incomplete_readings += 1;
            let limit = if self.verify { VERIFYING_READINGS - 1 } else { FURTHER_READINGS };
            if incomplete_readings > limit {
                let problem = ListingProblem::Unstable { readings: incomplete_readings + complete_readings };
                return Err(ListingError::of_list(problem).into());
            }
            if ended && !self.verify {
                previous = Some(reading);
            }
        }
    }

    /// Returns the total that the server states if fewer items were found. Returns `None` if the total is not stated or is
    /// ignored, or if the listing did not start at the first page.
    fn unreached_total(&self, reading: &Reading) -> Option<u64> {
        let is_checked = !self.ignore_total && !matches!(self.start, Start::Page { .. });
        // With `verify`, items of earlier readings may have left, so only the items of this reading are compared with the
        // total.
        let found = if self.verify { reading.distinct_item_count() } else { self.known };
        reading.total.filter(|total| is_checked && *total > found)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn window(&self, limit: usize) -> Window<T> {
        Window::new(self.fetch.clone(), self.size, limit)
    }

    /// Requests a page with the page size of the listing.
    async fn get(&self, number: u64) -> Result<Response<T>, Error> {
        self.get_sized(number, self.size).await
    }

    async fn get_sized(&self, number: u64, size: Option<u64>) -> Result<Response<T>, Error> {
        classify(number, (self.fetch)(PageRequest { number, size }).await)
    }

    /// Returns the marks of the items on a page, in order.
    fn marks(&self, number: u64, page: &Page<T>) -> Result<Vec<Mark>, Error> {
        let seen = self.seen();
        // Collecting into a `Result` would not allocate the vector in advance.
        let mut marks = Vec::with_capacity(page.items.len());
        for (index, item) in page.items.iter().enumerate() {
            let Some(key) = item.key() else {
                let problem = ListingProblem::MissingKey { index, request_id: page.request_id.clone() };
                return Err(ListingError::of_page(number, problem).into());
            };
            marks.push(seen.mark(key));
        }
        Ok(marks)
    }

    /// Returns the fingerprint of the items on a page.
    fn fingerprint(&self, number: u64, page: &Page<T>) -> Result<Fingerprint, Error> {
        Ok(Fingerprint::of(&self.marks(number, page)?))
    }

    /// Returns whether the response contains items, and they have this fingerprint.
    fn has_fingerprint(
        &self,
        number: u64,
        response: &Response<T>,
        expected: Fingerprint,
    ) -> Result<bool, Error> {
        match response {
            Response::Items(page) => Ok(self.fingerprint(number, page)? == expected),
            Response::Empty(_) | Response::Refused(_) => Ok(false),
        }
    }
}

/// Classifies the response for a page. An error other than a refusal is returned as the error of the listing.
fn classify<T>(number: u64, response: Result<Page<T>, Error>) -> Result<Response<T>, Error> {
    const REFUSALS: [StatusCode; 3] =
        [StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY];
    match response {
        Ok(page) if page.items.is_empty() => Ok(Response::Empty(page)),
        Ok(page) => Ok(Response::Items(page)),
        Err(error) if error.status().is_some_and(|status| REFUSALS.contains(&status)) => {
            Ok(Response::Refused(error))
        }
        Err(error) => Err(page_error(number, error)),
    }
}

/// Returns the error of the listing if the request for this page failed.
fn page_error(number: u64, error: Error) -> Error {
    match error {
        // A configuration error does not concern the page.
        Error::Config(_) => error,
        error => ListingError::of_page(number, ListingProblem::Call(Box::new(error))).into(),
    }
}

/// Replaces the page number of the error, if it has one.
fn with_page(number: u64, error: Error) -> Error {
    match error {
        Error::Listing(error) => error.with_page(number).into(),
        error => error,
    }
}

/// Returns the number of the page that is `by` pages after page `number`.
fn page_after(number: u64, by: u64) -> Result<u64, Error> {
    let expected = "small enough for later page numbers to fit in 64 bits";
    number.checked_add(by).ok_or_else(|| ConfigError::invalid("page", &number, expected).into())
}
