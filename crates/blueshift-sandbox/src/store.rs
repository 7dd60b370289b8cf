//! All campaigns of a sandbox, in their order.

use std::sync::{PoisonError, RwLock};

use serde::Serialize;
use serde_json::value::RawValue;

use crate::assumptions::Order;
use crate::campaign::{Campaign, Record};
use crate::data_set::DataSet;
use crate::filter::Filter;
use crate::given_row::GivenRow;
use crate::order::shuffled;
use crate::seeded::Seeded;
use crate::seeded_row::Row;

pub(crate) struct Store {
    base: Base,
    order: Order,
    seed: u64,
    /// When each campaign that came later was created; the rest of it follows from its number.
    inserted: RwLock<Vec<i64>>,
}

enum Base {
    Seeded(Seeded),
    /// The rows, and which of them comes first, second … under the order.
    Given {
        rows: Vec<GivenRow>,
        ranks: Vec<usize>,
    },
}

/// A campaign on its way into a body.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Item<'a> {
    Made(Box<Record>),
    Given(&'a RawValue),
}

/// A stretch of the campaigns that a filter keeps, and how many it keeps in all where that was counted.
pub(crate) struct Stretch<'a> {
    pub(crate) items: Vec<Item<'a>>,
    pub(crate) total: Option<u64>,
}

impl Store {
    pub(crate) fn seeded(seeded: Seeded, order: Order) -> Self {
        Self { base: Base::Seeded(seeded), order, seed: seeded.seed, inserted: RwLock::default() }
    }

    pub(crate) fn given(data: DataSet, order: Order, seed: u64) -> Self {
        let rows = data.rows;
        let mut ranks: Vec<usize> = (0..rows.len()).collect();
        let created = |index: &usize| rows.get(*index).and_then(Campaign::created);
        match order {
            Order::Newest => ranks.sort_by_key(|index| std::cmp::Reverse(created(index))),
            Order::Oldest => ranks.sort_by_key(created),
            Order::Given => {}
            Order::Shuffled => {
                let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                ranks = (0..count).map(|index| shuffled(seed, count, index) as usize).collect();
            }
        }
        Self { base: Base::Given { rows, ranks }, order, seed, inserted: RwLock::default() }
    }

    /// How many campaigns there are.
    pub(crate) fn len(&self) -> usize {
        let inserted = self.inserted.read().unwrap_or_else(PoisonError::into_inner).len();
        inserted
            + match &self.base {
                Base::Seeded(seeded) => seeded.count as usize,
                Base::Given { rows, .. } => rows.len(),
            }
    }

    /// Adds `count` campaigns created at `moment`.
    pub(crate) fn insert(&self, count: u32, moment: i64) {
        let mut inserted = self.inserted.write().unwrap_or_else(PoisonError::into_inner);
        inserted.extend((0..count).map(|_| moment));
    }

    /// The campaigns from `skip` on, `take` at most. They are counted to the end only if `count` says so or the end
    /// was reached anyway.
    pub(crate) fn stretch(&self, filter: &Filter, skip: u64, take: u64, count: bool) -> Stretch<'_> {
        let inserted = self.inserted.read().unwrap_or_else(PoisonError::into_inner);
        let mut walk = Walk { filter, skip, take, count, items: Vec::new(), kept: 0 };
        let inserted_first = self.order == Order::Newest;
        let finished = (!inserted_first || self.walk_inserted(inserted.iter().enumerate().rev(), &mut walk))
            && self.walk_base(&mut walk)
            && (inserted_first || self.walk_inserted(inserted.iter().enumerate(), &mut walk));
        Stretch { items: walk.items, total: finished.then_some(walk.kept) }
    }

    fn walk_inserted<'m>(
        &self,
        mut moments: impl Iterator<Item = (usize, &'m i64)>,
        walk: &mut Walk<'_, '_>,
    ) -> bool {
        moments.all(|(number, moment)| {
            let row = Row::inserted(self.seed, number as u64, *moment);
            walk.pass(&row, || Item::Made(Box::new(row.record())))
        })
    }

    fn walk_base<'a>(&'a self, walk: &mut Walk<'_, 'a>) -> bool {
        match &self.base {
            Base::Seeded(seeded) => (0..seeded.count).all(|place| {
                let index = match self.order {
                    Order::Newest | Order::Given => place,
                    Order::Oldest => seeded.count - 1 - place,
                    Order::Shuffled => shuffled(self.seed, seeded.count, place),
                };
                let row = seeded.row(index);
                walk.pass(&row, || Item::Made(Box::new(row.record())))
            }),
            Base::Given { rows, ranks } => ranks
                .iter()
                .filter_map(|index| rows.get(*index))
                .all(|row| walk.pass(row, || Item::Given(&row.raw))),
        }
    }
}

/// One pass over the campaigns.
struct Walk<'f, 'a> {
    filter: &'f Filter,
    skip: u64,
    take: u64,
    count: bool,
    items: Vec<Item<'a>>,
    kept: u64,
}

impl<'a> Walk<'_, 'a> {
    /// Looks at one campaign; false when the pass may end before the next one that is kept.
    fn pass(&mut self, campaign: &impl Campaign, item: impl FnOnce() -> Item<'a>) -> bool {
        if !self.filter.keeps(campaign) {
            return true;
        }
        let end = self.skip.saturating_add(self.take);
        if self.kept >= end && !self.count {
            return false;
        }
        if (self.skip..end).contains(&self.kept) {
            self.items.push(item());
        }
        self.kept += 1;
        true
    }
}
