//! Confirms the end of a list.
//!
//! The list may end at an empty page, a refused page or a repeated page. Each of them may also be caused by a wrong response
//! or by a change to the list, so the end is confirmed by further requests.

use futures_util::future::try_join;

use super::reading::{CountedPage, Next, Outcome, Reading};
use super::window::Window;
use super::{Fingerprint, Numbered, Response, Start, page_after, page_error};
use crate::error::{Error, ListingError, ListingProblem};
use crate::paging::{Keyed, Output};

/// The difference between the number of a repeated page and that of a page far past the end. If the far page contains the
/// same items as the repeated page, the server repeats a page past the end or ignores the parameter `page`.
const FAR_PAGE_OFFSET: u64 = 1_000;

/// The number of rounds in which a repeated page and the page before it are requested again. Several rounds are required, because
/// one response for each of these pages may be wrong.
const ROUNDS: u32 = 3;

/// The number of probes that must show that the server ignores the parameter `page` before the listing fails.
const PROBES: u32 = 2;

impl<T: Keyed + Send + 'static> Numbered<T> {
    /// Handles the empty page `number`, called *n* below.
    ///
    /// Pages *n* + 1 and *n* are requested. If page *n* has items now, the reading continues with it. If only page *n* + 1
    /// has items, page *n* is a hole. If neither has items, the list ends before page *n*. If page *n* is refused this time,
    /// page `start` is also requested and must still have items.
    ///
    /// If the last counted page is short and page *n* + 1 has no items, the list ends as well. In this case, page *n* is not
    /// requested again, but the length of the short page has to be confirmed; see [`confirm_end`](Self::confirm_end).
    ///
    /// With several pages in flight, page *n* + 1 has usually been requested already. Page *n* or the short page is then
    /// requested at the same time.
    pub(super) async fn handle_empty_page(
        &self,
        reading: &mut Reading,
        start: u64,
        number: u64,
        window: &mut Window<T>,
    ) -> Result<Next<T>, Error> {
        let next = page_after(number, 1)?;
        let short = reading.short_last_page();
        let (next_response, second_response) = if window.is_concurrent() {
            let second_response = self.get(short.unwrap_or(number));
            let (next_response, second_response) = try_join(window.get_alone(next), second_response).await?;
            (next_response, Some(second_response))
        } else {
            (window.get_alone(next).await?, None)
        };
        if short.is_some() && !matches!(next_response, Response::Items(_)) {
            reading.ended_after_short_page = true;
            return Ok(Next::End(second_response));
        }
        let second_response = match second_response.filter(|_| short.is_none()) {
            Some(second_response) => second_response,
            None => self.get(number).await?,
        };
        match (second_response, next_response) {
            (second_response @ Response::Items(_), _) => Ok(Next::Response(number, second_response)),
            (_, next_response @ Response::Items(_)) => Ok(Next::Response(next, next_response)),
            (Response::Refused(error), _) => {
                self.check_start_served(start, number, error).await?;
                Ok(Next::End(None))
            }
            _ => Ok(Next::End(None)),
        }
    }

    /// Handles the refused page `number`. If it is refused again, the list ends before it, provided that page `start` still
    /// has items. Otherwise, the reading continues with the second response for the page.
    ///
    /// If the list ends and the last counted page is short, the length of the short page has to be confirmed; see
    /// [`confirm_end`](Self::confirm_end).
    pub(super) async fn handle_refused_page(
        &self,
        reading: &mut Reading,
        start: u64,
        number: u64,
        error: Error,
    ) -> Result<Next<T>, Error> {
        match self.get(number).await? {
            Response::Refused(_) => {}
            served => return Ok(Next::Response(number, served)),
        }
        self.check_start_served(start, number, error).await?;
        reading.ended_after_short_page = reading.short_last_page().is_some();
        Ok(Next::End(None))
    }

    /// Checks that page `start` still has items. Otherwise, returns `error`, the refusal of page `number`, as the error of
    /// the listing.
    async fn check_start_served(&self, start: u64, number: u64, error: Error) -> Result<(), Error> {
        match self.get(start).await? {
            Response::Items(_) => Ok(()),
            Response::Empty(_) | Response::Refused(_) => Err(page_error(number, error)),
        }
    }

    /// Handles the repeated page `number`, which contains the same items as the last counted page, `last`.
    ///
    /// The list ends here if the server repeats a page past the end. There are other possible reasons: page 0 is an alias of
    /// page 1, the server ignores the parameter `page`, the list changed, or a response was wrong.
    ///
    /// In each round, page `number` and then page `last` are requested again. If both contain the same items each time, a change
    /// to the list is not the reason: it would have to move all items of page `number` to page `last` between two requests, which
    /// the guarantee excludes.
    ///
    /// If the first counted page also contains the same items, it is requested after page `last` in each round. For the same
    /// reason, page `last` is then a copy of the first page past the end, and is not counted.
    pub(super) async fn handle_repeated_page(
        &self,
        reading: &mut Reading,
        start: u64,
        last: CountedPage,
        number: u64,
        window: &mut Window<T>,
    ) -> Result<Next<T>, Error> {
        window.wait_for_all().await?;
        let first_page = reading.first_page_if_repeated();
        for _ in 0..ROUNDS {
            for page in [Some(number), Some(last.number), first_page].into_iter().flatten() {
                if !self.has_fingerprint(page, &self.get(page).await?, last.fingerprint)? {
                    return Ok(Next::Changed);
                }
            }
        }
        // Page 0 may be an alias, so the counted page becomes page 1. If page 0 is not an alias, page 2 is a repeated page
        // too.
        if let ([first], Start::Unknown, 0, 1) = (&mut reading.pages[..], self.start, start, number) {
            first.number = 1;
            return Ok(Next::Page);
        }
        let far = page_after(number, FAR_PAGE_OFFSET)?;
        if !self.has_fingerprint(far, &self.get(far).await?, last.fingerprint)? {
            return Ok(Next::Changed);
        }
        if first_page.is_some() {
            reading.uncount_last();
        }
        match reading.last_different_page(last) {
            // If the server ignores the parameter `page`, this page now has the items of page `last`, although it had other
            // items before.
            Some(page) => {
                let response = self.get(page).await?;
                if !matches!(response, Response::Items(_))
                    || self.has_fingerprint(page, &response, last.fingerprint)?
                {
                    return Ok(Next::Changed);
                }
            }
            None => match self.list_has_one_page(start, last).await? {
                Some(true) => {}
                Some(false) => return Err(ListingError::of_list(ListingProblem::PageIgnored).into()),
                None => return Ok(Next::Changed),
            },
        }
        reading.ended_by_repetition = true;
        Ok(Next::End(None))
    }

    /// Returns whether the list has only one page, provided that all pages contained the same items. `Some(false)` means that
    /// the server ignores the parameter `page`, and `None` that the list changed in the meantime.
    async fn list_has_one_page(&self, start: u64, page: CountedPage) -> Result<Option<bool>, Error> {
        let has_one_item = match (page.len, self.size) {
            (1, Some(1)) => match self.get_larger(page.number).await? {
                Response::Items(page) => page.items.len() == 1,
                _ => return Ok(None),
            },
            (len, _) => len == 1,
        };
        if has_one_item {
            return Ok(Some(true));
        }
        // If the server honors the parameter `page`, pages of one item differ, unless the list changes during the probe.
        for _ in 0..PROBES {
            match self.honors_page(start).await? {
                Some(false) => {}
                other => return Ok(other),
            }
        }
        // If all items except one leave the list, a probe finds only equal pages, but the page is no longer the same.
        let unchanged = self.has_fingerprint(page.number, &self.get(page.number).await?, page.fingerprint)?;
        Ok(unchanged.then_some(false))
    }

    /// Sends a probe: requests the first three pages with one item each, and returns whether they differ. If page 0 is an
    /// alias, only the third page can differ.
    ///
    /// The first page is requested again after the others. If it has changed, or if another page has no items, the result is
    /// `None`.
    async fn honors_page(&self, start: u64) -> Result<Option<bool>, Error> {
        // With one item per page, the page at which the listing starts may be past the end. So the first page of the list is
        // requested instead. If its number is not known, page 0 is requested, which may not exist.
        let (first, first_may_be_missing) = match self.start {
            Start::Page { base, .. } => (base.unwrap_or(0), base.is_none()),
            _ => (start, false),
        };
        let mut fingerprints = Vec::new();
        for number in [first, page_after(first, 1)?, page_after(first, 2)?, first] {
            match self.get_sized(number, Some(1)).await? {
                Response::Items(page) => fingerprints.push(Some(self.fingerprint(number, &page)?)),
                _ if number == first && first_may_be_missing => fingerprints.push(None),
                _ => return Ok(None),
            }
        }
        match fingerprints[..] {
            [first, second, third, again] if first == again => Ok(Some(second != first || third != first)),
            _ => Ok(None),
        }
    }

    /// Confirms the end of a reading that ended after a short page, or that had several pages in flight. In the second case,
    /// the end may have been read before other pages.
    ///
    /// If the last page is short, or is the only page, it is requested again. If it is still short, it was the last page of
    /// the list at that time, and the longer of its two lengths is counted.
    ///
    /// If the last page is full, the page after it is requested once more. A request for that page, sent after all other
    /// pages had been read, found no items, but its response may have been wrong.
    ///
    /// `second_response` is the response for the last page if that page has already been requested again.
    pub(super) async fn confirm_end(
        &mut self,
        reading: &mut Reading,
        start: u64,
        is_concurrent: bool,
        second_response: Option<Response<T>>,
        output: &Output<T>,
    ) -> Result<Outcome, Error> {
        // With `verify`, another reading confirms the length of a short page.
        let needs_confirmation = is_concurrent || reading.ended_after_short_page && !self.verify;
        let Some(last) = reading.pages.last().copied().filter(|_| needs_confirmation) else {
            return Ok(Outcome::End);
        };
        if is_concurrent && !reading.all_full_except_last() {
            return Ok(Outcome::Changed);
        }
        let full_len = reading.full_len();
        let is_only_page = reading.pages.len() == 1 && !reading.has_skipped();
        // `handle_repeated_page` requested the last page again after all pages had been read. Unless the page is short, this
        // confirms the end.
        let is_confirmed = reading.ended_by_repetition;
        if is_only_page && !is_confirmed || last.len < full_len {
            let response = match second_response {
                Some(response) => response,
                None => self.get(last.number).await?,
            };
            let Response::Items(page) = response else {
                return Ok(Outcome::Changed);
            };
            let marks = self.marks(last.number, &page)?;
            let fingerprint = Fingerprint::of(&marks);
            reading.total = page.total;
            self.yield_new(reading, page, &marks, output).await;
            if let Some(counted) = reading.pages.last_mut() {
                (counted.len, counted.fingerprint) = (counted.len.max(marks.len()), fingerprint);
            }
            if !is_only_page && marks.len() < full_len {
                return Ok(Outcome::End);
            }
            // The page after the last one had no items while the last page had its previous items. Now it may have items.
            if fingerprint != last.fingerprint {
                return Ok(Outcome::Changed);
            }
        }
        if is_confirmed {
            return Ok(Outcome::End);
        }
        let after = page_after(last.number, 1)?;
        match self.get(after).await? {
            Response::Items(_) => return Ok(Outcome::Changed),
            Response::Refused(error) => self.check_start_served(start, after, error).await?,
            Response::Empty(_) => {}
        }
        Ok(Outcome::End)
    }
}
