//! Performs the runs of the benchmark `listing` in which allocations are counted. The benchmark starts this program.

#[path = "parts/campaign.rs"]
mod campaign;
#[path = "listing/run.rs"]
mod run;
#[path = "listing/ways.rs"]
mod ways;

use std::alloc::System;

use stats_alloc::{INSTRUMENTED_SYSTEM, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let allocations = || {
        let stats = ALLOCATOR.stats();
        (stats.allocations + stats.reallocations) as u64
    };
    // `cargo bench` and `cargo test` start this program with other arguments.
    run::run(&arguments, allocations).unwrap_or(Ok(()))
}
