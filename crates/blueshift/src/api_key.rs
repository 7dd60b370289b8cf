//! The API key.

use std::fmt;

use reqwest::header::HeaderValue;
use zeroize::Zeroizing;

use crate::error::ConfigError;

/// The minimum length of a key that is hidden in text from the server.
const SHORTEST_HIDDEN: usize = 16;

const HIDDEN: &str = "(hidden)";

/// The ways in which a response that contains the key may escape its characters.
const ESCAPES: [fn(char) -> String; 6] = [
    |c| c.to_string(),
    |c| if matches!(c, '"' | '\\') { format!("\\{c}") } else { c.to_string() },
    // PHP and others also escape the slash in JSON.
    |c| if matches!(c, '"' | '\\' | '/') { format!("\\{c}") } else { c.to_string() },
    |c| if is_unreserved(c) { c.to_string() } else { format!("%{:02X}", u32::from(c)) },
    |c| if is_unreserved(c) { c.to_string() } else { format!("%{:02x}", u32::from(c)) },
    |c| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\'' => "&#39;".to_owned(),
        c => c.to_string(),
    },
];

/// Returns whether the character need not be escaped in any part of a URL (RFC 3986, section 2.3).
fn is_unreserved(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~')
}

/// A *User API key* of a Blueshift account.
///
/// The key is sent as the user name of HTTP Basic authentication, with an empty password. The library never writes it to `Debug`
/// output, errors or traces, and its memory is zeroed on drop.
///
/// If a response with a status other than 2xx repeats the key or the credentials, unchanged or escaped as in JSON, HTML or a URL,
/// `(hidden)` replaces them. Neither is replaced
/// if the key has fewer than 16 characters, because a short key may be an ordinary word of the response.
#[derive(Clone)]
pub struct ApiKey(Zeroizing<String>);

impl ApiKey {
    /// Validates a key.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] if the key is empty, contains a colon, or contains anything other than visible ASCII characters. HTTP
    /// Basic authentication ends the user name at the first colon, so a key with a colon would be sent as a different key.
    pub fn new(key: impl Into<String>) -> Result<Self, ConfigError> {
        let key = Zeroizing::new(key.into());
        if key.is_empty() {
            return Err(ConfigError::ApiKey { problem: "it is empty".to_owned() });
        }
        // The character itself is part of a secret, so the error states only its position and kind.
        let invalid = key.chars().zip(1..).find_map(|(character, position)| {
            let kind = match character {
                ':' => "a colon",
                c if !c.is_ascii() => "not ASCII",
                c if c.is_ascii_whitespace() => "whitespace",
                c if c.is_ascii_control() => "a control character",
                _ => return None,
            };
            Some(format!(
                "character {position} is {kind}; a key consists of visible ASCII characters without a colon"
            ))
        });
        match invalid {
            Some(problem) => Err(ConfigError::ApiKey { problem }),
            None => Ok(Self(key)),
        }
    }

    /// Returns the value of the `Authorization` header, marked as sensitive.
    pub(crate) fn authorization(&self) -> Result<HeaderValue, ConfigError> {
        let header = Zeroizing::new(format!("Basic {}", self.encoded().as_str()));
        let mut value = HeaderValue::from_str(&header)
            .map_err(|_| ConfigError::ApiKey { problem: "it cannot be sent in a header".to_owned() })?;
        value.set_sensitive(true);
        Ok(value)
    }

    /// Returns the credentials in base64, as they are sent in the `Authorization` header.
    fn encoded(&self) -> Zeroizing<String> {
        use base64::Engine;
        use base64::engine::general_purpose::STANDARD;

        let plain = Zeroizing::new(format!("{}:", self.0.as_str()));
        Zeroizing::new(STANDARD.encode(plain.as_bytes()))
    }

    /// Returns the text with the key and the credentials hidden. Returns `None` if the text contains neither, or if the key is
    /// shorter than [`SHORTEST_HIDDEN`], because a short key may be an ordinary word of the text.
    pub(crate) fn hide_in(&self, text: &str) -> Option<String> {
        if self.0.len() < SHORTEST_HIDDEN {
            return None;
        }
        let encoded = self.encoded();
        let mut hidden: Option<String> = None;
        for secret in [self.0.as_str(), encoded.as_str(), encoded.trim_end_matches('=')] {
            for escape in ESCAPES {
                let escaped: Zeroizing<String> = Zeroizing::new(secret.chars().map(escape).collect());
                let searched = hidden.as_deref().unwrap_or(text);
                if searched.contains(escaped.as_str()) {
                    hidden = Some(searched.replace(escaped.as_str(), HIDDEN));
                }
            }
        }
        hidden
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

impl From<std::convert::Infallible> for ConfigError {
    fn from(never: std::convert::Infallible) -> Self {
        match never {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sends_the_key_as_user_name_with_an_empty_password() {
        // The base64 form of "your_api_key:", the example in the API reference.
        let header = ApiKey::new("your_api_key").unwrap().authorization().unwrap();
        assert_eq!(header.to_str().unwrap(), "Basic eW91cl9hcGlfa2V5Og==");
        assert!(header.is_sensitive());
    }

    #[test]
    fn refuses_invalid_keys_without_showing_them() {
        for (key, words) in [
            ("", "it is empty"),
            ("se:cret", "character 3 is a colon"),
            ("secret\n", "character 7 is whitespace"),
            ("\u{7}secret", "character 1 is a control character"),
            ("sécret", "character 2 is not ASCII"),
        ] {
            let error = ApiKey::new(key).unwrap_err();
            assert!(error.to_string().contains(words), "{error}");
            assert!(!format!("{error} {error:?}").contains("cret"), "{error:?}");
        }
    }

    #[test]
    fn hides_the_key_in_text_unless_it_is_short() {
        let key = ApiKey::new("0123456789abcdef").unwrap();
        let text = "key 0123456789abcdef, header Basic MDEyMzQ1Njc4OWFiY2RlZjo=";
        assert_eq!(key.hide_in(text).unwrap(), "key (hidden), header Basic (hidden)");
        assert_eq!(key.hide_in("key 0123456789abcde"), None);
        assert_eq!(key.hide_in("Basic%20MDEyMzQ1Njc4OWFiY2RlZjo%3D").unwrap(), "Basic%20(hidden)");
        assert_eq!(ApiKey::new("key").unwrap().hide_in("the key is invalid"), None);
    }

    #[test]
    fn hides_escaped_keys_and_credentials() {
        // The base64 form contains a plus sign and a slash.
        let key = ApiKey::new(r#"a>b?/c"d\e&f<g'h>>>???"#).unwrap();
        let encoded = key.encoded();
        assert!(encoded.contains('/') && encoded.contains('+'), "{}", encoded.as_str());
        let json = |text: &str| serde_json::to_string(text).unwrap();
        let url = |text: &str| {
            let mut url = reqwest::Url::parse("http://localhost").unwrap();
            url.query_pairs_mut().append_pair("key", text);
            url.query().unwrap().replace("key=", "")
        };
        let lower = |text: &str| {
            let mut parts = text.split('%');
            let start = parts.next().unwrap().to_owned();
            parts.fold(start, |text, part| format!("{text}%{}{}", part[..2].to_lowercase(), &part[2..]))
        };
        let html = |text: &str| {
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            text.replace('"', "&quot;").replace('\'', "&#39;")
        };
        for secret in [key.0.as_str(), encoded.as_str()] {
            for escaped in [
                json(secret),
                json(secret).replace('/', "\\/"),
                url(secret),
                lower(&url(secret)),
                html(secret),
            ] {
                let hidden = key.hide_in(&format!("the key is {escaped}!")).unwrap();
                assert!(hidden.contains("(hidden)") && hidden.len() < 40, "{escaped}: {hidden}");
            }
        }
    }

    #[test]
    fn debug_hides_the_key() {
        assert_eq!(format!("{:?}", ApiKey::new("secret").unwrap()), "ApiKey(hidden)");
    }
}
