//! `cargo xtask docs`: builds a site with guides, an API reference and Rust docs in `target/site`.
//!
//! The guides are Markdown files of the repository, rendered by MkDocs. The API reference uses Scalar. The site makes no
//! requests to other hosts, and its pages also work when they are opened from the file system.

mod guides;
mod reference;
mod rust_docs;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use crate::contract::Contract;
use crate::{node_tools, programs};

/// Builds the site of the workspace at `root`.
pub fn run(root: &Path, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let target = programs::target_directory(root);
    let site = target.join("site");
    let contract = Contract::load(root)?;
    let crates = rust_docs::public_crates(root)?;
    let tools = target.join("docs-tools");
    node_tools::install(&root.join("docs/site"), &tools)?;
    let packages = tools.join("node_modules");
    // MkDocs clears the output directory, so it runs first.
    guides::build(root, &target, &site, &packages, &crates)?;
    reference::build(root, &site, &packages, &contract)?;
    rust_docs::build(root, &target, &site, &crates)?;
    writeln!(out, "wrote {}", site.join("index.html").display())?;
    Ok(ExitCode::SUCCESS)
}
