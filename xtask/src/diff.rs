//! `cargo xtask diff`: reports the changes to the contract, and checks that its version reflects them.
//!
//! The old and the new document are traversed together. The keys of objects are compared by the rules of this module, and a
//! change to a key without a rule is reported as breaking, so that no change is overlooked because a rule is missing. A change
//! is breaking if a program for the old contract may fail with the new one, or if names or the order of arguments in
//! generated code change.

mod baseline;
mod document;
mod finding;
mod node;
mod operations;
mod other_keys;
mod parameters;
mod responses;
mod schemas;
mod version;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use serde_json::Value;

use crate::contract::Contract;
use baseline::Baseline;
use node::Node;

pub use finding::{Direction, Finding, Impact};

/// Compares the contract of the workspace at `root` with its latest release, or with another revision or file.
///
/// Returns [`ExitCode::FAILURE`] if `info.version` does not reflect the changes: a breaking change needs a new major version, an
/// addition needs a new minor version, and the version must not decrease.
pub fn run(root: &Path, baseline: Option<&str>, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let new = Contract::load(root)?.value;
    let old = match baseline::find(root, baseline)? {
        Baseline::Document { name, value } => {
            writeln!(out, "compared with {name}")?;
            value
        }
        Baseline::NoRelease => {
            writeln!(
                out,
                "nothing to compare with: no tag {}* is reachable from HEAD",
                baseline::TAG_PREFIX
            )?;
            return Ok(ExitCode::SUCCESS);
        }
    };
    let findings = compare(&old, &new);
    for finding in &findings {
        writeln!(out, "{finding}")?;
    }
    let count = |impact| findings.iter().filter(|finding| finding.impact == impact).count();
    let (before, now) = (version::of(&old)?, version::of(&new)?);
    writeln!(
        out,
        "breaking: {}, additions: {}, documentation: {}; version {before} -> {now}",
        count(Impact::Breaking),
        count(Impact::Addition),
        count(Impact::Documentation),
    )?;
    let greatest = findings.iter().map(|finding| finding.impact).min();
    match version::problem(&before, &now, greatest) {
        Some(problem) => {
            writeln!(out, "{problem}")?;
            Ok(ExitCode::FAILURE)
        }
        None => Ok(ExitCode::SUCCESS),
    }
}

/// Returns the changes from one document to another, breaking changes first. A change to `info.version` is not returned. A part
/// that was added, removed or given another type is reported as a whole, without the changes within it.
pub fn compare(old: &Value, new: &Value) -> Vec<Finding> {
    let mut comparison = Comparison::default();
    comparison.document(&Node::root(old), &Node::root(new));
    finding::merge(comparison.findings)
}

/// A comparison in progress.
#[derive(Default)]
struct Comparison {
    findings: Vec<Finding>,
    /// The compared pairs of schemas, each for one direction.
    compared: BTreeSet<(String, String, Direction)>,
}

impl Comparison {
    fn report(&mut self, impact: Impact, direction: Direction, pointer: &str, message: impl Into<String>) {
        let finding = Finding { impact, direction, pointer: pointer.to_owned(), message: message.into() };
        self.findings.push(finding);
    }

    /// Reports a reference that was added, removed or changed, because generated types are named after components.
    ///
    /// A removed component is reported once, by [`Self::document`], not for each reference.
    fn component_name(&mut self, old: &Node, new: &Node, direction: Direction) {
        if old.component == new.component || old.component.is_some_and(|target| !new.resolves(target)) {
            return;
        }
        let name = |node: &Node| node.component.map_or("inline".to_owned(), str::to_owned);
        let message = format!("was {}, is {}; names of generated types change", name(old), name(new));
        self.report(Impact::Breaking, direction, &new.use_site().pointer, message);
    }
}
