//! `cargo xtask diff`: what a change to the contract does to those who use it.
//!
//! The crate drift compares operations and parameters. Where it does not look, or says only that something differs,
//! the comparisons here take over: they walk both documents together and judge every key that they meet, so that no
//! change goes untold. What no rule judges counts as breaking.

mod base;
mod by_drift;
mod finding;
mod node;
mod operations;
mod rest;
mod schemas;
#[cfg(test)]
mod table_of_cases;
#[cfg(test)]
mod whole_runs;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use serde_json::Value;

use crate::contract::Contract;
use base::Base;

pub use finding::{Audience, Finding, Impact};

/// Compares the contract of the workspace at `root` with another revision or file, by default that of the last
/// release.
pub fn run(root: &Path, base: Option<&str>, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let new = Contract::load(root)?.value;
    let old = match base::find(root, base)? {
        Base::Document { name, value } => {
            writeln!(out, "compared with {name}")?;
            value
        }
        Base::NothingReleased => {
            writeln!(
                out,
                "nothing to compare with: no tag v* is reachable from here, so no contract has been released yet"
            )?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    let findings = compare(&old, &new)?;
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    let breaking = findings.iter().filter(|finding| finding.impact == Impact::Breaking).count();
    let compatible = findings.len() - breaking;
    let (before, now) = (version(&old)?, version(&new)?);
    writeln!(out, "{breaking} breaking, {compatible} compatible; version {before} -> {now}")?;
    if breaking > 0 && major(now)? <= major(before)? {
        writeln!(
            out,
            "a breaking change needs a new major version: info.version must be {}.0.0 or later",
            major(before)? + 1
        )?;
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Every change from one document to another, the breaking ones first.
pub fn compare(old: &Value, new: &Value) -> anyhow::Result<Vec<Finding>> {
    let walked = operations::compare(old, new)?;
    let mut all = by_drift::compare(old, new, &walked)?;
    all.extend(walked.findings);
    Ok(finding::merge(all))
}

fn version(document: &Value) -> anyhow::Result<&str> {
    document["info"]["version"].as_str().context("#/info/version: the version is missing")
}

fn major(version: &str) -> anyhow::Result<u64> {
    let first = version.split('.').next().unwrap_or_default();
    first.parse().with_context(|| format!("#/info/version: {version:?} does not begin with a number"))
}
