//! The descriptions of the scenarios.

use crate::exam::scenario::{self, Description};

/// Returns the descriptions of all scenarios of both levels, in the order of their numbers.
///
/// ```
/// use blueshift_sandbox::exam;
///
/// assert_eq!(exam::catalog()[0].number, "R01");
/// ```
pub fn catalog() -> Vec<Description> {
    scenario::all().into_iter().map(|scenario| scenario.description).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_scenario_has_a_unique_name_and_a_description() {
        let all = catalog();
        let names: BTreeSet<_> = all.iter().map(|one| one.name).collect();
        assert_eq!(names.len(), all.len());
        for one in &all {
            assert!(one.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'), "{}", one.name);
            for text in [one.proves.as_str(), one.why, one.correct] {
                assert!(text.ends_with('.') && text.len() > 20, "{}: {text}", one.name);
            }
            assert!(one.source.is_none_or(|url| url.starts_with("https://github.com/")), "{}", one.name);
        }
    }
}
