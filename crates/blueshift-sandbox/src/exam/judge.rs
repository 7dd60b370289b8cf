//! Checks the result of a command.

mod fields;
mod listing;
mod writes;

use crate::exam::command::{CommandResult, End};
use crate::exam::world::{Assignment, World};
use crate::sandbox::Sandbox;

/// The status of a response to too many requests.
const TOO_MANY: u16 = 429;

/// Returns the problems of a command; empty if it passed.
pub(super) fn problems(world: &World, sandbox: &Sandbox, result: &CommandResult) -> Vec<String> {
    let status = match &result.end {
        // The output may be incomplete.
        End::Stopped(why) => return vec![format!("the command was stopped: {why}")],
        End::Exited(status) if status.code().is_none() => {
            return vec![format!("the command crashed: {status}")];
        }
        End::Exited(status) => *status,
    };
    let mut problems = match &world.assignment {
        Assignment::List(expected) => listing::problems(*expected, world, sandbox, status, &result.stdout),
        Assignment::Write(tasks) => writes::problems(tasks, sandbox, status, &result.stdout),
    };
    problems.extend(requests(world, sandbox));
    problems
}

fn requests(world: &World, sandbox: &Sandbox) -> Vec<String> {
    let mut problems = Vec::new();
    if matches!(world.assignment, Assignment::List(_))
        && let Some(write) = sandbox.requests().iter().find(|request| request.method != "GET")
    {
        problems.push(format!("a listing sent {} {}", write.method, write.path));
    }
    let stats = sandbox.stats();
    let too_many = stats.statuses.get(&TOO_MANY).copied().unwrap_or(0);
    if let Some(limit) = world.max_too_many
        && too_many > limit
    {
        problems.push(format!(
            "{too_many} responses were 429; a command that observes `Retry-After` gets at most {limit}"
        ));
    }
    problems
}

/// Joins up to three of the strings and the number of the others.
fn some(all: &[String]) -> String {
    let shown = all.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(3) {
        0 => shown,
        others => format!("{shown} and {others} more"),
    }
}
