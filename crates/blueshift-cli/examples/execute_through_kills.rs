//! Runs `campaigns execute` for 20,000 recipients with injected faults, kills it (SIGKILL) at five random points, and resumes it
//! each time. Checks in the sandbox's ledger that the campaign was executed exactly once for every recipient, with a key column
//! and with generated keys.
//!
//! ```sh
//! cargo build -p blueshift-cli
//! cargo run -p blueshift-cli --example execute_through_kills -- target/debug/blueshift
//! ```

use std::collections::HashSet;
use std::fmt::Write as _;
use std::hash::{BuildHasher, RandomState};
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use blueshift_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

type Failure = Box<dyn std::error::Error>;

const RECIPIENTS: usize = 20_000;
const KILLS: usize = 5;

fn main() -> Result<(), Failure> {
    let program =
        std::env::args().nth(1).ok_or("usage: execute_through_kills PATH-TO-BLUESHIFT [RECIPIENTS]")?;
    let recipients = std::env::args().nth(2).map_or(Ok(RECIPIENTS), |count| count.parse())?;
    let program = std::fs::canonicalize(program)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    for keyed in [true, false] {
        let sandbox = runtime.block_on(Sandbox::start())?;
        run(&program, &sandbox, recipients, keyed)?;
    }
    Ok(())
}

fn run(program: &Path, sandbox: &Sandbox, recipients: usize, keyed: bool) -> Result<(), Failure> {
    let directory = tempfile::tempdir()?;
    let mut text = "email,order_id,total\n".to_owned();
    for number in 1..=recipients {
        writeln!(text, "user{number}@example.com,order-{number},{}.50", number % 90)?;
    }
    std::fs::write(directory.path().join("recipients.csv"), text)?;
    let campaign = json!({"name": "Order shipped", "status": "launched", "exec_term": "transactional"});
    let campaign = sandbox.create(campaign.as_object().cloned().unwrap_or_default())?;
    sandbox.faults().set([
        Fault::lost_response().share(0.03).seed(1).operation("execute_campaign"),
        Fault::status(503).share(0.03).seed(2).operation("execute_campaign"),
        Fault::status(429).share(0.03).seed(3).operation("execute_campaign"),
    ]);
    let mut points: Vec<usize> = (0..KILLS).map(|_| random(recipients)).collect();
    points.sort_unstable();
    let started = Instant::now();
    let (mut kills, mut results) = (Vec::new(), "--results");
    for point in points {
        let mut child = command(program, sandbox, &campaign, keyed, results, directory.path()).spawn()?;
        while executed(sandbox) < point && child.try_wait()?.is_none() {
            std::thread::sleep(Duration::from_millis(5));
        }
        // SIGKILL on Unix.
        child.kill()?;
        if child.wait()?.success() {
            return Err("a run finished before it was killed".into());
        }
        kills.push(executed(sandbox));
        results = "--resume";
    }
    let output = command(program, sandbox, &campaign, keyed, results, directory.path()).output()?;
    let elapsed = started.elapsed().as_secs_f64();
    if !output.status.success() {
        return Err(format!("{}: {}", output.status, String::from_utf8_lossy(&output.stderr)).into());
    }
    let effects = sandbox.effects();
    let distinct: HashSet<_> = effects.iter().map(|effect| &effect.transaction_uuid).collect();
    let lines = std::fs::read_to_string(directory.path().join("results.ndjson"))?;
    let mut successful = HashSet::new();
    for line in lines.lines() {
        let line: Value = serde_json::from_str(line)?;
        if line["status"] == "successful" {
            successful.insert(line["record"].as_u64());
        }
    }
    writeln!(
        std::io::stdout(),
        "{}: {recipients} recipients, killed after {kills:?} executions: {} executions of {} transactions, \
         {} recipients successful, {} requests, {elapsed:.1} s",
        if keyed { "--key-column order_id" } else { "generated keys" },
        effects.len(),
        distinct.len(),
        successful.len(),
        sandbox.stats().requests,
    )?;
    if (effects.len(), distinct.len(), successful.len()) != (recipients, recipients, recipients) {
        return Err("the campaign was not executed exactly once for every recipient".into());
    }
    Ok(())
}

fn executed(sandbox: &Sandbox) -> usize {
    sandbox.effects().len()
}

/// Returns a random number below `limit`, derived from the random keys of `RandomState`.
fn random(limit: usize) -> usize {
    let bits = RandomState::new().hash_one(0) as usize;
    bits % limit.max(1)
}

fn command(
    program: &Path,
    sandbox: &Sandbox,
    campaign: &str,
    keyed: bool,
    results: &str,
    directory: &Path,
) -> Command {
    let mut command = Command::new(program);
    command.args(["--base-url", &sandbox.url(), "campaigns", "execute", "--campaign", campaign]);
    command.args(["--input", "recipients.csv", results, "results.ndjson", "--concurrency", "64"]);
    command.args(["--yes", "--ceiling", "none"]);
    if keyed {
        command.args(["--key-column", "order_id"]);
    }
    command.env("BLUESHIFT_API_KEY", sandbox.api_key()).current_dir(directory);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}
