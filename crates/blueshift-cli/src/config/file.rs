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
}

/// The config file as it was read.
pub(super) struct ConfigFile {
    pub(super) path: PathBuf,
    /// The profile when none is named.
    pub(super) default_profile: Option<String>,
    profiles: BTreeMap<String, ProfileTable>,
}

/// One profile of it.
pub(super) struct Profile {
    pub(super) region: Option<String>,
    pub(super) base_url: Option<String>,
    api_key_file: Option<PathBuf>,
    name: String,
    file: PathBuf,
}

/// `$XDG_CONFIG_HOME/blueshift/config.toml`, by default below `~/.config`, on every system: people copy it between them.
pub(super) fn default_path() -> Option<PathBuf> {
    let xdg = std::env::var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    // The specification has relative paths ignored.
    let folder = match xdg.filter(|path| path.is_absolute()) {
        Some(folder) => folder,
        None => std::env::home_dir()?.join(".config"),
    };
    Some(folder.join("blueshift").join("config.toml"))
}

impl ConfigFile {
    /// Reads the file; there need not be one.
    pub(super) fn read(path: PathBuf) -> Result<Option<Self>, SettingsError> {
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Ok(None);
            }
            Err(problem) => return Err(SettingsError::ConfigFile { path, problem }),
        };
        let document: Document = toml::from_str(&text).map_err(|error| SettingsError::ConfigText {
            path: path.clone(),
            line: error.span().map_or(1, |span| line_of(&text, span.start)),
            problem: without_values(error.message()),
        })?;
        Ok(Some(Self { path, default_profile: document.profile, profiles: document.profiles }))
    }

    pub(super) fn profile(&self, name: &Sourced<String>) -> Result<Profile, SettingsError> {
        let Some(table) = self.profiles.get(&name.value).cloned() else {
            return Err(SettingsError::NoProfile {
                place: name.source.clone(),
                path: self.path.clone(),
                known: self.profiles.keys().cloned().collect::<Vec<_>>().join(", "),
            });
        };
        Ok(Profile {
            region: table.region,
            base_url: table.base_url,
            api_key_file: table.api_key_file,
            name: name.value.clone(),
            file: self.path.clone(),
        })
    }
}

impl Profile {
    pub(super) fn source(&self) -> Source {
        Source::Profile { name: self.name.clone(), file: self.file.clone() }
    }

    /// The key file. A relative path starts at the directory of the config file, or with `~/` at the home directory.
    pub(super) fn key_file(&self) -> Option<KeyFile> {
        let given = self.api_key_file.as_deref()?;
        let path = match (given.strip_prefix("~"), std::env::home_dir()) {
            (Ok(rest), Some(home)) => home.join(rest),
            _ => self.file.parent().unwrap_or(Path::new("")).join(given),
        };
        Some(KeyFile::new(given, path, self.source()))
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

/// The message of a TOML error without the values it quotes, one of which may be a key that was put there by mistake.
///
/// Syntax errors quote nothing. The others end with what was expected.
fn without_values(message: &str) -> String {
    match message.rsplit_once(", expected ") {
        Some((_, expected)) => format!("expected {expected}"),
        None => message.to_owned(),
    }
}
