//! Reads a list of numbered pages completely.
//!
//! The API documents neither the number of the first page, nor the maximum page size, nor the order, nor the response after the
//! last page. Therefore, the engine relies only on what the responses prove.
//!
//! # Guarantee
//!
//! Let *S* be the items that match during the whole listing. Every item of *S* is yielded exactly once, or the listing ends
//! with an error, while items are added, edited or reordered. The guarantee assumes that no item leaves the list, that a wrong
//! response is not repeated when the page is requested again, that every page except the last is full or empty, and that fewer
//! items change their positions between two requests than a page contains. With [`verify`](Numbered::verify), items may leave
//! if they do not return.
//!
//! A wrong response is a failure, an empty page, another page of the list, or an earlier state of the page. Two cases are not
//! covered: an earlier state of a page while several pages are in flight, because only the last page is then requested again;
//! and a wrong response for a page before or after an empty page in the middle of the list.
//!
//! # Why it works
//!
//! Unless items leave, every item seen is still in the list. If the list contained *n* items at one point in time, and *n*
//! distinct items had been seen by then, none is missing. So the engine counts: *places* is the number of items on the pages of
//! a reading, including repeats; *known* is the number of distinct items seen so far. A reading is complete if places ≤
//! known, unless it contains no item although some are known. Otherwise the list is read again.
//!
//! Only the length of a page matters for the count, not its items: a wrong response with another full page does not change the
//! count. So pages whose length is decisive are requested again: a page shorter than one before or after it, the first page if
//! more pages follow and it is shorter than the requested size or no size was requested, and a short last page. Each kind of
//! end is confirmed by a second response for every page that it depends on.
//!
//! [`first_page`] finds the number of the first page, [`end`] confirms the end of the list, [`reading`] reads from the
//! first page to the end once, and [`window`] keeps several pages in flight. This module decides when the list has to be
//! read again.

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

/// The maximum number of further readings if the list changes while it is read.
const FURTHER_READINGS: u32 = 5;

/// The maximum number of readings with [`Numbered::verify`].
const VERIFYING_READINGS: u32 = 5;

/// The maximum number of further readings if fewer items were seen than the server's total.
const READINGS_FOR_TOTAL: u32 = 2;

/// One page to request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PageRequest {
    pub(crate) number: u64,
    /// The page size; `None` lets the server choose.
    pub(crate) size: Option<u64>,
}

type Fetching<T> = Pin<Box<dyn Future<Output = Result<Page<T>, Error>> + Send>>;
type Fetch<T> = Arc<dyn Fn(PageRequest) -> Fetching<T> + Send + Sync>;

/// The start of a listing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// At the first page, whose number is to be determined.
    Unknown,
    /// At the first page, which has this number.
    Base(u64),
    /// At this page, which need not be the first one. `base` is the number of the first page, if known.
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
    /// The size to send with each request.
    size: Option<u64>,
    may_omit_size: bool,
    concurrency: usize,
    verify: bool,
    ignore_total: bool,
    seen: Arc<Mutex<Seen>>,
    /// The number of distinct items that the readings of this list have seen, including those that were in `seen` before.
    known: u64,
    /// The number of the first reading of this list; smaller numbers in `seen` are from earlier lists.
    first_reading: u32,
}

/// The response to the request for a page, unless it is an error that ends the listing.
enum Response<T> {
    Items(Page<T>),
    Empty(Page<T>),
    /// 400, 404 or 422, which some servers return for a page that does not exist.
    Refused(Error),
}

/// A reading without repeats. The next reading has to contain all of its items.
#[derive(Clone, Copy)]
struct Candidate {
    reading: u32,
    items: u64,
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
            first_reading: 0,
        }
    }

    pub(crate) fn start(mut self, start: Start) -> Self {
        self.start = match start {
            // No page precedes page 0, so this is a listing from the first page, which may be page 1.
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

    /// Sets whether to read until a reading without repeats is followed by one that contains all of its items.
    pub(crate) fn verify(mut self, verify: bool) -> Self {
        self.verify = verify;
        self
    }

    /// Sets whether to ignore the server's total.
    pub(crate) fn ignore_total(mut self, ignore: bool) -> Self {
        self.ignore_total = ignore;
        self
    }

    /// Reads the list and passes every item that is not in `seen` to `output`.
    pub(crate) async fn read(mut self, output: &Output<T>) -> Result<(), Error> {
        let mut window = self.window(self.concurrency);
        let Some((start, first)) = self.find_first_page(&mut window).await? else {
            return Ok(());
        };
        let mut first = Some(first);
        let mut previous: Option<Reading> = None;
        let mut candidate: Option<Candidate> = None;
        let (mut further, mut for_total) = (0, 0);
        loop {
            let id = self.seen().start_reading();
            if self.first_reading == 0 {
                self.first_reading = id;
            }
            let mut reading = Reading::new(id, candidate);
            let from = (start, first.take());
            let outcome = self.read_once(&mut reading, from, &mut window, previous.take(), output).await?;
            let ended = outcome == Outcome::End;
            let complete = ended
                && match candidate {
                    // Without `verify`, items are assumed not to leave, so a reading without items is wrong if any are known.
                    _ if !self.verify => {
                        reading.places() <= self.known && (reading.places() > 0 || self.known == 0)
                    }
                    Some(candidate) => reading.shown == candidate.items,
                    None => false,
                };
            if self.verify {
                let is_candidate = ended && !window.is_concurrent() && reading.repeats == 0;
                candidate = is_candidate.then_some(Candidate { reading: id, items: reading.places() });
            }
            window = self.window(1);
            if complete {
                let Some(total) = self.unreached_total(&reading) else {
                    return Ok(());
                };
                if for_total == READINGS_FOR_TOTAL {
                    let problem = ListingProblem::Incomplete { seen: self.known, total };
                    return Err(ListingError::of_list(problem).into());
                }
                for_total += 1;
                continue;
            }
            further += 1;
            let limit = if self.verify { VERIFYING_READINGS - 1 } else { FURTHER_READINGS };
            if further > limit {
                let problem = ListingProblem::Unstable { readings: further + for_total };
                return Err(ListingError::of_list(problem).into());
            }
            if ended && !self.verify {
                previous = Some(reading);
            }
        }
    }

    /// Returns the server's total if fewer items were seen. `None` if the total is to be ignored, or if the listing did not
    /// start at the first page.
    fn unreached_total(&self, reading: &Reading) -> Option<u64> {
        let counts = !self.ignore_total && !matches!(self.start, Start::Page { .. });
        // If items may leave, the total need not include all items of earlier readings.
        let seen = if self.verify { reading.distinct() } else { self.known };
        reading.total.filter(|total| counts && *total > seen)
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn window(&self, limit: usize) -> Window<T> {
        Window::new(self.fetch.clone(), self.size, limit)
    }

    /// Requests a page with the usual size.
    async fn get(&self, number: u64) -> Result<Response<T>, Error> {
        self.get_sized(number, self.size).await
    }

    async fn get_sized(&self, number: u64, size: Option<u64>) -> Result<Response<T>, Error> {
        classify(number, (self.fetch)(PageRequest { number, size }).await)
    }

    /// Returns the marks of the items on a page, in order.
    fn marks(&self, number: u64, page: &Page<T>) -> Result<Vec<Mark>, Error> {
        let seen = self.seen();
        // A loop is used, because collecting into a `Result` would not allocate in advance.
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

    fn fingerprint(&self, number: u64, page: &Page<T>) -> Result<Fingerprint, Error> {
        Ok(Fingerprint::of(&self.marks(number, page)?))
    }

    /// Returns whether the response contains exactly the items with this fingerprint.
    fn shows(&self, number: u64, response: &Response<T>, items: Fingerprint) -> Result<bool, Error> {
        match response {
            Response::Items(page) => Ok(self.fingerprint(number, page)? == items),
            Response::Empty(_) | Response::Refused(_) => Ok(false),
        }
    }
}

fn classify<T>(number: u64, response: Result<Page<T>, Error>) -> Result<Response<T>, Error> {
    const REFUSALS: [StatusCode; 3] =
        [StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY];
    match response {
        Ok(page) if page.items.is_empty() => Ok(Response::Empty(page)),
        Ok(page) => Ok(Response::Items(page)),
        Err(error) if error.status().is_some_and(|status| REFUSALS.contains(&status)) => {
            Ok(Response::Refused(error))
        }
        Err(error) => Err(failed(number, error)),
    }
}

/// Returns the error of a listing in which this page failed.
fn failed(number: u64, error: Error) -> Error {
    match error {
        // The call is configured incorrectly; the error does not concern the page.
        Error::Config(_) => error,
        error => ListingError::of_page(number, ListingProblem::Call(Box::new(error))).into(),
    }
}

/// Returns the error with this page number.
fn at_page(number: u64, error: Error) -> Error {
    match error {
        Error::Listing(error) => error.at_page(number).into(),
        error => error,
    }
}

/// Returns the page number plus `by`.
fn later(number: u64, by: u64) -> Result<u64, Error> {
    let expected = "small enough for later page numbers to fit in 64 bits";
    number.checked_add(by).ok_or_else(|| ConfigError::invalid("page", &number, expected).into())
}
