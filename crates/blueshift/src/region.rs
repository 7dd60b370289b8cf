//! Blueshift's regions.

use std::fmt;
use std::str::FromStr;

use crate::error::ConfigError;

/// The region in which an account is hosted. A key works only in the region of its account; the other region responds with 401.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Region {
    /// The United States, and all accounts that are not in [`Eu`](Self::Eu). The default.
    #[default]
    Us,
    /// The European Union.
    Eu,
}

impl Region {
    /// All regions: [`Us`](Self::Us) and [`Eu`](Self::Eu), in this order.
    pub const ALL: &'static [Self] = &[Self::Us, Self::Eu];

    /// Returns the base URL of the region, without a trailing slash.
    pub const fn base_url(self) -> &'static str {
        match self {
            Self::Us => "https://api.getblueshift.com",
            Self::Eu => "https://api.eu.getblueshift.com",
        }
    }

    /// Returns the name of the region, as accepted by [`FromStr`] and `BLUESHIFT_REGION`: `us` or `eu`.
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

    /// Parses `us` or `eu`, ignoring case. The error does not show the text, which may be a misplaced API key.
    fn from_str(text: &str) -> Result<Self, ConfigError> {
        let named = Self::ALL.iter().find(|region| region.as_str().eq_ignore_ascii_case(text));
        named.copied().ok_or(ConfigError::Hidden { name: "region", expected: "us or eu" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parses_names_in_any_case() {
        assert_eq!("us".parse::<Region>().unwrap(), Region::Us);
        assert_eq!("EU".parse::<Region>().unwrap(), Region::Eu);
    }

    #[test]
    fn error_does_not_show_the_value() {
        let error = "s3cret".parse::<Region>().unwrap_err();
        assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
    }

    #[test]
    fn refuses_other_names_and_lists_the_valid_ones() {
        let error = "uk".parse::<Region>().unwrap_err();
        assert_eq!(
            error.to_string(),
            "region must be us or eu (the value is not shown because it may be a secret)"
        );
    }
}
