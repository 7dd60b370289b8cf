//! Errors and warnings that the goldens do not cover, for example because they depend on the environment.

use crate::command::{blueshift, stderr, stdout};

/// Runs the command and returns its exit code and stderr.
fn fail(environment: &[(&str, &str)], line: &str) -> (Option<i32>, String) {
    let output = blueshift(line).envs(environment.iter().copied()).output().unwrap();
    (output.status.code(), stderr(&output))
}

const KEY: (&str, &str) = ("BLUESHIFT_API_KEY", "s3cret");

#[test]
fn connection_failure_lists_what_to_check() {
    let (code, text) = fail(&[KEY], "--max-retries 0 --base-url http://127.0.0.1:1 campaigns list");
    assert_eq!(code, Some(1));
    assert!(text.starts_with("error: failed to connect to "), "{text}");
    assert!(text.contains("\n  cause  Connection refused"), "{text}");
    assert!(text.contains("`blueshift config show`"), "{text}");
}

#[test]
fn refuses_a_url_that_would_expose_the_key() {
    let (code, text) = fail(&[KEY], "--base-url http://proxy.example campaigns list");
    assert_eq!(code, Some(2));
    assert!(text.starts_with("error: base URL must be an https:// URL "), "{text}");
    assert!(!text.contains(KEY.1), "{text}");
}

#[test]
fn invalid_setting_is_reported_with_its_variable() {
    let (code, text) = fail(&[("BLUESHIFT_REGION", "mars")], "campaigns list");
    let message = "error: region must be us or eu (the value is not shown because it may be a secret) (BLUESHIFT_REGION)\n";
    assert_eq!((code, text.as_str()), (Some(2), message));
    let (code, text) = fail(&[("BLUESHIFT_API_KEY", "s3c:ret")], "campaigns list");
    assert_eq!(code, Some(2));
    assert!(text.contains("character 4 is a colon") && text.contains("(from BLUESHIFT_API_KEY)"), "{text}");
    assert!(!text.contains("s3c"), "{text}");
    let (code, text) = fail(&[("BLUESHIFT_SANDBOX_NOW", "noon")], "--sandbox campaigns list");
    assert_eq!(code, Some(2));
    assert!(text.starts_with("error: BLUESHIFT_SANDBOX_NOW must be a timestamp such as 2026-"), "{text}");
}

/// Runs `campaigns list` and `config show` with these settings, and returns their output.
fn list_and_show(environment: &[(&str, &str)], options: &str) -> String {
    let mut text = String::new();
    for command in ["campaigns list", "config show"] {
        let output = blueshift(&format!("{options} {command}"))
            .envs(environment.iter().copied())
            .env("HOME", "/nonexistent")
            .output()
            .unwrap();
        text.push_str(&(stdout(&output) + &stderr(&output)));
    }
    text
}

#[test]
fn key_in_the_wrong_setting_is_not_printed() {
    let secret = KEY.1;
    for variable in ["BLUESHIFT_REGION", "BLUESHIFT_BASE_URL", "BLUESHIFT_PROFILE", "BLUESHIFT_SANDBOX_NOW"] {
        for options in ["", "-vvv", "--sandbox"] {
            let printed = list_and_show(&[(variable, secret)], options);
            assert!(!printed.contains(secret), "{variable} {options}: {printed}");
        }
    }
    for flag in ["--region", "--base-url", "--profile", "--api-key-file"] {
        for value in [format!("{flag} {secret}"), format!("{flag}={secret}")] {
            let printed = list_and_show(&[], &value);
            assert!(printed.contains(flag), "{flag}: {printed}");
            assert!(!printed.contains(secret), "{flag}: {printed}");
        }
    }
    for url in ["https://s3cret@127.0.0.1", "https://127.0.0.1/?key=s3cret", "https://127.0.0.1/#s3cret"] {
        let printed = list_and_show(&[KEY], &format!("--max-retries 0 --base-url {url}"));
        assert!(printed.contains("127.0.0.1") && printed.contains("--base-url"), "{printed}");
        assert!(!printed.contains(secret), "{printed}");
    }
}

#[test]
fn key_in_the_config_file_is_not_printed() {
    for text in [
        "s3cret = 1",
        "profile = \"s3cret\"",
        "profiles = \"s3cret\"",
        "profiles.acme = \"s3cret\"",
        "[profiles.acme]\ns3cret = 1",
        "[profiles.acme]\n\"s3cret, expected `x`\" = 1",
        "[profiles.acme]\nregion = \"s3cret\"",
        "[profiles.acme]\nbase-url = \"s3cret\"",
        "[profiles.acme]\nbase-url = \"https://host/?s3cret\"",
        "[profiles.acme]\napi-key-file = \"s3cret\"",
        "[profiles.acme]\nregion = s3cret",
        "s3cret",
    ] {
        let directory = tempfile::tempdir().unwrap();
        std::fs::create_dir(directory.path().join("blueshift")).unwrap();
        std::fs::write(directory.path().join("blueshift/config.toml"), text).unwrap();
        let environment = [("XDG_CONFIG_HOME", directory.path().to_str().unwrap())];
        for options in ["", "--profile acme"] {
            let printed = list_and_show(&environment, options);
            assert!(printed.contains("config.toml"), "{text}: {printed}");
            assert!(!printed.contains("s3cret"), "{text}: {printed}");
        }
    }
}

#[test]
fn span_before_the_earliest_date_is_an_error() {
    for (now, span) in [("-009999-02-01T00:00:00Z", "52000w"), ("0500-01-01T00:00:00Z", "52000w")] {
        let environment = [("BLUESHIFT_SANDBOX_NOW", now)];
        let (code, text) = fail(&environment, &format!("--sandbox campaigns list --created-after {span}"));
        assert_eq!(code, Some(2), "{text}");
        assert!(text.starts_with("error: created_after must be in the years 0 to 9999"), "{text}");
    }
    // jiff does not support this year, so the variable is invalid.
    let environment = [("BLUESHIFT_SANDBOX_NOW", "-262000-01-01T00:00:00Z")];
    let (code, text) = fail(&environment, "--sandbox campaigns list --created-after 52000w");
    assert_eq!(code, Some(2), "{text}");
}

#[cfg(unix)]
#[test]
fn key_file_that_others_can_read_is_reported() {
    use std::os::unix::fs::PermissionsExt;

    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("acme.key");
    std::fs::write(&path, "s3cret\n").unwrap();
    for (mode, warns) in [(0o600, false), (0o400, false), (0o640, true), (0o604, true), (0o644, true)] {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        let line = format!(
            "--max-retries 0 --base-url http://127.0.0.1:1 --api-key-file {} campaigns list",
            path.display()
        );
        let (code, text) = fail(&[], &line);
        assert_eq!(code, Some(1));
        let warning = format!("warning: other users can read {} (mode {mode:04o})", path.display());
        assert_eq!(text.starts_with(&warning), warns, "{mode:o}: {text}");
        assert!(text.contains("error: failed to connect to "), "{text}");
    }
}

#[test]
fn probe_refuses_a_directory_with_files() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().to_str().unwrap();
    let probe = format!("--sandbox probe --budget 10 --record {path}");
    let output = blueshift(&probe).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let files = std::fs::read_dir(path).unwrap().count();
    assert_eq!(files, 10);
    let (code, text) = fail(&[], &probe);
    assert_eq!(code, Some(1));
    assert_eq!(text, format!("error: cannot write {path}\n  cause  the directory is not empty\n"));
    assert_eq!(std::fs::read_dir(path).unwrap().count(), files);
}

#[test]
fn unknown_filter_value_is_sent_and_reported() {
    for (options, warning) in [
        (
            "--status lanched",
            "warning: \"lanched\" is not a known value of --status; known values: draft, launched, executing, paused, completed, archived\n",
        ),
        (
            "--exec-term daily",
            "warning: \"daily\" is not a known value of --exec-term; known values: one_time, recurring, on_going, transactional, onsite\n",
        ),
        ("--status launched --exec-term onsite", ""),
    ] {
        let output =
            blueshift(&format!("--sandbox campaigns list --output json {options}")).output().unwrap();
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(stderr(&output), warning);
        assert_eq!(stdout(&output) == "[]\n", !warning.is_empty());
    }
}

#[test]
fn advice_after_output_does_not_suggest_checking_settings_or_filters() {
    for status in ["400", "401", "403", "404", "422"] {
        let line = format!(
            "--sandbox --max-retries 0 --sandbox-fault status={status},after=1 campaigns list --per-page 2"
        );
        let (code, text) = fail(&[], &line);
        assert_eq!(code, Some(1));
        assert!(text.contains("printed     2 campaigns"), "{text}");
        for advice in ["--base-url", "config show", "auth check", "rejected a filter"] {
            assert!(!text.contains(advice), "{status}: {text}");
        }
        assert!(text.contains("arlier pages") || text.contains("arlier requests"), "{status}: {text}");
        assert!(text.contains("--first-page 1"), "{status}: {text}");
    }
}
