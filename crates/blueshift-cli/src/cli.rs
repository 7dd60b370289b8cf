//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand};
use clap_complete::Shell;

use crate::commands::campaigns::list::List;
use crate::global::Global;

const EXAMPLES: &str = "\
Examples:
  blueshift --sandbox campaigns list                   try it, without an account
  blueshift auth check                                 does the key work, and in which region?
  blueshift campaigns list --status launched           what is running
  blueshift campaigns list --created-after 7d          what is new this week
  blueshift campaigns list --all-time --output csv     everything there is, for a spreadsheet

The API key is read from BLUESHIFT_API_KEY or from --api-key-file, never from an argument.
It must be a User API key: Event API keys cannot list campaigns.

Exit codes: 0 done, 1 the call failed, 2 usage or configuration.";

/// The campaigns of a Blueshift account, from a terminal
#[derive(Debug, Parser)]
#[command(name = "blueshift", version, max_term_width = 100, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(crate) global: Global,

    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Look at campaigns
    #[command(subcommand)]
    Campaigns(CampaignsCommand),

    /// Look after the API key
    #[command(subcommand)]
    Auth(AuthCommand),

    /// Look at the configuration
    #[command(subcommand)]
    Config(ConfigCommand),

    /// Print a completion script for a shell
    #[command(after_help = "\
Examples:
  blueshift completions bash > ~/.local/share/bash-completion/completions/blueshift
  blueshift completions zsh > ~/.zfunc/_blueshift
  blueshift completions fish > ~/.config/fish/completions/blueshift.fish")]
    Completions {
        /// The shell
        shell: Shell,
    },

    /// Write the man pages into a folder
    #[command(hide = true)]
    Man {
        /// The folder
        dir: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum CampaignsCommand {
    /// List campaigns: all of them, or one page
    List(Box<List>),
}

#[derive(Debug, Subcommand)]
pub(crate) enum AuthCommand {
    /// Say whether the key works, and in which region
    ///
    /// Asks for one campaign. Where the key is refused with 401 in a region, the other region is tried too, because a key
    /// works only in its account's region.
    Check,
}

/// Not a doc comment, because rustdoc would take the example for Rust.
const ABOUT_CONFIG_SHOW: &str = r#"Print what is in force, and where each value came from

Flags beat the environment, and the environment beats the profile. The profile is a table of the config file,
$XDG_CONFIG_HOME/blueshift/config.toml (by default ~/.config/blueshift/config.toml):

    profile = "acme"              # the profile when none is named

    [profiles.acme]
    region = "eu"                 # or: base-url = "https://…"
    api-key-file = "~/.keys/acme" # relative paths start at the config file's folder

The key itself is never printed."#;

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print what is in force, and where each value came from
    #[command(long_about = ABOUT_CONFIG_SHOW)]
    Show,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
