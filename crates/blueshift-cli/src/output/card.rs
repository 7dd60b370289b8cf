//! Output of a single record: on a terminal, a card with one line per field.

use std::io::{self, Write};

use blueshift::jiff::Timestamp;
use clap::Args;
use unicode_width::UnicodeWidthStr;

use super::args::{ColumnArgs, Defaults};
use super::column::Value;
use super::table::{grouped, relative};
use super::{Column, Format, Record, json_text, visible, write_record};
use crate::commands::Context;
use crate::failure::{Failure, UsageError};
use crate::terminal::{BOLD, DIM, PLAIN, Stream};

/// Options of commands that print one record.
#[derive(Args)]
pub(crate) struct CardArgs<R: Record> {
    /// Output format [default: a card with one line per field on a terminal, otherwise json]
    #[arg(long = "output", short = 'o', value_name = "FORMAT", help_heading = "Output")]
    format: Option<Format>,

    #[command(flatten)]
    columns: ColumnArgs<R>,
}

impl<R: Record> CardArgs<R> {
    /// Checks combinations of options that clap cannot express.
    pub(crate) fn check(&self) -> Result<(), UsageError> {
        self.columns.check(self.format.unwrap_or(Format::Table))
    }

    /// Prints a record. The default is a card on a terminal; otherwise JSON, or a table if columns are chosen. In JSON, the record
    /// is one object; in the other formats, it is a list of one record.
    pub(crate) fn print(&self, context: &Context<'_>, now: Timestamp, record: &R) -> Result<(), Failure> {
        context.progress.finish();
        let chosen = self.columns.chosen();
        let stream = context.terminal.stdout;
        let mut out = io::stdout().lock();
        let written = match self.format {
            None if stream.is_terminal => write_card(&mut out, stream, chosen, now, record),
            None if chosen.is_empty() => write_object(&mut out, record),
            Some(Format::Json) => write_object(&mut out, record),
            format => {
                drop(out);
                let format = format.unwrap_or(Format::Table);
                let mut printer = self.columns.printer(format, Defaults::default(), context, now);
                printer.print(std::slice::from_ref(record), None)?;
                return printer.finish(true);
            }
        };
        written.and_then(|()| out.flush()).map_err(Failure::Output)
    }
}

fn write_object<R: Record>(out: &mut dyn Write, record: &R) -> io::Result<()> {
    write_record(out, record)?;
    out.write_all(b"\n")
}

/// Writes the columns with a value in csv order, followed by all other fields.
fn write_card<R: Record>(
    out: &mut dyn Write,
    stream: Stream,
    chosen: &[&'static Column<R>],
    now: Timestamp,
    record: &R,
) -> io::Result<()> {
    let all = || R::COLUMNS.iter().filter(|_| chosen.is_empty());
    let mut lines = Vec::new();
    for column in chosen.iter().copied().chain(all()) {
        if let Some(value) = column.value(record) {
            let text = text(value, now);
            let style = if column.name() == "name" { BOLD } else { column.style_of(&text) };
            lines.push((visible(column.name()), text, style));
        }
    }
    for (name, value) in record.other_fields().into_iter().filter(|_| chosen.is_empty()) {
        if let Some(text) = json_text(value) {
            lines.push((visible(name), visible(&text).into_owned(), PLAIN));
        }
    }
    let width = lines.iter().map(|(name, ..)| name.width()).max().unwrap_or(0);
    for (name, text, style) in lines {
        let padding = width.saturating_sub(name.width()) + 2;
        stream.paint(out, DIM, &name)?;
        write!(out, "{:padding$}", "")?;
        stream.paint(out, style, &text)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn text(value: Value<'_>, now: Timestamp) -> String {
    match value {
        Value::Timestamp(timestamp) => format!("{timestamp} ({})", relative(timestamp, now)),
        Value::Percentage(number) => format!("{number} %"),
        Value::Number(number) => grouped(number),
        value => visible(&value.text()).into_owned(),
    }
}
