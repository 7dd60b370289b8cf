//! Installs tools from npm in the target directory, as specified by a lock file.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};

use crate::{files, programs};

/// Installs the packages of `manifests/package-lock.json` in `directory`, unless they are already installed. Returns the
/// directory of the executables.
pub(crate) fn install(manifests: &Path, directory: &Path) -> anyhow::Result<PathBuf> {
    let missing = programs::missing(&["node", "npm"]);
    if !missing.is_empty() {
        bail!(
            "programs missing from the PATH: {}; this task needs Node.js 20.19 or newer, with npm",
            missing.join(", ")
        );
    }
    let lock = files::read(&manifests.join("package-lock.json"))?;
    let installed = directory.join("installed-package-lock.json");
    if std::fs::read_to_string(&installed).is_ok_and(|earlier| earlier == lock) {
        return Ok(directory.join("node_modules/.bin"));
    }
    for name in ["package.json", "package-lock.json"] {
        files::write(&directory.join(name), &files::read(&manifests.join(name))?)?;
    }
    // No tool needs its install scripts, and some install scripts send telemetry.
    programs::run(
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            .current_dir(directory),
    )
    .with_context(|| format!("cannot install the packages of {}", manifests.display()))?;
    files::write(&installed, &lock)?;
    Ok(directory.join("node_modules/.bin"))
}
