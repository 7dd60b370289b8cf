//! The server that receives the requests.

use std::fmt;

use blueshift::Region;

use super::file::Profile;
use super::{SettingsError, Source, Sourced};
use crate::global::Global;

const REGION: &str = "BLUESHIFT_REGION";
const BASE_URL: &str = "BLUESHIFT_BASE_URL";

/// A region, a URL, or the sandbox. This is a single setting, so that a region flag overrides a base URL in the environment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Target {
    Region(Region),
    /// A URL. It is not validated, so it must not be printed before a client accepts it.
    BaseUrl(String),
    Sandbox,
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Region(region) => write!(f, "region {region} ({})", region.base_url()),
            Self::BaseUrl(url) => f.write_str(url),
            Self::Sandbox => f.write_str("the sandbox"),
        }
    }
}

pub(super) fn resolve(
    global: &Global,
    variable: &impl Fn(&'static str) -> Result<Option<String>, SettingsError>,
    profile: Option<&Profile>,
) -> Result<Sourced<Target>, SettingsError> {
    if global.sandbox {
        return Ok(Sourced::new(Target::Sandbox, Source::Flag("--sandbox")));
    }
    if let Some(name) = &global.region {
        return region(name, Source::Flag("--region"));
    }
    if let Some(url) = &global.base_url {
        return Ok(Sourced::new(Target::BaseUrl(url.clone()), Source::Flag("--base-url")));
    }
    match (variable(REGION)?, variable(BASE_URL)?) {
        (Some(_), Some(_)) => return Err(SettingsError::Conflict { one: REGION, other: BASE_URL }),
        (Some(name), None) => return region(&name, Source::Environment(REGION)),
        (None, Some(url)) => return Ok(Sourced::new(Target::BaseUrl(url), Source::Environment(BASE_URL))),
        (None, None) => {}
    }
    if let Some(profile) = profile {
        let source = profile.source();
        match (&profile.region, &profile.base_url) {
            (Some(_), Some(_)) => return Err(SettingsError::ConflictInProfile { profile: source }),
            (Some(name), None) => return region(name, source),
            (None, Some(url)) => return Ok(Sourced::new(Target::BaseUrl(url.clone()), source)),
            (None, None) => {}
        }
    }
    Ok(Sourced::new(Target::Region(Region::default()), Source::Default))
}

fn region(name: &str, source: Source) -> Result<Sourced<Target>, SettingsError> {
    match name.parse() {
        Ok(region) => Ok(Sourced::new(Target::Region(region), source)),
        Err(problem) => Err(SettingsError::Target { problem, setting: source }),
    }
}
