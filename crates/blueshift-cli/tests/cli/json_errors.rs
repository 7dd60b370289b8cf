//! Tests of `--error-format json`: one JSON object on stderr for every class of error.

use blueshift_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use crate::command::{blueshift, runtime, stderr};

/// Runs a command that fails and prints one JSON object to stderr. Returns the `error` of the object.
fn fail(environment: &[(&str, &str)], line: &str) -> Value {
    let output =
        blueshift(&format!("--error-format json {line}")).envs(environment.iter().copied()).output().unwrap();
    let text = stderr(&output);
    assert_eq!((text.lines().count(), text.ends_with('\n')), (1, true), "{text}");
    let mut object: Value = serde_json::from_str(&text).unwrap();
    let error = object["error"].take();
    assert_eq!(error["exit_code"], json!(output.status.code()), "{text}");
    assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{text}");
    error
}

fn fail_in_sandbox(options: &str, line: &str) -> Value {
    fail(&[], &format!("--sandbox --max-retries 0 {options} {line}"))
}

#[test]
fn reports_usage_and_configuration_errors() {
    for (line, message) in [
        ("campaigns lst", "unrecognized subcommand 'lst'\n\n  tip: a similar subcommand exists: 'list'"),
        (
            "campaigns list --limit 0",
            "invalid value '0' for '--limit <N>': expected an integer of at least 1",
        ),
        (
            "customers activity",
            "the following required arguments were not provided:\n  <--email <ADDRESS>|--customer-id <ID>|--phone <NUMBER>|--uuid <UUID>>",
        ),
        ("campaigns", "a command is missing; see --help"),
        (
            "--sandbox campaigns list -o json --columns name",
            "--columns requires --output table or csv; json and ndjson contain whole records",
        ),
        ("--sandbox campaigns performance --columns date", "the column date requires --daily"),
    ] {
        let error = fail(&[], line);
        assert_eq!(error, json!({ "kind": "usage", "message": message, "exit_code": 2 }), "{line}");
    }
    let message = fail(&[], "")["message"].to_string();
    assert!(message.starts_with("\"'blueshift' requires a subcommand"), "{message}");
    // The option may follow the command.
    let output = blueshift("campaigns list --limit 0 --error-format=json").output().unwrap();
    assert!(stderr(&output).starts_with("{\"error\":{\"kind\":\"usage\","), "{}", stderr(&output));

    let error = fail(&[], "campaigns list");
    assert_eq!((&error["kind"], &error["exit_code"]), (&json!("config"), &json!(2)));
    assert_eq!(error["message"], "no API key is set");
    assert_eq!(error["advice"].as_array().unwrap().len(), 3);
    let error = fail(&[("BLUESHIFT_API_KEY", "s3c:ret")], "campaigns list");
    assert_eq!(error["kind"], "config");
    assert!(!error.to_string().contains("s3c"), "{error}");
    let error = fail_in_sandbox("", "campaigns detail u --from 1d --to 2d");
    assert_eq!((&error["kind"], &error["exit_code"]), (&json!("config"), &json!(2)));
}

#[test]
fn reports_error_responses() {
    let error = fail_in_sandbox("--sandbox-fault status=503", "campaigns get u");
    assert_eq!(
        (&error["kind"], &error["status"], &error["attempts"]),
        (&json!("api"), &json!(503), &json!(1))
    );
    assert_eq!(error["message"], "the server responded with 503");
    assert!(error["request_id"].as_str().is_some_and(|id| id.len() == 36), "{error}");
    assert!(error["server_messages"][0].as_str().unwrap().starts_with("Service Unavailable"), "{error}");
    let limit = "--sandbox-fault rate_limit=0.001,burst=1";
    let error = fail_in_sandbox(limit, "campaigns list --per-page 2 -o csv");
    assert_eq!((&error["status"], &error["message"]), (&json!(429), &json!("page 1 of the listing failed")));
    assert!(error["retry_after_seconds"].as_u64().is_some_and(|seconds| seconds > 0), "{error}");
    let error = fail_in_sandbox("", "campaigns get no-such-campaign");
    assert_eq!((&error["kind"], &error["status"]), (&json!("api"), &json!(404)));
    assert!(error["advice"][0].as_str().unwrap().contains("no campaign with this UUID"), "{error}");
    let error = fail_in_sandbox("--sandbox-fault status=401", "auth check");
    assert_eq!((&error["kind"], &error["status"]), (&json!("api"), &json!(401)));
}

#[test]
fn reports_responses_that_violate_the_contract() {
    let fail = |body, line: &str| {
        let runtime = runtime();
        let fault = Fault::body(200, "application/json", body);
        let sandbox = runtime.block_on(Sandbox::builder().api_key("key").fault(fault).start()).unwrap();
        fail(&[("BLUESHIFT_API_KEY", "key")], &format!("--base-url {} {line}", sandbox.url()))
    };
    let error = fail("[1,2", "campaigns get u");
    assert_eq!(
        (&error["kind"], &error["status"], &error["exit_code"]),
        (&json!("decode"), &json!(200), &json!(1))
    );
    for line in ["campaigns performance", "campaigns performance --limit 1 --sort uuid -o csv"] {
        let error = fail("{}", line);
        assert_eq!(
            (&error["kind"], &error["message"]),
            (&json!("decode"), &json!("the response has no list of campaigns"))
        );
        assert!(error["request_id"].is_string(), "{error}");
    }
    let error = fail("{}", "campaigns performance --daily --from 2d -o csv");
    assert_eq!(error["kind"], "listing");
    assert!(error["message"].as_str().unwrap().ends_with(" failed"), "{error}");
}

#[test]
fn reports_network_listing_and_write_errors() {
    let error = fail(
        &[("BLUESHIFT_API_KEY", "key")],
        "--max-retries 0 --base-url http://127.0.0.1:1 campaigns get u",
    );
    assert_eq!((&error["kind"], &error["exit_code"]), (&json!("transport"), &json!(1)));
    assert!(error["causes"][0].as_str().unwrap().starts_with("Connection refused"), "{error}");
    let error = fail_in_sandbox("--sandbox-fault status=503,page=1", "campaigns list --per-page 2 -o ndjson");
    assert_eq!(
        (&error["kind"], &error["page"], &error["printed"], &error["exit_code"]),
        (&json!("api"), &json!(1), &json!(2), &json!(1))
    );
    assert_eq!(error["advice"][1], "To continue, run the same command with --first-page 1");
    let error = fail_in_sandbox("--sandbox-fault status=503", "api PUT /api/v1/campaigns/c/archive");
    assert_eq!(
        (&error["kind"], &error["outcome"], &error["exit_code"]),
        (&json!("outcome_unknown"), &json!("unknown"), &json!(4))
    );
    let error = fail_in_sandbox("--sandbox-fault status=422", "api PUT /api/v1/campaigns/c/archive");
    assert_eq!(
        (&error["kind"], &error["outcome"], &error["exit_code"]),
        (&json!("api"), &json!("not_applied"), &json!(1))
    );
}

#[test]
fn warnings_are_json_objects() {
    let line = "--sandbox --error-format json campaigns list --status lanched -o json";
    let output = blueshift(line).output().unwrap();
    let text = stderr(&output);
    let warning: Value = serde_json::from_str(&text).unwrap();
    let message = warning["warning"]["message"].as_str().unwrap();
    assert!(
        message.starts_with("\"lanched\" is not a known value of --status; known values: draft, "),
        "{text}"
    );
    assert_eq!(output.status.code(), Some(0));
}
