//! Campaigns as they are printed.

mod csv;
mod json;
mod layout;
mod ndjson;
mod relative;
mod table;
mod visible;

use std::io::{self, Write};

use blueshift::Campaign;
use blueshift::jiff::Timestamp;
use clap::ValueEnum;

pub(crate) use visible::visible;

use crate::commands::campaigns::Field;
use crate::terminal::Terminal;

/// How campaigns are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people: fitted to the terminal, whole where there is none
    Table,
    /// One JSON array
    Json,
    /// One JSON object per line
    Ndjson,
    /// Comma-separated values, with a header
    Csv,
}

/// A format at work. What it has written is always whole: nothing is kept back to the end.
pub(crate) trait Form {
    /// Writes some campaigns. Called for the first time with the first page.
    fn campaigns(&mut self, out: &mut dyn Write, campaigns: &[Campaign]) -> io::Result<()>;

    /// Writes what comes after the last campaign. `complete` tells whether the listing came to its end; if it did not, and
    /// nothing was written, nothing is.
    fn end(&mut self, out: &mut dyn Write, complete: bool) -> io::Result<()>;
}

/// The form for this format. Without columns, the format chooses. Dates are told relative to `now`, where they are.
/// `csv_safe` is for csv.
pub(crate) fn form(
    format: Format,
    columns: &[Field],
    csv_safe: bool,
    terminal: &Terminal,
    now: Timestamp,
) -> Box<dyn Form> {
    match format {
        Format::Table => Box::new(table::Table::new(columns, terminal, now)),
        Format::Json => Box::new(json::Json::default()),
        Format::Ndjson => Box::new(ndjson::Ndjson),
        Format::Csv => Box::new(csv::Csv::new(columns, terminal.stdout.is_terminal, csv_safe)),
    }
}
