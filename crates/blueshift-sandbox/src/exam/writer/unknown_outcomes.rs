//! Scenarios with writes whose outcome can be unknown.

use std::time::Duration;

use super::{campaigns, draft, every_operation, triggered};
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::setup::Setup;
use crate::exam::writer::task::{Task, Wanted};
use crate::faults::fault::Fault;

const LOST: Reason = Reason {
    why: "A request may have been applied although its response is lost. If the client sends it again, or reports a failure \
          and its caller sends it again, a second campaign or message may be created.",
    source: Some("https://github.com/currents-dev/currents-mcp/issues/163"),
    correct: "Retries only writes that cannot be applied twice. Reports other writes as unknown, or determines their outcome \
          with a read.",
};
const ERROR_AFTER: Reason = Reason {
    why: "After a timeout, a gateway responds with 5xx although the service behind it applies the request.",
    source: Some("https://github.com/rinafcode/teachLink_mobile/issues/951"),
    correct: "Treats a 5xx like a lost response.",
};
const NOT_ARRIVED: Reason = Reason {
    why: "A client cannot distinguish a request that was not processed from one whose response was lost.",
    source: Some("https://github.com/adamcavendish/aioduct/issues/79"),
    correct: "Reports the write as unknown, or determines its outcome with a read. Never reports it as applied without proof.",
};
const TRUNCATED: Reason = Reason {
    why: "A successful response with a truncated body means that the write was applied. A retry can apply the write \
          twice.",
    source: Some("https://github.com/martian56/raven/pull/739"),
    correct: "Reports the write as applied or as unknown, and sends it once.",
};
const LATE: Reason = Reason {
    why: "A server can apply a request after it has responded, even if it responded with an error.",
    source: None,
    correct: "Reports the write as unknown, or as applied if a read shows the effect.",
};
const FALSE_SUCCESS: Reason = Reason {
    why: "Services and proxies can respond with 200 to requests that they did not process.",
    source: Some("https://github.com/mvanhorn/cli-printing-press/issues/3956"),
    correct: "Does not report a write as applied if the body reports a failure or is not JSON.",
};
const CONFLICT: Reason = Reason {
    why: "409 can mean that an earlier request, possibly from the same client, is still being processed.",
    source: None,
    correct: "Reports the write as unknown, or as applied if a read shows the effect.",
};

/// A delay that is longer than any run. The exam applies the effect after the command has ended, so that the effect does not
/// race with a retry.
const LATER: Duration = Duration::from_secs(24 * 60 * 60);

/// The operations of [`every_operation`].
pub(super) const OPERATIONS: [&str; 9] = [
    "launch_campaign",
    "pause_campaign",
    "archive_campaign",
    "unarchive_campaign",
    "update_campaign_schedule",
    "create_campaign",
    "execute_campaign",
    "bulk_archive_campaigns",
    "bulk_execute_campaign",
];

/// Returns a setup in which this fault applies to the first request of every operation, or to the first two if two tasks use
/// the operation.
fn each_once(wanted: Wanted, fault: &Fault) -> Setup {
    let setup = Setup::of_tasks(campaigns(), every_operation(wanted));
    // Two tasks use `execute_campaign`.
    let times = |operation: &str| if operation == "execute_campaign" { 2 } else { 1 };
    OPERATIONS.iter().fold(setup, |setup, operation| {
        setup.fault(fault.clone().operation(*operation).times(times(operation)))
    })
}

/// Returns a setup with one task, in which the fault applies to requests of the task's operation.
fn single(task: Task, fault: Fault) -> Setup {
    let operation = task.items.first().map_or("", |item| item.operation);
    Setup::of_tasks(vec![draft(0), triggered(1)], vec![task]).fault(fault.operation(operation))
}

pub(super) fn scenarios() -> Vec<Scenario> {
    let sent = Wanted::Sent;
    vec![
        Scenario::new(
            "lost-responses",
            "Writes of every operation are applied once if the first response is lost.",
            LOST,
            || each_once(Wanted::Sent, &Fault::lost_response()),
        ),
        Scenario::new(
            "lost-create",
            "A creation has one effect if all responses are lost.",
            LOST,
            move || single(Task::create("Lost", sent), Fault::lost_response()),
        ),
        Scenario::new(
            "lost-schedule",
            "A schedule is changed once if all responses are lost.",
            LOST,
            move || single(Task::schedule(0, sent), Fault::lost_response()),
        ),
        Scenario::new(
            "lost-execution",
            "An execution without a key has one effect if all responses are lost.",
            LOST,
            move || single(Task::execute(1, "lost", None, sent), Fault::lost_response()),
        ),
        Scenario::new(
            "error-after-effect",
            "Writes of every operation are applied once if the server applies the first request but responds with 504.",
            ERROR_AFTER,
            || each_once(Wanted::Sent, &Fault::lost_response().respond_with(504)),
        ),
        Scenario::new(
            "server-error-after-effect",
            "Writes of every operation are applied once if the server applies the first request but responds with 500.",
            ERROR_AFTER,
            || each_once(Wanted::Sent, &Fault::lost_response().respond_with(500)),
        ),
        Scenario::new(
            "error-before-effect",
            "Writes of every operation are reported correctly if the first request is refused with 503.",
            NOT_ARRIVED,
            || each_once(Wanted::CertainOrUnknown, &Fault::status(503)),
        ),
        Scenario::new(
            "reset-before-effect",
            "Writes of every operation are reported correctly if the first request is not applied and its connection is reset.",
            NOT_ARRIVED,
            || each_once(Wanted::CertainOrUnknown, &Fault::reset()),
        ),
        Scenario::new(
            "truncated-response",
            "Writes of every operation are applied once if the body of the first response is truncated.",
            TRUNCATED,
            || each_once(Wanted::Sent, &Fault::truncate()),
        ),
        Scenario::new(
            "late-effect",
            "If a launch gets a 504 response and is applied after the command has ended, it is not reported as `not_applied`.",
            LATE,
            move || {
                let fault = Fault::delayed_effect(LATER).respond_with(504).times(1);
                single(Task::of("launch_campaign", 0, sent), fault)
            },
        ),
        Scenario::new(
            "late-creation",
            "If a creation gets no response and is applied after the command has ended, it is not reported as `not_applied`.",
            LATE,
            move || {
                let fault = Fault::delayed_effect(LATER).times(1);
                single(Task::create("Late", sent), fault)
            },
        ),
        Scenario::new(
            "conflict-and-late-effect",
            "If a launch gets a 409 response and is applied after the command has ended, it is not reported as `not_applied`.",
            CONFLICT,
            move || {
                let fault = Fault::delayed_effect(LATER).respond_with(409).times(1);
                single(Task::of("launch_campaign", 0, sent), fault)
            },
        ),
        Scenario::new(
            "false-success",
            "An execution is not reported as applied if the response is 200 with `success: false`.",
            FALSE_SUCCESS,
            move || {
                let body = r#"{"success":false,"error":"no valid user identifier"}"#;
                single(
                    Task::execute(1, "false", Some(1), Wanted::CertainOrUnknown),
                    Fault::body(200, "application/json", body),
                )
            },
        ),
        Scenario::new(
            "login-page",
            "Writes of every operation are not reported as applied if the response is 200 with an HTML body.",
            FALSE_SUCCESS,
            || {
                let fault = Fault::body(200, "text/html", "<html><form>Please log in</form></html>");
                Setup::of_tasks(campaigns(), every_operation(Wanted::CertainOrUnknown)).fault(fault)
            },
        ),
    ]
}
