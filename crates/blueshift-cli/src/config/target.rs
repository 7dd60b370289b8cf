//! Where requests go.

use std::fmt;

use blueshift::Region;

use super::file::Profile;
use super::{SettingsError, Source, Sourced};
use crate::global::Global;

const REGION: &str = "BLUESHIFT_REGION";
const BASE_URL: &str = "BLUESHIFT_BASE_URL";

/// A region, a URL in place of one, or the sandbox. One setting, so that a region given as a flag beats a base URL in the
/// environment.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    Region(Region),
    BaseUrl(String),
    Sandbox,
}

impl fmt::Display for Place {
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
    read: &impl Fn(&'static str) -> Result<Option<String>, SettingsError>,
    profile: Option<&Profile>,
) -> Result<Sourced<Place>, SettingsError> {
    if global.sandbox {
        return Ok(Sourced::new(Place::Sandbox, Source::Flag("--sandbox")));
    }
    if let Some(region) = &global.region {
        let source = Source::Flag("--region");
        return Ok(Sourced::new(Place::Region(region_named(region, &source)?), source));
    }
    if let Some(url) = &global.base_url {
        return Ok(Sourced::new(Place::BaseUrl(url.clone()), Source::Flag("--base-url")));
    }
    match (read(REGION)?, read(BASE_URL)?) {
        (Some(_), Some(_)) => {
            return Err(SettingsError::Conflict { one: REGION, other: BASE_URL });
        }
        (Some(region), None) => {
            let source = Source::Environment(REGION);
            return Ok(Sourced::new(Place::Region(region_named(&region, &source)?), source));
        }
        (None, Some(url)) => return Ok(Sourced::new(Place::BaseUrl(url), Source::Environment(BASE_URL))),
        (None, None) => {}
    }
    if let Some(profile) = profile {
        let source = profile.source();
        match (&profile.region, &profile.base_url) {
            (Some(_), Some(_)) => return Err(SettingsError::ConflictInProfile { place: source }),
            (Some(region), None) => {
                return Ok(Sourced::new(Place::Region(region_named(region, &source)?), source));
            }
            (None, Some(url)) => return Ok(Sourced::new(Place::BaseUrl(url.clone()), source)),
            (None, None) => {}
        }
    }
    Ok(Sourced::new(Place::Region(Region::default()), Source::Default))
}

fn region_named(text: &str, source: &Source) -> Result<Region, SettingsError> {
    text.parse().map_err(|problem| SettingsError::Place { place: source.clone(), problem })
}
