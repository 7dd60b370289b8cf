//! Errors that the goldens cannot hold, because they depend on the environment.

use crate::blueshift::{blueshift, stderr};

/// The exit code and what is on stderr.
fn failed(environment: &[(&str, &str)], line: &str) -> (Option<i32>, String) {
    let output = blueshift(line).envs(environment.iter().copied()).output().unwrap();
    (output.status.code(), stderr(&output))
}

const KEY: (&str, &str) = ("BLUESHIFT_API_KEY", "s3cret");

#[test]
fn a_server_that_nobody_answers_at_is_told_with_what_to_check() {
    let (code, text) = failed(&[KEY], "--max-retries 0 --base-url http://127.0.0.1:1 campaigns list");
    assert_eq!(code, Some(1));
    assert!(text.starts_with("error: cannot connect to "), "{text}");
    assert!(text.contains("\n  cause  Connection refused"), "{text}");
    assert!(text.contains("`blueshift config show`"), "{text}");
}

#[test]
fn a_url_that_would_give_the_key_away_is_refused_before_anything_is_sent() {
    let (code, text) = failed(&[KEY], "--base-url http://proxy.example campaigns list");
    assert_eq!(code, Some(2));
    assert!(text.starts_with("error: base URL must be an https:// URL "), "{text}");
    assert!(!text.contains(KEY.1), "{text}");
}

#[test]
fn a_wrong_setting_is_told_with_the_variable_that_holds_it() {
    let (code, text) = failed(&[("BLUESHIFT_REGION", "mars")], "campaigns list");
    assert_eq!(
        (code, text.as_str()),
        (Some(2), "error: region must be us or eu, found \"mars\" (BLUESHIFT_REGION)\n")
    );
    let (code, text) = failed(&[("BLUESHIFT_API_KEY", "s3c:ret")], "campaigns list");
    assert_eq!(code, Some(2));
    assert!(text.contains("character 4 is a colon") && text.contains("(from BLUESHIFT_API_KEY)"), "{text}");
    assert!(!text.contains("s3c"), "{text}");
    let (code, text) = failed(&[("BLUESHIFT_SANDBOX_NOW", "noon")], "--sandbox campaigns list");
    assert_eq!(code, Some(2));
    assert!(text.starts_with("error: BLUESHIFT_SANDBOX_NOW must be a moment such as 2026-"), "{text}");
}
