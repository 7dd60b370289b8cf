//! The iterators of the blocking client.

use std::fmt;
use std::pin::Pin;

use futures_util::StreamExt;

use super::client::Client;
use super::runtime::check;
use crate::campaigns::{BulkOutcomes, BulkProgress, ItemOutcome};
use crate::error::Error;
use crate::paging::{Continuation, Items, Pages};

/// A boxed stream. An [`Iter`] with this type parameter has only the methods of [`Iterator`].
pub type Stream<T> = Pin<Box<dyn futures_core::Stream<Item = Result<T, Error>> + Send>>;

/// An iterator over the values of a stream.
///
/// Nothing is sent before the first call to [`next`](Iterator::next). After an error that ends the stream, `next` returns
/// `None`. On a thread of an async runtime, `next` returns [`ConfigError::AsyncRuntime`](crate::ConfigError::AsyncRuntime) and
/// does not advance, so that no value is lost.
///
/// Dropping the iterator cancels the requests in flight.
#[must_use = "iterators are lazy"]
pub struct Iter<S> {
    client: Client,
    stream: S,
}

impl<S> Iter<S> {
    pub(crate) fn new(client: Client, stream: S) -> Self {
        Self { client, stream }
    }
}

impl<T> Iter<Items<T>> {
    /// Returns a token that resumes the listing after the items that were returned; see [`Items::continuation`].
    pub fn continuation(&self) -> Option<Continuation> {
        self.stream.continuation()
    }
}

impl<T> Iter<Pages<T>> {
    /// Returns a token that resumes the listing after the pages that were returned; see [`Pages::continuation`].
    pub fn continuation(&self) -> Option<Continuation> {
        self.stream.continuation()
    }
}

impl<T, S: futures_core::Stream<Item = Result<T, Error>> + Unpin> Iterator for Iter<S> {
    type Item = Result<T, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        self.client.block_on(self.stream.next()).unwrap_or_else(|error| Some(Err(error.into())))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.stream.size_hint()
    }
}

impl<S> fmt::Debug for Iter<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iter").finish_non_exhaustive()
    }
}

/// An iterator over the outcomes of a bulk write, in the order in which they become known.
///
/// New requests are started while [`next`](Iterator::next) waits; requests in flight also make progress between two calls. On a
/// thread of an async runtime, `next` returns [`ConfigError::AsyncRuntime`](crate::ConfigError::AsyncRuntime) and does not
/// advance, so that no outcome is lost. It returns no other error.
///
/// If the iterator is dropped early, the outcomes of requests in flight remain unknown.
#[must_use = "iterators are lazy"]
#[derive(Debug)]
pub struct Outcomes<T> {
    client: Client,
    outcomes: BulkOutcomes<T>,
}

impl<T> Outcomes<T> {
    pub(crate) fn new(client: Client, outcomes: BulkOutcomes<T>) -> Result<Self, Error> {
        check()?;
        Ok(Self { client, outcomes })
    }

    /// Returns the number of items taken from the input, and the number of outcomes returned.
    pub fn progress(&self) -> BulkProgress {
        self.outcomes.progress()
    }
}

impl<T> Iterator for Outcomes<T> {
    type Item = Result<ItemOutcome<T>, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        match self.client.block_on(self.outcomes.next()) {
            Ok(outcome) => outcome.map(Ok),
            Err(error) => Some(Err(error.into())),
        }
    }
}
