//! `blueshift`: a command-line client for Blueshift's campaigns.

mod cli;
mod commands;
mod config;
mod connection;
mod failure;
mod global;
mod logging;
mod output;
mod progress;
mod sandbox;
mod terminal;
mod when;
mod writes;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::cli::Cli;
use crate::commands::Context;
use crate::failure::Failure;
use crate::progress::Progress;
use crate::terminal::Terminal;

fn main() -> ExitCode {
    // `--color` applies to `--help` and to clap's errors too, so it is read before clap parses the command line.
    let color = terminal::color_choice(std::env::args_os());
    let matches = Cli::command().color(color.into()).get_matches();
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => error.exit(),
    };
    let terminal = Terminal::detect(cli.global.color);
    match run(cli, &terminal) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of the pipe needs no more.
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            // If stderr is closed too, the exit code remains.
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
    // An error is printed after the progress line is gone.
    progress.finish();
    result
}
