//! Contract and generated code say the same.

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
fn what_is_checked_in_is_what_the_contract_makes() {
    let (code, told) = check(root());
    assert_eq!(code, ExitCode::SUCCESS, "{told}");
}

/// A copy of what codegen reads and writes, to break.
fn copy() -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    let contract = Contract::load(root()).unwrap();
    let paths: Vec<_> = codegen::artifacts(&contract).unwrap().into_iter().map(|made| made.path).collect();
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
fn renaming_a_parameter_in_the_contract_is_told_as_a_diff_of_each_file() {
    let copy = copy();
    edit(copy.path(), xtask::contract::PATH, "name: created_after\n", "name: made_after\n");
    let (code, told) = check(copy.path());
    assert_eq!(code, ExitCode::FAILURE);
    for words in [
        "--- crates/blueshift-api/src/generated.rs",
        "+        pub fn made_after<V>(mut self, value: V) -> Self",
        "--- crates/blueshift-httpmock/src/generated.rs",
        "run `cargo xtask codegen`",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn editing_a_generated_file_by_hand_is_told_as_a_diff_and_mended_by_codegen() {
    let copy = copy();
    let file = "crates/blueshift-api/src/open_enums.rs";
    edit(copy.path(), file, "\"launched\"", "\"lunched\"");
    let (code, told) = check(copy.path());
    assert_eq!(code, ExitCode::FAILURE);
    assert!(told.contains("\"lunched\"") && told.contains("1 stale"), "{told}");

    codegen::run(copy.path(), false, &mut Vec::new()).unwrap();
    assert_eq!(check(copy.path()).0, ExitCode::SUCCESS);
}

#[test]
fn the_lowered_document_is_the_one_that_was_reviewed() {
    let contract = Contract::load(root()).unwrap();
    let lowered = lower(&contract, Purpose::Client).unwrap();
    insta::assert_json_snapshot!(lowered.value);
    insta::assert_debug_snapshot!("replacements", lowered.replacements);
}
