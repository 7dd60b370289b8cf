//! The config file and its profiles.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::key::KeyFile;
use super::{SettingsError, Source, Sourced};

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Document {
    profile: Option<String>,
    #[serde(default)]
    profiles: BTreeMap<String, ProfileTable>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, expecting = "a table")]
struct ProfileTable {
    region: Option<String>,
    base_url: Option<String>,
    api_key_file: Option<PathBuf>,
    ca_file: Option<PathBuf>,
    proxy: Option<String>,
}

/// A config file.
pub(super) struct ConfigFile {
    pub(super) path: PathBuf,
    pub(super) text: String,
    /// The name of the default profile.
    pub(super) default_profile: Option<String>,
    profiles: BTreeMap<String, ProfileTable>,
}

/// A profile of a config file.
pub(super) struct Profile {
    pub(super) region: Option<String>,
    pub(super) base_url: Option<String>,
    api_key_file: Option<PathBuf>,
    ca_file: Option<PathBuf>,
    proxy: Option<String>,
    name: String,
    file: PathBuf,
}

/// Returns the path of `blueshift/config.toml` in `$XDG_CONFIG_HOME`, by default in `~/.config`. Returns `None` if the default
/// applies and there is no home directory. The path is the same on every platform, so that the file is portable.
pub(super) fn default_path() -> Option<PathBuf> {
    let xdg = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    // According to the XDG specification, relative paths are ignored.
    let directory = match xdg.filter(|path| path.is_absolute()) {
        Some(directory) => directory,
        None => std::env::home_dir()?.join(".config"),
    };
    Some(directory.join("blueshift").join("config.toml"))
}

impl ConfigFile {
    /// Reads the file. Returns `None` if it does not exist.
    pub(super) fn read(path: PathBuf) -> Result<Option<Self>, SettingsError> {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(problem) => return Err(SettingsError::ConfigFile { path, problem }),
        };
        let document: Document = toml::from_str(&text).map_err(|error| SettingsError::ConfigSyntax {
            path: path.clone(),
            line: error.span().map_or(1, |span| line_of(&text, span.start)),
            problem: without_values(error.message()),
        })?;
        Ok(Some(Self { path, text, default_profile: document.profile, profiles: document.profiles }))
    }

    /// Returns the names of the profiles.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.profiles.keys().map(String::as_str)
    }

    pub(super) fn profile(&self, name: &Sourced<String>) -> Result<Profile, SettingsError> {
        let Some(table) = self.profiles.get(&name.value).cloned() else {
            let known: Vec<_> = self.names().collect();
            return Err(SettingsError::NoProfile {
                setting: name.source.clone(),
                path: self.path.clone(),
                known: if known.is_empty() { "no profiles".to_owned() } else { known.join(", ") },
            });
        };
        Ok(Profile {
            region: table.region,
            base_url: table.base_url,
            api_key_file: table.api_key_file,
            ca_file: table.ca_file,
            proxy: table.proxy,
            name: name.value.clone(),
            file: self.path.clone(),
        })
    }
}

impl Profile {
    pub(super) fn source(&self) -> Source {
        Source::Profile { name: self.name.clone(), file: self.file.clone() }
    }

    /// Returns the key file, if the profile has one.
    pub(super) fn key_file(&self) -> Option<KeyFile> {
        let given = self.api_key_file.as_deref()?;
        Some(KeyFile::new(given, self.path_of(given), self.source()))
    }

    pub(super) fn ca_file(&self) -> Option<Sourced<PathBuf>> {
        Some(Sourced::new(self.path_of(self.ca_file.as_deref()?), self.source()))
    }

    pub(super) fn proxy(&self) -> Option<Sourced<String>> {
        Some(Sourced::new(self.proxy.clone()?, self.source()))
    }

    /// Resolves the path of a file. Paths that start with `~/` are relative to the home directory, and other relative paths to
    /// the directory of the config file.
    fn path_of(&self, given: &Path) -> PathBuf {
        match (given.strip_prefix("~"), std::env::home_dir()) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => self.file.parent().unwrap_or(Path::new("")).join(given),
        }
    }
}

fn line_of(text: &str, position: usize) -> usize {
    text.bytes().take(position).filter(|byte| *byte == b'\n').count() + 1
}

/// Returns the message of a TOML error without the quoted value, which may be a misplaced API key.
///
/// Syntax errors do not quote values. Other messages end with the expected type or the known fields.
fn without_values(message: &str) -> String {
    match message.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        None => message.to_owned(),
    }
}
