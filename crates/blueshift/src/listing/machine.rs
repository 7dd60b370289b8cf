//! The rules of a listing, apart from any I/O.
//!
//! A listing has one part or two (see [`all_time`](crate::ListCampaigns::all_time)), each of them the pages of one
//! query up to the first empty one. A page is never trusted to hold only what is new, nor a short one to be the last.
//!
//! **Pages that are under way at the same time** need more care. Asked for one after the other, pages see the list grow
//! only between them: what is inserted pushes campaigns to later pages, where they come again and are dropped. Asked for
//! together, page 5 may be read before an insertion and page 4 after it, and what slid from page 4 to page 5 is on
//! neither. Nothing in the pages tells. So when such a reading ends, its last two pages are asked for once more: if
//! no campaign came twice and these pages are as before, every campaign there is has been seen, because that many have
//! been seen as the list is long. Otherwise the part is read again, a page at a time, and yields what was missed. So it
//! is when a page fails, because then there is no end to check, and what comes before the failed page must be complete.

use blueshift_api::types::Campaign;
use reqwest::StatusCode;

use super::seen::{Fingerprint, Novelty, Seen};
use crate::error::{Error, ListingError, ListingProblem};
use crate::page::Page;

/// What a listing is to do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// Where the first part starts; found out where not given.
    pub(crate) first_page: Option<u64>,
    /// How many queries make up the listing, one after the other: one or two.
    pub(crate) parts: usize,
    /// How many pages may be under way at the same time, at least 1.
    pub(crate) concurrency: usize,
}

/// Takes the pages of a listing in order and decides what they mean.
pub(crate) struct Machine {
    plan: Plan,
    /// Which part is being listed, counted from 0.
    part: usize,
    mode: Mode,
    /// How many readings came before this one: a part may be read twice.
    reading: u8,
    /// How many pages in a row brought nothing new to this reading.
    barren: u32,
    /// Whether a campaign came twice in this reading.
    repeats: bool,
    /// The last page of this reading that held anything.
    last: Option<LastPage>,
    seen: Seen,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Reading with as many pages under way as the plan allows.
    Reading,
    /// Asking for the last pages of a reading once more.
    Checking,
    /// Reading a part again, a page at a time.
    ReadingAgain,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct LastPage {
    number: u64,
    fingerprint: Fingerprint,
}

/// What a page means.
#[derive(Debug)]
pub(crate) enum Step {
    /// It holds campaigns that are new.
    Yield(Page<Campaign>),
    /// It holds nothing to yield, and the listing goes on with the next page.
    PassOver,
    /// The listing goes on at this page, and whatever is under way is of no use any more.
    GoTo(u64),
    /// The listing is complete.
    End,
    /// The listing has failed.
    Fail(Error),
}

impl Machine {
    pub(crate) fn new(plan: Plan) -> Self {
        Self {
            plan,
            part: 0,
            mode: Mode::Reading,
            reading: 0,
            barren: 0,
            repeats: false,
            last: None,
            seen: Seen::new(),
        }
    }

    /// Which part is being listed, counted from 0.
    pub(crate) fn part(&self) -> usize {
        self.part
    }

    /// Where the current part starts.
    pub(crate) fn start(&self) -> u64 {
        self.pinned().unwrap_or(0)
    }

    /// How many pages may be under way at the same time.
    pub(crate) fn width(&self) -> usize {
        if self.mode == Mode::ReadingAgain { 1 } else { self.plan.concurrency }
    }

    /// Whether there is any use in asking for this page.
    pub(crate) fn wants(&self, number: u64) -> bool {
        // A check ends with the page after the last.
        self.mode != Mode::Checking || self.last.is_some_and(|last| number <= last.number.saturating_add(1))
    }

    fn pinned(&self) -> Option<u64> {
        self.plan.first_page.filter(|_| self.part == 0)
    }

    /// Takes the outcome of page `number`, which must be the one after the last that was taken, or the one that
    /// [`Step::GoTo`] named.
    pub(crate) fn take(&mut self, number: u64, outcome: Result<Page<Campaign>, Error>) -> Step {
        // A server that counts from 1 may refuse page 0, or find nothing there.
        let may_not_exist = self.pinned().is_none() && number == 0;
        match outcome {
            Err(error) if may_not_exist && refuses_page(&error) => Step::PassOver,
            Err(error) => self.fail(number, ListingProblem::Call(Box::new(error))),
            Ok(page) if self.mode == Mode::Checking => self.check(number, &page),
            Ok(page) if page.items.is_empty() && may_not_exist => Step::PassOver,
            Ok(page) if page.items.is_empty() => self.reading_ends(),
            Ok(page) => self.read(number, page),
        }
    }

    fn read(&mut self, number: u64, mut page: Page<Campaign>) -> Step {
        let (mut news, mut repeats) = (false, false);
        let mut fingerprint = Fingerprint::default();
        page.items.retain(|campaign| {
            let mark = self.seen.mark(&campaign.uuid);
            fingerprint.push(mark);
            let novelty = self.seen.note(mark, self.reading);
            news |= novelty != Novelty::Old;
            repeats |= novelty == Novelty::Old;
            novelty == Novelty::New
        });
        let before = self.last.replace(LastPage { number, fingerprint });
        // A server that counts from 1 may answer page 0 with its page 1, which is then no repetition.
        let is_the_same = before.is_some_and(|page| page.fingerprint == fingerprint);
        let first_again = number == 1 && self.pinned().is_none() && is_the_same;
        self.repeats |= repeats && !first_again;
        // A page that only repeats an earlier reading is no sign of a server that ignores `page`; one that repeats its
        // own is.
        self.barren = if news || first_again { 0 } else { self.barren + 1 };
        if self.barren >= 2 {
            return self.fail(number, ListingProblem::RepeatedPage { request_id: page.request_id });
        }
        if page.items.is_empty() { Step::PassOver } else { Step::Yield(page) }
    }

    fn reading_ends(&mut self) -> Step {
        match self.last.filter(|_| self.width() > 1) {
            Some(_) if self.repeats => self.read_again(),
            Some(last) => {
                self.mode = Mode::Checking;
                Step::GoTo(last.number)
            }
            None => self.part_ends(),
        }
    }

    fn check(&mut self, number: u64, page: &Page<Campaign>) -> Step {
        let again = LastPage { number, fingerprint: self.fingerprint(page) };
        match self.last {
            Some(last) if last == again => Step::PassOver,
            Some(last) if last.number < number && page.items.is_empty() => self.part_ends(),
            _ => self.read_again(),
        }
    }

    fn fail(&mut self, number: u64, problem: ListingProblem) -> Step {
        if self.width() > 1 && self.last.is_some() {
            return self.read_again();
        }
        Step::Fail(ListingError::new(number, self.part > 0, problem).into())
    }

    fn read_again(&mut self) -> Step {
        self.mode = Mode::ReadingAgain;
        self.next_reading()
    }

    fn part_ends(&mut self) -> Step {
        self.part += 1;
        if self.part == self.plan.parts {
            return Step::End;
        }
        self.mode = Mode::Reading;
        self.next_reading()
    }

    fn next_reading(&mut self) -> Step {
        self.reading += 1;
        self.barren = 0;
        self.repeats = false;
        self.last = None;
        Step::GoTo(self.start())
    }

    fn fingerprint(&self, page: &Page<Campaign>) -> Fingerprint {
        let mut fingerprint = Fingerprint::default();
        page.items.iter().for_each(|campaign| fingerprint.push(self.seen.mark(&campaign.uuid)));
        fingerprint
    }
}

fn refuses_page(error: &Error) -> bool {
    const REFUSALS: [StatusCode; 3] =
        [StatusCode::BAD_REQUEST, StatusCode::NOT_FOUND, StatusCode::UNPROCESSABLE_ENTITY];
    error.status().is_some_and(|status| REFUSALS.contains(&status))
}
