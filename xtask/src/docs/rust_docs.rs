//! The Rust docs of the public crates.

use std::path::Path;
use std::process::Command;

use anyhow::Context;
use serde_json::Value;

use super::Site;
use crate::{folders, programs};

/// A public crate with a page of its own.
pub(super) struct Crate {
    pub(super) name: String,
    pub(super) description: String,
    /// Its page, from the site's top.
    pub(super) page: String,
}

/// Builds them and copies them into the site.
pub(super) fn build(root: &Path, target: &Path, site: &Site) -> anyhow::Result<Vec<Crate>> {
    let crates = public_crates(root)?;
    let built = target.join("doc");
    // What was built for other purposes would turn up in the search of these pages.
    if built.exists() {
        std::fs::remove_dir_all(&built).with_context(|| format!("cannot clear {}", built.display()))?;
    }
    let mut command = cargo(root);
    command.args(["doc", "--quiet", "--no-deps", "--lib"]);
    for one in &crates {
        command.args(["--package", &one.name]);
    }
    programs::run(&mut command).context("the Rust docs do not build")?;
    folders::copy(&built, &site.folder.join("rust"), &[])?;
    Ok(crates)
}

/// The crates of this workspace that are published and have a library.
fn public_crates(root: &Path) -> anyhow::Result<Vec<Crate>> {
    let told = programs::run(cargo(root).args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: Value = serde_json::from_str(&told).context("cargo metadata is not JSON")?;
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
            description: text(&package["description"]),
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
