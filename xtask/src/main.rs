//! `cargo xtask`: maintenance tasks.

use std::io::Write;
use std::process::ExitCode;

use anyhow::Context;
use clap::{Parser, Subcommand};
use xtask::conformance::{self, Language, Rename};

/// Maintenance tasks of the blueshift workspace
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Write the public API of the libraries to docs/api
    Api {
        /// Write nothing; print a diff of each API that changed, and fail if an API changed
        #[arg(long)]
        check: bool,
    },
    /// Generate files from openapi/blueshift.yaml
    Codegen {
        /// Write nothing; print a diff of each stale file, and fail if a file is stale
        #[arg(long)]
        check: bool,
    },
    /// Check the contract with openapi-spec-validator, Redocly and Spectral
    Lint,
    /// Report the changes to the contract since its latest release, and check its version
    Diff {
        /// Compare with this git revision or file instead of the latest tag contract-v*
        #[arg(long, value_name = "GIT-REV | FILE")]
        base: Option<String>,
    },
    /// Build the site with guides, an API reference and Rust docs in target/site
    Docs,
    /// Generate clients in other languages and test them against the sandbox
    Conformance {
        /// Languages to test [default: all]
        languages: Vec<Language>,
        /// Fail if the toolchain of a language is missing, instead of skipping the language
        #[arg(long)]
        require: bool,
        /// Rename a field in every response; every client must then fail
        #[arg(long, value_name = "FIELD=OTHER")]
        rename: Option<Rename>,
        /// Run the reader level of `blueshift-sandbox exam` instead of the conformance tests
        #[arg(long, conflicts_with = "rename")]
        exam: bool,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(code) => code,
        Err(error) => {
            // A failure to write to stderr cannot be reported anywhere.
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<ExitCode> {
    let root = workspace_root()?;
    match task {
        Task::Api { check } => xtask::api::run(&root, check, &mut std::io::stdout()),
        Task::Codegen { check } => xtask::codegen::run(&root, check, &mut std::io::stdout()),
        Task::Conformance { languages, require, rename, exam } => {
            let options = conformance::Options { languages, require, rename, exam };
            conformance::run(&root, &options, &mut std::io::stdout())
        }
        Task::Diff { base } => xtask::diff::run(&root, base.as_deref(), &mut std::io::stdout()),
        Task::Docs => xtask::docs::run(&root, &mut std::io::stdout()),
        Task::Lint => xtask::lint::run(&root, &mut std::io::stdout()),
    }
}

/// Returns the directory of the workspace: the parent of this crate's directory.
fn workspace_root() -> anyhow::Result<std::path::PathBuf> {
    let manifest = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    Ok(manifest.parent().context("the directory of xtask has no parent")?.to_path_buf())
}
