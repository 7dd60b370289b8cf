//! The version that a change to the contract requires.

use anyhow::Context;
use semver::Version;
use serde_json::Value;

use super::finding::Impact;

/// Returns `info.version`.
pub(super) fn of(document: &Value) -> anyhow::Result<Version> {
    let version = document["info"]["version"]
        .as_str()
        .context("#/info/version: the version is missing or is not a string")?;
    Version::parse(version).with_context(|| format!("#/info/version: {version:?} is not a semantic version"))
}

/// Returns the problem with the new version, given the greatest impact of the changes, or `None` if the version is sufficient.
pub(super) fn problem(old: &Version, new: &Version, greatest: Option<Impact>) -> Option<String> {
    if new < old {
        return Some(format!("info.version must not decrease: {old} -> {new}"));
    }
    let (sufficient, change, kind, least) = match greatest? {
        Impact::Breaking => (
            new.major > old.major,
            "a breaking change",
            "major",
            Version::new(old.major.saturating_add(1), 0, 0),
        ),
        Impact::Addition => (
            (new.major, new.minor) > (old.major, old.minor),
            "an addition",
            "minor",
            Version::new(old.major, old.minor.saturating_add(1), 0),
        ),
        Impact::Documentation => return None,
    };
    (!sufficient)
        .then(|| format!("{change} needs a new {kind} version: info.version must be {least} or later"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem_of(old: &str, new: &str, impact: Option<Impact>) -> Option<String> {
        problem(&old.parse().unwrap(), &new.parse().unwrap(), impact)
    }

    #[test]
    fn breaking_change_needs_major_version() {
        let breaking = Some(Impact::Breaking);
        for version in ["1.2.3", "1.2.4", "1.3.0"] {
            let message = problem_of("1.2.3", version, breaking).unwrap();
            assert!(message.ends_with("info.version must be 2.0.0 or later"), "{message}");
        }
        assert_eq!(problem_of("1.2.3", "2.0.0", breaking), None);
    }

    #[test]
    fn addition_needs_minor_version() {
        let addition = Some(Impact::Addition);
        for version in ["1.2.3", "1.2.4"] {
            let message = problem_of("1.2.3", version, addition).unwrap();
            assert!(message.ends_with("info.version must be 1.3.0 or later"), "{message}");
        }
        for version in ["1.3.0", "2.0.0"] {
            assert_eq!(problem_of("1.2.3", version, addition), None);
        }
    }

    #[test]
    fn documentation_needs_no_new_version() {
        assert_eq!(problem_of("1.2.3", "1.2.3", Some(Impact::Documentation)), None);
        assert_eq!(problem_of("1.2.3", "1.2.3", None), None);
    }

    #[test]
    fn version_never_decreases() {
        for impact in [None, Some(Impact::Documentation), Some(Impact::Addition), Some(Impact::Breaking)] {
            let message = problem_of("1.2.3", "1.2.2", impact).unwrap();
            assert_eq!(message, "info.version must not decrease: 1.2.3 -> 1.2.2");
        }
    }
}
