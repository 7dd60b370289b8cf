//! Installs tools from PyPI in a virtual environment in the target directory.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

use crate::{files, programs};

/// Installs the packages of `requirements` in `directory`, unless they are already installed. Returns the directory of the
/// executables.
pub(crate) fn install(requirements: &Path, directory: &Path) -> anyhow::Result<PathBuf> {
    let bin = directory.join("bin");
    let pinned = files::read(requirements)?;
    let installed = directory.join("installed-requirements.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|earlier| earlier == pinned) {
        return Ok(bin);
    }
    programs::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(directory)).context(
        "cannot create a virtual environment with python3; on Debian, install the package python3-venv",
    )?;
    programs::run(
        Command::new(bin.join("python"))
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", "-r"])
            .arg(requirements),
    )
    .with_context(|| format!("cannot install the packages of {}", requirements.display()))?;
    files::write(&installed, &pinned)?;
    Ok(bin)
}
