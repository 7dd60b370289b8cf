//! Where the API key comes from. It is read as late as possible and never printed.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use blueshift::ApiKey;

use super::file::Profile;
use super::{SettingsError, Source};
use crate::global::Global;

const API_KEY: &str = "BLUESHIFT_API_KEY";
/// No key is longer. A bound, so that a device or a log file given by mistake is not read to its end.
const LONGEST: u64 = 64 * 1024;

/// Where the key comes from.
#[derive(Clone, Debug)]
pub(crate) enum KeySource {
    Sandbox,
    Environment(ApiKey),
    File(KeyFile),
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
            return Ok(KeySource::File(KeyFile::new(path, path.clone(), Source::Flag("--api-key-file"))));
        }
        None => {}
    }
    if let Some(key) = read(API_KEY)? {
        return Ok(KeySource::Environment(accept(key, API_KEY)?));
    }
    Ok(profile.and_then(Profile::key_file).map_or(KeySource::Missing, KeySource::File))
}

impl KeySource {
    /// Reads the key. The sandbox has its own.
    pub(crate) fn read(&self) -> Result<ApiKey, SettingsError> {
        match self {
            Self::Environment(key) => Ok(key.clone()),
            Self::File(file) => {
                let place = file.to_string();
                let text = File::open(&file.path).and_then(text_of);
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

/// A file with a key, and the setting that names it.
#[derive(Clone, Debug)]
pub(crate) struct KeyFile {
    path: PathBuf,
    /// Whether the path can be shown. A bare word that is not the name of a file may be the key itself.
    is_path: bool,
    pub(crate) source: Source,
}

impl KeyFile {
    /// `given` is the path as the setting has it, and `path` what it stands for.
    pub(super) fn new(given: &Path, path: PathBuf, source: Source) -> Self {
        let is_path = given.is_absolute()
            || ["~", ".", ".."].iter().any(|start| given.starts_with(start))
            || path.exists();
        Self { path, is_path, source }
    }

    /// A warning if other users have access to the file.
    #[cfg(unix)]
    pub(crate) fn warning(&self) -> Option<String> {
        use std::os::unix::fs::PermissionsExt;

        let metadata = std::fs::metadata(&self.path).ok()?;
        let mode = metadata.permissions().mode() & 0o7777;
        // The mode of a pipe, such as /dev/fd/3, means nothing.
        (metadata.is_file() && mode & 0o044 != 0).then(|| {
            let path = self.path.display();
            format!("other users can read {path} (mode {mode:04o}); `chmod 600` makes it private")
        })
    }

    #[cfg(not(unix))]
    pub(crate) fn warning(&self) -> Option<String> {
        None
    }
}

impl fmt::Display for KeyFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_path {
            write!(f, "{}", self.path.display())
        } else {
            write!(f, "the file that {} names", self.source)
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
