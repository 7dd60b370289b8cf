//! The command line.

use clap::Parser;

use crate::commands::Command;
use crate::global::Global;

const EXAMPLES: &str = "\
Examples:
  blueshift --sandbox campaigns list            try it without an account
  blueshift auth check                          check the API key and its region
  blueshift campaigns list --status launched    list launched campaigns
  blueshift campaigns list --all-time -o csv    export all campaigns
  blueshift campaigns performance --sort clicks:desc --limit 3
                                                list those with the most clicks

The API key is read from BLUESHIFT_API_KEY or from the file of --api-key-file. It must be a User API key: an Event API \
                        key cannot list campaigns.

With --error-format json, each error is one JSON object on stderr, such as {\"error\": {\"kind\": \"api\", \"message\": \"the \
                        server responded with 503\", \"exit_code\": 1, \"status\": 503}}.

Exit codes:
  0  success; also if stdout is closed early, for example by head
  1  failure; also if a listing fails after it printed records
  2  invalid usage or configuration, or no confirmation; nothing was sent
  3  partial success: a write succeeded for some items and failed for others
  4  the outcome of a write is unknown for at least one item";

/// A command-line client for Blueshift's campaigns
#[derive(Parser)]
#[command(name = "blueshift", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
