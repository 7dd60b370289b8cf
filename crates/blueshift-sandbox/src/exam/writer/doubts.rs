//! Writes whose outcome the client cannot see.

use std::time::Duration;

use super::{campaigns, draft, every_operation, triggered};
use crate::exam::scenario::{Reason, Scenario};
use crate::exam::world::World;
use crate::exam::writer::task::{Task, Wanted};
use crate::faults::fault::Fault;

const LOST: Reason = Reason {
    why: "A request whose response is lost may have been applied. A client that sends it again creates a second campaign or \
          message; one that reports a failure makes its caller do so.",
    source: Some("https://github.com/currents-dev/currents-mcp/issues/163"),
    correct: "Repeats only what cannot be applied twice, and reports everything else as unknown or as what it then read.",
};
const ERROR_AFTER: Reason = Reason {
    why: "A gateway that gives up responds with 5xx, although the service behind it applies the request.",
    source: Some("https://github.com/rinafcode/teachLink_mobile/issues/951"),
    correct: "Treats 5xx after a write as a lost response.",
};
const NOT_ARRIVED: Reason = Reason {
    why: "From outside, a request that was not processed looks like one whose response was lost.",
    source: Some("https://github.com/adamcavendish/aioduct/issues/79"),
    correct: "Reports the write as unknown or as what it then read, never as applied without a proof.",
};
const CUT: Reason = Reason {
    why: "A success whose body is cut off is a success. To repeat the write would apply it twice.",
    source: Some("https://github.com/martian56/raven/pull/739"),
    correct: "Reports the write as applied or as unknown, and sends it once.",
};
const LATE: Reason = Reason {
    why: "A request can be applied after its response, even after an error.",
    source: None,
    correct: "Reports the write as unknown, or as applied once it reads the effect.",
};
const FALSE_SUCCESS: Reason = Reason {
    why: "Services and proxies respond with 200 to requests that they did not process.",
    source: Some("https://github.com/mvanhorn/cli-printing-press/issues/3956"),
    correct: "Does not report a write as applied if the body says otherwise or is no JSON.",
};
const CONFLICT: Reason = Reason {
    why: "409 can refuse a request because an earlier one, perhaps its own, is still being processed.",
    source: None,
    correct: "Reports the write as unknown, or as applied once it reads the effect.",
};

/// The exam ends the delay when the command has ended, so that it does not race with a repetition.
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

/// Every operation has this fault at its first request.
fn each_once(wanted: Wanted, fault: &Fault) -> World {
    let world = World::of_tasks(campaigns(), every_operation(wanted));
    // There are two tasks that execute.
    let times = |operation: &str| if operation == "execute_campaign" { 2 } else { 1 };
    OPERATIONS.iter().fold(world, |world, operation| {
        world.fault(fault.clone().operation(*operation).times(times(operation)))
    })
}

/// One operation has this fault at all of its requests.
fn always(task: Task, fault: Fault) -> World {
    let operation = task.items.first().map_or("", |item| item.operation);
    World::of_tasks(vec![draft(0), triggered(1)], vec![task]).fault(fault.operation(operation))
}

pub(super) fn scenarios() -> Vec<Scenario> {
    let sent = Wanted::Sent;
    vec![
        Scenario::new(
            "lost-responses",
            "Writes of every operation whose first response is lost are applied once.",
            LOST,
            || each_once(Wanted::Sent, &Fault::lost_response()),
        ),
        Scenario::new(
            "lost-create",
            "A creation whose responses are all lost has one effect.",
            LOST,
            move || always(Task::create("Lost", sent), Fault::lost_response()),
        ),
        Scenario::new(
            "lost-schedule",
            "A schedule whose responses are all lost is changed once.",
            LOST,
            move || always(Task::schedule(0, sent), Fault::lost_response()),
        ),
        Scenario::new(
            "lost-execution",
            "An execution without a key whose responses are all lost has one effect.",
            LOST,
            move || always(Task::execute(1, "lost", None, sent), Fault::lost_response()),
        ),
        Scenario::new(
            "error-after-effect",
            "Writes of every operation that are applied, and whose first response is 504, are applied once.",
            ERROR_AFTER,
            || each_once(Wanted::Sent, &Fault::lost_response().respond_with(504)),
        ),
        Scenario::new(
            "server-error-after-effect",
            "Writes of every operation that are applied, and whose first response is 500, are applied once.",
            ERROR_AFTER,
            || each_once(Wanted::Sent, &Fault::lost_response().respond_with(500)),
        ),
        Scenario::new(
            "error-before-effect",
            "Writes of every operation that are not applied, and whose first response is 503, are reported as they are.",
            NOT_ARRIVED,
            || each_once(Wanted::Doubtful, &Fault::status(503)),
        ),
        Scenario::new(
            "reset-before-effect",
            "Writes of every operation whose first connection is reset before they are applied are reported as they are.",
            NOT_ARRIVED,
            || each_once(Wanted::Doubtful, &Fault::reset()),
        ),
        Scenario::new(
            "cut-response",
            "Writes of every operation whose first response ends in the middle of the body are applied once.",
            CUT,
            || each_once(Wanted::Sent, &Fault::truncate()),
        ),
        Scenario::new(
            "late-effect",
            "A launch whose response is 504, and which is applied after the command ended, is not reported as not applied.",
            LATE,
            move || {
                let fault = Fault::delayed_effect(LATER).respond_with(504).times(1);
                always(Task::of("launch_campaign", 0, sent), fault)
            },
        ),
        Scenario::new(
            "late-creation",
            "A creation whose connection closes, and which is applied after the command ended, is not reported as not applied.",
            LATE,
            move || {
                let fault = Fault::delayed_effect(LATER).times(1);
                always(Task::create("Late", sent), fault)
            },
        ),
        Scenario::new(
            "conflict-and-late-effect",
            "A launch that is refused with 409, and applied after the command ended, is not reported as not applied.",
            CONFLICT,
            move || {
                let fault = Fault::delayed_effect(LATER).respond_with(409).times(1);
                always(Task::of("launch_campaign", 0, sent), fault)
            },
        ),
        Scenario::new(
            "false-success",
            "An execution that is 200 with `success: false` is not reported as applied.",
            FALSE_SUCCESS,
            move || {
                let body = r#"{"success":false,"error":"no valid user identifier"}"#;
                always(
                    Task::execute(1, "false", Some(1), Wanted::Doubtful),
                    Fault::body(200, "application/json", body),
                )
            },
        ),
        Scenario::new(
            "login-page",
            "Writes of every operation that are 200 with an HTML body are not reported as applied.",
            FALSE_SUCCESS,
            || {
                let fault = Fault::body(200, "text/html", "<html><form>Please log in</form></html>");
                World::of_tasks(campaigns(), every_operation(Wanted::Doubtful)).fault(fault)
            },
        ),
    ]
}
