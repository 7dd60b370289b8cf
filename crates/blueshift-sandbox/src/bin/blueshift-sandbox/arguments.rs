//! The command-line arguments of `blueshift-sandbox`.

use std::path::PathBuf;

use anyhow::Context;
use blueshift_sandbox::{
    ArchivedAbsent, ArchivedFalse, Behavior, Builder, BulkTransactions, DEFAULT_API_KEY, DEFAULT_CAMPAIGNS,
    DataSet, DateBound, DetailShape, EmailMatch, Fault, NameMatch, Named, Order, OverMax, PageBase, PageZero,
    PastEnd, RateLimitHeaders, RequestId, RetryAfter, Sandbox, Shape, StatusMatch, Total, UndatedOneTime,
    UnknownParameter,
};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::parser::ValueSource;
use clap::{ArgMatches, Parser, Subcommand};

use crate::exam::Exam;

const EXAMPLES: &str = "\
Examples:
  blueshift-sandbox --port 8080
  BLUESHIFT_API_KEY=sandbox-key blueshift --base-url http://127.0.0.1:8080 campaigns list
  curl -u sandbox-key: http://127.0.0.1:8080/api/v2/campaigns.json";

/// Emulate Blueshift's campaigns API in memory, on 127.0.0.1
///
/// When ready, prints one line with the URL and the API key. `/` is an interactive reference, and
/// `/openapi.yaml` is the contract. Control endpoints: `/__sandbox/faults` (GET, PUT, DELETE),
/// `/__sandbox/effects` and `/__sandbox/stats` (GET, DELETE), and `/__sandbox/requests` (GET).
#[derive(Debug, Parser)]
#[command(name = "blueshift-sandbox", version, args_conflicts_with_subcommands = true, after_help = EXAMPLES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) task: Option<Task>,

    /// Port to listen on; 0 selects a free port
    #[arg(long, default_value_t = 8080, env = "BLUESHIFT_SANDBOX_PORT")]
    port: u16,

    /// Accepted API key
    #[arg(long, value_name = "KEY", default_value = DEFAULT_API_KEY, env = "BLUESHIFT_SANDBOX_API_KEY")]
    api_key: String,

    /// Number of campaigns
    #[arg(long, value_name = "N", default_value_t = DEFAULT_CAMPAIGNS, env = "BLUESHIFT_SANDBOX_CAMPAIGNS")]
    campaigns: u32,

    /// Seed of the campaigns
    #[arg(long, value_name = "N", default_value_t = 1, env = "BLUESHIFT_SANDBOX_SEED")]
    seed: u64,

    /// Serve the campaigns of a JSON file instead of generated ones
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,

    /// Fault, such as `latency=5,jitter=5`, `status=503,times=3`, `reset,share=0.1,seed=7`,
    /// `rate_limit=20,retry_after=false`, `status=429,retry_after=2,http_date`, `html`, `truncate`, `hang`,
    /// `lost_response,operation=create_campaign`, `delayed_effect=500,status=504`, `stale_reads=2`, `inserts=1`,
    /// `touch=5,after=2,times=1`, `status=500,page=2` or `page=1,body={"results":[],"error":"timeout"}`; can be repeated
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<Fault>,

    /// Behavior file of an account, written by `blueshift probe --output toml`. The options below override the file
    #[arg(long, value_name = "FILE")]
    assume: Option<PathBuf>,

    /// Number of the first page
    #[arg(long, default_value = "0", value_parser = choice::<PageBase>())]
    page_base: PageBase,

    /// Response to page 0 if pages are numbered from 1: the first page, 400, 404, 422, an empty page, or 500
    #[arg(long, default_value = "clamp",
        value_parser = choice::<PageZero>())]
    page_zero: PageZero,

    /// Body of a page
    #[arg(long, default_value = "array",
        value_parser = choice::<Shape>())]
    shape: Shape,

    /// Page size of requests without `per_page`
    #[arg(long, value_name = "N", default_value_t = 50)]
    default_per_page: u32,

    /// Maximum `per_page`
    #[arg(long, value_name = "N", default_value_t = 500)]
    max_per_page: u32,

    /// Response to a `per_page` over the maximum: a page of the maximum size, or 400
    #[arg(long, default_value = "clamp",
        value_parser = choice::<OverMax>())]
    over_max: OverMax,

    /// Response to a page past the last one: an empty page, the last page, the first page, 400, 404, or 422
    #[arg(long, default_value = "empty",
        value_parser = choice::<PastEnd>())]
    past_end: PastEnd,

    /// Return only the first N campaigns of a listing, while totals count all campaigns
    #[arg(long, value_name = "N")]
    depth_limit: Option<u64>,

    /// Total in an envelope: `correct`, `absent`, `too-large` (by 1), or `too-large=N` (by N)
    #[arg(long, value_name = "TOTAL", default_value = "correct", value_parser = total)]
    total: Total,

    /// Order of campaigns: by creation time, shuffled, by update time (latest first), or the order of the file
    #[arg(long, default_value = "newest",
        value_parser = choice::<Order>())]
    order: Order,

    /// Campaigns that a request without `archived` lists
    #[arg(long, default_value = "all",
        value_parser = choice::<ArchivedAbsent>())]
    archived_absent: ArchivedAbsent,

    /// Campaigns that `archived=false` lists
    #[arg(long, default_value = "unarchived",
        value_parser = choice::<ArchivedFalse>())]
    archived_false: ArchivedFalse,

    /// Whether a listing without `startdate` contains one-time campaigns without a start date
    #[arg(long, default_value = "listed",
        value_parser = choice::<UndatedOneTime>())]
    undated_one_time: UndatedOneTime,

    /// Comparison of `name`
    #[arg(long, default_value = "ignore-case",
        value_parser = choice::<NameMatch>())]
    name_match: NameMatch,

    /// Comparison of `email`
    #[arg(long, default_value = "ignore-case", value_parser = choice::<EmailMatch>())]
    email_match: EmailMatch,

    /// Comparison of `status`
    #[arg(long, default_value = "exact-case", value_parser = choice::<StatusMatch>())]
    status_match: StatusMatch,

    /// Whether `created_after` matches a campaign created at exactly the time of the parameter
    #[arg(long, default_value = "exclusive", value_parser = choice::<DateBound>())]
    created_after: DateBound,

    /// Whether `created_before` matches a campaign created at exactly the time of the parameter
    #[arg(long, default_value = "exclusive", value_parser = choice::<DateBound>())]
    created_before: DateBound,

    /// Whether `startdate` matches a campaign that started at exactly the time of the parameter
    #[arg(long, default_value = "exclusive", value_parser = choice::<DateBound>())]
    startdate: DateBound,

    /// Whether responses have the header `x-request-id`
    #[arg(long, default_value = "sent", value_parser = choice::<RequestId>())]
    request_id: RequestId,

    /// Whether error responses have the header `Retry-After`
    #[arg(long, default_value = "sent", value_parser = choice::<RetryAfter>())]
    retry_after: RetryAfter,

    /// Headers that state the rate limit
    #[arg(long, default_value = "absent", value_parser = choice::<RateLimitHeaders>())]
    rate_limit_headers: RateLimitHeaders,

    /// Response to a parameter that the contract does not describe: 400, or the same response as without the parameter
    #[arg(long, default_value = "refuse",
        value_parser = choice::<UnknownParameter>())]
    unknown_parameter: UnknownParameter,

    /// Whether `bulk_execute_campaign` recognizes a repeated `transaction_uuid`
    #[arg(long, default_value = "ignored",
        value_parser = choice::<BulkTransactions>())]
    bulk_transactions: BulkTransactions,

    /// Body of `get_campaign` and `get_campaign_detail`: the campaign, or an object with the campaign as `campaign`
    #[arg(long, default_value = "bare",
        value_parser = choice::<DetailShape>())]
    detail_shape: DetailShape,

    /// Maximum number of activities in a response
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    activity_limit: usize,
}

/// A subcommand.
#[derive(Debug, Subcommand)]
pub(crate) enum Task {
    Exam(Exam),
}

fn total(text: &str) -> Result<Total, String> {
    match text.split_once('=').unwrap_or((text, "1")) {
        _ if text == "correct" => Ok(Total::Correct),
        _ if text == "absent" => Ok(Total::Absent),
        ("too-large", by) => by
            .parse()
            .map(|by| Total::TooLarge { by })
            .map_err(|_| format!("expected an integer after `too-large=`, found `{by}`")),
        _ => Err("expected `correct`, `absent`, `too-large` or `too-large=N`".to_owned()),
    }
}

/// Returns a parser of named values.
fn choice<T: Named>() -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(T::VALUES.iter().map(|(name, _)| *name)).try_map(|chosen| {
        let named = T::VALUES.iter().find(|(name, _)| *name == chosen);
        named.map(|(_, value)| *value).ok_or_else(|| format!("unknown value {chosen}"))
    })
}

/// Sets the options that are present on the command line. The other options keep the values of the behavior file or the
/// defaults of the builder.
macro_rules! set_given {
    ($builder:ident, $arguments:ident, $matches:ident: $($option:ident),+ $(,)?) => {
        $(if $matches.value_source(stringify!($option)) == Some(ValueSource::CommandLine) {
            $builder = $builder.$option($arguments.$option);
        })+
    };
}

impl Arguments {
    /// Configures a sandbox. `matches` contains the parsed command line.
    pub(crate) fn builder(self, matches: &ArgMatches) -> anyhow::Result<Builder> {
        let mut builder = Sandbox::builder()
            .port(self.port)
            .api_key(self.api_key)
            .campaigns(self.campaigns)
            .seed(self.seed);
        if let Some(path) = self.assume {
            let behavior =
                Behavior::from_file(&path).with_context(|| format!("failed to load {}", path.display()))?;
            builder = builder.assume(behavior);
        }
        set_given!(
            builder, self, matches: page_base, page_zero, shape, default_per_page, max_per_page, over_max, past_end,
            total, order, archived_absent, archived_false, undated_one_time, name_match, email_match, status_match,
            created_after, created_before, startdate, request_id, retry_after, rate_limit_headers, unknown_parameter,
            bulk_transactions, detail_shape, activity_limit,
        );
        if let Some(limit) = self.depth_limit {
            builder = builder.depth_limit(limit);
        }
        if let Some(path) = self.data {
            let data =
                DataSet::from_file(&path).with_context(|| format!("failed to load {}", path.display()))?;
            builder = builder.data(data);
        }
        Ok(self.faults.into_iter().fold(builder, Builder::fault))
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn command_line_is_valid() {
        Arguments::command().debug_assert();
    }
}
