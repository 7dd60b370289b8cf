//! Reads a list once, from the page at which the listing starts to the end.

use std::sync::PoisonError;

use super::window::Window;
use super::{Candidate, Fingerprint, Mark, Numbered, Response, page_after, with_page};
use crate::error::Error;
use crate::paging::{Keyed, Output, Page};

/// The maximum number by which the repeats in a reading may exceed the known items. If there are more repeats, the list is
/// assumed to have changed. Without this limit, the reading of a list that never ends would not end either.
const MAX_EXCESS_REPEATS: u64 = 5_000;

/// The state of a reading.
pub(super) struct Reading {
    pub(super) id: u32,
    /// The counted pages, in order.
    pub(super) pages: Vec<CountedPage>,
    /// The skipped pages, which precede all counted pages.
    skipped: Skipped,
    /// Whether the list ended at a repeated page.
    pub(super) ended_by_repetition: bool,
    /// Whether the last page is short, and an empty or refused page follows it. The length of the last page then has to be
    /// confirmed.
    pub(super) ended_after_short_page: bool,
    /// The total that the server stated with the last page that was counted or, if none was counted, with the last empty
    /// page.
    pub(super) total: Option<u64>,
    /// The id of the candidate, if any. This reading has to contain all of its items.
    candidate_id: Option<u32>,
    /// The number of items of the candidate that this reading has seen.
    pub(super) candidate_items_seen: u64,
    /// The number of repeats on the pages that this reading has counted, including pages that were skipped afterwards.
    pub(super) repeats: u64,
}

/// The skipped pages of a reading.
#[derive(Clone, Copy, Default)]
struct Skipped {
    /// The number of items on the skipped pages in the previous reading, including repeats.
    item_count: u64,
    /// The length of each skipped page, holes excepted; 0 if no page is skipped.
    page_len: usize,
}

/// A counted page of a reading.
#[derive(Clone, Copy)]
pub(super) struct CountedPage {
    pub(super) number: u64,
    pub(super) len: usize,
    pub(super) fingerprint: Fingerprint,
    /// The number of repeats on the page.
    repeats: usize,
}

/// The next step after a page.
pub(super) enum Next<T> {
    /// Read the page after this one.
    Page,
    /// Continue with the page with this number, for which this response was received.
    Response(u64, Response<T>),
    /// The list ends here. Contains the second response for the last counted page if that page has already been requested
    /// again.
    End(Option<Response<T>>),
    /// The list changed, so the reading is invalid.
    Changed,
}

/// The result of a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The reading reached the end of the list.
    End,
    /// The list changed, so the reading is invalid.
    Changed,
}

impl Reading {
    pub(super) fn new(id: u32, candidate: Option<Candidate>) -> Self {
        Self {
            id,
            pages: Vec::new(),
            skipped: Skipped::default(),
            ended_by_repetition: false,
            ended_after_short_page: false,
            total: None,
            candidate_id: candidate.map(|candidate| candidate.reading_id),
            candidate_items_seen: 0,
            repeats: 0,
        }
    }

    /// Returns the item count.
    pub(super) fn item_count(&self) -> u64 {
        self.pages.iter().fold(self.skipped.item_count, |sum, page| sum.saturating_add(to_u64(page.len)))
    }

    /// Returns the number of distinct items on the counted pages of a reading that skipped no page.
    pub(super) fn distinct_item_count(&self) -> u64 {
        self.item_count().saturating_sub(self.repeats)
    }

    /// Returns the length of a full page, or 0 if no page is counted or skipped.
    pub(super) fn full_len(&self) -> usize {
        self.pages.iter().map(|page| page.len).max().unwrap_or(0).max(self.skipped.page_len)
    }

    /// Returns whether all counted and skipped pages, except the last counted page, are full.
    pub(super) fn all_full_except_last(&self) -> bool {
        let full = self.full_len();
        let before_last = self.pages.split_last().map_or(&[][..], |(_, before)| before);
        before_last.iter().all(|page| page.len == full)
            && (self.skipped.page_len == 0 || self.skipped.page_len == full)
    }

    /// Returns whether `last`, the last counted page, is too short to be followed by a page of the length `next_len`.
    ///
    /// The first counted page is also compared with the requested size, because there may be no longer page to compare it
    /// with. If no size was requested, the first counted page is always treated as too short.
    fn is_too_short(&self, last: CountedPage, next_len: usize, size: Option<u64>) -> bool {
        let is_first = self.pages.len() == 1;
        last.len < self.full_len().max(next_len)
            || is_first && size.is_none_or(|size| to_u64(last.len) < size)
    }

    /// Returns the number of the last counted page if it is short. Unless its response was wrong, it was the last page of the
    /// list when it was read.
    pub(super) fn short_last_page(&self) -> Option<u64> {
        self.pages.last().filter(|last| last.len < self.full_len()).map(|last| last.number)
    }

    /// Returns whether pages with items are skipped.
    pub(super) fn has_skipped(&self) -> bool {
        self.skipped.item_count > 0
    }

    /// Returns the number of the last counted page whose items differ from those of `last`. If there is none, returns the
    /// number of the page before the first counted page, provided that pages were skipped.
    pub(super) fn last_different_page(&self, last: CountedPage) -> Option<u64> {
        let different =
            self.pages.iter().rev().find(|page| page.fingerprint != last.fingerprint).map(|page| page.number);
        let skipped = self.pages.first().filter(|_| self.has_skipped());
        different.or_else(|| skipped.and_then(|first| first.number.checked_sub(1)))
    }

    /// Skips to the last counted page of the previous reading, and returns the number of that page. `number` is the page that
    /// would be read next.
    ///
    /// All pages before the last one become skipped pages, including the pages that this reading has already counted.
    ///
    /// Returns `None` and skips nothing if the number of known items is less than the item count of the previous reading,
    /// because the skipped pages could then contain items that no reading has seen. Also returns `None` if page `number` is
    /// not before the last page. Pages are skipped at most once: as soon as enough items are known, `previous` is set to
    /// `None`.
    fn skip_to_last_page(&mut self, number: u64, known: u64, previous: &mut Option<Self>) -> Option<u64> {
        let counted = previous.as_ref().filter(|previous| known >= previous.item_count())?;
        let last = *counted.pages.last()?;
        let item_count = counted.item_count().saturating_sub(to_u64(last.len));
        let page_len = counted.full_len();
        *previous = None;
        if last.number <= number {
            return None;
        }
        self.pages.clear();
        self.skipped = Skipped { item_count, page_len };
        Some(last.number)
    }

    /// Returns the number of the first counted page if the last counted page contains the same items.
    pub(super) fn first_page_if_repeated(&self) -> Option<u64> {
        match self.pages[..] {
            [first, .., last] if last.fingerprint == first.fingerprint => Some(first.number),
            _ => None,
        }
    }

    /// Removes the last page from the counted pages.
    pub(super) fn uncount_last(&mut self) {
        if let Some(last) = self.pages.pop() {
            self.repeats = self.repeats.saturating_sub(to_u64(last.repeats));
        }
    }
}

impl<T: Keyed + Send + 'static> Numbered<T> {
    /// Reads the list from page `start` to its end. `received` is the response for page `start` if that page has already been
    /// requested.
    ///
    /// If `previous` is the previous reading, pages that it counted may be skipped.
    pub(super) async fn read_once(
        &mut self,
        reading: &mut Reading,
        (start, mut received): (u64, Option<Response<T>>),
        window: &mut Window<T>,
        previous: Option<Reading>,
        output: &Output<T>,
    ) -> Result<Outcome, Error> {
        let mut previous = previous.filter(Reading::all_full_except_last);
        let mut number = start;
        loop {
            let response = match received.take() {
                Some(response) => response,
                None => {
                    number = reading.skip_to_last_page(number, self.known, &mut previous).unwrap_or(number);
                    window.get(number).await?
                }
            };
            let next = match response {
                Response::Items(page) => {
                    self.handle_items(reading, start, number, page, (window, output)).await
                }
                Response::Empty(page) => {
                    if reading.pages.is_empty() {
                        reading.total = page.total;
                    }
                    self.handle_empty_page(reading, start, number, window).await
                }
                Response::Refused(error) => self.handle_refused_page(reading, start, number, error).await,
            };
            // The listing has to be resumed at page `number`, even if the request for another page failed.
            match next.map_err(|error| with_page(number, error))? {
                Next::Page => number = page_after(number, 1)?,
                Next::Response(next, response) => (number, received) = (next, Some(response)),
                Next::End(second_response) => {
                    let last = reading.pages.last().map_or(number, |last| last.number);
                    let is_concurrent = window.is_concurrent();
                    let confirmed =
                        self.confirm_end(reading, start, is_concurrent, second_response, output).await;
                    return confirmed.map_err(|error| with_page(last, error));
                }
                Next::Changed => return Ok(Outcome::Changed),
            }
        }
    }

    /// Handles a page with items.
    async fn handle_items(
        &mut self,
        reading: &mut Reading,
        start: u64,
        number: u64,
        page: Page<T>,
        (window, output): (&mut Window<T>, &Output<T>),
    ) -> Result<Next<T>, Error> {
        let marks = self.marks(number, &page)?;
        let fingerprint = Fingerprint::of(&marks);
        if let Some(last) = reading.pages.last().copied().filter(|last| last.fingerprint == fingerprint) {
            return self.handle_repeated_page(reading, start, last, number, window).await;
        }
        let len = page.items.len();
        // A page follows the last counted page, so the last counted page should be full. If it is too short, its response may
        // have been wrong.
        if let Some(last) = reading.pages.last().copied()
            && reading.is_too_short(last, len, self.size)
            && !self.has_fingerprint(last.number, &self.get(last.number).await?, last.fingerprint)?
        {
            return Ok(Next::Changed);
        }
        reading.total = page.total;
        let repeats = self.yield_new(reading, page, &marks, output).await;
        reading.pages.push(CountedPage { number, len, fingerprint, repeats });
        reading.repeats = reading.repeats.saturating_add(to_u64(repeats));
        if reading.repeats > self.known.saturating_add(MAX_EXCESS_REPEATS) {
            return Ok(Next::Changed);
        }
        Ok(Next::Page)
    }

    /// Records that the reading contains the items of a page, and passes the items that were never yielded to the output.
    /// Returns the number of repeats on the page.
    pub(super) async fn yield_new(
        &mut self,
        reading: &mut Reading,
        mut page: Page<T>,
        marks: &[Mark],
        output: &Output<T>,
    ) -> usize {
        let mut repeats = 0;
        {
            let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
            let mut marks = marks.iter();
            page.items.retain(|_| {
                // `marks` contains one mark for each item.
                let last_reading = marks.next().and_then(|mark| seen.insert(*mark, reading.id));
                if last_reading == Some(reading.id) {
                    repeats += 1;
                } else if last_reading.is_some() && last_reading == reading.candidate_id {
                    reading.candidate_items_seen += 1;
                }
                if last_reading.is_none_or(|id| id < self.first_reading_id) {
                    self.known += 1;
                }
                last_reading.is_none()
            });
        }
        if !page.items.is_empty() {
            output.send(page).await;
        }
        repeats
    }
}

/// Converts a length. Saturates if it does not fit.
pub(super) fn to_u64(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}
