//! Finds the number of the first page.

use super::window::Window;
use super::{Numbered, Response, Start};
use crate::error::{Error, ListingError, ListingProblem};
use crate::paging::{Keyed, Page};

/// The maximum number of searches for the first page.
const ATTEMPTS: u32 = 4;

/// The number of the page at which the first reading starts, and the response for it.
type FirstPage<T> = (u64, Response<T>);

/// The result of [`Numbered::confirm_empty`].
enum EmptyStart {
    /// A later response differed, so the search has to start again.
    Changed,
    /// The list is empty.
    Empty,
    /// The list starts at page 1, which has no items although page 2 has items.
    Hole,
}

impl<T: Keyed + Send + 'static> Numbered<T> {
    /// Returns the page at which the first reading starts, or `None` if the list is empty.
    ///
    /// If page 0 has items, pages are numbered from 0. If it is refused or empty, page 1 and then page 0 are requested,
    /// because the first response may have been wrong. Pages are numbered from 1 only if page 0 has no items both times.
    ///
    /// None of this applies if the caller specified the page at which the listing starts.
    pub(super) async fn find_first_page(
        &mut self,
        window: &mut Window<T>,
    ) -> Result<Option<FirstPage<T>>, Error> {
        match self.start {
            // No item has been yielded, so the listing has to be resumed at page 0, even if the request for another page
            // failed.
            Start::Unknown => self.search(window).await.map_err(|error| super::with_page(0, error)),
            Start::Base(number) | Start::Page { number, .. } => {
                let response = window.get_first(number).await?;
                match self.accept_size(number, response, window).await? {
                    response @ Response::Items(_) => Ok(Some((number, response))),
                    // The response may be wrong, so the page is requested again. If it is still empty, the reading handles
                    // the empty page.
                    Response::Empty(_) => Ok(Some((number, self.get(number).await?))),
                    Response::Refused(error) => Err(super::page_error(number, error)),
                }
            }
        }
    }

    /// Searches for the first page, and starts again if the responses contradict each other.
    async fn search(&mut self, window: &mut Window<T>) -> Result<Option<FirstPage<T>>, Error> {
        for _ in 0..ATTEMPTS {
            let zero = window.get_first(0).await?;
            let zero = match self.accept_size(0, zero, window).await? {
                response @ Response::Items(_) => return Ok(Some((0, response))),
                other => other,
            };
            let one = window.get_alone(1).await?;
            let one = self.accept_size(1, one, window).await?;
            let zero_again = match self.get(0).await? {
                response @ Response::Items(_) => return Ok(Some((0, response))),
                other => other,
            };
            match (one, zero, zero_again) {
                // If pages were numbered from 0, page 0 would have items, because page 1 has items.
                (one @ Response::Items(_), _, Response::Empty(_)) => return Ok(Some((1, one))),
                (Response::Items(page), Response::Refused(_), Response::Refused(_)) => {
                    // Page 0 may have been refused although pages are numbered from 0. Page 1 would then not be the first
                    // page.
                    if self.is_first(1, &page).await? {
                        return Ok(Some((1, Response::Items(page))));
                    }
                }
                // One of the responses for page 0 was wrong, or the list was empty and has items now.
                (Response::Items(_), ..) => {}
                (Response::Refused(_), Response::Refused(error), _)
                | (Response::Refused(_), _, Response::Refused(error)) => {
                    return Err(super::page_error(0, error));
                }
                (_, zero, zero_again) => match self.confirm_empty([zero, zero_again], window).await? {
                    EmptyStart::Changed => {}
                    EmptyStart::Empty => return Ok(None),
                    EmptyStart::Hole => return Ok(Some((1, self.get(1).await?))),
                },
            }
        }
        Err(ListingError::of_list(ListingProblem::Unstable { readings: ATTEMPTS }).into())
    }

    /// Returns the response for a page that may be the first one.
    ///
    /// If the server refused the page, and the caller did not choose the page size, the page is requested without a size. If
    /// the server then accepts the request, its response is returned, and all further pages are requested without a size.
    async fn accept_size(
        &mut self,
        number: u64,
        response: Response<T>,
        window: &mut Window<T>,
    ) -> Result<Response<T>, Error> {
        match response {
            Response::Refused(error) if self.may_omit_size => match self.get_sized(number, None).await? {
                Response::Refused(_) => Ok(Response::Refused(error)),
                served => {
                    self.size = None;
                    self.may_omit_size = false;
                    window.omit_size();
                    Ok(served)
                }
            },
            response => Ok(response),
        }
    }

    /// Returns whether `page`, with the number `number`, is the first page of the list.
    ///
    /// The page is requested with another size. If it is the first page, it still starts with the same item; any other page
    /// starts with another item. If the server ignores the size, it returns the same page, and the result is `true`.
    async fn is_first(&self, number: u64, page: &Page<T>) -> Result<bool, Error> {
        let response = match self.size {
            Some(1) => self.get_larger(number).await?,
            _ => self.get_sized(number, Some(1)).await?,
        };
        let Response::Items(other_size) = response else {
            return Ok(false);
        };
        let first_mark = |page: &Page<T>| self.marks(number, page).map(|marks| marks.first().copied());
        Ok(first_mark(&other_size)? == first_mark(page)?)
    }

    /// Requests a page of two items, or a page without a size if the server refuses that.
    pub(super) async fn get_larger(&self, number: u64) -> Result<Response<T>, Error> {
        match self.get_sized(number, Some(2)).await? {
            Response::Refused(_) => self.get_sized(number, None).await,
            response => Ok(response),
        }
    }

    /// Confirms that the list is empty. `zero` contains two responses for page 0 without items; page 1 had no items either.
    async fn confirm_empty(
        &mut self,
        zero: [Response<T>; 2],
        window: &mut Window<T>,
    ) -> Result<EmptyStart, Error> {
        let size = self.size;
        let one = self.get(1).await?;
        let one = match self.accept_size(1, one, window).await? {
            Response::Items(_) => return Ok(EmptyStart::Changed),
            other => other,
        };
        // The server refuses the page size, and may have refused page 0 for this reason.
        if self.size != size {
            return Ok(EmptyStart::Changed);
        }
        let was_refused = zero.iter().any(|response| matches!(response, Response::Refused(_)));
        // Even if the list is empty, the server must serve its first page, which is page 0 or page 1.
        let [first, again] = zero;
        let total = match (first, again, one) {
            (Response::Empty(page), Response::Empty(_), _) | (_, _, Response::Empty(page)) => page.total,
            (Response::Refused(error), ..) | (_, Response::Refused(error), _) => {
                return Err(super::page_error(0, error));
            }
            _ => None,
        };
        if let Response::Items(_) = window.get_alone(2).await? {
            // Page 1 has no items although page 2 has items, unless the list was filled in the meantime.
            return match self.get(0).await? {
                Response::Items(_) => Ok(EmptyStart::Changed),
                Response::Refused(_) if !was_refused => Ok(EmptyStart::Changed),
                _ => Ok(EmptyStart::Hole),
            };
        }
        match total.filter(|total| *total > 0 && !self.ignore_total) {
            Some(total) => Err(ListingError::of_list(ListingProblem::Incomplete { seen: 0, total }).into()),
            None => Ok(EmptyStart::Empty),
        }
    }
}
