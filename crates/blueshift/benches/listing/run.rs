//! One run: a process that lists all campaigns once and writes its figures to stdout.

use std::io::Write;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

use crate::Failure;
use crate::ways::{Listed, Server, Way};

/// The time, memory and allocations of one run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) campaigns: u64,
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    /// The time until the first campaign.
    pub(crate) first_after: Duration,
    /// The peak resident memory of the process in bytes; 0 on systems other than Linux.
    pub(crate) peak: u64,
    /// The number of allocations; 0 if they are not counted.
    pub(crate) allocations: u64,
}

/// A function that returns the number of allocations of the process so far; 0 if they are not counted.
pub(crate) type Allocations = fn() -> u64;

/// Performs a run if the arguments are `list WAY URL KEY plain|gzip PER_PAGE`.
pub(crate) fn run(arguments: &[String], allocations: Allocations) -> Option<Result<(), Failure>> {
    let [verb, way, url, key, coding, per_page] = arguments else { return None };
    let way = Way::named(way).filter(|_| verb == "list")?;
    let per_page = per_page.parse().ok()?;
    let server = Server { url: url.clone(), key: key.clone(), gzip: coding == "gzip", per_page };
    Some(measure(way, &server, allocations).and_then(|figures| Ok(figures.write()?)))
}

fn measure(way: Way, server: &Server, allocations: Allocations) -> Result<Figures, Failure> {
    // Use one thread, so that the figures do not depend on scheduling.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (allocated, cpu, wall) = (allocations(), ProcessTime::now(), Instant::now());
    let mut listed = Listed::start();
    runtime.block_on(way.list(server, &mut listed))?;
    Ok(Figures {
        campaigns: listed.campaigns,
        wall: wall.elapsed(),
        cpu: cpu.elapsed(),
        first_after: listed.first_after.unwrap_or_default(),
        peak: peak_memory(),
        allocations: allocations() - allocated,
    })
}

/// Returns the peak resident memory in bytes, or 0 on systems other than Linux. Linux reports it in KiB.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = peak.and_then(|peak| peak.trim().strip_suffix(" kB")).and_then(|kib| kib.parse().ok());
    kib.unwrap_or(0_u64) * 1024
}

impl Figures {
    fn write(&self) -> std::io::Result<()> {
        let Self { campaigns, wall, cpu, first_after, peak, allocations } = self;
        let (wall, cpu, first_after) = (wall.as_nanos(), cpu.as_nanos(), first_after.as_nanos());
        writeln!(std::io::stdout(), "{campaigns} {wall} {cpu} {first_after} {peak} {allocations}")
    }
}
