//! Output as comma-separated values. The csv crate quotes values where necessary.

use std::borrow::Cow;
use std::io::{self, Write};

use super::{Column, Record, Writer, visible};

/// The first characters of cells that a spreadsheet may evaluate as formulas, according to
/// [OWASP](https://owasp.org/www-community/attacks/CSV_Injection). The last four are full-width variants.
const FORMULA_STARTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

pub(super) struct Csv<R: Record> {
    columns: Vec<&'static Column<R>>,
    /// Whether stdout is a terminal. If it is, control characters are escaped.
    to_terminal: bool,
    /// Whether cells that a spreadsheet would evaluate as formulas are prefixed with `'`.
    safe: bool,
    has_header: bool,
}

impl<R: Record> Csv<R> {
    pub(super) fn new(columns: Vec<&'static Column<R>>, to_terminal: bool, safe: bool) -> Self {
        Self { columns, to_terminal, safe, has_header: false }
    }

    fn write_header(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.has_header {
            self.has_header = true;
            write_rows(out, [self.columns.iter().map(|column| Cow::Borrowed(column.name()))])?;
        }
        Ok(())
    }

    fn cell<'a>(&self, column: &Column<R>, record: &'a R) -> Cow<'a, str> {
        let text = column.text_of(record).unwrap_or_default();
        let text =
            if self.safe && text.starts_with(FORMULA_STARTS) { format!("'{text}").into() } else { text };
        if self.to_terminal { visible(&text).into_owned().into() } else { text }
    }
}

impl<R: Record> Writer<R> for Csv<R> {
    fn write(&mut self, out: &mut dyn Write, records: &[R]) -> io::Result<()> {
        self.write_header(out)?;
        let this = &*self;
        let row = |record| this.columns.iter().map(move |column| this.cell(column, record));
        write_rows(out, records.iter().map(row))
    }

    fn finish(&mut self, out: &mut dyn Write, complete: bool) -> io::Result<()> {
        if complete { self.write_header(out) } else { Ok(()) }
    }
}

fn write_rows<'a, Row>(out: &mut dyn Write, rows: impl IntoIterator<Item = Row>) -> io::Result<()>
where
    Row: IntoIterator<Item = Cow<'a, str>>,
{
    let mut writer = csv::Writer::from_writer(out);
    for row in rows {
        for cell in row {
            writer.write_field(cell.as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}
