//! The command line.

use std::path::PathBuf;

use anyhow::Context;
use blueshift_sandbox::{
    ArchivedAbsent, ArchivedFalse, Builder, BulkTransactions, DEFAULT_API_KEY, DEFAULT_CAMPAIGNS, DataSet,
    DetailShape, Fault, NameMatch, Order, OverMax, PageBase, PageZero, PastEnd, Sandbox, Shape, Total,
    UndatedOneTime, UnknownParameter,
};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand};

use crate::exam::Exam;

/// Emulate Blueshift's campaigns API in memory, on 127.0.0.1
///
/// When ready, prints one line with the URL and the API key. `/` is an interactive reference and `/openapi.yaml` the contract.
/// Control endpoints: `/__sandbox/faults` (GET, PUT, DELETE), `/__sandbox/effects` and `/__sandbox/stats` (GET, DELETE), and
/// `/__sandbox/requests` (GET).
#[derive(Debug, Parser)]
#[command(name = "blueshift-sandbox", version, args_conflicts_with_subcommands = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) task: Option<Task>,

    /// Port to listen on; 0 takes any free port
    #[arg(long, default_value_t = 8080, env = "BLUESHIFT_SANDBOX_PORT")]
    port: u16,

    /// API key that is accepted
    #[arg(long, value_name = "KEY", default_value = DEFAULT_API_KEY, env = "BLUESHIFT_SANDBOX_API_KEY")]
    api_key: String,

    /// Number of campaigns
    #[arg(long, value_name = "N", default_value_t = DEFAULT_CAMPAIGNS, env = "BLUESHIFT_SANDBOX_CAMPAIGNS")]
    campaigns: u32,

    /// Seed of the campaigns
    #[arg(long, value_name = "N", default_value_t = 1, env = "BLUESHIFT_SANDBOX_SEED")]
    seed: u64,

    /// Serve the campaigns of a JSON file instead
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,

    /// Fault, such as `latency=5,jitter=5`, `status=503,times=3`, `reset,share=0.1,seed=7`,
    /// `rate_limit=20,retry_after=false`, `html`, `truncate`, `hang`, `lost_response,operation=create_campaign`,
    /// `delayed_effect=500,status=504`, `stale_reads=2`, `inserts=1`, `touch=5,after=2,times=1`,
    /// `status=500,page=2` or `page=1,body={"results":[],"error":"timeout"}`; can be repeated
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<Fault>,

    /// Number of the first page
    #[arg(long, default_value = "0", value_parser = choice([("0", PageBase::Zero), ("1", PageBase::One)]))]
    page_base: PageBase,

    /// Response to page 0 if pages are numbered from 1: the first page, 400, 404, 422, an empty page, or 500
    #[arg(long, default_value = "clamp",
        value_parser = choice([
            ("clamp", PageZero::Clamp), ("refuse", PageZero::Refuse), ("not-found", PageZero::NotFound),
            ("unprocessable", PageZero::Unprocessable), ("empty", PageZero::Empty), ("error", PageZero::Error),
        ]))]
    page_zero: PageZero,

    /// Body of a page
    #[arg(long, default_value = "array",
        value_parser = choice([
            ("array", Shape::Array), ("envelope", Shape::Envelope), ("campaigns", Shape::Campaigns),
        ]))]
    shape: Shape,

    /// Page size without `per_page`
    #[arg(long, value_name = "N", default_value_t = 50)]
    default_per_page: u32,

    /// Largest `per_page`
    #[arg(long, value_name = "N", default_value_t = 500)]
    max_per_page: u32,

    /// Response to a larger `per_page`: a page of the maximum size, or 400
    #[arg(long, default_value = "clamp",
        value_parser = choice([("clamp", OverMax::Clamp), ("refuse", OverMax::Refuse)]))]
    over_max: OverMax,

    /// Response to a page past the last one: an empty page, the last page, the first page, 400, 404, or 422
    #[arg(long, default_value = "empty",
        value_parser = choice([
            ("empty", PastEnd::Empty), ("last-page", PastEnd::LastPage), ("first-page", PastEnd::FirstPage),
            ("refuse", PastEnd::Refuse), ("not-found", PastEnd::NotFound),
            ("unprocessable", PastEnd::Unprocessable),
        ]))]
    past_end: PastEnd,

    /// Show only the first N campaigns of a result, while totals count all of them
    #[arg(long, value_name = "N")]
    depth_limit: Option<u64>,

    /// Total in an envelope: `correct`, `absent`, `too-large` (by 1), or `too-large=N` (by N)
    #[arg(long, value_name = "TOTAL", default_value = "correct", value_parser = total)]
    total: Total,

    /// Order of campaigns: by creation, shuffled, by update (latest first), or the order of the file
    #[arg(long, default_value = "newest",
        value_parser = choice([
            ("newest", Order::Newest), ("oldest", Order::Oldest), ("shuffled", Order::Shuffled),
            ("updated", Order::Updated), ("given", Order::Given),
        ]))]
    order: Order,

    /// Campaigns that a request without `archived` lists
    #[arg(long, default_value = "all",
        value_parser = choice([("all", ArchivedAbsent::All), ("unarchived", ArchivedAbsent::Unarchived)]))]
    archived_absent: ArchivedAbsent,

    /// Campaigns that `archived=false` lists
    #[arg(long, default_value = "unarchived",
        value_parser = choice([("unarchived", ArchivedFalse::Unarchived), ("all", ArchivedFalse::All)]))]
    archived_false: ArchivedFalse,

    /// Whether a listing without `startdate` contains one-time campaigns without a start date
    #[arg(long, default_value = "listed",
        value_parser = choice([("listed", UndatedOneTime::Listed), ("hidden", UndatedOneTime::Hidden)]))]
    undated_one_time: UndatedOneTime,

    /// Comparison of `name`
    #[arg(long, default_value = "ignore-case",
        value_parser = choice([("ignore-case", NameMatch::IgnoreCase), ("exact-case", NameMatch::ExactCase)]))]
    name_match: NameMatch,

    /// Response to a parameter that the contract does not describe: 400, or as if it was absent
    #[arg(long, default_value = "refuse",
        value_parser = choice([("refuse", UnknownParameter::Refuse), ("ignore", UnknownParameter::Ignore)]))]
    unknown_parameter: UnknownParameter,

    /// Whether `bulk_execute_campaign` executes a payload whose `transaction_uuid` was processed before
    #[arg(long, default_value = "ignored",
        value_parser = choice([
            ("ignored", BulkTransactions::Ignored), ("observed", BulkTransactions::Observed),
        ]))]
    bulk_transactions: BulkTransactions,

    /// Body of `get_campaign` and `get_campaign_detail`: the campaign, or an object with the campaign as `campaign`
    #[arg(long, default_value = "bare",
        value_parser = choice([("bare", DetailShape::Bare), ("wrapped", DetailShape::Wrapped)]))]
    detail_shape: DetailShape,

    /// Number of activities that a response holds at most
    #[arg(long, value_name = "N", default_value_t = 10_000)]
    activity_limit: usize,
}

/// What to do instead of serving.
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
            .map_err(|_| format!("expected a whole number after `too-large=`, found `{by}`")),
        _ => Err("expected `correct`, `absent`, `too-large` or `too-large=N`".to_owned()),
    }
}

/// Parses the names of variants of a type of the library, which does not depend on clap.
fn choice<T: Clone + Send + Sync + 'static, const N: usize>(
    names: [(&'static str, T); N],
) -> impl TypedValueParser<Value = T> {
    let known = PossibleValuesParser::new(names.each_ref().map(|(name, _)| *name));
    known.try_map(move |chosen| {
        let named = names.iter().find(|(name, _)| *name == chosen);
        named.map(|(_, value)| value.clone()).ok_or_else(|| format!("unknown value {chosen}"))
    })
}

impl Arguments {
    pub(crate) fn builder(self) -> anyhow::Result<Builder> {
        let mut builder = Sandbox::builder()
            .port(self.port)
            .api_key(self.api_key)
            .campaigns(self.campaigns)
            .seed(self.seed)
            .page_base(self.page_base)
            .page_zero(self.page_zero)
            .shape(self.shape)
            .default_per_page(self.default_per_page)
            .max_per_page(self.max_per_page)
            .over_max(self.over_max)
            .past_end(self.past_end)
            .total(self.total)
            .order(self.order)
            .archived_absent(self.archived_absent)
            .archived_false(self.archived_false)
            .undated_one_time(self.undated_one_time)
            .name_match(self.name_match)
            .unknown_parameter(self.unknown_parameter)
            .bulk_transactions(self.bulk_transactions)
            .detail_shape(self.detail_shape)
            .activity_limit(self.activity_limit);
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
