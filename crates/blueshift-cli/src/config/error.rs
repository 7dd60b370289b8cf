//! A command line, environment or config file that cannot be followed. Nothing was sent.

use std::path::PathBuf;

use blueshift::ConfigError;
use blueshift_sandbox::DataError;

use super::Source;

/// A command line that clap lets pass and that makes no sense all the same.
#[derive(Debug, thiserror::Error)]
pub(crate) enum UsageError {
    #[error("--columns is for --output table and csv; json and ndjson hold whole campaigns")]
    ColumnsOfJson,
    #[error("--csv-safe is for --output csv")]
    CsvSafeWithoutCsv,
}

/// Settings that contradict each other, cannot be read, or are missing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SettingsError {
    #[error("{one} and {other} cannot be used together")]
    Conflict { one: &'static str, other: &'static str },
    #[error("{place} sets both region and base-url; set one of them")]
    ConflictInProfile { place: Source },
    #[error("{option} goes with --sandbox only")]
    NeedsSandbox { option: &'static str },
    #[error("{variable} is not valid Unicode")]
    NotUnicode { variable: &'static str },
    #[error("{problem} ({place})")]
    Place { place: Source, problem: ConfigError },
    // The name is not shown: it may be a key.
    #[error("{place} names a profile, but there is no config file")]
    NoConfigFile { place: Source },
    #[error("{path} does not have the profile that {place} names; it has: {known}")]
    NoProfile { place: Source, path: PathBuf, known: String },
    #[error("cannot read {path}")]
    ConfigFile {
        path: PathBuf,
        #[source]
        problem: std::io::Error,
    },
    #[error("{path}, line {line}: {problem}")]
    ConfigText { path: PathBuf, line: usize, problem: String },
    #[error("there is no API key")]
    NoKey,
    #[error("cannot read the API key from {place}")]
    KeyFile {
        place: String,
        #[source]
        problem: std::io::Error,
    },
    #[error("{problem} (from {place})")]
    Key { place: String, problem: ConfigError },
    #[error("{variable} must be a timestamp such as 2026-05-20T12:00:00Z")]
    SandboxNow { variable: &'static str },
    #[error("the sandbox cannot serve {path}")]
    SandboxData {
        path: PathBuf,
        #[source]
        problem: DataError,
    },
}
