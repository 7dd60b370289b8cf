//! `blueshift`: a command-line client for Blueshift's campaigns.

mod cli;
mod commands;
mod complete;
mod config;
mod connection;
mod failure;
mod global;
mod logging;
mod output;
mod progress;
mod request_log;
mod sandbox;
mod terminal;
mod when;
mod writes;

use std::process::ExitCode;

use clap::FromArgMatches;
use clap_complete::CompleteEnv;

use crate::cli::Cli;
use crate::commands::Context;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::terminal::{ColorWhen, ErrorFormat, Terminal};

fn main() -> ExitCode {
    // If a shell requests completion candidates, prints them and exits.
    CompleteEnv::with_factory(cli::command).var(complete::VARIABLE).complete();
    // Both options also apply to clap's errors, so they are read before clap parses the command line.
    let color = terminal::find_option::<ColorWhen>("--color", std::env::args_os()).or_environment();
    let error_format: ErrorFormat = terminal::find_option("--error-format", std::env::args_os());
    let terminal = Terminal::detect(color, error_format);
    let matches = cli::command().color(color.into()).try_get_matches();
    let cli = match matches.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() && error_format == ErrorFormat::Json => {
            let failure = Failure::CommandLine(error);
            let _ = failure::report(&failure, &terminal, &mut std::io::stderr().lock());
            return failure.exit_code();
        }
        Err(error) => error.exit(),
    };
    match run(cli, &terminal) {
        Ok(()) => ExitCode::SUCCESS,
        // It is not an error if a reader, such as `head`, closes the pipe.
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            // Write errors are ignored; the exit code still reports the failure.
            let _ = failure::report(&failure, &terminal, &mut std::io::stderr().lock());
            failure.exit_code()
        }
    }
}

fn run(cli: Cli, terminal: &Terminal) -> Result<(), Failure> {
    let Cli { global, command } = cli;
    let progress = Progress::new(terminal.shows_progress && !logging::is_enabled(&global));
    logging::init(&global, terminal);
    let result = command.run(&Context { global: &global, terminal, progress: &progress });
    // The progress line is cleared before an error is printed.
    progress.finish();
    result
}
