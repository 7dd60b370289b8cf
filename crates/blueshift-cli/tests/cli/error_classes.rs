//! The output and the exit code of commands, for success and for each class of error, as recorded in `snapshots/`.
//!
//! `launch`, `pause` and `schedule` are tested in `goldens/writes.md`, because they need a short `--timeout`: if the outcome is
//! unknown, they read the campaign until the deadline.

use std::path::Path;
use std::time::Duration;

use blueshift_sandbox::{Fault, Sandbox};
use serde_json::json;

use crate::command::{NOW, blueshift, stderr, stdout};
use crate::server::Server;

const DRAFT: &str = "6bbefa99-1cce-4213-8ba9-ed5179138c99";
const OTHER: &str = "b7f4f1f1-18df-41cc-aa52-d8daff89683c";
const LAUNCHED: &str = "f3da325d-3278-46f0-a8f9-5e9ade628963";

/// Success, or a class of errors.
enum Class {
    Success,
    Usage,
    Configuration,
    Connection,
    Status(u16),
    Timeout,
    Decode,
    /// The server handles the request, but its response is lost.
    Lost,
    /// The first request or item succeeds, and the second one fails.
    Partial,
}

/// All classes, with their titles.
const CLASSES: [(&str, Class); 16] = [
    ("success", Class::Success),
    ("usage", Class::Usage),
    ("configuration", Class::Configuration),
    ("connection", Class::Connection),
    ("400", Class::Status(400)),
    ("401", Class::Status(401)),
    ("403", Class::Status(403)),
    ("404", Class::Status(404)),
    ("422", Class::Status(422)),
    ("429", Class::Status(429)),
    ("500", Class::Status(500)),
    ("503", Class::Status(503)),
    ("decode", Class::Decode),
    ("lost response", Class::Lost),
    ("partial", Class::Partial),
    ("timeout", Class::Timeout),
];

/// Runs a command once for each class except those in `without`, each time with a new sandbox. Returns the recorded output.
fn record(operation: &str, line: &str, without: &[&str]) -> String {
    let line = line.replace("DRAFT", DRAFT).replace("OTHER", OTHER).replace("LAUNCHED", LAUNCHED);
    let now = NOW.parse::<blueshift::jiff::Timestamp>().unwrap();
    let inputs = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli/goldens/writes.in");
    let classes = CLASSES.iter().filter(|(title, _)| !without.contains(title));
    let cases = classes.map(|(title, class)| {
        let server = Server::of(Sandbox::builder().now(now));
        let fault = match class {
            Class::Success | Class::Usage | Class::Configuration | Class::Connection => None,
            Class::Status(status) => Some(Fault::status(*status)),
            Class::Timeout => Some(Fault::latency(Duration::from_secs(60))),
            Class::Decode => Some(Fault::body(200, "application/json", "[1, 2")),
            Class::Lost => Some(Fault::lost_response()),
            Class::Partial => Some(Fault::status(422).after(1)),
        };
        server.faults(fault.map(|fault| fault.operation(operation)));
        if matches!(class, Class::Partial) {
            // A launched campaign cannot be archived.
            let launched = json!({ "status": "launched" });
            server.sandbox.change(OTHER, launched.as_object().cloned().unwrap()).unwrap();
        }
        let (mut url, mut options) = (server.sandbox.url(), "");
        match class {
            Class::Usage => options = " --columns nonsense",
            Class::Connection => url = "http://127.0.0.1:1".to_owned(),
            Class::Timeout => options = " --timeout 100ms",
            _ => {}
        }
        let directory = tempfile::tempdir().unwrap();
        for file in ["recipients.csv", "spec.json"] {
            std::fs::copy(inputs.join(file), directory.path().join(file)).unwrap();
        }
        let mut command = blueshift(&format!("--max-retries 0 campaigns {line}{options}"));
        command.current_dir(directory.path());
        if !matches!(class, Class::Configuration) {
            command.env("BLUESHIFT_BASE_URL", &url).env("BLUESHIFT_API_KEY", "key");
        }
        let output = command.output().unwrap();
        let exit_code = output.status.code().unwrap();
        let shown = format!("{}--- stderr\n{}", stdout(&output), stderr(&output));
        let shown: String = shown.replace(&url, "URL").lines().map(normalize).collect();
        format!("## {title}: exit code {exit_code}\n{shown}")
    });
    format!("$ blueshift --max-retries 0 campaigns {line}\n\n{}", cases.collect::<Vec<_>>().join("\n"))
}

/// Replaces values that differ in each run: request ids, and the UUID of a new campaign.
fn normalize(line: &str) -> String {
    let fact = line.trim_start();
    let Some(name) = ["request id  ", "candidate  "].into_iter().find(|name| fact.starts_with(name)) else {
        return format!("{line}\n");
    };
    let value = &fact[name.len()..];
    let rest = value.find(' ').map_or("", |end| &value[end..]);
    format!("  {name}…{rest}\n")
}

#[test]
fn list() {
    let line = "list --per-page 2 --limit 4 --columns uuid,name --output csv";
    insta::assert_snapshot!(record("list_campaigns", line, &[]));
}

#[test]
fn get() {
    let line = "get DRAFT --columns name,status --output csv";
    insta::assert_snapshot!(record("get_campaign", line, &["partial"]));
}

#[test]
fn performance() {
    let line =
        "performance --from 2026-05-18 --to 2026-05-20 --daily --limit 200 --columns date --output csv";
    let text = record("get_campaign_performance", line, &[]);
    // The command prints the same date for each campaign of a day, so repeated lines are removed.
    let mut lines: Vec<&str> = text.lines().collect();
    lines.dedup();
    insta::assert_snapshot!(lines.join("\n"));
}

// Writes are recorded without the class `timeout`, because a slow machine may not send the request before the timeout.

#[test]
fn create() {
    let line = "create --type one_time --input spec.json --yes --columns outcome,status,name --output csv";
    insta::assert_snapshot!(record("create_campaign", line, &["partial", "timeout"]));
}

#[test]
fn archive() {
    let line = "archive DRAFT OTHER --yes --columns uuid,outcome --output csv";
    insta::assert_snapshot!(record("bulk_archive_campaigns", line, &["timeout"]));
}

#[test]
fn execute() {
    let line = "execute --campaign LAUNCHED --input recipients.csv --key-column order_id --results results.ndjson \
        --concurrency 1 --yes --output csv";
    insta::assert_snapshot!(record("execute_campaign", line, &["timeout"]));
}
