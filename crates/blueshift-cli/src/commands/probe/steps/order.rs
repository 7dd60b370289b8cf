//! Determines the order of campaigns.

use serde_json::Value;

use crate::commands::probe::finding::Findings;
use crate::commands::probe::response::{at_least, text, timestamp};

/// The minimum number of distinct sorted dates that rules out a coincidence.
const SAMPLE: usize = 10;

/// A possible order of campaigns.
struct Candidate {
    field: &'static str,
    descending: bool,
    /// The value of the key `order` in a behavior file. `None` if the file cannot express this order.
    value: Option<&'static str>,
}

const fn candidate(field: &'static str, descending: bool, value: Option<&'static str>) -> Candidate {
    Candidate { field, descending, value }
}

const CANDIDATES: [Candidate; 10] = [
    candidate("created_at", true, Some("newest")),
    candidate("created_at", false, Some("oldest")),
    candidate("updated_at", true, Some("updated")),
    candidate("updated_at", false, None),
    candidate("startdate", true, None),
    candidate("startdate", false, None),
    candidate("name", true, None),
    candidate("name", false, None),
    candidate("uuid", true, None),
    candidate("uuid", false, None),
];

impl Candidate {
    /// Returns whether the campaigns with this field are in this order. Names and UUIDs are compared in lower case.
    fn fits(&self, campaigns: &[Value]) -> bool {
        let field = self.field;
        if matches!(field, "name" | "uuid") {
            let texts = campaigns.iter().filter_map(|campaign| text(campaign, field));
            self.is_sorted(texts.map(str::to_lowercase))
        } else {
            self.is_sorted(campaigns.iter().filter_map(|campaign| timestamp(campaign, field)))
        }
    }

    fn is_sorted<T: PartialOrd>(&self, mut values: impl Iterator<Item = T>) -> bool {
        let Some(mut last) = values.next() else {
            return true;
        };
        values.all(|value| {
            let fits = if self.descending { last >= value } else { last <= value };
            last = value;
            fits
        })
    }

    fn describe(&self) -> String {
        format!("{}, {}", self.field, if self.descending { "descending" } else { "ascending" })
    }
}

/// Determines the order from consecutive campaigns of one list.
pub(super) fn decide(campaigns: &[Value], findings: &mut Findings) {
    let distinct = |field: &str| {
        let mut values: Vec<_> = campaigns.iter().filter_map(|campaign| text(campaign, field)).collect();
        values.sort_unstable();
        values.dedup();
        values.len()
    };
    let shown = at_least(campaigns.len());
    if distinct("created_at").min(distinct("updated_at")) < SAMPLE {
        let evidence = format!("{shown}; {SAMPLE} with different dates are required");
        findings.undecidable("order", evidence);
        return;
    }
    let fitting: Vec<&Candidate> = CANDIDATES.iter().filter(|candidate| candidate.fits(campaigns)).collect();
    match fitting.as_slice() {
        [] => findings.decide("order", "shuffled", format!("{shown}, not sorted by any compared field")),
        [only @ Candidate { value: Some(value), .. }] => {
            findings.decide("order", *value, format!("{shown}, sorted by {}", only.describe()));
        }
        several => {
            let orders: Vec<String> = several.iter().map(|candidate| candidate.describe()).collect();
            findings.undecidable("order", format!("{shown}, sorted by {}", orders.join(" and by ")));
        }
    }
}
