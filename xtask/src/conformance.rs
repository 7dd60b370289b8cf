//! `cargo xtask conformance`: tests clients in other languages that are generated from the contract.
//!
//! For each language, a client is generated, and checked by a compiler or type checker with strict options. The program in
//! `tests/languages/LANGUAGE` then uses the client with servers whose behaviors differ, but are allowed by the contract.

mod exam;
mod fixture;
mod language;
mod sandbox;
mod scenario;
mod stub;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context;

use crate::programs;

pub use language::Language;
pub use stub::Rename;

/// The options of a run.
#[derive(Debug, Clone)]
pub struct Options {
    /// The languages; all if empty.
    pub languages: Vec<Language>,
    /// Whether a missing toolchain is a failure.
    pub require: bool,
    /// A field to rename in every response, which must make every program fail.
    pub rename: Option<Rename>,
    /// Whether to run the exam instead of the conformance tests.
    pub exam: bool,
}

enum Outcome {
    /// The number of servers. Each scenario has one.
    Passed(usize),
    Failed(anyhow::Error),
    Skipped(String),
}

/// Runs the task on the workspace at `root`. The last line of the output states how many languages passed, failed and were
/// skipped.
pub fn run(root: &Path, options: &Options, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let languages = match options.languages.as_slice() {
        [] => &Language::ALL,
        some => some,
    };
    let directory = programs::target_directory(root).join("conformance");
    std::fs::create_dir_all(&directory).with_context(|| format!("cannot create {}", directory.display()))?;
    let sandboxes = sandbox::Sandboxes::build(root, &directory)?;

    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for language in languages {
        let start = Instant::now();
        match test_language(root, &directory, &sandboxes, *language, options) {
            Outcome::Passed(servers) => {
                passed += 1;
                let seconds = start.elapsed().as_secs_f64();
                writeln!(out, "ok       {language}: {servers} servers in {seconds:.1} s")?;
            }
            Outcome::Failed(error) => {
                failed += 1;
                writeln!(out, "FAILED   {language}: {error:#}")?;
            }
            Outcome::Skipped(why) => {
                skipped += 1;
                writeln!(out, "skipped  {language}: {why}")?;
            }
        }
        out.flush()?;
    }
    writeln!(out, "{passed} passed, {failed} failed, {skipped} skipped")?;
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn test_language(
    root: &Path,
    directory: &Path,
    sandboxes: &sandbox::Sandboxes,
    language: Language,
    options: &Options,
) -> Outcome {
    let missing = programs::missing(language.tools());
    if !missing.is_empty() {
        let why = format!("programs missing from the PATH: {}", missing.join(", "));
        return match options.require {
            true => Outcome::Failed(anyhow::anyhow!("{why}; with --require, this is a failure")),
            false => Outcome::Skipped(why),
        };
    }
    let result = language
        .prepare(root, &directory.join(language.to_string()))
        .context("failed to build the client and the program")
        .and_then(|program| match options.exam {
            true => exam::run(program, language, sandboxes),
            false => scenario::check_all(&program, sandboxes, options.rename.as_ref()),
        });
    match result {
        Ok(servers) => Outcome::Passed(servers),
        Err(error) => Outcome::Failed(error),
    }
}
