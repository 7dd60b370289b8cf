//! Python: a package by openapi-python-client, checked with the program by mypy in strict mode.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use anyhow::Context;

use super::{Program, Work};
use crate::{programs, python_tools};

pub(super) fn prepare(work: &Work) -> anyhow::Result<Program> {
    let bin = python_tools::install(&work.sources.join("requirements.txt"), &work.directory.join("venv"))?;
    programs::run(
        Command::new(bin.join("openapi-python-client"))
            .args(["generate", "--meta", "none", "--fail-on-warning"])
            .args(["--output-path", "blueshift_campaigns", "--path"])
            .arg(&work.contract)
            // The generator formats its output with the ruff on the path.
            .env("PATH", first_on_path(&bin)?)
            .current_dir(&work.program),
    )?;
    programs::run(
        Command::new(bin.join("mypy")).args(["--cache-dir", "../mypy-cache", "."]).current_dir(&work.program),
    )?;
    Ok(Program::new(bin.join("python"), ["main.py"], work))
}

fn first_on_path(directory: &Path) -> anyhow::Result<OsString> {
    let before = std::env::var_os("PATH").unwrap_or_default();
    let all = std::iter::once(directory.to_owned()).chain(std::env::split_paths(&before));
    std::env::join_paths(all).context("the PATH cannot be extended")
}
