//! Campaigns made from a seed and a counter: row `i` is computed when it is asked for and never stored.

pub(crate) mod row;
pub(crate) mod shuffle;
mod vocabulary;

use crate::data::seeded::vocabulary::EXEC_TERMS;
use crate::data::timestamp::DAY;
use crate::random::{Draws, counter_of, mix, unit};
use row::{Row, bits_of};

/// How far back the oldest campaign lies.
const SPAN: i64 = 3 * 365 * DAY;

/// Types of ten neighbouring campaigns, by index into [`EXEC_TERMS`]: a fixed mix, so that even ten campaigns have all
/// five types.
const TYPES_IN_TEN: [usize; 10] = [0, 1, 0, 2, 3, 0, 4, 1, 0, 2];

/// Steps that visit all of ten places.
const STEPS: [u64; 4] = [1, 3, 7, 9];

/// `count` campaigns, row 0 the newest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seeded {
    pub(crate) seed: u64,
    pub(crate) count: u32,
    /// All dates count from here.
    pub(crate) today: i64,
}

impl Seeded {
    pub(crate) fn row(&self, index: u32) -> Row {
        let bits = mix(self.seed, u64::from(index));
        // Dense towards today, as the history of a growing account is; never out of order.
        let place = (f64::from(index) + unit(bits)) / f64::from(self.count.max(1));
        let age = (SPAN as f64 * (0.15 * place + 0.85 * place * place)) as i64;
        let created = (self.today - age) / 1000 * 1000;
        Row::new(bits, exec_term(self.seed, index), created, self.today)
    }

    /// The row with this `uuid`.
    pub(crate) fn find(&self, uuid: &str) -> Option<u32> {
        let bits = bits_of(uuid).find(|bits| row::uuid(*bits) == uuid)?;
        u32::try_from(counter_of(self.seed, bits)).ok().filter(|index| *index < self.count)
    }
}

fn exec_term(seed: u64, index: u32) -> &'static str {
    let (block, place) = (u64::from(index / 10), u64::from(index % 10));
    let mut draws = Draws::new(mix(seed ^ 0x7479_7065, block));
    let step = draws.pick(&STEPS, 1);
    let slot = (place * step + draws.below(10)) % 10;
    let term = TYPES_IN_TEN.get(slot as usize).copied().unwrap_or(0);
    EXEC_TERMS.get(term).copied().unwrap_or("one_time")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, HashSet};

    use super::*;
    use crate::data::campaign::Campaign;
    use crate::data::timestamp::MICROS;

    const TODAY: i64 = 19_900 * DAY;

    fn seeded(count: u32) -> Seeded {
        Seeded { seed: 1, count, today: TODAY }
    }

    #[test]
    fn ten_campaigns_have_all_five_types() {
        let types: HashSet<_> = (0..10).map(|i| seeded(10).row(i).record().exec_term).collect();
        assert_eq!(types.len(), 5);
    }

    #[test]
    fn rows_run_from_newest_to_oldest() {
        let rows: Vec<_> = (0..1000).map(|i| seeded(1000).row(i).created().unwrap_or(0)).collect();
        assert!(rows.is_sorted_by(|newer, older| newer > older));
        assert!(rows.iter().all(|created| *created <= TODAY && *created > TODAY - SPAN - MICROS));
    }

    #[test]
    fn identifiers_do_not_repeat() {
        let uuids: HashSet<_> = (0..20_000).map(|i| seeded(20_000).row(i).record().uuid).collect();
        assert_eq!(uuids.len(), 20_000);
    }

    #[test]
    fn rows_are_found_by_their_identifiers() {
        let seeded = seeded(2_000);
        assert!((0..2_000).all(|index| seeded.find(&seeded.row(index).record().uuid) == Some(index)));
        let other = Seeded { seed: 2, ..seeded };
        assert_eq!(seeded.find(&other.row(0).record().uuid), None);
        assert_eq!(Seeded { count: 5, ..seeded }.find(&seeded.row(5).record().uuid), None);
        assert_eq!(seeded.find("not a uuid"), None);
    }

    #[test]
    fn a_few_hundred_campaigns_show_every_null_and_every_status() {
        let records: Vec<_> = (0..300).map(|i| seeded(300).row(i).record()).collect();
        let mut statuses = BTreeMap::new();
        for record in &records {
            *statuses.entry(record.status).or_insert(0) += 1;
        }
        for status in ["draft", "launched", "paused", "completed"] {
            assert!(statuses.get(status).is_some_and(|count| *count >= 10), "{statuses:?}");
        }
        assert!(records.iter().any(|record| record.startdate.is_none()));
        assert!(records.iter().any(|record| record.segment_name.is_none() && record.segment_uuid.is_none()));
        assert!(records.iter().any(|record| record.prioritization_label.is_none()));
        assert!(records.iter().any(|record| record.next_execution_scheduled_at.is_some()));
        assert!(records.iter().filter(|record| record.archived).count() >= 20);
        assert!(records.iter().all(|record| record.updated_at >= record.created_at));
    }
}
