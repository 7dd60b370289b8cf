//! Checks reports against the guarantee and the final ledger.

use std::collections::HashMap;
use std::time::Duration;

use blueshift_sandbox::Effect;
use reqwest::Method;
use uuid::Uuid;

use super::cases::{Action, Call, Case, Key};
use super::network::{Fault, ObservedResult};
use super::{FinishedCall, Report, Run, Verdict};

/// Returns the class of a call in the statistics.
pub(super) fn class(call: &Call) -> &'static str {
    match &call.action {
        Action::Launch | Action::Pause | Action::Reschedule(_) if call.wait.is_some() => {
            "transition, waiting"
        }
        Action::Launch | Action::Pause | Action::Reschedule(_) => "transition",
        Action::Archive(_) => "idempotent",
        Action::ArchiveMany(_) => "idempotent, many",
        Action::Execute(_) => "keyed",
        Action::ExecuteMany(_) => "keyed, many",
        Action::BulkExecute { retry_unknown: true, .. } => "once per chunk, retried",
        Action::BulkExecute { .. } => "once per chunk",
        Action::Create { .. } => "once",
    }
}

/// Returns whether this action can have this effect.
fn can_cause(action: &Action, effect: &Effect) -> bool {
    let operation = match action {
        Action::Launch => "launch_campaign",
        Action::Pause => "pause_campaign",
        Action::Reschedule(_) => "update_campaign_schedule",
        Action::Archive(true) => "archive_campaign",
        Action::Archive(false) => "unarchive_campaign",
        Action::ArchiveMany(true) => "bulk_archive_campaigns",
        Action::ArchiveMany(false) => "bulk_unarchive_campaigns",
        Action::Execute(_) | Action::ExecuteMany(_) => "execute_campaign",
        Action::BulkExecute { .. } => "bulk_execute_campaign",
        Action::Create { .. } => "create_campaign",
    };
    effect.operation == operation
}

/// The properties of a campaign that actions can change.
#[derive(Clone, Copy, Debug, PartialEq)]
struct State {
    status: &'static str,
    archived: bool,
    /// The year of the last schedule.
    year: Option<u16>,
}

impl State {
    fn shows(self, action: &Action) -> bool {
        match action {
            Action::Launch => self.status == "launched",
            Action::Pause => self.status == "paused",
            Action::Reschedule(year) => self.year == Some(*year),
            Action::Archive(archived) | Action::ArchiveMany(archived) => self.archived == *archived,
            _ => false,
        }
    }
}

/// Returns the states of a campaign: the initial state, and the state after each effect in the ledger.
fn states(case: &Case, run: &Run, campaign: usize) -> Vec<State> {
    let start = case.campaigns[campaign];
    let mut state = State { status: start.status, archived: start.archived, year: None };
    let mut states = vec![state];
    for effect in &run.effects {
        if effect.target == run.uuids[campaign] {
            match effect.operation {
                "launch_campaign" => state.status = "launched",
                "pause_campaign" => state.status = "paused",
                "archive_campaign" | "bulk_archive_campaigns" => state.archived = true,
                "unarchive_campaign" | "bulk_unarchive_campaigns" => state.archived = false,
                "update_campaign_schedule" => {
                    let by = run.calls.iter().find(|ended| Some(&ended.id) == effect.call.as_ref());
                    if let Some(Action::Reschedule(year)) = by.map(|ended| &ended.call.action) {
                        state.year = Some(*year);
                    }
                }
                _ => {}
            }
        }
        states.push(state);
    }
    states
}

fn transaction(effect: &Effect) -> Option<Uuid> {
    effect.transaction_uuid.as_deref()?.parse().ok()
}

pub(super) fn check(case: &Case, run: &Run) -> Result<(), String> {
    let states = [states(case, run, 0), states(case, run, 1)];
    check_transactions(case, run)?;
    for ended in run.calls.iter().filter(|ended| !ended.call.foreign) {
        let id = &ended.id;
        let of_call = |effect: &&Effect| effect.call.as_ref() == Some(id);
        if let Some(effect) =
            run.effects.iter().filter(of_call).find(|effect| !can_cause(&ended.call.action, effect))
        {
            return Err(format!("{id}: the call has an effect of another operation: {effect:?}"));
        }
        check_duration(ended).map_err(|problem| format!("{id}: {problem}"))?;
        if !case.repeats {
            check_retries(run, ended).map_err(|problem| format!("{id}: {problem}"))?;
        }
        for report in &ended.reports {
            let campaign = run.uuids.iter().position(|uuid| *uuid == report.target);
            let states = campaign.map(|campaign| states[campaign].as_slice());
            ReportCheck { case, run, ended, report, states }
                .check()
                .map_err(|problem| format!("{id}: {problem}"))?;
        }
    }
    Ok(())
}

/// Checks the duration of a call. All requests of a call share its deadline, or the timeout of a waiting method. Each request
/// of a bulk write has its own deadline.
fn check_duration(ended: &FinishedCall) -> Result<(), String> {
    let is_many = matches!(
        ended.call.action,
        Action::ArchiveMany(_) | Action::ExecuteMany(_) | Action::BulkExecute { .. }
    );
    let limit = ended.call.wait.or(ended.call.deadline).filter(|_| !is_many);
    // tokio's timers have a resolution of a millisecond.
    let slack = Duration::from_millis(5);
    match limit {
        Some(limit) if ended.took > limit + slack => {
            Err(format!("expected a duration of at most {limit:?}, found {:?}", ended.took))
        }
        _ => Ok(()),
    }
}

/// Checks retries. A write whose outcome is unknown is retried only if its class allows it. A write that was not sent, or was
/// refused temporarily, is retried.
fn check_retries(run: &Run, ended: &FinishedCall) -> Result<(), String> {
    const MAX_ATTEMPTS: usize = 6;
    let may_repeat = match &ended.call.action {
        Action::Launch | Action::Pause | Action::Reschedule(_) | Action::Create { .. } => false,
        Action::BulkExecute { retry_unknown, .. } => *retry_unknown,
        Action::Archive(_) | Action::ArchiveMany(_) | Action::Execute(_) | Action::ExecuteMany(_) => true,
    };
    // The attempts of each request, in order.
    let mut writes = HashMap::<_, Vec<ObservedResult>>::new();
    for sent in run.sent.iter().filter(|sent| sent.call == ended.id && sent.method != Method::GET) {
        writes.entry((&sent.method, &sent.path, &sent.body)).or_default().push(sent.result);
    }
    // True if neither the caller nor the retry budget, which all calls share, can end the call early.
    let is_unlimited = ended.call.deadline.or(ended.call.wait).or(ended.call.cancelled_after).is_none()
        && run.sent.len() < 40;
    for results in writes.values() {
        for (number, result) in results.iter().enumerate() {
            let is_last = number + 1 == results.len();
            let again = match result {
                ObservedResult::Unknown { .. } if !may_repeat => false,
                // Items with the same transaction are separate requests.
                ObservedResult::Success if !matches!(ended.call.action, Action::ExecuteMany(_)) => false,
                ObservedResult::Unknown { is_transient: true }
                | ObservedResult::NotSent
                | ObservedResult::RefusedTemporarily
                    if is_unlimited && results.len() < MAX_ATTEMPTS =>
                {
                    true
                }
                _ => continue,
            };
            if again == is_last {
                let negation = if is_last { "not " } else { "" };
                return Err(format!(
                    "attempt {number} was {negation}retried; the results of all attempts are {results:?}"
                ));
            }
        }
    }
    Ok(())
}

/// Checks that no transaction is executed twice, that a key always yields the same transaction, and that every execution has the
/// transaction of a report.
fn check_transactions(case: &Case, run: &Run) -> Result<(), String> {
    let mut by_key = HashMap::new();
    for ended in &run.calls {
        let id = &ended.id;
        for report in &ended.reports {
            let (Some(key), Some(transaction)) = (report.key, report.transaction) else { continue };
            let same = *by_key.entry((key, report.target.clone())).or_insert(transaction) == transaction;
            if key == Key::Generated
                && ended.reports.iter().filter(|other| other.transaction == report.transaction).count() > 1
            {
                return Err(format!("{id}: a transaction was generated twice"));
            }
            if key != Key::Generated && !same {
                return Err(format!("{id}: {key:?} has two transactions"));
            }
            // Some servers do not recognize a repeated transaction in a bulk execution.
            let executed = run.effects.iter().filter(|effect| {
                self::transaction(effect) == Some(transaction)
                    && (case.bulk_observed || effect.operation == "execute_campaign")
            });
            let count = executed.count();
            // The count includes executions of other campaigns, because the server recognizes a repeated transaction even if it
            // is sent for another campaign.
            if count > 1 {
                return Err(format!("{id}: transaction {transaction} was executed {count} times"));
            }
        }
        let is_execution = matches!(
            ended.call.action,
            Action::Execute(_) | Action::ExecuteMany(_) | Action::BulkExecute { .. }
        );
        for effect in run.effects.iter().filter(|effect| is_execution && effect.call.as_ref() == Some(id)) {
            if !ended.reports.iter().any(|report| report.transaction == transaction(effect)) {
                return Err(format!("{id}: no report has the transaction of this execution: {effect:?}"));
            }
        }
    }
    Ok(())
}

/// A report with the data to check it.
struct ReportCheck<'a> {
    case: &'a Case,
    run: &'a Run,
    ended: &'a FinishedCall,
    report: &'a Report,
    /// The states of the campaign; `None` for `create`.
    states: Option<&'a [State]>,
}

impl ReportCheck<'_> {
    fn check(&self) -> Result<(), String> {
        let Self { ended, report, run, .. } = self;
        let own = self.own();
        if !self.is_once(&own) {
            return Err(format!("the write was applied {} times: {report:?}", own.len()));
        }
        let holds = match report.verdict {
            Verdict::Applied => self.is_applied(&own),
            Verdict::NoChange => {
                !own.is_empty() && report.may_still_take_effect || self.showed(ended.started)
            }
            Verdict::NotApplied => own.is_empty() && !report.may_still_take_effect,
            // The outcome of an item of a bulk write may be unknown although no request is pending.
            Verdict::Unknown => report.may_still_take_effect || self.is_bulk_item(),
            Verdict::Cancelled => ended.call.cancelled_after.is_some(),
        };
        if !holds {
            return Err(format!("the report {report:?} contradicts the effects with the indices {own:?}"));
        }
        if !report.may_still_take_effect && own.iter().any(|effect| *effect >= ended.ended) {
            return Err(format!("an effect occurred after a report that excludes later effects: {report:?}"));
        }
        // Under these conditions, a created campaign is listed immediately.
        let is_listed = self.case.stale_reads == 0
            && !format!("{:?}", self.case.faults).contains("Delayed")
            && !self.case.network.contains(&Some(Fault::Cached));
        if let (Some(candidates), [created], true) = (&report.candidates, own.as_slice(), is_listed)
            && !candidates.contains(&run.effects[*created].target)
        {
            return Err(format!("the created campaign is not a candidate: {report:?}"));
        }
        Ok(())
    }

    fn is_bulk_item(&self) -> bool {
        matches!(
            self.ended.call.action,
            Action::ArchiveMany(_) | Action::ExecuteMany(_) | Action::BulkExecute { .. }
        )
    }

    /// Returns the indices in the ledger of the effects of this call that are attributed to the report.
    fn own(&self) -> Vec<usize> {
        let Self { run, ended, report, .. } = self;
        // If a transaction occurs twice in a call, it is sent twice, and the effect is attributed to the item that was not
        // refused.
        let is_other =
            |other: &&Report| other.transaction == report.transaction && other.verdict != Verdict::NotApplied;
        let is_refused = report.transaction.is_some() && report.verdict == Verdict::NotApplied;
        if is_refused && ended.reports.iter().any(|other| is_other(&other)) {
            return Vec::new();
        }
        let is_own = |effect: &Effect| {
            effect.call.as_ref() == Some(&ended.id)
                && (report.target.is_empty() || report.target == effect.target)
                && (report.transaction.is_none() || report.transaction == transaction(effect))
        };
        run.effects.iter().enumerate().filter(|(_, effect)| is_own(effect)).map(|(index, _)| index).collect()
    }

    /// Returns whether the number of effects is allowed: at most one, and for an idempotent write one more after each opposite
    /// write of another call. If a layer repeats requests, two effects are allowed unless the server recognizes a repeated
    /// request.
    fn is_once(&self, own: &[usize]) -> bool {
        let Self { case, run, ended, report, .. } = self;
        let archived = match ended.call.action {
            Action::Archive(archived) | Action::ArchiveMany(archived) => archived,
            Action::Execute(_) | Action::ExecuteMany(_) => return own.len() <= 1,
            Action::BulkExecute { .. } if case.bulk_observed => return own.len() <= 1,
            // With `retry_unknown`, a chunk may be executed again, but only after an unknown outcome.
            Action::BulkExecute { retry_unknown: true, .. } if report.may_still_take_effect => return true,
            _ => return own.len() <= if case.repeats { 2 } else { 1 },
        };
        let is_opposite = |effect: &Effect| {
            let archives = match effect.operation {
                "archive_campaign" | "bulk_archive_campaigns" => true,
                "unarchive_campaign" | "bulk_unarchive_campaigns" => false,
                _ => return false,
            };
            archives != archived && effect.target == report.target && effect.call.as_ref() != Some(&ended.id)
        };
        own.windows(2).all(|pair| run.effects[pair[0]..pair[1]].iter().any(is_opposite))
    }

    /// Returns whether a write that was reported as applied was applied.
    fn is_applied(&self, own: &[usize]) -> bool {
        let Self { run, ended, report, .. } = self;
        let in_time = own.iter().filter(|effect| **effect < ended.ended).count();
        match ended.call.action {
            // The response does not state whether the campaign changed.
            Action::Archive(_) => in_time >= 1 || self.showed(ended.started),
            Action::ArchiveMany(_) => in_time >= 1,
            // An earlier call with the same key may have executed the transaction.
            Action::Execute(_) | Action::ExecuteMany(_) => self.is_executed(),
            Action::BulkExecute { .. } if self.case.bulk_observed => self.is_executed(),
            // The library reads the campaign until it is in the requested state and was updated after the start, or less than a
            // second before the start. The library cannot prove that this call updated the campaign.
            Action::Launch | Action::Pause | Action::Reschedule(_) if report.may_still_take_effect => {
                let since = run.effects.get(ended.before..ended.ended).unwrap_or_default();
                let first = since.iter().position(|effect| effect.target == report.target);
                first.is_some_and(|first| self.showed(ended.before + first + 1))
            }
            // `is_once` limits the number of effects.
            _ => in_time >= 1,
        }
    }

    /// Returns whether the transaction was executed before the call ended.
    fn is_executed(&self) -> bool {
        let Self { run, ended, report, .. } = self;
        run.effects[..ended.ended].iter().any(|effect| transaction(effect) == report.transaction)
    }

    /// Returns whether the campaign was in the requested state at some time between this index of the ledger and the report.
    fn showed(&self, from: usize) -> bool {
        let states = self.states.and_then(|states| states.get(from..=self.ended.ended)).unwrap_or_default();
        states.iter().any(|state| state.shows(&self.ended.call.action))
    }
}
