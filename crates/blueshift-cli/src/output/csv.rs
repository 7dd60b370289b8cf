//! Comma-separated values, quoted by the csv crate.

use std::borrow::Cow;
use std::io::{self, Write};

use blueshift::Campaign;
use clap::ValueEnum;

use super::{Form, visible};
use crate::commands::campaigns::Field;

pub(super) struct Csv {
    columns: Vec<Field>,
    /// On a terminal, what it would act on is written as escapes; anywhere else values are left as they are.
    to_terminal: bool,
    /// Whether cells that a spreadsheet would run as a formula are prefixed with `'`.
    safe: bool,
    has_header: bool,
}

impl Csv {
    pub(super) fn new(columns: &[Field], to_terminal: bool, safe: bool) -> Self {
        let all = || Field::value_variants().to_vec();
        Self {
            columns: if columns.is_empty() { all() } else { columns.to_vec() },
            to_terminal,
            safe,
            has_header: false,
        }
    }

    fn header(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if !self.has_header {
            self.has_header = true;
            write_records(out, [self.columns.iter().map(|field| Cow::Borrowed(field.name()))])?;
        }
        Ok(())
    }

    fn cell<'a>(&self, field: Field, campaign: &'a Campaign) -> Cow<'a, str> {
        let whole = field.value(campaign).map(|value| value.whole()).unwrap_or_default();
        let is_formula = whole.starts_with(['=', '+', '-', '@', '\t', '\r']);
        let whole = if self.safe && is_formula { format!("'{whole}").into() } else { whole };
        if self.to_terminal { visible(&whole).into_owned().into() } else { whole }
    }
}

impl Form for Csv {
    fn campaigns(&mut self, out: &mut dyn Write, campaigns: &[Campaign]) -> io::Result<()> {
        self.header(out)?;
        let this = &*self;
        let record = |campaign| this.columns.iter().map(move |field| this.cell(*field, campaign));
        write_records(out, campaigns.iter().map(record))
    }

    fn end(&mut self, out: &mut dyn Write, complete: bool) -> io::Result<()> {
        if complete { self.header(out) } else { Ok(()) }
    }
}

fn write_records<'a, R>(out: &mut dyn Write, records: impl IntoIterator<Item = R>) -> io::Result<()>
where
    R: IntoIterator<Item = Cow<'a, str>>,
{
    let mut writer = csv::Writer::from_writer(out);
    for record in records {
        for cell in record {
            writer.write_field(cell.as_bytes())?;
        }
        writer.write_record(None::<&[u8]>)?;
    }
    writer.flush()
}
