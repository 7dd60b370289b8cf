//! One change, judged.

use std::fmt;

/// Whether programs that were written against the old contract still work with the new one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Some do not.
    Breaking,
    /// All do.
    Compatible,
}

/// Whom a change concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Those who send: parameters and request bodies.
    Senders,
    /// Those who receive: responses.
    Receivers,
    /// Both.
    Everyone,
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Senders => "for those who send",
            Self::Receivers => "for those who receive",
            Self::Everyone => "for everyone",
        })
    }
}

/// A change with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Whether it breaks anything.
    pub impact: Impact,
    /// For whom.
    pub audience: Audience,
    /// Where: a JSON pointer into the new document, or into the old one for what was removed.
    pub place: String,
    /// What was changed.
    pub what: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let impact = match self.impact {
            Impact::Breaking => "BREAKING",
            Impact::Compatible => "compatible",
        };
        write!(f, "{impact:10}  {:21}  {}: {}", self.audience, self.place, self.what)
    }
}

/// Puts the breaking ones first, and says once what several ways through the document lead to.
pub(super) fn merge(mut findings: Vec<Finding>) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::new();
    // Stable, so that findings stay in the order of the document otherwise.
    findings.sort_by_key(|finding| finding.impact);
    for finding in findings {
        let same = |other: &&mut Finding| {
            (other.impact, &other.place, &other.what) == (finding.impact, &finding.place, &finding.what)
        };
        match merged.iter_mut().find(same) {
            Some(before) if before.audience != finding.audience => before.audience = Audience::Everyone,
            Some(_) => {}
            None => merged.push(finding),
        }
    }
    merged
}
