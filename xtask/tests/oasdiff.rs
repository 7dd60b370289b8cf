//! Compares `cargo xtask diff` with oasdiff on the corpus of `tests/diff`.
//!
//! `.ci/oasdiff` installs oasdiff and passes its path to this test. Both tools must agree on which changes are breaking, and a
//! change that oasdiff reports must also be reported by `cargo xtask diff`, except for the cases that `tests/diff/oasdiff.md`
//! lists with a reason. A listed case on which they agree is also a failure.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

#[path = "diff/corpus.rs"]
mod corpus;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode};

use serde_json::Value;
use xtask::diff::{Impact, compare};

use corpus::{Expected, base, corpus};

const DISAGREEMENTS: &str = include_str!("diff/oasdiff.md");

/// The level from which oasdiff treats a change as breaking: 1 is information, 2 is a warning, and 3 is an error.
const WARNING: u64 = 2;

fn main() -> ExitCode {
    let Some(oasdiff) = std::env::args().nth(1) else {
        println!("usage: oasdiff PATH-OF-OASDIFF");
        return ExitCode::FAILURE;
    };
    let directory = tempfile::tempdir().unwrap();
    let old = base();
    let mut disagreements = disagreements();
    let (mut passed, mut failures) = (0, Vec::new());
    for case in corpus() {
        let mut new = old.clone();
        (case.change)(&mut new);
        let found = compare(&old, &new);
        let ours = word(found.iter().any(|finding| finding.impact == Impact::Breaking));
        let changes = changelog(&oasdiff, directory.path(), &old, &new);
        let theirs = word(changes.iter().any(|change| change["level"].as_u64().unwrap() >= WARNING));
        let listed = disagreements.remove(case.name);
        let failure = match &listed {
            _ if ours != word(case.expected == Expected::Breaking) => {
                Some(format!("diff reports {ours}, expected {:?}", case.expected))
            }
            None if ours != theirs => Some(format!(
                "diff reports {ours} and oasdiff reports {theirs}, but the case is not in the table"
            )),
            None if found.is_empty() && !changes.is_empty() => Some(
                "oasdiff reports a change and diff reports none, but the case is not in the table".to_owned(),
            ),
            Some(_) if ours == theirs => {
                Some(format!("both tools report {ours}, but the case is in the table"))
            }
            Some(row) if row[..2] != [ours, theirs] => Some(format!(
                "diff reports {ours} and oasdiff reports {theirs}, but the table states {row:?}"
            )),
            Some(row) if row[2].is_empty() => Some("the table gives no reason".to_owned()),
            _ => None,
        };
        match failure {
            None => passed += 1,
            Some(failure) => {
                let ids: Vec<_> = changes.iter().map(|change| &change["id"]).collect();
                failures.push(format!("{}: {failure} {ids:?}", case.name));
            }
        }
    }
    let unknown = |name: &&str| format!("{name}: the case is in the table, but not in the corpus");
    failures.extend(disagreements.keys().map(unknown));
    for failure in &failures {
        println!("FAILED  {failure}");
    }
    println!("{passed} passed, {} failed", failures.len());
    if failures.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn word(breaking: bool) -> &'static str {
    if breaking { "breaking" } else { "compatible" }
}

/// Returns the rows of the table by case: the verdict of `diff`, the verdict of oasdiff, and the reason.
fn disagreements() -> BTreeMap<&'static str, [&'static str; 3]> {
    let rows = DISAGREEMENTS.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [case, ours, theirs, reason] = cells[..] else { panic!("expected four cells, found {row}") };
        (case, [ours, theirs, reason])
    })
    .collect()
}

/// Returns all reports of oasdiff for a change.
fn changelog(oasdiff: &str, directory: &Path, old: &Value, new: &Value) -> Vec<Value> {
    let [before, now] = [("before.json", old), ("now.json", new)].map(|(name, document)| {
        let path = directory.join(name);
        std::fs::write(&path, document.to_string()).unwrap();
        path
    });
    let output = Command::new(oasdiff)
        .args(["changelog", "--format", "json", "--flatten-params"])
        .args([before, now])
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    match output.stdout.is_empty() {
        true => Vec::new(),
        false => serde_json::from_slice(&output.stdout).unwrap(),
    }
}
