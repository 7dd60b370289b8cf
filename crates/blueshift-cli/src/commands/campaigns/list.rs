//! `campaigns list`.

use std::str::FromStr;

use blueshift::jiff::Timestamp;
use blueshift::{CampaignStatus, ExecTerm, ListCampaigns, Listing};
use clap::Args;

use super::Field;
use crate::config::UsageError;
use crate::failure::Failure;
use crate::output::Format;
use crate::terminal::Terminal;
use crate::when::{self, Moment};

/// Pages of a listing hold this many campaigns unless told otherwise, as in the library.
const PER_PAGE: u64 = 100;

const EXAMPLES: &str = "\
Examples:
  blueshift campaigns list --status launched --exec-term recurring
  blueshift campaigns list --created-after 2026-01-01 --created-before 2026-02-01
  blueshift campaigns list --created-after 12h --columns uuid,name,author
  blueshift campaigns list --all-time --archived=false --output csv > campaigns.csv
  blueshift campaigns list --output ndjson | jq -r 'select(.holdout_percentage > 10) | .uuid'
  blueshift campaigns list --page 3 --per-page 4

WHEN is a date and time as in ISO 8601 (2026-05-20T18:43:34Z; UTC unless it says otherwise),
a date (2026-05-20, which is its midnight in UTC), or a span back from now (7d, 12h, 2w3d).

Without --startdate the API lists a one-time campaign only if it started within the last 30 days;
--all-time lists those of any start date.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct List {
    /// Only campaigns whose name contains this
    #[arg(long, value_name = "TEXT", help_heading = "Filters")]
    name: Option<String>,

    /// Only campaigns whose author has this e-mail address
    #[arg(long, value_name = "ADDRESS", help_heading = "Filters")]
    email: Option<String>,

    /// Only campaigns created after this
    #[arg(long, value_name = "WHEN", value_parser = when::parse, help_heading = "Filters")]
    created_after: Option<Moment>,

    /// Only campaigns created before this
    #[arg(long, value_name = "WHEN", value_parser = when::parse, help_heading = "Filters")]
    created_before: Option<Moment>,

    /// Only campaigns that started after this
    #[arg(long, value_name = "WHEN", value_parser = when::parse, help_heading = "Filters")]
    startdate: Option<Moment>,

    /// Only archived campaigns; with =false, only those that are not
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true",
        help_heading = "Filters")]
    archived: Option<bool>,

    // The lists of known values come from the contract.
    #[arg(long, help = format!("Only campaigns in this status: {}", CampaignStatus::KNOWN.join(", ")), value_name = "STATUS", help_heading = "Filters")]
    status: Option<String>,

    #[arg(long, help = format!("Only campaigns of this type: {}", ExecTerm::KNOWN.join(", ")), value_name = "TYPE", help_heading = "Filters")]
    exec_term: Option<String>,

    /// How many campaigns a page holds at most [default: 100; with --page, the server's choice]
    #[arg(long, value_name = "N", value_parser = at_least_one::<u64>, help_heading = "Pages")]
    per_page: Option<u64>,

    /// List this one page alone; whether the first is 0 or 1 is not documented
    #[arg(long, value_name = "N", help_heading = "Pages",
        conflicts_with_all = ["first_page", "concurrency", "limit", "all_time"])]
    page: Option<u64>,

    /// List everything from this page on, such as one that failed before
    #[arg(long, value_name = "N", help_heading = "Pages")]
    first_page: Option<u64>,

    /// How many pages to ask for at the same time [default: 1]
    #[arg(long, value_name = "N", value_parser = at_least_one::<u16>, help_heading = "Pages")]
    concurrency: Option<u16>,

    /// Stop after this many campaigns
    #[arg(long, value_name = "N", value_parser = at_least_one::<u64>, help_heading = "Pages")]
    limit: Option<u64>,

    /// List one-time campaigns of any start date too, not only of the last 30 days
    #[arg(long, conflicts_with = "startdate", help_heading = "Pages")]
    all_time: bool,

    /// How to print the campaigns
    #[arg(long, short, value_name = "FORMAT", default_value = "table", help_heading = "Output")]
    output: Format,

    /// Which columns a table or csv has, separated by commas [default: csv all, a table those that fit]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', help_heading = "Output")]
    columns: Vec<Field>,

    /// In csv, prefix cells that begin with =, +, -, @, a tab or a carriage return with ', so that a spreadsheet shows them
    /// instead of running them as formulas
    #[arg(long, help_heading = "Output")]
    csv_safe: bool,
}

impl List {
    /// Refuses what clap cannot tell.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        let takes_columns = matches!(self.output, Format::Table | Format::Csv);
        if !self.columns.is_empty() && !takes_columns {
            return Err(UsageError::ColumnsOfJson.into());
        }
        if self.csv_safe && self.output != Format::Csv {
            return Err(UsageError::CsvSafeWithoutCsv.into());
        }
        Ok(())
    }

    pub(crate) fn page(&self) -> Option<u64> {
        self.page
    }

    pub(crate) fn limit(&self) -> Option<u64> {
        self.limit
    }

    pub(crate) fn output(&self) -> Format {
        self.output
    }

    pub(crate) fn columns(&self) -> &[Field] {
        &self.columns
    }

    pub(crate) fn csv_safe(&self) -> bool {
        self.csv_safe
    }

    /// Warns about filter values that the contract does not list. They are sent as they are, because Blueshift may have
    /// added them since.
    pub(crate) fn warn_of_unknown_values(&self, terminal: &Terminal) {
        let filters = [
            ("--status", &self.status, CampaignStatus::KNOWN),
            ("--exec-term", &self.exec_term, ExecTerm::KNOWN),
        ];
        for (flag, value, known) in filters {
            if let Some(value) = value.as_deref().filter(|value| !known.contains(value)) {
                terminal.warn(&format!("unknown {flag} {value:?}; known values: {}", known.join(", ")));
            }
        }
    }

    /// Whether the API's 30-day rule for one-time campaigns can leave any out.
    pub(crate) fn is_cut_by_the_30_day_rule(&self) -> bool {
        let one_time_asked = self.exec_term.as_deref().is_none_or(|term| term == "one_time");
        self.startdate.is_none() && !self.all_time && one_time_asked
    }

    /// Puts the filters and pages on the call. Spans are counted back from `now`.
    pub(crate) fn apply(&self, mut call: ListCampaigns, now: Timestamp) -> ListCampaigns {
        macro_rules! set {
            ($($setter:ident: $value:expr),* $(,)?) => {
                $(if let Some(value) = $value { call = call.$setter(value); })*
            };
        }
        set! {
            name: self.name.clone(),
            email: self.email.clone(),
            created_after: self.created_after.map(|moment| moment.resolve(now)),
            created_before: self.created_before.map(|moment| moment.resolve(now)),
            startdate: self.startdate.map(|moment| moment.resolve(now)),
            archived: self.archived,
            status: self.status.as_deref(),
            exec_term: self.exec_term.as_deref(),
            per_page: self.per_page.or(self.per_page_for_the_limit()),
        }
        call
    }

    /// Adds what concerns a listing of many pages.
    pub(crate) fn listing(&self, call: ListCampaigns) -> ListCampaigns<Listing> {
        let mut call = call.concurrency(self.concurrency.map_or(1, usize::from));
        if let Some(page) = self.first_page {
            call = call.first_page(page);
        }
        if self.all_time { call.all_time() } else { call }
    }

    /// No page needs to hold more campaigns than are to be printed.
    fn per_page_for_the_limit(&self) -> Option<u64> {
        self.limit.filter(|limit| *limit < PER_PAGE)
    }
}

fn at_least_one<T: FromStr + Default + PartialEq>(text: &str) -> Result<T, &'static str> {
    let number = text.parse().ok().filter(|number| *number != T::default());
    number.ok_or("expected a whole number from 1")
}
