//! A reported change to the contract, and its impact.

use std::fmt;

/// The impact of a change on programs that use the contract. It determines the required increment of the contract's
/// version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Impact {
    /// Some programs may fail, or no longer compile against regenerated code.
    Breaking,
    /// All programs continue to work, but more than documentation changed.
    Addition,
    /// Only documentation changed.
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

/// The direction that a change affects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// Parameters, request bodies and credentials.
    Requests,
    /// Responses.
    Responses,
    /// Both directions, or generated code as a whole.
    Both,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Requests => "requests",
            Self::Responses => "responses",
            Self::Both => "both",
        })
    }
}

/// A change and its location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The impact on existing programs.
    pub impact: Impact,
    /// The direction that the change affects.
    pub direction: Direction,
    /// A JSON pointer into the new document, or into the old one for removals.
    pub pointer: String,
    /// The description of the change.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:13}  {:9}  {}: {}", self.impact, self.direction, self.pointer, self.message)
    }
}

/// Sorts the findings by impact, and merges findings that are equal except for the direction.
pub(super) fn merge(mut findings: Vec<Finding>) -> Vec<Finding> {
    let mut merged: Vec<Finding> = Vec::new();
    // A stable sort keeps findings of the same impact in the order of the document.
    findings.sort_by_key(|finding| finding.impact);
    for finding in findings {
        let same = |other: &&mut Finding| {
            (other.impact, &other.pointer, &other.message)
                == (finding.impact, &finding.pointer, &finding.message)
        };
        match merged.iter_mut().find(same) {
            Some(earlier) if earlier.direction != finding.direction => earlier.direction = Direction::Both,
            Some(_) => {}
            None => merged.push(finding),
        }
    }
    merged
}
