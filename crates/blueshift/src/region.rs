//! The regions of Blueshift.

use std::fmt;
use std::str::FromStr;

use crate::error::ConfigError;

/// Where an account is hosted. A key works only against its account's region; elsewhere it gets a 401.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Region {
    /// The United States, and every account outside the European Union's region. The default.
    #[default]
    Us,
    /// The European Union.
    Eu,
}

impl Region {
    /// Every region, in the order of the contract's `servers`.
    pub const ALL: &'static [Self] = &[Self::Us, Self::Eu];

    /// The URL that requests for this region go to, without a slash at its end.
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Us => "https://api.getblueshift.com",
            Self::Eu => "https://api.eu.getblueshift.com",
        }
    }

    /// The name by which [`FromStr`] and `BLUESHIFT_REGION` know the region: `us` or `eu`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Us => "us",
            Self::Eu => "eu",
        }
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Region {
    type Err = ConfigError;

    /// Reads `us` or `eu`, in upper or lower case.
    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let named = Self::ALL.iter().find(|region| region.as_str().eq_ignore_ascii_case(text));
        named.copied().ok_or_else(|| ConfigError::invalid("region", text, "us or eu"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_region_is_read_from_its_name_in_any_case() {
        assert_eq!("us".parse::<Region>().unwrap(), Region::Us);
        assert_eq!("EU".parse::<Region>().unwrap(), Region::Eu);
    }

    #[test]
    fn another_name_is_refused_with_what_would_be_right() {
        let error = "uk".parse::<Region>().unwrap_err();
        assert_eq!(error.to_string(), "region must be us or eu, found \"uk\"");
    }
}
