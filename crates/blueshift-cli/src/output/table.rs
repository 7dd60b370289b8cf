//! Output as a table.
//!
//! The column widths depend only on the first page, so that each page of a listing is printed when it arrives. On a terminal,
//! wider texts are shortened. Numbers are never shortened, and without a terminal nothing is shortened or omitted: a wider cell
//! shifts the rest of its row to the right.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use blueshift::jiff::tz::TimeZone;
use blueshift::jiff::{Timestamp, Unit};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::column::Value;
use super::layout::{self, GAP, Slot};
use super::total::Sum;
use super::{Column, Record, Writer, visible};
use crate::terminal::{BOLD, DIM, Terminal};

/// The text for a missing value.
const ABSENT: &str = "-";
/// The minimum width of a column of relative timestamps. Most relative timestamps fit into this width.
const RELATIVE_WIDTH: usize = "59 minutes ago".len();

pub(super) struct Table<R: Record> {
    /// The columns with their ranks.
    columns: Vec<(&'static Column<R>, u8)>,
    /// Whether columns that do not fit are omitted.
    is_fitted: bool,
    terminal: Terminal,
    now: Timestamp,
    /// The columns with their widths and sums. `None` before the first page.
    layout: Option<Vec<Shown<R>>>,
    omitted: Vec<&'static str>,
    rows: u64,
}

/// A column of the layout.
struct Shown<R: Record> {
    column: &'static Column<R>,
    width: usize,
    sum: Sum,
}

impl<R: Record> Table<R> {
    /// Creates a table of the columns that fit, by rank.
    pub(super) fn fitted(
        columns: Vec<(&'static Column<R>, u8)>,
        terminal: &Terminal,
        now: Timestamp,
    ) -> Self {
        Self {
            columns,
            is_fitted: true,
            terminal: *terminal,
            now,
            layout: None,
            omitted: Vec::new(),
            rows: 0,
        }
    }

    /// Creates a table of these columns.
    pub(super) fn of(columns: Vec<&'static Column<R>>, terminal: &Terminal, now: Timestamp) -> Self {
        let columns = columns.into_iter().map(|column| (column, 0)).collect();
        Self {
            columns,
            is_fitted: false,
            terminal: *terminal,
            now,
            layout: None,
            omitted: Vec::new(),
            rows: 0,
        }
    }

    fn lay_out(&self, records: &[R]) -> Vec<Shown<R>> {
        let is_terminal = self.terminal.stdout.is_terminal;
        let relative_width = if is_terminal { RELATIVE_WIDTH } else { 0 };
        let slot = |(column, rank): &(&'static Column<R>, u8)| {
            let cells = records.iter().map(|record| self.cell(column, record).width());
            let least = column.heading_text().len().max(column.expected_width(relative_width));
            let mut sum = Sum::default();
            records.iter().filter(|_| column.has_total()).for_each(|record| sum.add(column, record));
            let total = self.total(&sum).map_or(0, |text| text.width());
            let width = cells.max().unwrap_or(0).max(least).max(total);
            Slot { width, flexible_to: column.flexible_to(), rank: *rank }
        };
        let mut columns = self.columns.clone();
        let mut slots: Vec<Slot> = columns.iter().map(slot).collect();
        if is_terminal {
            if self.is_fitted {
                let kept = layout::choose(&slots, self.terminal.width);
                let mut keep = kept.iter();
                columns.retain(|_| keep.next() == Some(&true));
                let mut keep = kept.iter();
                slots.retain(|_| keep.next() == Some(&true));
            }
            layout::fit(&mut slots, self.terminal.width);
        }
        let shown = |((column, _), slot): (_, Slot)| Shown { column, width: slot.width, sum: Sum::default() };
        columns.into_iter().zip(slots).map(shown).collect()
    }

    fn cell<'a>(&self, column: &Column<R>, record: &'a R) -> Cow<'a, str> {
        match column.table_value(record) {
            None => ABSENT.into(),
            Some(Value::Timestamp(timestamp)) if self.terminal.stdout.is_terminal => {
                relative(timestamp, self.now).into()
            }
            Some(Value::Percentage(number)) => format!("{number} %").into(),
            Some(Value::Number(number)) if self.terminal.stdout.is_terminal => grouped(number).into(),
            Some(value) => match value.text() {
                Cow::Borrowed(text) => visible(text),
                Cow::Owned(text) => Cow::Owned(visible(&text).into_owned()),
            },
        }
    }

    fn total(&self, sum: &Sum) -> Option<String> {
        sum.text(if self.terminal.stdout.is_terminal { grouped } else { rounded })
    }

    fn write_row<'a>(
        &self,
        out: &mut dyn Write,
        cells: impl Iterator<Item = ((Cow<'a, str>, usize), Style)>,
    ) -> io::Result<()> {
        let mut padding = 0;
        for ((cell, width), style) in cells {
            let text = if self.terminal.stdout.is_terminal { shorten(&cell, width) } else { cell };
            if text.is_empty() {
                padding += width + GAP;
                continue;
            }
            write!(out, "{:padding$}", "")?;
            self.terminal.stdout.paint(out, style, &text)?;
            // The padding is written before the next cell, so that no row ends in spaces.
            padding = width.saturating_sub(text.width()) + GAP;
        }
        out.write_all(b"\n")
    }

    /// Writes the header and sets the layout if this was not done before.
    fn write_header(&mut self, out: &mut dyn Write, records: &[R]) -> io::Result<()> {
        if self.layout.is_none() {
            let shown = self.lay_out(records);
            let headings = shown
                .iter()
                .map(|Shown { column, width, .. }| (placed(column, column.heading_text(), *width), BOLD));
            self.write_row(out, headings)?;
            let is_shown =
                |column: &Column<R>| shown.iter().any(|shown| shown.column.name() == column.name());
            let omitted = self.columns.iter().filter(|(column, _)| !is_shown(column));
            self.omitted = omitted.map(|(column, _)| column.name()).collect();
            self.layout = Some(shown);
        }
        Ok(())
    }

    /// Writes the totals of the columns, if a column has a total and there are at least two rows.
    fn write_totals(&self, out: &mut dyn Write) -> io::Result<()> {
        let shown = self.layout.as_deref().unwrap_or_default();
        if self.rows < 2 || !shown.iter().any(|shown| shown.column.has_total()) {
            return Ok(());
        }
        let cells = shown.iter().enumerate().map(|(index, Shown { column, width, sum })| {
            let text = match self.total(sum) {
                Some(total) if column.has_total() => total.into(),
                None if column.has_total() => ABSENT.into(),
                _ if index == 0 && !column.is_number() => format!("total of {}", self.rows).into(),
                _ => return ((Cow::Borrowed(""), *width), BOLD),
            };
            (placed(column, text, *width), BOLD)
        });
        self.write_row(out, cells)
    }
}

impl<R: Record> Writer<R> for Table<R> {
    fn write(&mut self, out: &mut dyn Write, records: &[R]) -> io::Result<()> {
        self.write_header(out, records)?;
        let mut shown = self.layout.take().unwrap_or_default();
        for record in records {
            for Shown { column, sum, .. } in shown.iter_mut().filter(|shown| shown.column.has_total()) {
                sum.add(column, record);
            }
            let cells = shown.iter().map(|Shown { column, width, .. }| {
                let cell = self.cell(column, record);
                let style = if cell == ABSENT { DIM } else { column.style_of(&cell) };
                (placed(column, cell, *width), style)
            });
            self.write_row(out, cells)?;
        }
        self.layout = Some(shown);
        self.rows = self.rows.saturating_add(records.len() as u64);
        Ok(())
    }

    fn omitted(&self) -> &[&'static str] {
        &self.omitted
    }

    fn finish(&mut self, out: &mut dyn Write, complete: bool) -> io::Result<()> {
        if !complete {
            return Ok(());
        }
        // On a terminal, an empty listing is reported on stderr.
        if !self.terminal.stdout.is_terminal {
            self.write_header(out, &[])?;
        }
        self.write_totals(out)
    }
}

/// Returns a cell and its width. Numbers are right-aligned and never shortened, so the cell of a longer number is wider than its
/// column.
fn placed<'a, R>(column: &Column<R>, cell: Cow<'a, str>, width: usize) -> (Cow<'a, str>, usize) {
    if column.is_number() {
        (format!("{cell:>width$}").into(), width.max(cell.width()))
    } else {
        (cell, width)
    }
}

/// Formats a number with at most two decimal places.
fn rounded(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.2}") }
}

/// Formats a number with commas between groups of three digits, and at most two decimal places.
pub(super) fn grouped(number: f64) -> String {
    let text = rounded(number);
    let digits = text.bytes().position(|byte| byte.is_ascii_digit()).unwrap_or(text.len());
    let (sign, rest) = text.split_at(digits);
    let (whole, fraction) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
    let mut grouped = sign.to_owned();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + fraction
}

/// Formats a timestamp as `3 days ago` or `in 2 hours`, rounded down to the largest unit.
pub(super) fn relative(timestamp: Timestamp, now: Timestamp) -> String {
    let [timestamp, now] = [timestamp, now].map(|timestamp| timestamp.to_zoned_datetime(TimeZone::UTC));
    // Does not fail: both values are in UTC, and a span in years is within the limits of jiff.
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

/// Shortens a string to a width, between grapheme clusters.
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
    use crate::terminal::{ErrorFormat, Stream};

    #[test]
    fn relative_timestamps_use_the_largest_complete_unit() {
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

    #[derive(serde::Serialize)]
    struct Sale {
        product: &'static str,
        revenue: f64,
    }

    impl Record for Sale {
        const NOUN: [&'static str; 2] = ["sale", "sales"];
        const COLUMNS: &'static [Column<Self>] = &[
            Column::text("product", |sale: &Sale| Some(sale.product)),
            Column::number("revenue", |sale: &Sale| Some(sale.revenue)).summed(),
        ];
        const TABLE: &'static [(&'static str, u8)] = &[];
    }

    #[test]
    fn numbers_of_later_pages_and_totals_are_not_shortened() {
        let stream = Stream { is_terminal: true, color: false };
        let error_format = ErrorFormat::Text;
        let terminal =
            Terminal { stdout: stream, stderr: stream, shows_progress: false, width: 80, error_format };
        let mut table = Table::of(Sale::COLUMNS.iter().collect(), &terminal, Timestamp::UNIX_EPOCH);
        let mut out = Vec::new();
        table.write(&mut out, &[Sale { product: "Tea", revenue: 999_999.0 }]).unwrap();
        table.write(&mut out, &[Sale { product: "Green tea", revenue: 12_345_678.0 }]).unwrap();
        table.finish(&mut out, true).unwrap();
        let expected = "\
PRODUCT  REVENUE
Tea      999,999
Green…   12,345,678
total…   13,345,677
";
        assert_eq!(String::from_utf8(out).unwrap(), expected);
    }

    #[test]
    fn numbers_are_grouped_by_thousands() {
        for (number, expected) in [
            (0.0, "0"),
            (999.0, "999"),
            (1_000.0, "1,000"),
            (-1_234_567.0, "-1,234,567"),
            (1_234.5, "1,234.50"),
            (0.005, "0.01"),
            (f64::NAN, "NaN"),
            (f64::NEG_INFINITY, "-inf"),
        ] {
            assert_eq!(grouped(number), expected);
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
