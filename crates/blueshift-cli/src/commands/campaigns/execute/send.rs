//! The second pass: sends the recipients of the temporary file and writes their outcomes to the results file.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::path::PathBuf;
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

/// How many recipients are written and synced at once with single requests. More would make each sync cheaper, and leave more
/// lines of recipients that were not sent after an interruption.
const BATCH: usize = 32;
/// After so many requests in a row that failed for a cause that may pass, the rest is not sent.
const OUTAGE: u32 = 50;

/// How to send.
#[derive(Clone)]
pub(super) struct Options {
    pub(super) scope: Scope,
    pub(super) concurrency: usize,
    pub(super) bulk: bool,
    pub(super) retry_unknown: bool,
}

impl Options {
    /// The call for recipients that are read as outcomes are polled.
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

/// What the source of recipients and the consumer of outcomes share.
struct Shared {
    results: ResultsFile,
    /// The recipients to send next, whose lines are on the disk.
    batch: VecDeque<Recipient>,
    /// The recipients that were taken, and whose outcome is not known yet, by transaction.
    in_flight: HashMap<Uuid, InFlight>,
    /// Nothing more is sent.
    stopped: bool,
    problem: Option<Problem>,
    options: Options,
}

/// A recipient without its data.
struct InFlight {
    record: u64,
    key: Option<String>,
    digest: Uuid,
    in_doubt: bool,
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
            after_doubt: false,
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
        // This matters more than the failure of one recipient.
        self.problem = Some(Problem::Write { path: self.results.path().to_owned(), source });
    }
}

/// Yields recipients whose transactions are on the disk. The tasks that send them are not blocked by the reading and writing.
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
                Err(source) => {
                    shared.stop(Problem::Write { path: PathBuf::from("a temporary file"), source });
                    return;
                }
            };
            let Spooled { record, key, digest, transaction, in_doubt, row } = spooled;
            let mut recipient = row.into_recipient();
            if let Some(key) = &key {
                recipient = recipient.transaction_key(key);
            }
            if let Some(transaction) = transaction {
                recipient = recipient.transaction(transaction);
            }
            let transaction = recipient.transaction_uuid(&shared.options.scope.campaign_uuid);
            let in_flight = InFlight { record, key, digest, in_doubt };
            lines.push(in_flight.line(&shared.options, transaction, Status::Pending));
            shared.in_flight.insert(transaction, in_flight);
            recipients.push_back(recipient);
        }
        if lines.is_empty() {
            return;
        }
        // Before any request is sent, so that every later run repeats these transactions, and knows of those that it must not.
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

/// Sends all recipients, or those before an interruption or an error that concerns all of them.
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
                    terminal.warn("interrupted: waiting for the requests in flight; again to stop at once");
                });
            }
            outcome = outcomes.next() => {
                let Some(outcome) = outcome else { break };
                finished = finished.saturating_add(1);
                progress.add_items(1);
                let mut shared = lock(&shared);
                outage.add(&outcome);
                if outage.requests >= OUTAGE || concerns_all(&outcome) {
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
        // There was nothing left to interrupt.
        shared.problem = None;
    }
    Ok((tally, shared.problem.take()))
}

impl Shared {
    /// Writes and counts an outcome.
    fn finish(&mut self, outcome: ItemOutcome<Recipient>, tally: &mut Tally) {
        let transaction = outcome.item.transaction_uuid(&self.options.scope.campaign_uuid);
        let Some(recipient) = self.in_flight.remove(&transaction) else { return };
        // That this run did not execute it says nothing about the earlier one.
        let is_late = recipient.in_doubt && outcome.status == ItemStatus::Failed;
        let status = if is_late { ItemStatus::Unknown } else { outcome.status };
        tally.add(status);
        let mut line = recipient.line(&self.options, transaction, status.into());
        line.after_doubt = outcome.after_doubt;
        if let Some(error) = outcome.error {
            line.error = Some(error.to_string());
            line.request_id = error.request_id().map(str::to_owned);
            if line.status != Status::Successful {
                self.problem.get_or_insert(Problem::Call(error));
            }
        }
        self.append(&[line]);
    }

    /// Writes that the rest of the batch was not sent, and syncs all lines.
    fn end(&mut self) {
        let mut lines = Vec::new();
        for recipient in std::mem::take(&mut self.batch) {
            let transaction = recipient.transaction_uuid(&self.options.scope.campaign_uuid);
            let unsent = self.in_flight.remove(&transaction).filter(|unsent| !unsent.in_doubt);
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

/// Failures in a row that may pass, and so concern the recipients that follow too.
#[derive(Default)]
struct Outage {
    requests: u32,
    /// Recipients of one request share its error.
    last: Option<Arc<Error>>,
}

impl Outage {
    fn add(&mut self, outcome: &ItemOutcome<Recipient>) {
        let passes = |error: &&Arc<Error>| error.is_retryable() || matches!(***error, Error::Transport(_));
        match outcome.error.as_ref().filter(|_| outcome.status != ItemStatus::Successful).filter(passes) {
            None => *self = Self::default(),
            Some(error) if self.last.as_ref().is_some_and(|last| Arc::ptr_eq(last, error)) => {}
            Some(error) => {
                self.requests = self.requests.saturating_add(1);
                self.last = Some(error.clone());
            }
        }
    }
}

/// Whether the server refuses the key or the campaign, and so all recipients.
fn concerns_all(outcome: &ItemOutcome<Recipient>) -> bool {
    let status = outcome.error.as_ref().and_then(|error| error.status());
    status.is_some_and(|status| matches!(status.as_u16(), 401 | 403 | 404))
}
