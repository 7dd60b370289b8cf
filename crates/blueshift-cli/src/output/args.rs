//! Options of commands that print records.

use blueshift::jiff::Timestamp;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::csv::Csv;
use super::json::Json;
use super::ndjson::Ndjson;
use super::table::Table;
use super::{Column, Format, Printer, Record, Writer};
use crate::commands::Context;
use crate::failure::UsageError;

#[derive(Args)]
pub(crate) struct OutputArgs<R: Record> {
    /// Output format
    #[arg(
        long = "output",
        short = 'o',
        value_name = "FORMAT",
        default_value = "table",
        help_heading = "Output"
    )]
    format: Format,

    #[command(flatten)]
    columns: ColumnArgs<R>,
}

/// Options for the columns of tables and csv.
#[derive(Args)]
pub(crate) struct ColumnArgs<R: Record> {
    /// Columns of a table or csv, separated by commas [default: in csv, all; in a table, those that fit]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', value_parser = column_parser::<R>(),
        help_heading = "Output")]
    columns: Vec<&'static Column<R>>,

    /// In csv, add ' to the start of cells that begin with =, +, -, @, their full-width variants, a tab or a line break, so that
    /// spreadsheets do not evaluate the cells as formulas
    #[arg(long, help_heading = "Output")]
    csv_safe: bool,
}

/// Returns a parser of column names.
fn column_parser<R: Record>() -> impl TypedValueParser<Value = &'static Column<R>> {
    let names = R::COLUMNS.iter().map(Column::name);
    PossibleValuesParser::new(names).try_map(|name| Column::find(&name).ok_or("unknown column"))
}

/// The default columns.
pub(crate) struct Defaults<R: Record> {
    csv: Vec<&'static Column<R>>,
    /// The columns of a table with their ranks, see [`Record::TABLE`].
    pub(super) table: Vec<(&'static Column<R>, u8)>,
}

impl<R: Record> Default for Defaults<R> {
    fn default() -> Self {
        let table = R::TABLE.iter().filter_map(|(name, rank)| Some((Column::find(name)?, *rank)));
        Self { csv: R::COLUMNS.iter().collect(), table: table.collect() }
    }
}

impl<R: Record> Defaults<R> {
    /// Removes the columns with these names.
    pub(crate) fn without(mut self, names: &[&str]) -> Self {
        let is_kept = |column: &&'static Column<R>| !names.contains(&column.name());
        self.csv.retain(is_kept);
        self.table.retain(|(column, _)| is_kept(column));
        self
    }

    /// Sets the rank of a column in tables to 0, so that it is among the first to be kept. A column that is not a default
    /// column of tables is added as the last column.
    pub(crate) fn always(mut self, column: &'static Column<R>) -> Self {
        match self.table.iter_mut().find(|(shown, _)| shown.name() == column.name()) {
            Some((_, rank)) => *rank = 0,
            None => self.table.push((column, 0)),
        }
        self
    }
}

impl<R: Record> ColumnArgs<R> {
    /// Returns the columns of `--columns`, or none if the option is not set.
    pub(crate) fn chosen(&self) -> &[&'static Column<R>] {
        &self.columns
    }

    /// Checks combinations of options that clap cannot express.
    pub(super) fn check(&self, format: Format) -> Result<(), UsageError> {
        if !self.columns.is_empty() && !matches!(format, Format::Table | Format::Csv) {
            return Err(UsageError::ColumnsOfJson);
        }
        if self.csv_safe && format != Format::Csv {
            return Err(UsageError::CsvSafeWithoutCsv);
        }
        Ok(())
    }

    pub(super) fn printer<'a>(
        &self,
        format: Format,
        defaults: Defaults<R>,
        context: &Context<'a>,
        now: Timestamp,
    ) -> Printer<'a, R> {
        let terminal = context.terminal;
        let Defaults { csv, table } = defaults;
        let chosen = self.columns.clone();
        let writer: Box<dyn Writer<R>> = match format {
            Format::Table if chosen.is_empty() => Box::new(Table::fitted(table, terminal, now)),
            Format::Table => Box::new(Table::of(chosen, terminal, now)),
            Format::Json => Box::new(Json::default()),
            Format::Ndjson => Box::new(Ndjson),
            Format::Csv => {
                let columns = if chosen.is_empty() { csv } else { chosen };
                Box::new(Csv::new(columns, terminal.stdout.is_terminal, self.csv_safe))
            }
        };
        Printer::new(writer, context.progress)
    }
}

/// Returns a printer of the default columns to stdout, for formats other than tables. In a table on a terminal, timestamps
/// would be relative to the Unix epoch.
pub(crate) fn printer_of<'a, R: Record>(format: Format, context: &Context<'a>) -> Printer<'a, R> {
    let columns = ColumnArgs { columns: Vec::new(), csv_safe: false };
    columns.printer(format, Defaults::default(), context, Timestamp::UNIX_EPOCH)
}

impl<R: Record> OutputArgs<R> {
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Returns the columns of `--columns`, or none if the option is not set.
    pub(crate) fn columns(&self) -> &[&'static Column<R>] {
        self.columns.chosen()
    }

    /// Checks combinations of options that clap cannot express.
    pub(crate) fn check(&self) -> Result<(), UsageError> {
        self.columns.check(self.format)
    }

    /// Returns a printer to stdout. On a terminal, a table shows timestamps relative to `now`.
    pub(crate) fn printer<'a>(&self, context: &Context<'a>, now: Timestamp) -> Printer<'a, R> {
        self.printer_with(Defaults::default(), context, now)
    }

    /// Like [`printer`](Self::printer), with other default columns.
    pub(crate) fn printer_with<'a>(
        &self,
        defaults: Defaults<R>,
        context: &Context<'a>,
        now: Timestamp,
    ) -> Printer<'a, R> {
        self.columns.printer(self.format, defaults, context, now)
    }
}
