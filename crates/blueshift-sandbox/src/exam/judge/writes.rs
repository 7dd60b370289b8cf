//! Compares the outcomes that a writer reports with the ledger.

use std::collections::BTreeMap;
use std::process::ExitStatus;

use serde::Deserialize;
use serde_json::Value;

use super::{SHOWN, fields, shown, summary};
use crate::data::ledger::Effect;
use crate::exam::writer::task::{Content, Identity, Item, Task, Wanted};
use crate::sandbox::Sandbox;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Outcome {
    Applied,
    NotApplied,
    Unknown,
}

#[derive(Debug, Deserialize)]
struct Report {
    id: String,
    outcome: Outcome,
}

/// Returns the problems found in the exit status, the reports and the effects of a writer.
pub(super) fn problems(tasks: &[Task], sandbox: &Sandbox, status: ExitStatus, stdout: &[u8]) -> Vec<String> {
    let mut problems = Vec::new();
    if !status.success() {
        problems.push(format!("the command failed: {status}"));
    }
    let reports = parse(stdout, &mut problems);
    let items: Vec<_> = tasks.iter().flat_map(|task| &task.items).collect();
    for id in reports.keys().filter(|id| !items.iter().any(|item| item.id == **id)) {
        problems.push(format!("the command reported the unexpected id {:?}", shown(id, SHOWN)));
    }
    let effects = sandbox.effects();
    // One possible cause is a retry with another key.
    for other in effects.iter().filter(|effect| !items.iter().any(|item| is_of(effect, item, sandbox))) {
        problems.push(format!(
            "the command caused an effect that no task requested: {} of {}",
            other.operation, other.target
        ));
    }
    for item in items {
        let own: Vec<_> = effects.iter().filter(|effect| is_of(effect, item, sandbox)).collect();
        let reported = match reports.get(item.id.as_str()).map(Vec::as_slice) {
            None | Some([]) => Err("expected one report, found none".to_owned()),
            Some([outcome]) => check(item.wanted, *outcome, own.len()),
            Some(several) => Err(format!("expected one report, found {}", several.len())),
        };
        let difference = own.first().and_then(|effect| content_problem(effect, &item.content, sandbox));
        for problem in reported.err().into_iter().chain(difference) {
            problems.push(format!("task {} ({}): {problem}", item.id, item.operation));
        }
    }
    problems
}

fn parse(stdout: &[u8], problems: &mut Vec<String>) -> BTreeMap<String, Vec<Outcome>> {
    let text = String::from_utf8_lossy(stdout);
    let (mut reports, mut invalid) = (BTreeMap::<_, Vec<_>>::new(), Vec::new());
    for (number, line) in (1_u64..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Report>(line) {
            Ok(report) => reports.entry(report.id).or_default().push(report.outcome),
            Err(_) => invalid.push(number.to_string()),
        }
    }
    if !invalid.is_empty() {
        problems.push(format!(
            "the command printed lines that are not a JSON object with `id` and `outcome` \
             (applied, not_applied or unknown); line numbers: {}",
            summary(&invalid)
        ));
    }
    reports
}

/// Returns whether an effect was caused by an item.
fn is_of(effect: &Effect, item: &Item, sandbox: &Sandbox) -> bool {
    let is_named = |name: &str| {
        let campaign = sandbox.campaign(effect.target.as_str());
        campaign.is_some_and(|campaign| campaign.get("name").and_then(Value::as_str) == Some(name))
    };
    effect.operation == item.operation
        && match &item.identity {
            Identity::Campaign(uuid) => effect.target == *uuid,
            Identity::Name(name) => is_named(name),
            Identity::Transaction(uuid) => effect.transaction_uuid.as_ref() == Some(uuid),
        }
}

/// Returns the problem if the state after an effect does not have the values of the task.
fn content_problem(effect: &Effect, content: &Content, sandbox: &Sandbox) -> Option<String> {
    match content {
        Content::Nothing => None,
        Content::Fields(sent) => {
            let campaign = sandbox.campaign(effect.target.as_str()).unwrap_or_default();
            let field = fields::first_difference(sent, &campaign)?;
            Some(format!("it was applied with a `{field}` that differs from the task"))
        }
        Content::Execution { campaign, email } => {
            let is_executed = sandbox.shared().executions.is_executed(campaign, email);
            (!is_executed).then(|| format!("it was applied, but {campaign} was not executed for {email}"))
        }
    }
}

fn check(wanted: Wanted, reported: Outcome, effects: usize) -> Result<(), String> {
    if effects > 1 {
        return Err(format!("it was applied {effects} times"));
    }
    let is_applied = effects == 1;
    let accepted = match wanted {
        Wanted::Applied | Wanted::Sent | Wanted::Repeated if !is_applied => {
            return Err("it was not applied".to_owned());
        }
        Wanted::NotApplied | Wanted::NoChange if is_applied => {
            return Err("it was applied, although it must have no effect".to_owned());
        }
        // The report may refer to this task or to the earlier task with the same key.
        Wanted::Repeated => true,
        Wanted::NoChange => reported != Outcome::Unknown,
        Wanted::Sent | Wanted::CertainOrUnknown if reported == Outcome::Unknown => true,
        _ => reported == if is_applied { Outcome::Applied } else { Outcome::NotApplied },
    };
    let fact = if is_applied { "it was applied" } else { "it was not applied" };
    match reported {
        _ if accepted => Ok(()),
        Outcome::Applied => Err(format!("{fact}, but reported as applied")),
        Outcome::NotApplied => Err(format!("{fact}, but reported as not applied")),
        Outcome::Unknown => Err(format!("{fact}, but reported as unknown, although the outcome is known")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accepts_only_reports_that_agree_with_the_ledger() {
        use Outcome::{Applied, NotApplied, Unknown};

        let all = [Applied, NotApplied, Unknown];
        for (wanted, effects, accepted) in [
            (Wanted::Applied, 1, vec![Applied]),
            (Wanted::Applied, 0, vec![]),
            (Wanted::NotApplied, 0, vec![NotApplied]),
            (Wanted::NotApplied, 1, vec![]),
            (Wanted::NoChange, 0, vec![Applied, NotApplied]),
            (Wanted::NoChange, 1, vec![]),
            (Wanted::Certain, 0, vec![NotApplied]),
            (Wanted::Certain, 1, vec![Applied]),
            (Wanted::Sent, 0, vec![]),
            (Wanted::Sent, 1, vec![Applied, Unknown]),
            (Wanted::Sent, 2, vec![]),
            (Wanted::CertainOrUnknown, 0, vec![NotApplied, Unknown]),
            (Wanted::CertainOrUnknown, 1, vec![Applied, Unknown]),
            (Wanted::CertainOrUnknown, 2, vec![]),
            (Wanted::Repeated, 0, vec![]),
            (Wanted::Repeated, 1, vec![Applied, NotApplied, Unknown]),
            (Wanted::Repeated, 2, vec![]),
        ] {
            let found: Vec<_> =
                all.into_iter().filter(|reported| check(wanted, *reported, effects).is_ok()).collect();
            assert_eq!(found, accepted, "{wanted:?} with {effects} effects");
        }
    }

    #[test]
    fn missing_effect_is_reported_without_the_outcome() {
        for wanted in [Wanted::Applied, Wanted::Sent, Wanted::Repeated] {
            for reported in [Outcome::Applied, Outcome::NotApplied, Outcome::Unknown] {
                assert_eq!(check(wanted, reported, 0).unwrap_err(), "it was not applied", "{wanted:?}");
            }
        }
    }

    #[test]
    fn reports_invalid_lines() {
        let mut problems = Vec::new();
        let text = "{\"id\":\"1\",\"outcome\":\"applied\"}\n{\"id\":\"2\",\"outcome\":\"done\"}\nx\n";
        assert_eq!(parse(text.as_bytes(), &mut problems).len(), 1);
        assert!(
            matches!(&problems[..], [only] if only.ends_with("unknown); line numbers: 2, 3")),
            "{problems:?}"
        );
    }
}
