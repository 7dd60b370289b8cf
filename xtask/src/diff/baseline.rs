//! The document that the contract is compared with.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};
use semver::Version;
use serde_json::Value;

use crate::contract::{self, Contract};
use crate::programs;

/// The prefix of release tags of the contract; a semantic version follows.
pub(super) const TAG_PREFIX: &str = "contract-v";

pub(super) enum Baseline {
    Document { name: String, value: Value },
    NoRelease,
}

/// Finds the document: the given file or git revision, or the latest release.
pub(super) fn find(root: &Path, named: Option<&str>) -> anyhow::Result<Baseline> {
    if let Some(path) = named.map(Path::new).filter(|path| path.is_file()) {
        let text =
            std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        return document(path.display().to_string(), text);
    }
    if programs::find("git").is_none() {
        bail!("git is not on the PATH; without git, --base must be a file");
    }
    let revision = match named {
        Some(revision) => revision.to_owned(),
        None => match latest_release(root)? {
            Some(tag) => tag,
            None => return Ok(Baseline::NoRelease),
        },
    };
    let text = programs::run(git(root).arg("show").arg(format!("{revision}:{}", contract::PATH)))
        .with_context(|| {
            format!("{revision:?} is neither a file nor a revision that contains {}", contract::PATH)
        })?;
    document(format!("{} of {revision}", contract::PATH), text)
}

fn document(name: String, text: String) -> anyhow::Result<Baseline> {
    let value = Contract::parse(text).with_context(|| format!("cannot compare with {name}"))?.value;
    Ok(Baseline::Document { name, value })
}

/// Returns the tag with the highest version among the release tags that are reachable from `HEAD`.
fn latest_release(root: &Path) -> anyhow::Result<Option<String>> {
    let pattern = format!("{TAG_PREFIX}*");
    let tags = programs::run(git(root).args(["tag", "--list", &pattern, "--merged", "HEAD"]))
        .context("cannot list the tags")?;
    let version = |tag: &str| Version::parse(tag.strip_prefix(TAG_PREFIX)?).ok();
    let latest = tags.lines().filter_map(|tag| Some((version(tag)?, tag))).max();
    Ok(latest.map(|(_, tag)| tag.to_owned()))
}

fn git(root: &Path) -> Command {
    let mut command = Command::new("git");
    command.arg("-C").arg(root);
    command
}
