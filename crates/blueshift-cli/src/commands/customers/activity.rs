//! The `customers activity` command.

use anstyle::Style;
use blueshift::types::{ActivityAction, CampaignActivity};
use blueshift::{Customer, Error, TimeRangeProblem};
use clap::Args;
use futures_util::StreamExt;

use crate::commands::Context;
use crate::commands::campaigns::list::at_least_one;
use crate::connection::Connection;
use crate::failure::{Failure, Operation, UsageError};
use crate::output::{Column, Format, OutputArgs, Record};
use crate::sandbox;
use crate::terminal::{DIM, GREEN, PLAIN, YELLOW};
use crate::when::{Period, when_help};

/// The maximum number of activities that are printed together.
const CHUNK: usize = 1_000;

const EXAMPLES: &str = concat!(
    "\
Examples:
  blueshift --sandbox customers activity --email jane.doe@example.com
  blueshift customers activity --customer-id 4711 --from 2026-04 --to 2026-05
  blueshift customers activity --phone +15550100 --from 366d -o csv > all.csv
  blueshift customers activity --uuid UUID -o ndjson | jq -r .campaign_name

",
    when_help!(),
    " The API provides the activities of the last 366 days."
);

/// Show the campaign activity of a customer: messages sent, opens, clicks, purchases
///
/// Prints all activities of the period. If a response does not contain all of them, parts of the period are requested in order.
#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Activity {
    #[command(flatten)]
    customer: CustomerArgs,

    #[command(flatten)]
    period: Period,

    /// Stop after this many activities
    #[arg(long, value_name = "N", value_parser = at_least_one::<u64>, help_heading = "Period")]
    limit: Option<u64>,

    #[command(flatten)]
    output: OutputArgs<CampaignActivity>,
}

/// The identifier of a customer.
#[derive(Args)]
#[group(required = true, multiple = false)]
struct CustomerArgs {
    /// Email address of the customer
    #[arg(long, value_name = "ADDRESS", help_heading = "Customer (one of these)")]
    email: Option<String>,

    /// Identifier of the customer in your systems
    #[arg(long, value_name = "ID", help_heading = "Customer (one of these)")]
    customer_id: Option<String>,

    /// Phone number of the customer
    #[arg(long, value_name = "NUMBER", help_heading = "Customer (one of these)")]
    phone: Option<String>,

    /// UUID of the customer in Blueshift
    #[arg(long, value_name = "UUID", help_heading = "Customer (one of these)")]
    uuid: Option<String>,
}

impl CustomerArgs {
    /// Returns the identifier. clap ensures that exactly one is set.
    fn customer(&self) -> Option<Customer> {
        let Self { email, customer_id, phone, uuid } = self;
        let customer = email.as_ref().map(Customer::email);
        let customer = customer.or_else(|| customer_id.as_ref().map(Customer::customer_id));
        let customer = customer.or_else(|| phone.as_ref().map(Customer::phone_number));
        customer.or_else(|| uuid.as_ref().map(Customer::uuid))
    }
}

impl Activity {
    /// Checks combinations of options that clap cannot express.
    pub(super) fn check(&self) -> Result<(), UsageError> {
        self.output.check()
    }

    pub(super) async fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let now = sandbox::now(context.global)?;
        let Some(customer) = self.customer.customer() else {
            return Err(UsageError::NoCustomer.into());
        };
        let range = self.period.resolve(now);
        let connection = Connection::open(context).await?;
        context.progress.start("requesting activities");
        let mut printer = self.output.printer(context, now);
        let mut left = self.limit.unwrap_or(u64::MAX);
        let mut chunks =
            connection.client.customers().campaign_activity(customer, range).stream().ready_chunks(CHUNK);
        let mut listed = Ok(());
        while left > 0 && listed.is_ok() {
            let Some(chunk) = chunks.next().await else { break };
            let mut activities = Vec::with_capacity(chunk.len());
            let mut failure = None;
            for activity in chunk {
                match activity {
                    Ok(activity) => activities.push(activity),
                    Err(error) => failure = Some(error),
                }
            }
            activities.truncate(usize::try_from(left).unwrap_or(usize::MAX));
            left = left.saturating_sub(activities.len() as u64);
            if failure.is_none() || !activities.is_empty() {
                printer.print(&activities, None)?;
            }
            if let Some(source) = failure.filter(|_| left > 0) {
                listed = Err(Failure::Call { operation: &OPERATION, source, printed: printer.printed() });
            }
        }
        let finished = printer.finish(listed.is_ok());
        let printed = printer.printed();
        drop(printer);
        listed.and(finished)?;
        if printed == 0 && self.output.format() == Format::Table {
            context.terminal.hint("no activities in this period");
        }
        Ok(())
    }
}

type C = Column<CampaignActivity>;

impl Record for CampaignActivity {
    const NOUN: [&'static str; 2] = ["activity", "activities"];

    const COLUMNS: &'static [Column<Self>] = &[
        C::timestamp("trigger_timestamp", |it| it.trigger_timestamp).heading("TIME"),
        C::text("action", |it| it.action.as_ref().map(ActivityAction::as_str))
            .values(ActivityAction::KNOWN)
            .style(action_style),
        C::text("campaign_uuid", |it| it.campaign_uuid.as_deref()).style(|_| DIM),
        C::text("campaign_name", |it| it.campaign_name.as_deref()).heading("CAMPAIGN").flexible(24),
        C::text("trigger_uuid", |it| it.trigger_uuid.as_deref()).style(|_| DIM),
        C::text("trigger_name", |it| it.trigger_name.as_deref()).heading("TRIGGER").flexible(12),
        C::text("trigger_type", |it| it.trigger_type.as_deref()).heading("TYPE").flexible(12),
        C::text("creative_uuid", |it| it.creative_uuid.as_deref()).style(|_| DIM),
        C::text("browser_type", |it| it.browser_type.as_deref()).heading("BROWSER").flexible(12),
        C::text("browser_platform", |it| it.browser_platform.as_deref()).heading("PLATFORM").flexible(12),
        C::text("email_domain", |it| it.email_domain.as_deref()).flexible(12),
        C::derived("extended_attributes", |it| serde_json::to_string(it.extended_attributes.as_ref()?).ok()),
    ];

    const TABLE: &'static [(&'static str, u8)] = &[
        ("trigger_timestamp", 0),
        ("action", 1),
        ("campaign_name", 2),
        ("trigger_name", 3),
        ("trigger_type", 5),
        ("browser_type", 6),
        ("browser_platform", 7),
        ("campaign_uuid", 4),
    ];
}

fn action_style(action: &str) -> Style {
    match action {
        "click" | "purchase" => GREEN,
        "open" => YELLOW,
        "sent" | "delivered" => DIM,
        _ => PLAIN,
    }
}

static OPERATION: Operation = Operation {
    permission: "read the activities of customers",
    noun: CampaignActivity::NOUN,
    advice,
    next_step,
};

fn advice(error: &Error, printed: u64) -> Option<&'static str> {
    if let Error::TimeRange(reading) = error
        && let TimeRangeProblem::TooMany { .. } = reading.problem()
    {
        return Some(
            "The API cannot list more activities of one second than a response can contain. Request the time before and the \
             time after that second separately, with --from and --to.",
        );
    }
    match error.status()?.as_u16() {
        404 if printed == 0 => Some("There is no customer with this identifier in the account."),
        400 if printed == 0 => Some(
            "The server rejected the period or the identifier. If the clock of this machine is ahead of the server's clock, the \
             period ends in the future: use --to 1m to end it a minute ago.",
        ),
        _ => None,
    }
}

/// Returns advice on how to continue after the request for a part of the period failed.
fn next_step(error: &Error, printed: u64) -> Option<String> {
    match error {
        Error::TimeRange(reading) if printed > 0 => {
            Some(format!("To continue, run the same command with --from {}", reading.resume_at()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_an_activity_is_a_column() {
        let full = serde_json::json!({
            "trigger_timestamp": "2026-05-20T18:43:34Z", "action": "click", "campaign_uuid": "c",
            "campaign_name": "n", "trigger_uuid": "t", "trigger_name": "tn", "trigger_type": "tt",
            "creative_uuid": "cr", "browser_type": "bt", "browser_platform": "bp", "email_domain": "d",
            "extended_attributes": { "url": "https://example.com" },
        });
        let activity: CampaignActivity = serde_json::from_value(full.clone()).unwrap();
        assert_eq!(full, serde_json::to_value(&activity).unwrap());
        assert_eq!(full.as_object().unwrap().len(), CampaignActivity::COLUMNS.len());
        for column in CampaignActivity::COLUMNS {
            let json = &full[column.name()];
            let expected = json.as_str().map_or_else(|| json.to_string(), str::to_owned);
            assert_eq!(column.text_of(&activity).unwrap(), expected);
        }
        assert!(CampaignActivity::TABLE.iter().all(|(name, _)| C::find(name).is_some()));
    }
}
