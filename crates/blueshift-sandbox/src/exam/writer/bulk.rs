//! Scenarios with bulk writes, which have an outcome per item.

use super::{archived, draft, launched, triggered};
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::setup::Setup;
use crate::exam::writer::task::{Task, Wanted};
use crate::faults::fault::Fault;

const PARTIAL: Reason = Reason {
    why: "A bulk request can succeed even if some of its items are refused. Code that reads only the status reports them as \
          applied.",
    source: Some("https://github.com/ConductionNL/openregister/issues/2778"),
    correct: "Reports the outcome of each item from the body.",
};
const SHORT: Reason = Reason {
    why: "A response with fewer outcomes than items does not state which items the outcomes belong to.",
    source: Some("https://github.com/lablup/backend.ai/issues/14024"),
    correct: "Does not report an item as applied if there is no outcome for it.",
};
const LOST: Reason = Reason {
    why: "The server does not recognize the keys of a bulk execution, so a retry of the request sends all messages again.",
    source: Some("https://github.com/currents-dev/currents-mcp/issues/163"),
    correct: "Sends the request once, and reports its items as unknown.",
};

pub(super) fn scenarios() -> Vec<Scenario> {
    let three = |wanted| {
        [(Some("a@example.com"), wanted), (Some("b@example.com"), wanted), (Some("c@example.com"), wanted)]
    };
    vec![
        Scenario::new(
            "partial-bulk-archive",
            "The items of a bulk request that is partially refused are reported correctly.",
            PARTIAL,
            || {
                let items = [
                    (0, Wanted::Applied),
                    (1, Wanted::NotApplied),
                    (2, Wanted::NoChange),
                    (3, Wanted::NotApplied),
                    (4, Wanted::Applied),
                ];
                let stored = vec![draft(0), launched(1), archived(2), draft(4)];
                Setup::of_tasks(stored, vec![Task::bulk_archive(&items)])
            },
        ),
        Scenario::new(
            "partial-bulk-execution",
            "The executions of a bulk request with one refused item are reported correctly.",
            PARTIAL,
            || {
                let customers = [
                    (Some("a@example.com"), Wanted::Applied),
                    // A client may report this item as unknown, because the server may have processed the key before.
                    (None, Wanted::CertainOrUnknown),
                    (Some("c@example.com"), Wanted::Applied),
                ];
                Setup::of_tasks(vec![triggered(0)], vec![Task::bulk_execute(0, &customers)])
            },
        ),
        Scenario::new(
            "refused-bulk-execution",
            "The executions of a campaign that is not launched are not reported as applied.",
            PARTIAL,
            move || {
                Setup::of_tasks(vec![draft(0)], vec![Task::bulk_execute(0, &three(Wanted::CertainOrUnknown))])
            },
        ),
        Scenario::new(
            "short-bulk-response",
            "Executions without an outcome in the response are not reported as applied.",
            SHORT,
            move || {
                let fault = Fault::body(200, "application/json", r#"[{"success":false}]"#);
                Setup::of_tasks(
                    vec![triggered(0)],
                    vec![Task::bulk_execute(0, &three(Wanted::CertainOrUnknown))],
                )
                .fault(fault)
            },
        ),
        Scenario::new(
            "lost-bulk-execution",
            "Executions of a bulk request are applied once if all responses are lost.",
            LOST,
            move || {
                Setup::of_tasks(vec![triggered(0)], vec![Task::bulk_execute(0, &three(Wanted::Sent))])
                    .fault(Fault::lost_response())
            },
        ),
        Scenario::new(
            "error-after-bulk-execution",
            "Executions of a bulk request are applied once if the server applies every request but responds with 502.",
            LOST,
            move || {
                Setup::of_tasks(vec![triggered(0)], vec![Task::bulk_execute(0, &three(Wanted::Sent))])
                    .fault(Fault::lost_response().respond_with(502))
            },
        ),
    ]
}
