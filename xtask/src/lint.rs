//! `cargo xtask lint`: hold the contract against two public rulesets and against this project's own rules.

mod examples;
mod open_enum_values;
mod rules;

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

use crate::contract::{self, Contract};
use crate::{node_tools, programs};

pub use rules::violations;

/// Runs every check on the workspace at `root`; one that fails does not keep the others from being run.
pub fn run(root: &Path, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let broken = violations(&Contract::load(root)?.value)?;
    let own = match broken.is_empty() {
        true => Ok(()),
        false => Err(anyhow::anyhow!("{}", broken.join("\n"))),
    };

    let openapi = root.join("openapi");
    let bin = node_tools::install(&openapi, &programs::target_folder(root).join("contract-tools"))?;
    let redocly = programs::run(
        Command::new(bin.join("redocly"))
            .args(["lint", contract::PATH, "--config", "openapi/redocly.yaml"])
            .env("REDOCLY_TELEMETRY", "off")
            .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")
            .current_dir(root),
    );
    let spectral = programs::run(
        Command::new(bin.join("spectral"))
            .args(["lint", contract::PATH, "--ruleset", "openapi/.spectral.yaml", "--fail-severity", "hint"])
            .current_dir(root),
    );

    let checks = [
        ("the project's own rules", own),
        ("Redocly recommended-strict", redocly.map(drop)),
        ("Spectral spectral:oas", spectral.map(drop)),
    ];
    let failed = checks.iter().filter(|(_, result)| result.is_err()).count();
    for (name, result) in &checks {
        match result {
            Ok(()) => writeln!(out, "ok      {name}")?,
            Err(error) => writeln!(out, "FAILED  {name}\n{error:#}")?,
        }
    }
    writeln!(out, "{} passed, {failed} failed", checks.len() - failed)?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
