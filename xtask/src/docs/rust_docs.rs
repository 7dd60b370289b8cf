//! Builds the Rust docs of the published crates.

use std::path::Path;
use std::process::Command;

use anyhow::Context;
use serde_json::Value;

use crate::{files, programs};

/// A published crate with a library.
pub(super) struct Crate {
    pub(super) name: String,
    /// The path of its page, relative to the site.
    pub(super) page: String,
}

/// Builds the docs and copies them to the site.
pub(super) fn build(root: &Path, target: &Path, site: &Path, crates: &[Crate]) -> anyhow::Result<()> {
    let built = target.join("doc");
    // Otherwise, crates of earlier builds would appear in the search.
    files::remove(&built)?;
    let mut command = cargo(root);
    command.args(["doc", "--quiet", "--no-deps", "--lib"]);
    for one in crates {
        command.args(["--package", &one.name]);
    }
    programs::run(&mut command).context("failed to build the Rust docs")?;
    files::copy(&built, &site.join("rust"), &[])
}

/// Returns the published crates of this workspace that have a library.
pub(super) fn public_crates(root: &Path) -> anyhow::Result<Vec<Crate>> {
    let output = programs::run(cargo(root).args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value =
        serde_json::from_str(&output).context("the output of cargo metadata is not JSON")?;
    let mut crates = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let private = package["publish"].as_array().is_some_and(Vec::is_empty);
        let mut targets = package["targets"].as_array().into_iter().flatten();
        let library = targets
            .find(|target| target["kind"].as_array().is_some_and(|kinds| kinds.contains(&"lib".into())));
        let (false, Some(library)) = (private, library) else { continue };
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        crates.push(Crate {
            name: text(&package["name"]),
            page: format!("rust/{}/index.html", text(&library["name"]).replace('-', "_")),
        });
    }
    crates.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(crates)
}

fn cargo(root: &Path) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root);
    command
}
