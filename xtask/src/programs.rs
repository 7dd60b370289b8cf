//! Other people's programs that the tasks run: found on the path, run with their output kept until it matters.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

/// Finds a program on the `PATH`.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

/// The names of those programs that are not on the `PATH`.
pub(crate) fn missing<'a>(names: &[&'a str]) -> Vec<&'a str> {
    names.iter().copied().filter(|name| find(name).is_none()).collect()
}

/// Runs a program to its end and returns what it wrote to its standard output. What it wrote at all is the error's
/// text when it fails.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {name}"))?;
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("{name} ended with {}\n{told}{complaint}", output.status);
    }
    Ok(told)
}

/// Where cargo builds, and where the tasks keep what they make and install: nothing of it is committed.
pub(crate) fn target_folder(root: &Path) -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root.join(folder),
        None => root.join("target"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_is_named() {
        assert_eq!(missing(&["cargo", "no-such-program"]), ["no-such-program"]);
    }

    #[test]
    fn a_failing_program_is_an_error_that_keeps_all_it_wrote() {
        let error =
            run(Command::new("sh").args(["-c", "echo said; echo complained >&2; exit 3"])).unwrap_err();
        let told = format!("{error:#}");
        for part in ["sh ended with", "3", "said", "complained"] {
            assert!(told.contains(part), "{told}");
        }
    }
}
