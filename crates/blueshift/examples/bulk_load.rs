//! Executes a campaign for many customers and archives many campaigns. The sandbox is a separate process that loses some
//! responses and responds to some requests with 429, 503 or 504. Every outcome is compared with the sandbox's ledger. The peak
//! memory of this process is printed before the comparison.
//!
//! ```console
//! cargo run --release -p blueshift --example bulk_load -- 100000 10000
//! ```

use std::collections::HashMap;
use std::error::Error;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use blueshift::{BulkOutcomes, Client, ItemOutcome, ItemStatus, Recipient, RetryBudget, RetryPolicy};
use blueshift_sandbox::{DataSet, Fault, Sandbox};
use futures_util::StreamExt;
use serde_json::{Value, json};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const KEY: &str = "key";
const CAMPAIGN: &str = "triggered";

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.as_slice() {
        [mode, campaigns] if mode == "serve" => serve(campaigns.parse()?).await,
        [recipients, campaigns] => load(recipients.parse()?, campaigns.parse()?).await,
        _ => Err("usage: bulk_load RECIPIENTS CAMPAIGNS".into()),
    }
}

/// Runs the sandbox until standard input is closed.
async fn serve(campaigns: usize) -> Result<()> {
    let campaign =
        |number| json!({"uuid": uuid(number), "status": if number % 5 == 0 { "launched" } else { "draft" }});
    let mut rows: Vec<Value> = (0..campaigns).map(campaign).collect();
    rows.push(json!({"uuid": CAMPAIGN, "status": "launched", "exec_term": "transactional"}));
    let sandbox = Sandbox::builder().api_key(KEY).data(DataSet::from_json(&json!(rows).to_string())?);
    let faults = [
        Fault::lost_response().share(0.1),
        Fault::lost_response().respond_with(504).share(0.1),
        Fault::status(503).share(0.1),
        Fault::status(429).share(0.1),
    ];
    let faults = faults.into_iter().zip(1..).map(|(fault, seed)| fault.seed(seed));
    let sandbox = faults.fold(sandbox, |sandbox, fault| sandbox.fault(fault)).start().await?;
    writeln!(std::io::stdout(), "{}", sandbox.url())?;
    tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new())).await??;
    Ok(())
}

async fn load(recipients: usize, campaigns: usize) -> Result<()> {
    let mut server = Command::new(std::env::current_exe()?);
    server.args(["serve", &campaigns.to_string()]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut server = server.spawn()?;
    let result = check(&mut server, recipients, campaigns).await;
    drop(server.stdin.take());
    server.wait()?;
    result
}

async fn check(server: &mut std::process::Child, recipients: usize, campaigns: usize) -> Result<()> {
    let mut url = String::new();
    let stdout = server.stdout.take().ok_or("failed to open standard output")?;
    std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut url)?;
    let policy = RetryPolicy::default().initial_backoff(Duration::from_millis(1)).max_retries(3);
    let client =
        Client::builder(KEY).base_url(url.trim()).retry_policy(policy).retry_budget(RetryBudget::unlimited());
    // The ledger of 200,000 effects exceeds the default limit of a response body.
    let client = client.body_limit(1 << 30);
    let client = client.build()?;
    let api = client.campaigns();

    let keyed = |first: usize| (first..first + recipients).map(recipient);
    let single = api.execute_many(CAMPAIGN, keyed(0)).concurrency(16).outcomes()?;
    let single = statuses("execute_many", single, recipients, number).await?;
    let bulk = api.execute_many(CAMPAIGN, keyed(recipients)).bulk().outcomes()?;
    let bulk = statuses("execute_many in bulk", bulk, recipients, |recipient| number(recipient) - recipients)
        .await?;
    let archive = api.archive_many((0..campaigns).map(uuid)).outcomes()?;
    let archive =
        statuses("archive_many", archive, campaigns, |uuid| uuid[1..].parse().unwrap_or(usize::MAX)).await?;

    let effects = client.request(blueshift::reqwest::Method::GET, "/__sandbox/effects").send().await?.value;
    let effects = effects.get("effects").unwrap_or(&effects).as_array().ok_or("the ledger is not a list")?;
    let mut times: HashMap<&str, usize> = HashMap::new();
    for effect in effects {
        let key = effect["transaction_uuid"]
            .as_str()
            .or(effect["target"].as_str())
            .ok_or("an effect has no target")?;
        *times.entry(key).or_default() += 1;
    }
    let transaction = |number| recipient(number).transaction_uuid(CAMPAIGN).to_string();
    compare("execute_many", &single, |index| times.get(transaction(index).as_str()).copied())?;
    compare("execute_many in bulk", &bulk, |index| {
        times.get(transaction(index + recipients).as_str()).copied()
    })?;
    compare("archive_many", &archive, |index| times.get(uuid(index).as_str()).copied())?;
    print(format!("all outcomes agree with the {} effects in the ledger", effects.len()))
}

/// Reads all outcomes. Returns the status of each item, and whether a request for it may still take effect. Each item must have
/// exactly one outcome.
async fn statuses<T>(
    name: &str,
    mut outcomes: BulkOutcomes<T>,
    count: usize,
    index: impl Fn(&T) -> usize,
) -> Result<Vec<(ItemStatus, bool)>> {
    let (start, mut statuses) = (Instant::now(), vec![None; count]);
    while let Some(ItemOutcome { item, status, may_still_take_effect, .. }) = outcomes.next().await {
        let slot = statuses.get_mut(index(&item)).ok_or("an item that is not in the input has an outcome")?;
        if slot.replace((status, may_still_take_effect)).is_some() {
            return Err(format!("{name}: item {} has two outcomes", index(&item)).into());
        }
    }
    let known: Option<Vec<_>> = statuses.into_iter().collect();
    let memory = std::fs::read_to_string("/proc/self/status")?;
    let peak = memory.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("VmHWM: unknown");
    print(format!("{name}: {count} items in {:.1?}, {peak}", start.elapsed()))?;
    known.ok_or_else(|| format!("{name}: an item has no outcome").into())
}

/// Compares the outcome of each item with the number of its effects.
fn compare(
    name: &str,
    statuses: &[(ItemStatus, bool)],
    times: impl Fn(usize) -> Option<usize>,
) -> Result<()> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (index, (status, may_still_take_effect)) in statuses.iter().enumerate() {
        *counts.entry(status.as_str()).or_default() += 1;
        let effects = times(index).unwrap_or_default();
        let agrees = match (effects, status) {
            (1, ItemStatus::Successful | ItemStatus::Unknown) | (0, ItemStatus::Unknown) => true,
            (0, ItemStatus::Failed | ItemStatus::Blocked) => true,
            (0, ItemStatus::NoChange) => true,
            (1, ItemStatus::NoChange) => *may_still_take_effect,
            _ => false,
        };
        if !agrees {
            return Err(
                format!("{name}: item {index} was reported as {status}, but has {effects} effects").into()
            );
        }
    }
    print(format!("{name}: {counts:?}"))
}

fn recipient(number: usize) -> Recipient {
    Recipient::customer_id(format!("r{number}")).field("number", number).transaction_key("load")
}

fn number(recipient: &Recipient) -> usize {
    recipient
        .fields()
        .get("number")
        .and_then(Value::as_u64)
        .and_then(|n| n.try_into().ok())
        .unwrap_or(usize::MAX)
}

fn uuid(number: usize) -> String {
    format!("c{number}")
}

fn print(line: String) -> Result<()> {
    Ok(writeln!(std::io::stdout(), "{line}")?)
}
