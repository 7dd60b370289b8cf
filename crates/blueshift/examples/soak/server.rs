//! Runs the sandbox in a separate process.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use blueshift::reqwest;
use blueshift_sandbox::{DataSet, Fault, Order, Sandbox};
use serde_json::{Value, json};

use crate::{Result, data, faults};

pub(crate) const KEY: &str = "key";

/// Runs the sandbox until standard input ends. Prints the URL, and then the number of tasks for each line of standard input.
pub(crate) async fn serve(clones: usize) -> Result<()> {
    // With `Order::Updated`, writes by many clones of the client would move more campaigns to the front than a page contains.
    let order = if clones <= 2 { Order::Updated } else { Order::Newest };
    let data = DataSet::from_json(&json!(data::campaigns(clones)).to_string())?;
    let sandbox = Sandbox::builder().api_key(KEY).data(data).order(order).start().await?;
    writeln!(std::io::stdout(), "{}", sandbox.url())?;
    let runtime = tokio::runtime::Handle::current();
    tokio::task::spawn_blocking(move || {
        for line in std::io::stdin().lines() {
            line?;
            writeln!(std::io::stdout(), "{}", runtime.metrics().num_alive_tasks())?;
        }
        Ok(())
    })
    .await?
}

/// The campaigns by UUID.
pub(crate) type Campaigns = BTreeMap<String, Value>;

/// The sandbox process, which is killed on drop.
pub(crate) struct Server {
    pub(crate) url: String,
    process: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    http: reqwest::Client,
}

impl Server {
    pub(crate) async fn start(clones: usize) -> Result<Self> {
        let mut process = Command::new(std::env::current_exe()?)
            .args(["serve", &clones.to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("failed to open the pipes to the sandbox".into());
        };
        // This client keeps no idle connections, so that it does not affect the measured number of descriptors.
        let http = reqwest::Client::builder().pool_max_idle_per_host(0).build()?;
        let mut server = Self { url: String::new(), process, input, output: BufReader::new(output), http };
        server.url = server.line()?;
        Ok(server)
    }

    pub(crate) fn id(&self) -> u32 {
        self.process.id()
    }

    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        self.output.read_line(&mut line)?;
        Ok(line.trim_end().to_owned())
    }

    /// Returns the number of tasks of the sandbox.
    pub(crate) fn tasks(&mut self) -> Result<usize> {
        writeln!(self.input)?;
        Ok(self.line()?.parse()?)
    }

    pub(crate) async fn set_faults(&self, faults: &[Fault]) -> Result<()> {
        let request = self.http.put(format!("{}/__sandbox/faults", self.url));
        request.body(json!(faults).to_string()).send().await?.error_for_status()?;
        Ok(())
    }

    /// Waits long enough for all requests to end and all delayed effects to be applied, and then for another second, because the
    /// client cannot distinguish a transition from a change that was made less than a second before it.
    pub(crate) async fn settle(&self) {
        tokio::time::sleep(faults::DELAY * 2 + Duration::from_millis(1_100)).await;
    }

    /// Returns the effects since the last call, and clears the ledger.
    pub(crate) async fn take_effects(&self) -> Result<Vec<Value>> {
        let url = format!("{}/__sandbox/effects", self.url);
        let effects = self.get(&url).await?;
        self.http.delete(&url).send().await?.error_for_status()?;
        Ok(effects)
    }

    /// Returns all campaigns, read without the library.
    pub(crate) async fn campaigns(&self) -> Result<Campaigns> {
        let mut campaigns = Campaigns::new();
        for page in 0.. {
            let url = format!("{}/api/v2/campaigns.json?per_page=500&page={page}", self.url);
            let items = self.get(&url).await?;
            if items.is_empty() {
                break;
            }
            campaigns.extend(
                items.into_iter().filter_map(|item| Some((item.get("uuid")?.as_str()?.to_owned(), item))),
            );
        }
        Ok(campaigns)
    }

    async fn get(&self, url: &str) -> Result<Vec<Value>> {
        let request = self.http.get(url).basic_auth(KEY, Some("")).timeout(Duration::from_secs(30));
        Ok(serde_json::from_slice(&request.send().await?.error_for_status()?.bytes().await?)?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Errors are ignored, because `drop` cannot report them.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
