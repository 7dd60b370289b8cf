//! Tests of `campaigns execute --resume` if the input, the options or the results file changed after the interrupted run.

use blueshift_sandbox::Fault;
use serde_json::json;

use crate::command::stderr;
use crate::execute::{Fixture, KEYED, last_lines, summary, wait_until};
use crate::server::Server;

/// Kills a run after the server executed the campaign for `count` recipients without responding.
fn kill_after(fixture: &Fixture, options: &str, count: usize) {
    fixture.server.faults([
        Fault::hang().operation("execute_campaign"),
        Fault::hang().operation("bulk_execute_campaign"),
    ]);
    let mut child = fixture.spawn(options);
    wait_until(|| fixture.executions().len() == count);
    child.kill().unwrap();
    child.wait().unwrap();
    fixture.server.faults([]);
}

/// Asserts that a command is refused with this message, and sends no write.
fn assert_refused(fixture: &Fixture, options: &str, message: &str) {
    let requests = fixture.server.writes();
    let output = fixture.run(options);
    assert_eq!(output.status.code(), Some(2), "{options}: {}", stderr(&output));
    assert!(stderr(&output).contains(message), "{options}: {}", stderr(&output));
    assert_eq!(fixture.server.writes(), requests, "{options}");
}

/// Interrupts a run so that the file `first` has lines for 32 of 40 recipients. The keys of the other recipients are generated
/// when the run is continued.
fn interrupted(fixture: &Fixture) {
    fixture.orders(40);
    fixture.server.faults([Fault::status(403).operation("execute_campaign").after(1)]);
    let output = fixture.run("--input recipients.csv --results first --concurrency 1");
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    fixture.server.faults([]);
}

#[test]
fn refuses_results_that_were_continued_in_another_file() {
    let fixture = Fixture::new();
    interrupted(&fixture);
    fixture.succeed("--input recipients.csv --resume first --results second");
    for options in ["--resume first", "--resume first --results third", "--resume first --results second"] {
        assert_refused(&fixture, &format!("--input recipients.csv {options}"), "first was continued in ");
    }
    fixture.succeed("--input recipients.csv --resume second");
    fixture.assert_each_once("second", 40);
}

#[test]
fn refuses_results_while_they_are_continued_in_another_file() {
    let fixture = Fixture::new();
    interrupted(&fixture);
    fixture.server.faults([Fault::hang().operation("execute_campaign")]);
    let mut child = fixture.spawn("--input recipients.csv --resume first --results second");
    // One execution of the first run, and four executions whose responses hang.
    wait_until(|| fixture.executions().len() == 5);
    assert_refused(&fixture, "--input recipients.csv --resume first --results third", "first was continued");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_refused(&fixture, "--input recipients.csv --resume first --results third", "first was continued");
    fixture.server.faults([]);
    fixture.succeed("--input recipients.csv --resume second");
    fixture.assert_each_once("second", 40);
}

#[test]
fn refuses_input_that_lacks_recipients_with_unknown_outcome() {
    let fixture = Fixture::new();
    fixture.orders(3);
    kill_after(&fixture, &format!("{KEYED} --results results"), 3);
    fixture.write("shorter.csv", "email,order_id,total\nuser1@example.com,order-1,1.50\n");
    assert_refused(
        &fixture,
        "--input shorter.csv --key-column order_id --resume results",
        "2 of its recipients with an unknown outcome are not in shorter.csv",
    );
    fixture.succeed(&format!("{KEYED} --resume results"));
    fixture.assert_each_once("results", 3);
}

#[test]
fn refuses_a_different_key_column() {
    let fixture = Fixture::new();
    // The first record has the same key in both columns.
    let rows = "a@example.com,1,1\nb@example.com,2,5\nc@example.com,3,6\n";
    fixture.write("in.csv", format!("email,order_id,line_id\n{rows}"));
    fixture.succeed("--input in.csv --key-column order_id --results results");
    assert_refused(
        &fixture,
        "--input in.csv --key-column line_id --resume results",
        "results, line 1: the line was written with --key-column order_id",
    );
    assert_eq!(fixture.executions().len(), 3);
}

#[test]
fn refuses_a_different_server() {
    let fixture = Fixture::new();
    fixture.orders(2);
    fixture.succeed(&format!("{KEYED} --results results"));
    let other = Server::start();
    let mut command = other.command(&fixture.line(&format!("{KEYED} --resume results")));
    let output = command.current_dir(fixture.directory.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "{}", stderr(&output));
    let url = fixture.server.sandbox.url();
    let message = format!("results, line 1: the line is a result from {url}");
    assert!(stderr(&output).contains(&message), "{}", stderr(&output));
}

#[test]
fn refuses_changed_data_of_recipients_with_unknown_outcome() {
    let fixture = Fixture::new();
    fixture.orders(2);
    let before = std::fs::read_to_string(fixture.path("recipients.csv")).unwrap();
    kill_after(&fixture, &format!("{KEYED} --results results"), 2);
    fixture.write("recipients.csv", before.replace("2.50", "9.99"));
    assert_refused(
        &fixture,
        &format!("{KEYED} --resume results"),
        "key \"order-2\" (line 3 of recipients.csv) has different data",
    );
    fixture.write("recipients.csv", &before);
    fixture.succeed(&format!("{KEYED} --resume results"));
    // The data of successful recipients may change.
    fixture.write("recipients.csv", before.replace("2.50", "9.99"));
    fixture.succeed(&format!("{KEYED} --resume results"));
    fixture.assert_each_once("results", 2);
}

#[test]
fn chunk_outcome_stays_unknown_after_a_retry_with_unknown_outcome() {
    let fixture = Fixture::new();
    fixture.orders(3);
    kill_after(&fixture, &format!("{KEYED} --bulk --results results"), 3);
    fixture.server.faults([Fault::status(503).operation("execute_campaign")]);
    let line = format!("{KEYED} --resume results");
    let output = fixture.run(&format!("--max-retries 0 {line} --retry-unknown"));
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    fixture.server.faults([]);
    // The single requests may not have been applied, so the server may not recognize a further request as a repetition.
    let requests = fixture.server.writes();
    let output = fixture.run(&line);
    assert_eq!((output.status.code(), &summary(&output)["unknown"]), (Some(4), &json!(3)));
    assert_eq!(fixture.server.writes(), requests);
    fixture.succeed(&format!("{line} --retry-unknown"));
    fixture.assert_each_once("results", 3);
}

#[test]
fn advice_names_the_file_to_resume() {
    let fixture = Fixture::new();
    interrupted(&fixture);
    fixture.server.faults([Fault::status(403).operation("execute_campaign")]);
    let output = fixture.run("--input recipients.csv --resume first --results second");
    let report = stderr(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(report.contains("with --resume second instead of --resume first --results second"), "{report}");
    let output = fixture.run("--input recipients.csv --resume second");
    let report = stderr(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(report.contains("To continue, run the same command again"), "{report}");
}

#[test]
fn unsent_recipients_of_an_earlier_run_have_a_known_outcome() {
    let fixture = Fixture::new();
    interrupted(&fixture);
    let lines = last_lines(&fixture.path("first"));
    let count = |status: &str| lines.values().filter(|line| line["status"] == status).count();
    assert_eq!((count("successful"), count("failed"), count("not_sent")), (1, 1, 30));
    // No earlier request for these recipients can have been applied, so a refusal in the next run is a known outcome.
    fixture.server.faults([Fault::status(422).operation("execute_campaign")]);
    let output = fixture.run("--input recipients.csv --resume first");
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    assert_eq!((&summary(&output)["failed"], &summary(&output)["unknown"]), (&json!(39), &json!(0)));
    fixture.server.faults([]);
    fixture.succeed("--input recipients.csv --resume first");
    fixture.assert_each_once("first", 40);
}
