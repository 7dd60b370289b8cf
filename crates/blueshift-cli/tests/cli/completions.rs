//! Tests of shell completion.

use std::path::Path;

use crate::command::{blueshift, stderr, stdout};

/// Returns the candidates for the last word of a command line, as bash receives them.
fn candidates(line: &str, environment: &[(&str, &Path)]) -> Vec<String> {
    let words: Vec<&str> = line.split(' ').collect();
    let mut command = blueshift("--");
    command.args(&words).envs(environment.iter().copied());
    command.env("BLUESHIFT_COMPLETE", "bash").env("_CLAP_COMPLETE_INDEX", (words.len() - 1).to_string());
    command.env("_CLAP_IFS", "\n").env("_CLAP_COMPLETE_COMP_TYPE", "9").env("_CLAP_COMPLETE_SPACE", "true");
    let output = command.output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output).lines().map(str::to_owned).collect()
}

#[test]
fn completes_commands_options_and_values() {
    let complete = |line: &str| candidates(line, &[]);
    assert_eq!(complete("blueshift campaigns perf"), ["performance"]);
    assert_eq!(complete("blueshift campaigns list --created-a"), ["--created-after"]);
    assert_eq!(complete("blueshift api GET /x --raw"), ["--raw-field"]);
    assert_eq!(complete("blueshift campaigns list --output n"), ["ndjson"]);
    assert_eq!(complete("blueshift campaigns list --status p"), ["paused"]);
    assert_eq!(complete("blueshift campaigns list --exec-term on"), ["one_time", "on_going", "onsite"]);
    assert_eq!(complete("blueshift campaigns performance --sort cli"), ["clicks", "clicks:desc"]);
    assert_eq!(complete("blueshift campaigns list --columns uuid,exec"), ["uuid,exec_term"]);
    assert_eq!(complete("blueshift --region "), ["us", "eu"]);
    assert_eq!(complete("blueshift --error-format j"), ["json"]);
    assert_eq!(complete("blueshift completions z"), ["zsh"]);
}

#[test]
fn completes_the_profiles_of_the_config_file() {
    let directory = tempfile::tempdir().unwrap();
    let profiles = || candidates("blueshift --profile ", &[("XDG_CONFIG_HOME", directory.path())]);
    assert_eq!(profiles(), Vec::<String>::new());
    let config = directory.path().join("blueshift");
    std::fs::create_dir(&config).unwrap();
    std::fs::write(config.join("config.toml"), "[profiles.acme]\nregion = \"eu\"\n[profiles.beta]\n")
        .unwrap();
    assert_eq!(profiles(), ["acme", "beta"]);
    std::fs::write(config.join("config.toml"), "profiles = 1").unwrap();
    assert_eq!(profiles(), Vec::<String>::new());
}

#[test]
fn prints_a_script_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let output = blueshift(&format!("completions {shell}")).output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert!(stdout(&output).contains("BLUESHIFT_COMPLETE"), "{shell}");
    }
}

/// Loads the script in bash and completes a command.
#[cfg(unix)]
#[test]
fn bash_completes_with_the_script() {
    use std::process::Command;

    use crate::command::BINARY;

    let directory = Path::new(BINARY).parent().unwrap();
    let script = "eval \"$(blueshift completions bash)\"\n\
        COMP_WORDS=(blueshift campaigns list --created-a) COMP_CWORD=3 COMP_TYPE=9\n\
        _clap_complete_blueshift blueshift --created-a list\n\
        printf '%s\\n' \"${COMPREPLY[@]}\"";
    let path = format!("{}:{}", directory.display(), std::env::var("PATH").unwrap_or_default());
    let output = Command::new("bash").args(["--norc", "-c", script]).env("PATH", path).output().unwrap();
    assert_eq!(stdout(&output).trim(), "--created-after", "{}", stderr(&output));
}
