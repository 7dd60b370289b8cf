//! Listings and executions whose process is stopped or killed, or cannot write its output.

use std::collections::HashSet;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Output, Stdio};
use std::time::Duration;

use blueshift_sandbox::{Fault, Sandbox};

use crate::command::{run_on_a_full_disk, signal, stderr, stdout};
use crate::execute::{Fixture, KEYED, last_lines, wait_until};
use crate::server::{Server, ndjson};

/// Waits until the process is stopped, or until it is not stopped if `stopped` is false.
fn wait_for_state(child: &Child, stopped: bool) {
    wait_until(|| {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", child.id())).unwrap();
        stat.rsplit(')').next().unwrap().trim_start().starts_with('T') == stopped
    });
}

/// Starts a listing of 40 campaigns in pages of 5, with a fault on page 3. Waits for the first line, and returns the process,
/// the rest of its output and the line.
fn list(server: &Server, fault: Fault, options: &str) -> (Child, BufReader<ChildStdout>, String) {
    server.faults([fault.page(3)]);
    let line = format!("list --per-page 5 --output ndjson {options}");
    let mut child = server.command(&line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    (child, reader, first)
}

fn server_with_40_campaigns() -> Server {
    let server = Server::of(Sandbox::builder().campaigns(0));
    for _ in 0..40 {
        server.campaign("launched", "transactional");
    }
    server
}

fn uuids(text: &str) -> Vec<String> {
    ndjson(text).into_iter().map(|campaign| campaign["uuid"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn killed_listing_fails_and_prints_only_complete_lines() {
    let server = server_with_40_campaigns();
    let (mut child, mut reader, first) = list(&server, Fault::hang(), "");
    child.kill().unwrap();
    assert!(!child.wait().unwrap().success());
    let mut rest = first;
    while reader.read_line(&mut rest).unwrap() > 0 {}
    // Each line is complete, and the campaigns of the pages that were not read are missing.
    assert!(uuids(&rest).len() < 40, "{rest}");
    server.faults([]);
    let again = server.run("list --per-page 5 --output ndjson");
    assert_eq!(uuids(&stdout(&again)).into_iter().collect::<HashSet<_>>().len(), 40, "{}", stderr(&again));
}

#[test]
fn json_of_a_listing_that_is_killed_cannot_be_parsed() {
    let server = server_with_40_campaigns();
    server.faults([Fault::hang().page(3)]);
    let mut command = server.command("list --per-page 5 --output json");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut reader = BufReader::new(child.stdout.take().unwrap());
    let mut text = String::new();
    reader.read_line(&mut text).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    while reader.read_line(&mut text).unwrap() > 0 {}
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_err(), "{text}");
}

#[test]
fn stopped_and_continued_listing_is_complete_or_fails() {
    // Without --timeout, every timeout is longer than the stop, so the listing is complete. With --timeout 1s, the deadline of
    // a page may pass during the stop.
    for (options, is_complete) in [("", Some(true)), ("--timeout 1s", None)] {
        let server = server_with_40_campaigns();
        let (child, mut reader, first) =
            list(&server, Fault::latency(Duration::from_secs(1)).times(1), options);
        signal(&child, "-STOP");
        wait_for_state(&child, true);
        std::thread::sleep(Duration::from_millis(1_500));
        signal(&child, "-CONT");
        let mut text = first;
        while reader.read_line(&mut text).unwrap() > 0 {}
        let output = child.wait_with_output().unwrap();
        let listed: HashSet<_> = uuids(&text).into_iter().collect();
        assert_eq!(listed.len(), text.lines().count(), "a campaign was listed twice");
        assert_eq!(output.status.success(), listed.len() == 40, "{options}: {}", stderr(&output));
        assert!(
            is_complete.is_none_or(|complete| output.status.success() == complete),
            "{}",
            stderr(&output)
        );
    }
}

#[test]
fn stopped_and_continued_run_executes_once_per_recipient() {
    for (options, results) in [("", "waits"), ("--timeout 1s", "timeouts")] {
        let fixture = Fixture::new();
        fixture.orders(60);
        fixture.server.faults([
            Fault::latency(Duration::from_millis(100)).operation("execute_campaign").share(0.2).seed(1),
            Fault::lost_response().operation("execute_campaign").share(0.1).seed(2).times(3),
        ]);
        let mut command = fixture.server.command(&fixture.line(&format!("{KEYED} --results {results}")));
        if !options.is_empty() {
            command.args(options.split(' '));
        }
        command.current_dir(fixture.directory.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let child = command.spawn().unwrap();
        wait_until(|| fixture.executions().len() > 5);
        signal(&child, "-STOP");
        wait_for_state(&child, true);
        std::thread::sleep(Duration::from_millis(1_500));
        signal(&child, "-CONT");
        let output = child.wait_with_output().unwrap();
        let executed = fixture.executions();
        assert_eq!(
            executed.iter().collect::<HashSet<_>>().len(),
            executed.len(),
            "the campaign was executed twice for a recipient"
        );
        let is_expected = matches!(output.status.code(), Some(0 | 3 | 4));
        assert!(is_expected && !stderr(&output).contains("panicked"), "{}", stderr(&output));
        if output.status.success() {
            fixture.assert_each_once(results, 60);
        }
        fixture.server.faults([]);
        fixture.succeed(&format!("{KEYED} --resume {results}"));
        fixture.assert_each_once(results, 60);
    }
}

#[test]
fn listing_to_a_full_disk_fails() {
    let server = server_with_40_campaigns();
    for format in ["table", "json", "ndjson", "csv"] {
        let mut command = server.command(&format!("list --per-page 5 --output {format}"));
        let output = run_on_a_full_disk(&mut command);
        let report = stderr(&output);
        assert_eq!(output.status.code(), Some(1), "{format}: {report}");
        assert!(
            report.contains("cannot write to stdout") && report.contains("No space left"),
            "{format}: {report}"
        );
    }
}

#[test]
fn run_with_stdout_on_a_full_disk_has_complete_results() {
    let fixture = Fixture::new();
    fixture.orders(20);
    let mut command = fixture.server.command(&fixture.line(&format!("{KEYED} --results results")));
    let output = run_on_a_full_disk(command.current_dir(fixture.directory.path()));
    let report = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{report}");
    assert!(report.contains("cannot write to stdout"), "{report}");
    fixture.assert_each_once("results", 20);
}

#[test]
fn nothing_is_executed_if_the_results_cannot_be_written() {
    let fixture = Fixture::new();
    fixture.orders(20);
    for (options, message) in [
        ("--results /dev/full", "/dev/full already exists"),
        ("--resume /dev/full", "/dev/full is not a regular file"),
        ("--results missing/results", "cannot write missing/results"),
    ] {
        let output = fixture.run(&format!("{KEYED} {options}"));
        assert_eq!(output.status.code(), Some(2), "{options}: {}", stderr(&output));
        assert!(stderr(&output).contains(message), "{options}: {}", stderr(&output));
    }
    assert_eq!(fixture.server.writes(), 0);
}

/// Runs the command in a shell with this redirection or pipe.
fn in_shell(server: &Server, line: &str, end: &str, directory: &std::path::Path) -> Output {
    let script = format!(
        "{} --base-url {} campaigns {line} {end}; exit $?",
        crate::command::BINARY,
        server.sandbox.url()
    );
    let mut shell = Command::new("sh");
    shell.args(["-c", &script]).envs(crate::command::ENVIRONMENT).env("BLUESHIFT_API_KEY", "key");
    shell.current_dir(directory).stdin(Stdio::null()).output().unwrap()
}

#[test]
fn closed_output_does_not_cause_a_panic() {
    let fixture = Fixture::new();
    fixture.orders(20);
    let directory = fixture.directory.path();
    for (end, code) in [(">&-", None), ("2>&-", Some(0)), (">&- 2>&-", None), ("| head -n 1", Some(0))] {
        let output = in_shell(&fixture.server, "list --per-page 50 --output ndjson", end, directory);
        assert!(!stderr(&output).contains("panicked"), "{end}: {}", stderr(&output));
        assert_ne!(output.status.code(), Some(101), "{end}");
        assert!(code.is_none() || output.status.code() == code, "{end}: {:?}", output.status);
    }
    for (number, end) in [">&-", "2>&-", ">&- 2>&-", "| head -n 1"].into_iter().enumerate() {
        let line = fixture.line(&format!("{KEYED} --results results-{number}"));
        let output = in_shell(&fixture.server, &line, end, directory);
        assert!(!stderr(&output).contains("panicked"), "{end}: {}", stderr(&output));
        assert_ne!(output.status.code(), Some(101), "{end}");
        // Every run sends the same keys, so the campaign is executed once per recipient.
        assert_eq!(fixture.executions().len(), 20, "{end}");
        assert!(
            last_lines(&fixture.path(&format!("results-{number}")))
                .values()
                .all(|line| line["status"] == "successful")
        );
    }
}

#[test]
fn output_is_not_written_to_the_results_if_stdout_is_closed() {
    // If stdout is closed, the operating system may use its descriptor for the first file that the command opens.
    let fixture = Fixture::new();
    fixture.orders(3);
    let line = fixture.line(&format!("{KEYED} --results results"));
    in_shell(&fixture.server, &line, ">&-", fixture.directory.path());
    let text = std::fs::read_to_string(fixture.path("results")).unwrap();
    assert_eq!(ndjson(&text).len(), 6, "{text}");
    fixture.succeed(&format!("{KEYED} --resume results"));
    fixture.assert_each_once("results", 3);
}
