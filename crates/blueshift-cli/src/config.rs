//! Settings and their sources: flags override the environment, and the environment overrides the profile.

mod add;
mod error;
mod file;
mod key;
mod network;
mod target;

use std::env::VarError;
use std::fmt;
use std::path::PathBuf;

pub(crate) use add::add_profile;
pub(crate) use error::SettingsError;
pub(crate) use key::KeySource;
pub(crate) use network::Network;
pub(crate) use target::Target;

use crate::global::Global;
use file::{ConfigFile, Profile};

const PROFILE: &str = "BLUESHIFT_PROFILE";

/// The source of a value.
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

/// A value and its source.
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

/// The settings in effect.
pub(crate) struct Settings {
    pub(crate) config_file: Option<PathBuf>,
    pub(crate) profile: Option<Sourced<String>>,
    pub(crate) target: Sourced<Target>,
    pub(crate) key: KeySource,
    /// A file with root certificates.
    pub(crate) ca_file: Option<Sourced<PathBuf>>,
    /// The proxy URL. It may contain a password, so it must not be printed.
    pub(crate) proxy: Option<Sourced<String>>,
}

impl Settings {
    /// Resolves the settings from flags, environment and config file.
    pub(crate) fn resolve(global: &Global) -> Result<Self, SettingsError> {
        Self::resolve_from(global, |name| std::env::var(name), file::default_path())
    }

    /// Resolves the settings. `lookup` returns environment variables, and `path` is the path of the config file.
    fn resolve_from(
        global: &Global,
        lookup: impl Fn(&str) -> Result<String, VarError>,
        path: Option<PathBuf>,
    ) -> Result<Self, SettingsError> {
        check_conflicts(global)?;
        // Shells and compose files often set a variable to an empty value to unset it.
        let variable = |name: &'static str| match lookup(name) {
            Ok(text) if text.is_empty() => Ok(None),
            Ok(text) => Ok(Some(text)),
            Err(VarError::NotPresent) => Ok(None),
            Err(VarError::NotUnicode(_)) => Err(SettingsError::NotUnicode { variable: name }),
        };
        let config = match path {
            Some(path) => ConfigFile::read(path)?,
            None => None,
        };
        let (profile, name) = match select_profile(global, variable(PROFILE)?, config.as_ref())? {
            Some((profile, name)) => (Some(profile), Some(name)),
            None => (None, None),
        };
        Ok(Self {
            target: target::resolve(global, &variable, profile.as_ref())?,
            key: key::resolve(global, &variable, profile.as_ref())?,
            ca_file: flag_or(&global.ca_file, "--ca-file", profile.as_ref().and_then(Profile::ca_file)),
            proxy: flag_or(&global.proxy, "--proxy", profile.as_ref().and_then(Profile::proxy)),
            config_file: config.map(|config| config.path),
            profile: name,
        })
    }
}

/// Returns the value of a flag if it is set, otherwise the value of a profile.
fn flag_or<T: Clone>(
    flag: &Option<T>,
    name: &'static str,
    profile: Option<Sourced<T>>,
) -> Option<Sourced<T>> {
    flag.clone().map(|value| Sourced::new(value, Source::Flag(name))).or(profile)
}

/// Returns the selected profile and its name, or `None` if no profile is selected. Returns an error if a profile is selected, and
/// there is no config file or the config file does not contain the profile.
fn select_profile(
    global: &Global,
    variable: Option<String>,
    config: Option<&ConfigFile>,
) -> Result<Option<(Profile, Sourced<String>)>, SettingsError> {
    let from_file = || {
        let config = config?;
        Some(Sourced::new(config.default_profile.clone()?, Source::ConfigFile(config.path.clone())))
    };
    let from_flag = global.profile.clone().map(|name| Sourced::new(name, Source::Flag("--profile")));
    let name = from_flag
        .or_else(|| variable.map(|name| Sourced::new(name, Source::Environment(PROFILE))))
        .or_else(from_file);
    let Some(name) = name else { return Ok(None) };
    let profile = match config {
        Some(config) => config.profile(&name)?,
        None => return Err(SettingsError::NoConfigFile { setting: name.source }),
    };
    Ok(Some((profile, name)))
}

/// Returns the names of the profiles of the config file, or none if the file cannot be read.
pub(crate) fn profile_names() -> Vec<String> {
    let config = file::default_path().and_then(|path| ConfigFile::read(path).ok().flatten());
    config.iter().flat_map(ConfigFile::names).map(str::to_owned).collect()
}

fn check_conflicts(global: &Global) -> Result<(), SettingsError> {
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
            ("--ca-file", global.ca_file.is_some()),
            ("--proxy", global.proxy.is_some()),
        ];
        return match excluded.iter().find(|(_, given)| *given) {
            Some((name, _)) => conflict("--sandbox", name),
            None => Ok(()),
        };
    }
    let options = &global.sandbox_options;
    let sandbox_only = [
        ("--sandbox-campaigns", options.sandbox_campaigns.is_some()),
        ("--sandbox-seed", options.sandbox_seed.is_some()),
        ("--sandbox-data", options.sandbox_data.is_some()),
        ("--sandbox-fault", !options.sandbox_faults.is_empty()),
    ];
    match sandbox_only.iter().find(|(_, given)| *given) {
        Some((option, _)) => Err(SettingsError::RequiresSandbox { option }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
