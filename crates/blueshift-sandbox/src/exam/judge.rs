//! Checks the result of a command.

mod fields;
mod listing;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod writes;

use crate::exam::command::{CommandResult, End};
use crate::exam::setup::{Assignment, Setup};
use crate::sandbox::Sandbox;

/// Returns the problems of a result, or an empty list if the command passed.
pub(super) fn problems(setup: &Setup, sandbox: &Sandbox, result: &CommandResult) -> Vec<String> {
    let status = match &result.end {
        // The output may be incomplete, so it is not checked.
        End::Stopped(why) => return vec![format!("the command was stopped: {why}")],
        End::Exited(status) if status.code().is_none() => {
            return vec![format!("the command crashed: {status}")];
        }
        End::Exited(status) => *status,
    };
    let mut problems = match &setup.assignment {
        Assignment::List(expected) => listing::problems(*expected, setup, sandbox, status, &result.stdout),
        Assignment::Write(tasks) => writes::problems(tasks, sandbox, status, &result.stdout),
    };
    problems.extend(requests(setup, sandbox));
    problems
}

fn requests(setup: &Setup, sandbox: &Sandbox) -> Vec<String> {
    let mut problems = Vec::new();
    if matches!(setup.assignment, Assignment::List(_))
        && let Some(write) = sandbox.requests().iter().find(|request| request.method != "GET")
    {
        problems.push(format!("the command must only read, but sent {} {}", write.method, write.path));
    }
    let stats = sandbox.stats();
    // The command may have ended before the limit was checked.
    if stats.requests > setup.max_requests {
        problems.push(format!(
            "the command sent {} requests; the limit is {}",
            stats.requests, setup.max_requests
        ));
    }
    if stats.early_retries > 0 {
        problems.push(format!(
            "the command retried requests before the time in `Retry-After` (early retries: {})",
            stats.early_retries
        ));
    }
    problems
}

/// The maximum number of characters of a text that is quoted from the output of the command.
const SHOWN: usize = 60;

/// Returns up to three of the texts, and the number of the remaining ones.
fn summary(all: &[String]) -> String {
    let shown = all.iter().take(3).map(|text| shown(text, SHOWN)).collect::<Vec<_>>().join(", ");
    match all.len().saturating_sub(3) {
        0 => shown,
        others => format!("{shown} and {others} more"),
    }
}

/// Returns the beginning of a string from the output of the command, without control characters.
pub(super) fn shown(text: &str, limit: usize) -> String {
    let visible = |character: char| match character {
        '\t' => ' ',
        character if character.is_control() => char::REPLACEMENT_CHARACTER,
        character => character,
    };
    let mut characters = text.chars().map(visible);
    let mut shown: String = characters.by_ref().take(limit).collect();
    if characters.next().is_some() {
        shown.push('…');
    }
    shown
}
