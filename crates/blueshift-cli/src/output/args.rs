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

    /// Columns of a table or csv, separated by commas [default: csv all, a table those that fit]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',', value_parser = column_parser::<R>(),
        help_heading = "Output")]
    columns: Vec<&'static Column<R>>,

    /// In csv, prefix cells that begin with =, +, -, @, a tab or a carriage return with ', so that a spreadsheet does not
    /// run them as formulas
    #[arg(long, help_heading = "Output")]
    csv_safe: bool,
}

/// Parses the name of a column.
fn column_parser<R: Record>() -> impl TypedValueParser<Value = &'static Column<R>> {
    let names = R::COLUMNS.iter().map(Column::name);
    PossibleValuesParser::new(names).try_map(|name| Column::find(&name).ok_or("unknown column"))
}

impl<R: Record> OutputArgs<R> {
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Checks what clap cannot.
    pub(crate) fn check(&self) -> Result<(), UsageError> {
        if !self.columns.is_empty() && !matches!(self.format, Format::Table | Format::Csv) {
            return Err(UsageError::ColumnsOfJson);
        }
        if self.csv_safe && self.format != Format::Csv {
            return Err(UsageError::CsvSafeWithoutCsv);
        }
        Ok(())
    }

    /// A printer to stdout. On a terminal, a table shows timestamps relative to `now`.
    pub(crate) fn printer<'a>(&self, context: &Context<'a>, now: Timestamp) -> Printer<'a, R> {
        Printer::of(self.format, self.columns.clone(), self.csv_safe, context, now)
    }
}

impl<'a, R: Record> Printer<'a, R> {
    /// A printer of all columns to stdout.
    pub(crate) fn of_format(format: Format, context: &Context<'a>) -> Self {
        Self::of(format, Vec::new(), false, context, Timestamp::UNIX_EPOCH)
    }

    fn of(
        format: Format,
        columns: Vec<&'static Column<R>>,
        csv_safe: bool,
        context: &Context<'a>,
        now: Timestamp,
    ) -> Self {
        let terminal = context.terminal;
        let writer: Box<dyn Writer<R>> = match format {
            Format::Table => Box::new(Table::new(columns, terminal, now)),
            Format::Json => Box::new(Json::default()),
            Format::Ndjson => Box::new(Ndjson),
            Format::Csv => Box::new(Csv::new(columns, terminal.stdout.is_terminal, csv_safe)),
        };
        Self::new(writer, context.progress)
    }
}
