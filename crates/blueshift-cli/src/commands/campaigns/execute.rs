//! The `campaigns execute` command.

mod results;
mod row;
mod send;
mod spool;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use blueshift::jiff::Timestamp;
use blueshift::reqwest::Url;
use blueshift::{BulkExecuteCampaigns, Error};
use clap::{ArgGroup, Args};
use futures_util::StreamExt;
use serde::Serialize;
use uuid::Uuid;

pub(crate) use self::results::ResultsError;
use self::results::{Known, ResultsFile, Scope};
use self::send::Options;
use self::spool::{Rules, Spool};
use crate::commands::Context;
use crate::config::{Settings, Target};
use crate::connection::Connection;
use crate::failure::{Failure, Operation, UsageError};
use crate::output::{Column, OutputArgs, Record};
use crate::writes::{
    Confirmation, ConfirmationArgs, Plan, Problem, Tally, Words, WritesFailure, show_campaigns, stdin_twice,
};

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns list --exec-term transactional --status launched
  blueshift campaigns execute --campaign UUID --input recipients.csv \\
    --key-column order_id --results results.ndjson
  blueshift campaigns execute --campaign UUID --input recipients.csv \\
    --key-column order_id --resume results.ndjson

The input is csv with a header, or one JSON object per line. Each record has an
email, a customer_id or both; all other columns are sent as fields for the
templates of the campaign's messages.

On Ctrl-C, the command waits for the requests in flight. To continue after an
interruption, run the same command with --resume instead of --results. The
campaign is then executed only for the remaining recipients.";

/// Trigger an event-triggered campaign exactly once for each recipient
///
/// The server recognizes a repeated request by the key of its recipient. --key-column derives the key from a column, such as an
/// order number; otherwise a key is generated. The key is written and synced to the results file before the request is sent.
///
/// For each recipient, the results file contains a line with status pending, which is written before the request is sent, and a
/// line with the outcome: successful, failed or unknown, or not_sent if the run ended before the request was sent. Recipients
/// that an interrupted run did not reach have no lines. If there are several lines for a record (with --key-column, for a key),
/// the last line applies.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
#[command(group = ArgGroup::new("run").args(["results", "resume", "dry_run"]).required(true).multiple(true))]
pub(crate) struct Execute {
    /// UUID of the campaign
    #[arg(long, value_name = "UUID")]
    campaign: String,

    /// File with the recipients: csv with a header, or JSON objects (ndjson); - is stdin
    #[arg(long, value_name = "FILE")]
    input: PathBuf,

    /// Column with a unique value for each recipient, such as an order number
    #[arg(long, value_name = "COLUMN")]
    key_column: Option<String>,

    /// New file for the results, one JSON object per line
    #[arg(long, value_name = "FILE")]
    results: Option<PathBuf>,

    /// Results file of the interrupted run to continue; new results are appended to it unless --results is another file
    #[arg(long, value_name = "FILE")]
    resume: Option<PathBuf>,

    /// Send up to 100 recipients per request. The server may not recognize a repeated bulk request, so a request with an unknown
    /// outcome is not retried, and its recipients are reported as unknown
    #[arg(long)]
    bulk: bool,

    /// Retry bulk executions with an unknown outcome; may execute the campaign twice for a recipient
    #[arg(long)]
    retry_unknown: bool,

    /// Number of requests to send at the same time, at most 64
    #[arg(long, value_name = "N", default_value = "4", value_parser = clap::value_parser!(u64).range(1..=64))]
    concurrency: u64,

    #[command(flatten)]
    confirmation: ConfirmationArgs,

    #[command(flatten)]
    output: OutputArgs<Summary>,
}

static OPERATION: Operation = Operation {
    permission: "execute campaigns",
    noun: ["recipient", "recipients"],
    advice,
    next_step: |_, _| None,
};

fn advice(error: &Error, _: u64) -> Option<&'static str> {
    Some(match error.status()?.as_u16() {
        404 => {
            "There is no such campaign in this account. Check the UUID, and check the region with `blueshift config show`."
        }
        422 => {
            "The campaign must be launched and event-triggered, and the recipient must have a valid identifier."
        }
        _ => return None,
    })
}

/// The number of recipients by outcome.
#[derive(Serialize)]
struct Summary {
    campaign_uuid: String,
    recipients: u64,
    successful: u64,
    failed: u64,
    unknown: u64,
    not_sent: u64,
}

type C = Column<Summary>;

impl Record for Summary {
    const NOUN: [&'static str; 2] = ["recipient", "recipients"];
    const COLUMNS: &'static [Column<Self>] = &[
        C::text("campaign_uuid", |it| Some(&it.campaign_uuid)),
        C::number("recipients", |it| Some(it.recipients as f64)),
        C::number("successful", |it| Some(it.successful as f64)),
        C::number("failed", |it| Some(it.failed as f64)),
        C::number("unknown", |it| Some(it.unknown as f64)),
        C::number("not_sent", |it| Some(it.not_sent as f64)),
    ];
    const TABLE: &'static [(&'static str, u8)] =
        &[("recipients", 0), ("successful", 0), ("failed", 0), ("unknown", 0), ("not_sent", 0)];
}

impl Summary {
    fn new(campaign: &str, tally: Tally) -> Self {
        let Tally { done, failed, unknown, not_sent } = tally;
        Self {
            campaign_uuid: campaign.to_owned(),
            recipients: tally.total(),
            successful: done,
            failed,
            unknown,
            not_sent,
        }
    }
}

impl Execute {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        self.output.check()?;
        stdin_twice(Some(&self.input), context)?;
        let reads_stdin = self.input.as_os_str() == "-";
        let confirmation = self.confirmation.resolve(reads_stdin, context)?;
        if self.campaign.trim().is_empty() {
            return Err(UsageError::CampaignUuid { uuid: self.campaign.clone() }.into());
        }
        let scope = self.scope(context)?;
        let (resumed, known) = match &self.resume {
            Some(path) => {
                let (file, known) = ResultsFile::open(path, &scope)?;
                (Some(file), known)
            }
            None => (None, Known::default()),
        };
        let new_results = self.new_results()?;
        if let Some(path) = new_results {
            ResultsFile::check_new(path)?;
        }
        let results = self.resume.as_deref().or(new_results).unwrap_or(Path::new("results"));
        let rules = Rules {
            scope: &scope,
            known: &known,
            results,
            bulk: self.bulk,
            retry_unknown: self.retry_unknown,
        };
        let check = |count| self.confirmation.ceiling.check(count, "recipients").map_err(Failure::from);
        let spool = Spool::fill(&self.input, &rules, check)?;
        drop(known);
        let options = self.options(scope);
        context.block_on(async {
            if self.confirmation.dry_run {
                return self.print_plan(spool, options, context).await;
            }
            let connection = Connection::open(context).await?;
            if confirmation == Confirmation::Prompt && spool.count > 0 {
                show_campaigns(&connection.client, std::slice::from_ref(&self.campaign), context).await;
                let question = match spool.count {
                    1 => "Execute this campaign for 1 recipient?".to_owned(),
                    count => format!("Execute this campaign for {count} recipients?"),
                };
                confirmation.obtain(&question, context)?;
            }
            let results = self.open_results(resumed, new_results)?;
            context.progress.start_items(["recipient", "recipients"], spool.count, !reads_stdin);
            let sent =
                send::send(&connection.client, options, spool, results, context.progress, context.terminal);
            let (tally, problem) = sent.await?;
            context.progress.finish();
            self.report(tally, problem, context)
        })
    }

    /// Returns the campaign, the server and the key column of this run.
    fn scope(&self, context: &Context<'_>) -> Result<Scope, Failure> {
        // An invalid URL is reported when the client is built.
        let origin =
            |url: &str| Url::parse(url).map_or(String::new(), |url| url.origin().ascii_serialization());
        let server = match Settings::resolve(context.global)?.target.value {
            Target::Region(region) => origin(region.base_url()),
            Target::BaseUrl(url) => origin(&url),
            Target::Sandbox => "the sandbox".to_owned(),
        };
        let key_column = self.key_column.clone();
        Ok(Scope { campaign_uuid: self.campaign.clone(), server, key_column })
    }

    /// Returns the path of `--results`, unless it is the file to continue.
    fn new_results(&self) -> Result<Option<&Path>, Failure> {
        let (Some(results), Some(resume)) = (&self.results, &self.resume) else {
            return Ok(self.results.as_deref());
        };
        let failure = |source| ResultsError::Open { path: resume.clone(), source };
        let resume = resume.canonicalize().map_err(failure)?;
        let is_same = results.canonicalize().is_ok_and(|results| results == resume);
        Ok((!is_same).then_some(results.as_path()))
    }

    /// Opens the results file to append to. A new file starts with the lines of the file to continue, so that it is complete.
    fn open_results(&self, resumed: Option<ResultsFile>, new: Option<&Path>) -> Result<ResultsFile, Failure> {
        let mut results = match (new, resumed) {
            (Some(path), Some(resumed)) => resumed.continue_in(path, &self.campaign)?,
            (Some(path), None) => ResultsFile::create(path)?,
            (None, Some(resumed)) => resumed,
            (None, None) => return Err(UsageError::NoResults.into()),
        };
        let path = results.path().to_owned();
        results.repair().map_err(|source| Failure::Write { path, source })?;
        Ok(results)
    }

    fn options(&self, scope: Scope) -> Options {
        Options {
            scope,
            concurrency: usize::try_from(self.concurrency).unwrap_or(1),
            bulk: self.bulk,
            retry_unknown: self.retry_unknown,
        }
    }

    /// Prints the requests of a dry run in order, with placeholders for generated transactions.
    async fn print_plan(
        &self,
        mut spool: Spool,
        options: Options,
        context: &Context<'_>,
    ) -> Result<(), Failure> {
        let options = Options { concurrency: 1, ..options };
        let plan = Plan::default();
        let connection = Connection::open_with(context, |builder| plan.apply(builder)).await?;
        let mut printer = plan.printer(self.output.format(), context);
        let size = if self.bulk { BulkExecuteCampaigns::DEFAULT_CHUNK_SIZE } else { 1 };
        loop {
            let mut recipients = Vec::new();
            while recipients.len() < size
                && let Some(spooled) = spool.next()?
            {
                let recipient = spooled.row.into_recipient();
                recipients.push(match (spooled.key, spooled.transaction) {
                    (Some(key), _) => recipient.transaction_key(key),
                    (None, transaction) => {
                        let transaction = transaction.unwrap_or(Uuid::from_u128(recipients.len() as u128));
                        recipient.transaction(transaction)
                    }
                });
            }
            if recipients.is_empty() {
                return printer.finish();
            }
            let mut outcomes = options.call(&connection.client, recipients).map_err(Failure::Client)?;
            while let Some(outcome) = outcomes.next().await {
                let error = outcome.error.and_then(|error| Arc::try_unwrap(error).ok());
                printer.print(error.map_or(Ok(()), Err))?;
            }
        }
    }

    fn report(&self, tally: Tally, problem: Option<Problem>, context: &Context<'_>) -> Result<(), Failure> {
        let mut printer = self.output.printer(context, Timestamp::UNIX_EPOCH);
        let printed =
            printer.print(&[Summary::new(&self.campaign, tally)], None).and_then(|()| printer.finish(true));
        drop(printer);
        if tally.is_complete() && problem.is_none() {
            return printed;
        }
        let words = Words { done: "successful", noun: ["execution", "executions"] };
        let mut next_step = format!("To continue, run the same command {}", self.next_step());
        if self.bulk && tally.unknown > 0 {
            next_step += ". Recipients with an unknown outcome are retried only with --retry-unknown, which may execute the \
                          campaign twice for them.";
        }
        let next_step = Some(next_step);
        Err(WritesFailure { tally, words, operation: &OPERATION, problem, next_step }.into())
    }

    /// Returns how to change the command line to continue the run.
    fn next_step(&self) -> String {
        let Some(results) = self.results.as_ref().map(|path| path.display()) else {
            return "again".to_owned();
        };
        match self.resume.as_ref().map(|path| path.display()) {
            None => format!("with --resume {results} instead of --results"),
            Some(_) if matches!(self.new_results(), Ok(None)) => "again".to_owned(),
            Some(resume) => {
                format!("with --resume {results} instead of --resume {resume} --results {results}")
            }
        }
    }
}
