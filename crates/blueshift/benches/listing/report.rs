//! Prints tables and ratios.

use std::io::{self, Write};
use std::time::Duration;

use crate::run::Figures;
use crate::ways::Way;

/// All runs of one way in one case.
pub(crate) struct Row {
    pub(crate) way: Way,
    pub(crate) runs: Vec<Figures>,
    /// The number of allocations, counted in a separate run.
    pub(crate) allocations: u64,
    pub(crate) requests: u64,
}

impl Row {
    pub(crate) fn allocations_each(&self) -> f64 {
        let campaigns = self.runs.first().map_or(0, |run| run.campaigns);
        self.allocations as f64 / campaigns.max(1) as f64
    }

    fn millis(&self, of: fn(&Figures) -> Duration) -> f64 {
        median(self.runs.iter().map(|run| of(run).as_secs_f64() * 1e3))
    }
}

pub(crate) fn table(out: &mut impl Write, case: &str, rows: &[Row]) -> io::Result<()> {
    writeln!(out, "\n{case}")?;
    writeln!(out, "| way | wall ms | CPU ms | first ms | allocations per campaign | peak MiB | requests |")?;
    writeln!(out, "| :-- | --: | --: | --: | --: | --: | --: |")?;
    for row in rows {
        let peak = median(row.runs.iter().map(|run| run.peak as f64 / f64::from(1 << 20)));
        writeln!(
            out,
            "| {} | {:.1} | {:.1} | {:.1} | {:.2} | {peak:.1} | {} |",
            row.way.name(),
            row.millis(|run| run.wall),
            row.millis(|run| run.cpu),
            row.millis(|run| run.first_after),
            row.allocations_each(),
            row.requests,
        )?;
    }
    Ok(())
}

/// Returns the median, over all rounds, of the duration in the run of `one` divided by the duration in the run of `other`. `of`
/// selects the duration. The runs of a round are consecutive, so other load on the machine affects both of them.
pub(crate) fn ratio(one: &Row, other: &Row, of: fn(&Figures) -> Duration) -> f64 {
    let pairs = one.runs.iter().zip(&other.runs);
    median(pairs.map(|(one, other)| of(one).as_secs_f64() / of(other).as_secs_f64()))
}

pub(crate) fn print_ratio(out: &mut impl Write, name: &str, value: f64) -> io::Result<()> {
    writeln!(out, "ratio {name} {value:.3}")
}

pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let (low, high) = (values.len().saturating_sub(1) / 2, values.len() / 2);
    match (values.get(low), values.get(high)) {
        (Some(low), Some(high)) => (low + high) / 2.0,
        _ => f64::NAN,
    }
}
