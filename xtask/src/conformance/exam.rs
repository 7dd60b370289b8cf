//! The reader level of `blueshift-sandbox exam`, taken by the program of a language.

use std::process::Command;

use anyhow::Context;

use super::language::{self, Language, Program};
use super::sandbox::Sandboxes;
use crate::programs;

/// How many scenarios run at the same time: most programs wait for a retry.
const JOBS: &str = "12";

/// Runs the exam, and returns how many scenarios the program passed. All others are an error.
pub(super) fn take(program: Program, language: Language, sandboxes: &Sandboxes) -> anyhow::Result<usize> {
    let program = language::direct(language, program)?;
    let scorecard = programs::run(
        Command::new(sandboxes.program())
            .args(["exam", "--jobs", JOBS, "--"])
            .args(program.words())
            // The tests of the programs set it.
            .env_remove("BLUESHIFT_SERVERS")
            .current_dir(program.directory()),
    )?;
    let last = scorecard.lines().last().unwrap_or_default();
    let passed = last.split(' ').next().and_then(|count| count.parse().ok());
    passed.with_context(|| format!("the scorecard ends with {last:?}"))
}
