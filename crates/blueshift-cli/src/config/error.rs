//! Errors of settings. Nothing was sent.

use std::path::PathBuf;

use blueshift::ConfigError;
use blueshift_sandbox::DataError;

use super::Source;

/// Settings that are missing, conflict or cannot be read.
///
/// No message contains a value that may be a key put into the wrong setting.
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
    #[error("{setting} names a profile, but there is no config file")]
    NoConfigFile { setting: Source },
    #[error("{path} does not have the profile that {setting} names; it has: {known}")]
    NoProfile { setting: Source, path: PathBuf, known: String },
    #[error("cannot read {path}")]
    ConfigFile {
        path: PathBuf,
        #[source]
        problem: std::io::Error,
    },
    #[error("{path}, line {line}: {problem}")]
    ConfigSyntax { path: PathBuf, line: usize, problem: String },
    #[error("there is no API key")]
    NoKey,
    #[error("cannot read the API key from {file}")]
    KeyFile {
        file: String,
        #[source]
        problem: std::io::Error,
    },
    #[error("{problem} (from {origin})")]
    Key { origin: String, problem: ConfigError },
    #[error("{variable} must be a timestamp such as 2026-05-20T12:00:00Z")]
    SandboxNow { variable: &'static str },
    #[error("the sandbox cannot serve {path}")]
    SandboxData {
        path: PathBuf,
        #[source]
        problem: DataError,
    },
}
