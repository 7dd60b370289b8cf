//! Runs the command.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// The current time of the sandbox and of the command.
pub(crate) const NOW: &str = "2026-05-20T12:00:00Z";
pub(crate) const BINARY: &str = env!("CARGO_BIN_EXE_blueshift");

/// Variables that must not be inherited from the environment of the tests. The command treats an empty value as unset.
pub(crate) const ENVIRONMENT: [(&str, &str); 12] = [
    ("BLUESHIFT_API_KEY", ""),
    ("BLUESHIFT_REGION", ""),
    ("BLUESHIFT_BASE_URL", ""),
    ("BLUESHIFT_PROFILE", ""),
    ("BLUESHIFT_SANDBOX_NOW", NOW),
    ("XDG_CONFIG_HOME", "/nonexistent"),
    ("RUST_LOG", ""),
    ("NO_COLOR", ""),
    ("CLICOLOR_FORCE", ""),
    ("COLUMNS", "100"),
    ("HTTPS_PROXY", ""),
    ("TERM", "xterm-256color"),
];

/// Returns the command with the arguments in `line`, without a terminal.
pub(crate) fn blueshift(line: &str) -> Command {
    let mut command = Command::new(BINARY);
    command.args(line.split_whitespace()).envs(ENVIRONMENT).stdin(Stdio::null());
    command
}

/// Returns a runtime for an in-process server.
pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
}

/// Runs the command and returns its stdout.
pub(crate) fn run(line: &str) -> String {
    let output = blueshift(line).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    stdout(&output)
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// Sends a signal, such as `-INT`, to a process.
#[cfg(unix)]
pub(crate) fn signal(child: &std::process::Child, name: &str) {
    assert!(Command::new("kill").args([name, &child.id().to_string()]).status().unwrap().success());
}

/// Runs the command with stdout on `/dev/full`, which has the effect of a full disk.
#[cfg(target_os = "linux")]
pub(crate) fn run_on_a_full_disk(command: &mut Command) -> Output {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    command.stdout(full).stderr(Stdio::piped()).spawn().unwrap().wait_with_output().unwrap()
}

/// Writes a file with one campaign for each of [`SPECIAL_NAMES`].
pub(crate) fn campaigns_with_special_names(directory: &Path) -> std::path::PathBuf {
    let path = directory.join("campaigns.json");
    let campaigns: Vec<_> = (1..)
        .zip(SPECIAL_NAMES)
        .map(|(number, name)| serde_json::json!({ "uuid": format!("c-{number}"), "name": name }))
        .collect();
    std::fs::write(&path, serde_json::to_vec(&campaigns).unwrap()).unwrap();
    path
}

/// Names that are empty, contain wide characters, or must be quoted or escaped in an output format.
pub(crate) const SPECIAL_NAMES: [&str; 9] = [
    "50% off, today only",
    "The \"big\" one",
    "two\nlines",
    "carriage\r\nreturn, \"quoted\"",
    "\u{1b}[31mred\u{1b}[0m \u{9b}2J\u{7}",
    "春のセール 🎁",
    "",
    "\u{202e}exe.txt",
    "\u{2066}a\u{2069} \u{61c}b \u{200e}c\u{200f} \u{202a}d\u{202c}",
];
