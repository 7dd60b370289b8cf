//! The campaigns to change, and the common part of the commands that change them.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use blueshift::jiff::Timestamp;
use blueshift::{Client, Error, ItemStatus, Response};
use clap::Args;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, stream};
use serde_json::Value;

use super::confirmation::show_campaigns;
use super::input::{Lines, Records, open, stdin_twice};
use super::interrupt::Interrupts;
use super::outcome::{Outcome, Problem, Tally, Words, WritesFailure, outcome_advice};
use super::{ConfirmationArgs, InputError, Plan};
use crate::commands::Context;
use crate::connection::Connection;
use crate::failure::{Failure, Operation, UsageError};
use crate::output::OutputArgs;

/// The maximum number of requests in flight, for commands that send one request for each campaign.
pub(crate) const CONCURRENCY: usize = 4;

/// The campaigns to change.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub(crate) struct TargetArgs {
    /// UUIDs of the campaigns
    #[arg(value_name = "UUID")]
    uuids: Vec<String>,

    /// File with campaigns: JSON objects (ndjson) or csv, each with a UUID, or one UUID per line; - is stdin
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,
}

impl TargetArgs {
    /// Creates arguments with one campaign.
    pub(crate) fn one(uuid: String) -> Self {
        Self { uuids: vec![uuid], input: None }
    }

    fn reads_stdin(&self) -> bool {
        self.input.as_ref().is_some_and(|path| path.as_os_str() == "-")
    }

    /// Reads the campaigns and removes duplicates. Returns an error at the first campaign above the ceiling.
    fn read(&self, confirmation: &ConfirmationArgs, context: &Context<'_>) -> Result<Vec<String>, Failure> {
        stdin_twice(self.input.as_deref(), context)?;
        let (mut uuids, mut seen, mut repeated) = (Vec::new(), HashSet::new(), 0_u64);
        let mut add = |uuid: String| {
            if seen.insert(uuid.clone()) {
                uuids.push(uuid);
            } else {
                repeated = repeated.saturating_add(1);
            }
            confirmation.ceiling.check(uuids.len() as u64, "campaigns")
        };
        for uuid in &self.uuids {
            let problem = || UsageError::CampaignUuid { uuid: uuid.clone() };
            add(check(uuid).ok_or_else(problem)?)?;
        }
        if let Some(path) = &self.input {
            let mut records = Records::new(path, open(path)?, Lines::Uuids)?;
            while let Some((line, record)) = records.next().transpose()? {
                let uuid = match record.get("uuid") {
                    Some(Value::String(uuid)) => {
                        check(uuid).ok_or_else(|| format!("{uuid:?} is not the UUID of a campaign"))
                    }
                    Some(_) => Err("the UUID is not a string".to_owned()),
                    None => Err("the UUID is missing".to_owned()),
                };
                add(uuid.map_err(|problem| records.error(line, problem))?)?;
            }
            if uuids.is_empty() {
                return Err(InputError::Empty { path: path.clone(), noun: "campaigns" }.into());
            }
        }
        if repeated > 0 {
            let noun = if repeated == 1 { "UUID" } else { "UUIDs" };
            context.terminal.warn(&format!("ignored {repeated} duplicate {noun}"));
        }
        Ok(uuids)
    }
}

/// Returns the trimmed UUID, unless it is obviously invalid, such as a line of another format. The API does not document the
/// format of a UUID, so any other string is accepted.
fn check(uuid: &str) -> Option<String> {
    let uuid = uuid.trim();
    let is_valid = !uuid.is_empty()
        && uuid.chars().all(|c| !c.is_whitespace() && !c.is_control() && !",;\"'{}[]/\\?#".contains(c));
    is_valid.then(|| uuid.to_owned())
}

type Changes = BoxStream<'static, (Outcome, ItemStatus, Option<Arc<Error>>)>;

/// A function that sends the requests that change campaigns, and returns a stream of their outcomes.
pub(crate) type Sender = Box<dyn FnOnce(Client, Vec<String>) -> Result<Changes, Error>>;

/// Returns the operation for the failure reports of a change.
pub(crate) const fn change_operation(permission: &'static str) -> Operation {
    Operation { permission, noun: ["campaign", "campaigns"], advice: outcome_advice, next_step: |_, _| None }
}

/// Arguments of a command that changes any number of campaigns.
#[derive(Args)]
pub(crate) struct ChangeArgs {
    #[command(flatten)]
    targets: TargetArgs,

    #[command(flatten)]
    confirmation: ConfirmationArgs,

    #[command(flatten)]
    output: OutputArgs<Outcome>,
}

impl ChangeArgs {
    pub(crate) fn run(&self, change: Change, context: &Context<'_>) -> Result<(), Failure> {
        run_change(&self.targets, &self.confirmation, &self.output, change, context)
    }
}

/// A change to campaigns.
pub(crate) struct Change {
    /// The imperative at the start of the prompt, such as "Launch".
    pub(crate) imperative: &'static str,
    pub(crate) words: Words,
    pub(crate) operation: &'static Operation,
    pub(crate) send: Sender,
    /// The maximum number of campaigns in flight. Requests are sent in the order of the input.
    pub(crate) in_flight: usize,
    /// Lines that describe the change, shown before the prompt.
    pub(crate) details: Vec<String>,
}

impl Change {
    pub(crate) fn new(
        imperative: &'static str,
        done: &'static str,
        operation: &'static Operation,
        send: Sender,
        in_flight: usize,
    ) -> Self {
        let words = Words { done, noun: ["campaign", "campaigns"] };
        Self { imperative, words, operation, send, in_flight, details: Vec::new() }
    }

    /// Returns a sender that uses one request for each campaign.
    pub(crate) fn single<T, F>(
        send: impl Fn(Client, String) -> F + Send + 'static,
        status: fn(&T) -> Option<String>,
    ) -> Sender
    where
        F: Future<Output = Result<Response<T>, Error>> + Send + 'static,
        T: Send + 'static,
    {
        Box::new(move |client, uuids| {
            let calls = stream::iter(uuids).map(move |uuid| {
                let sent = send(client.clone(), uuid.clone());
                async move {
                    let sent = sent.await;
                    let mut outcome = Outcome::of_call(Some(uuid), &sent);
                    outcome.status = sent.as_ref().ok().and_then(|response| status(response));
                    (outcome, super::outcome::status_of(&sent), sent.err().map(Arc::new))
                }
            });
            Ok(calls.buffer_unordered(CONCURRENCY).boxed())
        })
    }
}

/// Reads the campaigns, obtains confirmation, changes the campaigns and prints their outcomes. With `--dry-run`, prints the
/// requests instead of sending them.
pub(crate) fn run_change(
    targets: &TargetArgs,
    confirmation: &ConfirmationArgs,
    output: &OutputArgs<Outcome>,
    change: Change,
    context: &Context<'_>,
) -> Result<(), Failure> {
    output.check()?;
    let prompt = confirmation.resolve(targets.reads_stdin(), context)?;
    let uuids = targets.read(confirmation, context)?;
    context.block_on(async {
        if confirmation.dry_run {
            let plan = Plan::default();
            let connection = Connection::open_with(context, |builder| plan.apply(builder)).await?;
            let mut printer = plan.printer(output.format(), context);
            let mut changes = (change.send)(connection.client, uuids).map_err(Failure::Client)?;
            while let Some((_, _, error)) = changes.next().await {
                let result = error.and_then(|error| Arc::try_unwrap(error).ok()).map_or(Ok(()), Err);
                printer.print(result)?;
            }
            return printer.finish();
        }
        let connection = Connection::open(context).await?;
        if prompt == super::Confirmation::Prompt {
            show_campaigns(&connection.client, &uuids, context).await;
            for line in &change.details {
                context.terminal.note(line);
            }
            let [singular, plural] = change.words.noun;
            let question = match uuids.len() {
                1 => format!("{} this {singular}?", change.imperative),
                count => format!("{} these {count} {plural}?", change.imperative),
            };
            prompt.obtain(&question, context)?;
        }
        send(connection.client, uuids, output, change, context).await
    })
}

async fn send(
    client: Client,
    uuids: Vec<String>,
    output: &OutputArgs<Outcome>,
    change: Change,
    context: &Context<'_>,
) -> Result<(), Failure> {
    let total = uuids.len() as u64;
    let (targets, mut done) = (uuids.clone(), HashSet::new());
    let mut interrupts = Interrupts::new().map_err(Failure::Runtime)?;
    let mut changes = (change.send)(client, uuids).map_err(Failure::Client)?;
    context.progress.start("sending requests");
    let mut printer = output.printer(context, Timestamp::now());
    let (mut tally, mut problem, mut printed) = (Tally::default(), None, Ok(()));
    loop {
        tokio::select! {
            change = changes.next() => {
                let Some((outcome, status, error)) = change else { break };
                done.extend(outcome.uuid.clone());
                tally.add(status);
                // An error of an applied write is ignored, because it concerns only the response.
                if problem.is_none() && !matches!(status, ItemStatus::Successful | ItemStatus::NoChange) {
                    problem = error.map(Problem::Call);
                }
                // The writes continue even if stdout is closed.
                if printed.is_ok() {
                    printed = printer.print(&[outcome], Some(total));
                }
            }
            () = interrupts.next() => {
                // Writes in flight may still take effect.
                let unfinished: Vec<_> = targets.iter().filter(|uuid| !done.contains(*uuid)).collect();
                let count = unfinished.len().min(change.in_flight);
                let rest: Vec<_> = unfinished.iter().enumerate().map(|(index, uuid)| {
                    let outcome = if index < count { ItemStatus::Unknown.as_str() } else { "not_sent" };
                    Outcome { outcome, ..Outcome::new(Some((*uuid).clone()), ItemStatus::Unknown, None) }
                }).collect();
                tally.unknown = tally.unknown.saturating_add(count as u64);
                tally.not_sent = unfinished.len().saturating_sub(count) as u64;
                problem = Some(Problem::Interrupted);
                if printed.is_ok() {
                    printed = printer.print(&rest, Some(total));
                }
                break;
            }
        }
    }
    drop(changes);
    let ended = printer.finish(true);
    drop(printer);
    let Change { words, operation, .. } = change;
    if !tally.is_complete() {
        // A bulk response does not state why a campaign was not changed.
        let next_step = problem.is_none().then(|| {
            "The server does not state the reasons. Blocked means that the status of a campaign does not allow the change; \
             failed means that a campaign does not exist or could not be changed."
                .to_owned()
        });
        return Err(WritesFailure { tally, words, operation, problem, next_step }.into());
    }
    printed.and(ended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_obviously_invalid_uuids() {
        for uuid in ["", " ", "a b", "a,b", "{\"a\"", "a/b", "..\\x", "a\u{7}", "'a'", "a?b", "#"] {
            assert_eq!(check(uuid), None, "{uuid:?}");
        }
        let uuid = "09d6d2b1-684b-41c7-80d5-7001ce2653ac";
        assert_eq!(check(&format!(" {uuid}\r")).as_deref(), Some(uuid));
        assert_eq!(check("c-1").as_deref(), Some("c-1"));
    }
}
