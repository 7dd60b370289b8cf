//! The rules of a listing, apart from any I/O.

use blueshift_api::types::Campaign;
use reqwest::StatusCode;

use super::seen::{Novelty, Seen};
use crate::error::{Error, ListingError, ListingProblem};
use crate::page::Page;

/// What a listing is to do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// Where the first part starts; found out where not given.
    pub(crate) first_page: Option<u64>,
    /// How many queries make up the listing, one after the other.
    pub(crate) parts: usize,
    /// How many pages may be under way at the same time, at least 1.
    pub(crate) concurrency: usize,
}

/// Takes the pages of a listing in order and decides what they mean.
pub(crate) struct Machine {
    part: usize,
    parts: usize,
    /// Whether the current part starts at page 0 only because nobody knows better.
    start_is_a_guess: bool,
    /// How many pages in a row brought nothing new to the current part.
    barren: u32,
    seen: Seen,
}

/// What a page means.
#[derive(Debug)]
pub(crate) enum Step {
    /// It holds campaigns that are new.
    Yield(Page<Campaign>),
    /// It holds nothing to yield, and the listing goes on with the next page.
    PassOver,
    /// The current part is over; the next one starts, at page 0.
    NextPart,
    /// The listing is complete.
    End,
    /// The listing has failed.
    Fail(Error),
}

impl Machine {
    pub(crate) fn new(plan: &Plan) -> Self {
        Self {
            part: 0,
            parts: plan.parts,
            start_is_a_guess: plan.first_page.is_none(),
            barren: 0,
            seen: Seen::new(),
        }
    }

    /// Which part is being listed, counted from 0.
    pub(crate) fn part(&self) -> usize {
        self.part
    }

    /// Takes the outcome of page `number`, which must be the one after the last that was taken.
    pub(crate) fn take(&mut self, number: u64, outcome: Result<Page<Campaign>, Error>) -> Step {
        // A server that counts from 1 may refuse page 0, or find nothing there.
        let may_not_exist = self.start_is_a_guess && number == 0;
        match outcome {
            Err(error) if may_not_exist && refuses_page(&error) => Step::PassOver,
            Err(error) => self.fail(number, ListingProblem::Call(Box::new(error))),
            Ok(page) if page.items.is_empty() && may_not_exist => Step::PassOver,
            Ok(page) if page.items.is_empty() => self.part_ends(),
            Ok(page) => self.keep_what_is_new(number, page),
        }
    }

    fn keep_what_is_new(&mut self, number: u64, mut page: Page<Campaign>) -> Step {
        let in_second_part = self.part > 0;
        let mut brings_news = false;
        page.items.retain(|campaign| {
            let novelty = self.seen.note(&campaign.uuid, in_second_part);
            brings_news |= novelty != Novelty::Old;
            novelty == Novelty::New
        });
        // A page of the second part that only repeats the first is no sign of a server that ignores `page`; one that
        // repeats its own part is.
        self.barren = if brings_news { 0 } else { self.barren + 1 };
        if self.barren >= 2 {
            return self.fail(
                number,
                ListingProblem::RepeatedPage {
                    request_id: page.request_id,
                },
            );
        }
        if page.items.is_empty() {
            Step::PassOver
        } else {
            Step::Yield(page)
        }
    }

    fn part_ends(&mut self) -> Step {
        self.part += 1;
        self.start_is_a_guess = true;
        self.barren = 0;
        if self.part < self.parts {
            Step::NextPart
        } else {
            Step::End
        }
    }

    fn fail(&self, number: u64, problem: ListingProblem) -> Step {
        Step::Fail(ListingError::new(number, self.part > 0, problem).into())
    }
}

fn refuses_page(error: &Error) -> bool {
    const REFUSALS: [StatusCode; 3] = [
        StatusCode::BAD_REQUEST,
        StatusCode::NOT_FOUND,
        StatusCode::UNPROCESSABLE_ENTITY,
    ];
    error.status().is_some_and(|status| REFUSALS.contains(&status))
}
