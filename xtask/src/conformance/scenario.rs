//! Behaviors of servers, and the expected results of the programs.

use std::collections::BTreeMap;

use anyhow::{Context, bail, ensure};
use serde::Deserialize;
use serde_json::{Value, json};

use super::fixture;
use super::language::Program;
use super::sandbox::{API_KEY, Sandboxes};
use super::stub::{self, REQUEST_ID, Rename, Response, Script, Step};
use crate::programs;

struct Scenario {
    name: String,
    /// The mode of the program: `plain`, `filtered`, `whole` with pages of 500, or `short-timeout` with a timeout of one
    /// second.
    mode: &'static str,
    sandbox: &'static [&'static str],
    script: Script,
    expected: Expected,
    /// The waits between attempts, in seconds. `None` accepts any waits, but requires at least one.
    waits: Option<Vec<f64>>,
}

enum Expected {
    /// Exactly these campaigns, each once.
    Campaigns(Vec<Value>),
    /// An error with the status, body and request id of this response.
    Error(Response),
    /// Another error with these words in its message.
    Failure(&'static str),
}

/// The output of a program for one server.
#[derive(Deserialize)]
struct Printed {
    campaigns: Vec<Value>,
    error: Option<Value>,
    waits: Vec<f64>,
}

const SANDBOXES: [(&str, &[&str]); 11] = [
    ("numbers pages from 0", &[]),
    ("sends an envelope", &["--shape", "envelope"]),
    (
        "numbers pages from 1, refuses page 0 and limits per_page to 7",
        &["--page-base", "1", "--page-zero", "refuse", "--max-per-page", "7"],
    ),
    ("serves page 1 as page 0", &["--page-base", "1", "--page-zero", "clamp"]),
    (
        "serves page 1 as page 0, in small pages",
        &["--page-base", "1", "--page-zero", "clamp", "--max-per-page", "7"],
    ),
    ("repeats its last page past the end", &["--past-end", "last-page"]),
    (
        "numbers pages from 1 and repeats its last page past the end",
        &["--page-base", "1", "--past-end", "last-page", "--max-per-page", "50"],
    ),
    ("responds with 404 past the end", &["--past-end", "not-found"]),
    ("lists the campaigns in random order", &["--order", "shuffled"]),
    ("returns one empty page in the middle", &["--max-per-page", "50"]),
    ("serves 7 campaigns per page in an envelope", &["--shape", "envelope", "--max-per-page", "7"]),
];

/// Error responses: observed responses, documented responses, and others, such as responses of load balancers.
const ERRORS: [(u16, &str, &str); 10] = [
    (401, "application/json", r#"{"message":"Not authorized"}"#),
    (400, "application/json", r#"{"errors":{"startdate":["can't be blank"]}}"#),
    (400, "application/json", r#"{"error":"page is invalid"}"#),
    (422, "application/json", r#"{"success":false,"error":"Validation failed","error_code":101}"#),
    (404, "application/json", r#"{"errors":[{"detail":"User not found"}],"meta":{"no_toast":false}}"#),
    (404, "application/json", r#"{"status":"404","error":"Not Found"}"#),
    (403, "text/html", "<html><h1>Forbidden</h1></html>"),
    (401, "application/json", ""),
    (302, "text/html", "<a href=\"https://elsewhere.example\">moved</a>"),
    (418, "text/plain", "an undocumented status: \u{e9}"),
];

/// Bodies that clients must treat as errors although the status is 200.
const FALSE_SUCCESSES: [&str; 6] = [
    r#"{"success":false,"results":[]}"#,
    r#"{"error":"try later","results":[]}"#,
    r#"{"errors":{"page":["is invalid"]},"campaigns":[]}"#,
    r#"{"message":"Not authorized"}"#,
    "<html>maintenance</html>",
    "",
];

/// The backoff with a jitter of 0.5: half of each delay is added.
const BACKOFF: [f64; 5] = [1.5, 3.0, 6.0, 12.0, 24.0];

fn scenarios() -> Vec<Scenario> {
    let mut all: Vec<Scenario> =
        SANDBOXES.iter().map(|(name, sandbox)| Scenario { sandbox, ..listing(name) }).collect();
    if let Some(with_empty_page) = all.iter_mut().find(|scenario| scenario.name.contains("one empty page")) {
        // The first response for page 1 is empty; the response for page 2 shows that page 1 is not the end.
        with_empty_page.script.steps = vec![Step::Forward, json_response(200, "[]"), Step::Forward];
    }
    all.push(Scenario {
        sandbox: &["--shape", "envelope"],
        script: Script { renames: vec![Rename::new("results", "campaigns")], ..Script::default() },
        ..listing("sends its list in `campaigns`")
    });
    all.push(Scenario {
        mode: "whole",
        sandbox: &["--past-end", "last-page"],
        ..listing("repeats its only page past the end")
    });
    all.push(Scenario {
        mode: "filtered",
        expected: Expected::Campaigns(fixture::filtered()),
        ..listing("receives every filter")
    });
    let bare = Value::Array(fixture::without_fields()).to_string();
    all.push(Scenario {
        script: script([json_response(200, &bare), json_response(200, "[]")]),
        expected: Expected::Campaigns(fixture::without_fields()),
        ..listing("sends null fields and omits fields")
    });
    all.push(Scenario {
        script: script([json_response(200, "[]")]),
        expected: Expected::Campaigns(Vec::new()),
        ..listing("has no campaigns")
    });
    all.push(Scenario {
        script: script([json_response(200, r#"{"error":false,"errors":{},"message":"","results":[]}"#)]),
        expected: Expected::Campaigns(Vec::new()),
        ..listing("has no campaigns, in an envelope with empty error fields")
    });
    let nulls = |list: &str| json_response(200, &format!(r#"{{"results":null,"campaigns":{list}}}"#));
    all.push(Scenario {
        script: script([nulls(&bare), nulls("[]")]),
        expected: Expected::Campaigns(fixture::without_fields()),
        ..listing("sends null in `results`, and its list in `campaigns`")
    });
    let all_campaigns = fixture::campaigns();
    let page = |range: std::ops::Range<usize>| {
        json_response(200, &Value::Array(all_campaigns.get(range).unwrap_or_default().to_vec()).to_string())
    };
    let end = || [page(0..0), page(0..0), page(0..0)];
    // Page 1 repeats the last campaign of page 0, because the list shifted between the two requests.
    let mut moving = vec![page(0..3), page(2..4)];
    moving.extend(end());
    all.push(Scenario {
        script: Script { steps: moving.clone(), repeats_all: true, ..Script::default() },
        expected: Expected::Failure("kept changing"),
        ..listing("moves a campaign whenever the list is read")
    });
    moving.extend([page(0..3), page(3..5)]);
    moving.extend(end());
    all.push(Scenario {
        script: Script { steps: moving, ..Script::default() },
        expected: Expected::Campaigns(all_campaigns.iter().take(5).cloned().collect()),
        ..listing("moves a campaign once")
    });
    all.push(Scenario {
        script: Script { steps: vec![page(0..100), page(100..200)], repeats_all: true, ..Script::default() },
        expected: Expected::Failure("kept changing"),
        ..listing("serves the same two pages forever")
    });
    all.extend(retried());
    all.extend(failing());
    all
}

/// Returns scenarios with transient failures.
fn retried() -> Vec<Scenario> {
    let html = respond(502, &[("content-type", "text/html")], "<html><h1>502 Bad Gateway</h1></html>");
    let retry_after = |value| respond(429, &[("retry-after", value)], r#"{"message":"Rate limit exceeded"}"#);
    let burst = |name: &str, steps: Vec<Step>, waits: &[f64]| Scenario {
        script: Script { steps: steps.into_iter().chain([Step::Forward]).collect(), ..Script::default() },
        waits: Some(waits.to_vec()),
        ..listing(name)
    };
    let unavailable = json_response(503, r#"{"message":"Service Unavailable"}"#);
    vec![
        burst("responds with 503 five times", vec![unavailable; 5], &BACKOFF),
        burst("responds with 429 once", vec![json_response(429, "{}")], &BACKOFF[..1]),
        burst("sends Retry-After: 7", vec![retry_after("7")], &[7.5]),
        burst("sends Retry-After: 0", vec![retry_after("0")], &BACKOFF[..1]),
        burst("sends Retry-After with a date", vec![retry_after("Wed, 01 May 2024 00:00:09 GMT")], &[9.5]),
        burst("sends an invalid Retry-After", vec![retry_after("soon")], &BACKOFF[..1]),
        burst("responds with 502 in HTML once", vec![html], &BACKOFF[..1]),
        burst("responds with an empty 504 twice", vec![respond(504, &[], ""); 2], &BACKOFF[..2]),
        Scenario {
            sandbox: &["--fault", "reset,times=2"],
            // Java's HTTP client itself retries a GET request once.
            waits: None,
            ..listing("resets two connections")
        },
        Scenario {
            sandbox: &["--fault", "truncate,times=1"],
            waits: Some(BACKOFF[..1].to_vec()),
            ..listing("truncates a body")
        },
        Scenario {
            mode: "short-timeout",
            sandbox: &["--fault", "hang,times=1"],
            waits: None,
            ..listing("hangs in the middle of a body")
        },
    ]
}

/// Returns scenarios with permanent failures.
fn failing() -> Vec<Scenario> {
    let mut all = Vec::new();
    let mut fails = |name: String, status, kind, body: &str, waits: &[f64]| {
        let response = Response { status, headers: vec![("content-type", kind)], body: body.to_owned() };
        all.push(Scenario {
            script: script([Step::Respond(response.clone())]),
            expected: Expected::Error(response),
            waits: Some(waits.to_vec()),
            ..listing(&name)
        });
    };
    for (status, kind, body) in ERRORS {
        fails(format!("responds with {status} and {body:?}"), status, kind, body, &[]);
    }
    for body in FALSE_SUCCESSES {
        fails(format!("responds with 200 and {body:?}"), 200, "application/json", body, &[]);
    }
    fails("keeps responding with 502 in HTML".into(), 502, "text/html", "<h1>Bad Gateway</h1>", &BACKOFF);
    fails("keeps responding with an empty 504".into(), 504, "text/plain", "", &BACKOFF);
    fails("keeps responding with 503".into(), 503, "application/json", r#"{"message":"m"}"#, &BACKOFF);
    for (seconds, name) in
        [("61", "sends Retry-After: 61"), ("99999999999999999999", "sends Retry-After: 99999999999999999999")]
    {
        let limit = Response {
            status: 429,
            headers: vec![("retry-after", seconds)],
            body: r#"{"message":"Rate limit exceeded"}"#.to_owned(),
        };
        all.push(Scenario {
            script: script([Step::Respond(limit.clone())]),
            expected: Expected::Error(limit),
            ..listing(name)
        });
    }
    let page = Value::Array(fixture::campaigns().into_iter().take(3).collect()).to_string();
    all.push(Scenario {
        script: script([json_response(200, &page)]),
        expected: Expected::Failure("ignores the parameter page"),
        ..listing("ignores the page number")
    });
    all.push(Scenario {
        script: script([json_response(200, r#"[{"uuid":"a"},{"uuid":""}]"#)]),
        expected: Expected::Failure("has no UUID"),
        ..listing("lists a campaign without a UUID")
    });
    all
}

fn listing(name: &str) -> Scenario {
    Scenario {
        name: name.to_owned(),
        mode: "plain",
        sandbox: &[],
        script: Script::default(),
        expected: Expected::Campaigns(fixture::campaigns()),
        waits: Some(Vec::new()),
    }
}

fn script<const N: usize>(steps: [Step; N]) -> Script {
    Script { steps: steps.into(), ..Script::default() }
}

fn json_response(status: u16, body: &str) -> Step {
    respond(status, &[("content-type", "application/json")], body)
}

fn respond(status: u16, headers: &[(&'static str, &'static str)], body: &str) -> Step {
    Step::Respond(Response { status, headers: headers.to_vec(), body: body.to_owned() })
}

/// Runs the program against each server, checks the results, and returns the number of servers.
pub(super) fn check_all(
    program: &Program,
    sandboxes: &Sandboxes,
    rename: Option<&Rename>,
) -> anyhow::Result<usize> {
    let mut scenarios = scenarios();
    let (mut running, mut servers) = (Vec::new(), Vec::new());
    for scenario in &mut scenarios {
        let sandbox = sandboxes.start(scenario.sandbox)?;
        let mut script = std::mem::take(&mut scenario.script);
        script.renames.extend(rename.cloned());
        let url = match script.steps.is_empty() && script.renames.is_empty() {
            true => sandbox.url.clone(),
            false => stub::start(&sandbox.url, script)?,
        };
        servers.push(format!("{}={url}", scenario.mode));
        running.push(sandbox);
    }
    let printed = programs::run(
        program.command().env("BLUESHIFT_SERVERS", servers.join(" ")).env("BLUESHIFT_API_KEY", API_KEY),
    )?;
    // Maven adds lines, and escape sequences at the start of a line.
    let lines: Vec<&str> = printed.lines().filter_map(|line| line.get(line.find('{')?..)).collect();
    let (expected, found) = (scenarios.len(), lines.len());
    ensure!(found == expected, "expected {expected} lines of output, one for each server, found {found}");
    let mut failures = Vec::new();
    for (scenario, line) in scenarios.iter().zip(lines) {
        let found = serde_json::from_str(line).with_context(|| format!("unexpected output: {line}"))?;
        if let Err(error) = check(scenario, &found) {
            failures.push(format!("a server that {}: {error:#}", scenario.name));
        }
    }
    ensure!(
        failures.is_empty(),
        "unexpected results for {} of {} servers\n{}",
        failures.len(),
        scenarios.len(),
        failures.join("\n")
    );
    Ok(scenarios.len())
}

fn check(scenario: &Scenario, found: &Printed) -> anyhow::Result<()> {
    match &scenario.expected {
        Expected::Campaigns(expected) => {
            ensure!(found.error.is_none(), "unexpected error {}", json!(found.error));
            same_campaigns(expected, &found.campaigns)?;
        }
        Expected::Error(response) => {
            let expected =
                json!({ "status": response.status, "text": response.body, "requestId": REQUEST_ID });
            ensure!(
                found.error.as_ref() == Some(&expected),
                "expected {expected}, found {}",
                json!(found.error)
            );
            ensure!(found.campaigns.is_empty(), "expected only an error, but campaigns were also returned");
        }
        Expected::Failure(words) => {
            let message = found.error.as_ref().and_then(|error| error["message"].as_str());
            ensure!(
                message.is_some_and(|message| message.contains(words)),
                "expected an error with {words:?}, found {}",
                json!(found.error)
            );
        }
    }
    match &scenario.waits {
        Some(waits) => ensure!(*waits == found.waits, "expected waits {waits:?}, found {:?}", found.waits),
        None => ensure!(!found.waits.is_empty(), "expected at least one retry, found none"),
    }
    Ok(())
}

fn same_campaigns(expected: &[Value], found: &[Value]) -> anyhow::Result<()> {
    let key = |campaign: &Value| campaign["uuid"].as_str().unwrap_or_default().to_owned();
    let mut remaining: BTreeMap<String, Value> =
        expected.iter().map(|campaign| (key(campaign), fixture::printed(campaign))).collect();
    for campaign in found {
        match remaining.remove(&key(campaign)) {
            Some(wanted) if wanted == fixture::printed(campaign) => {}
            Some(wanted) => bail!("expected {wanted}, found {campaign}"),
            None => bail!("{campaign} was listed twice or should not be listed"),
        }
    }
    ensure!(
        remaining.is_empty(),
        "{} of {} campaigns are missing, such as {:?}",
        remaining.len(),
        expected.len(),
        remaining.keys().next()
    );
    Ok(())
}
