//! Tests of `api`: requests and output, against an in-process sandbox.

use std::io::Write;
use std::process::{Output, Stdio};

use blueshift_sandbox::{Fault, RecordedRequest, Sandbox};
use serde_json::{Value, json};

use crate::command::{blueshift, runtime, stderr, stdout};

const ARCHIVE: &str = "PUT /api/v1/campaigns/c-1/archive";
const LIST: &str = "GET /api/v2/campaigns.json";

/// Runs `api` with these arguments and this stdin, against a sandbox with at most one fault.
fn api(fault: Option<Fault>, arguments: &[&str], stdin: &str) -> (Output, Vec<RecordedRequest>) {
    let runtime = runtime();
    let mut builder = Sandbox::builder().api_key("key");
    if let Some(fault) = fault {
        builder = builder.fault(fault);
    }
    let sandbox = runtime.block_on(builder.start()).unwrap();
    let mut command = blueshift(&format!("--timeout 10s --base-url {} api", sandbox.url()));
    command.env("BLUESHIFT_API_KEY", "key").args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    (child.wait_with_output().unwrap(), sandbox.requests())
}

/// Splits `target` into a method and a path, and appends other arguments.
fn arguments<'a>(target: &'a str, others: &[&'a str]) -> Vec<&'a str> {
    target.split(' ').chain(others.iter().copied()).collect()
}

#[test]
fn fields_are_query_parameters_of_reads() {
    let (output, requests) =
        api(None, &arguments(LIST, &["-f", "per_page=1", "-F", "name=a b&c", "-H", "X-Trace: 7"]), "");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(requests[0].query, "per_page=1&name=a+b%26c");
    assert_eq!(requests[0].headers["x-trace"], "7");
    assert_eq!(requests[0].headers["accept"], "application/json");
    assert!(!requests[0].headers.contains_key("content-type"));
}

const CREATE: &str = "POST /api/v1/campaigns/event_triggered";

#[test]
fn fields_are_members_of_the_body_of_writes() {
    let fields = ["-f", "name=2024", "-f", "startdate=2030-05-01T00:00:00Z", "-f", "segment_uuid=s"];
    let create = |launch| {
        api(None, &arguments(CREATE, &[&fields[..], &["-f", "triggering_event_name=e"], launch].concat()), "")
            .0
    };
    let output = create(&["-F", "launch=false"]);
    let created: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        (&created["campaign"]["name"], &created["campaign"]["status"]),
        (&json!("2024"), &json!("draft"))
    );
    // `-f` sends `false` as text, which the sandbox refuses for `launch`.
    let output = create(&["-f", "launch=false"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("launch"), "{}", stderr(&output));
}

#[test]
fn numbers_are_sent_unchanged_and_other_text_as_strings() {
    for (value, body) in [("-0", r#"{"x":-0}"#), ("1e400", r#"{"x":1e400}"#), ("+1", r#"{"x":"+1"}"#)] {
        let (output, requests) = api(None, &arguments(ARCHIVE, &["-F", &format!("x={value}")]), "");
        assert_ne!(output.status.code(), Some(2), "{value}: {}", stderr(&output));
        assert_eq!(requests[0].headers["content-length"], body.len().to_string(), "{value}");
    }
}

#[test]
fn sends_input_unchanged_and_fields_in_the_query() {
    let body = json!({ "name": "a", "startdate": "2030-05-01T00:00:00Z", "launch": false }).to_string();
    let target = CREATE;
    let (output, requests) = api(None, &arguments(target, &["--input", "-", "-f", "x=1"]), &body);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert_eq!(
        (requests[0].query.as_str(), requests[0].headers["content-type"].as_str()),
        ("x=1", "application/json")
    );
    assert_eq!(requests[0].headers["content-length"], body.len().to_string());
    let (output, requests) =
        api(None, &arguments(target, &["--input", "-", "-H", "content-type: text/csv"]), "a,b");
    assert_eq!(requests[0].headers["content-type"], "text/csv");
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn body_is_printed_unchanged() {
    let body = "{\"b\" : 1.50, \"a\":12345678901234567890123,\n\n \"a\": \"\u{9b}\"}";
    let (output, _) = api(Some(Fault::body(200, "application/json", body)), &arguments(LIST, &[]), "");
    assert_eq!((stdout(&output).as_str(), stderr(&output).as_str()), (body, ""));
    let (output, _) = api(Some(Fault::body(404, "text/plain", body)), &arguments(LIST, &[]), "");
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(1), body));
}

#[test]
fn include_prints_status_and_headers_of_successes_and_errors() {
    for (status, line) in [(200, "HTTP 200 OK\n"), (404, "HTTP 404 Not Found\n")] {
        let fault = Fault::body(status, "text/plain", "the body");
        let (output, _) = api(Some(fault), &arguments(LIST, &["--include"]), "");
        let text = stdout(&output);
        let (head, body) = text.split_once("\n\n").unwrap();
        assert!(head.starts_with(line), "{text}");
        assert!(head.contains("\ncontent-type: text/plain"), "{text}");
        assert_eq!(body, "the body");
    }
}

#[test]
fn retries_reads_but_not_writes_with_unknown_outcome() {
    let fault = || Some(Fault::status(503).times(1).retry_after(false));
    let (output, requests) = api(fault(), &arguments(LIST, &[]), "");
    assert_eq!((output.status.code(), requests.len()), (Some(0), 2), "{}", stderr(&output));
    for target in [ARCHIVE, "DELETE /api/v1/campaigns/c-1", "POST /api/v1/campaigns/execute", "PATCH /x"] {
        let (output, requests) = api(fault(), &arguments(target, &[]), "");
        assert_eq!((output.status.code(), requests.len()), (Some(4), 1), "{target}");
        assert!(stderr(&output).contains("It is unknown whether the request was applied"), "{target}");
        // The body of the error is printed.
        assert!(!output.stdout.is_empty(), "{target}");
    }
    // A rate-limited write was not applied, so it is retried.
    let fault = Fault::status(429).times(1).retry_after(false);
    let (_, requests) = api(Some(fault), &arguments(ARCHIVE, &[]), "");
    assert_eq!(requests.len(), 2);
}

#[test]
fn warns_about_non_json_response_only_for_writes() {
    let page = || Some(Fault::body(200, "text/html", "<html>sign in</html>"));
    for (target, warning) in [(ARCHIVE, "warning: the response is not JSON"), (LIST, "")] {
        let (output, _) = api(page(), &arguments(target, &[]), "");
        assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(0), "<html>sign in</html>"));
        assert_eq!(stderr(&output).is_empty(), warning.is_empty(), "{target}: {}", stderr(&output));
        assert!(stderr(&output).starts_with(warning), "{target}: {}", stderr(&output));
    }
}

#[test]
fn refuses_invalid_headers_and_headers_that_the_client_sets() {
    for header in
        ["authorization: x", "Content-Length: 1", "transfer-encoding: chunked", "a b: c", "x: a\nb: c"]
    {
        let (output, requests) = api(None, &arguments(ARCHIVE, &["-H", header]), "");
        assert_eq!((output.status.code(), requests.len()), (Some(2), 0), "{header}: {}", stderr(&output));
    }
}
