//! Generated code is consistent with the contract.

use std::process::ExitCode;

use xtask::codegen;
use xtask::contract::Contract;
use xtask::lower::{Purpose, lower};

use crate::contract::root;

fn check(root: &std::path::Path) -> (ExitCode, String) {
    let mut out = Vec::new();
    let code = codegen::run(root, true, &mut out).unwrap();
    (code, String::from_utf8(out).unwrap())
}

#[test]
fn generated_files_are_current() {
    let (code, output) = check(root());
    assert_eq!(code, ExitCode::SUCCESS, "{output}");
}

/// Returns a temporary directory with copies of the files that codegen reads and writes.
fn copy() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    let contract = Contract::load(root()).unwrap();
    let paths: Vec<_> =
        codegen::artifacts(&contract).unwrap().into_iter().map(|artifact| artifact.path).collect();
    for path in paths.into_iter().chain([xtask::contract::PATH]) {
        let to = copy.path().join(path);
        std::fs::create_dir_all(to.parent().unwrap()).unwrap();
        std::fs::copy(root().join(path), to).unwrap();
    }
    copy
}

fn edit(root: &std::path::Path, path: &str, from: &str, to: &str) {
    let path = root.join(path);
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    std::fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn renamed_parameter_appears_in_diffs() {
    let copy = copy();
    edit(copy.path(), xtask::contract::PATH, "name: created_after\n", "name: made_after\n");
    let (code, output) = check(copy.path());
    assert_eq!(code, ExitCode::FAILURE);
    for words in [
        "--- crates/blueshift-api/src/generated.rs",
        "+        pub fn made_after<V>(mut self, value: V) -> Self",
        "--- crates/blueshift-httpmock/src/generated.rs",
        "run `cargo xtask codegen`",
    ] {
        assert!(output.contains(words), "{words}\n{output}");
    }
}

#[test]
fn reports_and_restores_edited_generated_file() {
    let copy = copy();
    let file = "crates/blueshift-api/src/open_enums.rs";
    edit(copy.path(), file, "\"launched\"", "\"started\"");
    let (code, output) = check(copy.path());
    assert_eq!(code, ExitCode::FAILURE);
    assert!(output.contains("\"started\"") && output.contains("stale files: 1;"), "{output}");

    codegen::run(copy.path(), false, &mut Vec::new()).unwrap();
    assert_eq!(check(copy.path()).0, ExitCode::SUCCESS);
}

#[test]
fn the_lowered_document_matches_the_snapshot() {
    let contract = Contract::load(root()).unwrap();
    let lowered = lower(&contract, Purpose::Client).unwrap();
    insta::assert_json_snapshot!(lowered.value);
    insta::assert_debug_snapshot!("replacements", lowered.replacements);
}
