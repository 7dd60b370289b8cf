//! Checks for every scenario that the judge accepts the result of a correct client, and rejects mutations of this result.

use std::os::unix::process::ExitStatusExt;
use std::process::ExitStatus;
use std::time::{Duration, SystemTime};

use serde_json::{Map, Value, json};

use super::problems;
use crate::exam::command::{CommandResult, End};
use crate::exam::scenario::{self, Level, Scenario};
use crate::exam::setup::{Assignment, Expected, Setup};
use crate::exam::writer::task::{Content, Identity, Item, Wanted};
use crate::sandbox::Sandbox;

/// Returns the result of a command that printed these lines and ended with this wait status.
fn ran(status: i32, lines: &[String]) -> CommandResult {
    CommandResult {
        end: End::Exited(ExitStatus::from_raw(status)),
        stdout: lines.join("\n").into_bytes(),
        stderr: String::new(),
        elapsed: Duration::ZERO,
    }
}

const SUCCESS: i32 = 0;
const FAILURE: i32 = 1 << 8;
const KILLED: i32 = 9;

fn scenarios(level: Level) -> impl Iterator<Item = (Scenario, Setup)> {
    let of_level = scenario::all().into_iter().filter(move |one| one.description.level == level);
    of_level.map(|scenario| {
        let setup = scenario.setup();
        (scenario, setup)
    })
}

#[tokio::test]
async fn rejects_mutations_of_a_reader_result() {
    // The sandbox can be empty, because the judge compares the output with the campaigns of the setup.
    let sandbox = Sandbox::builder().campaigns(0).start().await.unwrap();
    for (scenario, mut setup) in scenarios(Level::Reader) {
        // Five campaigns are sufficient. Some setups have many or very large campaigns, which would make the test slow.
        let others = setup.campaigns.len().saturating_sub(5);
        setup.campaigns.drain(..others);
        let name = scenario.description.name;
        let Assignment::List(expected) = setup.assignment else { panic!("{name} is not a listing") };
        let passes = |status, lines: &[String]| problems(&setup, &sandbox, &ran(status, lines)).is_empty();
        let all: Vec<_> = setup.campaigns.iter().map(Value::to_string).collect();
        let right = if expected == Expected::Error { FAILURE } else { SUCCESS };
        assert!(passes(right, &all), "{name}: the judge rejects a correct result");
        assert_eq!(passes(SUCCESS, &all), expected != Expected::Error, "{name}: result for exit code 0");
        assert_eq!(passes(FAILURE, &all), expected != Expected::Complete, "{name}: result for exit code 1");
        assert!(!passes(KILLED, &all), "{name}: the judge accepts a killed command");
        let with = |line: &str| [all.clone(), vec![line.to_owned()]].concat();
        let unknown = "5a1f0000-0000-4000-8000-000000000000";
        assert!(!passes(right, &with(unknown)), "{name}: the judge accepts an unknown campaign");
        assert!(!passes(right, &with("{}")), "{name}: the judge accepts an object without a UUID");
        let Some((last, others)) = all.split_last() else { continue };
        assert!(!passes(SUCCESS, others), "{name}: the judge accepts a missing campaign");
        assert!(!passes(right, &with(last)), "{name}: the judge accepts a repeated campaign");
        let fields = setup.campaigns.last().and_then(Value::as_object).unwrap();
        let dropped = fields.iter().find(|(field, value)| *field != "uuid" && !value.is_null());
        if let Some((field, _)) = dropped.filter(|_| !setup.changes()) {
            let mut fields = fields.clone();
            fields.remove(field);
            let changed = [others, &[Value::from(fields).to_string()]].concat();
            assert!(!passes(right, &changed), "{name}: the judge accepts a missing field");
        }
    }
}

#[tokio::test]
async fn rejects_mutations_of_a_writer_result() {
    for (scenario, setup) in scenarios(Level::Writer) {
        let name = scenario.description.name;
        let Assignment::Write(tasks) = &setup.assignment else { panic!("{name} has no tasks") };
        let items: Vec<_> = tasks.iter().flat_map(|task| &task.items).collect();
        let sandbox = setup.start("key").await.unwrap();
        for item in &items {
            if matches!(item.wanted, Wanted::Applied | Wanted::Sent) {
                apply_content(item, &sandbox);
                apply(item, &sandbox);
            }
        }
        let passes = |status, lines: &[String]| problems(&setup, &sandbox, &ran(status, lines)).is_empty();
        let right: Vec<_> = items.iter().map(|item| report(item, outcome(item.wanted))).collect();
        assert_eq!(problems(&setup, &sandbox, &ran(SUCCESS, &right)), [""; 0], "{name}");
        assert!(!passes(FAILURE, &right), "{name}: the judge accepts a failed command");
        for (index, item) in items.iter().enumerate() {
            let replaced = |line: &str| {
                let mut lines = right.clone();
                lines[index] = line.to_owned();
                lines
            };
            assert!(
                !passes(SUCCESS, &replaced("")),
                "{name}: the judge accepts a missing report for {}",
                item.id
            );
            let other = report(item, opposite(item.wanted));
            let is_refused = !passes(SUCCESS, &replaced(&other));
            assert_eq!(is_refused, item.wanted != Wanted::Repeated, "{name}: {other}");
            let twice = [right.clone(), vec![right[index].clone()]].concat();
            assert!(!passes(SUCCESS, &twice), "{name}: the judge accepts two reports for {}", item.id);
        }
        for item in &items {
            apply(item, &sandbox);
            if matches!(item.wanted, Wanted::Applied | Wanted::Sent | Wanted::NotApplied | Wanted::NoChange) {
                let found = problems(&setup, &sandbox, &ran(SUCCESS, &right));
                assert!(
                    found.iter().any(|one| one.contains(&item.id)),
                    "{name}: the judge accepts an unwanted effect of {}",
                    item.id
                );
            }
        }
    }
}

#[tokio::test]
async fn rejects_writes_with_values_that_differ_from_the_task() {
    let (_, setup) = scenarios(Level::Writer).next().unwrap();
    let Assignment::Write(tasks) = &setup.assignment else { panic!("no tasks") };
    let items: Vec<_> = tasks.iter().flat_map(|task| &task.items).collect();
    let with_content: Vec<_> = items.iter().filter(|item| item.content != Content::Nothing).collect();
    let sandbox = setup.start("key").await.unwrap();
    items.iter().for_each(|item| apply(item, &sandbox));
    let right: Vec<_> = items.iter().map(|item| report(item, "applied")).collect();
    let found = problems(&setup, &sandbox, &ran(SUCCESS, &right));
    let operations: Vec<_> = with_content.iter().map(|item| item.operation).collect();
    assert_eq!(
        operations,
        [
            "update_campaign_schedule",
            "create_campaign",
            "execute_campaign",
            "execute_campaign",
            "bulk_execute_campaign"
        ]
    );
    assert_eq!(found.len(), operations.len(), "{found:?}");
    for (item, problem) in with_content.iter().zip(&found) {
        assert!(problem.contains(&item.id) && problem.contains("it was applied"), "{problem}");
    }
}

#[tokio::test]
async fn rejects_too_many_requests_of_an_ended_command() {
    let sandbox = Sandbox::builder().campaigns(0).start().await.unwrap();
    let mut setup = Setup::new(Vec::new());
    assert_eq!(problems(&setup, &sandbox, &ran(SUCCESS, &[])), [""; 0]);
    setup.max_requests = 0;
    request(&sandbox, "GET /api/v2/campaigns.json").await;
    assert_eq!(
        problems(&setup, &sandbox, &ran(SUCCESS, &[])),
        ["the command sent 1 requests; the limit is 0"]
    );
}

#[tokio::test]
async fn rejects_listings_with_writes_or_early_retries() {
    let limit = crate::faults::fault::Fault::status(429).retry_after_seconds(3600);
    let sandbox = Sandbox::builder().campaigns(0).fault(limit).start().await.unwrap();
    let setup = Setup::new(Vec::new()).or_error();
    request(&sandbox, "GET /api/v2/campaigns.json?page=1").await;
    request(&sandbox, "GET /api/v2/campaigns.json?page=2").await;
    assert_eq!(problems(&setup, &sandbox, &ran(FAILURE, &[])), [""; 0]);
    request(&sandbox, "GET /api/v2/campaigns.json?page=1").await;
    request(&sandbox, "PUT /api/v1/campaigns/a/archive").await;
    assert_eq!(
        problems(&setup, &sandbox, &ran(FAILURE, &[])),
        [
            "the command must only read, but sent PUT /api/v1/campaigns/a/archive",
            "the command retried requests before the time in `Retry-After` (early retries: 1)"
        ]
    );
}

/// Sends a request and waits for the end of the response.
async fn request(sandbox: &Sandbox, line: &str) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    let mut connection = sandbox.connect();
    let text = format!("{line} HTTP/1.1\r\nhost: sandbox\r\nconnection: close\r\n\r\n");
    connection.write_all(text.as_bytes()).await.unwrap();
    connection.read_to_end(&mut Vec::new()).await.unwrap();
}

fn report(item: &Item, outcome: &str) -> String {
    json!({"id": item.id, "outcome": outcome}).to_string()
}

/// Returns the outcome that a correct client reports in this test.
fn outcome(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Applied | Wanted::Sent | Wanted::Repeated | Wanted::NoChange => "applied",
        Wanted::NotApplied | Wanted::Certain => "not_applied",
        Wanted::CertainOrUnknown => "unknown",
    }
}

/// Returns another outcome, which the judge rejects in this test, except for [`Wanted::Repeated`].
fn opposite(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Applied | Wanted::Sent => "not_applied",
        Wanted::NoChange | Wanted::Repeated => "unknown",
        Wanted::NotApplied | Wanted::Certain | Wanted::CertainOrUnknown => "applied",
    }
}

/// Records an effect of an item.
fn apply(item: &Item, sandbox: &Sandbox) {
    let (target, transaction) = match (&item.identity, &item.content) {
        (Identity::Campaign(uuid), _) => (uuid.clone(), None),
        (Identity::Name(name), _) => (named(name, sandbox), None),
        (Identity::Transaction(key), Content::Execution { campaign, .. }) => (campaign.clone(), Some(&**key)),
        (Identity::Transaction(_), _) => panic!("{} has no campaign", item.id),
    };
    sandbox.shared().ledger.begin(item.operation, None).executed(&target, transaction);
}

/// Changes the state of the sandbox as the request of an item would.
fn apply_content(item: &Item, sandbox: &Sandbox) {
    match (&item.identity, &item.content) {
        (_, Content::Nothing) => {}
        (Identity::Campaign(uuid), Content::Fields(fields)) => {
            assert!(sandbox.change(uuid.as_str(), fields.clone()).unwrap());
        }
        (_, Content::Fields(fields)) => {
            sandbox.create(fields.clone()).unwrap();
        }
        (_, Content::Execution { campaign, email }) => {
            let customer = Map::from_iter([("email".to_owned(), email.as_str().into())]);
            assert!(sandbox.record_execution(campaign.as_str(), &customer, SystemTime::now()));
        }
    }
}

/// Returns the UUID of the campaign with this name, and creates the campaign if there is none.
fn named(name: &str, sandbox: &Sandbox) -> String {
    let mut campaigns = (0..).map_while(|index: u64| sandbox.campaign(index));
    let found =
        campaigns.find(|one| one["name"] == name).and_then(|one| one["uuid"].as_str().map(str::to_owned));
    found.unwrap_or_else(|| sandbox.create(Map::from_iter([("name".to_owned(), name.into())])).unwrap())
}
