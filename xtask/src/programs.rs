//! Finds and runs external programs.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// Finds a program on the `PATH`.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|directory| directory.join(name)).find(|candidate| candidate.is_file())
}

/// Returns the names that are not programs on the `PATH`.
pub(crate) fn missing<'a>(names: &[&'a str]) -> Vec<&'a str> {
    names.iter().copied().filter(|name| find(name).is_none()).collect()
}

/// Runs a program to completion and returns its standard output.
///
/// # Errors
///
/// Returns an error if the program cannot be started or fails. The error contains stdout and stderr.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {name}"))?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let stderr = String::from_utf8_lossy(&output.stderr);
        bail!("{name} failed with {}\n{stdout}{stderr}", output.status);
    }
    Ok(stdout)
}

/// Returns cargo's target directory, which also contains installed tools and the output of tasks.
pub(crate) fn target_directory(root: &Path) -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(directory) => root.join(directory),
        None => root.join("target"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_program_is_named() {
        assert_eq!(missing(&["cargo", "nonexistent-program"]), ["nonexistent-program"]);
    }

    #[test]
    fn error_of_a_failed_program_contains_its_output() {
        let error = run(Command::new("sh").args(["-c", "echo out; echo err >&2; exit 3"])).unwrap_err();
        let message = format!("{error:#}");
        for part in ["sh failed with", "3", "out", "err"] {
            assert!(message.contains(part), "{message}");
        }
    }
}
