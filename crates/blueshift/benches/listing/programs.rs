//! Builds and starts the other processes: the sandbox and the runs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use blueshift_test_support::SandboxProcess;
use serde_json::Value;

use crate::Failure;
use crate::run::Figures;
use crate::ways::Way;

/// Builds a program with cargo and returns its path.
pub(crate) fn build(arguments: &[&str]) -> Result<PathBuf, Failure> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(arguments).args(["--quiet", "--message-format=json-render-diagnostics"]);
    let output = cargo.stderr(Stdio::inherit()).output()?;
    let built = String::from_utf8(output.stdout)?;
    let mut programs = built.lines().filter_map(|line| {
        let message: Value = serde_json::from_str(line).ok()?;
        message.get("executable")?.as_str().map(PathBuf::from)
    });
    programs.next_back().ok_or_else(|| format!("cargo {} built no program", arguments.join(" ")).into())
}

/// A sandbox in a separate process, which is killed on drop.
pub(crate) struct Sandbox(SandboxProcess);

impl Sandbox {
    /// Starts the sandbox with the campaigns of a file, or with generated campaigns.
    pub(crate) fn start(program: &Path, data: Option<&Path>, faults: &[&str]) -> Result<Self, Failure> {
        let mut command = Command::new(program);
        if let Some(data) = data {
            command.args(["--order", "given", "--data"]).arg(data);
        }
        for fault in faults {
            command.args(["--fault", fault]);
        }
        Ok(Self(SandboxProcess::start(&mut command)?))
    }

    /// Lists all campaigns in a new process. Returns the figures of the run and the number of requests that the sandbox received.
    pub(crate) fn list(
        &self,
        program: &Path,
        way: Way,
        gzip: bool,
        per_page: u64,
    ) -> Result<(Figures, u64), Failure> {
        let before = self.requests()?;
        let coding = if gzip { "gzip" } else { "plain" };
        let run = Command::new(program)
            .args(["list", way.name(), &self.0.url, &self.0.key, coding, &per_page.to_string()])
            .stderr(Stdio::inherit())
            .output()?;
        let figures = Figures::read(&String::from_utf8(run.stdout)?)?;
        Ok((figures, self.requests()? - before))
    }

    fn requests(&self) -> Result<u64, Failure> {
        let stats: Value = serde_json::from_slice(&self.get("/__sandbox/stats")?)?;
        stats
            .get("requests")
            .and_then(Value::as_u64)
            .ok_or_else(|| "the statistics of the sandbox do not contain the number of requests".into())
    }

    /// Requests a path and returns the response body.
    pub(crate) fn get(&self, path: &str) -> Result<Vec<u8>, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let client = blueshift::reqwest::Client::builder().no_proxy().build()?;
        let request = client.get(format!("{}{path}", self.0.url)).basic_auth(&self.0.key, Some(""));
        let body = runtime.block_on(async { request.send().await?.error_for_status()?.bytes().await })?;
        Ok(body.into())
    }
}

impl Way {
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(way, _)| *way == self).map_or("?", |(_, name)| name)
    }
}

impl Figures {
    /// Parses the output of a run.
    fn read(line: &str) -> Result<Self, Failure> {
        let numbers: Vec<u64> = line.split_whitespace().map(str::parse).collect::<Result<_, _>>()?;
        let [campaigns, wall, cpu, first_after, peak, allocations] = numbers[..] else {
            return Err(format!("expected six numbers in the output of a run, found {line:?}").into());
        };
        let nanos = Duration::from_nanos;
        Ok(Self {
            campaigns,
            wall: nanos(wall),
            cpu: nanos(cpu),
            first_after: nanos(first_after),
            peak,
            allocations,
        })
    }
}
