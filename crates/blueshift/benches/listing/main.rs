//! Compares listings by this crate with a hand-written loop. See `docs/performance.md`.
//!
//! The sandbox and each run are separate processes, so that time and memory are measured per run. Runs are interleaved in a
//! rotating order, so that other load on the machine affects all of them.

#[path = "../parts/campaign.rs"]
mod campaign;
mod data;
mod decoding;
mod programs;
mod report;
mod run;
mod ways;

use std::io::Write;
use std::path::PathBuf;

use data::Campaigns;
use programs::Sandbox;
use report::Row;
use ways::Way;

pub(crate) type Failure = Box<dyn std::error::Error + Send + Sync>;

/// The default number of runs of each way in each case; `BLUESHIFT_BENCH_ROUNDS` overrides it.
const ROUNDS: usize = 9;
const PER_PAGE: u64 = 100;
/// The sandbox takes longer for later pages, so the longest listing uses large pages.
const LARGE_PER_PAGE: u64 = 500;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let Some(outcome) = run::run(&arguments, || 0) {
        return outcome;
    }
    // `cargo test --all-targets` also runs this program, and must not run the benchmark.
    if arguments.iter().any(|argument| argument == "--bench") { bench() } else { Ok(()) }
}

struct Programs {
    timed: PathBuf,
    counted: PathBuf,
    sandbox: PathBuf,
}

fn bench() -> Result<(), Failure> {
    let counted = ["bench", "-p", "blueshift", "--bench", "listing_counted", "--no-run"];
    let programs = Programs {
        timed: std::env::current_exe()?,
        counted: programs::build(&counted)?,
        sandbox: programs::build(&["build", "--release", "-p", "blueshift-sandbox"])?,
    };
    let rounds = std::env::var("BLUESHIFT_BENCH_ROUNDS").map_or(Ok(ROUNDS), |rounds| rounds.parse())?;
    let mut out = std::io::stdout();
    writeln!(out, "{rounds} rounds")?;

    let campaigns = Campaigns::of(&Sandbox::start(&programs.sandbox, None, &[])?)?;
    let sandbox = Sandbox::start(&programs.sandbox, Some(&campaigns.write(100_000)?), &[])?;
    for (name, gzip) in [("plain", false), ("gzip", true)] {
        let rows = compare(&programs, &sandbox, gzip, rounds)?;
        report::table(&mut out, &format!("100,000 campaigns at 100 per page, no latency, {name}"), &rows)?;
        if let [a, b, c, d, e] = &rows[..] {
            report::print_ratio(&mut out, &format!("c/a-cpu-{name}"), report::ratio(c, a, |run| run.cpu))?;
            report::print_ratio(&mut out, &format!("c/a-wall-{name}"), report::ratio(c, a, |run| run.wall))?;
            let allocations = c.allocations_each() / a.allocations_each();
            report::print_ratio(&mut out, &format!("c/a-allocations-{name}"), allocations)?;
            report::print_ratio(&mut out, &format!("c/e-cpu-{name}"), report::ratio(c, e, |run| run.cpu))?;
            let allocations = c.allocations_each() / e.allocations_each();
            report::print_ratio(&mut out, &format!("c/e-allocations-{name}"), allocations)?;
            report::print_ratio(&mut out, &format!("b/a-cpu-{name}"), report::ratio(b, a, |run| run.cpu))?;
            report::print_ratio(&mut out, &format!("d/a-cpu-{name}"), report::ratio(d, a, |run| run.cpu))?;
            report::print_ratio(&mut out, &format!("d/a-wall-{name}"), report::ratio(d, a, |run| run.wall))?;
        }
    }
    let page = sandbox.get(&format!("/api/v2/campaigns.json?page=0&per_page={PER_PAGE}"))?;
    drop(sandbox);
    report::print_ratio(&mut out, "tolerant-list/vec", decoding::tolerant_to_plain_ratio(&page)?)?;

    let sandbox = Sandbox::start(&programs.sandbox, Some(&campaigns.write(5_000)?), &["latency=20"])?;
    let rows = compare(&programs, &sandbox, false, rounds)?;
    report::table(&mut out, "5,000 campaigns at 100 per page, 20 ms latency, plain", &rows)?;
    if let [a, _, c, d, _] = &rows[..] {
        report::print_ratio(&mut out, "d/a-wall-latency", report::ratio(d, a, |run| run.wall))?;
        report::print_ratio(&mut out, "a/d-wall-latency", report::ratio(a, d, |run| run.wall))?;
        report::print_ratio(&mut out, "c/a-wall-latency", report::ratio(c, a, |run| run.wall))?;
        report::print_ratio(&mut out, "c/a-first-latency", report::ratio(c, a, |run| run.first_after))?;
        report::print_ratio(&mut out, "d/a-first-latency", report::ratio(d, a, |run| run.first_after))?;
    }
    drop(sandbox);
    memory(&mut out, &programs, &campaigns)
}

/// Runs each way once to count allocations, and then once per round.
fn compare(programs: &Programs, sandbox: &Sandbox, gzip: bool, rounds: usize) -> Result<Vec<Row>, Failure> {
    let mut rows = Vec::new();
    for (way, _) in Way::ALL {
        let (figures, requests) = sandbox.list(&programs.counted, way, gzip, PER_PAGE)?;
        rows.push(Row { way, runs: Vec::new(), allocations: figures.allocations, requests });
    }
    for round in 0..rounds {
        for turn in 0..rows.len() {
            let at = (round + turn) % rows.len();
            if let Some(row) = rows.get_mut(at) {
                row.runs.push(sandbox.list(&programs.timed, row.way, gzip, PER_PAGE)?.0);
            }
        }
    }
    Ok(rows)
}

/// Prints the memory that a listing uses per additional campaign.
fn memory(out: &mut impl Write, programs: &Programs, campaigns: &Campaigns) -> Result<(), Failure> {
    let peak = |count: u64| -> Result<f64, Failure> {
        let data = campaigns.write(count)?;
        let sandbox = Sandbox::start(&programs.sandbox, Some(&data), &[])?;
        // The file is large, and the sandbox has already read it.
        std::fs::remove_file(&data)?;
        let (figures, _) = sandbox.list(&programs.timed, Way::Stream(1), false, LARGE_PER_PAGE)?;
        if figures.campaigns != count {
            return Err(format!("{} of {count} campaigns were listed", figures.campaigns).into());
        }
        Ok(figures.peak as f64)
    };
    let (few, many) = (peak(10_000)?, peak(1_000_000)?);
    let mib = f64::from(1 << 20);
    writeln!(out, "\nPeak memory of {} at {LARGE_PER_PAGE} per page", Way::Stream(1).name())?;
    writeln!(out, "| 10,000 campaigns | 1,000,000 campaigns | per additional campaign |")?;
    writeln!(out, "| --: | --: | --: |")?;
    writeln!(
        out,
        "| {:.1} MiB | {:.1} MiB | {:.1} bytes |",
        few / mib,
        many / mib,
        (many - few) / 990_000.0
    )?;
    Ok(())
}
