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
        format!("added the profile \"default\" to {}\n  to check it: blueshift auth check\n", path.display());
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
fn adds_profiles_to_files_with_any_syntax() {
    for (before, after) in [
        ("profiles = {}\n", "profiles = { \"b\" = { region = \"eu\" } }\n"),
        ("profiles = { }", "profiles = { \"b\" = { region = \"eu\" } }"),
        (
            "profile = \"a\"\r\nprofiles = { a = { region = \"us\" } } # our account\r\n",
            "profile = \"a\"\r\nprofiles = { \"b\" = { region = \"eu\" }, a = { region = \"us\" } } # our account\r\n",
        ),
        (
            "\u{feff}# é\n\"profiles\" = {\n  # {our} account\n  a.region = \"us\", # in the US\n}\n",
            "\u{feff}# é\n\"profiles\" = { \"b\" = { region = \"eu\" },\n  # {our} account\n  a.region = \"us\", # in the US\n}\n",
        ),
        ("profiles.a.region = \"us\"", "profiles.a.region = \"us\"\n[profiles.\"b\"]\nregion = \"eu\"\n"),
        (
            "profiles.a = { region = \"us\" } # a\n",
            "profiles.a = { region = \"us\" } # a\n\n[profiles.\"b\"]\nregion = \"eu\"\n",
        ),
        (
            "[profiles]\na = { region = \"us\" }\n",
            "[profiles]\na = { region = \"us\" }\n\n[profiles.\"b\"]\nregion = \"eu\"\n",
        ),
        ("# profiles = {}\n", "# profiles = {}\n\n[profiles.\"b\"]\nregion = \"eu\"\n"),
    ] {
        let home = tempfile::tempdir().unwrap();
        let home = home.path();
        std::fs::create_dir(home.join("blueshift")).unwrap();
        std::fs::write(home.join("blueshift/config.toml"), before).unwrap();
        let output = run(home, "config init --profile b --region eu");
        assert_eq!(output.status.code(), Some(0), "{before}: {}", stderr(&output));
        assert_eq!(config_of(home), after);
        for (profile, region) in [("a", "us"), ("b", "eu")] {
            if before.contains("us") || profile == "b" {
                let shown = run(home, &format!("config show --profile {profile}"));
                assert!(stdout(&shown).contains(&format!("region       {region} ")), "{after}: {shown:?}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn keeps_the_link_and_the_permissions_of_the_config_file() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let (link, file) = (home.join("blueshift/config.toml"), home.join("dotfiles/config"));
    for directory in ["blueshift", "dotfiles"] {
        std::fs::create_dir(home.join(directory)).unwrap();
    }
    std::fs::write(&file, "profiles = {}\n").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    symlink("../dotfiles/config", &link).unwrap();
    let output = run(home, "config init --region eu");
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    assert!(link.is_symlink() && config_of(home).contains("default"), "{}", config_of(home));
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(std::fs::read_dir(home.join("dotfiles")).unwrap().count(), 1);
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
