//! Options of every command.

use std::path::PathBuf;
use std::time::Duration;

use blueshift::RetryPolicy;
use blueshift::jiff::{Span, SpanRelativeTo};
use blueshift_sandbox::{DEFAULT_CAMPAIGNS, Fault};
use clap::{ArgAction, Args, ValueHint};
use clap_complete::engine::ArgValueCandidates;

use crate::complete;
use crate::terminal::{ColorWhen, ErrorFormat};

/// The options of every command. [`crate::config`] checks for conflicts, because clap does not detect a conflict between an
/// option before the subcommand and one after it.
#[derive(Default, Args)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Region of the account: us or eu [env: BLUESHIFT_REGION] [default: us]
    // Not parsed by clap, because its error would show the value.
    #[arg(long, global = true, value_name = "REGION", add = ArgValueCandidates::new(complete::regions))]
    pub(crate) region: Option<String>,

    /// Base URL to use instead of a region, for example of a proxy [env: BLUESHIFT_BASE_URL]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// File with the API key; - is stdin [env: BLUESHIFT_API_KEY contains the key itself]
    #[arg(long, global = true, value_name = "PATH", value_hint = ValueHint::FilePath)]
    pub(crate) api_key_file: Option<PathBuf>,

    /// Profile of the config file to use [env: BLUESHIFT_PROFILE]
    #[arg(long, global = true, value_name = "NAME", add = ArgValueCandidates::new(complete::profiles))]
    pub(crate) profile: Option<String>,

    /// PEM file with root certificates to trust in addition to those of the platform
    #[arg(long, global = true, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(crate) ca_file: Option<PathBuf>,

    // A String, so that clap's error cannot show a password.
    #[arg(long, global = true, value_name = "URL", value_hint = ValueHint::Url,
        help = "Proxy for all requests, such as http://proxy.example:3128 [env: HTTPS_PROXY]")]
    pub(crate) proxy: Option<String>,

    /// Timeout of a call including retries, such as 30s or 2m; in a listing, it applies to each page
    #[arg(long, global = true, value_name = "DURATION", value_parser = parse_timeout)]
    pub(crate) timeout: Option<Duration>,

    #[arg(long, global = true, value_name = "N",
        help = format!("Maximum number of retries after 429, 5xx and network errors [default: {}]",
            RetryPolicy::DEFAULT_MAX_RETRIES))]
    pub(crate) max_retries: Option<u32>,

    /// When to use color
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: ColorWhen,

    /// Format of errors and warnings on stderr
    #[arg(long, global = true, value_name = "FORMAT", default_value = "text")]
    pub(crate) error_format: ErrorFormat,

    /// Print each request to stderr, with its status, duration and request id (-vv for debug logs, which include filter
    /// values); RUST_LOG overrides the level of the logs
    #[arg(short, long, global = true, action = ArgAction::Count)]
    pub(crate) verbose: u8,

    /// Use a local sandbox with generated campaigns, which requires no key and runs only during this command, so changes are
    /// lost; to keep a sandbox running, use `blueshift-sandbox`
    #[arg(long, global = true)]
    pub(crate) sandbox: bool,

    #[command(flatten)]
    pub(crate) sandbox_options: SandboxOptions,
}

#[derive(Default, Args)]
#[command(next_help_heading = "Sandbox options")]
pub(crate) struct SandboxOptions {
    #[arg(long, global = true, value_name = "N", hide_short_help = true,
        help = format!("Number of campaigns in the sandbox [default: {DEFAULT_CAMPAIGNS}]"))]
    pub(crate) sandbox_campaigns: Option<u32>,

    /// Seed of the generated campaigns
    #[arg(long, global = true, value_name = "N", hide_short_help = true)]
    pub(crate) sandbox_seed: Option<u64>,

    /// JSON file with campaigns to use instead of generated campaigns
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true)]
    pub(crate) sandbox_data: Option<PathBuf>,

    /// Fault to inject, such as status=503,times=2 or latency=200; can be repeated
    #[arg(long = "sandbox-fault", global = true, value_name = "FAULT", hide_short_help = true)]
    pub(crate) sandbox_faults: Vec<Fault>,
}

/// Parses a timeout of at least a millisecond.
fn parse_timeout(text: &str) -> Result<Duration, &'static str> {
    let span = text.parse::<Span>().and_then(|span| span.to_duration(SpanRelativeTo::days_are_24_hours()));
    span.ok()
        .and_then(|span| Duration::try_from(span).ok())
        .filter(|timeout| *timeout >= Duration::from_millis(1))
        .ok_or("expected a duration of at least 1ms, such as 500ms, 30s, 2m or 1m30s")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_timeouts_of_at_least_a_millisecond() {
        for (text, seconds) in
            [("7d", 604_800.0), ("12h", 43_200.0), ("1m30s", 90.0), ("500ms", 0.5), ("1w1d", 691_200.0)]
        {
            assert_eq!(parse_timeout(text).map(|timeout| timeout.as_secs_f64()), Ok(seconds), "{text}");
        }
        for text in [
            "",
            "7",
            "d",
            "-7d",
            "7d ago",
            "7y",
            "7dd",
            "0s",
            "1ns",
            "99999999999999999999d",
            "99999999999999w",
        ] {
            assert!(parse_timeout(text).is_err(), "{text}");
        }
    }
}
