//! The command line.

use std::path::PathBuf;

use anyhow::Context;
use blueshift_sandbox::{
    ArchivedAbsent, ArchivedFalse, Builder, DEFAULT_API_KEY, DEFAULT_CAMPAIGNS, DataSet, Fault, NameMatch,
    Order, OverMax, PageBase, PageZero, PastEnd, Sandbox, Shape, UndatedOneTime, UnknownParameter,
};
use clap::Parser;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// A local Blueshift: serves the campaigns API from memory, on 127.0.0.1 only.
///
/// When it is ready it prints one line with its URL and key. `/` shows an interactive reference, `/openapi.yaml` the
/// contract; under `/__sandbox` lie `faults` (GET, PUT, DELETE), `stats` (GET, DELETE) and `requests` (GET).
#[derive(Debug, Parser)]
#[command(name = "blueshift-sandbox", version)]
pub(crate) struct Arguments {
    /// The port to listen on; 0 takes any that is free
    #[arg(long, default_value_t = 8080, env = "BLUESHIFT_SANDBOX_PORT")]
    port: u16,

    /// The one API key that is accepted
    #[arg(long, value_name = "KEY", default_value = DEFAULT_API_KEY, env = "BLUESHIFT_SANDBOX_API_KEY")]
    api_key: String,

    /// How many campaigns there are
    #[arg(long, value_name = "N", default_value_t = DEFAULT_CAMPAIGNS, env = "BLUESHIFT_SANDBOX_CAMPAIGNS")]
    campaigns: u32,

    /// What the campaigns are made from
    #[arg(long, value_name = "N", default_value_t = 1, env = "BLUESHIFT_SANDBOX_SEED")]
    seed: u64,

    /// Serve the campaigns of this JSON file instead
    #[arg(long, value_name = "FILE")]
    data: Option<PathBuf>,

    /// Something that goes wrong, such as `latency=5,jitter=5`, `status=503,times=3`, `reset,share=0.1,seed=7`,
    /// `rate_limit=20,retry_after=false`, `html`, `truncate`, `hang`, `inserts=1` or `status=500,page=2`; may be
    /// given several times
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<Fault>,

    /// The number of the first page
    #[arg(long, default_value = "0", value_parser = choice([("0", PageBase::Zero), ("1", PageBase::One)]))]
    page_base: PageBase,

    /// What page 0 gets where pages begin at 1: the first page, or 400
    #[arg(long, default_value = "clamp",
        value_parser = choice([("clamp", PageZero::Clamp), ("refuse", PageZero::Refuse)]))]
    page_zero: PageZero,

    /// The body of a page
    #[arg(long, default_value = "array",
        value_parser = choice([("array", Shape::Array), ("envelope", Shape::Envelope)]))]
    shape: Shape,

    /// How many campaigns a page holds when `per_page` is left out
    #[arg(long, value_name = "N", default_value_t = 50)]
    default_per_page: u32,

    /// The largest `per_page`
    #[arg(long, value_name = "N", default_value_t = 500)]
    max_per_page: u32,

    /// What a larger `per_page` gets: a page of the maximum, or 400
    #[arg(long, default_value = "clamp",
        value_parser = choice([("clamp", OverMax::Clamp), ("refuse", OverMax::Refuse)]))]
    over_max: OverMax,

    /// What a page past the last one gets: an empty one, the last one again, or 404
    #[arg(long, default_value = "empty",
        value_parser = choice([
            ("empty", PastEnd::Empty), ("last-page", PastEnd::LastPage), ("not-found", PastEnd::NotFound),
        ]))]
    past_end: PastEnd,

    /// The order of campaigns, by their creation but for the last two; `given` is that of the file
    #[arg(long, default_value = "newest",
        value_parser = choice([
            ("newest", Order::Newest), ("oldest", Order::Oldest), ("shuffled", Order::Shuffled),
            ("given", Order::Given),
        ]))]
    order: Order,

    /// What leaving `archived` out means
    #[arg(long, default_value = "all",
        value_parser = choice([("all", ArchivedAbsent::All), ("unarchived", ArchivedAbsent::Unarchived)]))]
    archived_absent: ArchivedAbsent,

    /// What `archived=false` means
    #[arg(long, default_value = "unarchived",
        value_parser = choice([("unarchived", ArchivedFalse::Unarchived), ("all", ArchivedFalse::All)]))]
    archived_false: ArchivedFalse,

    /// Whether a listing without `startdate` holds one-time campaigns that have no start date
    #[arg(long, default_value = "listed",
        value_parser = choice([("listed", UndatedOneTime::Listed), ("hidden", UndatedOneTime::Hidden)]))]
    undated_one_time: UndatedOneTime,

    /// How `name` is compared
    #[arg(long, default_value = "ignore-case",
        value_parser = choice([("ignore-case", NameMatch::IgnoreCase), ("exact-case", NameMatch::ExactCase)]))]
    name_match: NameMatch,

    /// What a parameter that the contract does not know gets: 400, or nothing
    #[arg(long, default_value = "refuse",
        value_parser = choice([("refuse", UnknownParameter::Refuse), ("ignore", UnknownParameter::Ignore)]))]
    unknown_parameter: UnknownParameter,
}

/// Names for the variants of a type of the library, which knows nothing of command lines.
fn choice<T: Clone + Send + Sync + 'static, const N: usize>(
    names: [(&'static str, T); N],
) -> impl TypedValueParser<Value = T> {
    let known = PossibleValuesParser::new(names.each_ref().map(|(name, _)| *name));
    known.try_map(move |chosen| {
        let named = names.iter().find(|(name, _)| *name == chosen);
        named.map(|(_, value)| value.clone()).ok_or_else(|| format!("unknown name {chosen}"))
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
            .order(self.order)
            .archived_absent(self.archived_absent)
            .archived_false(self.archived_false)
            .undated_one_time(self.undated_one_time)
            .name_match(self.name_match)
            .unknown_parameter(self.unknown_parameter);
        if let Some(path) = self.data {
            let data =
                DataSet::from_file(&path).with_context(|| format!("cannot serve {}", path.display()))?;
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
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }
}
