//! Output formats, generic over the type of record.

mod args;
mod column;
mod csv;
mod json;
mod layout;
mod ndjson;
mod pretty;
mod printer;
mod table;
mod visible;

use std::io::{self, Write};

use blueshift::jiff::Timestamp;
use clap::ValueEnum;
use serde::Serialize;

pub(crate) use args::OutputArgs;
pub(crate) use column::Column;
pub(crate) use pretty::pretty;
pub(crate) use printer::Printer;
pub(crate) use visible::visible;

use crate::terminal::Terminal;

/// A type whose values can be printed in every format.
pub(crate) trait Record: Serialize + Sized + 'static {
    /// Singular and plural of its name, for messages.
    const NOUN: [&'static str; 2];

    /// All columns, in the order of csv.
    const COLUMNS: &'static [Column<Self>];

    /// Columns of a table by default, in order, each with a rank: on a narrow terminal, higher ranks are left out first.
    const TABLE: &'static [(&'static str, u8)];
}

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: fitted to the width of the terminal; complete in a pipe or file
    Table,
    /// One JSON array
    Json,
    /// One JSON object per line
    Ndjson,
    /// Comma-separated values with a header
    Csv,
}

/// Writes records in one format. Nothing is held back: after each call, everything before is complete.
pub(crate) trait Writer<R> {
    /// Writes some records. Called for the first time with the first page.
    fn write(&mut self, out: &mut dyn Write, records: &[R]) -> io::Result<()>;

    /// Writes what follows the last record. `complete` is false if the command failed; then nothing is written if nothing
    /// was written before.
    fn finish(&mut self, out: &mut dyn Write, complete: bool) -> io::Result<()>;
}

/// Writes a table to stderr.
pub(crate) fn table_to_stderr<R: Record>(
    records: &[R],
    terminal: &Terminal,
    now: Timestamp,
) -> io::Result<()> {
    let terminal = Terminal { stdout: terminal.stderr, ..*terminal };
    table::Table::new(Vec::new(), &terminal, now).write(&mut io::stderr().lock(), records)
}
