//! The command among other processes: pipes, keys and files.

use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

use blueshift_sandbox::Sandbox;

use crate::blueshift::{blueshift, stderr, stdout};

#[test]
fn a_reader_that_has_read_enough_ends_it_quietly() {
    let mut command = blueshift("--sandbox --sandbox-campaigns 20000 campaigns list --output ndjson");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(&first).is_ok(), "{first}");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

#[test]
fn campaigns_are_printed_as_they_come() {
    for output in ["ndjson", "csv", "json", "table"] {
        // The second page never comes to its end, so whatever is read was printed before it.
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
fn without_a_terminal_nothing_but_errors_is_on_stderr() {
    let output = blueshift("--sandbox --sandbox-fault status=503,times=1 campaigns list").output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
}

/// Runs `auth check` against a sandbox in the test's own process, with this key on stdin.
fn auth_check(key: &str, options: &str) -> std::process::Output {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
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
fn the_key_is_read_from_stdin_without_its_line_break() {
    let output = auth_check("right-key\n", "");
    assert!(stdout(&output).starts_with("the key works in http://127.0.0.1:"), "{}", stderr(&output));
}

#[test]
fn nothing_shows_the_key_not_even_every_trace_there_is() {
    for key in ["right-key", "wr0ng-secret-key"] {
        let output = auth_check(key, "-vvv");
        let all = stdout(&output) + &stderr(&output);
        assert!(all.contains("attempt"), "{all}");
        assert!(!all.contains(key), "{all}");
        assert!(!all.contains("Basic "), "{all}");
    }
}

#[test]
fn a_profile_gives_region_and_key_and_is_shown_without_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("blueshift");
    std::fs::create_dir(&config).unwrap();
    std::fs::write(config.join("acme.key"), "s3cret\n").unwrap();
    let text = "[profiles.acme]\nregion = \"eu\"\napi-key-file = \"acme.key\"\n";
    std::fs::write(config.join("config.toml"), text).unwrap();
    let mut command = blueshift("--profile acme config show");
    let output = command.env("XDG_CONFIG_HOME", folder.path()).output().unwrap();
    let shown = stdout(&output).replace(&config.display().to_string(), "DIR");
    let expected = "\
config file  DIR/config.toml
profile      acme                             --profile
region       eu                               profile acme in DIR/config.toml
base URL     https://api.eu.getblueshift.com  region
API key      hidden                           DIR/acme.key, by profile acme in DIR/config.toml
timeout      none                             default
max retries  5                                default
";
    // The widths of the first two columns do not depend on the folder.
    let squeeze = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(squeeze(&shown), squeeze(expected), "{}", stderr(&output));
}

#[test]
fn there_are_completions_for_every_shell_and_a_man_page_for_every_command() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = blueshift(&format!("completions {shell}")).output().unwrap();
        assert!(stdout(&output).contains("created-after"), "{shell}");
    }
    let folder = tempfile::tempdir().unwrap();
    let output = blueshift(&format!("man {}", folder.path().display())).output().unwrap();
    assert!(output.status.success(), "{}", stderr(&output));
    for page in
        ["blueshift.1", "blueshift-campaigns-list.1", "blueshift-auth-check.1", "blueshift-config-show.1"]
    {
        assert!(folder.path().join(page).exists(), "{page}");
    }
}
