//! The campaigns that the clones of the client read and change.

use serde_json::{Value, json};

/// The number of campaigns that no clone changes.
pub(crate) const UNCHANGED: usize = 200;
/// The number of campaigns that each clone archives or unarchives with one bulk write.
pub(crate) const ARCHIVED: usize = 3;
/// The campaign that all clones execute.
pub(crate) const TRIGGERED: &str = "triggered";
/// A field that the contract does not describe.
pub(crate) const UNKNOWN: &str = "x_soak";

/// Returns the initial campaigns. Each clone has campaigns of its own, which no other clone changes.
pub(crate) fn campaigns(clones: usize) -> Vec<Value> {
    let mut all = vec![campaign(TRIGGERED.to_owned(), "launched", "transactional")];
    for number in 0..UNCHANGED {
        // The contract describes neither the status `hibernating` nor the type `lunar`.
        let (status, exec_term) = [("hibernating", "recurring"), ("paused", "lunar")][number % 2];
        all.push(campaign(unchanged(number), status, exec_term));
    }
    for clone in 0..clones {
        let own = ["launch", "schedule", "archive"].map(|action| uuid(clone, action));
        let many = (0..ARCHIVED).map(|number| uuid(clone, &format!("archive-many-{number}")));
        for uuid in own.into_iter().chain(many) {
            all.push(campaign(uuid, "draft", "transactional"));
        }
    }
    all
}

/// Returns the UUID of a campaign that no clone changes.
pub(crate) fn unchanged(number: usize) -> String {
    format!("unchanged-{number}")
}

/// Returns the UUID of a campaign of a clone.
pub(crate) fn uuid(clone: usize, action: &str) -> String {
    format!("clone-{clone}-{action}")
}

fn campaign(uuid: String, status: &str, exec_term: &str) -> Value {
    json!({
        "uuid": uuid, "name": format!("Campaign {uuid}"), "status": status, "exec_term": exec_term,
        "startdate": "2030-01-01T00:00:00.000Z", "created_at": "2020-01-01T00:00:00.000Z",
        "archived": false, "holdout_percentage": null, UNKNOWN: unknown(&uuid),
    })
}

/// Returns the value of the field that the contract does not describe.
pub(crate) fn unknown(uuid: &str) -> Value {
    json!({"of": uuid, "list": [1, 2.5, null, {"deep": uuid.len()}], "text": "\u{0}春\"\\"})
}
