//! Scenarios with writes whose outcome is known.

use serde_json::json;

use super::{archived, campaigns, draft, every_operation, launched, triggered};
use crate::exam::campaigns::with;
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::setup::Setup;
use crate::exam::writer::task::{Task, Wanted};
use crate::faults::fault::Fault;

const BASIC: Reason = Reason {
    why: "Most other scenarios are variations of this one. A writer that never writes would pass many of them.",
    source: None,
    correct: "Sends every write once, and reports it as applied.",
};
const CONFLICT: Reason = Reason {
    why: "The server refuses writes that the state of a campaign does not allow, writes to campaigns that do not exist, and \
          writes without a valid API key. The caller must learn that a write was refused.",
    source: Some("https://github.com/ConductionNL/openregister/issues/2778"),
    correct: "Reports a refused write as not applied.",
};
const NO_CHANGE: Reason = Reason {
    why: "Archiving an archived campaign changes nothing and is not a failure.",
    source: None,
    correct: "Reports the write as applied or as not applied, but not as unknown.",
};
const LIMIT: Reason = Reason {
    why: "429 means that the request was not processed. It is one of the few failures after which any write may be retried.",
    source: Some("https://github.com/DouglasdeMoura/chroncal/issues/105"),
    correct: "Retries the request, or reports it as not applied, but not as unknown.",
};
const LIMIT_WITH_DATE: Reason = Reason {
    why: "`Retry-After` is a number of seconds or a date. Code that parses only numbers ignores a date, does not wait, and \
          prolongs the rate limit.",
    source: Some("https://github.com/duolahypercho/codex-router/pull/573"),
    correct: "Waits until the date before it sends the request again, or reports it as not applied, but not as unknown.",
};
const KEYS: Reason = Reason {
    why: "A program that restarts repeats its last executions with the same `transaction_uuid`, so that no customer gets a \
          message twice.",
    source: Some("https://github.com/currents-dev/currents-mcp/issues/163"),
    correct: "Sends the key of the task.",
};

pub(super) fn scenarios() -> Vec<Scenario> {
    vec![
        Scenario::new(
            "every-operation",
            "Every operation is applied once and reported as applied.",
            BASIC,
            || Setup::of_tasks(campaigns(), every_operation(Wanted::Applied)),
        ),
        Scenario::new(
            "state-conflicts",
            "Writes that the state of the campaign does not allow are reported as not applied.",
            CONFLICT,
            || {
                let completed = with(2, json!({"status": "completed", "exec_term": "recurring"}));
                let stored =
                    vec![launched(0), draft(1), completed, launched(3), archived(4), draft(5), launched(6)];
                let tasks = vec![
                    Task::of("launch_campaign", 0, Wanted::NotApplied),
                    Task::of("pause_campaign", 1, Wanted::NotApplied),
                    Task::of("launch_campaign", 2, Wanted::NotApplied),
                    Task::of("archive_campaign", 3, Wanted::NotApplied),
                    Task::of("launch_campaign", 4, Wanted::NotApplied),
                    Task::schedule(6, Wanted::NotApplied),
                    Task::execute(5, "draft", Some(1), Wanted::NotApplied),
                ];
                Setup::of_tasks(stored, tasks)
            },
        ),
        Scenario::new(
            "missing-campaign",
            "Writes to a campaign that does not exist are reported as not applied.",
            CONFLICT,
            || {
                let tasks = vec![
                    Task::of("launch_campaign", 1, Wanted::NotApplied),
                    Task::of("pause_campaign", 2, Wanted::NotApplied),
                    Task::execute(3, "missing", Some(1), Wanted::NotApplied),
                ];
                Setup::of_tasks(vec![draft(0)], tasks)
            },
        ),
        Scenario::new(
            "no-change",
            "A write that changes nothing is reported as applied or as not applied.",
            NO_CHANGE,
            || {
                let tasks = vec![
                    Task::of("archive_campaign", 0, Wanted::NoChange),
                    Task::of("unarchive_campaign", 1, Wanted::NoChange),
                ];
                Setup::of_tasks(vec![archived(0), draft(1)], tasks)
            },
        ),
        Scenario::new(
            "unauthorized-write",
            "Writes that are refused with 401 are reported as not applied.",
            CONFLICT,
            || Setup::of_tasks(campaigns(), every_operation(Wanted::NotApplied)).fault(Fault::status(401)),
        ),
        Scenario::new(
            "rate-limited-once",
            "Writes that are refused once with 429 are retried or reported as not applied.",
            LIMIT,
            || limited(|fault| fault.times(1)),
        ),
        Scenario::new(
            "rate-limited-until-date",
            "Writes that are refused once with 429 and a `Retry-After` date are retried after the date or reported as not \
             applied.",
            LIMIT_WITH_DATE,
            || {
                let certain = Wanted::Certain;
                let tasks = vec![Task::of("launch_campaign", 0, certain), Task::create("Later", certain)];
                let limit = Fault::status(429).retry_after_seconds(3).http_date().times(1);
                Setup::of_tasks(vec![draft(0)], tasks)
                    .fault(limit.clone().operation("launch_campaign"))
                    .fault(limit.operation("create_campaign"))
            },
        ),
        Scenario::new(
            "rate-limited-always",
            "Writes that are always refused with 429 are reported as not applied.",
            LIMIT,
            || {
                Setup::of_tasks(vec![draft(0)], vec![Task::of("launch_campaign", 0, Wanted::NotApplied)])
                    .fault(Fault::status(429))
            },
        ),
        Scenario::new("duplicate-keys", "Two executions with the same key have one effect.", KEYS, || {
            let tasks = vec![
                Task::execute(0, "first", Some(1), Wanted::Applied),
                Task::execute(0, "second", Some(1), Wanted::Repeated),
                Task::execute(0, "other", Some(2), Wanted::Applied),
            ];
            Setup::of_tasks(vec![triggered(0)], tasks)
        }),
    ]
}

/// Returns a setup that refuses requests of every operation with 429, under the conditions that `when` adds for each operation.
fn limited(when: impl Fn(Fault) -> Fault) -> Setup {
    let setup = Setup::of_tasks(campaigns(), every_operation(Wanted::Certain));
    super::unknown_outcomes::OPERATIONS
        .iter()
        .fold(setup, |setup, operation| setup.fault(when(Fault::status(429).operation(*operation))))
}
