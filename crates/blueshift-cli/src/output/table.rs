//! A table for people.
//!
//! Its widths are those of the first page, so that a listing of any length is printed as it comes, in the memory of one
//! page. On a terminal, what is wider is cut; anywhere else nothing is cut or left out, and a wider cell pushes its row to
//! the right.

use std::borrow::Cow;
use std::io::{self, Write};

use anstyle::Style;
use blueshift::Campaign;
use blueshift::jiff::Timestamp;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::layout::{self, Column, GAP};
use super::relative::relative;
use super::{Form, visible};
use crate::commands::campaigns::{Field, Value};
use crate::terminal::{BOLD, CYAN, DIM, GREEN, PLAIN, Terminal, YELLOW};

/// The columns when none are asked for.
const DEFAULT: [Field; 7] = [
    Field::Name,
    Field::Status,
    Field::ExecTerm,
    Field::Startdate,
    Field::Author,
    Field::SegmentName,
    Field::Uuid,
];
/// The same, the first to go last.
const IMPORTANCE: [Field; 7] = [
    Field::Name,
    Field::Status,
    Field::ExecTerm,
    Field::Startdate,
    Field::Uuid,
    Field::Author,
    Field::SegmentName,
];

/// What stands for a value that is not there.
const ABSENT: &str = "-";

pub(super) struct Table {
    asked: Vec<Field>,
    terminal: Terminal,
    now: Timestamp,
    /// `None` before the first page.
    columns: Option<Vec<Column>>,
}

impl Table {
    pub(super) fn new(asked: &[Field], terminal: &Terminal, now: Timestamp) -> Self {
        Self { asked: asked.to_vec(), terminal: *terminal, now, columns: None }
    }

    /// The columns as the first page, and the words that later pages will bring, need them.
    fn lay_out(&self, campaigns: &[Campaign]) -> Vec<Column> {
        let fields = if self.asked.is_empty() { &DEFAULT[..] } else { &self.asked };
        let columns = fields.iter().map(|field| {
            let cells = campaigns.iter().map(|campaign| self.cell(*field, campaign).width());
            let widest = cells.max().unwrap_or(0);
            Column { field: *field, width: widest.max(field.heading().len()).max(self.foreseen(*field)) }
        });
        let mut columns: Vec<_> = columns.collect();
        if self.terminal.stdout.is_terminal {
            if self.asked.is_empty() {
                columns = layout::choose(columns, &IMPORTANCE, self.terminal.width);
            }
            layout::squeeze(&mut columns, self.terminal.width);
        }
        columns
    }

    /// How wide a later page's values will be, where that is known.
    fn foreseen(&self, field: Field) -> usize {
        match field {
            Field::Status => "completed".len(),
            Field::ExecTerm => "transactional".len(),
            Field::Startdate | Field::CreatedAt | Field::UpdatedAt | Field::NextExecutionScheduledAt
                if self.terminal.stdout.is_terminal =>
            {
                "11 months ago".len()
            }
            _ => 0,
        }
    }

    fn cell<'a>(&self, field: Field, campaign: &'a Campaign) -> Cow<'a, str> {
        match field.value(campaign) {
            None => ABSENT.into(),
            Some(Value::Moment(moment)) if self.terminal.stdout.is_terminal => {
                relative(moment, self.now).into()
            }
            Some(Value::Number(number)) => format!("{number} %").into(),
            Some(value) => match value.whole() {
                Cow::Borrowed(text) => visible(text),
                Cow::Owned(text) => Cow::Owned(visible(&text).into_owned()),
            },
        }
    }

    fn row<'a>(
        &self,
        out: &mut dyn Write,
        columns: &[Column],
        cells: impl Iterator<Item = (Cow<'a, str>, Style)>,
    ) -> io::Result<()> {
        let mut padding = 0;
        for ((cell, style), column) in cells.zip(columns) {
            let text = if self.terminal.stdout.is_terminal { cut(&cell, column.width) } else { cell };
            write!(out, "{:padding$}", "")?;
            self.terminal.stdout.paint(out, style, &text)?;
            // Before the next column, so that no row ends in blanks.
            padding = column.width.saturating_sub(text.width()) + GAP;
        }
        out.write_all(b"\n")
    }

    fn header(&mut self, out: &mut dyn Write, campaigns: &[Campaign]) -> io::Result<Vec<Column>> {
        if let Some(columns) = &self.columns {
            return Ok(columns.clone());
        }
        let columns = self.lay_out(campaigns);
        self.row(out, &columns, columns.iter().map(|column| (column.field.heading().into(), BOLD)))?;
        self.columns = Some(columns.clone());
        Ok(columns)
    }
}

impl Form for Table {
    fn campaigns(&mut self, out: &mut dyn Write, campaigns: &[Campaign]) -> io::Result<()> {
        let columns = self.header(out, campaigns)?;
        for campaign in campaigns {
            let cells = columns.iter().map(|column| {
                let cell = self.cell(column.field, campaign);
                let style = style(column.field, &cell);
                (cell, style)
            });
            self.row(out, &columns, cells)?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, complete: bool) -> io::Result<()> {
        // On a terminal an empty listing is told in words, on stderr.
        if complete && !self.terminal.stdout.is_terminal {
            self.header(out, &[])?;
        }
        Ok(())
    }
}

fn style(field: Field, cell: &str) -> Style {
    match (field, cell) {
        (_, ABSENT) | (Field::Uuid | Field::SegmentUuid, _) => DIM,
        (Field::Status, "launched" | "executing") => GREEN,
        (Field::Status, "paused") => YELLOW,
        (Field::Status, "draft") => CYAN,
        (Field::Status, "completed" | "archived") => DIM,
        _ => PLAIN,
    }
}

/// The text cut to this width, by what people take for characters.
fn cut(text: &str, width: usize) -> Cow<'_, str> {
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
    fn a_text_is_cut_between_characters_and_never_wider_than_its_column() {
        assert_eq!(cut("Spring Sale", 11), "Spring Sale");
        assert_eq!(cut("Spring Sale", 10), "Spring Sa…");
        assert_eq!(cut("Spring Sale", 8), "Spring…");
        assert_eq!(cut("春のセール", 6), "春の…");
        for text in ["👩‍👩‍👧 family", "e\u{301}e\u{301}e\u{301}e\u{301}", "春のセール"] {
            for width in 1..12 {
                assert!(cut(text, width).width() <= width, "{text} {width}");
            }
        }
    }
}
