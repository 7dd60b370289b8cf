//! One JSON object per line.

use std::io::{self, Write};

use blueshift::Campaign;

use super::Form;
use super::json::write_campaign;

pub(super) struct Ndjson;

impl Form for Ndjson {
    fn campaigns(&mut self, out: &mut dyn Write, campaigns: &[Campaign]) -> io::Result<()> {
        for campaign in campaigns {
            write_campaign(out, campaign)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn end(&mut self, _: &mut dyn Write, _: bool) -> io::Result<()> {
        Ok(())
    }
}
