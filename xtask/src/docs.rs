//! `cargo xtask docs`: the reference of the API, the guides and the Rust docs as one site in `target/site`.
//!
//! Plain pages: no script of their own, nothing fetched from elsewhere, so they open from a folder as well as from a
//! server.

mod front_page;
mod guides;
mod layout;
mod markdown;
mod reference;
mod rust_docs;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;

use crate::contract::Contract;
use crate::programs;

/// Builds the site of the workspace at `root`.
pub fn run(root: &Path, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let target = programs::target_folder(root);
    let site = Site { folder: target.join("site") };
    if site.folder.exists() {
        std::fs::remove_dir_all(&site.folder)
            .with_context(|| format!("cannot clear {}", site.folder.display()))?;
    }
    let contract = Contract::load(root)?;
    let guides = guides::find(root)?;
    let crates = rust_docs::build(root, &target, &site)?;

    site.write("site.css", include_str!("docs/site.css"))?;
    site.write("reference/blueshift.yaml", &contract.text)?;
    site.write("reference/blueshift.json", &format!("{:#}\n", contract.value))?;
    site.write("reference/index.html", &reference::page(&contract.value)?.into_string())?;
    for guide in &guides {
        site.write(&guide.page, &guides::page(root, guide, &guides)?.into_string())?;
    }
    site.write("index.html", &front_page::page(&contract.value, &guides, &crates).into_string())?;
    writeln!(out, "wrote {}", site.folder.join("index.html").display())?;
    Ok(ExitCode::SUCCESS)
}

/// The folder that the site is written to.
struct Site {
    folder: PathBuf,
}

impl Site {
    fn write(&self, path: &str, text: &str) -> anyhow::Result<()> {
        let path = self.folder.join(path);
        let why = || format!("cannot write {}", path.display());
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(why)?;
        }
        std::fs::write(&path, text).with_context(why)
    }
}
