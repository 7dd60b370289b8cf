//! All campaigns of a sandbox, in their order.
//!
//! Seeded campaigns are computed from their number and given ones never change; what is created, changed or moved lies
//! over them.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use serde::Serialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use crate::assumptions::Order;
use crate::data::campaign::{Campaign, Record};
use crate::data::data_set::{DataError, DataSet};
use crate::data::filter::Filter;
use crate::data::given_row::GivenRow;
use crate::data::layout::{Id, Layout};
use crate::data::seeded::Seeded;
use crate::data::seeded::row::Row;
use crate::data::seeded::shuffle::{shuffled, unshuffled};
use crate::data::target::Target;
use crate::data::timestamp;
use crate::faults::fault::Event;

pub(crate) struct Store {
    base: Base,
    order: Order,
    seed: u64,
    overlay: RwLock<Overlay>,
}

/// The campaigns that a sandbox starts with. Their numbers are their places.
enum Base {
    Seeded {
        rows: Seeded,
        /// Under [`Order::Updated`], which row is at each place.
        ranks: Vec<u32>,
    },
    Given {
        rows: Vec<GivenRow>,
        places: HashMap<String, Id>,
    },
}

/// What differs from the base.
#[derive(Debug)]
struct Overlay {
    layout: Layout,
    /// Campaigns that came later; their numbers follow those of the base.
    added: Vec<Added>,
    created: HashMap<String, Id>,
    changed: HashMap<Id, GivenRow>,
    /// Campaigns that no result shows, with a number that grows with each removal.
    removed: HashMap<Id, u64>,
    removals: u64,
}

#[derive(Debug)]
enum Added {
    /// Computed from its index and the time of its creation.
    Inserted(i64),
    Created(Box<GivenRow>),
}

impl Store {
    pub(crate) fn seeded(rows: Seeded, order: Order) -> Self {
        let mut ranks = Vec::new();
        if order == Order::Updated {
            ranks.extend(0..rows.count);
            ranks.sort_by_cached_key(|index| std::cmp::Reverse(rows.row(*index).updated()));
        }
        Self::new(Base::Seeded { rows, ranks }, rows.count as usize, order, rows.seed)
    }

    pub(crate) fn given(data: DataSet, order: Order, seed: u64) -> Self {
        let mut rows = data.rows;
        match order {
            Order::Newest => rows.sort_by_key(|row| std::cmp::Reverse(row.created())),
            Order::Oldest => rows.sort_by_key(GivenRow::created),
            Order::Updated => rows.sort_by_key(|row| std::cmp::Reverse(row.updated())),
            Order::Given => {}
            Order::Shuffled => {
                let count = u32::try_from(rows.len()).unwrap_or(u32::MAX);
                let mut shuffle: Vec<_> = (0_u32..).zip(rows).collect();
                shuffle.sort_by_key(|(index, _)| unshuffled(seed, count, *index));
                rows = shuffle.into_iter().map(|(_, row)| row).collect();
            }
        }
        let places = rows.iter().enumerate().map(|(place, row)| (row.uuid().to_owned(), place)).collect();
        let count = rows.len();
        Self::new(Base::Given { rows, places }, count, order, seed)
    }

    fn new(base: Base, count: usize, order: Order, seed: u64) -> Self {
        let overlay = Overlay {
            layout: Layout::new(count),
            added: Vec::new(),
            created: HashMap::new(),
            changed: HashMap::new(),
            removed: HashMap::new(),
            removals: 0,
        };
        Self { base, order, seed, overlay: RwLock::new(overlay) }
    }

    /// How many campaigns there are.
    pub(crate) fn len(&self) -> usize {
        let overlay = self.lock();
        self.base_len().saturating_add(overlay.added.len()).saturating_sub(overlay.removed.len())
    }

    /// The campaigns as they are now. Changes wait until the view is dropped.
    pub(crate) fn view(&self) -> View<'_> {
        View { store: self, overlay: self.lock() }
    }

    /// Adds `count` campaigns created at `now`.
    pub(crate) fn insert(&self, count: u32, now: i64) {
        let mut overlay = self.lock_mut();
        for _ in 0..count {
            self.add(&mut overlay, Added::Inserted(now));
        }
    }

    /// Adds a campaign with these fields; `uuid`, `created_at` and `updated_at` are made up where they are absent.
    pub(crate) fn create(&self, mut fields: Map<String, Value>, now: i64) -> Result<String, DataError> {
        fields.entry("uuid").or_insert_with(|| uuid::Uuid::new_v4().to_string().into());
        for field in ["created_at", "updated_at"] {
            fields.entry(field).or_insert_with(|| timestamp::to_text(now).into());
        }
        let row = GivenRow::from_fields(fields)?;
        let uuid = row.uuid().to_owned();
        let mut overlay = self.lock_mut();
        if self.find(&overlay, &uuid).is_some() {
            return Err(DataError::Exists { uuid });
        }
        let id = self.add(&mut overlay, Added::Created(Box::new(row)));
        overlay.created.insert(uuid.clone(), id);
        Ok(uuid)
    }

    /// Sets `updated_at` of a campaign to `now`. Returns whether there is such a campaign.
    pub(crate) fn touch(&self, target: &Target, now: i64) -> bool {
        // Nothing but the time changes, so the fields stay valid.
        self.change(target, Map::new(), now).unwrap_or(false)
    }

    /// Lets a fault's change happen.
    pub(crate) fn apply(&self, event: &Event, now: i64) {
        match event {
            Event::Insert(count) => self.insert(*count, now),
            Event::Touch(target) => drop(self.touch(target, now)),
            Event::Swap(target) => drop(self.swap(target)),
            Event::Remove(target) => drop(self.remove(target)),
            Event::Restore(target) => drop(self.restore(target)),
        }
    }

    /// Sets fields of a campaign, and `updated_at` to `now` unless it is among them. Returns whether there is such a campaign.
    pub(crate) fn change(
        &self,
        target: &Target,
        changes: Map<String, Value>,
        now: i64,
    ) -> Result<bool, DataError> {
        self.update(target, now, |_| Ok(changes))
    }

    /// As [`Store::change`], with changes that depend on the fields, or an error that leaves the campaign as it is. No other
    /// change happens in between.
    pub(crate) fn update<E: From<DataError>>(
        &self,
        target: &Target,
        now: i64,
        changes: impl FnOnce(&Map<String, Value>) -> Result<Map<String, Value>, E>,
    ) -> Result<bool, E> {
        let mut overlay = self.lock_mut();
        let Some(id) = self.resolve(&overlay, target) else {
            return Ok(false);
        };
        let Some(mut fields) = self.found(&overlay, id).and_then(Found::fields) else {
            return Ok(false);
        };
        let changes = changes(&fields)?;
        if changes.get("uuid").is_some_and(|uuid| fields.get("uuid") != Some(uuid)) {
            return Err(DataError::Renamed.into());
        }
        fields.insert("updated_at".to_owned(), timestamp::to_text(now).into());
        fields.extend(changes);
        overlay.changed.insert(id, GivenRow::from_fields(fields)?);
        if self.order == Order::Updated {
            overlay.layout.move_to_front(id);
        }
        Ok(true)
    }

    /// A campaign and the one after it change places. Returns whether there are both.
    pub(crate) fn swap(&self, target: &Target) -> bool {
        let mut overlay = self.lock_mut();
        let Some(id) = self.resolve(&overlay, target) else {
            return false;
        };
        let next = overlay.shown().skip_while(|shown| *shown != id).nth(1);
        if let Some(next) = next {
            overlay.layout.swap(id, next);
        }
        next.is_some()
    }

    /// Takes a campaign out of every result. Returns whether it was in one.
    pub(crate) fn remove(&self, target: &Target) -> bool {
        let mut overlay = self.lock_mut();
        let Some(id) = self.resolve(&overlay, target) else {
            return false;
        };
        let removal = overlay.removals;
        overlay.removals = removal.saturating_add(1);
        overlay.removed.insert(id, removal).is_none()
    }

    /// Puts a removed campaign back into its place. A number counts the removed ones, the first of them being 0. Returns
    /// whether it was removed.
    pub(crate) fn restore(&self, target: &Target) -> bool {
        let mut overlay = self.lock_mut();
        let id = match target {
            Target::Uuid(uuid) => self.find(&overlay, uuid),
            Target::Place(place) => {
                let mut removed: Vec<_> =
                    overlay.removed.iter().map(|(id, removal)| (*removal, *id)).collect();
                removed.sort_unstable();
                usize::try_from(*place).ok().and_then(|place| removed.get(place)).map(|(_, id)| *id)
            }
        };
        id.is_some_and(|id| overlay.removed.remove(&id).is_some())
    }

    fn add(&self, overlay: &mut Overlay, added: Added) -> Id {
        let id = self.base_len().saturating_add(overlay.added.len());
        overlay.added.push(added);
        match self.order {
            Order::Newest | Order::Updated => overlay.layout.move_to_front(id),
            Order::Oldest | Order::Shuffled | Order::Given => overlay.layout.move_to_back(id),
        }
        id
    }

    fn base_len(&self) -> usize {
        match &self.base {
            Base::Seeded { rows, .. } => rows.count as usize,
            Base::Given { rows, .. } => rows.len(),
        }
    }

    /// The campaign that is meant, if a result shows it.
    fn resolve(&self, overlay: &Overlay, target: &Target) -> Option<Id> {
        match target {
            Target::Place(place) => overlay.shown().nth(usize::try_from(*place).ok()?),
            Target::Uuid(uuid) => self.find(overlay, uuid).filter(|id| !overlay.removed.contains_key(id)),
        }
    }

    /// The campaign with this `uuid`, removed or not. A seeded one is computed from its `uuid`, not looked for.
    fn find(&self, overlay: &Overlay, uuid: &str) -> Option<Id> {
        let in_base = match &self.base {
            Base::Given { places, .. } => places.get(uuid).copied(),
            Base::Seeded { rows, ranks } => rows.find(uuid).and_then(|index| {
                let place = match self.order {
                    Order::Newest | Order::Given => index,
                    Order::Oldest => rows.count.checked_sub(index)?.checked_sub(1)?,
                    Order::Shuffled => unshuffled(self.seed, rows.count, index),
                    Order::Updated => {
                        u32::try_from(ranks.iter().position(|ranked| *ranked == index)?).ok()?
                    }
                };
                usize::try_from(place).ok()
            }),
        };
        in_base.or_else(|| overlay.created.get(uuid).copied()).or_else(|| {
            let added = usize::try_from(Row::number_of(self.seed, uuid)?).ok()?;
            let inserted = matches!(overlay.added.get(added)?, Added::Inserted(_));
            inserted.then_some(self.base_len().saturating_add(added))
        })
    }

    fn found<'a>(&'a self, overlay: &'a Overlay, id: Id) -> Option<Found<'a>> {
        if let Some(row) = overlay.changed.get(&id) {
            return Some(Found::Stored(row));
        }
        let Some(added) = id.checked_sub(self.base_len()) else {
            return match &self.base {
                Base::Given { rows, .. } => rows.get(id).map(Found::Stored),
                Base::Seeded { rows, ranks } => {
                    let place = u32::try_from(id).ok()?;
                    Some(Found::Made(rows.row(match self.order {
                        Order::Newest | Order::Given => place,
                        Order::Oldest => rows.count.checked_sub(place)?.checked_sub(1)?,
                        Order::Shuffled => shuffled(self.seed, rows.count, place),
                        Order::Updated => *ranks.get(id)?,
                    })))
                }
            };
        };
        Some(match overlay.added.get(added)? {
            Added::Inserted(created) => Found::Made(Row::inserted(self.seed, added as u64, *created)),
            Added::Created(row) => Found::Stored(row),
        })
    }

    fn lock(&self) -> RwLockReadGuard<'_, Overlay> {
        self.overlay.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn lock_mut(&self) -> RwLockWriteGuard<'_, Overlay> {
        self.overlay.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Overlay {
    /// Every campaign that is not removed, in order.
    fn shown(&self) -> impl Iterator<Item = Id> {
        self.layout.ids().filter(|id| !self.removed.contains_key(id))
    }
}

/// The campaigns at one time.
pub(crate) struct View<'s> {
    store: &'s Store,
    overlay: RwLockReadGuard<'s, Overlay>,
}

/// A stretch of the campaigns that a filter keeps, and how many it keeps in all where that was counted.
pub(crate) struct Stretch<'a> {
    pub(crate) items: Vec<Item<'a>>,
    pub(crate) total: Option<u64>,
}

impl View<'_> {
    /// Returns the fields of a campaign.
    pub(crate) fn fields(&self, target: &Target) -> Option<Map<String, Value>> {
        let id = self.store.resolve(&self.overlay, target)?;
        self.store.found(&self.overlay, id)?.fields()
    }

    /// The campaigns from `skip` on, `take` at most. They are counted to the end only if `count` says so or the end
    /// was reached anyway.
    pub(crate) fn stretch(&self, filter: &Filter, skip: u64, take: u64, count: bool) -> Stretch<'_> {
        let end = skip.saturating_add(take);
        let (mut items, mut kept) = (Vec::new(), 0_u64);
        let mut found = self.overlay.shown().filter_map(|id| self.store.found(&self.overlay, id));
        let finished = found.all(|campaign| {
            if !campaign.is_kept_by(filter) {
                return true;
            }
            if kept >= end && !count {
                return false;
            }
            if (skip..end).contains(&kept) {
                items.push(campaign.into_item());
            }
            kept += 1;
            true
        });
        Stretch { items, total: finished.then_some(kept) }
    }
}

/// One campaign, computed or stored.
enum Found<'a> {
    Made(Row),
    Stored(&'a GivenRow),
}

/// A campaign on its way into a body.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Item<'a> {
    Made(Box<Record>),
    Stored(&'a RawValue),
}

impl<'a> Found<'a> {
    fn is_kept_by(&self, filter: &Filter) -> bool {
        match self {
            Self::Made(row) => filter.keeps(row),
            Self::Stored(row) => filter.keeps(*row),
        }
    }

    fn into_item(self) -> Item<'a> {
        match self {
            Self::Made(row) => Item::Made(Box::new(row.record())),
            Self::Stored(row) => Item::Stored(&row.raw),
        }
    }

    /// The fields of a body.
    fn fields(self) -> Option<Map<String, Value>> {
        match serde_json::to_value(self.into_item()) {
            Ok(Value::Object(fields)) => Some(fields),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDERS: [Order; 5] = [Order::Newest, Order::Oldest, Order::Shuffled, Order::Updated, Order::Given];

    /// Everything that is not a one-time campaign, which the 30-day rule may hide.
    fn uuids(store: &Store) -> Vec<String> {
        let view = store.view();
        let stretch =
            view.stretch(&Filter { keeps_undated: true, now: TODAY, ..Filter::default() }, 0, u64::MAX, true);
        let text = serde_json::to_value(stretch.items).expect("serializable");
        let rows = text.as_array().expect("a list");
        rows.iter().map(|row| row["uuid"].as_str().expect("text").to_owned()).collect()
    }

    const TODAY: i64 = 19_900 * timestamp::DAY;

    fn seeded(order: Order) -> Store {
        Store::seeded(Seeded { seed: 3, count: 50, today: TODAY }, order)
    }

    #[test]
    fn every_campaign_is_found_by_its_uuid() {
        for order in ORDERS {
            let store = seeded(order);
            store.insert(3, 5);
            let created = store.create(Map::new(), 6).expect("created");
            let found = uuids(&store);
            assert!(found.contains(&created));
            for uuid in found {
                let target = Target::from(uuid.clone());
                assert!(store.remove(&target), "{order:?} {uuid}");
                assert!(!uuids(&store).contains(&uuid), "{order:?} {uuid}");
                assert!(!store.remove(&target));
                assert!(store.restore(&target));
                assert!(!store.restore(&target));
                assert!(uuids(&store).contains(&uuid));
            }
        }
    }

    #[test]
    fn unknown_targets_change_nothing() {
        let store = seeded(Order::Newest);
        for target in [Target::from("nonesuch"), Target::from(50), Target::from(u64::MAX)] {
            assert!(!store.swap(&target) && !store.remove(&target) && !store.restore(&target));
            assert!(!store.change(&target, Map::new(), 1).expect("valid"));
        }
        assert!(!store.swap(&Target::from(49)), "the last campaign has no next one");
        assert_eq!(store.len(), 50);
    }

    #[test]
    fn removed_campaigns_come_back_by_their_order_of_removal() {
        let store = Store::given(
            DataSet::from_json(r#"[{"uuid": "a"}, {"uuid": "b"}, {"uuid": "c"}]"#).expect("valid"),
            Order::Given,
            1,
        );
        assert!(store.remove(&Target::from(2)) && store.remove(&Target::from(0)));
        assert_eq!((uuids(&store), store.len()), (vec!["b".to_owned()], 1));
        assert!(store.restore(&Target::from(1)));
        assert_eq!(uuids(&store), ["a", "b"]);
        assert!(store.restore(&Target::from(0)));
        assert_eq!(uuids(&store), ["a", "b", "c"]);
    }
}
