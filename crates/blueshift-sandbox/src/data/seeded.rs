//! Campaigns that are computed from a seed and an index on demand instead of being stored.

pub(crate) mod campaign;
pub(crate) mod shuffle;
mod vocabulary;

use crate::data::seeded::vocabulary::EXEC_TERMS;
use crate::data::timestamp::DAY;
use crate::random::{Draws, counter_of, mix, unit};
use campaign::{SeededCampaign, bits_of};

/// The maximum age of a campaign.
const SPAN: i64 = 3 * 365 * DAY;

/// The types of a block of ten campaigns, as indices into [`EXEC_TERMS`]. The distribution is fixed, so that every block has all
/// five types.
const TYPES_IN_TEN: [usize; 10] = [0, 1, 0, 2, 3, 0, 4, 1, 0, 2];

/// Step sizes that visit all ten positions, because they are coprime to ten.
const STEPS: [u64; 4] = [1, 3, 7, 9];

/// The generated campaigns. Index 0 is the newest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seeded {
    pub(crate) seed: u64,
    pub(crate) count: u32,
    /// All dates are relative to this time.
    pub(crate) today: i64,
}

impl Seeded {
    pub(crate) fn campaign(&self, index: u32) -> SeededCampaign {
        let bits = mix(self.seed, u64::from(index));
        // Most campaigns are recent, as in a growing account. The campaigns are ordered by creation time.
        let fraction = (f64::from(index) + unit(bits)) / f64::from(self.count.max(1));
        let age = (SPAN as f64 * (0.15 * fraction + 0.85 * fraction * fraction)) as i64;
        let created = (self.today - age) / 1000 * 1000;
        SeededCampaign::new(bits, exec_term(self.seed, index), created, self.today)
    }

    /// Returns the index of the campaign with this `uuid`.
    pub(crate) fn find(&self, uuid: &str) -> Option<u32> {
        let bits = bits_of(uuid).find(|bits| campaign::uuid(*bits) == uuid)?;
        u32::try_from(counter_of(self.seed, bits)).ok().filter(|index| *index < self.count)
    }
}

fn exec_term(seed: u64, index: u32) -> &'static str {
    let (block, offset) = (u64::from(index / 10), u64::from(index % 10));
    let mut draws = Draws::new(mix(seed ^ 0x7479_7065, block));
    let step = draws.pick(&STEPS, 1);
    let slot = (offset * step + draws.below(10)) % 10;
    let term = TYPES_IN_TEN.get(slot as usize).copied().unwrap_or(0);
    EXEC_TERMS.get(term).copied().unwrap_or("one_time")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use super::*;
    use crate::data::filter::FilterFields;
    use crate::data::timestamp::SECOND;

    const TODAY: i64 = 19_900 * DAY;

    fn seeded(count: u32) -> Seeded {
        Seeded { seed: 1, count, today: TODAY }
    }

    #[test]
    fn ten_campaigns_have_all_five_types() {
        let types: HashSet<_> = (0..10).map(|i| seeded(10).campaign(i).body().exec_term).collect();
        assert_eq!(types.len(), 5);
    }

    #[test]
    fn campaigns_are_sorted_from_newest_to_oldest() {
        let created: Vec<_> = (0..1000).map(|i| seeded(1000).campaign(i).created().unwrap_or(0)).collect();
        assert!(created.is_sorted_by(|newer, older| newer > older));
        assert!(created.iter().all(|created| *created <= TODAY && *created > TODAY - SPAN - SECOND));
    }

    #[test]
    fn uuids_are_unique() {
        let uuids: HashSet<_> = (0..20_000).map(|i| seeded(20_000).campaign(i).body().uuid).collect();
        assert_eq!(uuids.len(), 20_000);
    }

    #[test]
    fn finds_campaigns_by_uuid() {
        let seeded = seeded(2_000);
        assert!((0..2_000).all(|index| seeded.find(&seeded.campaign(index).body().uuid) == Some(index)));
        let other = Seeded { seed: 2, ..seeded };
        assert_eq!(seeded.find(&other.campaign(0).body().uuid), None);
        assert_eq!(Seeded { count: 5, ..seeded }.find(&seeded.campaign(5).body().uuid), None);
        assert_eq!(seeded.find("not a UUID"), None);
    }

    #[test]
    fn campaigns_have_null_fields_and_different_statuses() {
        let bodies: Vec<_> = (0..300).map(|i| seeded(300).campaign(i).body()).collect();
        let mut statuses = BTreeMap::new();
        for body in &bodies {
            *statuses.entry(body.status).or_insert(0) += 1;
        }
        for status in ["draft", "launched", "paused", "completed"] {
            assert!(statuses.get(status).is_some_and(|count| *count >= 10), "{statuses:?}");
        }
        assert!(bodies.iter().any(|body| body.startdate.is_none()));
        assert!(bodies.iter().any(|body| body.segment_name.is_none() && body.segment_uuid.is_none()));
        assert!(bodies.iter().any(|body| body.prioritization_label.is_none()));
        assert!(bodies.iter().any(|body| body.next_execution_scheduled_at.is_some()));
        assert!(bodies.iter().filter(|body| body.archived).count() >= 20);
        assert!(bodies.iter().all(|body| body.updated_at >= body.created_at));
    }
}
