//! An in-process sandbox, and commands that use it.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use blueshift_sandbox::{Builder, Fault, Sandbox};
use serde_json::{Value, json};

use crate::command::blueshift;

/// A sandbox with its runtime.
pub(crate) struct Server {
    pub(crate) sandbox: Sandbox,
    _runtime: tokio::runtime::Runtime,
}

impl Server {
    pub(crate) fn start() -> Self {
        Self::of(Sandbox::builder())
    }

    pub(crate) fn of(builder: Builder) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.unwrap();
        let sandbox = runtime.block_on(builder.api_key("key").start()).unwrap();
        Self { sandbox, _runtime: runtime }
    }

    /// Creates a campaign and returns its UUID.
    pub(crate) fn campaign(&self, status: &str, exec_term: &str) -> String {
        let fields = json!({
            "name": format!("A {status} campaign"), "status": status, "exec_term": exec_term,
            "startdate": "2030-01-01T00:00:00Z", "segment_uuid": "s-1", "segment_name": "Everybody",
        });
        self.sandbox.create(fields.as_object().cloned().unwrap_or_default()).unwrap()
    }

    /// Returns the status of a campaign.
    pub(crate) fn status(&self, uuid: &str) -> String {
        let campaign = self.sandbox.campaign(uuid).unwrap();
        campaign["status"].as_str().unwrap().to_owned()
    }

    pub(crate) fn faults(&self, faults: impl IntoIterator<Item = Fault>) {
        self.sandbox.faults().set(faults);
    }

    pub(crate) fn command(&self, line: &str) -> Command {
        let mut command = blueshift(&format!("--base-url {} campaigns {line}", self.sandbox.url()));
        command.env("BLUESHIFT_API_KEY", "key");
        command
    }

    pub(crate) fn run(&self, line: &str) -> Output {
        self.command(line).output().unwrap()
    }

    /// Runs a command with this stdin.
    pub(crate) fn run_with(&self, line: &str, stdin: &str) -> Output {
        let mut command = self.command(line);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // The command may end without reading all input.
        let _ = child.stdin.take().unwrap().write_all(stdin.as_bytes());
        child.wait_with_output().unwrap()
    }

    /// Returns the number of received writes.
    pub(crate) fn writes(&self) -> usize {
        self.sandbox.requests().iter().filter(|request| request.method != "GET").count()
    }
}

/// Parses ndjson.
pub(crate) fn ndjson(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}
