//! Output to pipes, keys from stdin, `config show` and man pages.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use blueshift_sandbox::Sandbox;

use crate::command::{blueshift, runtime, stderr, stdout};

#[test]
fn closed_pipe_is_not_a_failure() {
    let mut command = blueshift("--sandbox --sandbox-campaigns 20000 campaigns list --output ndjson");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&first).is_ok(), "{first}");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[test]
fn prints_each_page_when_it_arrives() {
    for output in ["ndjson", "csv", "json", "table"] {
        // The second page never arrives, so the first five lines must be printed without it.
        let line =
            format!("--sandbox --sandbox-fault hang,page=1 campaigns list --per-page 5 --output {output}");
        let mut child = blueshift(&line).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert_eq!(lines.take(5).filter(Result::is_ok).count(), 5, "{output}");
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

#[test]
fn stderr_without_a_terminal_contains_only_errors() {
    let output = blueshift("--sandbox --sandbox-fault status=503,times=1 campaigns list").output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

/// Runs `auth check` with this key on stdin, against an in-process sandbox.
fn auth_check(key: &str, options: &str) -> std::process::Output {
    let runtime = runtime();
    let sandbox = runtime.block_on(Sandbox::builder().api_key("right-key").start()).unwrap();
    let line = format!("{options} --base-url {} --api-key-file - auth check", sandbox.url());
    let mut command = blueshift(&line);
    command.env("RUST_LOG", if options.is_empty() { "" } else { "trace" });
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(key.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

#[test]
fn reads_the_key_from_stdin_without_its_line_break() {
    let output = auth_check("right-key\n", "");
    assert!(stdout(&output).starts_with("the API key works in http://127.0.0.1:"), "{}", stderr(&output));
}

#[test]
fn key_is_not_printed_even_in_logs() {
    for key in ["right-key", "wr0ng-secret-key"] {
        let output = auth_check(key, "-vvv");
        let all = stdout(&output) + &stderr(&output);
        assert!(all.contains("attempt"), "{all}");
        assert!(!all.contains(key), "{all}");
        assert!(!all.contains("Basic "), "{all}");
    }
}

#[test]
fn config_show_prints_profile_settings_without_the_key() {
    let directory = tempfile::tempdir().unwrap();
    let config = directory.path().join("blueshift");
    std::fs::create_dir(&config).unwrap();
    std::fs::write(config.join("acme.key"), "s3cret\n").unwrap();
    let text = "[profiles.acme]\nregion = \"eu\"\napi-key-file = \"acme.key\"\n";
    std::fs::write(config.join("config.toml"), text).unwrap();
    let mut command = blueshift("--profile acme config show");
    let output = command.env("XDG_CONFIG_HOME", directory.path()).output().unwrap();
    let shown = stdout(&output).replace(&config.display().to_string(), "DIR");
    let expected = "\
config file  DIR/config.toml
profile      acme                             --profile
region       eu                               profile acme in DIR/config.toml
base URL     https://api.eu.getblueshift.com  region
API key      hidden                           DIR/acme.key, from profile acme in DIR/config.toml
timeout      none                             default
max retries  5                                default
";
    // The column widths depend on the path of the directory.
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(squeeze(&shown), squeeze(expected), "{}", stderr(&output));
}

#[test]
fn writes_man_pages_to_the_directory() {
    let directory = tempfile::tempdir().unwrap();
    let output = blueshift(&format!("man {}", directory.path().display())).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    for page in [
        "blueshift.1",
        "blueshift-campaigns-list.1",
        "blueshift-campaigns-get.1",
        "blueshift-campaigns-detail.1",
        "blueshift-campaigns-performance.1",
        "blueshift-customers-activity.1",
        "blueshift-auth-check.1",
        "blueshift-config-show.1",
        "blueshift-api.1",
    ] {
        assert!(directory.path().join(page).exists(), "{page}");
    }
}
