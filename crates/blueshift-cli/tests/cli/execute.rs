//! `campaigns execute` executes a campaign exactly once for each recipient, despite faults and interruptions. The tests compare
//! its results with the effects that a sandbox recorded.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Output, Stdio};

use blueshift_sandbox::{BulkTransactions, Fault, Sandbox};
use serde_json::{Value, json};

#[cfg(unix)]
use crate::command::signal;
use crate::command::{stderr, stdout};
use crate::server::{Server, ndjson};

/// A sandbox with a launched transactional campaign, and a directory for the input and the results.
pub(crate) struct Fixture {
    pub(crate) server: Server,
    pub(crate) campaign: String,
    pub(crate) directory: tempfile::TempDir,
}

impl Fixture {
    pub(crate) fn new() -> Self {
        Self::of(Server::start())
    }

    pub(crate) fn of(server: Server) -> Self {
        let campaign = server.campaign("launched", "transactional");
        Self { server, campaign, directory: tempfile::tempdir().unwrap() }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Writes `recipients.csv` with this number of orders.
    pub(crate) fn orders(&self, count: usize) {
        let mut text = "email,order_id,total\n".to_owned();
        for number in 1..=count {
            writeln!(text, "user{number}@example.com,order-{number},{number}.50").unwrap();
        }
        self.write("recipients.csv", text);
    }

    /// Returns the arguments of a run. File names are relative to the directory.
    pub(crate) fn line(&self, options: &str) -> String {
        let mut line = format!("execute --yes {options}");
        for (name, value) in [("--campaign", &*self.campaign), ("--ceiling", "none"), ("--output", "json")] {
            if !options.contains(name) {
                write!(line, " {name} {value}").unwrap();
            }
        }
        line
    }

    pub(crate) fn run(&self, options: &str) -> Output {
        let mut command = self.server.command(&self.line(options));
        command.current_dir(self.directory.path()).output().unwrap()
    }

    pub(crate) fn spawn(&self, options: &str) -> Child {
        let mut command = self.server.command(&self.line(options));
        command.current_dir(self.directory.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    }

    pub(crate) fn succeed(&self, options: &str) -> Value {
        let output = self.run(options);
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{options}");
        summary(&output)
    }

    pub(crate) fn executions(&self) -> Vec<String> {
        let effects = self.server.sandbox.effects();
        effects.into_iter().map(|effect| effect.transaction_uuid.unwrap()).collect()
    }

    /// Asserts that the campaign was executed once for each of `count` records, and that the results file reports all of them as
    /// successful.
    pub(crate) fn assert_each_once(&self, results: &str, count: usize) {
        let executions = self.executions();
        assert_eq!(executions.len(), count, "unexpected number of executions");
        let last = last_lines(&self.path(results));
        assert_eq!(last.len(), count, "unexpected number of records in {results}");
        let transactions: HashSet<_> =
            last.values().map(|line| line["transaction_uuid"].as_str().unwrap().to_owned()).collect();
        assert_eq!(executions.into_iter().collect::<HashSet<_>>(), transactions);
        assert!(last.values().all(|line| line["status"] == "successful"));
    }
}

pub(crate) fn summary(output: &Output) -> Value {
    let list: Vec<Value> = serde_json::from_slice(&output.stdout).unwrap();
    list.into_iter().next().unwrap()
}

/// Returns the last line of each record, by the number of the record.
pub(crate) fn last_lines(results: &Path) -> HashMap<u64, Value> {
    let lines = ndjson(&std::fs::read_to_string(results).unwrap());
    lines.into_iter().map(|line| (line["record"].as_u64().unwrap(), line)).collect()
}

pub(crate) const KEYED: &str = "--input recipients.csv --key-column order_id";

#[test]
fn executes_once_per_recipient_and_resuming_sends_nothing() {
    let fixture = Fixture::new();
    fixture.orders(50);
    for (options, count) in
        [(KEYED, 50), ("--input recipients.csv", 100), ("--input recipients.csv --bulk", 150)]
    {
        let results = format!("results-{count}");
        let done = fixture.succeed(&format!("{options} --results {results}"));
        assert_eq!((&done["recipients"], &done["successful"]), (&json!(50), &json!(50)));
        let transactions: HashSet<_> = fixture.executions().into_iter().collect();
        assert_eq!(transactions.len(), count);
        let requests = fixture.server.writes();
        let resumed =
            fixture.succeed(&format!("{options} --resume {results} --ceiling 1 --results {results}"));
        assert_eq!((&resumed["recipients"], &resumed["successful"]), (&json!(50), &json!(50)));
        assert_eq!(fixture.server.writes(), requests);
    }
    // A key results in the same transaction even with a new results file.
    fixture.succeed(&format!("{KEYED} --results again"));
    assert_eq!(fixture.executions().len(), 150);
}

#[test]
fn fields_of_the_input_are_sent() {
    let fixture = Fixture::new();
    let csv = "\u{feff}email,customer_id,order_id,_bsft_high_priority,note\r\n\
               jane@example.com,,1,true,\"two\r\nlines, \"\"quoted\"\"\"\r\n,c-2,2,,é\r\n";
    fixture.write("in.csv", csv);
    let plan = fixture.run("--input in.csv --key-column order_id --dry-run --output ndjson");
    let bodies: Vec<Value> =
        ndjson(&stdout(&plan)).into_iter().map(|request| request["body"].clone()).collect();
    let campaign = &fixture.campaign;
    assert_eq!(bodies[0]["transaction_uuid"].as_str().map(str::len), Some(36));
    let transaction = |index: usize| bodies[index]["transaction_uuid"].clone();
    assert_eq!(
        bodies[0],
        json!({
            "campaign_uuid": campaign, "email": "jane@example.com", "transaction_uuid": transaction(0),
            "_bsft_high_priority": true, "order_id": "1", "note": "two\r\nlines, \"quoted\"",
        })
    );
    assert_eq!(
        bodies[1],
        json!({
            "campaign_uuid": campaign, "customer_id": "c-2", "transaction_uuid": transaction(1), "order_id": "2", "note": "é",
        })
    );
    let object = json!({"email": "j@example.com", "id": 7, "items": [{"sku": 1.5}], "none": null, "email_attachments": ["https://x/y"]});
    fixture.write("in.ndjson", format!("{object}\n"));
    let plan = fixture.run("--input in.ndjson --key-column id --bulk --dry-run --output ndjson");
    let payload = &ndjson(&stdout(&plan))[0]["body"]["payloads"][0];
    assert_eq!(
        (&payload["id"], &payload["items"], &payload["none"]),
        (&json!(7), &json!([{"sku": 1.5}]), &json!(null))
    );
    assert_eq!(payload["email_attachments"], json!(["https://x/y"]));
    assert_eq!(fixture.server.sandbox.requests().len(), 0);
    // Without a key column, a dry run shows placeholders instead of generated transactions.
    let plan = fixture.run("--input in.csv --dry-run");
    assert_eq!(plan.status.code(), Some(0), "{}", stderr(&plan));
}

#[test]
fn invalid_input_is_refused_before_anything_is_sent() {
    let fixture = Fixture::new();
    let valid = "email,id\na@example.com,1\n";
    for (input, options, message) in [
        (
            format!("{valid}b@example.com,2\nc@example.com,1\n"),
            "--key-column id",
            "line 4: id is the same as in line 2",
        ),
        // The same key for different recipients, with different line endings.
        (format!("{valid}b@example.com,\"1\"\r\n"), "--key-column id", "line 3: id is the same as in line 2"),
        (format!("{valid}b@example.com,\n"), "--key-column id", "line 3: id is empty"),
        (format!("{valid}b@example.com,   \n"), "--key-column id", "line 3: id is empty"),
        (
            valid.to_owned(),
            "--key-column order",
            "line 1: the column order is missing; the columns are email, id",
        ),
        (
            format!("\n \r\n{valid}"),
            "--key-column order",
            "line 3: the column order is missing; the columns are email, id",
        ),
        (
            format!("{valid}b@example.com,2,3\n"),
            "--key-column id",
            "line 3: the number of fields is 3, but the header has 2",
        ),
        (format!("{valid}b@example.com\n"), "", "line 3: the number of fields is 1, but the header has 2"),
        (format!("{valid}b@example.com,\"2\nc@example.com,3\n"), "", "line 3: a quoted field is not closed"),
        (
            format!("{valid}b@example.com,\"2\nc@example.com,\"3\n"),
            "",
            "line 4: unexpected text after the end of a quoted field",
        ),
        (
            format!("{valid}b@example.com, 1\n"),
            "--key-column id",
            "line 3: id starts or ends with white space",
        ),
        (format!("{valid},2\n"), "", "line 3: neither email nor customer_id is set"),
        ("e-mail;id\na;1\n".to_owned(), "", "line 2: neither email nor customer_id is set"),
        (
            "email,transaction_uuid\na@example.com,1\n".to_owned(),
            "",
            "line 2: transaction_uuid is set by the command",
        ),
        (
            "{\"email\":\"a\",\"id\":1}\n{\"email\":\"b\"}\n".to_owned(),
            "--key-column id",
            "line 2: the column id is missing",
        ),
        (
            "{\"email\":\"a\",\"id\":1}\n{\"email\":\"b\",\"id\":\"1\"}\n".to_owned(),
            "--key-column id",
            "line 2: id is the same as in line 1",
        ),
        ("{\"email\":\"a\"}\n{\"email\":\n".to_owned(), "", "line 2: expected a JSON object"),
        ("email,id\n".to_owned(), "", "contains no recipients"),
        (String::new(), "", "contains no recipients"),
        (
            format!("{valid}b@example.com,2\n"),
            "--ceiling 1",
            "the number of recipients exceeds the ceiling of 1; nothing was sent",
        ),
    ] {
        fixture.write("in", &input);
        for (source, name) in [("in", "in"), ("-", "stdin")] {
            let line = fixture.line(&format!("--input {source} --results results {options}"));
            let mut command = fixture.server.command(&line);
            command
                .current_dir(fixture.directory.path())
                .stdin(std::fs::File::open(fixture.path("in")).unwrap());
            let output = command.output().unwrap();
            assert_eq!(output.status.code(), Some(2), "{input:?} {options}: {}", stderr(&output));
            assert!(stderr(&output).contains(message), "{input:?} {options}: {}", stderr(&output));
            assert!(
                message.contains("ceiling") || stderr(&output).contains(&format!("error: {name}")),
                "{}",
                stderr(&output)
            );
        }
    }
    assert!(!fixture.path("results").exists());
    assert_eq!(fixture.server.sandbox.requests().len(), 0);
}

#[test]
fn results_of_other_runs_are_refused_and_not_changed() {
    let fixture = Fixture::new();
    fixture.orders(3);
    fixture.succeed(&format!("{KEYED} --results keyed"));
    fixture.succeed("--input recipients.csv --results generated");
    let other = fixture.server.campaign("launched", "transactional");
    let header = "email,order_id,total\n";
    fixture
        .write("changed.csv", format!("{header}user1@example.com,order-1,1\nother@example.com,order-2,2\n"));
    fixture.write("fields.csv", format!("{header}user1@example.com,order-1,1.50\nuser2@example.com,order-2,9\nuser3@example.com,order-3,3.50\n"));
    fixture.write("shorter.csv", format!("{header}user1@example.com,order-1,1.50\n"));
    fixture.write("tomorrow.csv", format!("{header}user1@example.com,order-4,1\n"));
    fixture.write("no-results.csv", "email,order_id");
    let requests = fixture.server.writes();
    for (options, message) in [
        (format!("{KEYED} --results keyed"), "keyed already exists; continue it with --resume"),
        (format!("{KEYED} --resume keyed --results generated"), "generated already exists"),
        (format!("{KEYED} --resume missing"), "cannot open missing"),
        (format!("{KEYED} --resume /dev/null"), "/dev/null is not a regular file"),
        (
            format!("{KEYED} --resume generated"),
            "generated, line 1: the line was written without --key-column",
        ),
        (
            "--input recipients.csv --resume keyed".to_owned(),
            "keyed, line 1: the line was written with --key-column",
        ),
        (
            format!("{KEYED} --resume keyed --campaign {other}"),
            "keyed, line 1: the line is a result of campaign",
        ),
        (
            "--input changed.csv --key-column order_id --resume keyed".to_owned(),
            "key \"order-2\" (line 3 of changed.csv) has a different recipient than record 2 of the earlier input",
        ),
        (
            "--input recipients.csv --key-column total --resume keyed".to_owned(),
            "keyed, line 1: the line was written with --key-column order_id",
        ),
        (
            "--input tomorrow.csv --key-column order_id --resume keyed".to_owned(),
            "3 of its 3 recipients are not in tomorrow.csv",
        ),
        (
            "--input fields.csv --resume generated".to_owned(),
            "record 2 (line 3 of fields.csv) has different data than record 2 of the earlier input",
        ),
        ("--input shorter.csv --resume generated".to_owned(), "2 of its 3 recipients are not in shorter.csv"),
        (format!("{KEYED} --resume no-results.csv"), "no-results.csv, line 1: the line is not a result"),
        (format!("{KEYED} --resume recipients.csv"), "recipients.csv, line 1: the line is not a result"),
    ] {
        let read = |name: &str| std::fs::read(fixture.path(name)).unwrap();
        let before = ["keyed", "generated", "recipients.csv", "no-results.csv"].map(read);
        let output = fixture.run(&options);
        assert_eq!(output.status.code(), Some(2), "{options}: {}", stderr(&output));
        assert!(stderr(&output).contains(message), "{options}: {}", stderr(&output));
        assert_eq!(before, ["keyed", "generated", "recipients.csv", "no-results.csv"].map(read), "{options}");
    }
    assert_eq!(fixture.server.writes(), requests);
    // Records with a known outcome may be missing from the input, and new records may be added to it.
    fixture.write(
        "rest.csv",
        format!("{header}user3@example.com,order-3,changed\nuser4@example.com,order-4,4\n"),
    );
    let done = fixture.succeed("--input rest.csv --key-column order_id --resume keyed");
    assert_eq!(done["successful"], 2);
    assert_eq!(fixture.server.writes(), requests + 1);
}

#[test]
fn new_results_file_starts_with_the_resumed_results() {
    let fixture = Fixture::new();
    fixture.orders(3);
    fixture.server.faults([Fault::status(422).operation("execute_campaign").after(1)]);
    let output = fixture.run("--input recipients.csv --results first --concurrency 1");
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    fixture.server.faults([]);
    let before = std::fs::read(fixture.path("first")).unwrap();
    fixture.succeed("--input recipients.csv --resume first --results second");
    assert!(std::fs::read(fixture.path("first")).unwrap().starts_with(&before));
    assert!(std::fs::read(fixture.path("second")).unwrap().starts_with(&before));
    fixture.assert_each_once("second", 3);
}

#[test]
fn resumes_after_an_incomplete_last_line() {
    let fixture = Fixture::new();
    fixture.orders(4);
    for options in [KEYED, "--input recipients.csv"] {
        fixture.server.sandbox.clear_effects();
        let _ = std::fs::remove_file(fixture.path("whole"));
        fixture.succeed(&format!("{options} --results whole --concurrency 1"));
        let executed = fixture.executions().len();
        let whole = std::fs::read(fixture.path("whole")).unwrap();
        // The first four lines have status pending. A kill can leave them incomplete only before a request is sent, so the
        // test does not truncate them.
        let sent = whole.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(3).unwrap().0 + 1;
        for cut in (sent..whole.len()).step_by(7).chain([whole.len() - 1]) {
            fixture.write("incomplete", &whole[..cut]);
            let done = fixture.succeed(&format!("{options} --resume incomplete"));
            assert_eq!(done["successful"], 4, "{cut}");
            let last = last_lines(&fixture.path("incomplete"));
            assert!(last.len() == 4 && last.values().all(|line| line["status"] == "successful"), "{cut}");
        }
        assert_eq!(fixture.executions().len(), executed, "{options}");
    }
}

#[test]
fn results_file_is_used_by_one_run_at_a_time() {
    let fixture = Fixture::new();
    fixture.orders(2);
    fixture.server.faults([Fault::hang().operation("execute_campaign")]);
    let mut first = fixture.spawn(&format!("{KEYED} --results results"));
    wait_until(|| fixture.executions().len() == 2);
    for options in ["--resume results", "--resume results --results other"] {
        let second = fixture.run(&format!("{KEYED} {options}"));
        assert_eq!(second.status.code(), Some(2));
        assert!(stderr(&second).contains("results is in use by another run"), "{}", stderr(&second));
    }
    first.kill().unwrap();
    first.wait().unwrap();
    // The operating system releases the lock when the process ends.
    fixture.server.faults([]);
    fixture.succeed(&format!("{KEYED} --resume results"));
    fixture.assert_each_once("results", 2);
}

/// Waits until a condition holds, without a timeout.
pub(crate) fn wait_until(condition: impl Fn() -> bool) {
    while !condition() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

/// Returns faults that affect a limited number of requests. With more faults, the waits before retries would take too long.
fn faults() -> [Fault; 3] {
    let operation = "execute_campaign";
    [
        Fault::lost_response().share(0.2).times(6).seed(1).operation(operation),
        Fault::status(503).share(0.2).times(6).seed(2).operation(operation),
        Fault::status(429).share(0.2).times(6).seed(3).operation(operation),
    ]
}

#[test]
fn executes_once_per_recipient_despite_faults_and_kills() {
    const RECIPIENTS: usize = 200;
    for options in [KEYED, "--input recipients.csv"] {
        let fixture = Fixture::new();
        fixture.orders(RECIPIENTS);
        let mut results = "--results results".to_owned();
        for round in 0..5 {
            // Later requests hang, so that no run can finish before it is killed.
            let hang = Fault::hang().operation("execute_campaign").after(20);
            fixture.server.faults(faults().into_iter().chain([hang]));
            let before = fixture.executions().len();
            let mut child = fixture.spawn(&format!("{options} {results} --concurrency 8"));
            while fixture.executions().len() < before + 5 + round {
                let ended = child.try_wait().unwrap();
                assert!(ended.is_none(), "the run ended before it was killed: {ended:?}");
                std::thread::sleep(std::time::Duration::from_millis(2));
            }
            child.kill().unwrap();
            child.wait().unwrap();
            results = "--resume results".to_owned();
        }
        assert!(fixture.executions().len() < RECIPIENTS);
        fixture.server.faults(faults());
        let output = fixture.run(&format!("{options} {results} --results results --concurrency 32"));
        // Some requests may have failed on every attempt.
        assert!(matches!(output.status.code(), Some(0 | 3 | 4)), "{}", stderr(&output));
        fixture.server.faults([]);
        fixture.succeed(&format!("{options} --resume results"));
        fixture.assert_each_once("results", RECIPIENTS);
    }
}

#[test]
fn bulk_retries_chunks_with_unknown_outcome_only_with_retry_unknown() {
    let fixture = Fixture::of(Server::of(Sandbox::builder().bulk_transactions(BulkTransactions::Observed)));
    fixture.orders(150);
    for options in [KEYED, "--input recipients.csv"] {
        fixture.server.sandbox.clear_effects();
        let _ = std::fs::remove_file(fixture.path("results"));
        // The first chunk is executed, but its response is lost.
        fixture.server.faults([Fault::lost_response().operation("bulk_execute_campaign").times(1)]);
        let output = fixture.run(&format!("{options} --results results --bulk --concurrency 1"));
        assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
        assert!(stderr(&output).contains("--retry-unknown"), "{}", stderr(&output));
        assert_eq!(
            (&summary(&output)["successful"], &summary(&output)["unknown"]),
            (&json!(50), &json!(100))
        );
        let requests = fixture.server.writes();
        for mode in ["--bulk", ""] {
            let output = fixture.run(&format!("{options} --resume results {mode}"));
            assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
            assert_eq!(summary(&output)["unknown"], 100);
        }
        assert_eq!(fixture.server.writes(), requests);
        let done = fixture.succeed(&format!("{options} --resume results --bulk --retry-unknown"));
        assert_eq!(done["successful"], 150);
        assert_eq!(fixture.server.writes(), requests + 1);
        fixture.assert_each_once("results", 150);
        fixture.server.sandbox.clear_effects();
    }
}

#[test]
fn outcome_of_a_chunk_of_a_killed_run_is_unknown() {
    let fixture = Fixture::new();
    fixture.orders(150);
    fixture.server.faults([Fault::hang().operation("bulk_execute_campaign")]);
    let mut child = fixture.spawn(&format!("{KEYED} --results results --bulk --concurrency 1"));
    wait_until(|| fixture.executions().len() == 100);
    child.kill().unwrap();
    child.wait().unwrap();
    fixture.server.faults([]);
    let output = fixture.run(&format!("{KEYED} --resume results --bulk"));
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    assert_eq!((&summary(&output)["successful"], &summary(&output)["unknown"]), (&json!(50), &json!(100)));
    assert_eq!(fixture.executions().len(), 150);
}

#[test]
fn recipients_of_single_requests_are_not_retried_in_bulk() {
    let fixture = Fixture::new();
    fixture.orders(3);
    fixture.server.faults([Fault::hang().operation("execute_campaign")]);
    let mut child = fixture.spawn(&format!("{KEYED} --results results"));
    wait_until(|| fixture.executions().len() == 3);
    child.kill().unwrap();
    child.wait().unwrap();
    fixture.server.faults([]);
    let output = fixture.run(&format!("{KEYED} --resume results --bulk"));
    assert_eq!((output.status.code(), fixture.executions().len()), (Some(4), 3), "{}", stderr(&output));
    fixture.succeed(&format!("{KEYED} --resume results"));
    fixture.assert_each_once("results", 3);
}

#[test]
fn outcome_after_a_killed_run_stays_unknown_if_the_retry_fails() {
    let fixture = Fixture::new();
    fixture.orders(1);
    fixture.server.faults([Fault::hang().operation("execute_campaign")]);
    let mut child = fixture.spawn(&format!("{KEYED} --results results"));
    wait_until(|| fixture.executions().len() == 1);
    child.kill().unwrap();
    child.wait().unwrap();
    // A refusal of the second request does not determine the outcome of the first.
    fixture.server.faults([Fault::status(422).operation("execute_campaign")]);
    let output = fixture.run(&format!("{KEYED} --resume results"));
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    assert_eq!(last_lines(&fixture.path("results"))[&1]["status"], "unknown");
}

#[test]
fn stops_after_refusals_and_outages() {
    for (fault, sent, code) in [
        (Fault::status(403), 1..=40, 1),
        (Fault::status(404), 1..=40, 1),
        // The command stops after 50 consecutive transient failures.
        (Fault::status(503), 50..=90, 4),
    ] {
        let fixture = Fixture::new();
        fixture.orders(300);
        fixture.server.faults([fault.operation("execute_campaign")]);
        let output = fixture.run(&format!("--max-retries 0 {KEYED} --results results"));
        assert_eq!(output.status.code(), Some(code), "{}", stderr(&output));
        let summary = summary(&output);
        assert!(sent.contains(&fixture.server.writes()), "{}", fixture.server.writes());
        assert!(summary["not_sent"].as_u64().unwrap() >= 200, "{summary}");
        assert_eq!(summary["recipients"], 300);
        assert!(stderr(&output).contains("--resume results instead of --results"), "{}", stderr(&output));
        fixture.server.faults([]);
        fixture.succeed(&format!("{KEYED} --resume results"));
        fixture.assert_each_once("results", 300);
    }
}

#[test]
fn bulk_stops_after_an_outage() {
    let fixture = Fixture::new();
    // A request contains up to 100 recipients.
    fixture.orders(9_000);
    fixture.server.faults([Fault::status(503).operation("bulk_execute_campaign")]);
    let output = fixture.run(&format!("--max-retries 0 {KEYED} --bulk --results results"));
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    assert!((50..80).contains(&fixture.server.writes()), "{}", fixture.server.writes());
    assert!(summary(&output)["not_sent"].as_u64().unwrap() > 0, "{}", summary(&output));
}

#[test]
fn invalid_recipients_do_not_stop_the_others() {
    let fixture = Fixture::new();
    fixture.write("in.csv", "email,id\na@example.com,1\nnobody,2\nc@example.com,3\n");
    let output = fixture.run("--input in.csv --key-column id --results results");
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let last = last_lines(&fixture.path("results"));
    let statuses: Vec<_> = (1..=3).map(|record| last[&record]["status"].as_str().unwrap()).collect();
    assert_eq!(statuses, ["successful", "failed", "successful"]);
    assert!(last[&2]["error"].as_str().unwrap().contains("422"), "{}", last[&2]);
    assert_eq!((&last[&2]["key"], last[&2]["request_id"].is_string()), (&json!("2"), true));
}

#[cfg(unix)]
#[test]
fn ctrl_c_waits_for_every_outcome() {
    let fixture = Fixture::new();
    fixture.orders(300);
    // The latency is much longer than the time to deliver a signal.
    let latency = |millis| Fault::latency(std::time::Duration::from_millis(millis));
    for (name, options, results) in [
        ("-INT", KEYED, "keyed"),
        ("-TERM", "--input recipients.csv", "generated"),
        ("-INT", "--bulk --input recipients.csv", "bulk"),
    ] {
        fixture.server.sandbox.clear_effects();
        fixture.server.faults([
            latency(100).operation("execute_campaign"),
            latency(2_000).operation("bulk_execute_campaign"),
        ]);
        let child = fixture.spawn(&format!("{options} --results {results} --concurrency 2"));
        wait_until(|| fixture.executions().len() >= 5);
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        let report = stderr(&output);
        fixture.server.faults([]);
        let summary = summary(&output);
        if output.status.code() == Some(0) {
            // The signal arrived after the last outcome, which is possible only with bulk requests.
            assert_eq!(options, "--bulk --input recipients.csv", "{report}");
            continue;
        }
        assert_eq!(output.status.code(), Some(3), "{report}");
        assert!(report.contains("interrupted: waiting for requests in flight"), "{report}");
        assert!(report.contains(" interrupted\n"), "{report}");
        assert_eq!((&summary["unknown"], &summary["failed"]), (&json!(0), &json!(0)));
        let executed = fixture.executions().len();
        assert_eq!(summary["successful"], executed);
        assert_eq!(summary["not_sent"], 300 - executed);
        fixture.succeed(&format!("{options} --resume {results}"));
        fixture.assert_each_once(results, 300);
    }
}

#[cfg(unix)]
#[test]
fn second_ctrl_c_stops_with_unknown_outcomes() {
    use std::io::{BufRead, BufReader};

    let fixture = Fixture::new();
    fixture.orders(60);
    for (options, results, in_flight) in [
        (KEYED, "keyed", 4),
        ("--input recipients.csv", "generated", 4),
        ("--bulk --input recipients.csv", "bulk", 60),
    ] {
        fixture.server.sandbox.clear_effects();
        fixture.server.faults([
            Fault::hang().operation("execute_campaign"),
            Fault::hang().operation("bulk_execute_campaign"),
        ]);
        let mut child = fixture.spawn(&format!("{options} --results {results}"));
        wait_until(|| fixture.executions().len() == in_flight);
        signal(&child, "-INT");
        let mut errors = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        errors.read_line(&mut line).unwrap();
        assert!(line.contains("interrupted: waiting for requests in flight"), "{line}");
        signal(&child, "-INT");
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{results}");
        let report = summary(&output);
        assert_eq!((&report["unknown"], &report["not_sent"]), (&json!(in_flight), &json!(60 - in_flight)));
        fixture.server.faults([]);
        if results == "bulk" {
            let output = fixture.run(&format!("{options} --resume {results}"));
            assert_eq!((output.status.code(), &summary(&output)["unknown"]), (Some(4), &json!(60)));
            assert_eq!(fixture.executions().len(), 60);
        } else {
            fixture.succeed(&format!("{options} --resume {results}"));
            fixture.assert_each_once(results, 60);
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn temporary_file_that_cannot_be_read_stops_the_run() {
    let fixture = Fixture::new();
    fixture.orders(200);
    fixture
        .server
        .faults([Fault::latency(std::time::Duration::from_millis(500)).operation("execute_campaign")]);
    let child = fixture.spawn(&format!("{KEYED} --results results"));
    wait_until(|| !fixture.executions().is_empty());
    // The temporary file has no name, but the descriptors of a process can be opened. The command has read less than 10 kB.
    let descriptors = std::fs::read_dir(format!("/proc/{}/fd", child.id())).unwrap();
    let spool = descriptors.map(|entry| entry.unwrap().path()).find(|path| {
        std::fs::read_link(path).is_ok_and(|target| target.to_string_lossy().ends_with(" (deleted)"))
    });
    let spool = std::fs::OpenOptions::new().write(true).open(spool.unwrap()).unwrap();
    assert!(spool.metadata().unwrap().len() > 20_000);
    spool.set_len(0).unwrap();
    fixture.server.faults([]);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("cause       cannot read a temporary file: "), "{}", stderr(&output));
    // The outcomes of the requests in flight are written.
    let summary = summary(&output);
    let text = std::fs::read_to_string(fixture.path("results")).unwrap();
    let written = text.lines().filter(|line| line.contains("\"status\":\"successful\"")).count();
    assert_eq!(summary["successful"], json!(written));
    assert_eq!(summary["not_sent"], json!(200 - written));
    fixture.succeed(&format!("{KEYED} --resume results"));
    fixture.assert_each_once("results", 200);
}

#[cfg(unix)]
#[test]
fn results_file_that_cannot_grow_stops_the_run() {
    let fixture = Fixture::new();
    fixture.orders(200);
    // A limit on the size of files has the effect of a disk that becomes full in the middle of a line. The limit also applies
    // to the temporary file with the recipients, which is smaller.
    let binary = crate::command::BINARY;
    let line = format!(
        "--base-url {} campaigns {}",
        fixture.server.sandbox.url(),
        fixture.line(&format!("{KEYED} --results results"))
    );
    let script = format!("trap '' XFSZ; ulimit -f 100; exec {binary} {line}");
    let output = std::process::Command::new("sh")
        .args(["-c", &script])
        .envs(crate::command::ENVIRONMENT)
        .env("BLUESHIFT_API_KEY", "key")
        .current_dir(fixture.directory.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert!(stderr(&output).contains("cannot write results: "), "{}", stderr(&output));
    let text = std::fs::read_to_string(fixture.path("results")).unwrap();
    assert!(text.ends_with('\n') && text.len() <= 100 * 512, "{}", text.len());
    let summary = summary(&output);
    assert!(summary["not_sent"].as_u64().unwrap() > 0, "{summary}");
    fixture.succeed(&format!("{KEYED} --resume results"));
    fixture.assert_each_once("results", 200);
}
