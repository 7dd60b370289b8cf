//! The `exam` subcommand: its arguments and its output.

use std::ffi::OsString;
use std::io::Write;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context, ensure};
use blueshift_sandbox::exam::{self, Format, Level, Options};
use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};

use crate::stop_signal;

const AFTER_HELP: &str = "\
A reader is run once for each scenario, with BLUESHIFT_BASE_URL and BLUESHIFT_API_KEY in its environment.
It either prints every campaign of the account, one UUID or one JSON object per line, and exits
with 0, or exits with another code. A writer reads tasks from stdin and prints one outcome per line.
https://github.com/blueshift-rs/blueshift/blob/main/docs/exam.md describes readers and writers.

Examples:
  blueshift-sandbox exam -- blueshift campaigns list --output ndjson
  blueshift-sandbox exam --only capped-page-size -- python3 my_client.py
  blueshift-sandbox exam --level writer --list";

/// Examine a client: run a command against many servers and check its behavior
///
/// The exit code is 0 only if the command passes all selected scenarios.
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub(crate) struct Exam {
    /// Level of the exam
    #[arg(long, value_enum, default_value = "reader")]
    level: LevelArgument,

    /// Run only the scenario with this name or number; can be repeated
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    only: Vec<String>,

    /// Number of scenarios to run at the same time
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256))]
    jobs: u16,

    /// Seconds without a request or output after which a scenario fails
    #[arg(long, value_name = "SECONDS", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..))]
    timeout: u32,

    /// Format of the scorecard
    #[arg(long, value_enum, default_value = "table")]
    output: OutputArgument,

    /// Describe the scenarios of the level without running a command
    #[arg(long, conflicts_with = "command")]
    list: bool,

    /// The command and its arguments
    #[arg(last = true, value_name = "COMMAND", required_unless_present = "list")]
    command: Vec<OsString>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum LevelArgument {
    /// Lists all campaigns
    Reader,
    /// Executes the tasks on stdin
    Writer,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum OutputArgument {
    /// A table; with --list, text
    Table,
    /// One JSON object; with --list, one JSON array
    Json,
    /// JUnit XML
    Junit,
}

impl Exam {
    pub(crate) async fn run(self) -> anyhow::Result<ExitCode> {
        let level = match self.level {
            LevelArgument::Reader => Level::Reader,
            LevelArgument::Writer => Level::Writer,
        };
        let format = match self.output {
            OutputArgument::Table => Format::Table,
            OutputArgument::Json => Format::Json,
            OutputArgument::Junit => Format::Junit,
        };
        if self.list {
            ensure!(format != Format::Junit, "--list does not support JUnit output");
            print(&format.catalog(&exam::describe(level, &self.only)?))?;
            return Ok(ExitCode::SUCCESS);
        }
        let mut options = Options::new(self.command);
        options.level = level;
        options.only = self.only;
        options.jobs = self.jobs.into();
        options.timeout = Duration::from_secs(self.timeout.into());
        let scorecard = tokio::select! {
            scorecard = exam::run(options) => scorecard?,
            // Drops the future of the exam, which kills the running commands.
            () = stop_signal()? => return Ok(ExitCode::FAILURE),
        };
        print(&format.scorecard(&scorecard))?;
        Ok(if scorecard.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn print(text: &str) -> anyhow::Result<()> {
    std::io::stdout().write_all(text.as_bytes()).context("failed to write to stdout")
}
