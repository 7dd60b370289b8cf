//! The campaigns to list, as a file, so that the sandbox serves prepared text and takes little CPU time.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::Failure;
use crate::programs::Sandbox;

/// Generated campaigns of the sandbox, which are repeated with distinct ids.
pub(crate) struct Campaigns(Vec<Map<String, Value>>);

impl Campaigns {
    pub(crate) fn of(sandbox: &Sandbox) -> Result<Self, Failure> {
        let mut campaigns: Vec<Map<String, Value>> =
            serde_json::from_slice(&sandbox.get("/api/v2/campaigns.json?per_page=500")?)?;
        // The 30-day rule could hide a one-time campaign between two runs.
        campaigns.retain(|campaign| campaign.get("exec_term").is_some_and(|term| term != "one_time"));
        if campaigns.is_empty() { Err("the sandbox has no campaigns".into()) } else { Ok(Self(campaigns)) }
    }

    /// Writes this number of campaigns to a file and returns its path.
    pub(crate) fn write(&self, count: u64) -> Result<PathBuf, Failure> {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("listing-{count}.json"));
        let mut file = BufWriter::new(File::create(&path)?);
        for (number, campaign) in (0..count).zip(self.0.iter().cycle()) {
            let mut campaign = campaign.clone();
            campaign.insert("uuid".to_owned(), uuid(number).into());
            file.write_all(if number == 0 { b"[" } else { b",\n" })?;
            serde_json::to_writer(&mut file, &campaign)?;
        }
        file.write_all(b"]")?;
        file.flush()?;
        Ok(path)
    }
}

/// Returns a pseudo-random uuid. The multipliers are odd, so different numbers have different uuids.
fn uuid(number: u64) -> String {
    let high = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let low = (number + 1).wrapping_mul(0xd1b5_4a32_d192_ed03);
    format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
        high >> 32,
        high >> 16 & 0xffff,
        high & 0xfff,
        low >> 52,
        low & 0xffff_ffff_ffff,
    )
}
