//! Output as one JSON object per line.

use std::io::{self, Write};

use super::json::write_record;
use super::{Record, Writer};

pub(super) struct Ndjson;

impl<R: Record> Writer<R> for Ndjson {
    fn write(&mut self, out: &mut dyn Write, records: &[R]) -> io::Result<()> {
        for record in records {
            write_record(out, record)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &mut dyn Write, _: bool) -> io::Result<()> {
        Ok(())
    }
}
