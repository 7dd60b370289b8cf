//! The options that every command takes.

use std::path::PathBuf;
use std::time::Duration;

use blueshift::RetryPolicy;
use blueshift_sandbox::{DEFAULT_CAMPAIGNS, Fault};
use clap::{ArgAction, Args};

use crate::span;
use crate::terminal::ColourWhen;

/// Which of them exclude each other is decided by [`crate::settings`]: clap does not see a conflict between a flag
/// before the subcommand and one after it.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// The account's region: us or eu [env: BLUESHIFT_REGION] [default: us]
    #[arg(long, global = true, value_name = "REGION")]
    // Not parsed by clap, whose error would show the value.
    pub(crate) region: Option<String>,

    /// Another URL in place of a region's, such as a proxy's [env: BLUESHIFT_BASE_URL]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// Read the API key from this file; - is stdin [env: BLUESHIFT_API_KEY holds the key itself]
    #[arg(long, global = true, value_name = "PATH")]
    pub(crate) api_key_file: Option<PathBuf>,

    /// The profile of the config file to use [env: BLUESHIFT_PROFILE]
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) profile: Option<String>,

    /// How long a call may take, retries and waits included, such as 30s or 2m; in a listing, each page
    #[arg(long, global = true, value_name = "DURATION", value_parser = span::parse_timeout)]
    pub(crate) timeout: Option<Duration>,

    #[arg(long, help = format!("How often a call is tried again after 429, 5xx and network faults [default: {}]", RetryPolicy::DEFAULT_MAX_RETRIES), global = true, value_name = "N")]
    pub(crate) max_retries: Option<u32>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColourWhen,

    /// Tell on stderr what is done; twice for more. RUST_LOG chooses more finely
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(crate) verbose: u8,

    /// Use a local Blueshift with invented campaigns, started for this one command; needs no key
    #[arg(long, global = true)]
    pub(crate) sandbox: bool,

    #[command(flatten)]
    pub(crate) sandbox_options: SandboxOptions,
}

#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Sandbox options")]
pub(crate) struct SandboxOptions {
    #[arg(long, help = format!("How many campaigns the sandbox has [default: {DEFAULT_CAMPAIGNS}]"), global = true, value_name = "N", hide_short_help = true)]
    pub(crate) sandbox_campaigns: Option<u32>,

    /// What its campaigns are made from [default: 1]
    #[arg(long, global = true, value_name = "N", hide_short_help = true)]
    pub(crate) sandbox_seed: Option<u64>,

    /// Serve the campaigns of this JSON file instead
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true)]
    pub(crate) sandbox_data: Option<PathBuf>,

    /// Something that goes wrong, such as status=503,times=2 or latency=200; may be given several times
    #[arg(long = "sandbox-fault", global = true, value_name = "FAULT", hide_short_help = true)]
    pub(crate) sandbox_faults: Vec<Fault>,
}
