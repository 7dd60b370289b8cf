//! Bulk writes: items are sent in chunks, several chunks can be in flight at a time, and each item has one outcome.

use std::collections::{HashSet, VecDeque};
use std::future::Future;
use std::hash::Hash;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_core::future::BoxFuture;
use futures_core::stream::BoxStream;
use futures_util::StreamExt;
use futures_util::stream::{Fuse, FuturesUnordered};
use tokio::task::JoinSet;
use tracing::Instrument;
use tracing::instrument::WithSubscriber;

use crate::call::Response;
use crate::error::{ConfigError, Error, Outcome};
use crate::paging::check_concurrency;

mod outcome;

pub use outcome::{ItemOutcome, ItemStatus};

/// The default number of requests in flight.
pub(super) const DEFAULT_CONCURRENCY: usize = 4;

/// The operation of a bulk write.
pub(super) trait Bulk: Send + Unpin + 'static {
    type Item: Send + Unpin + 'static;
    type Key: Eq + Hash + Send + Unpin + 'static;
    type Value: Send + 'static;

    /// The status of an item whose request was applied, if the response cannot be read.
    const APPLIED: ItemStatus = ItemStatus::Unknown;

    /// Returns the key of an item: the UUID of its campaign or transaction. Items with the same key are never in flight at the
    /// same time.
    fn key(&self, item: &Self::Item) -> Self::Key;

    /// Returns an error if the item cannot be sent.
    fn check(&self, item: &Self::Item) -> Result<(), ConfigError>;

    /// Sends a request with these items.
    fn send(
        &self,
        items: &[Self::Item],
    ) -> impl Future<Output = Result<Response<Self::Value>, Error>> + Send + 'static;

    /// Returns the status of an item according to the response. `index` is the position of the item in the request, and `count`
    /// the number of items in the request.
    fn status(value: &Self::Value, item: &Self::Item, index: usize, count: usize) -> ItemStatus;
}

/// The progress of a bulk write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct BulkProgress {
    /// The number of items taken from the input, including those in flight. An item that waits for the outcome of an item with
    /// the same campaign or transaction is not counted yet.
    pub taken: u64,
    /// The number of outcomes yielded.
    pub finished: u64,
}

/// A stream of the outcomes of a bulk write, one for each item, in the order in which they become known.
///
/// The input is read while outcomes are polled. Memory use depends on the chunk size and the number of requests in flight, not
/// on the length of the input. Each request is a separate tokio task, so that a slow consumer does not cause timeouts; a tokio
/// runtime is required. A failed request yields outcomes and does not end the stream. To stop, drop the stream; items that were
/// [taken](Self::progress) from the input but have no outcome may have been written.
#[must_use = "nothing is sent until the stream is polled"]
pub struct BulkOutcomes<T> {
    engine: Pin<Box<dyn Engine<T>>>,
    finished: u64,
}

/// A stream of the outcomes of a bulk write, independent of the operation.
trait Engine<T>: Stream<Item = ItemOutcome<T>> + Send {
    fn taken(&self) -> u64;
}

impl<T> BulkOutcomes<T> {
    /// Returns the number of items taken from the input and the number of outcomes yielded.
    pub fn progress(&self) -> BulkProgress {
        BulkProgress { taken: self.engine.taken(), finished: self.finished }
    }

    /// Creates a stream that sends the items of the input in chunks of at most `chunk_size`.
    pub(super) fn new<B: Bulk<Item = T>>(
        bulk: B,
        input: BoxStream<'static, T>,
        chunk_size: usize,
        concurrency: usize,
    ) -> Result<Self, Error> {
        check_concurrency(concurrency)?;
        if chunk_size == 0 {
            return Err(ConfigError::invalid("chunk_size", &chunk_size, "1 or more").into());
        }
        let chunks = Chunks {
            bulk,
            input: input.fuse(),
            chunk_size,
            concurrency,
            taken: 0,
            held: None,
            chunk: Vec::new(),
            keys: HashSet::new(),
            in_flight: FuturesUnordered::new(),
            finished: VecDeque::new(),
        };
        Ok(Self { engine: Box::pin(chunks), finished: 0 })
    }
}

impl<T> Stream for BulkOutcomes<T> {
    type Item = ItemOutcome<T>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<ItemOutcome<T>>> {
        let outcome = ready!(self.engine.as_mut().poll_next(context));
        self.finished = self.finished.saturating_add(u64::from(outcome.is_some()));
        Poll::Ready(outcome)
    }
}

impl<T> std::fmt::Debug for BulkOutcomes<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("BulkOutcomes").field("progress", &self.progress()).finish_non_exhaustive()
    }
}

/// Forms chunks of the input, sends them, and queues the outcomes.
struct Chunks<B: Bulk> {
    bulk: B,
    input: Fuse<BoxStream<'static, B::Item>>,
    chunk_size: usize,
    concurrency: usize,
    taken: u64,
    /// An item that waits until the item with the same key has finished.
    held: Option<B::Item>,
    /// The next chunk.
    chunk: Vec<B::Item>,
    /// The keys of the items in the next chunk and of those in flight.
    keys: HashSet<B::Key>,
    in_flight: FuturesUnordered<BoxFuture<'static, Vec<ItemOutcome<B::Item>>>>,
    finished: VecDeque<ItemOutcome<B::Item>>,
}

impl<B: Bulk> Chunks<B> {
    /// Fills the next chunk and returns it when it is full, the input has ended, or the next item has to wait. Returns `None`
    /// if there is nothing to send now.
    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Vec<B::Item>>> {
        while self.chunk.len() < self.chunk_size {
            let item = match self.held.take() {
                Some(item) => item,
                None => match ready!(self.input.poll_next_unpin(context)) {
                    Some(item) => item,
                    None => break,
                },
            };
            if let Err(error) = self.bulk.check(&item) {
                self.taken = self.taken.saturating_add(1);
                self.finished.push_back(ItemOutcome::refused(item, error));
                return Poll::Ready(None);
            }
            if !self.keys.insert(self.bulk.key(&item)) {
                self.held = Some(item);
                break;
            }
            self.taken = self.taken.saturating_add(1);
            self.chunk.push(item);
        }
        Poll::Ready(Some(std::mem::take(&mut self.chunk)).filter(|chunk| !chunk.is_empty()))
    }

    fn start(&mut self, items: Vec<B::Item>) {
        let mut task = JoinSet::new();
        task.spawn(self.bulk.send(&items).in_current_span().with_current_subscriber());
        self.in_flight.push(Box::pin(async move {
            match task.join_next().await {
                Some(Ok(result)) => outcomes::<B>(items, result),
                Some(Err(error)) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
                // The runtime is shutting down.
                _ => items.into_iter().map(ItemOutcome::lost).collect(),
            }
        }));
    }
}

/// Returns the outcome of each item of a request.
fn outcomes<B: Bulk>(
    items: Vec<B::Item>,
    result: Result<Response<B::Value>, Error>,
) -> Vec<ItemOutcome<B::Item>> {
    let count = items.len();
    let (result, may_still_take_effect) = match result {
        Ok(response) => {
            let may_still_take_effect = response.may_still_take_effect();
            (Ok(response.into_inner()), may_still_take_effect)
        }
        Err(error) => (Err(Arc::new(error)), false),
    };
    let outcome = |(index, item): (usize, B::Item)| {
        let (status, may_still_take_effect, error) = match &result {
            // An earlier attempt may have applied, or may still apply, items that this response reports as not applied.
            Ok(value) => match B::status(value, &item, index, count) {
                ItemStatus::Blocked | ItemStatus::Failed if may_still_take_effect => {
                    (ItemStatus::Unknown, true, None)
                }
                status => (status, may_still_take_effect, None),
            },
            Err(error) => {
                let status = match error.outcome() {
                    Some(Outcome::NotApplied) => ItemStatus::Failed,
                    Some(Outcome::Applied) => B::APPLIED,
                    _ => ItemStatus::Unknown,
                };
                (status, error.may_still_take_effect(), Some(error.clone()))
            }
        };
        ItemOutcome { item, status, may_still_take_effect, error }
    };
    items.into_iter().enumerate().map(outcome).collect()
}

impl<B: Bulk> Engine<B::Item> for Chunks<B> {
    fn taken(&self) -> u64 {
        self.taken
    }
}

impl<B: Bulk> Stream for Chunks<B> {
    type Item = ItemOutcome<B::Item>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<ItemOutcome<B::Item>>> {
        let this = &mut *self;
        loop {
            if let Some(outcome) = this.finished.pop_front() {
                return Poll::Ready(Some(outcome));
            }
            let mut has_ended = false;
            while this.in_flight.len() < this.concurrency {
                match this.poll_chunk(context) {
                    Poll::Ready(Some(chunk)) => this.start(chunk),
                    Poll::Ready(None) => {
                        has_ended = this.held.is_none() && this.finished.is_empty();
                        break;
                    }
                    Poll::Pending => break,
                }
            }
            if !this.finished.is_empty() {
                continue;
            }
            match this.in_flight.poll_next_unpin(context) {
                Poll::Ready(Some(outcomes)) => {
                    for outcome in &outcomes {
                        this.keys.remove(&this.bulk.key(&outcome.item));
                    }
                    this.finished.extend(outcomes);
                }
                Poll::Ready(None) if has_ended => return Poll::Ready(None),
                Poll::Ready(None) | Poll::Pending => return Poll::Pending,
            }
        }
    }
}
