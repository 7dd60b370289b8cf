//! Requests that fail once or always.

use crate::exam::campaigns::{SEVERAL_PAGES, campaigns};
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::setup::Setup;
use crate::faults::fault::Fault;

const ONCE: Reason = Reason {
    why: "A page that fails once is common. Code that leaves the loop at an error reports a part of the list as complete.",
    source: Some("https://github.com/DataZooDE/erpl-web/issues/93"),
    correct: "Sends the request again, or fails.",
};
const ALWAYS: Reason = Reason {
    why: "A page that keeps failing must not end the listing silently, and must not be requested forever.",
    source: Some("https://github.com/DataZooDE/erpl-web/issues/93"),
    correct: "Fails after a bounded number of attempts.",
};
const HANG: Reason = Reason {
    why: "Without a timeout for the body of a response, a server that stops sending blocks the client forever.",
    source: None,
    correct: "Gives up after a timeout; then sends the request again, or fails.",
};
const TRUNCATED: Reason = Reason {
    why: "If a connection closes in the middle of a body, a part of the list is missing. Clients that ignore the length \
          accept the incomplete body.",
    source: Some("https://github.com/martian56/raven/pull/739"),
    correct: "Compares the length with the header, or fails to decode the body; never accepts a part of it.",
};
const REFUSED: Reason = Reason {
    why: "A missing permission must not look like an account without campaigns.",
    source: Some("https://github.com/e2b-dev/E2B/pull/1430"),
    correct: "Fails with the status in its message.",
};
const RETRY_AFTER: Reason = Reason {
    why: "A client that ignores `Retry-After` prolongs the rate limit, also for other clients of the account.",
    source: Some("https://github.com/DouglasdeMoura/chroncal/issues/105"),
    correct: "Waits for the time in the header before it sends the request again, or fails.",
};
const RETRY_AFTER_DATE: Reason = Reason {
    why: "`Retry-After` is a number of seconds or a date. Code that parses only numbers treats a date as no wait.",
    source: Some("https://github.com/duolahypercho/codex-router/pull/573"),
    correct: "Waits until the date before it sends the request again, or fails.",
};
const LONG_RETRY_AFTER: Reason = Reason {
    why: "`Retry-After` can exceed the time that the calling program may run.",
    source: Some("https://github.com/vercel/fetch-retry/pull/31"),
    correct: "Fails without waiting, and does not repeat the request.",
};

/// Returns transient faults, with the names of their scenarios.
fn transient() -> [(&'static str, &'static str, &'static str, Reason, Fault); 7] {
    [
        ("unavailable-once", "unavailable-always", "503", ALWAYS, Fault::status(503)),
        ("server-error-once", "server-error-always", "500", ALWAYS, Fault::status(500)),
        ("gateway-html-once", "gateway-html-always", "502 with an HTML body", ALWAYS, Fault::html()),
        ("rate-limit-once", "rate-limit-always", "429", ALWAYS, Fault::status(429)),
        ("reset-once", "reset-always", "a reset", ALWAYS, Fault::reset()),
        ("truncated-once", "truncated-always", "a truncated body", TRUNCATED, Fault::truncate()),
        ("hang-once", "hang-always", "a body that stops in the middle", HANG, Fault::hang()),
    ]
}

fn several() -> Setup {
    Setup::new(campaigns(SEVERAL_PAGES))
}

pub(super) fn scenarios() -> Vec<Scenario> {
    let mut all = Vec::new();
    for (once, always, result, reason, fault) in transient() {
        let (first, lasting) = (fault.clone().page(1).times(1), fault.page(1));
        let recovers = if reason.why == ALWAYS.why { ONCE } else { reason };
        all.push(Scenario::new(
            once,
            format!("If the server sends {result} once for the second page, the listing does not end early."),
            recovers,
            move || several().fault(first.clone()).or_error(),
        ));
        all.push(Scenario::new(
            always,
            format!("If the server always sends {result} for the second page, the listing fails."),
            reason,
            move || several().fault(lasting.clone()).error(),
        ));
    }
    all.push(Scenario::new(
        "rate-limit-without-header",
        "If the server sends 429 without `Retry-After` once for the second page, the listing does not end early.",
        ONCE,
        || {
            let fault = Fault::body(429, "application/json", r#"{"message":"Rate limit exceeded"}"#);
            several().fault(fault.page(1).times(1)).or_error()
        },
    ));
    all.push(Scenario::new(
        "first-request-fails-once",
        "If the server sends 503 once for the first request, the listing does not end early.",
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
            format!("A {status} response to every request is an error, not an empty list."),
            REFUSED,
            move || several().fault(Fault::status(status)).error(),
        ));
    }
    all.push(Scenario::new(
        "unauthorized-later",
        "A key that is revoked after the first response is an error, not the end.",
        REFUSED,
        || several().fault(Fault::status(401).after(1)).error(),
    ));
    all.push(Scenario::new(
        "redirect",
        "A redirect without a target is an error, not an empty list.",
        REFUSED,
        || several().fault(Fault::body(302, "text/html", "<a href=\"/login\">moved</a>")).error(),
    ));
    all.push(Scenario::new(
        "retry-after",
        "A `Retry-After` of three seconds, sent twice for the second page, is obeyed.",
        RETRY_AFTER,
        || several().fault(waits(3).page(1).times(2)).or_error(),
    ));
    all.push(Scenario::new(
        "retry-after-date",
        "A `Retry-After` with an HTTP date, sent twice for the second page, is obeyed.",
        RETRY_AFTER_DATE,
        || several().fault(waits(3).http_date().page(1).times(2)).or_error(),
    ));
    all.push(Scenario::new(
        "retry-after-unavailable",
        "A `Retry-After` in a 503 response is obeyed.",
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
