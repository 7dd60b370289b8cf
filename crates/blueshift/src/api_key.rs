//! The API key, kept so that nothing shows it.

use std::fmt;

use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use crate::error::ConfigError;

/// A *User API key* of a Blueshift account.
///
/// Sent as the user name of HTTP Basic with an empty password. No `Debug`, error or trace shows it, and its memory
/// is wiped when it is dropped.
#[derive(Clone)]
pub struct ApiKey(SecretString);

impl ApiKey {
    /// Takes a key, or says why it cannot be one.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] where the key is empty or holds anything but visible ASCII characters without a colon: HTTP
    /// Basic ends the user name at the first colon, so a key with one would be sent as another key.
    pub fn new(key: impl Into<String>) -> Result<Self, ConfigError> {
        let key = SecretString::from(key.into());
        let text = key.expose_secret();
        if text.is_empty() {
            return Err(ConfigError::ApiKey { problem: "it is empty".to_owned() });
        }
        // The character itself is part of a secret, so only its place and kind are told.
        let wrong = text.chars().zip(1..).find_map(|(character, place)| {
            let kind = match character {
                ':' => "a colon",
                c if !c.is_ascii() => "not ASCII",
                c if c.is_ascii_whitespace() => "white space",
                c if c.is_ascii_control() => "a control character",
                _ => return None,
            };
            Some(format!(
                "character {place} is {kind}; a key is made of visible ASCII characters without a colon"
            ))
        });
        match wrong {
            Some(problem) => Err(ConfigError::ApiKey { problem }),
            None => Ok(Self(key)),
        }
    }

    /// The value of the header `Authorization`, marked sensitive.
    pub(crate) fn authorization(&self) -> Result<HeaderValue, ConfigError> {
        use base64::Engine;
        use base64::engine::general_purpose::STANDARD;

        let encoded = SecretString::from(STANDARD.encode(format!("{}:", self.0.expose_secret())));
        let header = SecretString::from(format!("Basic {}", encoded.expose_secret()));
        let mut value = HeaderValue::from_str(header.expose_secret())
            .map_err(|_| ConfigError::ApiKey { problem: "it cannot be sent in a header".to_owned() })?;
        value.set_sensitive(true);
        Ok(value)
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(hidden)")
    }
}

impl TryFrom<&str> for ApiKey {
    type Error = ConfigError;

    fn try_from(key: &str) -> Result<Self, ConfigError> {
        Self::new(key)
    }
}

impl TryFrom<String> for ApiKey {
    type Error = ConfigError;

    fn try_from(key: String) -> Result<Self, ConfigError> {
        Self::new(key)
    }
}

impl TryFrom<SecretString> for ApiKey {
    type Error = ConfigError;

    fn try_from(key: SecretString) -> Result<Self, ConfigError> {
        Self::new(key.expose_secret())
    }
}

impl From<std::convert::Infallible> for ConfigError {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_sent_as_the_user_name_with_an_empty_password() {
        // The base64 form of "your_api_key:", the example of the reference page.
        let header = ApiKey::new("your_api_key").unwrap().authorization().unwrap();
        assert_eq!(header.to_str().unwrap(), "Basic eW91cl9hcGlfa2V5Og==");
        assert!(header.is_sensitive());
    }

    #[test]
    fn a_key_that_cannot_be_one_is_refused_without_being_shown() {
        for (key, words) in [
            ("", "it is empty"),
            ("se:cret", "character 3 is a colon"),
            ("secret\n", "character 7 is white space"),
            ("\u{7}secret", "character 1 is a control character"),
            ("sécret", "character 2 is not ASCII"),
        ] {
            let error = ApiKey::new(key).unwrap_err();
            assert!(error.to_string().contains(words), "{error}");
            assert!(!format!("{error} {error:?}").contains("cret"), "{error:?}");
        }
    }

    #[test]
    fn debug_shows_nothing_of_the_key() {
        assert_eq!(format!("{:?}", ApiKey::new("secret").unwrap()), "ApiKey(hidden)");
    }
}
