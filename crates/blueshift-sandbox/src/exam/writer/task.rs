//! The tasks of a writer.

use serde_json::{Value, json};

use crate::exam::campaigns::uuid;

/// A line of stdin.
#[derive(Debug, Clone)]
pub(in crate::exam) struct Task {
    /// The line.
    pub(in crate::exam) line: Value,
    /// The items, each with a separate outcome.
    pub(in crate::exam) items: Vec<Item>,
}

/// A change that is applied as a whole or not at all.
#[derive(Debug, Clone)]
pub(in crate::exam) struct Item {
    /// The id by which the command reports the outcome.
    pub(in crate::exam) id: String,
    /// The operation that the ledger records.
    pub(in crate::exam) operation: &'static str,
    pub(in crate::exam) identity: Identity,
    pub(in crate::exam) wanted: Wanted,
}

/// The identity of an item's effects in the ledger.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::exam) enum Identity {
    /// The uuid of the campaign.
    Campaign(String),
    /// The name of the campaign that is created.
    Name(String),
    /// The `transaction_uuid` of an execution.
    Transaction(String),
}

/// The expected report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::exam) enum Wanted {
    /// One effect, reported as applied.
    Applied,
    /// No effect, reported as not applied.
    NotApplied,
    /// The campaign is in the requested state without an effect: reported as applied or as not applied.
    NoChange,
    /// At most one effect, reported correctly. Unknown is not accepted.
    Certain,
    /// At most one effect, reported correctly or as unknown.
    Unsettled,
    /// The single effect of an earlier task with the same key. Any report is accepted.
    Repeated,
}

impl Task {
    /// Creates the task of an operation that takes only a campaign.
    pub(super) fn of(operation: &'static str, index: usize, wanted: Wanted) -> Self {
        Self::single(
            format!("{operation}-{index}"),
            operation,
            Identity::Campaign(uuid(index)),
            wanted,
            json!({"campaign_uuid": uuid(index)}),
        )
    }

    pub(super) fn schedule(index: usize, wanted: Wanted) -> Self {
        let fields = json!({"campaign_uuid": uuid(index), "startdate": "2031-05-01T08:00:00Z"});
        let operation = "update_campaign_schedule";
        Self::single(
            format!("{operation}-{index}"),
            operation,
            Identity::Campaign(uuid(index)),
            wanted,
            fields,
        )
    }

    pub(super) fn create(name: &str, wanted: Wanted) -> Self {
        let body = json!({
            "name": name, "startdate": "2031-05-01T08:00:00Z", "segment_uuid": uuid(1_000_000), "launch": false,
        });
        let fields = json!({"campaign_type": "one_time", "body": body});
        Self::single("create".to_owned(), "create_campaign", Identity::Name(name.to_owned()), wanted, fields)
    }

    /// Creates an execution with the key of this number.
    pub(super) fn execute(index: usize, id: &str, number: Option<usize>, wanted: Wanted) -> Self {
        let mut fields = json!({"campaign_uuid": uuid(index), "email": "jane@example.com"});
        let key = number.map(key);
        if let (Some(key), Some(fields)) = (&key, fields.as_object_mut()) {
            fields.insert("transaction_uuid".to_owned(), key.clone().into());
        }
        let identity = key.map_or(Identity::Campaign(uuid(index)), Identity::Transaction);
        Self::single(format!("execute-{id}"), "execute_campaign", identity, wanted, fields)
    }

    pub(super) fn bulk_archive(campaigns: &[(usize, Wanted)]) -> Self {
        let operation = "bulk_archive_campaigns";
        let items = campaigns.iter().map(|(index, wanted)| {
            let id = format!("archive-{index}");
            let line = json!({"id": id, "campaign_uuid": uuid(*index)});
            (line, Item { id, operation, identity: Identity::Campaign(uuid(*index)), wanted: *wanted })
        });
        let (lines, items): (Vec<_>, Vec<_>) = items.unzip();
        Self { line: json!({"id": operation, "operation": operation, "items": lines}), items }
    }

    /// Creates executions of a campaign for customers with these email addresses.
    pub(super) fn bulk_execute(index: usize, customers: &[(Option<&str>, Wanted)]) -> Self {
        let operation = "bulk_execute_campaign";
        let items = customers.iter().zip(0..).map(|((email, wanted), number)| {
            let (id, key) =
                (format!("bulk-{index}-{number}"), key(index.saturating_mul(100).saturating_add(number)));
            let line = json!({"id": id, "email": email.unwrap_or_default(), "transaction_uuid": key});
            (line, Item { id, operation, identity: Identity::Transaction(key), wanted: *wanted })
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
        wanted: Wanted,
        fields: Value,
    ) -> Self {
        let mut line = json!({"id": id, "operation": operation});
        if let (Some(line), Value::Object(fields)) = (line.as_object_mut(), fields) {
            line.extend(fields);
        }
        Self { line, items: vec![Item { id, operation, identity, wanted }] }
    }
}

/// Returns a `transaction_uuid`.
fn key(number: usize) -> String {
    uuid(number.saturating_add(2_000_000))
}

/// Returns the text for stdin.
pub(in crate::exam) fn lines(tasks: &[Task]) -> String {
    tasks.iter().map(|task| format!("{}\n", task.line)).collect()
}

/// Returns the number of effects if every item is applied.
pub(in crate::exam) fn count(tasks: &[Task]) -> usize {
    tasks.iter().map(|task| task.items.len()).sum()
}
