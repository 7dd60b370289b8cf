//! What the contract is compared with.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::Value;

use crate::contract::{self, Contract};
use crate::programs;

pub(super) enum Base {
    Document { name: String, value: Value },
    NothingReleased,
}

/// Finds the document: a file if there is one of that name, else a git revision, else the last release.
pub(super) fn find(root: &Path, asked: Option<&str>) -> anyhow::Result<Base> {
    if let Some(path) = asked.map(Path::new).filter(|path| path.is_file()) {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        return document(path.display().to_string(), text);
    }
    if programs::find("git").is_none() {
        bail!("git is not on the PATH; name a file to compare with instead");
    }
    let revision = match asked {
        Some(revision) => revision.to_owned(),
        None => match last_release(root)? {
            Some(tag) => tag,
            None => return Ok(Base::NothingReleased),
        },
    };
    let text = programs::run(git(root).arg("show").arg(format!("{revision}:{}", contract::PATH)))
        .with_context(|| {
            format!("{revision:?} is neither a file nor a revision that holds {}", contract::PATH)
        })?;
    document(format!("{} of {revision}", contract::PATH), text)
}

fn document(name: String, text: String) -> anyhow::Result<Base> {
    let value = Contract::parse(text).with_context(|| format!("{name} cannot be compared with"))?.value;
    Ok(Base::Document { name, value })
}

/// The newest tag `v*` that this revision comes after.
fn last_release(root: &Path) -> anyhow::Result<Option<String>> {
    let tags = programs::run(git(root).args([
        "tag",
        "--list",
        "v[0-9]*",
        "--merged",
        "HEAD",
        "--sort=-version:refname",
    ]))
    .context("cannot list the released tags")?;
    Ok(tags.lines().next().map(str::to_owned))
}

fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root);
    command
}
