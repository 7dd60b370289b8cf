//! Listings of many pages that failed on one of them.

use super::Error;

/// A listing of many pages failed on one of them. Every campaign of the pages before it has been yielded.
#[derive(Debug, thiserror::Error)]
#[error("page {page}{} of the listing failed", if *.second_part { " (one-time campaigns of any start date)" } else { "" })]
pub struct ListingError {
    page: u64,
    second_part: bool,
    #[source]
    problem: ListingProblem,
}

/// Why a page of a listing failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ListingProblem {
    /// The call for the page failed.
    #[error(transparent)]
    Call(Box<Error>),
    /// The second page in a row that holds nothing but campaigns already yielded: the server ignores `page`, so
    /// that going on would never end.
    #[error(
        "it repeats the campaigns of earlier pages, as the page before it did; the server seems to ignore `page`"
    )]
    RepeatedPage {
        /// The request's id, to quote to Blueshift's support.
        request_id: Option<String>,
    },
}

impl ListingError {
    pub(crate) fn new(page: u64, second_part: bool, problem: ListingProblem) -> Self {
        Self { page, second_part, problem }
    }

    /// The page that failed.
    pub fn page(&self) -> u64 {
        self.page
    }

    /// Whether the page belongs to the second part of a listing of [all time](crate::ListCampaigns::all_time).
    pub fn is_second_part(&self) -> bool {
        self.second_part
    }

    /// Why it failed.
    pub fn problem(&self) -> &ListingProblem {
        &self.problem
    }

    pub(crate) fn cause(&self) -> Option<&Error> {
        match &self.problem {
            ListingProblem::Call(error) => Some(error),
            ListingProblem::RepeatedPage { .. } => None,
        }
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        match &self.problem {
            ListingProblem::Call(error) => error.request_id(),
            ListingProblem::RepeatedPage { request_id } => request_id.as_deref(),
        }
    }
}
