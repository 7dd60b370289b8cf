//! How wide the columns of a table are.

use crate::commands::campaigns::Field;

/// Between two columns.
pub(super) const GAP: usize = 2;
/// The width that a name is not squeezed below while another column could be left out or squeezed.
const NAME_AT_LEAST: usize = 40;
/// The width that any other text may be squeezed to.
const TEXT_AT_LEAST: usize = 12;
/// The width at which a cut text says hardly anything any more.
const LEAST: usize = 4;

/// A column and its width.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Column {
    pub(super) field: Field,
    pub(super) width: usize,
}

impl Column {
    /// Whether its texts are of any length, so that cutting them is expected.
    fn is_flexible(self) -> bool {
        matches!(
            self.field,
            Field::Name | Field::Author | Field::Email | Field::SegmentName | Field::PrioritizationLabel
        )
    }

    fn squeezable_to(self) -> usize {
        let least = match self.field {
            Field::Name => NAME_AT_LEAST,
            _ if self.is_flexible() => TEXT_AT_LEAST,
            _ => self.width,
        };
        least.min(self.width)
    }
}

/// Leaves out the columns that do not fit, the least important first: `importance` lists them all, the most important
/// first. The order of those that stay is kept.
pub(super) fn choose(columns: Vec<Column>, importance: &[Field], available: usize) -> Vec<Column> {
    let mut left = available + GAP;
    let mut chosen = Vec::new();
    for field in importance {
        let Some(column) = columns.iter().find(|column| column.field == *field) else {
            continue;
        };
        let needed = column.squeezable_to() + GAP;
        // The first stays whatever the width.
        if needed <= left || chosen.is_empty() {
            left = left.saturating_sub(needed);
            chosen.push(*field);
        }
    }
    columns.into_iter().filter(|column| chosen.contains(&column.field)).collect()
}

/// Squeezes columns until they fit: the widest of the flexible ones first, names after the others; then, if that was not
/// enough, all of them.
/// Where there is room to spare, flexible columns get a little of it, because later pages may hold longer texts.
pub(super) fn squeeze(columns: &mut [Column], available: usize) {
    let total = |columns: &[Column]| {
        let widths: usize = columns.iter().map(|column| column.width).sum();
        widths + GAP * columns.len().saturating_sub(1)
    };
    while total(columns) > available {
        let widest_text = columns
            .iter_mut()
            .filter(|column| column.is_flexible() && column.width > TEXT_AT_LEAST)
            .max_by_key(|column| (column.field != Field::Name || column.width > NAME_AT_LEAST, column.width));
        if let Some(column) = widest_text {
            column.width -= 1;
            continue;
        }
        let widest =
            columns.iter_mut().filter(|column| column.width > LEAST).max_by_key(|column| column.width);
        match widest {
            Some(column) => column.width -= 1,
            None => return,
        }
    }
    let mut spare = available - total(columns);
    for column in columns.iter_mut().filter(|column| column.is_flexible()) {
        let extra = spare.min(column.width / 4);
        column.width += extra;
        spare -= extra;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(widths: &[(Field, usize)]) -> Vec<Column> {
        widths.iter().map(|(field, width)| Column { field: *field, width: *width }).collect()
    }

    const WIDTHS: [(Field, usize); 4] =
        [(Field::Name, 40), (Field::Status, 9), (Field::Author, 12), (Field::Uuid, 36)];

    #[test]
    fn the_least_important_columns_are_left_out_and_the_order_is_kept() {
        let importance = [Field::Name, Field::Status, Field::Uuid, Field::Author];
        let chosen = |available| -> Vec<Field> {
            choose(columns(&WIDTHS), &importance, available).iter().map(|column| column.field).collect()
        };
        assert_eq!(chosen(200), [Field::Name, Field::Status, Field::Author, Field::Uuid]);
        assert_eq!(chosen(90), [Field::Name, Field::Status, Field::Uuid]);
        assert_eq!(chosen(70), [Field::Name, Field::Status, Field::Author]);
        assert_eq!(chosen(10), [Field::Name]);
    }

    #[test]
    fn whatever_the_width_the_columns_fit_unless_nothing_would_be_left_of_them() {
        for available in 22..220 {
            let mut columns = columns(&WIDTHS);
            squeeze(&mut columns, available);
            let total: usize = columns.iter().map(|column| column.width + GAP).sum();
            assert!(total - GAP <= available, "{available}: {columns:?}");
        }
    }

    #[test]
    fn texts_give_way_before_anything_else() {
        let mut columns = columns(&WIDTHS);
        squeeze(&mut columns, 80);
        assert_eq!(columns.iter().map(|column| column.width).collect::<Vec<_>>(), [17, 9, 12, 36]);
    }
}
