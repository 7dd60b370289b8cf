//! The widths of table columns.

/// The space between two columns.
pub(super) const GAP: usize = 2;
/// The width to which all flexible columns are reduced before other columns are reduced.
const FLEXIBLE_TO: usize = 12;
/// The minimum width of a shortened text.
const MINIMUM: usize = 4;

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Slot {
    pub(super) width: usize,
    /// The preferred minimum width of a column with long texts. `None` if the column is shortened only as a last resort.
    pub(super) flexible_to: Option<usize>,
    /// The priority of the column. Columns with lower ranks are kept first.
    pub(super) rank: u8,
}

impl Slot {
    fn least_width(&self) -> usize {
        self.flexible_to.map_or(self.width, |least| least.min(self.width))
    }
}

/// Returns for each column whether it is kept. Columns are considered in the order of their ranks, lowest first, and kept if
/// they fit into the remaining width. The first of them is always kept.
pub(super) fn choose(slots: &[Slot], available: usize) -> Vec<bool> {
    let mut by_rank: Vec<usize> = (0..slots.len()).collect();
    by_rank.sort_by_key(|index| slots[*index].rank);
    let mut left = available + GAP;
    let mut kept = vec![false; slots.len()];
    for (position, index) in by_rank.into_iter().enumerate() {
        let needed = slots[index].least_width() + GAP;
        if needed <= left || position == 0 {
            left = left.saturating_sub(needed);
            kept[index] = true;
        }
    }
    kept
}

/// Reduces widths until the columns fit, or until no column is wider than [`MINIMUM`]. Flexible columns are reduced first,
/// starting with the widest: to their preferred minimum width, then below it, but not below [`FLEXIBLE_TO`]. Then all columns
/// are reduced.
///
/// Flexible columns are widened by up to a quarter if there is space, because later pages may contain longer texts.
pub(super) fn fit(slots: &mut [Slot], available: usize) {
    let total = |slots: &[Slot]| {
        let widths: usize = slots.iter().map(|slot| slot.width).sum();
        widths + GAP * slots.len().saturating_sub(1)
    };
    while total(slots) > available {
        let widest_flexible = slots
            .iter_mut()
            .filter(|slot| slot.flexible_to.is_some() && slot.width > FLEXIBLE_TO)
            .max_by_key(|slot| (slot.width > slot.least_width(), slot.width));
        if let Some(slot) = widest_flexible {
            slot.width -= 1;
            continue;
        }
        match slots.iter_mut().filter(|slot| slot.width > MINIMUM).max_by_key(|slot| slot.width) {
            Some(slot) => slot.width -= 1,
            None => return,
        }
    }
    let mut spare = available - total(slots);
    for slot in slots.iter_mut().filter(|slot| slot.flexible_to.is_some()) {
        let extra = spare.min(slot.width / 4);
        slot.width += extra;
        spare -= extra;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the slots of the columns `name`, `status`, `author` and `uuid`.
    fn slots() -> Vec<Slot> {
        [(40, Some(40), 0), (9, None, 1), (12, Some(12), 3), (36, None, 2)]
            .into_iter()
            .map(|(width, flexible_to, rank)| Slot { width, flexible_to, rank })
            .collect()
    }

    #[test]
    fn keeps_columns_that_fit_in_the_order_of_ranks() {
        assert_eq!(choose(&slots(), 200), [true, true, true, true]);
        assert_eq!(choose(&slots(), 90), [true, true, false, true]);
        assert_eq!(choose(&slots(), 70), [true, true, true, false]);
        assert_eq!(choose(&slots(), 10), [true, false, false, false]);
    }

    #[test]
    fn columns_fit_every_width_above_the_minimum() {
        for available in 22..220 {
            let mut slots = slots();
            fit(&mut slots, available);
            let total: usize = slots.iter().map(|slot| slot.width + GAP).sum();
            assert!(total - GAP <= available, "{available}: {slots:?}");
        }
    }

    #[test]
    fn shortens_flexible_columns_first() {
        let mut slots = slots();
        fit(&mut slots, 80);
        assert_eq!(slots.iter().map(|slot| slot.width).collect::<Vec<_>>(), [17, 9, 12, 36]);
    }
}
