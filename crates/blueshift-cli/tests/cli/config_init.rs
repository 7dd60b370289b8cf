//! Tests of `config init`.

use std::path::Path;
use std::process::Output;

use crate::command::{blueshift, stderr, stdout};

fn run(home: &Path, line: &str) -> Output {
    let mut command = blueshift(line);
    command.env("XDG_CONFIG_HOME", home).current_dir(home).output().unwrap()
}

fn config_of(home: &Path) -> String {
    std::fs::read_to_string(home.join("blueshift/config.toml")).unwrap()
}

#[test]
fn adds_profiles_that_other_commands_use() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    std::fs::write(home.join("a key"), "k1\n").unwrap();
    let mut init = blueshift("config init --region EU");
    init.env("XDG_CONFIG_HOME", home).current_dir(home).args(["--api-key-file", "a key"]);
    let output = init.output().unwrap();
    let path = home.join("blueshift/config.toml");
    let expected =
        format!("added the profile default to {}\n  to check it: blueshift auth check\n", path.display());
    assert_eq!(stdout(&output), expected, "{}", stderr(&output));
    let first = config_of(home);

    let output =
        run(home, "config init --profile b\"\\] --base-url https://proxy.example/ --proxy http://u:p@host:1");
    assert!(stdout(&output).contains("it has no API key"), "{}", stderr(&output));
    assert!(stdout(&output).contains("blueshift --profile b\"\\] auth check"), "{}", stdout(&output));
    assert!(config_of(home).starts_with(&first));

    let shown = stdout(&run(home, "config show"));
    assert!(shown.contains("region       eu "), "{shown}");
    assert!(shown.contains(&format!("{}, from profile default", home.join("a key").display())), "{shown}");
    let shown = stdout(&run(home, "config show --profile b\"\\]"));
    assert!(shown.contains("https://proxy.example ") && shown.contains("proxy        hidden "), "{shown}");
}

#[test]
fn refuses_invalid_values_and_existing_profiles() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    std::fs::write(home.join("empty.pem"), "no certificate").unwrap();
    for (options, message) in [
        ("--region mars", "error: region must be us or eu"),
        ("--base-url http://proxy.example", "error: base URL must be an https:// URL"),
        (
            "--region us --base-url https://a.example",
            "error: --region and --base-url cannot be used together",
        ),
        ("--api-key-file s3cret", "error: cannot read the API key from the file specified by --api-key-file"),
        ("--api-key-file -", "error: --api-key-file - and config init cannot be used together"),
        ("--ca-file missing.pem", "error: cannot read the certificates in missing.pem (--ca-file)"),
        ("--ca-file empty.pem", "error: empty.pem contains no valid PEM certificates (--ca-file)"),
        (
            "--proxy p4ss:word:x",
            "error: the proxy must be a URL such as http://proxy.example:3128 (the value is not shown because it may \
             contain a password) (--proxy)",
        ),
        (
            "--base-url http://localhost:1 --proxy http://localhost:2",
            "error: proxy and http:// base URL are both set",
        ),
        ("--sandbox", "error: --sandbox and config init cannot be used together"),
    ] {
        let output = run(home, &format!("config init {options}"));
        assert_eq!(output.status.code(), Some(2), "{options}");
        assert!(stderr(&output).starts_with(message), "{options}: {}", stderr(&output));
        assert!(!home.join("blueshift").exists(), "{options}");
    }
    assert_eq!(run(home, "config init --region us").status.code(), Some(0));
    let before = config_of(home);
    let output = run(home, "config init --region eu");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("already contains the profile \"default\""), "{}", stderr(&output));
    assert_eq!(config_of(home), before);
}
