//! Runs the reader level of `blueshift-sandbox exam` against the test program for a language.

use std::process::Command;

use anyhow::Context;

use super::language::{self, Language, Program};
use super::sandbox::Sandboxes;
use crate::programs;

/// The number of concurrent scenarios. It is large because the programs mostly wait for retries.
const JOBS: &str = "12";

/// Runs the exam, and returns the number of scenarios. Returns an error if the program failed a scenario.
pub(super) fn run(program: Program, language: Language, sandboxes: &Sandboxes) -> anyhow::Result<usize> {
    let program = language::direct(language, program)?;
    let scorecard = programs::run(
        Command::new(sandboxes.program())
            .args(["exam", "--jobs", JOBS, "--"])
            .args(program.words())
            // Without this variable, the program lists the campaigns of the exam.
            .env_remove("BLUESHIFT_SERVERS")
            .current_dir(program.directory()),
    )?;
    let last = scorecard.lines().last().unwrap_or_default();
    let passed = last.split(' ').next().and_then(|count| count.parse().ok());
    passed.with_context(|| format!("unexpected last line of the scorecard: {last:?}"))
}
