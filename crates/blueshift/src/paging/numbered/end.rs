//! Confirms the end of a list.
//!
//! A response that looks like the end of the list may also be caused by a fault or by a change to the list. So each known kind
//! of end is confirmed by further requests.

use futures_util::future::try_join;

use super::reading::{CountedPage, Next, Outcome, Reading};
use super::window::Window;
use super::{Fingerprint, Numbered, Response, Start, failed, later};
use crate::error::{Error, ListingError, ListingProblem};
use crate::paging::{Keyed, Output};

/// The distance from a repeated page to the page that is requested to confirm the end. Only a server that repeats a page past
/// the end, or ignores `page`, returns the same items for that page.
const FAR: u64 = 1_000;

/// The number of times that a page and the page that it repeats are requested again. One response for each of them may be wrong.
const ROUNDS: u32 = 3;

/// The number of probes that must show that a server ignores `page` before this is reported.
const PROBES: u32 = 2;

impl<T: Keyed + Send + 'static> Numbered<T> {
    /// Handles an empty page `n`. It is the end if `n + 1` has no items and `n` still has none. If only `n + 1` has items, `n` is
    /// a hole, that is, an empty page in the middle of the list. After a short page, the short page is requested again instead
    /// of `n`.
    ///
    /// With several pages in flight, `n + 1` is usually already in flight. `n` or the short page is then requested at the same
    /// time.
    pub(super) async fn at_empty_page(
        &self,
        reading: &mut Reading,
        start: u64,
        number: u64,
        window: &mut Window<T>,
    ) -> Result<Next<T>, Error> {
        let next = later(number, 1)?;
        let short = reading.short_last_page();
        let (response, again) = if window.is_concurrent() {
            let again = self.get(short.unwrap_or(number));
            let (response, again) = try_join(window.get_alone(next), again).await?;
            (response, Some(again))
        } else {
            (window.get_alone(next).await?, None)
        };
        if short.is_some() && !matches!(response, Response::Items(_)) {
            reading.ended_after_short_page = true;
            return Ok(Next::End(again));
        }
        let again = match again.filter(|_| short.is_none()) {
            Some(again) => again,
            None => self.get(number).await?,
        };
        match (again, response) {
            (again @ Response::Items(_), _) => Ok(Next::With(number, again)),
            (_, response @ Response::Items(_)) => Ok(Next::With(next, response)),
            (Response::Refused(error), _) => {
                self.expect_served(start, number, error).await?;
                Ok(Next::End(None))
            }
            _ => Ok(Next::End(None)),
        }
    }

    /// Handles a refused page. It is the end if it is refused again and the first page is still served after that. A short page
    /// before it is also requested again.
    pub(super) async fn at_refused_page(
        &self,
        reading: &mut Reading,
        start: u64,
        number: u64,
        error: Error,
    ) -> Result<Next<T>, Error> {
        match self.get(number).await? {
            Response::Refused(_) => {}
            served => return Ok(Next::With(number, served)),
        }
        self.expect_served(start, number, error).await?;
        reading.ended_after_short_page = reading.short_last_page().is_some();
        Ok(Next::End(None))
    }

    /// Returns the error of page `number` unless the first page is still served.
    async fn expect_served(&self, start: u64, number: u64, error: Error) -> Result<(), Error> {
        match self.get(start).await? {
            Response::Items(_) => Ok(()),
            Response::Empty(_) | Response::Refused(_) => Err(failed(number, error)),
        }
    }

    /// Determines why page `number` has the same items as `last`, the counted page before it.
    ///
    /// Both pages are requested again in turn, page `number` first. This assumes that the items of a whole page do not change
    /// their positions between two requests, so a change of the list does not move all items of page `number` to page `last`. If
    /// page `last` has the same items at the next request, the server repeats a page past the end or ignores `page`, or page 0 is
    /// an alias of page 1. If page `last` also has the same items as the first page, the first page is requested after page
    /// `last`, which shows in the same way whether page `last` is past the end.
    pub(super) async fn at_repeated_page(
        &self,
        reading: &mut Reading,
        start: u64,
        last: CountedPage,
        number: u64,
        window: &mut Window<T>,
    ) -> Result<Next<T>, Error> {
        window.wait_for_all().await?;
        let first_page = reading.first_page_again();
        for _ in 0..ROUNDS {
            for page in [Some(number), Some(last.number), first_page].into_iter().flatten() {
                if !self.shows(page, &self.get(page).await?, last.print)? {
                    return Ok(Next::Changed);
                }
            }
        }
        if let ([first], Start::Unknown, 0, 1) = (&mut reading.pages[..], self.start, start, number) {
            first.number = 1;
            return Ok(Next::Page);
        }
        let far = later(number, FAR)?;
        if !self.shows(far, &self.get(far).await?, last.print)? {
            return Ok(Next::Changed);
        }
        if first_page.is_some() {
            reading.uncount_last();
        }
        match reading.last_different_page(last) {
            // If the server ignores `page`, this page now has the same items as `last`, although it had other items before.
            Some(page) => {
                let response = self.get(page).await?;
                if !matches!(response, Response::Items(_)) || self.shows(page, &response, last.print)? {
                    return Ok(Next::Changed);
                }
            }
            None => match self.is_only_page(start, last).await? {
                Some(true) => {}
                Some(false) => return Err(ListingError::of_list(ListingProblem::PageIgnored).into()),
                None => return Ok(Next::Changed),
            },
        }
        reading.ended_by_repetition = true;
        Ok(Next::End(None))
    }

    /// Returns whether the list has only one page, after all pages had the same items. `Some(false)` means that the server
    /// ignores `page`, and `None` that the list changed in the meantime.
    async fn is_only_page(&self, start: u64, page: CountedPage) -> Result<Option<bool>, Error> {
        let only_one = match (page.len, self.size) {
            (1, Some(1)) => match self.get_larger(page.number).await? {
                Response::Items(page) => page.items.len() == 1,
                _ => return Ok(None),
            },
            (len, _) => len == 1,
        };
        if only_one {
            return Ok(Some(true));
        }
        // Pages of one item differ if the server honors `page`, unless the list changes between the requests.
        for _ in 0..PROBES {
            match self.honors_page(start).await? {
                Some(false) => {}
                other => return Ok(other),
            }
        }
        // If all items except one left the list, the probes are equal, but the page is no longer the same.
        let unchanged = self.shows(page.number, &self.get(page.number).await?, page.print)?;
        Ok(unchanged.then_some(false))
    }

    /// Returns whether pages of one item differ. The third page is decisive if page 0 is an alias of page 1. The first page is
    /// requested twice to detect a change to the list, in which case the result is `None`.
    async fn honors_page(&self, start: u64) -> Result<Option<bool>, Error> {
        // The page at which the listing starts may be past the end if each page has one item, so the first page of the list is
        // requested instead. If its number is unknown, page 0 might not exist.
        let (first, may_lack_first) = match self.start {
            Start::Page { base, .. } => (base.unwrap_or(0), base.is_none()),
            _ => (start, false),
        };
        let mut prints = Vec::new();
        for number in [first, later(first, 1)?, later(first, 2)?, first] {
            match self.get_sized(number, Some(1)).await? {
                Response::Items(page) => prints.push(Some(self.fingerprint(number, &page)?)),
                _ if number == first && may_lack_first => prints.push(None),
                _ => return Ok(None),
            }
        }
        match prints[..] {
            [first, second, third, again] if first == again => Ok(Some(second != first || third != first)),
            _ => Ok(None),
        }
    }

    /// Confirms the end of a reading that ended after a short page, or that had several pages in flight. With several pages in
    /// flight, the end may have been read before other pages.
    ///
    /// If the last page is full, the page after it is requested once more: it had no items when it was requested after all other
    /// pages had been read, but that response may be wrong. If the last page is short or the only page, it is requested again: if
    /// it is still short, its new length determines the length of the list at that time. `last_again` is the response
    /// for the last page if that page was already requested again.
    pub(super) async fn confirm_end(
        &mut self,
        reading: &mut Reading,
        start: u64,
        has_several: bool,
        last_again: Option<Response<T>>,
        output: &Output<T>,
    ) -> Result<Outcome, Error> {
        // With `verify`, another full reading confirms a short page.
        let needs_confirmation = has_several || reading.ended_after_short_page && !self.verify;
        let Some(last) = reading.pages.last().copied().filter(|_| needs_confirmation) else {
            return Ok(Outcome::End);
        };
        if has_several && !reading.all_full_but_the_last() {
            return Ok(Outcome::Changed);
        }
        let full_len = reading.full_len();
        let is_only_page = reading.pages.len() == 1 && !reading.has_skipped();
        // A repetition was confirmed after all pages had been read, for a list whose pages are full.
        let is_confirmed = reading.ended_by_repetition;
        if is_only_page && !is_confirmed || last.len < full_len {
            let response = match last_again {
                Some(response) => response,
                None => self.get(last.number).await?,
            };
            let Response::Items(page) = response else {
                return Ok(Outcome::Changed);
            };
            let marks = self.marks(last.number, &page)?;
            let print = Fingerprint::of(&marks);
            reading.total = page.total;
            self.yield_new(reading, page, &marks, output).await;
            if let Some(counted) = reading.pages.last_mut() {
                (counted.len, counted.print) = (counted.len.max(marks.len()), print);
            }
            if !is_only_page && marks.len() < full_len {
                return Ok(Outcome::End);
            }
            // The previous response for the page after the last page applies to the old content only.
            if print != last.print {
                return Ok(Outcome::Changed);
            }
        }
        if is_confirmed {
            return Ok(Outcome::End);
        }
        let after = later(last.number, 1)?;
        match self.get(after).await? {
            Response::Items(_) => return Ok(Outcome::Changed),
            Response::Refused(error) => self.expect_served(start, after, error).await?,
            Response::Empty(_) => {}
        }
        Ok(Outcome::End)
    }
}
