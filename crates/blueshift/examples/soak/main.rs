//! A soak test. For a number of minutes, many clones of a client read and write campaigns. The sandbox runs in a separate
//! process and injects random faults.
//!
//! After each round, the results are compared with the sandbox's campaigns and its ledger:
//!
//! 1. No listing contains a campaign twice. A listing that ended without an error contains every matching campaign that existed
//!    before the round.
//! 2. The reported outcome of each write agrees with its effects, and no write has more than one effect.
//! 3. Fields that the contract does not describe are unchanged.
//!
//! The memory, file descriptors, threads and tasks of both processes are printed. After a warm-up, which takes a quarter of the
//! run, but at most two minutes, these values may grow only slightly.
//!
//! ```console
//! cargo run -p blueshift --example soak -- 20 64
//! ```

mod calls;
mod checks;
mod data;
mod faults;
mod measure;
mod server;

use std::error::Error;
use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use blueshift::{Client, RetryBudget, RetryPolicy};
use fastrand::Rng;
use tokio::task::JoinSet;

use crate::checks::{Counts, Round};
use crate::measure::{Growth, Sample};
use crate::server::Server;

type Result<T> = std::result::Result<T, Box<dyn Error + Send + Sync>>;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [mode, clones] if mode == "serve" => server::serve(clones.parse()?).await,
        [minutes, clones] => soak(minutes.parse()?, clones.parse()?, Rng::new().u64(..)).await,
        [minutes, clones, seed] => soak(minutes.parse()?, clones.parse()?, seed.parse()?).await,
        _ => Err("usage: soak MINUTES CLONES [SEED]".into()),
    }
}

/// Returns a client with short waits between retries and short timeouts, so that many failures fit into a round.
fn client(url: &str) -> Result<Client> {
    let policy = RetryPolicy::default()
        .initial_backoff(Duration::from_millis(5))
        .max_retries(4)
        .max_retry_after(Duration::from_secs(1));
    let client = Client::builder(server::KEY).base_url(url);
    let client = client.retry_policy(policy).retry_budget(RetryBudget::unlimited());
    Ok(client.attempt_timeout(Duration::from_millis(1_500)).deadline(Duration::from_secs(6)).build()?)
}

async fn soak(minutes: f64, clones: usize, seed: u64) -> Result<()> {
    print(format!("{minutes} minutes, {clones} clones, seed {seed}"))?;
    let (mut random, mut server) = (Rng::with_seed(seed), Server::start(clones).await?);
    let duration = Duration::try_from_secs_f64(minutes * 60.0)?;
    let warm_up = (duration / 4).min(Duration::from_secs(120));
    let (begun, original, mut counts) = (Instant::now(), client(&server.url)?, Counts::default());
    let (mut growth, mut printed, mut effects) = (Growth::default(), None, 0);
    for number in 0_u64.. {
        let before = Arc::new(server.campaigns().await?);
        let active = faults::random(&mut random);
        server.set_faults(&active).await?;
        let mut calls = JoinSet::new();
        for clone in 0..clones {
            // The last clone is a new client in each round, so that a leak of dropped clients would be measured.
            let client = if clone == clones - 1 { client(&server.url)? } else { original.clone() };
            let id = format!("round {number}, clone {clone}");
            calls.spawn(calls::make(client, id, clone, Rng::with_seed(random.u64(..)), before.clone()));
        }
        let results = calls.join_all().await;
        server.set_faults(&[]).await?;
        server.settle().await;
        let round = Round {
            before,
            after: server.campaigns().await?,
            effects: server.take_effects().await?,
            results,
        };
        effects += round.effects.len();
        round.check(&mut counts).map_err(|problem| format!("round {number}, seed {seed}: {problem}"))?;

        let (elapsed, sample) = (begun.elapsed(), Sample::take(&mut server, effects).await?);
        growth.add(sample, elapsed < warm_up);
        let minute = elapsed.as_secs() / 60;
        let is_last = elapsed >= duration;
        if printed != Some(minute) || is_last {
            printed = Some(minute);
            print(format!("{:.1} min, {} rounds: {sample}", elapsed.as_secs_f64() / 60.0, number + 1))?;
        }
        if is_last {
            break;
        }
    }
    print(counts.to_string())?;
    growth.check()?;
    print("1 passed, 0 failed".to_owned())
}

fn print(line: String) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
