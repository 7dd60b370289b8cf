//! One run: a process of its own that lists everything once, the figures it writes, and how they are read back.

use std::io::Write;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

use crate::Failure;
use crate::ways::{Listed, Server, Way};

/// What one run took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Figures {
    pub(crate) campaigns: u64,
    pub(crate) wall: Duration,
    pub(crate) cpu: Duration,
    pub(crate) first_after: Duration,
    /// The most memory that the process ever had, in bytes; 0 where the system does not tell.
    pub(crate) peak: u64,
    /// 0 unless counted.
    pub(crate) allocations: u64,
}

/// How often the process has allocated; 0 where nobody counts.
pub(crate) type Allocations = fn() -> u64;

/// Runs as `list WAY URL KEY plain|gzip PER_PAGE`, if that is what the arguments say.
pub(crate) fn run(arguments: &[String], allocations: Allocations) -> Option<Result<(), Failure>> {
    let [verb, way, url, key, coding, per_page] = arguments else { return None };
    let way = Way::named(way).filter(|_| verb == "list")?;
    let per_page = per_page.parse().ok()?;
    let server = Server { url: url.clone(), key: key.clone(), gzip: coding == "gzip", per_page };
    Some(measure(way, &server, allocations).and_then(|figures| Ok(figures.write()?)))
}

fn measure(way: Way, server: &Server, allocations: Allocations) -> Result<Figures, Failure> {
    // One thread, so that the figures do not depend on where the work happens to go.
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

/// The high-water mark of this program's memory, which Linux tells in KiB.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mark = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = mark.and_then(|mark| mark.trim().strip_suffix(" kB")).and_then(|kib| kib.parse().ok());
    kib.unwrap_or(0_u64) * 1024
}

impl Figures {
    fn write(&self) -> std::io::Result<()> {
        let Self { campaigns, wall, cpu, first_after, peak, allocations } = self;
        let (wall, cpu, first_after) = (wall.as_nanos(), cpu.as_nanos(), first_after.as_nanos());
        writeln!(std::io::stdout(), "{campaigns} {wall} {cpu} {first_after} {peak} {allocations}")
    }
}
