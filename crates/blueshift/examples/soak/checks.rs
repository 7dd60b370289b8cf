//! Compares the results of a round with the campaigns and the ledger of the sandbox.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde_json::Value;

use crate::calls::{Listed, Report, Results, Verdict};
use crate::data::{self, UNKNOWN};
use crate::server::Campaigns;

/// The results of a round.
pub(crate) struct Round {
    /// The campaigns before and after the calls.
    pub(crate) before: Arc<Campaigns>,
    pub(crate) after: Campaigns,
    pub(crate) effects: Vec<Value>,
    pub(crate) results: Vec<Results>,
}

/// The number of results of each kind, over all rounds.
#[derive(Debug, Default)]
pub(crate) struct Counts {
    /// The number of complete listings, and of listings that ended with an error.
    listings: (usize, usize),
    campaigns: usize,
    writes: BTreeMap<Verdict, usize>,
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { listings: (complete, failed), campaigns, writes } = self;
        write!(
            f,
            "listings: {complete} complete, {failed} failed; listed campaigns: {campaigns}; writes: {writes:?}"
        )
    }
}

impl Round {
    pub(crate) fn check(&self, counts: &mut Counts) -> Result<(), String> {
        let mut effects = HashMap::<(&str, Option<&str>), usize>::new();
        for effect in &self.effects {
            let text = |name: &str| effect[name].as_str();
            let target = match text("operation") {
                Some("create_campaign") => None,
                _ => text("transaction_uuid").or(text("target")),
            };
            let call = text("call").ok_or_else(|| format!("an effect has no call: {effect}"))?;
            *effects.entry((call, target)).or_default() += 1;
        }
        for results in &self.results {
            if let Some(problem) = results.problems.first() {
                return Err(problem.clone());
            }
            for listed in &results.listings {
                self.listing(listed)?;
                let count = if listed.is_complete { &mut counts.listings.0 } else { &mut counts.listings.1 };
                *count += 1;
                counts.campaigns += listed.uuids.len();
            }
            for report in &results.reports {
                let count = effects.remove(&(report.call.as_str(), report.target.as_deref()));
                self.write(report, count.unwrap_or_default())?;
                *counts.writes.entry(report.verdict).or_default() += 1;
            }
        }
        match effects.keys().next() {
            Some(effect) => Err(format!("no report of this round matches the effect {effect:?}")),
            None => Ok(()),
        }
    }

    /// Checks that a listing contains no campaign twice, only campaigns that exist and, unless it failed, every matching
    /// campaign that existed before the round.
    fn listing(&self, listed: &Listed) -> Result<(), String> {
        let mut seen = HashSet::new();
        if let Some(problem) = &listed.problem {
            return Err(problem.clone());
        }
        for uuid in &listed.uuids {
            let uuid = uuid.as_str();
            if !seen.insert(uuid) {
                return Err(format!("{uuid} was listed twice"));
            }
            if !self.after.contains_key(uuid) {
                return Err(format!("{uuid} was listed but does not exist"));
            }
        }
        let is_expected = |campaign: &Value| {
            listed.exec_term.is_none_or(|term| campaign["exec_term"].as_str() == Some(term))
        };
        let missed = self.before.iter().find(|(uuid, row)| is_expected(row) && !seen.contains(uuid.as_str()));
        match missed {
            Some((uuid, _)) if listed.is_complete => {
                Err(format!("{uuid} is missing from a complete listing of {} campaigns", listed.uuids.len()))
            }
            _ => Ok(()),
        }
    }

    /// Checks that the outcome of a write agrees with the number of its effects, and that the write created
    /// all of its candidates.
    fn write(&self, report: &Report, effects: usize) -> Result<(), String> {
        let was_archived = || {
            let before = report.target.as_ref().and_then(|uuid| self.before.get(uuid));
            let archived = before.map(|campaign| campaign["archived"].as_bool().unwrap_or(false));
            report.archived.is_some() && archived == report.archived
        };
        let agrees = effects <= 1
            && match report.verdict {
                Verdict::Applied => effects == 1 || was_archived(),
                Verdict::NoChange => was_archived() || effects == 1 && report.may_still_take_effect,
                Verdict::NotApplied => effects == 0,
                Verdict::Unknown | Verdict::Cancelled => true,
            };
        if !agrees {
            return Err(format!("the number of effects, {effects}, does not agree with {report:?}"));
        }
        let is_of_call = |uuid: &str| {
            let created = |effect: &&Value| effect["target"].as_str() == Some(uuid);
            self.effects
                .iter()
                .find(created)
                .is_some_and(|effect| effect["call"].as_str() == Some(&report.call))
        };
        match report.candidates.iter().find(|uuid| !is_of_call(uuid)) {
            Some(uuid) => Err(format!("{uuid} was not created by {report:?}")),
            None => Ok(()),
        }
    }
}

/// Checks the fields of a campaign that was read: the field that the contract does not describe and, if no call changes the
/// campaign, all other fields except timestamps.
pub(crate) fn fields(before: &Campaigns, campaign: &impl Serialize) -> Result<(), String> {
    let read = serde_json::to_value(campaign).map_err(|error| error.to_string())?;
    let uuid = read["uuid"].as_str().unwrap_or_default();
    // Campaigns that a call created or a fault inserted do not have the field.
    let is_initial = ["clone-", "unchanged-", data::TRIGGERED].iter().any(|start| uuid.starts_with(start));
    let unknown = if is_initial { data::unknown(uuid) } else { Value::Null };
    if read[UNKNOWN] != unknown {
        return Err(format!("{uuid}: expected {unknown} in `{UNKNOWN}`, found {}", read[UNKNOWN]));
    }
    let Some(sent) = before.get(uuid).and_then(Value::as_object).filter(|_| uuid.starts_with("unchanged-"))
    else {
        return Ok(());
    };
    // A fault changes `updated_at`, and the client may serialize a timestamp in a form that differs from the form in the data.
    let is_timestamp = |name: &str| ["startdate", "created_at", "updated_at"].contains(&name);
    let differs = sent.iter().find(|(name, value)| !is_timestamp(name) && read[name.as_str()] != **value);
    match differs {
        Some((name, value)) => {
            Err(format!("{uuid}: `{name}` was {value} and is now {}", read[name.as_str()]))
        }
        None => Ok(()),
    }
}
