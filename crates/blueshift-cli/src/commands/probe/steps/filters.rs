//! Determines whether filters are case-sensitive, and whether date bounds are inclusive.
//!
//! A campaign is listed with filters that all match it. Then each filter in turn is set to a value that matches the campaign
//! only under one of the two possible rules, for example only if the filter ignores case.

use blueshift::jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{CHANGED, Probe, created, precise, window};
use crate::commands::probe::client::{Query, Stop};
use crate::commands::probe::response::{Response, text, timestamp};

const MICROSECOND: SignedDuration = SignedDuration::from_micros(1);
const SECOND: SignedDuration = SignedDuration::from_secs(1);

/// The minimum length of the part of a name that is searched for.
const SHORTEST_WORD: usize = 3;

const KEYS: [&str; 6] =
    ["name-match", "email-match", "status-match", "created-after", "created-before", "startdate"];

/// A filter with a decisive value.
struct Variant {
    key: &'static str,
    filter: &'static str,
    value: String,
    /// A value that never matches. If the campaign is still listed, the filter has no effect.
    control: String,
    /// The finding if a request with `value` lists the campaign, and the finding if it does not.
    findings: [&'static str; 2],
    /// A description of `value` for the evidence.
    description: &'static str,
}

/// Whether a response contains the campaign.
#[derive(Clone, Copy, PartialEq)]
enum Presence {
    Listed,
    /// The page contains the whole list, but not the campaign.
    Missing,
    Unknown,
}

impl Probe {
    pub(super) async fn filters(&mut self) -> Result<(), Stop> {
        let dated = self.seen.iter().filter(|campaign| created(campaign).is_some());
        let Some(campaign) = dated.max_by_key(|campaign| suitability(campaign)).cloned() else {
            for key in KEYS {
                self.findings.undecidable(key, "no campaign with a creation date is listed");
            }
            return Ok(());
        };
        let mut variants = case_variants(&campaign);
        let dates = date_variants(&campaign);
        for key in KEYS {
            if variants.iter().chain(&dates).all(|variant| variant.key != key) {
                self.findings.undecidable(key, "the selected campaign has no suitable value");
            }
        }
        let exact = if self.shows_precise_dates(&campaign).await? {
            variants.extend(dates);
            matching(&campaign, MICROSECOND)
        } else {
            for key in ["created-after", "created-before", "startdate"] {
                self.findings.undecidable(key, "it is unknown whether dates are precise to the microsecond");
            }
            matching(&campaign, SECOND)
        };
        // Two attempts, in case the list changes.
        for _ in 0..2 {
            let first = self.presences(&exact, &variants, &campaign).await?;
            let mut effective = Vec::with_capacity(variants.len());
            for (variant, presence) in variants.iter().zip(&first[1..]) {
                let control = changed(&exact, variant.filter, &variant.control);
                let is_ignored = *presence == Presence::Listed
                    && self.presence(&control, &campaign).await? == Presence::Listed;
                effective.push(!is_ignored);
            }
            if first != self.presences(&exact, &variants, &campaign).await? {
                continue;
            }
            for ((variant, presence), is_effective) in variants.iter().zip(&first[1..]).zip(effective) {
                self.conclude_variant(variant, first[0], *presence, is_effective);
            }
            return Ok(());
        }
        for variant in &variants {
            self.findings.undecidable(variant.key, CHANGED);
        }
        Ok(())
    }

    /// Returns whether dates are stored with the precision of the responses. Two dates are tried: if dates were stored with a
    /// higher precision, most would differ from the returned dates.
    async fn shows_precise_dates(&mut self, campaign: &Value) -> Result<bool, Stop> {
        if self.presence(&matching(campaign, MICROSECOND), campaign).await? != Presence::Listed {
            return Ok(false);
        }
        let at = created(campaign);
        let mut others = self.seen.iter().filter_map(|other| Some((created(other)?, other)));
        let Some((other_at, other)) = others.find(|(other_at, _)| Some(*other_at) != at) else {
            return Ok(false);
        };
        let other = other.clone();
        Ok(self.presence(&window(other_at, other_at, MICROSECOND), &other).await? == Presence::Listed)
    }

    /// Returns whether the campaign is listed with the exact filters, and with each variant.
    async fn presences(
        &mut self,
        exact: &Query,
        variants: &[Variant],
        campaign: &Value,
    ) -> Result<Vec<Presence>, Stop> {
        let mut presences = vec![self.presence(exact, campaign).await?];
        for variant in variants {
            let query = changed(exact, variant.filter, &variant.value);
            presences.push(self.presence(&query, campaign).await?);
        }
        Ok(presences)
    }

    async fn presence(&mut self, query: &Query, campaign: &Value) -> Result<Presence, Stop> {
        let response = self.client.list(query, true).await?;
        Ok(match response {
            Response::List(_) if response.contains(campaign) => Presence::Listed,
            Response::List(_) if self.is_complete(&response) => Presence::Missing,
            _ => Presence::Unknown,
        })
    }

    fn conclude_variant(
        &mut self,
        variant: &Variant,
        exact: Presence,
        presence: Presence,
        is_effective: bool,
    ) {
        let Variant { key, filter, description, findings: [if_listed, if_missing], .. } = variant;
        let findings = &mut self.findings;
        match presence {
            _ if exact != Presence::Listed => {
                findings.undecidable(key, "filters that match a campaign do not list it")
            }
            _ if !is_effective => findings.undecidable(key, format!("`{filter}` has no effect")),
            Presence::Listed => {
                findings.decide(key, *if_listed, format!("`{filter}` {description} lists the campaign"));
            }
            Presence::Missing => {
                findings.decide(
                    key,
                    *if_missing,
                    format!("`{filter}` {description} does not list the campaign"),
                );
            }
            Presence::Unknown => {
                findings.undecidable(key, format!("`{filter}` {description} does not return a complete list"))
            }
        }
    }
}

/// Returns the number of filters whose behavior a campaign can determine.
fn suitability(campaign: &Value) -> usize {
    case_variants(campaign).len().saturating_add(date_variants(campaign).len())
}

/// Returns filters that match a campaign, with a margin around its dates.
fn matching(campaign: &Value, margin: SignedDuration) -> Query {
    let mut query = created(campaign).map(|at| window(at, at, margin)).unwrap_or_default();
    if let Some(before) = timestamp(campaign, "startdate").and_then(|at| at.checked_sub(margin).ok()) {
        query.push(("startdate", precise(before)));
    }
    if let Some(word) = text(campaign, "name").and_then(word) {
        query.push(("name", word.to_owned()));
    }
    for filter in ["email", "status"] {
        if let Some(value) = text(campaign, filter) {
            query.push((filter, value.to_owned()));
        }
    }
    query
}

fn changed(query: &Query, filter: &str, value: &str) -> Query {
    let value_of = |name: &str, old: &String| if name == filter { value.to_owned() } else { old.clone() };
    query.iter().map(|(name, old)| (*name, value_of(name, old))).collect()
}

fn case_variants(campaign: &Value) -> Vec<Variant> {
    let variant = |key, filter, value: Option<&str>, control: &str| {
        let swapped = swap_case(value?);
        let is_other = !text(campaign, filter)?.contains(&swapped);
        is_other.then(|| Variant {
            key,
            filter,
            value: swapped,
            control: control.to_owned(),
            findings: ["ignore-case", "exact-case"],
            description: "with swapped case",
        })
    };
    let word = text(campaign, "name").and_then(word);
    let (email, status) = (text(campaign, "email"), text(campaign, "status"));
    [
        variant("name-match", "name", word, "blueshift-probe-qzxv"),
        variant("email-match", "email", email, "nobody@blueshift-probe.invalid"),
        variant("status-match", "status", status, "blueshift-probe"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn date_variants(campaign: &Value) -> Vec<Variant> {
    let variant = |key, filter, at: Option<Timestamp>, offset: SignedDuration| {
        let at = at?;
        Some(Variant {
            key,
            filter,
            value: precise(at),
            control: precise(at.checked_add(offset).ok()?),
            findings: ["inclusive", "exclusive"],
            description: "with the exact date",
        })
    };
    let (created, started) = (created(campaign), timestamp(campaign, "startdate"));
    [
        variant("created-after", "created_after", created, MICROSECOND),
        variant("created-before", "created_before", created, -MICROSECOND),
        variant("startdate", "startdate", started, MICROSECOND),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Returns the longest run of at least [`SHORTEST_WORD`] ASCII letters in a name. No server can interpret it as a pattern.
fn word(name: &str) -> Option<&str> {
    let words = name.split(|character: char| !character.is_ascii_alphabetic());
    words.max_by_key(|word| word.len()).filter(|word| word.len() >= SHORTEST_WORD)
}

fn swap_case(text: &str) -> String {
    let swap = |character: char| {
        if character.is_ascii_lowercase() {
            character.to_ascii_uppercase()
        } else {
            character.to_ascii_lowercase()
        }
    };
    text.chars().map(swap).collect()
}
