//! Finds the first page.

use super::{Numbered, Response, Start};
use crate::error::{Error, ListingError, ListingProblem};
use crate::paging::{Keyed, Page};

/// The maximum number of searches for the first page.
const ATTEMPTS: u32 = 4;

/// The number of the page at which a reading starts, and the page if it was already requested.
type FirstPage<T> = (u64, Option<Page<T>>);

/// The result of confirming that pages 0 and 1 have no items.
enum EmptyStart<T> {
    /// A later response differed, so the search starts again.
    Changed,
    /// The pages still have no items: the list is empty (`None`), or starts at this page.
    Confirmed(Option<FirstPage<T>>),
}

impl<T: Keyed + Send + 'static> Numbered<T> {
    /// Returns the start of a reading, or `None` if the list is empty.
    ///
    /// Pages are numbered from 0 if page 0 has items. If it is refused or empty, it is requested again after page 1, because
    /// the response may have been wrong; only two such responses show that pages are numbered from 1.
    pub(super) async fn find_first_page(&mut self) -> Result<Option<FirstPage<T>>, Error> {
        match self.start {
            // Nothing was yielded yet, regardless of which request failed.
            Start::Unknown => self.search().await.map_err(|error| super::at_page(0, error)),
            Start::Base(number) | Start::Page { number, .. } => match self.get_first(number).await? {
                Response::Items(page) => Ok(Some((number, Some(page)))),
                // An empty page is requested again by the reading, which confirms that the list ends there.
                Response::Empty(_) => Ok(Some((number, None))),
                Response::Refused(error) => Err(super::failed(number, error)),
            },
        }
    }

    async fn search(&mut self) -> Result<Option<FirstPage<T>>, Error> {
        for _ in 0..ATTEMPTS {
            let zero = match self.get_first(0).await? {
                Response::Items(page) => return Ok(Some((0, Some(page)))),
                other => other,
            };
            let one = self.get_first(1).await?;
            let zero_again = match self.get(0).await? {
                Response::Items(page) => return Ok(Some((0, Some(page)))),
                other => other,
            };
            match (one, zero, zero_again) {
                // If pages were numbered from 0, page 0 would not be empty after page 1 had items.
                (Response::Items(page), _, Response::Empty(_)) => return Ok(Some((1, Some(page)))),
                (Response::Items(page), Response::Refused(_), Response::Refused(_)) => {
                    if self.is_first(1, &page).await? {
                        return Ok(Some((1, Some(page))));
                    }
                }
                // One of the responses to page 0 was wrong, or the list was empty and now has items.
                (Response::Items(_), ..) => {}
                (Response::Refused(_), Response::Refused(error), _)
                | (Response::Refused(_), _, Response::Refused(error)) => return Err(super::failed(0, error)),
                (_, zero, zero_again) => {
                    if let EmptyStart::Confirmed(first) = self.confirm_empty([zero, zero_again]).await? {
                        return Ok(first);
                    }
                }
            }
        }
        Err(ListingError::of_list(ListingProblem::Unstable { readings: ATTEMPTS }).into())
    }

    /// Requests a page that may be the first. If the server refuses the default page size, the page is requested without a
    /// size; if that succeeds, no further request has a size.
    async fn get_first(&mut self, number: u64) -> Result<Response<T>, Error> {
        match self.get(number).await? {
            Response::Refused(error) if self.may_omit_size => match self.get_sized(number, None).await? {
                Response::Refused(_) => Ok(Response::Refused(error)),
                served => {
                    self.size = None;
                    self.may_omit_size = false;
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
    async fn confirm_empty(&mut self, zero: [Response<T>; 2]) -> Result<EmptyStart<T>, Error> {
        let size = self.size;
        let one = match self.get_first(1).await? {
            Response::Items(_) => return Ok(EmptyStart::Changed),
            other => other,
        };
        // The server refuses the size, which may be the reason why page 0 was refused.
        if self.size != size {
            return Ok(EmptyStart::Changed);
        }
        let was_refused = zero.iter().any(|response| matches!(response, Response::Refused(_)));
        // One of the two pages exists, so the server must have served it.
        let [first, again] = zero;
        let total = match (first, again, one) {
            (Response::Empty(page), Response::Empty(_), _) | (_, _, Response::Empty(page)) => page.total,
            (Response::Refused(error), ..) | (_, Response::Refused(error), _) => {
                return Err(super::failed(0, error));
            }
            _ => None,
        };
        if let Response::Items(_) = self.get(2).await? {
            // Page 1 is a hole, unless the list was filled in the meantime.
            return match self.get(0).await? {
                Response::Items(_) => Ok(EmptyStart::Changed),
                Response::Refused(_) if !was_refused => Ok(EmptyStart::Changed),
                _ => Ok(EmptyStart::Confirmed(Some((1, None)))),
            };
        }
        match total.filter(|total| *total > 0 && !self.ignore_total) {
            Some(total) => Err(ListingError::of_list(ListingProblem::Incomplete { seen: 0, total }).into()),
            None => Ok(EmptyStart::Confirmed(None)),
        }
    }
}
