//! The README's terminal, kept current: each of its command lines is run in a real terminal and must show what stands
//! there. With `UPDATE_README=1` it is written anew.

use std::path::Path;

use crate::window::shown;

const COLUMNS: u16 = 100;
const BEGIN: &str = "<!-- terminal: begin -->\n```console\n";
const END: &str = "```\n<!-- terminal: end -->";

#[test]
fn the_terminal_in_the_readme_shows_what_the_command_prints() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).expect("a terminal in the README");
    let (written, after) = rest.split_once(END).expect("its end");
    let current: String = written
        .lines()
        .filter_map(|line| line.strip_prefix("$ "))
        .map(|line| {
            format!("$ {line}\n{}\n", without_request_ids(&shown(COLUMNS, &[], line).lines().join("\n")))
        })
        .collect::<Vec<_>>()
        .join("\n");
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{current}{END}{after}")).unwrap();
    } else {
        assert_eq!(written, current, "the README is stale: run this test with UPDATE_README=1");
    }
}

/// Request ids differ from run to run; the one that is shown is invented.
fn without_request_ids(text: &str) -> String {
    let lines = text.lines().map(|line| match line.split_once("request id  ") {
        Some((before, _)) => format!("{before}request id  b1c9d0e4-6a2f-4c58-9b1d-2f6e8a7c3d05"),
        None => line.to_owned(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
