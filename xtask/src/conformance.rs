//! `cargo xtask conformance`: check in other languages that clients generated from the contract work.
//!
//! For each language a client is generated, compiled as strictly as the language can, and used by the adapter in
//! `tests/languages/LANGUAGE` against servers that respond in each way that the contract leaves open.

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

/// What to run, and how.
#[derive(Debug, Clone)]
pub struct Options {
    /// The languages; all of them when empty.
    pub languages: Vec<Language>,
    /// Whether a language whose toolchain is missing is a failure.
    pub require: bool,
    /// A field to rename in every response, which must make every program fail.
    pub rename: Option<Rename>,
    /// Whether the programs take the exam instead.
    pub exam: bool,
}

enum Outcome {
    /// How many kinds of server were tried.
    Passed(usize),
    Failed(anyhow::Error),
    Skipped(String),
}

/// Runs the task on the workspace at `root`; the last line counts the languages that passed, failed and were skipped.
pub fn run(root: &Path, options: &Options, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let languages = match options.languages.as_slice() {
        [] => &Language::ALL,
        some => some,
    };
    let directory = programs::target_directory(root).join("conformance");
    std::fs::create_dir_all(&directory).with_context(|| format!("cannot make {}", directory.display()))?;
    let sandboxes = sandbox::Sandboxes::build(root, &directory)?;

    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    for language in languages {
        let start = Instant::now();
        match one(root, &directory, &sandboxes, *language, options) {
            Outcome::Passed(servers) => {
                passed += 1;
                let seconds = start.elapsed().as_secs_f64();
                writeln!(out, "ok       {language}: {servers} kinds of server, in {seconds:.1} s")?;
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

fn one(
    root: &Path,
    directory: &Path,
    sandboxes: &sandbox::Sandboxes,
    language: Language,
    options: &Options,
) -> Outcome {
    let missing = programs::missing(language.tools());
    if !missing.is_empty() {
        let why = format!("not on the PATH: {}", missing.join(", "));
        return match options.require {
            true => Outcome::Failed(anyhow::anyhow!("{why}; required by --require")),
            false => Outcome::Skipped(why),
        };
    }
    let result = language
        .prepare(root, &directory.join(language.to_string()))
        .context("client and program do not build")
        .and_then(|program| match options.exam {
            true => exam::take(program, language, sandboxes),
            false => scenario::check_all(&program, sandboxes, options.rename.as_ref()),
        });
    match result {
        Ok(servers) => Outcome::Passed(servers),
        Err(error) => Outcome::Failed(error),
    }
}
