//! The sandboxes of the conformance tests; each is a process that listens on loopback.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;
use blueshift_test_support::SandboxProcess;

use super::fixture;
use crate::programs;

/// The API key of all sandboxes.
pub(super) const API_KEY: &str = "conformance-key";

/// The paths of the built sandbox and of the file with its campaigns.
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
        .context("failed to build the sandbox")?;
        let campaigns = directory.join("campaigns.json");
        std::fs::write(&campaigns, serde_json::Value::Array(fixture::campaigns()).to_string())
            .with_context(|| format!("cannot write {}", campaigns.display()))?;
        let program = programs::target_directory(root).join("debug").join("blueshift-sandbox");
        Ok(Self { program, campaigns })
    }

    /// Returns the path of the program.
    pub(super) fn program(&self) -> &Path {
        &self.program
    }

    /// Starts a sandbox and waits until it is ready.
    pub(super) fn start(&self, flags: &[&str]) -> anyhow::Result<SandboxProcess> {
        let mut command = Command::new(&self.program);
        command.args(["--api-key", API_KEY, "--data"]).arg(&self.campaigns).args(flags);
        SandboxProcess::start(&mut command)
            .with_context(|| format!("cannot start {}", self.program.display()))
    }
}
