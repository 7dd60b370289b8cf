//! Output formats, generic over the type of record.

mod args;
mod card;
mod column;
mod csv;
mod json;
mod layout;
mod ndjson;
mod pretty;
mod printer;
mod sort;
mod sparkline;
mod table;
mod total;
mod visible;

use std::io::{self, Write};

use blueshift::jiff::Timestamp;
use clap::ValueEnum;
use serde::Serialize;
use serde_json::{Map, Value};

pub(crate) use args::{Defaults, OutputArgs, printer_of};
pub(crate) use card::CardArgs;
pub(crate) use column::Column;
pub(crate) use json::write_record;
pub(crate) use pretty::pretty;
pub(crate) use printer::Printer;
pub(crate) use sort::{SortBy, sort_parser};
pub(crate) use sparkline::sparkline;
pub(crate) use visible::visible;

use crate::terminal::Terminal;

/// A type that can be printed in every format.
pub(crate) trait Record: Serialize + Sized + 'static {
    /// The singular and plural noun for the records, for messages.
    const NOUN: [&'static str; 2];

    /// All columns, in csv order.
    const COLUMNS: &'static [Column<Self>];

    /// The default columns of a table, each with a rank. On a narrow terminal, columns are considered in the order of their
    /// ranks, lowest first, and those that do not fit are omitted.
    const TABLE: &'static [(&'static str, u8)];

    /// Returns the fields without a column, which a card shows after the columns.
    fn other_fields(&self) -> Vec<(&str, &Value)> {
        Vec::new()
    }
}

/// Returns the fields of an object, for [`Record::other_fields`].
pub(crate) fn fields(object: &Map<String, Value>) -> impl Iterator<Item = (&str, &Value)> {
    object.iter().map(|(name, value)| (name.as_str(), value))
}

/// Returns a value as text: a string unchanged, other values as JSON. Returns `None` for null.
pub(crate) fn json_text(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Human-readable: fitted to a terminal; nothing is left out in a pipe or file
    Table,
    /// One JSON array; `campaigns get` and `detail` print one object
    Json,
    /// One JSON object per line
    Ndjson,
    /// Comma-separated values with a header
    Csv,
}

/// A writer of records in one format. It does not buffer: each call writes complete records.
pub(crate) trait Writer<R> {
    /// Writes a page of records. The first call determines the column widths of a table.
    fn write(&mut self, out: &mut dyn Write, records: &[R]) -> io::Result<()>;

    /// Returns the default columns that were omitted because the terminal is too narrow.
    fn omitted(&self) -> &[&'static str] {
        &[]
    }

    /// Writes the end of the output. `complete` is false if the command failed; empty output then remains empty.
    fn finish(&mut self, out: &mut dyn Write, complete: bool) -> io::Result<()>;
}

/// Writes a table of the default columns to stderr.
pub(crate) fn table_to_stderr<R: Record>(
    records: &[R],
    terminal: &Terminal,
    now: Timestamp,
) -> io::Result<()> {
    let terminal = Terminal { stdout: terminal.stderr, ..*terminal };
    table::Table::fitted(Defaults::default().table, &terminal, now).write(&mut io::stderr().lock(), records)
}
