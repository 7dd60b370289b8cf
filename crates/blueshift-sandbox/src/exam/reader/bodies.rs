//! Scenarios with bodies that report an error, contain no valid list, or are very large.

use serde_json::{Value, json};

use crate::exam::campaigns::{SEVERAL_PAGES, campaign, campaigns, with};
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::setup::Setup;
use crate::faults::fault::Fault;

const FALSE_SUCCESS: Reason = Reason {
    why: "Some services report errors with status 200. Code that reads only the list treats them as an empty page, which ends \
          the listing, or stores the error as a record.",
    source: Some("https://github.com/mvanhorn/cli-printing-press/issues/3956"),
    correct: "Treats a response with an error and an empty or absent list as a failed request.",
};
const NO_LIST: Reason = Reason {
    why: "Servers and proxies can respond with status 200 and a login page, a maintenance page, `null` or an empty body.",
    source: Some("https://github.com/mvanhorn/cli-printing-press/issues/2621"),
    correct: "Fails, because the body is not a list.",
};
const TRUNCATED_JSON: Reason = Reason {
    why: "A proxy can truncate a body and adjust `Content-Length`, so that only the decoder detects the truncation. Clients that \
          treat a body that they cannot decode as an empty list lose the page.",
    source: Some("https://github.com/spiceai/spiceai/issues/12587"),
    correct: "Fails, because the body is not a complete JSON document.",
};
const OTHER_SHAPE: Reason = Reason {
    why: "A list under a name that the client does not know must not be read as an empty list.",
    source: Some("https://github.com/mvanhorn/cli-printing-press/issues/3956"),
    correct: "Fails, because the body does not contain a known list.",
};
const OVERSIZED: Reason = Reason {
    why: "A client that reads bodies without a size limit can run out of memory, and a client that truncates a body at a limit \
          loses campaigns.",
    source: None,
    correct: "Reads the complete body, or fails at its limit.",
};
const NO_UUID: Reason = Reason {
    why: "A campaign without an identifier cannot be recognized on another page. A client that skips the campaign returns an \
          incomplete list.",
    source: None,
    correct: "Fails with an error that identifies the campaign.",
};

const JSON: &str = "application/json";

/// Bodies of the second page that are errors: scenario name, body, content type, description and reason.
const ERRORS: [(&str, &str, &str, &str, Reason); 8] = [
    (
        "error-with-empty-list",
        r#"{"results":[],"error":"timeout"}"#,
        JSON,
        "an `error` and an empty list",
        FALSE_SUCCESS,
    ),
    (
        "errors-with-empty-list",
        r#"{"campaigns":[],"errors":["timeout"]}"#,
        JSON,
        "`errors` and an empty list",
        FALSE_SUCCESS,
    ),
    (
        "success-false",
        r#"{"success":false,"results":[]}"#,
        JSON,
        "`success: false` and an empty list",
        FALSE_SUCCESS,
    ),
    ("message-only", r#"{"message":"Not authorized"}"#, JSON, "a `message` and no list", FALSE_SUCCESS),
    ("html-with-ok", "<html><h1>Maintenance</h1></html>", "text/html", "an HTML body", NO_LIST),
    ("empty-body", "", JSON, "an empty body", NO_LIST),
    ("null-body", "null", JSON, "the body `null`", NO_LIST),
    ("unknown-envelope", r#"{"data":[{"uuid":"a"}]}"#, JSON, "a list under another name", OTHER_SHAPE),
];

fn several() -> Setup {
    Setup::new(campaigns(SEVERAL_PAGES))
}

pub(super) fn scenarios() -> Vec<Scenario> {
    let mut all: Vec<_> = ERRORS
        .into_iter()
        .map(|(name, body, content_type, description, reason)| {
            let proves = format!(
                "A 200 response with {description} for the second page is an error, not the end of the list."
            );
            Scenario::new(name, proves, reason, move || {
                several().fault(Fault::body(200, content_type, body).page(1)).error()
            })
        })
        .collect();
    all.push(Scenario::new(
        "error-at-start",
        "A 200 response with an `error` and an empty list for the first page is an error, not an empty list.",
        FALSE_SUCCESS,
        || several().fault(Fault::body(200, JSON, r#"{"results":[],"error":"timeout"}"#)).error(),
    ));
    all.push(Scenario::new(
        "error-once",
        "A single 200 response with an `error` and an empty list for the second page does not end the listing.",
        FALSE_SUCCESS,
        || {
            let fault = Fault::body(200, JSON, r#"{"results":[],"error":"timeout"}"#).page(1).times(1);
            several().fault(fault).or_error()
        },
    ));
    all.push(Scenario::new("truncated-json", "A truncated body is an error.", TRUNCATED_JSON, || {
        several().fault(Fault::body(200, JSON, r#"[{"uuid":"a","name":"#).page(1)).error()
    }));
    all.push(Scenario::new(
        "oversized-body",
        "A page of 40 MB is read completely or is an error.",
        OVERSIZED,
        || {
            let named = with(0, json!({"name": "x".repeat(40_000_000)}));
            let rest = campaigns(6).split_off(1);
            let mut list = vec![named];
            list.extend(rest);
            Setup::scripted(&[Value::from(list.clone())], list).or_error()
        },
    ));
    for (name, uuid) in [("empty-uuid", Some("")), ("missing-uuid", None)] {
        all.push(Scenario::new(
            name,
            format!("A campaign whose `uuid` is {} is an error.", uuid.map_or("missing", |_| "empty")),
            NO_UUID,
            move || {
                let mut changed = campaign(1);
                if let Some(fields) = changed.as_object_mut() {
                    match uuid {
                        Some(uuid) => fields.insert("uuid".to_owned(), uuid.into()),
                        None => fields.remove("uuid"),
                    };
                }
                let (first, last) = (campaign(0), campaign(2));
                Setup::scripted(&[json!([first, changed, last])], vec![campaign(0), campaign(2)]).error()
            },
        ));
    }
    all
}
