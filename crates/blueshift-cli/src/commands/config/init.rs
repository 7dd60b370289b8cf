//! The `config init` command.

use std::io::{self, Write};

use clap::Args;

use crate::commands::Context;
use crate::config;
use crate::failure::Failure;

const EXAMPLES: &str = "\
Examples:
  blueshift config init --region eu --api-key-file ~/.keys/acme
  blueshift config init --profile test --api-key-file ~/.keys/test
  blueshift --profile test auth check";

/// Add a profile to the config file
///
/// The profile contains the values of --region, --base-url, --api-key-file, --ca-file and --proxy. Its name is the value of
/// --profile, by default "default". If there is no config file, it is created with the profile as the default. An existing
/// profile is not changed. The config file contains the path of the file with the API key, not the key.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Init {}

impl Init {
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let added = config::add_profile(context.global)?;
        let mut out = io::stdout().lock();
        let (name, path) = (&added.name, added.path.display());
        let mut text = format!("added the profile {name:?} to {path}\n");
        if !added.has_key {
            text.push_str("  it has no API key: set BLUESHIFT_API_KEY, or api-key-file in the profile\n");
        }
        let option = if added.is_default { String::new() } else { format!(" --profile {name}") };
        text.push_str(&format!("  to check it: blueshift{option} auth check\n"));
        out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Failure::Output)
    }
}
