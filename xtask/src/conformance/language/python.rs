//! Python: a package by openapi-python-client, checked with the program by mypy in strict mode.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::Context;

use super::{Program, Work};
use crate::programs;

pub(super) fn prepare(work: &Work) -> anyhow::Result<Program> {
    let venv = work.directory.join("venv");
    install(work, &venv)?;
    let bin = venv.join("bin");
    programs::run(
        Command::new(bin.join("openapi-python-client"))
            .args(["generate", "--meta", "none", "--fail-on-warning"])
            .args(["--output-path", "blueshift_campaigns", "--path"])
            .arg(&work.contract)
            // It formats what it wrote with the ruff that it finds on the path.
            .env("PATH", first_on_path(&bin)?)
            .current_dir(&work.program),
    )?;
    programs::run(
        Command::new(bin.join("mypy")).args(["--cache-dir", "../mypy-cache", "."]).current_dir(&work.program),
    )?;
    Ok(Program::new(bin.join("python"), ["main.py"], work))
}

/// Installs the pinned packages, unless the very same ones are there.
fn install(work: &Work, venv: &Path) -> anyhow::Result<()> {
    let pins = work.sources.join("requirements.txt");
    let wanted = std::fs::read_to_string(&pins).with_context(|| format!("cannot read {}", pins.display()))?;
    let installed = venv.join("installed-requirements.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|before| before == wanted) {
        return Ok(());
    }
    programs::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(venv))
        .context("python3 cannot make a virtual environment; on Debian it needs the package python3-venv")?;
    programs::run(
        Command::new(venv.join("bin/python"))
            .args(["-m", "pip", "install", "--quiet", "--no-deps", "--disable-pip-version-check", "-r"])
            .arg(&pins),
    )?;
    std::fs::write(&installed, wanted).with_context(|| format!("cannot write {}", installed.display()))
}

fn first_on_path(directory: &Path) -> anyhow::Result<OsString> {
    let before = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(directory.to_owned()).chain(std::env::split_paths(&before));
    std::env::join_paths(all).context("the PATH cannot be extended")
}
