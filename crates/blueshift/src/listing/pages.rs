//! The stream of pages.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use blueshift_api::types::Campaign;
use futures_core::Stream;
use futures_core::stream::FusedStream;
use futures_util::stream::{FuturesOrdered, StreamExt};

use super::machine::{Machine, Plan, Step};
use crate::error::{ConfigError, Error};
use crate::page::Page;

/// A page's number, and what came of asking for it.
type Fetched = (u64, Result<Page<Campaign>, Error>);
type Fetching = Pin<Box<dyn Future<Output = Fetched> + Send>>;
type Fetch = Box<dyn Fn(usize, u64) -> Fetching + Send>;

/// The pages of a listing; made by [`ListCampaigns::pages`](crate::ListCampaigns::pages).
///
/// Nothing is asked for before the first poll, and dropping the stream cancels what is under way.
#[must_use = "a stream does nothing unless it is polled"]
pub struct Pages {
    /// `None` once the stream has ended.
    state: Option<State>,
    /// Why the listing was refused before it began.
    refusal: Option<Error>,
}

struct State {
    machine: Machine,
    /// Asks for a page of a part.
    fetch: Fetch,
    /// The next page to ask for; `None` past the last page number there is.
    next: Option<u64>,
    under_way: FuturesOrdered<Fetching>,
}

impl Pages {
    pub(crate) fn new<F>(plan: Plan, fetch: impl Fn(usize, u64) -> F + Send + 'static) -> Self
    where
        F: Future<Output = Result<Page<Campaign>, Error>> + Send + 'static,
    {
        let fetch: Fetch = Box::new(move |part, number| {
            let page = fetch(part, number);
            Box::pin(async move { (number, page.await) })
        });
        let machine = Machine::new(plan);
        let next = Some(machine.start());
        let state = State { machine, fetch, next, under_way: FuturesOrdered::new() };
        Self { state: Some(state), refusal: None }
    }

    pub(crate) fn refused(error: Error) -> Self {
        Self { state: None, refusal: Some(error) }
    }
}

impl Stream for Pages {
    type Item = Result<Page<Campaign>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(error) = self.refusal.take() {
            return Poll::Ready(Some(Err(error)));
        }
        let Some(state) = &mut self.state else {
            return Poll::Ready(None);
        };
        let step = ready!(state.poll_step(context));
        if !matches!(step, Some(Ok(_))) {
            // Whatever is still under way is cancelled.
            self.state = None;
        }
        Poll::Ready(step)
    }
}

impl State {
    fn poll_step(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Page<Campaign>, Error>>> {
        loop {
            self.ask();
            let Some((number, outcome)) = ready!(self.under_way.poll_next_unpin(context)) else {
                // Reached only after the last page number there is.
                let problem = ConfigError::invalid("page", &u64::MAX, "less than the largest 64-bit number");
                return Poll::Ready(Some(Err(problem.into())));
            };
            match self.machine.take(number, outcome) {
                Step::Yield(page) => return Poll::Ready(Some(Ok(page))),
                Step::PassOver => {}
                Step::GoTo(number) => {
                    self.under_way = FuturesOrdered::new();
                    self.next = Some(number);
                }
                Step::End => return Poll::Ready(None),
                Step::Fail(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }

    /// Asks for as many pages as may be under way.
    fn ask(&mut self) {
        while self.under_way.len() < self.machine.width()
            && let Some(number) = self.next.filter(|number| self.machine.wants(*number))
        {
            self.under_way.push_back((self.fetch)(self.machine.part(), number));
            self.next = number.checked_add(1);
        }
    }
}

impl FusedStream for Pages {
    fn is_terminated(&self) -> bool {
        self.state.is_none() && self.refusal.is_none()
    }
}

impl fmt::Debug for Pages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}
