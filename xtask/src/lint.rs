//! `cargo xtask lint`: checks the contract with openapi-spec-validator, Redocly and Spectral, and checks that descriptions list
//! the values of open enums.
//!
//! The rules are in `openapi/redocly.yaml` and `openapi/.spectral.yaml`. Redocly and Spectral also check a document that
//! violates every rule that these files list under `rules`, to detect rules that no longer report anything.
//! openapi-spec-validator also checks an invalid document.

mod open_enum_values;

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, bail};
use serde_json::Value;

use crate::contract::{self, Contract};
use crate::{files, node_tools, programs, python_tools};

const REDOCLY_CONFIG: &str = "openapi/redocly.yaml";
const SPECTRAL_CONFIG: &str = "openapi/.spectral.yaml";

/// A document that violates every rule that [`REDOCLY_CONFIG`] and [`SPECTRAL_CONFIG`] list under `rules`.
const VIOLATIONS: &str = "xtask/src/lint/violations.yaml";
/// The expected violations.
const EXPECTED: &str = include_str!("lint/violations.txt");

/// A document that is not valid OpenAPI.
const INVALID: &str = "xtask/src/lint/invalid.yaml";
/// A part of the expected error.
const INVALID_ERROR: &str =
    "Path parameter 'uuid' for 'get' operation in '/campaigns/{uuid}' was not resolved";

/// Runs all checks on the workspace at `root`.
pub fn run(root: &Path, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let contract = Contract::load(root)?.value;
    let tools = programs::target_directory(root);
    let bin = node_tools::install(&root.join("openapi"), &tools.join("contract-tools"))?;
    let validator =
        python_tools::install(&root.join("openapi/requirements.txt"), &tools.join("spec-validator"))?
            .join("openapi-spec-validator");
    let checks = [
        ("open enums", open_enum_values::check(&contract)),
        ("openapi-spec-validator", programs::run(&mut validate(root, &validator, contract::PATH)).map(drop)),
        ("Redocly", programs::run(&mut redocly(root, &bin, contract::PATH)).map(drop)),
        ("Spectral", programs::run(&mut spectral(root, &bin, contract::PATH)).map(drop)),
        ("every listed rule reports a violation", every_rule_reports(root, &bin)),
        ("openapi-spec-validator refuses an invalid document", refuses_invalid_document(root, &validator)),
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

fn validate(root: &Path, validator: &Path, document: &str) -> Command {
    let mut command = Command::new(validator);
    command.arg(document).current_dir(root);
    command
}

fn redocly(root: &Path, bin: &Path, document: &str) -> Command {
    let mut command = Command::new(bin.join("redocly"));
    command
        .args(["lint", document, "--config", REDOCLY_CONFIG])
        .env("REDOCLY_TELEMETRY", "off")
        .env("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true")
        .current_dir(root);
    command
}

fn spectral(root: &Path, bin: &Path, document: &str) -> Command {
    let mut command = Command::new(bin.join("spectral"));
    command
        .args(["lint", document, "--ruleset", SPECTRAL_CONFIG, "--fail-severity", "hint", "--quiet"])
        .current_dir(root);
    command
}

fn refuses_invalid_document(root: &Path, validator: &Path) -> anyhow::Result<()> {
    match programs::run(&mut validate(root, validator, INVALID)) {
        Ok(_) => bail!("{INVALID} was accepted"),
        Err(error) if format!("{error:#}").contains(INVALID_ERROR) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Checks that the linters report exactly the expected violations, and that the expected violations include every rule that
/// [`REDOCLY_CONFIG`] and [`SPECTRAL_CONFIG`] list under `rules`.
fn every_rule_reports(root: &Path, bin: &Path) -> anyhow::Result<()> {
    let redocly = report(redocly(root, bin, VIOLATIONS).args(["--format", "json"]))?;
    let spectral = report(spectral(root, bin, VIOLATIONS).args(["--format", "json"]))?;
    let mut reported: Vec<String> = Vec::new();
    for problem in redocly["problems"].as_array().context("the Redocly report has no list of problems")? {
        reported.push(format!("{} {}", text(&problem["ruleId"]), text(&problem["location"][0]["pointer"])));
    }
    for problem in spectral.as_array().context("the Spectral report has no list of problems")? {
        let path = problem["path"].as_array().into_iter().flatten();
        let pointer: String = path.map(|key| format!("/{}", contract::escape(&plain(key)))).collect();
        reported.push(format!("{} #{pointer}", text(&problem["code"])));
    }
    reported.sort();
    let reported = reported.join("\n") + "\n";
    if reported != EXPECTED {
        let diff = similar::TextDiff::from_lines(EXPECTED, &reported);
        bail!("{}", diff.unified_diff().header("violations.txt", "reported"));
    }
    for path in [REDOCLY_CONFIG, SPECTRAL_CONFIG] {
        let config: Value = serde_saphyr::from_str(&files::read(&root.join(path))?)?;
        let rules = config["rules"].as_object().with_context(|| format!("{path} has no rules"))?;
        for rule in rules.keys() {
            if !EXPECTED.lines().any(|line| line.split(' ').next() == Some(rule)) {
                bail!("{VIOLATIONS} does not violate {rule}");
            }
        }
    }
    Ok(())
}

/// Runs a linter that finds violations, and returns its report.
fn report(command: &mut Command) -> anyhow::Result<Value> {
    let output = command.output().context("cannot start the linter")?;
    serde_json::from_slice(&output.stdout).with_context(|| {
        format!("the report is not JSON; stderr: {}", String::from_utf8_lossy(&output.stderr))
    })
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Returns a key or an index as text.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
