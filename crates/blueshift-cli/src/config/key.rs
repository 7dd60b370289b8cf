//! The source of the API key. A key in a file or on stdin is read only when it is needed. The key is never printed.

use std::fmt;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use blueshift::ApiKey;

use super::file::Profile;
use super::{SettingsError, Source};
use crate::global::Global;

const API_KEY: &str = "BLUESHIFT_API_KEY";
/// The maximum number of bytes read, so that a device or a log file given by mistake is not read to its end.
const READ_LIMIT: u64 = 64 * 1024;

/// The source of the key.
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
    variable: &impl Fn(&'static str) -> Result<Option<String>, SettingsError>,
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
    if let Some(key) = variable(API_KEY)? {
        return Ok(KeySource::Environment(parse(key, API_KEY)?));
    }
    Ok(profile.and_then(Profile::key_file).map_or(KeySource::Missing, KeySource::File))
}

impl KeySource {
    /// Reads the key. Returns an error for the sandbox, which provides its key itself.
    pub(crate) fn read(&self) -> Result<ApiKey, SettingsError> {
        let (origin, text) = match self {
            Self::Environment(key) => return Ok(key.clone()),
            Self::Missing | Self::Sandbox => return Err(SettingsError::NoKey),
            Self::File(file) => (file.to_string(), File::open(&file.path).and_then(read_text)),
            Self::Stdin => ("stdin".to_owned(), read_text(std::io::stdin().lock())),
        };
        match text {
            Ok(text) => parse(text, &origin),
            Err(problem) => Err(SettingsError::KeyFile { file: origin, problem }),
        }
    }
}

/// A key file, and the setting that contains its path.
#[derive(Clone, Debug)]
pub(crate) struct KeyFile {
    path: PathBuf,
    /// Whether the path can be printed. The name of a file that does not exist may be the key itself.
    is_path: bool,
    pub(crate) source: Source,
}

impl KeyFile {
    /// Creates a key file. `given` is the value of the setting, and `path` is the resolved path.
    pub(super) fn new(given: &Path, path: PathBuf, source: Source) -> Self {
        let is_path = given.is_absolute()
            || ["~", ".", ".."].iter().any(|start| given.starts_with(start))
            || path.exists();
        Self { path, is_path, source }
    }

    /// Returns a warning if other users can read the file.
    #[cfg(unix)]
    pub(crate) fn warning(&self) -> Option<String> {
        use std::os::unix::fs::PermissionsExt;

        let metadata = std::fs::metadata(&self.path).ok()?;
        let mode = metadata.permissions().mode() & 0o7777;
        // The mode of a pipe, such as /dev/fd/3, is meaningless.
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
            write!(f, "the file specified by {}", self.source)
        }
    }
}

fn read_text(reader: impl Read) -> std::io::Result<String> {
    let mut text = String::new();
    reader.take(READ_LIMIT).read_to_string(&mut text)?;
    Ok(text)
}

fn parse(text: String, origin: &str) -> Result<ApiKey, SettingsError> {
    // Editors usually add a line break at the end.
    ApiKey::new(text.trim()).map_err(|problem| SettingsError::Key { origin: origin.to_owned(), problem })
}
