//! Tests of complete runs: baseline, output and exit code.

use std::path::Path;
use std::process::{Command, ExitCode};

use tempfile::TempDir;
use xtask::diff::run;

const CONTRACT: &str = include_str!("base.yaml");

/// A git repository that contains the base document.
struct Repository(TempDir);

impl Repository {
    fn new() -> Self {
        let repository = Self(tempfile::tempdir().unwrap());
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.write("1.0.0", CONTRACT);
        repository
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn git(&self, arguments: &[&str]) {
        let identity = ["-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
        let output =
            Command::new("git").args(identity).args(arguments).current_dir(self.path()).output().unwrap();
        assert!(output.status.success(), "{output:?}");
    }

    fn write(&self, version: &str, contract: &str) {
        let versioned = contract.replace("  version: 1.0.0\n", &format!("  version: {version}\n"));
        std::fs::create_dir_all(self.path().join("openapi")).unwrap();
        std::fs::write(self.path().join(xtask::contract::PATH), versioned).unwrap();
    }

    fn release(&self, version: &str) {
        self.write(version, CONTRACT);
        self.git(&["add", "."]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", version]);
        self.git(&["tag", &format!("contract-v{version}")]);
    }

    /// Runs the comparison. Returns whether it succeeded, and its output.
    fn diff(&self, baseline: Option<&str>) -> (bool, String) {
        let mut out = Vec::new();
        let code = run(self.path(), baseline, &mut out).unwrap();
        (code == ExitCode::SUCCESS, String::from_utf8(out).unwrap())
    }

    fn assert_baseline(&self, tag: &str) {
        let (_, output) = self.diff(None);
        let expected = format!("compared with openapi/blueshift.yaml of {tag}\n");
        assert!(output.starts_with(&expected), "{output}");
    }
}

fn edited(from: &str, to: &str) -> String {
    assert!(CONTRACT.contains(from), "{from}");
    CONTRACT.replacen(from, to, 1)
}

#[test]
fn succeeds_without_a_release() {
    let repository = Repository::new();
    repository.git(&["commit", "--quiet", "--allow-empty", "--message", "first"]);
    // Tags of crates and tags without a version are not releases of the contract.
    repository.git(&["tag", "v1.0.0"]);
    repository.git(&["tag", "contract-vnext"]);
    let (success, output) = repository.diff(None);
    assert!(success);
    assert_eq!(output, "nothing to compare with: no tag contract-v* is reachable from HEAD\n");
}

#[test]
fn baseline_is_the_highest_version_reachable_from_head() {
    let repository = Repository::new();
    for version in ["9.0.0", "10.0.0", "10.1.0-rc.1"] {
        repository.release(version);
    }
    repository.assert_baseline("contract-v10.1.0-rc.1");
    repository.release("10.1.0");
    repository.assert_baseline("contract-v10.1.0");
    // A tag on another branch is not reachable from HEAD.
    repository.git(&["checkout", "--quiet", "-b", "other"]);
    repository.release("11.0.0");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.assert_baseline("contract-v10.1.0");
    // Releases may be tagged in any order.
    repository.release("2.0.0");
    repository.assert_baseline("contract-v10.1.0");
}

#[test]
fn breaking_change_fails_without_a_new_major_version() {
    let repository = Repository::new();
    repository.release("1.2.0");
    let broken = edited("      name: page\n", "      name: page_number\n");
    for version in ["1.2.0", "1.3.0"] {
        repository.write(version, &broken);
        let (success, output) = repository.diff(None);
        assert!(!success, "{output}");
        for part in [
            "BREAKING       requests   #/components/parameters/PageParameter: parameter `page` removed\n",
            &format!("version 1.2.0 -> {version}\n"),
            "a breaking change needs a new major version: info.version must be 2.0.0 or later\n",
        ] {
            assert!(output.contains(part), "{part:?} is not in {output}");
        }
    }
    repository.write("2.0.0", &broken);
    let (success, output) = repository.diff(None);
    assert!(success && output.contains("BREAKING"), "{output}");
}

#[test]
fn addition_fails_without_a_new_minor_version() {
    let repository = Repository::new();
    repository.release("1.2.0");
    let extended = edited("        archived: {", "        tag: { type: string }\n        archived: {");
    for version in ["1.2.0", "1.2.1"] {
        repository.write(version, &extended);
        let (success, output) = repository.diff(None);
        assert!(!success, "{output}");
        assert!(output.contains(&format!(
            "breaking: 0, additions: 1, documentation: 0; version 1.2.0 -> {version}\nan addition needs a new minor version: info.version must be 1.3.0 or later\n"
        )), "{output}");
    }
    repository.write("1.3.0", &extended);
    assert!(repository.diff(None).0);
}

#[test]
fn documentation_needs_no_new_version() {
    let repository = Repository::new();
    repository.release("1.2.0");
    let reworded = edited("One page.", "A page.");
    repository.write("1.2.0", &reworded);
    let (success, output) = repository.diff(None);
    assert!(success, "{output}");
    assert!(
        output.ends_with("breaking: 0, additions: 0, documentation: 1; version 1.2.0 -> 1.2.0\n"),
        "{output}"
    );
    repository.write("1.1.9", &reworded);
    let (success, output) = repository.diff(None);
    assert!(!success && output.ends_with("info.version must not decrease: 1.2.0 -> 1.1.9\n"), "{output}");
}

#[test]
fn baseline_can_be_a_revision_or_a_file() {
    let repository = Repository::new();
    repository.release("1.0.0");
    repository.release("1.1.0");
    let (_, output) = repository.diff(Some("contract-v1.0.0"));
    assert!(output.starts_with("compared with openapi/blueshift.yaml of contract-v1.0.0\n"), "{output}");
    let file = repository.path().join("copy.yaml");
    std::fs::write(&file, edited("One page.", "A page.")).unwrap();
    let (_, output) = repository.diff(file.to_str());
    assert!(output.contains("documentation: 1; version 1.0.0 -> 1.1.0\n"), "{output}");
}

#[test]
fn unknown_baseline_is_an_error() {
    let repository = Repository::new();
    let error = run(repository.path(), Some("nonexistent"), &mut Vec::new()).unwrap_err();
    let message = format!("{error:#}");
    assert!(message.starts_with("\"nonexistent\" is neither a file nor a revision"), "{message}");
}
