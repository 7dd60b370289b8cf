//! Tests of `customers activity`, against an in-process sandbox. The clock of the sandbox is not fixed, because the library
//! compares the period with the current time.

use std::process::Output;
use std::time::{Duration, SystemTime};

use blueshift_sandbox::{Builder, Fault, Sandbox};
use serde_json::{Value, json};

use crate::command::{blueshift, runtime, stderr, stdout};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Runs the command for a customer with 30 executions in the last 15 days. Returns its output and the number of requests.
fn activity(builder: Builder, options: &str) -> (Output, usize) {
    let runtime = runtime();
    let sandbox = runtime.block_on(builder.api_key("key").start()).unwrap();
    let jane = json!({ "email": "jane@example.com", "customer_id": "c-1" });
    for number in 1..=30 {
        let at = SystemTime::now() - number * DAY / 2;
        assert!(sandbox.record_execution(0, jane.as_object().unwrap(), at));
    }
    let line = format!("--max-retries 0 --base-url {} customers activity {options}", sandbox.url());
    let mut command = blueshift(&line);
    let output = command.env("BLUESHIFT_API_KEY", "key").env("BLUESHIFT_SANDBOX_NOW", "").output().unwrap();
    (output, sandbox.requests().len())
}

fn records(output: &Output) -> Vec<Value> {
    assert_eq!(output.status.code(), Some(0), "{}", stderr(output));
    stdout(output).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn prints_every_activity_once_in_every_format() {
    let (output, requests) = activity(Sandbox::builder(), "--email jane@example.com -o ndjson");
    let all = records(&output);
    assert_eq!(requests, 1);
    let sent = all.iter().filter(|activity| activity["action"] == "sent").count();
    assert_eq!(sent, 30);
    // If a response contains at most 7 activities, the command requests parts of the period.
    let (output, requests) = activity(Sandbox::builder().activity_limit(7), "--customer-id c-1 -o ndjson");
    assert_eq!((records(&output).len(), requests > 5), (all.len(), true), "{requests}");
    let (output, _) = activity(Sandbox::builder().activity_limit(7), "--email jane@example.com -o csv");
    let text = stdout(&output);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!((reader.headers().unwrap().len(), reader.records().count()), (12, all.len()));
    let (output, _) = activity(Sandbox::builder(), "--email jane@example.com -o json");
    let array: Vec<Value> = serde_json::from_str(&stdout(&output)).unwrap();
    assert_eq!(array.len(), all.len());
    let (output, _) = activity(Sandbox::builder(), "--email jane@example.com --columns action,campaign_name");
    assert_eq!(stdout(&output).lines().count(), 1 + all.len());
    assert!(stdout(&output).starts_with("ACTION     CAMPAIGN"), "{}", stdout(&output));
}

#[test]
fn embedded_sandbox_has_a_customer() {
    let line = "--sandbox customers activity --email jane.doe@example.com -o ndjson";
    let output = blueshift(line).env("BLUESHIFT_SANDBOX_NOW", "").output().unwrap();
    let sent = records(&output).iter().filter(|activity| activity["action"] == "sent").count();
    assert_eq!(sent, 4);
}

#[test]
fn period_and_limit_select_activities() {
    let (output, _) = activity(Sandbox::builder(), "--email jane@example.com --from 60h --to 36h -o ndjson");
    let sent = records(&output).iter().filter(|activity| activity["action"] == "sent").count();
    assert!((1..=3).contains(&sent), "{sent}");
    let (output, requests) =
        activity(Sandbox::builder().activity_limit(7), "--email jane@example.com --limit 2 -o ndjson");
    assert_eq!(records(&output).len(), 2);
    let (_, all) = activity(Sandbox::builder().activity_limit(7), "--email jane@example.com -o ndjson");
    assert!(requests < all, "{requests} requests with --limit 2, {all} without");
}

#[test]
fn failure_after_output_states_how_to_continue() {
    let builder = Sandbox::builder().activity_limit(7).fault(Fault::status(503).after(8));
    let (output, _) = activity(builder, "--email jane@example.com -o ndjson");
    assert_eq!(output.status.code(), Some(1));
    let printed = stdout(&output).lines().count();
    assert!(printed > 0);
    let text = stderr(&output);
    assert!(text.starts_with("error: reading the time range 20") && text.contains(" failed\n"), "{text}");
    assert!(text.contains(&format!("printed     {printed} activit")), "{text}");
    assert!(text.contains("status      503 Service Unavailable"), "{text}");
    assert!(text.contains("To continue, run the same command with --from 20"), "{text}");
}

#[test]
fn reports_unknown_customers_and_invalid_periods() {
    let (output, _) = activity(Sandbox::builder(), "--phone +15550100");
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), ""));
    assert!(stderr(&output).contains("There is no customer with this identifier"), "{}", stderr(&output));
    for (options, message) in [
        ("--email jane@example.com --from 400d", "start_time must be at most 366 days in the past"),
        ("--email jane@example.com --to 2999-01-01", "end_time must be in the past or now"),
        ("--uuid= --from 1d", "uuid must be non-blank"),
        ("--email a --uuid b", "cannot be used with"),
        ("", "the following required arguments were not provided"),
    ] {
        let (output, requests) = activity(Sandbox::builder(), options);
        assert_eq!((output.status.code(), requests), (Some(2), 0), "{options}");
        assert!(stderr(&output).contains(message), "{options}: {}", stderr(&output));
    }
}
