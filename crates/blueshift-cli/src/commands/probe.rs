//! The `probe` command.

mod client;
mod finding;
mod print;
mod record;
mod response;
mod steps;

use std::io::Write;
use std::path::{Path, PathBuf};

use blueshift::{Error, RetryPolicy};
use clap::{Args, ValueEnum};

use self::client::{BudgetedClient, Stop};
use self::finding::Finding;
use self::record::Recorder;
use self::steps::Probe;
use crate::commands::Context;
use crate::connection::Connection;
use crate::failure::{Failure, Operation};

const EXAMPLES: &str = "\
Examples:
  blueshift probe                                 print the findings and evidence
  blueshift probe --output toml > account.toml    write a behavior file
  blueshift-sandbox --assume account.toml         start a sandbox with this behavior
  blueshift probe --record responses              save redacted responses
  blueshift --sandbox probe                       try it without an account";

/// Determine the undocumented behavior of the API for this account
///
/// Sends only GET requests, and not more than --budget. Determines the number of the first page, the response to page 0 and to
/// pages past the end, the shape of a list, page sizes, the order of campaigns, the meaning of `archived`, case sensitivity of
/// filters, whether dates are inclusive, and headers. A finding is undecidable if it cannot be determined from the campaigns of
/// the account, or if the list changes during the probe.
///
/// The findings contain no campaign data. With --output toml, they are printed as a behavior file for
/// `blueshift-sandbox --assume`, so that tests can use a sandbox that behaves like the account.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Maximum number of requests, including retries; findings that require more requests are undecidable
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u32).range(10..=1000))]
    budget: u32,

    /// Output format
    #[arg(long, short = 'o', value_name = "FORMAT", default_value = "table")]
    output: Format,

    /// Directory to save the responses to, one file each, with names, addresses, ids, numbers and dates redacted; must be empty
    /// if it exists
    #[arg(long, value_name = "DIR")]
    record: Option<PathBuf>,
}

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Human-readable: each finding with its evidence
    Table,
    /// A behavior file for `blueshift-sandbox --assume`
    Toml,
    /// One JSON object
    Json,
}

/// The findings of a probe.
struct Report {
    findings: Vec<Finding>,
    used: u32,
    budget: u32,
    /// Whether any page was served.
    is_served: bool,
}

impl Arguments {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        context.block_on(self.probe(context))
    }

    async fn probe(self, context: &Context<'_>) -> Result<(), Failure> {
        let connection = Connection::open(context).await?;
        let recorder = match &self.record {
            Some(dir) => Some(Recorder::create(dir).map_err(|error| write_failure(dir, error))?),
            None => None,
        };
        let notice = format!("sending at most {} read-only requests to {}", self.budget, connection.target);
        // Write errors are ignored, because the notice is not essential.
        let _ = writeln!(std::io::stderr().lock(), "{}", crate::output::visible(&notice));
        context.progress.start("probing");
        let retries = context.global.max_retries.unwrap_or(RetryPolicy::DEFAULT_MAX_RETRIES);
        let client = BudgetedClient::new(connection.client, self.budget, retries, recorder);
        let (report, stop) = run(client).await;
        context.progress.finish();
        let failure = match stop {
            None | Some(Stop::Budget) => None,
            Some(Stop::Record(error)) => {
                let dir = self.record.unwrap_or_default();
                return Err(write_failure(&dir, error));
            }
            Some(Stop::Call(error)) => Some(Failure::call(&OPERATION, error)),
        };
        if report.is_served || failure.is_none() {
            print::print(&report, self.output, context.terminal).map_err(Failure::Output)?;
        }
        failure.map_or(Ok(()), Err)
    }
}

/// Runs the steps. The report contains every finding, even if the probe stops early.
async fn run(client: BudgetedClient) -> (Report, Option<Stop>) {
    let mut probe = Probe::new(client);
    let stop = probe.run().await.err();
    probe.conclude();
    let reason = match &stop {
        None => "the campaigns of the account do not determine the behavior",
        Some(Stop::Budget) => "the request budget is exhausted",
        Some(_) => "an earlier request failed",
    };
    let (used, budget) = (probe.client.used(), probe.client.budget());
    let is_served = !probe.client.shapes.is_empty();
    (Report { findings: probe.findings.complete(reason), used, budget, is_served }, stop)
}

fn write_failure(dir: &Path, source: std::io::Error) -> Failure {
    Failure::Write { path: dir.to_owned(), source }
}

static OPERATION: Operation = Operation {
    permission: "list campaigns",
    noun: ["response", "responses"],
    advice: |_: &Error, _| None,
    next_step: |_, _| None,
};

#[cfg(test)]
mod tests;
