//! What is in force, and where it came from: flags beat the environment, and the environment beats the profile.

mod error;
mod file;
mod key;
mod target;

use std::env::VarError;
use std::fmt;
use std::path::PathBuf;

use crate::global::Global;

pub(crate) use error::{SettingsError, UsageError};
pub(crate) use key::KeySource;
pub(crate) use target::Place;

use file::{ConfigFile, Profile};

const PROFILE: &str = "BLUESHIFT_PROFILE";

/// Where a value came from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Source {
    Flag(&'static str),
    Environment(&'static str),
    Profile { name: String, file: PathBuf },
    ConfigFile(PathBuf),
    Default,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(name) | Self::Environment(name) => f.write_str(name),
            Self::Profile { name, file } => write!(f, "profile {name} in {}", file.display()),
            Self::ConfigFile(file) => write!(f, "{}", file.display()),
            Self::Default => f.write_str("default"),
        }
    }
}

/// A value and where it came from.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sourced<T> {
    pub(crate) value: T,
    pub(crate) source: Source,
}

impl<T> Sourced<T> {
    fn new(value: T, source: Source) -> Self {
        Self { value, source }
    }
}

/// What is in force.
pub(crate) struct Settings {
    pub(crate) config_file: Option<PathBuf>,
    pub(crate) profile: Option<Sourced<String>>,
    pub(crate) place: Sourced<Place>,
    pub(crate) key: KeySource,
}

impl Settings {
    pub(crate) fn resolve(global: &Global) -> Result<Self, SettingsError> {
        Self::from(global, |name| std::env::var(name), file::default_path())
    }

    /// `lookup` stands for the environment, and `path` is where the config file may be.
    fn from(
        global: &Global,
        lookup: impl Fn(&str) -> Result<String, VarError>,
        path: Option<PathBuf>,
    ) -> Result<Self, SettingsError> {
        refuse_conflicts(global)?;
        // An empty variable is how shells and compose files unset one, so it counts as not set.
        let read = |name: &'static str| match lookup(name) {
            Ok(text) if text.is_empty() => Ok(None),
            Ok(text) => Ok(Some(text)),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => Err(SettingsError::NotUnicode { variable: name }),
        };
        let config = match path {
            Some(path) => ConfigFile::read(path)?,
            None => None,
        };
        let profile = choose(global, read(PROFILE)?, config.as_ref())?;
        let (profile, name) = match profile {
            Some((profile, name)) => (Some(profile), Some(name)),
            None => (None, None),
        };
        Ok(Self {
            place: target::resolve(global, &read, profile.as_ref())?,
            key: key::resolve(global, &read, profile.as_ref())?,
            config_file: config.map(|config| config.path),
            profile: name,
        })
    }
}

/// The profile that is asked for, and by whom. Naming one that is not there is an error.
fn choose(
    global: &Global,
    environment: Option<String>,
    config: Option<&ConfigFile>,
) -> Result<Option<(Profile, Sourced<String>)>, SettingsError> {
    let from_file = || {
        let config = config?;
        Some(Sourced::new(config.default_profile.clone()?, Source::ConfigFile(config.path.clone())))
    };
    let from_flag = global.profile.clone().map(|name| Sourced::new(name, Source::Flag("--profile")));
    let named = from_flag
        .or_else(|| environment.map(|name| Sourced::new(name, Source::Environment(PROFILE))))
        .or_else(from_file);
    let Some(named) = named else { return Ok(None) };
    let profile = match config {
        Some(config) => config.profile(&named)?,
        None => return Err(SettingsError::NoConfigFile { place: named.source }),
    };
    Ok(Some((profile, named)))
}

fn refuse_conflicts(global: &Global) -> Result<(), SettingsError> {
    let conflict = |one, other| Err(SettingsError::Conflict { one, other });
    if global.region.is_some() && global.base_url.is_some() {
        return conflict("--region", "--base-url");
    }
    if global.sandbox {
        let excluded = [
            ("--region", global.region.is_some()),
            ("--base-url", global.base_url.is_some()),
            ("--api-key-file", global.api_key_file.is_some()),
            ("--profile", global.profile.is_some()),
        ];
        return match excluded.iter().find(|(_, given)| *given) {
            Some((name, _)) => conflict("--sandbox", name),
            None => Ok(()),
        };
    }
    let options = &global.sandbox_options;
    let needing = [
        ("--sandbox-campaigns", options.sandbox_campaigns.is_some()),
        ("--sandbox-seed", options.sandbox_seed.is_some()),
        ("--sandbox-data", options.sandbox_data.is_some()),
        ("--sandbox-fault", !options.sandbox_faults.is_empty()),
    ];
    match needing.iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(SettingsError::NeedsSandbox { option }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
