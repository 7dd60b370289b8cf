//! Errors of listings.

use super::Error;

/// A listing of many pages failed. Every item of the pages before it was yielded.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.describe())]
pub struct ListingError {
    page: Option<u64>,
    second_part: bool,
    #[source]
    problem: ListingProblem,
}

/// Why a listing failed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ListingProblem {
    /// The request for a page failed.
    #[error(transparent)]
    Call(Box<Error>),
    /// An item of the page has no usable key, so that it cannot be told from others.
    #[error("item {index} of the page has no `uuid`")]
    #[non_exhaustive]
    MissingKey {
        /// The place of the item on its page, counted from 0.
        index: usize,
        /// The id of the request, to quote to Blueshift's support.
        request_id: Option<String>,
    },
    /// Every page holds the same items, whatever its number.
    #[error("the server ignores the parameter `page`: every page holds the same items")]
    PageIgnored,
    /// The server states a total that was not reached although the list was read three times.
    #[error("{seen} items were found, but the server states a total of {total}")]
    #[non_exhaustive]
    Incomplete {
        /// How many distinct items were seen.
        seen: u64,
        /// The server's total.
        total: u64,
    },
    /// The list changed during each reading, so that none of them is known to be complete.
    #[error("the list changed during each of {readings} readings")]
    #[non_exhaustive]
    Unstable {
        /// How often the list was read.
        readings: u32,
    },
}

impl ListingError {
    /// A failure of one page.
    pub(crate) fn of_page(page: u64, problem: ListingProblem) -> Self {
        Self { page: Some(page), second_part: false, problem }
    }

    /// A failure of the list as a whole.
    pub(crate) fn of_list(problem: ListingProblem) -> Self {
        Self { page: None, second_part: false, problem }
    }

    /// The same failure, with this page in place of its own if it has one.
    pub(crate) fn at_page(self, page: u64) -> Self {
        Self { page: self.page.map(|_| page), ..self }
    }

    /// The same failure, in the second part of a listing of all time.
    pub(crate) fn in_second_part(self) -> Self {
        Self { second_part: true, ..self }
    }

    /// The number of the page that failed; `None` if the list as a whole failed.
    pub fn page(&self) -> Option<u64> {
        self.page
    }

    /// Whether the second query of a listing of [all time](crate::ListCampaigns::all_time) failed.
    pub fn is_second_part(&self) -> bool {
        self.second_part
    }

    /// Why the listing failed.
    pub fn problem(&self) -> &ListingProblem {
        &self.problem
    }

    fn describe(&self) -> String {
        let part = if self.second_part { " (one-time campaigns of any start date)" } else { "" };
        match (self.page, &self.problem) {
            (Some(page), _) => format!("page {page}{part} of the listing failed"),
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
