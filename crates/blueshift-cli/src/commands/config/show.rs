//! `config show`.

use std::io::Write;

use blueshift::{Client, RetryPolicy};

use crate::config::{KeySource, Place, Settings};
use crate::failure::Failure;
use crate::global::Global;

/// Prints what is in force. Reads the key only to say whether it can be used, and not at all from stdin.
pub(crate) fn show(global: &Global) -> Result<(), Failure> {
    let settings = Settings::resolve(global)?;
    let mut rows: Vec<[String; 3]> = Vec::new();
    let mut row = |name: &str, value: String, source: String| rows.push([name.to_owned(), value, source]);
    let default = || "default".to_owned();
    match &settings.config_file {
        Some(path) => row("config file", path.display().to_string(), String::new()),
        None => row("config file", "none".to_owned(), String::new()),
    }
    match settings.profile {
        Some(profile) => row("profile", profile.value, profile.source.to_string()),
        None => row("profile", "none".to_owned(), default()),
    }
    let source = settings.place.source.to_string();
    match settings.place.value {
        Place::Region(region) => {
            row("region", region.to_string(), source);
            row("base URL", region.base_url().to_owned(), "region".to_owned());
        }
        Place::BaseUrl(url) => row("base URL", shown_url(&url), source),
        Place::Sandbox => row("base URL", "the sandbox's".to_owned(), source),
    }
    let (key, source) = describe(&settings.key);
    row("API key", key, source);
    match global.timeout {
        Some(timeout) => row("timeout", format!("{timeout:?}"), "--timeout".to_owned()),
        None => row("timeout", "none".to_owned(), default()),
    }
    match global.max_retries {
        Some(retries) => row("max retries", retries.to_string(), "--max-retries".to_owned()),
        None => row("max retries", RetryPolicy::DEFAULT_MAX_RETRIES.to_string(), default()),
    }
    print(&rows).map_err(Failure::Output)
}

fn describe(key: &KeySource) -> (String, String) {
    let hidden = || "hidden".to_owned();
    match key {
        KeySource::Sandbox => ("the sandbox's".to_owned(), "--sandbox".to_owned()),
        KeySource::Environment(_) => (hidden(), "BLUESHIFT_API_KEY".to_owned()),
        KeySource::Stdin => ("not read yet".to_owned(), "stdin, by --api-key-file".to_owned()),
        KeySource::Missing => ("not set".to_owned(), String::new()),
        KeySource::File(file) => {
            let value = key.read().map_or_else(|_| "cannot be used".to_owned(), |_| hidden());
            (value, format!("{file}, by {}", file.source))
        }
    }
}

/// The URL if a client accepts it. Any other may contain a secret.
fn shown_url(url: &str) -> String {
    match Client::builder("unused").base_url(url).build() {
        Ok(client) => client.base_url().to_owned(),
        Err(_) => "cannot be used".to_owned(),
    }
}

fn print(rows: &[[String; 3]]) -> std::io::Result<()> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let (first, second) = (width(0), width(1));
    let mut out = std::io::stdout().lock();
    for [name, value, source] in rows {
        let line = format!("{name:first$}  {value:second$}  {source}");
        writeln!(out, "{}", line.trim_end())?;
    }
    out.flush()
}
