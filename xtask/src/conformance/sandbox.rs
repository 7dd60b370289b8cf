//! The sandboxes that the programs read from, each a process on loopback.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

use super::fixture;
use crate::programs;

/// The API key that all of them accept.
pub(super) const API_KEY: &str = "conformance-key";

/// The built program and its campaigns, ready to be started.
pub(super) struct Sandboxes {
    program: PathBuf,
    campaigns: PathBuf,
}

impl Sandboxes {
    pub(super) fn build(root: &Path, directory: &Path) -> anyhow::Result<Self> {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        programs::run(
            Command::new(cargo)
                .args(["build", "--quiet", "--package", "blueshift-sandbox"])
                .current_dir(root),
        )
        .context("the sandbox does not build")?;
        let campaigns = directory.join("campaigns.json");
        std::fs::write(&campaigns, serde_json::Value::Array(fixture::campaigns()).to_string())
            .with_context(|| format!("cannot write {}", campaigns.display()))?;
        let program = programs::target_directory(root).join("debug").join("blueshift-sandbox");
        Ok(Self { program, campaigns })
    }

    /// The program.
    pub(super) fn program(&self) -> &Path {
        &self.program
    }

    /// Starts a sandbox and waits until it is ready.
    pub(super) fn start(&self, flags: &[&str]) -> anyhow::Result<Sandbox> {
        let mut process = Command::new(&self.program)
            .args(["--port", "0", "--api-key", API_KEY, "--data"])
            .arg(&self.campaigns)
            .args(flags)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", self.program.display()))?;
        let output = process.stdout.take();
        let mut sandbox = Sandbox { process, url: String::new() };
        let mut line = String::new();
        BufReader::new(output.context("the sandbox has no output")?).read_line(&mut line)?;
        let Some(url) = line.split_whitespace().find_map(|word| word.strip_prefix("url=")) else {
            bail!("the sandbox printed no URL but {line:?}");
        };
        sandbox.url = url.to_owned();
        Ok(sandbox)
    }
}

/// A running sandbox, ended when dropped.
pub(super) struct Sandbox {
    process: Child,
    pub(super) url: String,
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        // If it has ended by itself, there is nothing to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
