//! The command-line arguments of `blueshift`.

use clap::{CommandFactory, Parser};

use crate::commands::Command;
use crate::global::Global;

const EXAMPLES: &str = "\
Examples:
  blueshift --sandbox campaigns list            try it without an account
  blueshift auth check                          check the API key and its region
  blueshift campaigns list --status launched    list launched campaigns
  blueshift campaigns list --all-time -o csv    export all campaigns
  blueshift campaigns performance --sort clicks:desc --limit 3
                                                list the campaigns with the most clicks

The API key is read from BLUESHIFT_API_KEY or from the file specified by --api-key-file. It must be a User API key: an \
                        Event API key cannot list campaigns.

With --error-format json, each error is one JSON object on stderr, such as {\"error\": {\"kind\": \"api\", \"message\": \"the \
                        server responded with 503\", \"exit_code\": 1, \"status\": 503}}.

Exit codes:
  0  success; also if stdout is closed early, for example by head
  1  failure; also if a listing fails after it printed records
  2  invalid usage or configuration, or no confirmation; nothing was changed
  3  partial success: a write succeeded for some items and failed for others
  4  the outcome of a write is unknown for at least one item";

/// The last line of the help of each command without subcommands.
pub(crate) const EXIT_CODES: &str = "Exit codes: see `blueshift --help`";

/// A command-line client for Blueshift's campaigns
#[derive(Parser)]
#[command(name = "blueshift", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,

    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Returns the clap command. The help of each command without subcommands refers to the exit codes.
pub(crate) fn command() -> clap::Command {
    with_exit_codes(Cli::command())
}

fn with_exit_codes(command: clap::Command) -> clap::Command {
    command.mut_subcommands(|command| {
        if command.has_subcommands() {
            return with_exit_codes(command);
        }
        let help = command.get_after_help().map(|help| format!("{help}\n\n"));
        command.after_help(help.unwrap_or_default() + EXIT_CODES)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn command_line_is_consistent() {
        command().debug_assert();
    }
}
