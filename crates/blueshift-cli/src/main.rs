//! `blueshift`: the campaigns of a Blueshift account, from a terminal.

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
mod span;
mod terminal;
mod when;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};

use crate::cli::{Arguments, AuthCommand, CampaignsCommand, Command, ConfigCommand};
use crate::commands::{auth, campaigns, completions};
use crate::failure::Failure;
use crate::progress::Progress;
use crate::terminal::Terminal;

fn main() -> ExitCode {
    // `--color` is to hold for `--help` and for clap's own errors too.
    let colour = terminal::colour_asked(std::env::args_os());
    let command = Arguments::command().color(colour.for_clap());
    let matches = command.get_matches();
    let arguments = match Arguments::from_arg_matches(&matches) {
        Ok(arguments) => arguments,
        Err(error) => error.exit(),
    };
    let terminal = Terminal::look(arguments.global.color);
    let outcome = run(arguments, &terminal);
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever closed the pipe has read enough.
        Err(failure) if failure.is_closed_pipe() => ExitCode::SUCCESS,
        Err(failure) => {
            // If stderr is closed as well, the exit code still tells.
            let _ = failure::report(&failure, &terminal, &mut std::io::stderr().lock());
            failure.exit_code()
        }
    }
}

fn run(arguments: Arguments, terminal: &Terminal) -> Result<(), Failure> {
    let Arguments { global, command } = arguments;
    let progress = Progress::new(terminal.shows_progress && !logging::is_wanted(&global));
    logging::start(&global, &progress, terminal);
    let outcome = match command {
        Command::Completions { shell } => completions::completions(shell),
        Command::Man { dir } => completions::pages(&dir),
        Command::Config(ConfigCommand::Show) => commands::config::show::show(&global),
        Command::Campaigns(CampaignsCommand::List(list)) => list
            .check()
            .and_then(|()| in_runtime(campaigns::listing::list(&list, &global, terminal, &progress))),
        Command::Auth(AuthCommand::Check) => in_runtime(auth::check::check(&global, terminal, &progress)),
    };
    // Whatever is told next must not stand beside it.
    progress.finish();
    outcome
}

fn in_runtime(work: impl Future<Output = Result<(), Failure>>) -> Result<(), Failure> {
    // The sandbox and the connections have threads of their own, so that a slow reader of stdout does not stop them.
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(Failure::Runtime)?
        .block_on(work)
}
