//! Validates path parameters.

use std::fmt;
use std::str::FromStr;

/// A string that is valid as one segment of a path.
///
/// The empty string, `.` and `..` are refused because they change the endpoint of a request. Percent-encoding `..` would not
/// prevent this, because URL parsers also resolve `%2e%2e`. Slashes and backslashes are refused because many servers decode
/// `%2F` before routing, and URL parsers treat a backslash as a slash. All other strings are percent-encoded when the request
/// is built.
///
/// ```
/// use blueshift_api::PathSegment;
///
/// assert_eq!(PathSegment::try_from("09d6d2b1")?.as_str(), "09d6d2b1");
/// assert!(PathSegment::try_from("..").is_err());
/// # Ok::<(), blueshift_api::InvalidPathSegment>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PathSegment(String);

/// The error for a string that is not a valid [`PathSegment`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidPathSegment {
    value: String,
}

impl PathSegment {
    /// Returns the string, without percent-encoding.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for PathSegment {
    type Error = InvalidPathSegment;

    fn try_from(value: String) -> Result<Self, InvalidPathSegment> {
        match value.as_str() {
            "" | "." | ".." => Err(InvalidPathSegment { value }),
            text if text.contains(['/', '\\']) => Err(InvalidPathSegment { value }),
            _ => Ok(Self(value)),
        }
    }
}

impl TryFrom<&str> for PathSegment {
    type Error = InvalidPathSegment;

    fn try_from(value: &str) -> Result<Self, InvalidPathSegment> {
        value.to_owned().try_into()
    }
}

impl TryFrom<&String> for PathSegment {
    type Error = InvalidPathSegment;

    fn try_from(value: &String) -> Result<Self, InvalidPathSegment> {
        value.as_str().try_into()
    }
}

impl FromStr for PathSegment {
    type Err = InvalidPathSegment;

    fn from_str(value: &str) -> Result<Self, InvalidPathSegment> {
        value.try_into()
    }
}

impl AsRef<str> for PathSegment {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for PathSegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Display for InvalidPathSegment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { value } = self;
        write!(
            f,
            "a path parameter must not be empty, \".\" or \"..\", or contain a slash or backslash, found {value:?}"
        )
    }
}

impl std::error::Error for InvalidPathSegment {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_values_that_reach_another_endpoint() {
        for value in ["", ".", "..", "a/b", "/", "../x", "a\\b", "..\\"] {
            let error = PathSegment::try_from(value).unwrap_err();
            assert!(error.to_string().ends_with(&format!("found {value:?}")), "{error}");
        }
    }

    #[test]
    fn accepted_values_are_one_segment_of_the_url() {
        for value in [
            "a", "...", "%2e%2e", "%2E", "a?b", "a#b", "ä ö", "a\tb\n", ";", "@", ":", "a%2Fb", "\u{0}", "*",
            " ",
        ] {
            let segment = PathSegment::try_from(value).unwrap();
            let encoded = progenitor_client::encode_path(segment.as_str());
            let url = reqwest::Url::parse(&format!("http://host/api/{encoded}/pause")).unwrap();
            let segments: Vec<_> = url.path_segments().unwrap().collect();
            assert_eq!((segments.len(), segments[0], segments[2]), (3, "api", "pause"), "{value:?}: {url}");
            assert_eq!((url.query(), url.fragment()), (None, None), "{value:?}: {url}");
        }
    }
}
