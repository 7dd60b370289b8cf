//! `cargo xtask api`: writes the public API of the libraries with a hand-written API to `docs/api`, or checks that it is
//! unchanged.
//!
//! public-api reads the JSON that rustdoc writes. The format of this JSON is unstable and differs between versions of Rust, so
//! the task uses a fixed stable version. JSON output is an unstable option, so rustdoc runs with `RUSTC_BOOTSTRAP`. The variable
//! is set only for rustdoc, because otherwise it would change how dependencies are built.

use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::Context;
use similar::TextDiff;

use crate::{files, programs};

/// The version of Rust whose JSON public-api 0.52.1 supports. Update it together with public-api.
const TOOLCHAIN: &str = "1.95.0";

/// The libraries with a hand-written API. The APIs of the other published libraries are generated from the contract, except for a
/// few types of `blueshift-api`.
const LIBRARIES: [&str; 2] = ["blueshift", "blueshift-sandbox"];

/// Runs the task on the workspace at `root`. With `check`, it does not change `docs/api`, and prints a diff of each API that
/// changed.
pub fn run(root: &Path, check: bool, out: &mut impl Write) -> anyhow::Result<ExitCode> {
    let target = programs::target_directory(root).join("api");
    let rustdoc = target.join("rustdoc");
    write_wrapper(&rustdoc)?;
    let mut changed = 0;
    for library in LIBRARIES {
        let current = public_api(root, &target, &rustdoc, library)?;
        let path = root.join(format!("docs/api/{library}.txt"));
        let reviewed = if path.exists() { files::read(&path)? } else { String::new() };
        if current == reviewed {
            continue;
        }
        changed += 1;
        if check {
            let diff = TextDiff::from_lines(&reviewed, &current);
            let name = format!("docs/api/{library}.txt");
            write!(out, "{}", diff.unified_diff().context_radius(0).header(&name, "public API"))?;
        } else {
            files::write(&path, &current)?;
            writeln!(out, "wrote docs/api/{library}.txt")?;
        }
    }
    if check && changed > 0 {
        writeln!(
            out,
            "changed APIs: {changed}; if the changes are intended, run `cargo xtask api` and commit the result"
        )?;
        return Ok(ExitCode::FAILURE);
    }
    if changed == 0 {
        writeln!(out, "the public API of {} is unchanged", LIBRARIES.join(" and "))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes a script that runs rustdoc with unstable options enabled.
fn write_wrapper(path: &Path) -> anyhow::Result<()> {
    files::write(
        path,
        &format!("#!/bin/sh\nRUSTC_BOOTSTRAP=1 exec rustup run {TOOLCHAIN} rustdoc \"$@\"\n"),
    )?;
    programs::run(Command::new("chmod").arg("+x").arg(path))?;
    Ok(())
}

/// Returns the public items of a library with all of its features, one per line.
fn public_api(root: &Path, target: &Path, rustdoc: &Path, library: &str) -> anyhow::Result<String> {
    let mut command = Command::new("rustup");
    command
        .current_dir(root)
        .args([
            "run",
            "--install",
            TOOLCHAIN,
            "cargo",
            "rustdoc",
            "--quiet",
            "--lib",
            "--all-features",
            "--package",
            library,
        ])
        .args(["--", "-Z", "unstable-options", "--output-format", "json", "--cap-lints", "allow"])
        .env("CARGO_TARGET_DIR", target)
        .env("RUSTDOC", rustdoc)
        // `cargo xtask` sets these variables, for the toolchain of the workspace.
        .env_remove("CARGO")
        .env_remove("RUSTUP_TOOLCHAIN");
    programs::run(&mut command)
        .with_context(|| format!("cannot read the API of {library} with the Rust toolchain {TOOLCHAIN}"))?;
    let json = target.join("doc").join(format!("{}.json", library.replace('-', "_")));
    let api = public_api::Builder::from_rustdoc_json(json)
        .sorted(true)
        .omit_blanket_impls(true)
        .omit_auto_trait_impls(true)
        .omit_auto_derived_impls(true)
        .build()
        .with_context(|| format!("cannot read the rustdoc JSON of {library}"))?;
    Ok(api.items().map(|item| format!("{item}\n")).collect())
}
