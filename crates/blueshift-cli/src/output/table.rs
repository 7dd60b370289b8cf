//! A table for people.
//!
//! The widths are those of the first page, so that a listing of any length is printed as it arrives, in the memory of one
//! page. On a terminal, wider cells are shortened. Anywhere else nothing is shortened or left out, and a wider cell shifts the
//! rest of its row to the right.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use blueshift::jiff::tz::TimeZone;
use blueshift::jiff::{Timestamp, Unit};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::column::Value;
use super::layout::{self, GAP, Slot};
use super::{Column, Record, Writer, visible};
use crate::terminal::{BOLD, DIM, Terminal};

/// Stands for a value that a record does not have.
const ABSENT: &str = "-";
/// The width of the widest relative timestamp of the next and last year.
const RELATIVE_WIDTH: usize = "11 months ago".len();

pub(super) struct Table<R: Record> {
    requested: Vec<&'static Column<R>>,
    terminal: Terminal,
    now: Timestamp,
    /// The columns with their widths, known after the first page.
    layout: Option<Vec<(&'static Column<R>, usize)>>,
}

impl<R: Record> Table<R> {
    /// Without columns, those of [`Record::TABLE`] that fit are shown.
    pub(super) fn new(columns: Vec<&'static Column<R>>, terminal: &Terminal, now: Timestamp) -> Self {
        Self { requested: columns, terminal: *terminal, now, layout: None }
    }

    fn lay_out(&self, records: &[R]) -> Vec<(&'static Column<R>, usize)> {
        let is_terminal = self.terminal.stdout.is_terminal;
        let mut columns: Vec<(&'static Column<R>, u8)> = if self.requested.is_empty() {
            R::TABLE.iter().filter_map(|(name, rank)| Some((Column::find(name)?, *rank))).collect()
        } else {
            self.requested.iter().map(|column| (*column, 0)).collect()
        };
        let relative_width = if is_terminal { RELATIVE_WIDTH } else { 0 };
        let slot = |(column, rank): &(&'static Column<R>, u8)| {
            let cells = records.iter().map(|record| self.cell(column, record).width());
            let least = column.heading_text().len().max(column.expected_width(relative_width));
            let width = cells.max().unwrap_or(0).max(least);
            Slot { width, flexible_to: column.flexible_to(), rank: *rank }
        };
        let mut slots: Vec<Slot> = columns.iter().map(slot).collect();
        if is_terminal {
            if self.requested.is_empty() {
                let kept = layout::choose(&slots, self.terminal.width);
                let mut keep = kept.iter();
                columns.retain(|_| keep.next() == Some(&true));
                let mut keep = kept.iter();
                slots.retain(|_| keep.next() == Some(&true));
            }
            layout::fit(&mut slots, self.terminal.width);
        }
        columns.into_iter().zip(slots).map(|((column, _), slot)| (column, slot.width)).collect()
    }

    fn cell<'a>(&self, column: &Column<R>, record: &'a R) -> Cow<'a, str> {
        match column.value(record) {
            None => ABSENT.into(),
            Some(Value::Timestamp(timestamp)) if self.terminal.stdout.is_terminal => {
                relative(timestamp, self.now).into()
            }
            Some(Value::Percentage(number)) => format!("{number} %").into(),
            Some(value) => match value.text() {
                Cow::Borrowed(text) => visible(text),
                Cow::Owned(text) => Cow::Owned(visible(&text).into_owned()),
            },
        }
    }

    fn write_row<'a>(
        &self,
        out: &mut dyn Write,
        cells: impl Iterator<Item = (Cow<'a, str>, Style, usize)>,
    ) -> io::Result<()> {
        let mut padding = 0;
        for (cell, style, width) in cells {
            let text = if self.terminal.stdout.is_terminal { shorten(&cell, width) } else { cell };
            write!(out, "{:padding$}", "")?;
            self.terminal.stdout.paint(out, style, &text)?;
            // Written before the next column, so that no row ends in spaces.
            padding = width.saturating_sub(text.width()) + GAP;
        }
        out.write_all(b"\n")
    }

    /// Writes the header if it is missing, and returns the columns.
    fn write_header(
        &mut self,
        out: &mut dyn Write,
        records: &[R],
    ) -> io::Result<Vec<(&'static Column<R>, usize)>> {
        if let Some(columns) = &self.layout {
            return Ok(columns.clone());
        }
        let columns = self.lay_out(records);
        self.write_row(out, columns.iter().map(|(column, width)| (column.heading_text(), BOLD, *width)))?;
        self.layout = Some(columns.clone());
        Ok(columns)
    }
}

impl<R: Record> Writer<R> for Table<R> {
    fn write(&mut self, out: &mut dyn Write, records: &[R]) -> io::Result<()> {
        let columns = self.write_header(out, records)?;
        for record in records {
            let cells = columns.iter().map(|(column, width)| {
                let cell = self.cell(column, record);
                let style = if cell == ABSENT { DIM } else { column.style_of(&cell) };
                (cell, style, *width)
            });
            self.write_row(out, cells)?;
        }
        Ok(())
    }

    fn finish(&mut self, out: &mut dyn Write, complete: bool) -> io::Result<()> {
        // On a terminal, a sentence on stderr reports an empty listing.
        if complete && !self.terminal.stdout.is_terminal {
            self.write_header(out, &[])?;
        }
        Ok(())
    }
}

/// Formats a timestamp as `3 days ago` or `in 2 hours`, rounded down to the largest unit.
fn relative(timestamp: Timestamp, now: Timestamp) -> String {
    let [timestamp, now] = [timestamp, now].map(|timestamp| timestamp.to_zoned_datetime(TimeZone::UTC));
    // Fails only for spans that are longer than the range of timestamps.
    let Ok(span) = now.until((Unit::Year, &timestamp)) else {
        return ABSENT.to_owned();
    };
    let units = [
        (i64::from(span.get_years()), "year"),
        (span.get_months().into(), "month"),
        ((span.get_days() / 7).into(), "week"),
        (span.get_days().into(), "day"),
        (span.get_hours().into(), "hour"),
        (span.get_minutes(), "minute"),
    ];
    match units.into_iter().find(|(count, _)| *count != 0) {
        None if span.is_positive() => "in seconds".to_owned(),
        None => "just now".to_owned(),
        Some((count, unit)) => {
            let plural = if count.abs() == 1 { "" } else { "s" };
            let text = format!("{} {unit}{plural}", count.abs());
            if count > 0 { format!("in {text}") } else { format!("{text} ago") }
        }
    }
}

/// Shortens a text to a width, between grapheme clusters.
fn shorten(text: &str, width: usize) -> Cow<'_, str> {
    if text.width() <= width {
        return Cow::Borrowed(text);
    }
    let mut short = String::new();
    let mut left = width.saturating_sub(1);
    for grapheme in text.graphemes(true) {
        match left.checked_sub(grapheme.width()) {
            Some(rest) => left = rest,
            None => break,
        }
        short.push_str(grapheme);
    }
    short.truncate(short.trim_end().len());
    short.push('…');
    Cow::Owned(short)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_timestamps_use_the_largest_unit_that_has_passed() {
        let now: Timestamp = "2026-05-20T12:00:00Z".parse().unwrap();
        for (timestamp, expected) in [
            ("2026-05-20T12:00:00Z", "just now"),
            ("2026-05-20T11:59:30Z", "just now"),
            ("2026-05-20T12:00:30Z", "in seconds"),
            ("2026-05-20T11:58:30Z", "1 minute ago"),
            ("2026-05-20T09:00:00Z", "3 hours ago"),
            ("2026-05-22T12:00:00Z", "in 2 days"),
            ("2026-05-13T11:00:00Z", "1 week ago"),
            ("2026-02-20T12:00:00Z", "3 months ago"),
            ("2026-02-20T13:00:00Z", "2 months ago"),
            ("2024-02-20T12:00:00Z", "2 years ago"),
            ("-009999-01-02T01:59:59Z", "12025 years ago"),
            ("9999-12-30T22:00:00Z", "in 7973 years"),
        ] {
            assert_eq!(relative(timestamp.parse().unwrap(), now), expected);
        }
    }

    #[test]
    fn shortened_text_fits_and_ends_between_characters() {
        assert_eq!(shorten("Spring Sale", 11), "Spring Sale");
        assert_eq!(shorten("Spring Sale", 10), "Spring Sa…");
        assert_eq!(shorten("Spring Sale", 8), "Spring…");
        assert_eq!(shorten("春のセール", 6), "春の…");
        for text in ["👩‍👩‍👧 family", "e\u{301}e\u{301}e\u{301}e\u{301}", "春のセール"] {
            for width in 1..12 {
                assert!(shorten(text, width).width() <= width, "{text} {width}");
            }
        }
    }
}
