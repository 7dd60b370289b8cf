//! The findings of a probe.

use serde::Serialize;

/// The value of a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub(super) enum Value {
    Number(u64),
    Text(String),
}

impl std::fmt::Display for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// The result for one key.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Verdict {
    Decided(Value),
    Undecidable,
    /// The key does not apply, because of another finding.
    NotApplicable,
}

/// A finding and its evidence. Neither contains campaign data.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    /// The key in a behavior file.
    pub(super) key: &'static str,
    pub(super) verdict: Verdict,
    pub(super) evidence: String,
}

/// The keys of a behavior file whose values a probe can determine, in the order of the output.
const KEYS: [&str; 23] = [
    "page-base",
    "page-zero",
    "shape",
    "total",
    "default-per-page",
    "max-per-page",
    "over-max",
    "past-end",
    "order",
    "archived-absent",
    "archived-false",
    "undated-one-time",
    "name-match",
    "email-match",
    "status-match",
    "created-after",
    "created-before",
    "startdate",
    "unknown-parameter",
    "detail-shape",
    "request-id",
    "retry-after",
    "rate-limit-headers",
];

/// All findings.
#[derive(Clone, Debug, Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    pub(super) fn decide(
        &mut self,
        key: &'static str,
        value: impl Into<String>,
        evidence: impl Into<String>,
    ) {
        self.set(key, Verdict::Decided(Value::Text(value.into())), evidence.into());
    }

    pub(super) fn decide_number(&mut self, key: &'static str, value: u64, evidence: impl Into<String>) {
        self.set(key, Verdict::Decided(Value::Number(value)), evidence.into());
    }

    pub(super) fn undecidable(&mut self, key: &'static str, evidence: impl Into<String>) {
        self.set(key, Verdict::Undecidable, evidence.into());
    }

    pub(super) fn not_applicable(&mut self, key: &'static str, evidence: impl Into<String>) {
        self.set(key, Verdict::NotApplicable, evidence.into());
    }

    /// Sets a finding, and replaces an earlier finding with the same key.
    fn set(&mut self, key: &'static str, verdict: Verdict, evidence: String) {
        self.0.retain(|finding| finding.key != key);
        self.0.push(Finding { key, verdict, evidence });
    }

    /// Returns the value of a finding, if it is decided.
    pub(super) fn value(&self, key: &str) -> Option<&Value> {
        self.0.iter().find(|finding| finding.key == key).and_then(|finding| match &finding.verdict {
            Verdict::Decided(value) => Some(value),
            _ => None,
        })
    }

    /// Returns all findings in order. Missing findings are undecidable, with `reason` as the evidence.
    pub(super) fn complete(mut self, reason: &str) -> Vec<Finding> {
        KEYS.iter()
            .map(|key| match self.0.iter().position(|finding| finding.key == *key) {
                Some(position) => self.0.swap_remove(position),
                None => Finding { key, verdict: Verdict::Undecidable, evidence: reason.to_owned() },
            })
            .collect()
    }
}
