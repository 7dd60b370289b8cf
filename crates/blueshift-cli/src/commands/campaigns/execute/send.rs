//! The second pass over the input: sends requests for the recipients in the temporary file, and writes their outcomes to the
//! results file.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use blueshift::{BulkExecuteCampaigns, BulkOutcomes, Client, Error, ItemOutcome, ItemStatus, Recipient};
use futures_util::StreamExt;
use uuid::Uuid;

use super::results::{Line, ResultsFile, Scope, Status};
use super::spool::{Spool, Spooled};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::terminal::Terminal;
use crate::writes::{Interrupts, Problem, Tally};

/// The maximum number of recipients whose lines are written and synced together without `--bulk`. A larger number would reduce
/// the cost of syncs, but after an interruption, more recipients would have lines although no request was sent for them.
const BATCH: usize = 32;
/// The number of consecutive transient failures after which no requests are sent for the remaining recipients.
const OUTAGE: u32 = 50;

/// Options for sending requests.
#[derive(Clone)]
pub(super) struct Options {
    pub(super) scope: Scope,
    pub(super) concurrency: usize,
    pub(super) bulk: bool,
    pub(super) retry_unknown: bool,
}

impl Options {
    /// Returns the outcomes of the requests for `recipients`, which are read while the outcomes are polled.
    pub(super) fn call<I>(&self, client: &Client, recipients: I) -> Result<BulkOutcomes<Recipient>, Error>
    where
        I: IntoIterator<Item = Recipient, IntoIter: Send + 'static>,
    {
        let call = client
            .campaigns()
            .execute_many(&self.scope.campaign_uuid, recipients)
            .concurrency(self.concurrency);
        match (self.bulk, self.retry_unknown) {
            (false, _) => call.outcomes(),
            (true, false) => call.bulk().outcomes(),
            (true, true) => call.bulk().retry_unknown().outcomes(),
        }
    }
}

/// The state shared by the source of recipients and the consumer of outcomes.
struct Shared {
    results: ResultsFile,
    /// The recipients for which requests are sent next. Their lines are on disk.
    batch: VecDeque<Recipient>,
    /// The recipients in `batch` and in flight, by transaction.
    in_flight: HashMap<Uuid, InFlight>,
    /// Whether sending has stopped.
    stopped: bool,
    problem: Option<Problem>,
    options: Options,
}

/// A recipient in the batch or in flight, without its data.
struct InFlight {
    record: u64,
    key: Option<String>,
    digest: Uuid,
    /// Whether an earlier run may have executed the campaign for this recipient.
    may_be_executed: bool,
}

impl InFlight {
    fn line(&self, options: &Options, transaction_uuid: Uuid, status: Status) -> Line {
        Line {
            scope: options.scope.clone(),
            record: self.record,
            key: self.key.clone(),
            digest: self.digest,
            transaction_uuid,
            status,
            bulk: options.bulk,
            may_still_take_effect: false,
            error: None,
            request_id: None,
        }
    }
}

fn lock(shared: &Mutex<Shared>) -> MutexGuard<'_, Shared> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn stop(&mut self, problem: Problem) {
        self.stopped = true;
        self.problem.get_or_insert(problem);
    }

    fn cannot_write(&mut self, source: io::Error) {
        self.stopped = true;
        // A write error takes precedence over the failure of a recipient.
        self.problem = Some(Problem::Write { path: self.results.path().to_owned(), source });
    }
}

/// An iterator that yields recipients after their transactions are synced to disk. It is read by the task that polls the
/// outcomes, so disk access does not block the tasks that send requests.
struct Source {
    spool: Spool,
    shared: Arc<Mutex<Shared>>,
}

impl Iterator for Source {
    type Item = Recipient;

    fn next(&mut self) -> Option<Recipient> {
        let shared = self.shared.clone();
        let mut shared = lock(&shared);
        if shared.stopped {
            return None;
        }
        if shared.batch.is_empty() {
            self.fill(&mut shared);
        }
        shared.batch.pop_front()
    }
}

impl Source {
    fn fill(&mut self, shared: &mut Shared) {
        let size = if shared.options.bulk { BulkExecuteCampaigns::DEFAULT_CHUNK_SIZE } else { BATCH };
        let (mut lines, mut recipients) = (Vec::with_capacity(size), VecDeque::with_capacity(size));
        while recipients.len() < size {
            let spooled = match self.spool.next() {
                Ok(Some(spooled)) => spooled,
                Ok(None) => break,
                Err(error) => {
                    shared.stop(Problem::Spool(error));
                    return;
                }
            };
            let Spooled { record, key, digest, transaction, may_be_executed, row } = spooled;
            let mut recipient = row.into_recipient();
            if let Some(key) = &key {
                recipient = recipient.transaction_key(key);
            }
            if let Some(transaction) = transaction {
                recipient = recipient.transaction(transaction);
            }
            let transaction = recipient.transaction_uuid(&shared.options.scope.campaign_uuid);
            let in_flight = InFlight { record, key, digest, may_be_executed };
            lines.push(in_flight.line(&shared.options, transaction, Status::Pending));
            shared.in_flight.insert(transaction, in_flight);
            recipients.push_back(recipient);
        }
        if lines.is_empty() {
            return;
        }
        // The lines are written before any request is sent, so that later runs use the same transactions, and by default do
        // not retry bulk requests with an unknown outcome.
        match shared.results.append(&lines, true) {
            Ok(()) => shared.batch = recipients,
            Err(error) => {
                for line in lines {
                    shared.in_flight.remove(&line.transaction_uuid);
                }
                shared.cannot_write(error);
            }
        }
    }
}

/// Sends all recipients. Stops after an interruption, after [`OUTAGE`] consecutive transient failures, after an error that
/// affects all recipients, or if a file cannot be read or written. Returns the number of recipients by outcome, and
/// the first problem; a write error replaces an earlier problem.
pub(super) async fn send(
    client: &Client,
    options: Options,
    spool: Spool,
    results: ResultsFile,
    progress: &Progress,
    terminal: &Terminal,
) -> Result<(Tally, Option<Problem>), Failure> {
    let (count, mut tally) = (spool.count, spool.resumed);
    let mut interrupts = Interrupts::new().map_err(Failure::Runtime)?;
    let (batch, in_flight, options_of_call) = (VecDeque::new(), HashMap::new(), options.clone());
    let shared = Shared { results, batch, in_flight, stopped: false, problem: None, options };
    let shared = Arc::new(Mutex::new(shared));
    let source = Source { spool, shared: shared.clone() };
    let mut outcomes = options_of_call.call(client, source).map_err(Failure::Client)?;
    let (mut finished, mut outage, mut interrupted) = (0_u64, Outage::default(), false);
    loop {
        tokio::select! {
            biased;
            () = interrupts.next() => {
                lock(&shared).stop(Problem::Interrupted);
                if interrupted {
                    break;
                }
                interrupted = true;
                progress.suspend(|| {
                    terminal.warn("interrupted: waiting for requests in flight; interrupt again to stop immediately");
                });
            }
            outcome = outcomes.next() => {
                let Some(outcome) = outcome else { break };
                finished = finished.saturating_add(1);
                progress.add_items(1);
                let mut shared = lock(&shared);
                outage.add(&outcome);
                if outage.requests >= OUTAGE || affects_all(&outcome) {
                    shared.stopped = true;
                }
                shared.finish(outcome, &mut tally);
            }
        }
    }
    let taken = outcomes.progress().taken;
    drop(outcomes);
    let mut shared = lock(&shared);
    shared.end();
    tally.unknown = tally.unknown.saturating_add(taken.saturating_sub(finished));
    tally.not_sent = count.saturating_sub(taken.max(finished));
    if tally.is_complete() && matches!(shared.problem, Some(Problem::Interrupted)) {
        // Requests for all recipients were already sent.
        shared.problem = None;
    }
    Ok((tally, shared.problem.take()))
}

impl Shared {
    /// Writes and counts an outcome.
    fn finish(&mut self, outcome: ItemOutcome<Recipient>, tally: &mut Tally) {
        let transaction = outcome.item.transaction_uuid(&self.options.scope.campaign_uuid);
        let Some(recipient) = self.in_flight.remove(&transaction) else { return };
        // An earlier run may have executed the campaign for this recipient, even if the request fails in this run.
        let is_unknown = recipient.may_be_executed && outcome.status == ItemStatus::Failed;
        let status = if is_unknown { ItemStatus::Unknown } else { outcome.status };
        tally.add(status);
        let mut line = recipient.line(&self.options, transaction, status.into());
        line.may_still_take_effect = outcome.may_still_take_effect;
        if let Some(error) = outcome.error {
            line.error = Some(error.to_string());
            line.request_id = error.request_id().map(str::to_owned);
            if line.status != Status::Successful {
                self.problem.get_or_insert(Problem::Call(error));
            }
        }
        self.append(&[line]);
    }

    /// Marks the rest of the batch as not sent, except recipients for which an earlier run may have executed the campaign.
    /// Syncs all lines.
    fn end(&mut self) {
        let mut lines = Vec::new();
        for recipient in std::mem::take(&mut self.batch) {
            let transaction = recipient.transaction_uuid(&self.options.scope.campaign_uuid);
            let unsent = self.in_flight.remove(&transaction).filter(|unsent| !unsent.may_be_executed);
            lines.extend(unsent.map(|unsent| unsent.line(&self.options, transaction, Status::NotSent)));
        }
        self.append(&lines);
        if let Err(error) = self.results.sync() {
            self.cannot_write(error);
        }
    }

    fn append(&mut self, lines: &[Line]) {
        if !matches!(self.problem, Some(Problem::Write { .. }))
            && let Err(error) = self.results.append(lines, false)
        {
            self.cannot_write(error);
        }
    }
}

/// Consecutive transient failures, which probably also affect the following recipients.
#[derive(Default)]
struct Outage {
    requests: u32,
    /// The last error. Recipients of one request share it.
    last: Option<Arc<Error>>,
}

impl Outage {
    fn add(&mut self, outcome: &ItemOutcome<Recipient>) {
        let failed = outcome.error.as_ref().filter(|_| outcome.status != ItemStatus::Successful);
        match failed.filter(|error| is_transient(error)) {
            None => *self = Self::default(),
            Some(error) if self.last.as_ref().is_some_and(|last| Arc::ptr_eq(last, error)) => {}
            Some(error) => {
                self.requests = self.requests.saturating_add(1);
                self.last = Some(error.clone());
            }
        }
    }
}

/// Returns whether the failure was probably caused by the network or by an overloaded or failing server. Unlike
/// [`Error::is_retryable`], also returns true if a retry could apply the request twice.
fn is_transient(error: &Error) -> bool {
    error.is_retryable()
        || matches!(error, Error::Transport(_))
        || error.status().is_some_and(|status| status.is_server_error())
}

/// Returns whether the server refuses the key or the campaign. Such a refusal affects all recipients.
fn affects_all(outcome: &ItemOutcome<Recipient>) -> bool {
    let status = outcome.error.as_ref().and_then(|error| error.status());
    status.is_some_and(|status| matches!(status.as_u16(), 401 | 403 | 404))
}
