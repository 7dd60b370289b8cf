//! The `config show` command.

use std::io::{self, Write};

use blueshift::{Client, RetryPolicy};
use clap::Args;

use crate::commands::Context;
use crate::config::{KeySource, Settings, Target};
use crate::failure::Failure;
use crate::global::Global;
use crate::output::visible;

// Not a doc comment, because rustdoc would treat the example as Rust code.
const LONG_ABOUT: &str = r#"Print the settings in effect and their sources

Flags override the environment, and the environment overrides the profile. A profile is a table in
the config file, $XDG_CONFIG_HOME/blueshift/config.toml (by default
~/.config/blueshift/config.toml):

    profile = "acme"              # the default profile

    [profiles.acme]
    region = "eu"                 # or: base-url = "https://…"
    api-key-file = "~/.keys/acme" # or relative to the directory of the config file
    ca-file = "acme-root.pem"     # additional root certificates to trust
    proxy = "http://proxy.example:3128"

The key itself is never printed."#;

/// Print the settings in effect and their sources
#[derive(Args)]
#[command(long_about = LONG_ABOUT)]
pub(crate) struct Show {}

impl Show {
    /// Prints the settings. Reads the key only to check whether it is valid. A key on stdin is not read.
    pub(super) fn run(self, context: &Context<'_>) -> Result<(), Failure> {
        let settings = Settings::resolve(context.global)?;
        if let KeySource::File(file) = &settings.key
            && let Some(warning) = file.warning()
        {
            context.terminal.warn(&warning);
        }
        print(&rows(settings, context.global)).map_err(Failure::Output)
    }
}

/// A setting, its value and its source.
type Row = [String; 3];

fn rows(settings: Settings, global: &Global) -> Vec<Row> {
    let row = |name: &str, value: String, source: String| [name.to_owned(), value, source];
    let none = || "none".to_owned();
    let default = || "default".to_owned();
    let mut rows = vec![
        match settings.config_file {
            Some(path) => row("config file", path.display().to_string(), String::new()),
            None => row("config file", none(), String::new()),
        },
        match settings.profile {
            Some(profile) => row("profile", profile.value, profile.source.to_string()),
            None => row("profile", none(), default()),
        },
    ];
    let source = settings.target.source.to_string();
    match settings.target.value {
        Target::Region(region) => {
            rows.push(row("region", region.to_string(), source));
            rows.push(row("base URL", region.base_url().to_owned(), "region".to_owned()));
        }
        Target::BaseUrl(url) => rows.push(row("base URL", valid_url(&url), source)),
        Target::Sandbox => rows.push(row("base URL", "sandbox".to_owned(), source)),
    }
    let (key, source) = describe(&settings.key);
    rows.push(row("API key", key, source));
    if let Some(file) = settings.ca_file {
        rows.push(row("CA file", file.value.display().to_string(), file.source.to_string()));
    }
    if let Some(proxy) = settings.proxy {
        rows.push(row("proxy", "hidden".to_owned(), proxy.source.to_string()));
    }
    rows.push(match global.timeout {
        Some(timeout) => row("timeout", format!("{timeout:?}"), "--timeout".to_owned()),
        None => row("timeout", none(), default()),
    });
    rows.push(match global.max_retries {
        Some(retries) => row("max retries", retries.to_string(), "--max-retries".to_owned()),
        None => row("max retries", RetryPolicy::DEFAULT_MAX_RETRIES.to_string(), default()),
    });
    rows
}

fn describe(key: &KeySource) -> (String, String) {
    let hidden = || "hidden".to_owned();
    match key {
        KeySource::Sandbox => ("sandbox".to_owned(), "--sandbox".to_owned()),
        KeySource::Environment(_) => (hidden(), "BLUESHIFT_API_KEY".to_owned()),
        KeySource::Stdin => ("not read yet".to_owned(), "stdin, from --api-key-file".to_owned()),
        KeySource::Missing => ("not set".to_owned(), String::new()),
        KeySource::File(file) => {
            let value = key.read().map_or_else(|_| "invalid".to_owned(), |_| hidden());
            (value, format!("{file}, from {}", file.source))
        }
    }
}

/// Returns the URL if it is valid, otherwise "invalid", because an invalid URL may contain a secret.
fn valid_url(url: &str) -> String {
    match Client::builder("unused").base_url(url).build() {
        Ok(client) => client.base_url().to_owned(),
        Err(_) => "invalid".to_owned(),
    }
}

fn print(rows: &[Row]) -> io::Result<()> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    let mut out = io::stdout().lock();
    for [name, value, source] in rows {
        let line = format!("{name:first$}  {value:second$}  {source}");
        writeln!(out, "{}", visible(line.trim_end()))?;
    }
    out.flush()
}
