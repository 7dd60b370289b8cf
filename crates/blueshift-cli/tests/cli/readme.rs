//! Runs the commands of the session in the README in a pseudo-terminal and compares their output with the README.
//! `UPDATE_README=1` updates the README.

use std::path::Path;

use crate::pty::run_in_terminal;

const COLUMNS: u16 = 100;
const BEGIN: &str = "<!-- terminal: begin -->\n```console\n";
const END: &str = "```\n<!-- terminal: end -->";

#[test]
fn readme_session_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("README.md should contain a terminal session");
    let (written, after) = rest.split_once(END).expect("the terminal session should have an end marker");
    let current: String = written
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .map(|line| {
            format!(
                "$ {line}\n{}\n",
                without_request_ids(&run_in_terminal(COLUMNS, &[], line).lines().join("\n"))
            )
        })
        .collect::<Vec<_>>()
        .join("\n");
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{current}{END}{after}")).unwrap();
    } else {
        assert_eq!(written, current, "the README is outdated: run this test with UPDATE_README=1");
    }
}

/// Replaces request ids, which differ in each run.
fn without_request_ids(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once("request id  ") {
        Some((before, _)) => format!("{before}request id  b1c9d0e4-6a2f-4c58-9b1d-2f6e8a7c3d05"),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
