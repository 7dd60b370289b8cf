//! The `campaigns list` command.

use std::str::FromStr;

use blueshift::jiff::Timestamp;
use blueshift::{Campaign, CampaignStatus, Error, ExecTerm, ListCampaigns, Listing, ListingProblem, OnePage};
use clap::Args;
use clap_complete::engine::ArgValueCandidates;
use futures_util::TryStreamExt;

use crate::commands::Context;
use crate::complete;
use crate::connection::Connection;
use crate::failure::{Failure, Operation, UsageError, transport_problem};
use crate::output::{Format, OutputArgs, Printer, Record};
use crate::sandbox;
use crate::terminal::Terminal;
use crate::when::{self, When, when_help};

const EXAMPLES: &str = concat!(
    "\
Examples:
  blueshift campaigns list --status launched --exec-term recurring
  blueshift campaigns list --created-after 60d --created-before 2026-05-01
  blueshift campaigns list --created-after 12h --columns uuid,name,author
  blueshift campaigns list --all-time --archived=false -o csv > campaigns.csv
  blueshift campaigns list -o ndjson | jq 'select(.holdout_percentage > 10)'
  blueshift campaigns list --page 3 --per-page 4

",
    when_help!(),
    "

Without --startdate, the API lists a one-time campaign only if it started in the last 30 days; --all-time lists \
     one-time campaigns with any start date.

For clicks, revenue and other statistics, see blueshift campaigns performance."
);

/// List all campaigns, or one page
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct List {
    /// Only campaigns with TEXT in the name
    #[arg(long, value_name = "TEXT", help_heading = "Filters")]
    name: Option<String>,

    /// Only campaigns by the author with this email address
    #[arg(long, value_name = "ADDRESS", help_heading = "Filters")]
    email: Option<String>,

    /// Only campaigns created after WHEN
    #[arg(long, value_name = "WHEN", value_parser = when::parse, help_heading = "Filters")]
    created_after: Option<When>,

    /// Only campaigns created before WHEN
    #[arg(long, value_name = "WHEN", value_parser = when::parse, help_heading = "Filters")]
    created_before: Option<When>,

    /// Only campaigns that started after WHEN
    #[arg(long, value_name = "WHEN", value_parser = when::parse, help_heading = "Filters")]
    startdate: Option<When>,

    /// Only archived campaigns; with =false, only campaigns that are not archived
    #[arg(long, value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true",
        help_heading = "Filters")]
    archived: Option<bool>,

    #[arg(long, value_name = "STATUS", help_heading = "Filters",
        add = ArgValueCandidates::new(complete::statuses),
        help = format!("Only campaigns with this status: {}", CampaignStatus::KNOWN.join(", ")))]
    status: Option<String>,

    #[arg(long, value_name = "TYPE", help_heading = "Filters",
        add = ArgValueCandidates::new(complete::exec_terms),
        help = format!("Only campaigns of this type: {}", ExecTerm::KNOWN.join(", ")))]
    exec_term: Option<String>,

    #[arg(long, value_name = "N", value_parser = at_least_one::<u64>, help_heading = "Pages",
        help = format!("Maximum number of campaigns per page [default: {}; with --page, chosen by the server]",
            ListCampaigns::DEFAULT_PER_PAGE))]
    per_page: Option<u64>,

    /// List only this page; the API does not document whether the first page is 0 or 1
    #[arg(long, value_name = "N", help_heading = "Pages",
        conflicts_with_all = ["first_page", "page_base", "concurrency", "limit", "all_time", "verify", "ignore_total"])]
    page: Option<u64>,

    /// Start at this page, for example a page that failed before. With the same filters and page size, this lists exactly the
    /// remaining campaigns, unless the list has changed
    #[arg(long, value_name = "N", help_heading = "Pages")]
    first_page: Option<u64>,

    #[arg(long, value_name = "N", value_parser = at_least_one::<usize>, help_heading = "Pages",
        help = format!("Number of pages to request at the same time, at most {} [default: 1]",
            ListCampaigns::MAX_CONCURRENCY))]
    concurrency: Option<usize>,

    /// Number of the first page, 0 or 1; set this if requests for page 0 fail [default: detected]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(0..=1), help_heading = "Pages")]
    page_base: Option<u64>,

    /// Stop after this many campaigns
    #[arg(long, value_name = "N", value_parser = at_least_one::<u64>, help_heading = "Pages")]
    limit: Option<u64>,

    /// Include one-time campaigns that started more than 30 days ago
    #[arg(long, conflicts_with = "startdate", help_heading = "Pages")]
    all_time: bool,

    /// Read the list until two readings agree, so that no campaign is missed if other campaigns leave the list; requires about
    /// twice as many requests
    #[arg(long, help_heading = "Pages")]
    verify: bool,

    /// Accept a listing with fewer campaigns than the server's total
    #[arg(long, help_heading = "Pages")]
    ignore_total: bool,

    #[command(flatten)]
    output: OutputArgs<Campaign>,
}

impl List {
    /// Checks combinations of options that clap cannot express.
    pub(super) fn check(&self) -> Result<(), UsageError> {
        self.output.check()
    }

    pub(super) async fn run(&self, context: &Context<'_>) -> Result<(), Failure> {
        let now = sandbox::now(context.global)?;
        let connection = Connection::open(context).await?;
        let call = self.filter(connection.client.campaigns().list(), now);
        self.warn_of_unknown_values(context.terminal);
        context.progress.start("requesting campaigns");
        let mut printer = self.output.printer(context, now);
        let listed = match self.page {
            Some(page) => list_page(call.page(page), &mut printer).await,
            None => list_all(self.listing(call), self.limit, &mut printer).await,
        };
        let finished = printer.finish(listed.is_ok());
        let printed = printer.printed();
        drop(printer);
        listed?;
        finished?;
        self.print_omissions(context.terminal, printed);
        Ok(())
    }

    /// Sets the filters and the page size. Spans are subtracted from `now`.
    fn filter(&self, mut call: ListCampaigns, now: Timestamp) -> ListCampaigns {
        macro_rules! set {
            ($($setter:ident: $value:expr),* $(,)?) => {
                $(if let Some(value) = $value { call = call.$setter(value); })*
            };
        }
        set! {
            name: self.name.clone(),
            email: self.email.clone(),
            created_after: self.created_after.map(|when| when.resolve(now)),
            created_before: self.created_before.map(|when| when.resolve(now)),
            startdate: self.startdate.map(|when| when.resolve(now)),
            archived: self.archived,
            status: self.status.as_deref(),
            exec_term: self.exec_term.as_deref(),
            // A page need not contain more campaigns than are printed.
            per_page: self.per_page.or(self.limit.filter(|limit| *limit < ListCampaigns::DEFAULT_PER_PAGE)),
        }
        call
    }

    /// Sets the options of a listing of many pages.
    fn listing(&self, call: ListCampaigns) -> ListCampaigns<Listing> {
        let mut call = call.concurrency(self.concurrency.unwrap_or(1));
        if let Some(page) = self.first_page {
            call = call.first_page(page);
        }
        if let Some(number) = self.page_base {
            call = call.page_base(number);
        }
        if self.all_time {
            call = call.all_time();
        }
        if self.verify {
            call = call.verify();
        }
        if self.ignore_total {
            call = call.ignore_total();
        }
        call
    }

    /// Warns about filter values that the contract does not list. They are sent unchanged, because Blueshift may have added them.
    fn warn_of_unknown_values(&self, terminal: &Terminal) {
        let filters = [
            ("--status", &self.status, CampaignStatus::KNOWN),
            ("--exec-term", &self.exec_term, ExecTerm::KNOWN),
        ];
        for (flag, value, known) in filters {
            if let Some(value) = value.as_deref().filter(|value| !known.contains(value)) {
                terminal.warn(&format!(
                    "{value:?} is not a known value of {flag}; known values: {}",
                    known.join(", ")
                ));
            }
        }
    }

    /// Prints hints if stderr is a terminal: that the listing is empty, and which campaigns it does not include.
    fn print_omissions(&self, terminal: &Terminal, printed: u64) {
        if printed == 0 && self.output.format() == Format::Table {
            terminal.hint("no campaigns");
        }
        let reached_limit = self.limit.is_some_and(|limit| limit == printed);
        if self.may_omit_one_time_campaigns() && !reached_limit {
            let option = if self.page.is_some() { "--startdate" } else { "--all-time" };
            terminal
                .hint(&format!("not listed: one-time campaigns that started over 30 days ago; see {option}"));
        }
    }

    /// Returns whether the API may omit one-time campaigns that started more than 30 days ago. According to the API reference, it
    /// omits them from requests without `startdate`.
    fn may_omit_one_time_campaigns(&self) -> bool {
        let includes_one_time = self.exec_term.as_deref().is_none_or(|term| term == "one_time");
        self.startdate.is_none() && !self.all_time && includes_one_time
    }
}

async fn list_page(call: ListCampaigns<OnePage>, printer: &mut Printer<'_, Campaign>) -> Result<(), Failure> {
    let page = call.send().await.map_err(|error| Failure::call(&OPERATION, error))?;
    printer.print(&page.items, page.total)
}

async fn list_all(
    call: ListCampaigns<Listing>,
    limit: Option<u64>,
    printer: &mut Printer<'_, Campaign>,
) -> Result<(), Failure> {
    let mut left = limit.unwrap_or(u64::MAX);
    let mut pages = call.pages();
    while left > 0 {
        let page = match pages.try_next().await {
            Ok(Some(page)) => page,
            Ok(None) => break,
            Err(source) => {
                return Err(Failure::Call { operation: &OPERATION, source, printed: printer.printed() });
            }
        };
        let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(page.items.len());
        printer.print(&page.items[..wanted], page.total)?;
        left = left.saturating_sub(wanted as u64);
    }
    Ok(())
}

pub(crate) fn at_least_one<T: FromStr + Default + PartialEq>(text: &str) -> Result<T, &'static str> {
    let number = text.parse().ok().filter(|number| *number != T::default());
    number.ok_or("expected an integer of at least 1")
}

pub(crate) static OPERATION: Operation =
    Operation { permission: "list campaigns", noun: Campaign::NOUN, advice, next_step };

fn advice(error: &Error, printed: u64) -> Option<&'static str> {
    use blueshift::TransportProblem::{Deadline, Timeout, TooLarge};

    if let Error::Listing(listing) = error {
        match listing.problem() {
            ListingProblem::Call(_) => {}
            ListingProblem::Incomplete { .. } => {
                return Some(
                    "The server may limit how many campaigns it lists: narrow the listing, for example with \
                     --created-after and --created-before. If the server's total is wrong, --ignore-total accepts the \
                     listing.",
                );
            }
            ListingProblem::Unstable { .. } => {
                return Some(
                    "Retry at a time when campaigns change less often, or filter by a property that does not change, for \
                     example with --created-before.",
                );
            }
            _ => return None,
        }
    }

    Some(match error.status().map(|status| status.as_u16()) {
        Some(400 | 422) if printed > 0 => {
            "The server returned earlier pages with the same filters, so the filters are probably valid. If the error \
             persists, report it to Blueshift's support with the request id."
        }
        Some(400 | 422) => {
            "The server rejected a filter. Timestamps are sent as 2026-05-20T18:43:34Z; -vv prints the query that \
             was sent."
        }
        Some(429) => {
            "The rate limit is shared with other clients of the account. Wait before retrying, and lower \
             --concurrency."
        }
        _ => match transport_problem(error)? {
            Deadline(_) => "Raise --timeout, or request smaller pages with --per-page.",
            Timeout => "Request smaller pages with --per-page, or retry later.",
            TooLarge(_) => "Request smaller pages with --per-page.",
            _ => return None,
        },
    })
}

/// Returns advice on how to continue after a failed page.
fn next_step(error: &Error, printed: u64) -> Option<String> {
    let Error::Listing(listing) = error else {
        return None;
    };
    let ListingProblem::Call(cause) = listing.problem() else {
        return None;
    };
    let page = listing.page()?;
    let status = cause.status().map(|status| status.as_u16());
    Some(match (page, printed) {
        (0, 0) if status == Some(500) => {
            "If only page 0 fails, pages may be numbered from 1: try --page-base 1".to_owned()
        }
        // No further option is needed, because the same command restarts the listing.
        (0, _) | (_, 0) => return None,
        _ if listing.is_second_query() => format!(
            "To continue, run the same command with --exec-term one_time --startdate 1970-01-01 --first-page {page} \
             instead of --all-time"
        ),
        _ => format!("To continue, run the same command with --first-page {page}"),
    })
}
