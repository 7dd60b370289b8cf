//! All campaigns of a sandbox, in order: the initial campaigns and the changes since the start.
//!
//! Only added, changed, moved or removed campaigns use additional memory.

mod base;
pub(crate) mod campaign_ref;
mod layout;

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use serde_json::{Map, Value};

use crate::assumptions::Order;
use crate::data::data_set::{DataError, DataSet};
use crate::data::filter::Filter;
use crate::data::seeded::Seeded;
use crate::data::seeded::campaign::SeededCampaign;
use crate::data::store::base::Base;
use crate::data::store::campaign_ref::{CampaignRef, Item};
use crate::data::store::layout::{Id, Layout};
use crate::data::stored::StoredCampaign;
use crate::data::target::Target;
use crate::data::timestamp;
use crate::faults::fault::Event;

pub(crate) struct Store {
    base: Base,
    order: Order,
    seed: u64,
    overlay: RwLock<Overlay>,
}

/// The differences from the base.
#[derive(Debug)]
struct Overlay {
    layout: Layout,
    /// Added campaigns. Their numbers follow those of the base.
    added: Vec<Added>,
    created: HashMap<String, Id>,
    changed: HashMap<Id, StoredCampaign>,
    /// Removed campaigns, each with the sequence number of its removal.
    removed: HashMap<Id, u64>,
    removals: u64,
    /// The last change of each created or changed campaign.
    last_changes: HashMap<Id, LastChange>,
}

#[derive(Debug)]
struct LastChange {
    /// The campaign before the change, or `None` if the change created it.
    before: Option<StoredCampaign>,
    /// The number of stale reads since the change.
    stale_reads: AtomicU64,
}

impl LastChange {
    fn new(before: Option<StoredCampaign>) -> Self {
        Self { before, stale_reads: AtomicU64::new(0) }
    }

    /// Counts a read, and returns whether it is among the first `limit` reads since the change.
    fn is_stale(&self, limit: u64) -> bool {
        self.stale_reads.fetch_add(1, Ordering::Relaxed) < limit
    }
}

#[derive(Debug)]
enum Added {
    /// A campaign that is computed from its number and the time of its creation.
    Inserted(i64),
    Created(Box<StoredCampaign>),
}

impl Store {
    pub(crate) fn seeded(campaigns: Seeded, order: Order) -> Self {
        Self::new(Base::seeded(campaigns, order), order, campaigns.seed)
    }

    pub(crate) fn stored(data: DataSet, order: Order, seed: u64) -> Self {
        Self::new(Base::stored(data, order, seed), order, seed)
    }

    fn new(base: Base, order: Order, seed: u64) -> Self {
        let overlay = Overlay {
            layout: Layout::new(base.len()),
            added: Vec::new(),
            created: HashMap::new(),
            changed: HashMap::new(),
            removed: HashMap::new(),
            removals: 0,
            last_changes: HashMap::new(),
        };
        Self { base, order, seed, overlay: RwLock::new(overlay) }
    }

    /// Returns the number of campaigns.
    pub(crate) fn len(&self) -> usize {
        let overlay = self.read();
        self.base.len().saturating_add(overlay.added.len()).saturating_sub(overlay.removed.len())
    }

    /// Returns the seed of the computed values.
    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    /// Returns the current campaigns. Changes block until the view is dropped.
    pub(crate) fn view(&self) -> View<'_> {
        View { store: self, overlay: self.read(), stale: HashSet::new() }
    }

    /// Like [`Store::view`], but for a stale read: a campaign has its previous state if fewer than `limit` stale reads
    /// followed its last change. A read of one campaign counts for this campaign; a listing counts for all campaigns.
    pub(crate) fn stale_view(&self, target: Option<&Target>, limit: u64) -> View<'_> {
        let mut view = self.view();
        if limit == 0 {
            return view;
        }
        let is_stale = |(id, change): (&Id, &LastChange)| change.is_stale(limit).then_some(*id);
        let changes = &view.overlay.last_changes;
        view.stale = match target {
            None => changes.iter().filter_map(is_stale).collect(),
            Some(target) => {
                let id = self.resolve(&view.overlay, target);
                id.and_then(|id| changes.get_key_value(&id)).and_then(is_stale).into_iter().collect()
            }
        };
        view
    }

    /// Adds computed campaigns that are created at `now`.
    pub(crate) fn insert(&self, count: u32, now: i64) {
        let mut overlay = self.write();
        for _ in 0..count {
            self.add(&mut overlay, Added::Inserted(now));
        }
    }

    /// Adds a campaign and returns its `uuid`. By default, `uuid` is random, and `created_at` and `updated_at` are `now`.
    pub(crate) fn create(&self, mut fields: Map<String, Value>, now: i64) -> Result<String, DataError> {
        fields.entry("uuid").or_insert_with(|| uuid::Uuid::new_v4().to_string().into());
        for field in ["created_at", "updated_at"] {
            fields.entry(field).or_insert_with(|| timestamp::to_text(now).into());
        }
        let campaign = StoredCampaign::from_fields(fields)?;
        let uuid = campaign.uuid().to_owned();
        let mut overlay = self.write();
        if self.find(&overlay, &uuid).is_some() {
            return Err(DataError::Exists { uuid });
        }
        let id = self.add(&mut overlay, Added::Created(Box::new(campaign)));
        overlay.created.insert(uuid.clone(), id);
        overlay.last_changes.insert(id, LastChange::new(None));
        Ok(uuid)
    }

    /// Sets fields of a campaign, and `updated_at` to `now` unless `changes` contains it. Returns whether the campaign exists.
    pub(crate) fn change(
        &self,
        target: &Target,
        changes: Map<String, Value>,
        now: i64,
    ) -> Result<bool, DataError> {
        Ok(self.update(target, now, |_| Ok::<_, DataError>(changes))?.is_some())
    }

    /// Sets `updated_at` of a campaign to `now`. Returns whether the campaign exists.
    pub(crate) fn touch(&self, target: &Target, now: i64) -> bool {
        // This change cannot make a campaign invalid.
        self.change(target, Map::new(), now).unwrap_or(false)
    }

    /// Like [`Store::change`], but computes the changes atomically from the current fields. After an error, the campaign is
    /// unchanged. With [`Order::Updated`], a changed campaign moves to the front. Returns the new fields, or `None` if the
    /// campaign does not exist.
    pub(crate) fn update<E: From<DataError>>(
        &self,
        target: &Target,
        now: i64,
        changes: impl FnOnce(&Map<String, Value>) -> Result<Map<String, Value>, E>,
    ) -> Result<Option<Map<String, Value>>, E> {
        let mut overlay = self.write();
        let Some(id) = self.resolve(&overlay, target) else {
            return Ok(None);
        };
        let Some(mut fields) = self.get(&overlay, id).and_then(CampaignRef::into_fields) else {
            return Ok(None);
        };
        let changes = changes(&fields)?;
        if changes.get("uuid").is_some_and(|uuid| fields.get("uuid") != Some(uuid)) {
            return Err(DataError::UuidChanged.into());
        }
        let before = StoredCampaign::from_fields(fields.clone())?;
        fields.insert("updated_at".to_owned(), timestamp::to_text(now).into());
        fields.extend(changes);
        overlay.changed.insert(id, StoredCampaign::from_fields(fields.clone())?);
        overlay.last_changes.insert(id, LastChange::new(Some(before)));
        if self.order == Order::Updated {
            overlay.layout.move_to_front(id);
        }
        Ok(Some(fields))
    }

    /// Swaps a campaign with the next one. Returns whether both exist.
    pub(crate) fn swap(&self, target: &Target) -> bool {
        let mut overlay = self.write();
        let Some(id) = self.resolve(&overlay, target) else {
            return false;
        };
        let next = overlay.listed().skip_while(|listed| *listed != id).nth(1);
        if let Some(next) = next {
            overlay.layout.swap(id, next);
        }
        next.is_some()
    }

    /// Removes a campaign from every response. Returns whether the campaign exists.
    pub(crate) fn remove(&self, target: &Target) -> bool {
        let mut overlay = self.write();
        let Some(id) = self.resolve(&overlay, target) else {
            return false;
        };
        let removal = overlay.removals;
        overlay.removals = removal.saturating_add(1);
        overlay.removed.insert(id, removal).is_none()
    }

    /// Restores a removed campaign to its position. An index refers to the removed campaigns, in the order of their
    /// removal. Returns false if no such campaign had been removed.
    pub(crate) fn restore(&self, target: &Target) -> bool {
        let mut overlay = self.write();
        let id = match target {
            Target::Uuid(uuid) => self.find(&overlay, uuid),
            Target::Index(index) => {
                let mut removed: Vec<_> =
                    overlay.removed.iter().map(|(id, removal)| (*removal, *id)).collect();
                removed.sort_unstable();
                usize::try_from(*index).ok().and_then(|index| removed.get(index)).map(|(_, id)| *id)
            }
        };
        id.is_some_and(|id| overlay.removed.remove(&id).is_some())
    }

    /// Applies the change that a fault causes. Has no effect if the campaign does not exist.
    pub(crate) fn apply(&self, event: &Event, now: i64) {
        match event {
            Event::Insert(count) => self.insert(*count, now),
            Event::Touch(target) => drop(self.touch(target, now)),
            Event::Swap(target) => drop(self.swap(target)),
            Event::Remove(target) => drop(self.remove(target)),
            Event::Restore(target) => drop(self.restore(target)),
        }
    }

    fn add(&self, overlay: &mut Overlay, added: Added) -> Id {
        let id = self.base.len().saturating_add(overlay.added.len());
        overlay.added.push(added);
        match self.order {
            Order::Newest | Order::Updated => overlay.layout.move_to_front(id),
            Order::Oldest | Order::Shuffled | Order::Given => overlay.layout.move_to_back(id),
        }
        id
    }

    /// Returns the campaign of a target, unless it is removed.
    fn resolve(&self, overlay: &Overlay, target: &Target) -> Option<Id> {
        match target {
            Target::Index(index) => overlay.listed().nth(usize::try_from(*index).ok()?),
            Target::Uuid(uuid) => self.find(overlay, uuid).filter(|id| !overlay.removed.contains_key(id)),
        }
    }

    /// Returns the campaign with this `uuid`, removed or not.
    fn find(&self, overlay: &Overlay, uuid: &str) -> Option<Id> {
        let inserted = || {
            let number = usize::try_from(SeededCampaign::number_of(self.seed, uuid)?).ok()?;
            let inserted = matches!(overlay.added.get(number)?, Added::Inserted(_));
            inserted.then_some(self.base.len().saturating_add(number))
        };
        self.base.find(uuid).or_else(|| overlay.created.get(uuid).copied()).or_else(inserted)
    }

    fn get<'a>(&'a self, overlay: &'a Overlay, id: Id) -> Option<CampaignRef<'a>> {
        if let Some(changed) = overlay.changed.get(&id) {
            return Some(CampaignRef::Stored(changed));
        }
        let Some(number) = id.checked_sub(self.base.len()) else {
            return self.base.get(id);
        };
        Some(match overlay.added.get(number)? {
            Added::Inserted(created) => {
                CampaignRef::Seeded(SeededCampaign::inserted(self.seed, number as u64, *created))
            }
            Added::Created(campaign) => CampaignRef::Stored(campaign),
        })
    }

    fn read(&self) -> RwLockReadGuard<'_, Overlay> {
        self.overlay.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Overlay> {
        self.overlay.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Overlay {
    fn is_empty(&self) -> bool {
        self.layout.is_initial() && self.changed.is_empty() && self.removed.is_empty()
    }

    /// Returns the campaigns that are not removed, in order.
    fn listed(&self) -> impl Iterator<Item = Id> {
        self.layout.ids().filter(|id| !self.removed.contains_key(id))
    }
}

/// The campaigns at one point in time. They cannot change while the view exists.
pub(crate) struct View<'s> {
    store: &'s Store,
    overlay: RwLockReadGuard<'s, Overlay>,
    /// The campaigns that the view contains in the state before their last change.
    stale: HashSet<Id>,
}

/// A range of the campaigns that match a filter.
pub(crate) struct Selection<'a> {
    pub(crate) items: Vec<Item<'a>>,
    /// The number of all campaigns that match, if they were counted.
    pub(crate) total: Option<u64>,
}

impl View<'_> {
    /// Returns the fields of a campaign.
    pub(crate) fn fields(&self, target: &Target) -> Option<Map<String, Value>> {
        let id = self.store.resolve(&self.overlay, target)?;
        self.get(id)?.into_fields()
    }

    fn get(&self, id: Id) -> Option<CampaignRef<'_>> {
        if self.stale.contains(&id) {
            let change = self.overlay.last_changes.get(&id)?;
            return change.before.as_ref().map(CampaignRef::Stored);
        }
        self.store.get(&self.overlay, id)
    }

    /// Returns up to `take` matching campaigns after the first `skip`. The total is known if `with_total` is true or no
    /// matching campaign follows the range.
    pub(crate) fn select(&self, filter: &Filter, skip: u64, take: u64, with_total: bool) -> Selection<'_> {
        let end = skip.saturating_add(take);
        let (mut items, mut matching) = (Vec::new(), 0_u64);
        let counted = self.all(|campaign| {
            if !campaign.matches(filter) {
                return true;
            }
            if matching >= end && !with_total {
                return false;
            }
            if (skip..end).contains(&matching) {
                items.push(campaign.into_item());
            }
            matching = matching.saturating_add(1);
            true
        });
        Selection { items, total: counted.then_some(matching) }
    }

    /// Visits all campaigns in order.
    pub(crate) fn for_each(&self, mut visit: impl FnMut(CampaignRef<'_>)) {
        self.all(|campaign| {
            visit(campaign);
            true
        });
    }

    /// Visits campaigns in order until `visit` returns false. Returns whether all campaigns were visited.
    fn all<'a>(&'a self, mut visit: impl FnMut(CampaignRef<'a>) -> bool) -> bool {
        let Self { store, overlay, .. } = self;
        if overlay.is_empty() {
            // Without changes, no lookup per campaign is needed.
            return (0..store.base.len()).all(|id| store.base.get(id).is_none_or(&mut visit));
        }
        overlay.listed().all(|id| self.get(id).is_none_or(&mut visit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORDERS: [Order; 5] = [Order::Newest, Order::Oldest, Order::Shuffled, Order::Updated, Order::Given];

    /// Returns the UUIDs of the campaigns in a listing without `startdate`.
    fn uuids(store: &Store) -> Vec<String> {
        let view = store.view();
        let selection = view.select(
            &Filter { includes_undated: true, now: TODAY, ..Filter::default() },
            0,
            u64::MAX,
            true,
        );
        let text = serde_json::to_value(selection.items).unwrap();
        let rows = text.as_array().unwrap();
        rows.iter().map(|row| row["uuid"].as_str().unwrap().to_owned()).collect()
    }

    const TODAY: i64 = 19_900 * timestamp::DAY;

    fn seeded(order: Order) -> Store {
        Store::seeded(Seeded { seed: 3, count: 50, today: TODAY }, order)
    }

    #[test]
    fn finds_every_campaign_by_uuid() {
        for order in ORDERS {
            let store = seeded(order);
            store.insert(3, 5);
            let created = store.create(Map::new(), 6).unwrap();
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
        for target in [Target::from("nonexistent"), Target::from(50), Target::from(u64::MAX)] {
            assert!(!store.swap(&target) && !store.remove(&target) && !store.restore(&target));
            assert!(!store.change(&target, Map::new(), 1).unwrap());
        }
        assert!(!store.swap(&Target::from(49)), "swapped the last campaign, which has no next campaign");
        assert_eq!(store.len(), 50);
    }

    #[test]
    fn failed_update_changes_nothing() {
        let data = DataSet::from_json(r#"[{"uuid": "a", "status": "draft"}]"#).unwrap();
        let (store, target) = (Store::stored(data, Order::Given, 1), Target::from("a"));
        let launch = |fields: &Map<String, Value>| match fields["status"].as_str() {
            Some("draft") => Ok(Map::from_iter([("status".to_owned(), "launched".into())])),
            _ => Err(None::<DataError>),
        };
        let launched = store.update(&target, 0, launch).unwrap().unwrap();
        assert_eq!(
            (&launched["status"], &launched["updated_at"]),
            (&"launched".into(), &"1970-01-01T00:00:00.000Z".into())
        );
        assert_eq!(store.view().fields(&target).as_ref(), Some(&launched));
        assert!(matches!(store.update(&target, 1_000_000, launch), Err(None)));
        assert_eq!(store.view().fields(&target), Some(launched));
        assert!(store.update(&Target::from("b"), 0, launch).unwrap().is_none());
    }

    #[test]
    fn restore_index_follows_the_order_of_removal() {
        let store = Store::stored(
            DataSet::from_json(r#"[{"uuid": "a"}, {"uuid": "b"}, {"uuid": "c"}]"#).unwrap(),
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
