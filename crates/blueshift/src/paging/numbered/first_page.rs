//! Finds the first page.

use super::window::Window;
use super::{Numbered, Response, Start};
use crate::error::{Error, ListingError, ListingProblem};
use crate::paging::{Keyed, Page};

/// The maximum number of searches for the first page.
const ATTEMPTS: u32 = 4;

/// The number of the page at which a reading starts, and its response.
type FirstPage<T> = (u64, Response<T>);

/// The result of confirming that pages 0 and 1 have no items.
enum EmptyStart {
    /// A later response differed, so the search starts again.
    Changed,
    /// The list is empty.
    Empty,
    /// The list starts at page 1, which is empty although page 2 has items.
    Hole,
}

impl<T: Keyed + Send + 'static> Numbered<T> {
    /// Returns the start of a reading, or `None` if the list is empty.
    ///
    /// Pages are numbered from 0 if page 0 has items. If it is refused or empty, it is requested again after page 1, because
    /// the response may have been wrong; only two such responses show that pages are numbered from 1.
    pub(super) async fn find_first_page(
        &mut self,
        window: &mut Window<T>,
    ) -> Result<Option<FirstPage<T>>, Error> {
        match self.start {
            // Nothing was yielded yet, so the listing resumes at page 0, regardless of which request failed.
            Start::Unknown => self.search(window).await.map_err(|error| super::at_page(0, error)),
            Start::Base(number) | Start::Page { number, .. } => {
                let response = window.get_first(number).await?;
                match self.accept_size(number, response, window).await? {
                    response @ Response::Items(_) => Ok(Some((number, response))),
                    // The page is requested again. If it is still empty, the reading confirms that the list ends there.
                    Response::Empty(_) => Ok(Some((number, self.get(number).await?))),
                    Response::Refused(error) => Err(super::failed(number, error)),
                }
            }
        }
    }

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
                // If pages were numbered from 0, page 0 would not be empty after page 1 had items.
                (one @ Response::Items(_), _, Response::Empty(_)) => return Ok(Some((1, one))),
                (Response::Items(page), Response::Refused(_), Response::Refused(_)) => {
                    if self.is_first(1, &page).await? {
                        return Ok(Some((1, Response::Items(page))));
                    }
                }
                // One of the responses to page 0 was wrong, or the list was empty and now has items.
                (Response::Items(_), ..) => {}
                (Response::Refused(_), Response::Refused(error), _)
                | (Response::Refused(_), _, Response::Refused(error)) => return Err(super::failed(0, error)),
                (_, zero, zero_again) => match self.confirm_empty([zero, zero_again], window).await? {
                    EmptyStart::Changed => {}
                    EmptyStart::Empty => return Ok(None),
                    EmptyStart::Hole => return Ok(Some((1, self.get(1).await?))),
                },
            }
        }
        Err(ListingError::of_list(ListingProblem::Unstable { readings: ATTEMPTS }).into())
    }

    /// Returns the response to a page that may be the first. If the server refused the default page size, the page is requested
    /// without a size; if that succeeds, further pages are requested without a size.
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

    /// Returns whether `page`, with the number `number`, is the first of the list: with another page size, the first page
    /// starts with the same item, and any other page with a different one. If the server ignores the size, it returns the same
    /// page, and the result is true.
    async fn is_first(&self, number: u64, page: &Page<T>) -> Result<bool, Error> {
        let response = match self.size {
            Some(1) => self.get_larger(number).await?,
            _ => self.get_sized(number, Some(1)).await?,
        };
        let Response::Items(probe) = response else {
            return Ok(false);
        };
        let first_of = |page: &Page<T>| self.marks(number, page).map(|marks| marks.first().copied());
        Ok(first_of(&probe)? == first_of(page)?)
    }

    /// Requests a page of two items or, if that is refused, without a size.
    pub(super) async fn get_larger(&self, number: u64) -> Result<Response<T>, Error> {
        match self.get_sized(number, Some(2)).await? {
            Response::Refused(_) => self.get_sized(number, None).await,
            response => Ok(response),
        }
    }

    /// Confirms that a list is empty after its pages 0 and 1 had no items.
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
        // The server refuses the size, which may be the reason why page 0 was refused.
        if self.size != size {
            return Ok(EmptyStart::Changed);
        }
        let was_refused = zero.iter().any(|response| matches!(response, Response::Refused(_)));
        // Page 0 or page 1 is the first page, which the server must serve even if the list is empty.
        let [first, again] = zero;
        let total = match (first, again, one) {
            (Response::Empty(page), Response::Empty(_), _) | (_, _, Response::Empty(page)) => page.total,
            (Response::Refused(error), ..) | (_, Response::Refused(error), _) => {
                return Err(super::failed(0, error));
            }
            _ => None,
        };
        if let Response::Items(_) = window.get_alone(2).await? {
            // Page 1 is empty although page 2 has items, unless the list was filled in the meantime.
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
