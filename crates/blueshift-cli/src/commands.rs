//! The commands. The arguments and the `run` method of a command are in `commands/<noun>/<verb>.rs`, or in `commands/<verb>.rs`
//! if the command has no noun.

mod api;
mod auth;
mod campaigns;
mod completions;
mod config;
mod customers;
mod man;
mod probe;

pub(crate) use campaigns::ResultsError;
use clap::Subcommand;

use crate::failure::Failure;
use crate::global::Global;
use crate::progress::Progress;
use crate::terminal::Terminal;

#[derive(Subcommand)]
pub(crate) enum Command {
    /// List, show, create, change and execute campaigns
    #[command(subcommand, after_help = campaigns::EXAMPLES)]
    Campaigns(campaigns::Command),

    /// Show the campaign activity of a customer
    #[command(subcommand)]
    Customers(customers::Command),

    /// Check the API key
    #[command(subcommand)]
    Auth(auth::Command),

    /// Show the configuration, or add a profile to it
    #[command(subcommand)]
    Config(config::Command),

    Api(Box<api::Api>),

    Probe(probe::Arguments),

    Completions(completions::Completions),

    Man(man::Man),
}

impl Command {
    pub(crate) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        match self {
            Self::Campaigns(command) => command.run(context),
            Self::Customers(command) => command.run(context),
            Self::Auth(command) => command.run(context),
            Self::Config(command) => command.run(context),
            Self::Api(command) => command.run(context),
            Self::Probe(command) => command.run(context),
            Self::Completions(command) => command.run(),
            Self::Man(command) => command.run(),
        }
    }
}

/// The context shared by all commands.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) global: &'a Global,
    pub(crate) terminal: &'a Terminal,
    pub(crate) progress: &'a Progress,
}

impl Context<'_> {
    /// Runs a future that sends requests.
    pub(crate) fn block_on<T>(&self, future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        // The sandbox and the connections run in separate threads, so that a slow reader of stdout does not block them.
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .map_err(Failure::Runtime)?
            .block_on(future)
    }
}
