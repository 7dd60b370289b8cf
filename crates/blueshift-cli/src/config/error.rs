//! Errors in the settings, which are detected before any request is sent.

use std::path::PathBuf;

use blueshift::ConfigError;
use blueshift_sandbox::DataError;

use super::Source;

/// An error in the settings, or an error that occurs while the config file is read or written.
///
/// Messages contain no value that may be a misplaced API key.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SettingsError {
    #[error("{one} and {other} cannot be used together")]
    Conflict { one: &'static str, other: &'static str },
    #[error("{profile} sets both region and base-url; set one of them")]
    ConflictInProfile { profile: Source },
    #[error("{option} requires --sandbox")]
    RequiresSandbox { option: &'static str },
    #[error("{variable} is not valid Unicode")]
    NotUnicode { variable: &'static str },
    #[error("{problem} ({setting})")]
    Target { problem: ConfigError, setting: Source },
    #[error("{setting} selects a profile, but there is no config file")]
    NoConfigFile { setting: Source },
    #[error("{path} does not contain the profile selected by {setting}; it contains: {known}")]
    NoProfile { setting: Source, path: PathBuf, known: String },
    #[error("cannot read {path}")]
    ConfigFile {
        path: PathBuf,
        #[source]
        problem: std::io::Error,
    },
    #[error("{path} already contains the profile {name:?}; edit the file to change it, or choose another name with --profile", path = path.display())]
    ProfileExists { path: PathBuf, name: String },
    #[error("no home directory found; set XDG_CONFIG_HOME to the directory for config files")]
    NoConfigDirectory,
    #[error("cannot write {path}", path = path.display())]
    WriteConfig {
        path: PathBuf,
        #[source]
        problem: std::io::Error,
    },
    #[error("{option}: the path is not valid Unicode, so it cannot be written to the config file")]
    PathNotUnicode { option: &'static str },
    #[error(transparent)]
    Client(Box<blueshift::Error>),
    #[error("{path}, line {line}: {problem}")]
    ConfigSyntax { path: PathBuf, line: usize, problem: String },
    #[error("no API key is set")]
    NoKey,
    #[error("cannot read the API key from {file}")]
    KeyFile {
        file: String,
        #[source]
        problem: std::io::Error,
    },
    #[error("{problem} (from {origin})")]
    Key { origin: String, problem: ConfigError },
    #[error("cannot read the certificates in {path} ({setting})", path = path.display())]
    CaFile {
        path: PathBuf,
        setting: Source,
        #[source]
        problem: std::io::Error,
    },
    #[error("{path} contains no valid PEM certificates ({setting})", path = path.display())]
    Certificates { path: PathBuf, setting: Source },
    #[error(
        "the proxy must be a URL such as http://proxy.example:3128 (the value is not shown because it may contain a \
         password) ({setting})"
    )]
    Proxy { setting: Source },
    #[error("{variable} must be a timestamp such as 2026-05-20T12:00:00Z")]
    SandboxNow { variable: &'static str },
    #[error("cannot load the sandbox data from {path}")]
    SandboxData {
        path: PathBuf,
        #[source]
        problem: DataError,
    },
}
