//! Runs every target with its corpus.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

fn entries(directory: impl AsRef<Path>) -> Vec<PathBuf> {
    let mut paths: Vec<_> =
        std::fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

#[test]
fn every_target_succeeds_for_its_corpus() {
    for (name, run) in blueshift_fuzz::TARGETS {
        let inputs = entries(Path::new("corpus").join(name));
        assert!(!inputs.is_empty(), "{name} has no corpus");
        for path in inputs {
            let input = std::fs::read(&path).unwrap();
            if std::panic::catch_unwind(|| run(&input)).is_err() {
                panic!("the target {name} failed for {}", path.display());
            }
        }
    }
}

#[test]
fn every_target_has_a_binary() {
    let names = |paths: Vec<PathBuf>| -> BTreeSet<String> {
        paths.iter().map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect()
    };
    let targets: BTreeSet<String> =
        blueshift_fuzz::TARGETS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(names(entries("fuzz_targets")), targets);
    assert_eq!(names(entries("corpus")), targets);
}
