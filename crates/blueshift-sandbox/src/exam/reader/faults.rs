//! Scenarios with requests that fail once or always.

use crate::exam::campaigns::{SEVERAL_PAGES, campaigns};
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::setup::Setup;
use crate::faults::fault::Fault;

const ONCE: Reason = Reason {
    why: "Transient failures of a page are common. Code that leaves the loop on an error reports part of the list as the \
          complete list.",
    source: Some("https://github.com/DataZooDE/erpl-web/issues/93"),
    correct: "Sends the request again, or fails.",
};
const ALWAYS: Reason = Reason {
    why: "A page that always fails must not end the listing silently, and must not be requested forever.",
    source: Some("https://github.com/DataZooDE/erpl-web/issues/93"),
    correct: "Fails after a bounded number of attempts.",
};
const HANG: Reason = Reason {
    why: "Without a timeout for the body of a response, a server that stops sending blocks the client forever.",
    source: None,
    correct: "Gives up after a timeout; then sends the request again, or fails.",
};
const TRUNCATED: Reason = Reason {
    why: "If a connection closes in the middle of a body, part of the list is missing. Clients that ignore `Content-Length` \
          accept the body.",
    source: Some("https://github.com/martian56/raven/pull/739"),
    correct: "Compares the length of the body with `Content-Length`, or fails to decode the body. Never accepts part of a body.",
};
const REFUSED: Reason = Reason {
    why: "A refused request must not look like an account without campaigns.",
    source: Some("https://github.com/e2b-dev/E2B/pull/1430"),
    correct: "Fails with the status in its message.",
};
const RETRY_AFTER: Reason = Reason {
    why: "A client that ignores `Retry-After` prolongs the rate limit, also for other clients of the account.",
    source: Some("https://github.com/DouglasdeMoura/chroncal/issues/105"),
    correct: "Waits for the time in the header before it sends the request again, or fails.",
};
const RETRY_AFTER_DATE: Reason = Reason {
    why: "`Retry-After` is a number of seconds or a date. Code that parses only numbers ignores a date and does not wait.",
    source: Some("https://github.com/duolahypercho/codex-router/pull/573"),
    correct: "Waits until the date before it sends the request again, or fails.",
};
const LONG_RETRY_AFTER: Reason = Reason {
    why: "The time in `Retry-After` can be longer than the calling program can wait.",
    source: Some("https://github.com/vercel/fetch-retry/pull/31"),
    correct: "Fails without waiting, and does not retry the request.",
};

/// Returns faults, each with the names of two scenarios: one in which the fault applies once, and one in which it always applies.
fn repeated() -> [(&'static str, &'static str, &'static str, Reason, Fault); 7] {
    [
        ("unavailable-once", "unavailable-always", "503", ALWAYS, Fault::status(503)),
        ("server-error-once", "server-error-always", "500", ALWAYS, Fault::status(500)),
        ("gateway-html-once", "gateway-html-always", "502 and an HTML body", ALWAYS, Fault::html()),
        ("rate-limit-once", "rate-limit-always", "429", ALWAYS, Fault::status(429)),
        ("reset-once", "reset-always", "a connection reset", ALWAYS, Fault::reset()),
        ("truncated-once", "truncated-always", "a truncated body", TRUNCATED, Fault::truncate()),
        ("hang-once", "hang-always", "a body that stops in the middle", HANG, Fault::hang()),
    ]
}

fn several() -> Setup {
    Setup::new(campaigns(SEVERAL_PAGES))
}

pub(super) fn scenarios() -> Vec<Scenario> {
    let mut all = Vec::new();
    for (once, always, result, reason, fault) in repeated() {
        let (first, lasting) = (fault.clone().page(1).times(1), fault.page(1));
        let recovers = if reason.why == ALWAYS.why { ONCE } else { reason };
        all.push(Scenario::new(
            once,
            format!("A second page that fails once with {result} does not end the listing."),
            recovers,
            move || several().fault(first.clone()).or_error(),
        ));
        all.push(Scenario::new(
            always,
            format!("A second page that always fails with {result} is an error, not the end of the list."),
            reason,
            move || several().fault(lasting.clone()).error(),
        ));
    }
    all.push(Scenario::new(
        "rate-limit-without-header",
        "A second page that fails once with 429 and no `Retry-After` does not end the listing.",
        ONCE,
        || {
            let fault = Fault::body(429, "application/json", r#"{"message":"Rate limit exceeded"}"#);
            several().fault(fault.page(1).times(1)).or_error()
        },
    ));
    all.push(Scenario::new(
        "first-request-fails-once",
        "A first request that fails once with 503 does not end the listing.",
        ONCE,
        || several().fault(Fault::status(503).times(1)).or_error(),
    ));
    for (name, status) in [
        ("unauthorized", 401),
        ("forbidden", 403),
        ("not-found-everywhere", 404),
        ("bad-request-everywhere", 400),
        ("unprocessable-everywhere", 422),
    ] {
        all.push(Scenario::new(
            name,
            format!("Status {status} for every request is an error, not an empty list."),
            REFUSED,
            move || several().fault(Fault::status(status)).error(),
        ));
    }
    all.push(Scenario::new(
        "unauthorized-later",
        "Status 401 for every request after the first one is an error, not the end of the list.",
        REFUSED,
        || several().fault(Fault::status(401).after(1)).error(),
    ));
    all.push(Scenario::new(
        "redirect",
        "A redirect without a `Location` header is an error, not an empty list.",
        REFUSED,
        || several().fault(Fault::body(302, "text/html", "<a href=\"/login\">moved</a>")).error(),
    ));
    all.push(Scenario::new(
        "retry-after",
        "A `Retry-After` of three seconds, sent twice for the second page, is honored.",
        RETRY_AFTER,
        || several().fault(waits(3).page(1).times(2)).or_error(),
    ));
    all.push(Scenario::new(
        "retry-after-date",
        "A `Retry-After` with an HTTP date, sent twice for the second page, is honored.",
        RETRY_AFTER_DATE,
        || several().fault(waits(3).http_date().page(1).times(2)).or_error(),
    ));
    all.push(Scenario::new(
        "retry-after-unavailable",
        "A `Retry-After` that is sent with status 503 is honored.",
        RETRY_AFTER,
        || several().fault(Fault::status(503).retry_after_seconds(3).page(1).times(2)).or_error(),
    ));
    all.push(Scenario::new(
        "retry-after-long",
        "A `Retry-After` of 15 minutes does not block the client.",
        LONG_RETRY_AFTER,
        || several().fault(waits(900).page(1)).error(),
    ));
    all.push(Scenario::new(
        "retry-after-long-date",
        "A `Retry-After` with an HTTP date in 15 minutes does not block the client.",
        LONG_RETRY_AFTER,
        || several().fault(waits(900).http_date().page(1)).error(),
    ));
    all
}

/// Returns a fault that responds with 429 and this `Retry-After`.
fn waits(seconds: u64) -> Fault {
    Fault::status(429).retry_after_seconds(seconds)
}
