//! The tasks of a writer.

use serde_json::{Map, Value, json};

use crate::exam::campaigns::uuid;

/// A task, which the command reads as a line of stdin.
#[derive(Debug, Clone)]
pub(in crate::exam) struct Task {
    /// The JSON object.
    pub(in crate::exam) line: Value,
    /// The items, each with a separate outcome.
    pub(in crate::exam) items: Vec<Item>,
}

/// A change that is applied as a whole or not at all.
#[derive(Debug, Clone)]
pub(in crate::exam) struct Item {
    /// The id that the command uses to report the outcome.
    pub(in crate::exam) id: String,
    /// The operation that the ledger records.
    pub(in crate::exam) operation: &'static str,
    pub(in crate::exam) identity: Identity,
    pub(in crate::exam) content: Content,
    pub(in crate::exam) wanted: Wanted,
}

/// The identity of an item's effects in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exam) enum Identity {
    /// The UUID of the campaign.
    Campaign(String),
    /// The name of the campaign that is created.
    Name(String),
    /// The `transaction_uuid` of an execution.
    Transaction(String),
}

/// The required state after an effect.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::exam) enum Content {
    /// Not checked, because the task has no values apart from the campaign.
    Nothing,
    /// These fields of the campaign.
    Fields(Map<String, Value>),
    /// An execution of a campaign for a customer.
    Execution { campaign: String, email: String },
}

/// The required effects and report of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exam) enum Wanted {
    /// One effect, reported as applied.
    Applied,
    /// No effect, reported as not applied.
    NotApplied,
    /// The campaign is already in the requested state, so the task has no effect: reported as applied or as not applied.
    NoChange,
    /// At most one effect, reported correctly. The outcome `unknown` is not accepted.
    Certain,
    /// One effect, reported as applied or as unknown.
    Sent,
    /// At most one effect, reported correctly or as unknown.
    CertainOrUnknown,
    /// One effect, shared with an earlier task that has the same key. Every report is accepted.
    Repeated,
}

impl Task {
    /// Creates the task of an operation that takes only a campaign.
    pub(super) fn of(operation: &'static str, index: usize, wanted: Wanted) -> Self {
        Self::single(
            format!("{operation}-{index}"),
            operation,
            Identity::Campaign(uuid(index)),
            Content::Nothing,
            wanted,
            json!({"campaign_uuid": uuid(index)}),
        )
    }

    pub(super) fn schedule(index: usize, wanted: Wanted) -> Self {
        let startdate = json!({"startdate": "2031-05-01T08:00:00Z"});
        let mut fields = object(startdate.clone());
        fields.insert("campaign_uuid".to_owned(), uuid(index).into());
        let operation = "update_campaign_schedule";
        Self::single(
            format!("{operation}-{index}"),
            operation,
            Identity::Campaign(uuid(index)),
            Content::Fields(object(startdate)),
            wanted,
            fields.into(),
        )
    }

    pub(super) fn create(name: &str, wanted: Wanted) -> Self {
        let body =
            json!({"name": name, "startdate": "2031-05-01T08:00:00Z", "segment_uuid": uuid(1_000_000)});
        let content = Content::Fields(object(body.clone()));
        let mut body = object(body);
        body.insert("launch".to_owned(), false.into());
        let fields = json!({"campaign_type": "one_time", "body": body});
        let identity = Identity::Name(name.to_owned());
        Self::single("create".to_owned(), "create_campaign", identity, content, wanted, fields)
    }

    /// Creates the task of an execution. With a `number`, the task contains the [`key`] with this number.
    pub(super) fn execute(index: usize, id: &str, number: Option<usize>, wanted: Wanted) -> Self {
        let email = "jane@example.com";
        let mut fields = json!({"campaign_uuid": uuid(index), "email": email});
        let key = number.map(key);
        if let (Some(key), Some(fields)) = (&key, fields.as_object_mut()) {
            fields.insert("transaction_uuid".to_owned(), key.clone().into());
        }
        let identity = key.map_or(Identity::Campaign(uuid(index)), Identity::Transaction);
        let content = Content::Execution { campaign: uuid(index), email: email.to_owned() };
        Self::single(format!("execute-{id}"), "execute_campaign", identity, content, wanted, fields)
    }

    pub(super) fn bulk_archive(campaigns: &[(usize, Wanted)]) -> Self {
        let operation = "bulk_archive_campaigns";
        let items = campaigns.iter().map(|(index, wanted)| {
            let id = format!("archive-{index}");
            let line = json!({"id": id, "campaign_uuid": uuid(*index)});
            let identity = Identity::Campaign(uuid(*index));
            (line, Item { id, operation, identity, content: Content::Nothing, wanted: *wanted })
        });
        let (lines, items): (Vec<_>, Vec<_>) = items.unzip();
        Self { line: json!({"id": operation, "operation": operation, "items": lines}), items }
    }

    /// Creates the task of a bulk execution of a campaign for customers with these email addresses.
    pub(super) fn bulk_execute(index: usize, customers: &[(Option<&str>, Wanted)]) -> Self {
        let operation = "bulk_execute_campaign";
        let items = customers.iter().zip(0..).map(|((email, wanted), number)| {
            let (id, key) =
                (format!("bulk-{index}-{number}"), key(index.saturating_mul(100).saturating_add(number)));
            let email = email.unwrap_or_default();
            let line = json!({"id": id, "email": email, "transaction_uuid": key});
            let content = Content::Execution { campaign: uuid(index), email: email.to_owned() };
            (line, Item { id, operation, identity: Identity::Transaction(key), content, wanted: *wanted })
        });
        let (lines, items): (Vec<_>, Vec<_>) = items.unzip();
        let line =
            json!({"id": operation, "operation": operation, "campaign_uuid": uuid(index), "items": lines});
        Self { line, items }
    }

    fn single(
        id: String,
        operation: &'static str,
        identity: Identity,
        content: Content,
        wanted: Wanted,
        fields: Value,
    ) -> Self {
        let mut line = object(json!({"id": id, "operation": operation}));
        line.extend(object(fields));
        Self { line: line.into(), items: vec![Item { id, operation, identity, content, wanted }] }
    }
}

/// Returns the fields of an object.
fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(fields) => fields,
        _ => Map::new(),
    }
}

/// Returns the `transaction_uuid` with this number.
fn key(number: usize) -> String {
    uuid(number.saturating_add(2_000_000))
}

/// Returns the text for stdin.
pub(in crate::exam) fn lines(tasks: &[Task]) -> String {
    tasks.iter().map(|task| format!("{}\n", task.line)).collect()
}
