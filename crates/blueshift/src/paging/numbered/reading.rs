//! Reads a list from its first page to its end, once.

use std::sync::PoisonError;

use super::window::Window;
use super::{Candidate, Fingerprint, Mark, Numbered, Response, at_page, later};
use crate::error::Error;
use crate::paging::{Keyed, Output, Page};

/// A reading may contain at most as many repeated items as this number and the number of known items together. If it contains
/// more, the list is assumed to have changed. This bounds a reading of a list that never ends.
const REPEATS_LIMIT: u64 = 5_000;

/// The state of a reading.
pub(super) struct Reading {
    pub(super) id: u32,
    /// The pages with items that this reading has read, except repeated pages.
    pub(super) pages: Vec<CountedPage>,
    /// The pages at the start that an earlier reading counted and this one skips.
    skipped: Skipped,
    /// Whether the list ended with a page that repeated another one.
    pub(super) ended_by_repetition: bool,
    /// Whether the list ended after a short page, which has to be requested again.
    pub(super) ended_after_short_page: bool,
    /// The total of the last page with items, or of an empty first page.
    pub(super) total: Option<u64>,
    /// The id of an earlier reading without repeats. This reading has to contain all items of that reading.
    candidate: Option<u32>,
    /// The number of items of the candidate that this reading contains.
    pub(super) shown: u64,
    /// The number of items that this reading had already seen.
    pub(super) repeats: u64,
}

#[derive(Clone, Copy, Default)]
struct Skipped {
    places: u64,
    /// The length of each skipped page; 0 if no page was skipped.
    page_len: usize,
}

/// A page whose items are included in the counts of a reading.
#[derive(Clone, Copy)]
pub(super) struct CountedPage {
    pub(super) number: u64,
    pub(super) len: usize,
    pub(super) print: Fingerprint,
    /// The number of its items that this reading had already seen.
    repeats: usize,
}

/// The next step after a page.
pub(super) enum Next<T> {
    /// Read the next page.
    Page,
    /// Continue with this page and its response.
    With(u64, Response<T>),
    /// The list ends here. Contains the second response for the last page if that page was requested again.
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
            candidate: candidate.map(|candidate| candidate.reading),
            shown: 0,
            repeats: 0,
        }
    }

    /// Returns the number of items on the counted and the skipped pages, including repeats.
    pub(super) fn places(&self) -> u64 {
        self.pages.iter().fold(self.skipped.places, |sum, page| sum.saturating_add(count(page.len)))
    }

    /// Returns the number of distinct items on the counted pages.
    pub(super) fn distinct(&self) -> u64 {
        self.places().saturating_sub(self.repeats)
    }

    /// Returns the length of the longest page of this reading.
    pub(super) fn full_len(&self) -> usize {
        self.pages.iter().map(|page| page.len).max().unwrap_or(0).max(self.skipped.page_len)
    }

    pub(super) fn all_full_but_the_last(&self) -> bool {
        let full = self.full_len();
        let before_last = self.pages.split_last().map_or(&[][..], |(_, before)| before);
        before_last.iter().all(|page| page.len == full)
            && (self.skipped.page_len == 0 || self.skipped.page_len == full)
    }

    /// Returns whether the last page so far is too short to be followed by a page of this length. The first page is also
    /// compared with the requested size, because the length of other pages is unknown. Without a requested size, the
    /// first page is always treated as too short.
    fn is_too_short(&self, last: CountedPage, next_len: usize, size: Option<u64>) -> bool {
        let is_first = self.pages.len() == 1;
        last.len < self.full_len().max(next_len) || is_first && size.is_none_or(|size| count(last.len) < size)
    }

    /// Returns the number of the last page so far if it is shorter than an earlier one, which means that it was the last page of
    /// the list when it was read.
    pub(super) fn short_last_page(&self) -> Option<u64> {
        self.pages.last().filter(|last| last.len < self.full_len()).map(|last| last.number)
    }

    pub(super) fn has_skipped(&self) -> bool {
        self.skipped.places > 0
    }

    /// Returns the number of the last page before `last` whose items differ from those of `last`. If no counted page differs,
    /// returns the number of the last skipped page, if any.
    pub(super) fn last_different_page(&self, last: CountedPage) -> Option<u64> {
        let different = self.pages.iter().rev().find(|page| page.print != last.print).map(|page| page.number);
        let skipped = self.pages.first().filter(|_| self.has_skipped());
        different.or_else(|| skipped.and_then(|first| first.number.checked_sub(1)))
    }

    /// Skips the pages before the last page of `previous`, and returns the number of that last page.
    ///
    /// Returns `None` if no page is skipped. No page is skipped if the number of known items is less than the number of items on
    /// the pages of `previous`, including repeats, because the skipped pages could then contain new items.
    fn shortcut(&mut self, number: u64, known: u64, previous: &mut Option<Self>) -> Option<u64> {
        let counted = previous.as_ref().filter(|previous| known >= previous.places())?;
        let last = *counted.pages.last()?;
        let places = counted.places().saturating_sub(count(last.len));
        let page_len = counted.full_len();
        *previous = None;
        if last.number <= number {
            return None;
        }
        self.pages.clear();
        self.skipped = Skipped { places, page_len };
        Some(last.number)
    }

    /// Returns the number of the first page of this reading if the last one repeats it.
    pub(super) fn first_page_again(&self) -> Option<u64> {
        match self.pages[..] {
            [first, .., last] if last.print == first.print => Some(first.number),
            _ => None,
        }
    }

    /// Removes the last page from the count.
    pub(super) fn uncount_last(&mut self) {
        if let Some(last) = self.pages.pop() {
            self.repeats = self.repeats.saturating_sub(count(last.repeats));
        }
    }
}

impl<T: Keyed + Send + 'static> Numbered<T> {
    /// Reads from page `start` to the end of the list. `at_hand` is the response for page `start` if it was already requested.
    ///
    /// Pages of the earlier reading `previous` may be skipped.
    pub(super) async fn read_once(
        &mut self,
        reading: &mut Reading,
        (start, mut at_hand): (u64, Option<Response<T>>),
        window: &mut Window<T>,
        previous: Option<Reading>,
        output: &Output<T>,
    ) -> Result<Outcome, Error> {
        let mut previous = previous.filter(Reading::all_full_but_the_last);
        let mut number = start;
        loop {
            let response = match at_hand.take() {
                Some(response) => response,
                None => {
                    number = reading.shortcut(number, self.known, &mut previous).unwrap_or(number);
                    window.get(number).await?
                }
            };
            let next = match response {
                Response::Items(page) => self.at_items(reading, start, number, page, (window, output)).await,
                Response::Empty(page) => {
                    if reading.pages.is_empty() {
                        reading.total = page.total;
                    }
                    self.at_empty_page(reading, start, number, window).await
                }
                Response::Refused(error) => self.at_refused_page(reading, start, number, error).await,
            };
            // A listing resumes at this page, regardless of which request failed.
            match next.map_err(|error| at_page(number, error))? {
                Next::Page => number = later(number, 1)?,
                Next::With(next, response) => (number, at_hand) = (next, Some(response)),
                Next::End(last_again) => {
                    let last = reading.pages.last().map_or(number, |last| last.number);
                    let has_several = window.is_concurrent();
                    let confirmed = self.confirm_end(reading, start, has_several, last_again, output).await;
                    return confirmed.map_err(|error| at_page(last, error));
                }
                Next::Changed => return Ok(Outcome::Changed),
            }
        }
    }

    async fn at_items(
        &mut self,
        reading: &mut Reading,
        start: u64,
        number: u64,
        page: Page<T>,
        (window, output): (&mut Window<T>, &Output<T>),
    ) -> Result<Next<T>, Error> {
        let marks = self.marks(number, &page)?;
        let print = Fingerprint::of(&marks);
        if let Some(last) = reading.pages.last().copied().filter(|last| last.print == print) {
            return self.at_repeated_page(reading, start, last, number, window).await;
        }
        let len = page.items.len();
        // Pages before the last are full, so the response for a shorter one may have been wrong.
        if let Some(last) = reading.pages.last().copied()
            && reading.is_too_short(last, len, self.size)
            && !self.shows(last.number, &self.get(last.number).await?, last.print)?
        {
            return Ok(Next::Changed);
        }
        reading.total = page.total;
        let repeats = self.yield_new(reading, page, &marks, output).await;
        reading.pages.push(CountedPage { number, len, print, repeats });
        reading.repeats = reading.repeats.saturating_add(count(repeats));
        if reading.repeats > self.known.saturating_add(REPEATS_LIMIT) {
            return Ok(Next::Changed);
        }
        Ok(Next::Page)
    }

    /// Marks the items of a page as seen, passes those that were never yielded to the output, and returns the number of items
    /// that this reading had already seen.
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
                // `marks` has one mark for each item.
                let last = marks.next().and_then(|mark| seen.insert(*mark, reading.id));
                if last == Some(reading.id) {
                    repeats += 1;
                } else if last.is_some() && last == reading.candidate {
                    reading.shown += 1;
                }
                if last.is_none_or(|last| last < self.first_reading) {
                    self.known += 1;
                }
                last.is_none()
            });
        }
        if !page.items.is_empty() {
            output.send(page).await;
        }
        repeats
    }
}

pub(super) fn count(len: usize) -> u64 {
    u64::try_from(len).unwrap_or(u64::MAX)
}
