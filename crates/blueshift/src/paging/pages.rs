//! The stream of pages.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_core::Stream;
use futures_core::stream::FusedStream;

use super::continuation::{Continuation, Resume};
use super::page::Page;
use crate::error::Error;

type Reader = Pin<Box<dyn Future<Output = Result<(), Error>> + Send>>;

/// A stream of the pages of a listing; returned by [`ListCampaigns::pages`](crate::ListCampaigns::pages).
///
/// Nothing is sent before the first poll. Dropping the stream cancels the requests in flight.
#[must_use = "a stream does nothing unless it is polled"]
pub struct Pages<T> {
    /// `None` once the stream has ended.
    reader: Option<Reader>,
    output: Output<T>,
    resume: Option<Arc<dyn Resume<T>>>,
}

impl<T> Pages<T> {
    /// Creates a stream of the pages that `read` passes to its output, followed by the error that it returns, if any.
    pub(crate) fn new<F>(read: impl FnOnce(Output<T>) -> F) -> Self
    where
        F: Future<Output = Result<(), Error>> + Send + 'static,
    {
        let output = Output { slot: Arc::default() };
        let reader = read(Output { slot: output.slot.clone() });
        Self { reader: Some(Box::pin(reader)), output, resume: None }
    }

    /// Enables continuation tokens.
    pub(crate) fn resumable(mut self, resume: Arc<dyn Resume<T>>) -> Self {
        self.resume = Some(resume);
        self
    }

    /// Returns a token that resumes the listing after the pages that were yielded. It is also available after an error. Returns
    /// `None` if the listing is configured incorrectly.
    pub fn continuation(&self) -> Option<Continuation> {
        self.continuation_before(&[])
    }

    /// Returns a token like [`continuation`](Self::continuation). The items in `unread` count as not yielded.
    pub(super) fn continuation_before(&self, unread: &[T]) -> Option<Continuation> {
        self.resume.as_ref()?.continuation(unread)
    }
}

impl<T> Stream for Pages<T> {
    type Item = Result<Page<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Some(reader) = &mut self.reader else {
            return Poll::Ready(None);
        };
        match reader.as_mut().poll(context) {
            Poll::Ready(outcome) => {
                self.reader = None;
                Poll::Ready(outcome.err().map(Err))
            }
            Poll::Pending => match self.output.take() {
                Some(page) => Poll::Ready(Some(Ok(page))),
                None => Poll::Pending,
            },
        }
    }
}

impl<T> FusedStream for Pages<T> {
    fn is_terminated(&self) -> bool {
        self.reader.is_none()
    }
}

impl<T> fmt::Debug for Pages<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").finish_non_exhaustive()
    }
}

/// Passes pages from the future that reads a listing to the stream [`Pages`].
pub(crate) struct Output<T> {
    slot: Arc<Mutex<Option<Page<T>>>>,
}

impl<T> Output<T> {
    /// Passes a page to the stream. Returns when the consumer polls the stream again.
    pub(crate) async fn send(&self, page: Page<T>) {
        *self.slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(page);
        let mut sent = false;
        // Returning `Pending` once lets the stream take the page. The stream polls this future again only when the next page
        // is needed.
        poll_fn(|_| if std::mem::replace(&mut sent, true) { Poll::Ready(()) } else { Poll::Pending }).await;
    }

    fn take(&self) -> Option<Page<T>> {
        self.slot.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
