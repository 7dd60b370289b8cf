//! The order of campaigns. Initially, the position of each campaign is its number; only moved or added campaigns use memory.

use std::collections::{BTreeMap, HashMap};

/// The number of a campaign, which does not change when the campaign moves.
pub(crate) type Id = usize;

#[derive(Debug)]
pub(crate) struct Layout {
    base: i64,
    /// The campaigns at changed or added positions. Positions below 0 precede the initial ones, and positions from `base`
    /// follow them. A vacant initial position contains `None`.
    slots: BTreeMap<i64, Option<Id>>,
    /// The positions of moved or added campaigns.
    moved: HashMap<Id, i64>,
}

impl Layout {
    /// Creates a layout of the campaigns 0 to `base` (exclusive), in this order.
    pub(crate) fn new(base: usize) -> Self {
        let base = i64::try_from(base).unwrap_or(i64::MAX);
        Self { base, slots: BTreeMap::new(), moved: HashMap::new() }
    }

    /// Returns whether no campaign was moved or added.
    pub(crate) fn is_initial(&self) -> bool {
        self.slots.is_empty()
    }

    /// Returns all campaigns, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = Id> {
        let mut changed = self.slots.range(0..self.base).peekable();
        let base =
            (0..self.base).filter_map(move |position| match changed.next_if(|(at, _)| **at == position) {
                Some((_, id)) => *id,
                None => usize::try_from(position).ok(),
            });
        let kept = |(_, id): (&i64, &Option<Id>)| *id;
        let front = self.slots.range(..0).filter_map(kept);
        front.chain(base).chain(self.slots.range(self.base..).filter_map(kept))
    }

    /// Moves or adds a campaign to the front.
    pub(crate) fn move_to_front(&mut self, id: Id) {
        self.vacate(id);
        let first = self.slots.first_key_value().map_or(0, |(first, _)| (*first).min(0));
        self.put(id, first.saturating_sub(1));
    }

    /// Moves or adds a campaign to the back.
    pub(crate) fn move_to_back(&mut self, id: Id) {
        self.vacate(id);
        let last = self.slots.last_key_value().map_or(-1, |(last, _)| *last);
        self.put(id, last.saturating_add(1).max(self.base));
    }

    /// Swaps two campaigns.
    pub(crate) fn swap(&mut self, one: Id, other: Id) {
        if let (Some(first), Some(second)) = (self.position(one), self.position(other)) {
            self.put(one, second);
            self.put(other, first);
        }
    }

    /// Returns the position of a campaign, or `None` if the layout does not contain it.
    fn position(&self, id: Id) -> Option<i64> {
        let first = || i64::try_from(id).ok().filter(|position| *position < self.base);
        self.moved.get(&id).copied().or_else(first)
    }

    fn put(&mut self, id: Id, position: i64) {
        self.slots.insert(position, Some(id));
        self.moved.insert(id, position);
    }

    fn vacate(&mut self, id: Id) {
        match self.position(id) {
            Some(position) if (0..self.base).contains(&position) => {
                self.slots.insert(position, None);
            }
            Some(position) => {
                self.slots.remove(&position);
            }
            None => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(layout: &Layout) -> Vec<Id> {
        layout.ids().collect()
    }

    #[test]
    fn initial_order_is_by_number() {
        assert_eq!(ids(&Layout::new(3)), [0, 1, 2]);
        assert!(ids(&Layout::new(0)).is_empty());
    }

    #[test]
    fn adds_campaigns_at_both_ends() {
        let mut layout = Layout::new(2);
        layout.move_to_front(2);
        layout.move_to_back(3);
        layout.move_to_front(4);
        layout.move_to_back(5);
        assert_eq!(ids(&layout), [4, 2, 0, 1, 3, 5]);
    }

    #[test]
    fn a_moved_campaign_vacates_its_position() {
        let mut layout = Layout::new(3);
        for (id, expected) in [(1, [1, 0, 2]), (1, [1, 0, 2]), (2, [2, 1, 0]), (1, [1, 2, 0])] {
            layout.move_to_front(id);
            assert_eq!(ids(&layout), expected);
        }
        layout.move_to_back(1);
        assert_eq!(ids(&layout), [2, 0, 1]);
    }

    #[test]
    fn swaps_moved_and_unmoved_campaigns() {
        let mut layout = Layout::new(3);
        layout.swap(0, 1);
        assert_eq!(ids(&layout), [1, 0, 2]);
        layout.move_to_front(3);
        layout.swap(3, 1);
        assert_eq!(ids(&layout), [1, 3, 0, 2]);
        layout.swap(1, 1);
        assert_eq!(ids(&layout), [1, 3, 0, 2]);
        layout.move_to_front(2);
        layout.move_to_back(3);
        assert_eq!(ids(&layout), [2, 1, 0, 3]);
    }

    #[test]
    fn behaves_like_a_vector() {
        let (mut layout, mut list) = (Layout::new(5), (0..5).collect::<Vec<Id>>());
        for step in 0..2_000_u64 {
            let drawn = crate::random::mix(3, step);
            let (id, other) = ((drawn >> 8) as usize % 8, (drawn >> 16) as usize % 8);
            match drawn % 3 {
                0 => {
                    layout.move_to_front(id);
                    list.retain(|kept| *kept != id);
                    list.insert(0, id);
                }
                1 => {
                    layout.move_to_back(id);
                    list.retain(|kept| *kept != id);
                    list.push(id);
                }
                _ => {
                    layout.swap(id, other);
                    let at = |id| list.iter().position(|kept| *kept == id);
                    if let (Some(one), Some(other)) = (at(id), at(other)) {
                        list.swap(one, other);
                    }
                }
            }
            assert_eq!(ids(&layout), list, "step {step}");
        }
    }
}
