//! A change and its impact.

use std::fmt;

/// What a change requires of the programs that use the contract, and of its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Some programs fail, or no longer compile against regenerated code.
    Breaking,
    /// All programs keep working; the contract allows or describes more than before.
    Addition,
    /// Only text for people changed.
    Documentation,
}

impl fmt::Display for Impact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Breaking => "BREAKING",
            Self::Addition => "addition",
            Self::Documentation => "documentation",
        })
    }
}

/// The direction that a change concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Audience {
    /// Parameters and request bodies.
    Requests,
    /// Responses.
    Responses,
    /// Both directions, or generated code as a whole.
    Both,
}

impl fmt::Display for Audience {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Requests => "requests",
            Self::Responses => "responses",
            Self::Both => "both",
        })
    }
}

/// A change and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The impact on existing programs.
    pub impact: Impact,
    /// The direction that the change concerns.
    pub audience: Audience,
    /// JSON pointer into the new document, or into the old one for what was removed.
    pub pointer: String,
    /// Description of the change.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:13}  {:9}  {}: {}", self.impact, self.audience, self.pointer, self.message)
    }
}

/// Sorts by impact and merges findings that were made more than once.
pub(super) fn merge(mut findings: Vec<Finding>) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::new();
    // Stable, so that findings of the same impact stay in the order of the document.
    findings.sort_by_key(|finding| finding.impact);
    for finding in findings {
        let same = |other: &&mut Finding| {
            (other.impact, &other.pointer, &other.message)
                == (finding.impact, &finding.pointer, &finding.message)
        };
        match merged.iter_mut().find(same) {
            Some(earlier) if earlier.audience != finding.audience => earlier.audience = Audience::Both,
            Some(_) => {}
            None => merged.push(finding),
        }
    }
    merged
}
