//! The command line.

use clap::Parser;

use crate::commands::Command;
use crate::global::Global;

const EXAMPLES: &str = "\
Examples:
  blueshift --sandbox campaigns list                   try it without an account
  blueshift auth check                                 check the API key and its region
  blueshift campaigns list --status launched           list launched campaigns
  blueshift campaigns list --created-after 7d          list campaigns created in the last 7 days
  blueshift campaigns list --all-time --output csv     export all campaigns for a spreadsheet

The API key is read from BLUESHIFT_API_KEY or from the file that --api-key-file names. It must be
a User API key: an Event API key cannot list campaigns.

Exit codes: 0 success, 1 the call failed, 2 invalid usage or configuration, or no consent to a
change, 3 a change is partly done, 4 the outcome of a change is unknown (precedes 3).";

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
