//! The changelogs of the published crates.

use std::fs;

use crate::contract::root;

#[test]
fn every_crate_has_a_changelog_that_is_dated_at_release() {
    let index = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    for directory in fs::read_dir(root().join("crates")).unwrap() {
        let path = directory.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let changelog = fs::read_to_string(path.join("CHANGELOG.md")).unwrap_or_default();
        let sections = changelog.matches("## [Unreleased]").count();
        assert_eq!(sections, 1, "number of sections [Unreleased] in crates/{name}/CHANGELOG.md");
        assert!(
            changelog.contains(&format!("notable changes to `{name}`")),
            "the introduction of crates/{name}/CHANGELOG.md does not contain the name of the crate"
        );
        assert!(
            index.contains(&format!("[`{name}`](crates/{name}/CHANGELOG.md)")),
            "CHANGELOG.md has no link to crates/{name}/CHANGELOG.md"
        );
        let manifest = fs::read_to_string(path.join("Cargo.toml")).unwrap();
        let dates = "pre-release-replacements = [\n    { file = \"CHANGELOG.md\", search = \"## \\\\[Unreleased\\\\]\"";
        assert!(manifest.contains(dates), "crates/{name}/Cargo.toml does not set the release date");
    }
}
