//! Where the API key comes from. It is read as late as possible and never printed.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use blueshift::ApiKey;

use super::Source;
use super::file::Profile;
use crate::arguments::Global;
use crate::failure::SettingsError;

const API_KEY: &str = "BLUESHIFT_API_KEY";
/// No key is longer. A bound, so that a device or a log file given by mistake is not read to its end.
const LONGEST: u64 = 64 * 1024;

/// Where the key comes from.
#[derive(Clone, Debug)]
pub(crate) enum KeySource {
    Sandbox,
    Environment(ApiKey),
    File { path: PathBuf, source: Source },
    Stdin,
    Missing,
}

pub(super) fn resolve(
    global: &Global,
    read: &impl Fn(&'static str) -> Result<Option<String>, SettingsError>,
    profile: Option<&Profile>,
) -> Result<KeySource, SettingsError> {
    if global.sandbox {
        return Ok(KeySource::Sandbox);
    }
    match &global.api_key_file {
        Some(path) if path == Path::new("-") => return Ok(KeySource::Stdin),
        Some(path) => {
            return Ok(KeySource::File { path: path.clone(), source: Source::Flag("--api-key-file") });
        }
        None => {}
    }
    if let Some(key) = read(API_KEY)? {
        return Ok(KeySource::Environment(accept(key, API_KEY)?));
    }
    let from_profile = profile
        .and_then(|profile| Some(KeySource::File { path: profile.key_file()?, source: profile.source() }));
    Ok(from_profile.unwrap_or(KeySource::Missing))
}

impl KeySource {
    /// Reads the key. The sandbox has its own.
    pub(crate) fn read(&self) -> Result<ApiKey, SettingsError> {
        match self {
            Self::Environment(key) => Ok(key.clone()),
            Self::File { path, .. } => {
                let place = path.display().to_string();
                let text = File::open(path).and_then(text_of);
                let text =
                    text.map_err(|problem| SettingsError::KeyFile { place: place.clone(), problem })?;
                accept(text, &place)
            }
            Self::Stdin => {
                let text = text_of(std::io::stdin().lock());
                let text =
                    text.map_err(|problem| SettingsError::KeyFile { place: "stdin".to_owned(), problem })?;
                accept(text, "stdin")
            }
            Self::Missing | Self::Sandbox => Err(SettingsError::NoKey),
        }
    }
}

fn text_of(reader: impl Read) -> std::io::Result<String> {
    let mut text = String::new();
    reader.take(LONGEST).read_to_string(&mut text)?;
    Ok(text)
}

fn accept(text: String, place: &str) -> Result<ApiKey, SettingsError> {
    // A line break at the end is the editor's.
    ApiKey::new(text.trim()).map_err(|problem| SettingsError::Key { place: place.to_owned(), problem })
}
