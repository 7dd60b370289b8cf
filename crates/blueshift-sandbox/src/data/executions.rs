//! Executions of campaigns for single customers, and the resulting activity.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use serde_json::{Map, Value};
use uuid::Uuid;

use crate::data::seeded::campaign::uuid_of_text;
use crate::data::timestamp::{self, MILLISECOND, MINUTE, SECOND};
use crate::random::{Draws, mix};

/// The fields that identify a customer, in payloads and queries.
pub(crate) const IDENTIFIERS: [&str; 4] = ["email", "customer_id", "phone_number", "uuid"];

/// The customer of an execution, with the identifiers of the payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Customer(Vec<Identifier>);

type Identifier = (&'static str, String);

impl Customer {
    /// Reads the identifiers of a payload. Returns `None` if no identifier is valid. An identifier must not be blank, and an
    /// email address must contain `@`.
    pub(crate) fn of(payload: &Map<String, Value>) -> Option<Self> {
        let text = |name: &'static str| Some((name, payload.get(name)?.as_str()?.trim()));
        let valid =
            |(name, text): &(&str, &str)| !text.is_empty() && (*name != "email" || text.contains('@'));
        let found = IDENTIFIERS.iter().copied().filter_map(text).filter(valid);
        let identifiers: Vec<_> = found.map(|(name, value)| identifier(name, value)).collect();
        (!identifiers.is_empty()).then_some(Self(identifiers))
    }

    fn email_domain(&self) -> Option<&str> {
        let (_, email) = self.0.iter().find(|(name, _)| *name == "email")?;
        email.rsplit_once('@').map(|(_, domain)| domain)
    }
}

/// Returns an identifier for comparisons. Email addresses are case-insensitive.
fn identifier(name: &'static str, value: &str) -> Identifier {
    (name, if name == "email" { value.to_lowercase() } else { value.to_owned() })
}

/// All executions of a sandbox.
#[derive(Debug, Default)]
pub(crate) struct Executions(Mutex<Record>);

#[derive(Debug, Default)]
struct Record {
    transactions: HashSet<Uuid>,
    executions: Vec<Execution>,
    /// The indices of the executions for each identifier of a customer.
    by_customer: HashMap<Identifier, Vec<usize>>,
}

/// The execution of a campaign for one customer.
#[derive(Debug, Clone)]
struct Execution {
    campaign_uuid: String,
    campaign_name: Option<String>,
    template_uuid: Option<String>,
    trigger_name: Option<String>,
    email_domain: Option<String>,
    /// The time in microseconds since the Unix epoch, truncated to milliseconds.
    at: i64,
}

/// An activity in the body of a response.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct Activity {
    action: &'static str,
    campaign_uuid: String,
    campaign_name: Option<String>,
    trigger_uuid: String,
    trigger_name: String,
    trigger_type: &'static str,
    trigger_timestamp: String,
    creative_uuid: String,
    email_domain: Option<String>,
    extended_attributes: Map<String, Value>,
    #[serde(flatten)]
    browser: Option<Browser>,
    /// The time in microseconds since the Unix epoch.
    #[serde(skip)]
    pub(crate) at: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Browser {
    browser_type: &'static str,
    browser_platform: &'static str,
}

impl Executions {
    /// Returns whether there was an execution with this `transaction_uuid`.
    pub(crate) fn contains(&self, transaction: Uuid) -> bool {
        self.lock().transactions.contains(&transaction)
    }

    /// Adds the execution of a campaign with these fields.
    pub(crate) fn add(
        &self,
        campaign: &Map<String, Value>,
        customer: Customer,
        transaction: Option<Uuid>,
        at: i64,
    ) {
        let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
        let trigger = campaign.get("triggers").and_then(|triggers| triggers.get(0));
        let of_trigger = |name| text(trigger.and_then(|trigger| trigger.get(name)));
        let execution = Execution {
            campaign_uuid: text(campaign.get("uuid")).unwrap_or_default(),
            campaign_name: text(campaign.get("name")),
            template_uuid: of_trigger("template_uuid"),
            trigger_name: of_trigger("trigger_name"),
            email_domain: customer.email_domain().map(str::to_owned),
            // Timestamps in responses have millisecond precision. The time is truncated here, so that ranges and cursors are
            // compared with the times that a client receives.
            at: at.saturating_sub(at.rem_euclid(MILLISECOND)),
        };
        let mut record = self.lock();
        record.transactions.extend(transaction);
        let index = record.executions.len();
        record.executions.push(execution);
        for identifier in customer.0 {
            record.by_customer.entry(identifier).or_default().push(index);
        }
    }

    /// Returns the activities of a customer in a half-open time range, latest first, or `None` if there was no execution for
    /// the customer.
    pub(crate) fn activities(
        &self,
        name: &'static str,
        value: &str,
        start: i64,
        end: i64,
        seed: u64,
    ) -> Option<Vec<Activity>> {
        let record = self.lock();
        let indices = record.by_customer.get(&identifier(name, value.trim()))?;
        let executions = indices.iter().filter_map(|index| Some((*index, record.executions.get(*index)?)));
        let all = executions.flat_map(|(index, execution)| execution.activities(mix(seed, index as u64)));
        let mut found: Vec<_> = all.filter(|activity| (start..end).contains(&activity.at)).collect();
        found.sort_by_key(|activity| Reverse(activity.at));
        Some(found)
    }

    /// Returns whether a campaign was executed for the customer with this email address.
    #[cfg(feature = "exam")]
    pub(crate) fn is_executed(&self, campaign: &str, email: &str) -> bool {
        let record = self.lock();
        let mut indices = record.by_customer.get(&identifier("email", email)).into_iter().flatten();
        indices.any(|index| record.executions.get(*index).is_some_and(|one| one.campaign_uuid == campaign))
    }

    fn lock(&self) -> MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Execution {
    /// Returns the activities of an execution. The message is sent immediately and delivered within a second. Three of five
    /// messages are opened within two hours, half of these are clicked, and a quarter of the clicks lead to a purchase.
    fn activities(&self, bits: u64) -> Vec<Activity> {
        let mut draws = Draws::new(bits);
        let delivered = self.at.saturating_add(MILLISECOND * (200 + draws.below(800) as i64));
        let opened = delivered.saturating_add(MINUTE * (1 + draws.below(120) as i64));
        let clicked = opened.saturating_add(SECOND * (5 + draws.below(55) as i64));
        let purchased = clicked.saturating_add(MINUTE * (1 + draws.below(30) as i64));
        let steps = match draws.below(40) {
            0..3 => 5,
            3..12 => 4,
            12..24 => 3,
            _ => 2,
        };
        let all = [
            ("sent", self.at),
            ("delivered", delivered),
            ("open", opened),
            ("click", clicked),
            ("purchase", purchased),
        ];
        all.into_iter().take(steps).map(|(action, at)| self.activity(action, at)).collect()
    }

    fn activity(&self, action: &'static str, at: i64) -> Activity {
        let trigger_uuid = uuid_of_text(&format!("trigger of {}", self.campaign_uuid));
        let creative = || uuid_of_text(&format!("template of {}", self.campaign_uuid));
        let browser = Browser { browser_type: "Chrome", browser_platform: "macOS" };
        Activity {
            action,
            campaign_uuid: self.campaign_uuid.clone(),
            campaign_name: self.campaign_name.clone(),
            trigger_uuid,
            trigger_name: self.trigger_name.clone().unwrap_or_else(|| "Trigger 1".to_owned()),
            trigger_type: "email",
            trigger_timestamp: timestamp::to_text(at),
            creative_uuid: self.template_uuid.clone().unwrap_or_else(creative),
            email_domain: self.email_domain.clone(),
            extended_attributes: Map::new(),
            browser: matches!(action, "open" | "click").then_some(browser),
            at,
        }
    }
}
