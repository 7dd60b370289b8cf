//! Keeps several pages in flight.

use std::collections::BTreeMap;

use tokio::task::{JoinError, JoinSet};
use tracing::Instrument;
use tracing::instrument::WithSubscriber;

use super::{Fetch, Fetching, PageRequest, Response, classify, page_after, page_error};
use crate::error::{Error, TransportError};
use crate::paging::Page;

/// The maximum number of pages that are requested at the start. If the list has one page, the two pages after it are usually
/// requested anyway, to confirm the end.
const FIRST_PAGES: u64 = 3;

/// Requests pages in order, and requests further pages in advance: at first three pages concurrently, then 4, 8 …, up to a
/// limit. With a limit of 1, no page is requested in advance.
///
/// Each page that is requested in advance is a separate task, so that a slow consumer does not cause timeouts. Dropping the
/// window aborts the tasks.
pub(super) struct Window<T> {
    fetch: Fetch<T>,
    size: Option<u64>,
    /// The maximum number of pages in flight.
    limit: usize,
    /// The number of pages that the next call of `get` requests, counted from the page that it returns. Pages that have
    /// already been requested are not requested again.
    width: usize,
    /// The number of the page that `get` is expected to return next.
    next: u64,
    /// The number of the page after the last one that was requested.
    end: u64,
    tasks: JoinSet<(u64, Result<Page<T>, Error>)>,
    /// The responses that were received before they were needed.
    received: BTreeMap<u64, Result<Page<T>, Error>>,
}

impl<T: Send + 'static> Window<T> {
    pub(super) fn new(fetch: Fetch<T>, size: Option<u64>, limit: usize) -> Self {
        let (tasks, received) = (JoinSet::new(), BTreeMap::new());
        Self { fetch, size, limit, width: 1, next: 0, end: 0, tasks, received }
    }

    /// Returns whether several pages may be in flight.
    pub(super) fn is_concurrent(&self) -> bool {
        self.limit > 1
    }

    /// Returns the response for a page that may be the first one. Up to two pages after it are requested in advance.
    pub(super) async fn get_first(&mut self, number: u64) -> Result<Response<T>, Error> {
        self.restart(number);
        let first_pages = u64::try_from(self.limit).map_or(FIRST_PAGES, |limit| limit.min(FIRST_PAGES));
        self.request_until(page_after(number, first_pages)?)?;
        self.get_alone(number).await
    }

    /// Requests further pages without a size, and discards the pages that were requested with one.
    pub(super) fn omit_size(&mut self) {
        self.size = None;
        self.restart(self.next);
    }

    /// Returns the response for a page, usually the page after the one that was returned before.
    pub(super) async fn get(&mut self, number: u64) -> Result<Response<T>, Error> {
        if self.limit == 1 {
            return classify(number, self.request(number).await);
        }
        if number != self.next {
            self.restart(number);
        }
        let width = u64::try_from(self.width).unwrap_or(1);
        self.request_until(number.saturating_add(width))?;
        let response = loop {
            if let Some(response) = self.received.remove(&number) {
                break response;
            }
            match self.tasks.join_next().await {
                Some(ended) => self.store(ended).map_err(|error| page_error(number, error))?,
                None => break self.request(number).await,
            }
        };
        self.next = number.saturating_add(1);
        self.width = self.width.saturating_mul(2).min(self.limit);
        classify(number, response)
    }

    /// Returns the response for a page like [`get`](Self::get), but requests no page in advance, because the list may end
    /// here.
    pub(super) async fn get_alone(&mut self, number: u64) -> Result<Response<T>, Error> {
        self.width = 1;
        self.get(number).await
    }

    /// Waits until no request is in flight. The responses are kept until they are needed.
    pub(super) async fn wait_for_all(&mut self) -> Result<(), Error> {
        while let Some(ended) = self.tasks.join_next().await {
            self.store(ended).map_err(|error| page_error(self.next, error))?;
        }
        Ok(())
    }

    /// Aborts the requests in flight, discards their responses, and expects page `number` to be requested next.
    fn restart(&mut self, number: u64) {
        self.tasks = JoinSet::new();
        self.received.clear();
        (self.next, self.end) = (number, number);
    }

    /// Requests all pages before page `end` that have not been requested. Does nothing with a limit of 1.
    fn request_until(&mut self, end: u64) -> Result<(), Error> {
        while self.is_concurrent() && self.end < end {
            let (page, request) = (self.end, self.request(self.end));
            let task = async move { (page, request.await) };
            self.tasks.spawn(task.in_current_span().with_current_subscriber());
            self.end = page_after(self.end, 1)?;
        }
        Ok(())
    }

    /// Stores the response of a task that has ended, or resumes its panic.
    fn store(&mut self, ended: Result<(u64, Result<Page<T>, Error>), JoinError>) -> Result<(), Error> {
        match ended {
            Ok((page, response)) => drop(self.received.insert(page, response)),
            Err(error) => match error.try_into_panic() {
                Ok(panic) => std::panic::resume_unwind(panic),
                Err(error) => return Err(TransportError::aborted(error).into()),
            },
        }
        Ok(())
    }

    fn request(&self, number: u64) -> Fetching<T> {
        (self.fetch)(PageRequest { number, size: self.size })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::task::{Context, Waker};

    use super::*;
    use crate::error::{ListingProblem, TransportProblem};

    struct Item;

    impl crate::paging::Keyed for Item {
        fn key(&self) -> Option<&str> {
            None
        }
    }

    #[test]
    fn runtime_shutdown_is_reported_with_the_page_number() {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let fetch: Fetch<Item> = Arc::new(|_| Box::pin(std::future::pending()));
        let mut window = Window::new(fetch, None, 2);
        let mut page = Box::pin(window.get_first(3));
        let mut context = Context::from_waker(Waker::noop());
        let entered = runtime.enter();
        assert!(page.as_mut().poll(&mut context).is_pending());
        drop(entered);
        drop(runtime);
        let std::task::Poll::Ready(Err(error)) = page.as_mut().poll(&mut context) else {
            panic!("the page did not fail");
        };
        let Error::Listing(listing) = &error else { panic!("{error:?}") };
        assert_eq!((error.page(), error.attempts(), error.outcome()), (Some(3), 1, None));
        let ListingProblem::Call(call) = listing.problem() else { panic!("{error:?}") };
        let Error::Transport(call) = &**call else { panic!("{error:?}") };
        assert_eq!(call.problem(), TransportProblem::Broken);
        assert_eq!(call.to_string(), "failed to read the response from the server");
        assert!(!error.is_retryable());
    }
}
