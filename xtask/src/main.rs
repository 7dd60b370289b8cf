//! `cargo xtask`: the maintainers' tasks.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use xtask::conformance::{self, Language, Rename};

/// The maintainers' tasks of the blueshift workspace.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Regenerate everything that is made from openapi/blueshift.yaml
    Codegen {
        /// Write nothing; print a diff of each stale file and exit 1 if there is one
        #[arg(long)]
        check: bool,
    },
    /// Hold the contract against Redocly, Spectral and this project's own rules
    Lint,
    /// Tell what the contract's changes since the last release do to those who use it
    Diff {
        /// A git revision or a file to compare with instead
        #[arg(long, value_name = "GIT-REV | FILE")]
        base: Option<String>,
    },
    /// Build the site of API reference, guides and Rust docs in target/site
    Docs,
    /// Generate clients in other languages and check their adapters against the sandbox
    Conformance {
        /// The languages to try; all of them unless given
        languages: Vec<Language>,
        /// Fail where a language's toolchain is missing, rather than skip it
        #[arg(long)]
        require: bool,
        /// Rename a field in every response, which must make every program fail
        #[arg(long, value_name = "FIELD=OTHER")]
        rename: Option<Rename>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            // Nothing is left to report a failure of stderr to.
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<ExitCode> {
    let root = workspace_root()?;
    match task {
        Task::Codegen { check } => xtask::codegen::run(&root, check, &mut std::io::stdout()),
        Task::Conformance { languages, require, rename } => {
            let options = conformance::Options { languages, require, rename };
            conformance::run(&root, &options, &mut std::io::stdout())
        }
        Task::Diff { base } => xtask::diff::run(&root, base.as_deref(), &mut std::io::stdout()),
        Task::Docs => xtask::docs::run(&root, &mut std::io::stdout()),
        Task::Lint => xtask::lint::run(&root, &mut std::io::stdout()),
    }
}

/// The folder that holds the workspace: the parent of this crate's.
fn workspace_root() -> anyhow::Result<std::path::PathBuf> {
    let here = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(here.parent().context("xtask has no parent folder")?.to_path_buf())
}
