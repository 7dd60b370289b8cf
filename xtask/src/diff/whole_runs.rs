//! Whole runs: what the contract is compared with, what is printed, how the task ends.

use std::path::Path;
use std::process::{Command, ExitCode};

use super::run;

fn contract() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    std::fs::read_to_string(root.join(crate::contract::PATH)).unwrap()
}

fn write(folder: &Path, contract: &str) {
    std::fs::create_dir_all(folder.join("openapi")).unwrap();
    std::fs::write(folder.join(crate::contract::PATH), contract).unwrap();
}

fn git(folder: &Path, arguments: &[&str]) {
    let identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    let output = Command::new("git").args(identity).args(arguments).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn ends(folder: &Path, base: Option<&str>) -> (bool, String) {
    let mut out = Vec::new();
    let code = run(folder, base, &mut out).unwrap();
    (format!("{code:?}") == format!("{:?}", ExitCode::SUCCESS), String::from_utf8(out).unwrap())
}

#[test]
fn before_the_first_release_there_is_nothing_to_compare_with_and_that_is_fine() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &contract());
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["commit", "--quiet", "--allow-empty", "--message", "Begin"]);
    let (well, told) = ends(folder.path(), None);
    assert!(well && told.starts_with("nothing to compare with"), "{told}");
}

#[test]
fn the_last_release_is_the_base_and_a_breaking_change_fails_until_the_major_version_rises() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    git(folder, &["init", "--quiet"]);
    // Version 10 is newer than version 9, whatever the alphabet says.
    for version in ["9.0.0", "10.0.0"] {
        write(folder, &contract().replace("  version: 1.0.0\n", &format!("  version: {version}\n")));
        git(folder, &["add", "."]);
        git(folder, &["commit", "--quiet", "--message", version]);
        git(folder, &["tag", &format!("v{version}")]);
    }
    let broken = contract().replace("      name: page\n", "      name: page_number\n");
    assert_ne!(broken, contract());

    write(folder, &broken.replace("  version: 1.0.0\n", "  version: 10.1.0\n"));
    let (well, told) = ends(folder, None);
    assert!(!well, "{told}");
    for part in [
        "compared with openapi/blueshift.yaml of v10.0.0\n",
        "the parameter 'page' was removed",
        "1 breaking, 1 compatible; version 10.0.0 -> 10.1.0\n",
        "info.version must be 11.0.0 or later\n",
    ] {
        assert!(told.contains(part), "{part:?} is not in {told}");
    }

    write(folder, &broken.replace("  version: 1.0.0\n", "  version: 11.0.0\n"));
    let (well, told) = ends(folder, None);
    assert!(well && told.contains("BREAKING"), "{told}");
    assert!(!ends(folder, Some("v9.0.0")).1.contains("v10.0.0"));
}

#[test]
fn a_base_that_is_neither_file_nor_revision_is_an_error_that_says_so() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &contract());
    git(folder.path(), &["init", "--quiet"]);
    let error = run(folder.path(), Some("no-such-thing"), &mut Vec::new()).unwrap_err();
    assert!(
        format!("{error:#}").starts_with("\"no-such-thing\" is neither a file nor a revision"),
        "{error:#}"
    );
}
