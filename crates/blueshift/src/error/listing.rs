//! Errors of listings.

use super::Error;

/// The error of a listing. All items of the pages before the failed one were yielded.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.describe())]
pub struct ListingError {
    page: Option<u64>,
    second_query: bool,
    #[source]
    problem: ListingProblem,
}

/// The reason why a listing failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ListingProblem {
    /// The request for a page failed.
    #[error(transparent)]
    Call(Box<Error>),
    /// An item of the page has no `uuid`, or an empty one.
    #[error("the `uuid` of item {index} of the page is missing or empty")]
    #[non_exhaustive]
    MissingKey {
        /// The index of the item on its page, counted from 0.
        index: usize,
        /// The request id (`x-request-id`) of the page, to include in support requests to Blueshift.
        request_id: Option<String>,
    },
    /// Every page contains the same items, regardless of its number.
    #[error("the server ignores the parameter `page`: every page contains the same items")]
    PageIgnored,
    /// Fewer items were found than the server states as the total, even after the list was read again.
    #[error("{seen} items were found, but the server states a total of {total}")]
    #[non_exhaustive]
    Incomplete {
        /// The number of distinct items that were found.
        seen: u64,
        /// The total that the server states.
        total: u64,
    },
    /// No attempt to read the complete list succeeded, because the list kept changing. Items may be missing.
    #[error("the list kept changing: items may be missing after {readings} attempts to read it")]
    #[non_exhaustive]
    Unstable {
        /// The number of attempts to read the list.
        readings: u32,
    },
}

impl ListingError {
    /// Creates an error of one page.
    pub(crate) fn of_page(page: u64, problem: ListingProblem) -> Self {
        Self { page: Some(page), second_query: false, problem }
    }

    /// Creates an error of the whole list.
    pub(crate) fn of_list(problem: ListingProblem) -> Self {
        Self { page: None, second_query: false, problem }
    }

    /// Replaces the page number, if the error has one.
    pub(crate) fn with_page(self, page: u64) -> Self {
        Self { page: self.page.map(|_| page), ..self }
    }

    /// States that the error occurred in the second query of `all_time()`.
    pub(crate) fn in_second_query(self) -> Self {
        Self { second_query: true, ..self }
    }

    /// Returns the number of the page that failed; `None` if the error concerns the whole list.
    pub fn page(&self) -> Option<u64> {
        self.page
    }

    /// Returns whether the second query of [`all_time`](crate::ListCampaigns::all_time) failed.
    pub fn is_second_query(&self) -> bool {
        self.second_query
    }

    /// Returns the reason why the listing failed.
    pub fn problem(&self) -> &ListingProblem {
        &self.problem
    }

    fn describe(&self) -> String {
        let part = if self.second_query { " of one-time campaigns with any start date" } else { "" };
        match (self.page, &self.problem) {
            (Some(page), _) => format!("page {page} of the listing{part} failed"),
            (None, ListingProblem::Incomplete { .. }) => format!("the listing{part} is incomplete"),
            (None, _) => format!("the listing{part} failed"),
        }
    }

    pub(crate) fn cause(&self) -> Option<&Error> {
        match &self.problem {
            ListingProblem::Call(error) => Some(error),
            _ => None,
        }
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        match &self.problem {
            ListingProblem::Call(error) => error.request_id(),
            ListingProblem::MissingKey { request_id, .. } => request_id.as_deref(),
            _ => None,
        }
    }
}
