//! The API key.

use std::fmt;

use reqwest::header::HeaderValue;
use zeroize::Zeroizing;

use crate::error::ConfigError;

/// The minimum length of a key that is hidden in text from the server.
const SHORTEST_HIDDEN: usize = 16;

const HIDDEN: &str = "(hidden)";

/// The first characters of an escaped character in JSON, a URL and HTML.
const ESCAPES: [char; 3] = ['\\', '%', '&'];

/// The maximum length, in bytes, of the part of an HTML entity after the ampersand, such as `#x00000026;`.
const LONGEST_ENTITY: usize = 16;

/// A *User API key* of a Blueshift account.
///
/// The key is sent as the user name of HTTP Basic authentication, with an empty password. The library never writes it to `Debug`
/// output, errors or traces, and its memory is zeroed on drop.
///
/// If a response with a status other than 2xx repeats the key or the credentials, unchanged or with characters escaped as in
/// JSON, HTML or a URL, `(hidden)` replaces them. Neither is replaced if the key has fewer than 16 characters, because a short
/// key may be an ordinary word of the response.
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
        let secrets = [self.0.as_str(), encoded.as_str(), encoded.trim_end_matches('=')];
        let may_begin = |c: char| ESCAPES.contains(&c) || secrets.iter().any(|secret| secret.starts_with(c));
        let (mut shown, mut copied, mut at) = (String::new(), 0, 0);
        while let Some(found) = text.get(at..).and_then(|rest| rest.find(may_begin)) {
            at += found;
            let (before, from) = (text.get(copied..at)?, text.get(at..)?);
            let Some(after) = secrets.iter().find_map(|secret| after_secret(from, secret)) else {
                // A secret begins with an ASCII character.
                at += 1;
                continue;
            };
            shown.push_str(before);
            // In JSON, the second of two backslashes does not escape the next character.
            let backslashes = before.len() - before.trim_end_matches('\\').len();
            if from.starts_with('\\') && backslashes % 2 == 1 {
                shown.push('\\');
            }
            shown.push_str(HIDDEN);
            at = text.len() - after.len();
            copied = at;
        }
        (copied > 0).then(|| shown + text.get(copied..).unwrap_or_default())
    }
}

/// Returns the text after the secret if the text begins with it. Each character may be escaped, as in JSON, HTML or a URL.
fn after_secret<'a>(text: &'a str, secret: &str) -> Option<&'a str> {
    let mut characters = secret.chars();
    // A character such as a backslash may be read in two ways, so several rests are possible.
    let mut rests: Vec<&str> = after_character(text, characters.next()?).collect();
    for character in characters {
        rests = rests.iter().flat_map(|rest| after_character(rest, character)).collect();
        rests.sort_unstable_by_key(|rest| rest.len());
        rests.dedup_by_key(|rest| rest.len());
        if rests.is_empty() {
            return None;
        }
    }
    rests.first().copied()
}

/// Returns the possible rests of a text that begins with this ASCII character, unchanged or escaped.
fn after_character(text: &str, character: char) -> impl Iterator<Item = &str> {
    let escaped = if text.starts_with(ESCAPES) { after_escape(text, character) } else { None };
    text.strip_prefix(character).into_iter().chain(escaped)
}

fn after_escape(text: &str, character: char) -> Option<&str> {
    if let Some(rest) = text.strip_prefix("\\u") {
        return after_number(rest, 4, character);
    }
    if let Some(rest) = text.strip_prefix('\\') {
        return rest.strip_prefix(character);
    }
    if let Some(rest) = text.strip_prefix('%') {
        return after_number(rest, 2, character);
    }
    let rest = text.strip_prefix('&')?;
    let length = rest.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let (entity, rest) = (rest.get(..length)?, rest.get(length + 1..)?);
    let is_character = match entity.strip_prefix('#') {
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(number) => is_code(number, 16, character),
            None => is_code(number, 10, character),
        },
        None => matches!(
            (entity, character),
            ("amp", '&') | ("lt", '<') | ("gt", '>') | ("quot", '"') | ("apos", '\'')
        ),
    };
    is_character.then_some(rest)
}

/// Returns the rest of a text that begins with the code of the character, in this number of hexadecimal digits.
fn after_number(text: &str, digits: usize, character: char) -> Option<&str> {
    let (number, rest) = text.split_at_checked(digits)?;
    is_code(number, 16, character).then_some(rest)
}

fn is_code(number: &str, radix: u32, character: char) -> bool {
    // `from_str_radix` also accepts a sign.
    !number.starts_with('+') && u32::from_str_radix(number, radix) == Ok(character.into())
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
        let key = ApiKey::new(r#"a>b?/c"d\e&f<g'h%>>???"#).unwrap();
        let encoded = key.encoded();
        assert!(encoded.contains('/') && encoded.contains('+'), "{}", encoded.as_str());
        let special = |c: char| !c.is_ascii_alphanumeric();
        let forms: [fn(char) -> String; 9] = [
            |c| c.to_string(),
            |c| if matches!(c, '"' | '\\') { format!("\\{c}") } else { c.to_string() },
            |c| format!("\\{c}"),
            |c| format!("\\u{:04x}", u32::from(c)),
            |c| format!("\\u{:04X}", u32::from(c)),
            |c| format!("%{:02X}", u32::from(c)),
            |c| if matches!(c, '/' | '=') { format!("%{:02x}", u32::from(c)) } else { c.to_string() },
            |c| format!("&#{};", u32::from(c)),
            |c| match c {
                '&' => "&amp;".to_owned(),
                '<' => "&lt;".to_owned(),
                '>' => "&gt;".to_owned(),
                '"' => "&quot;".to_owned(),
                c => format!("&#x{:x};", u32::from(c)),
            },
        ];
        for secret in [key.0.as_str(), encoded.as_str()] {
            for form in forms {
                let escape = |c: char| if special(c) { form(c) } else { c.to_string() };
                let escaped: String = secret.chars().map(escape).collect();
                let hidden = key.hide_in(&format!("the key is {escaped}!"));
                assert_eq!(hidden.as_deref(), Some("the key is (hidden)!"), "{escaped}");
            }
        }
    }

    #[test]
    fn hides_nothing_else_and_ends_for_any_text() {
        let key = ApiKey::new("\\".repeat(40)).unwrap();
        assert_eq!(key.hide_in(&"\\".repeat(39)), None);
        assert_eq!(key.hide_in(&"\\".repeat(40)).as_deref(), Some("(hidden)"));
        let key = ApiKey::new("0123456789abcdef").unwrap();
        for text in [
            "0123456789abcde",
            "0123456789abcde&",
            "0123456789abcde\\u00é",
            "0123456789abcde%6",
            "%é",
            "&#x;",
            "&",
            "\\",
        ] {
            assert_eq!(key.hide_in(text), None, "{text}");
        }
        // JSON stays valid.
        let json = r#"{"message": "DOMAIN\\0123456789abcdef"}"#;
        assert_eq!(key.hide_in(json).as_deref(), Some(r#"{"message": "DOMAIN\\(hidden)"}"#));
        for text in ["&", "\\", "%", "0", "0123456789abcde"] {
            assert_eq!(key.hide_in(&text.repeat((1 << 17) / text.len())), None, "{text}");
        }
        assert_eq!(key.hide_in("é0123456789abcdefé").as_deref(), Some("é(hidden)é"));
    }

    #[test]
    fn debug_hides_the_key() {
        assert_eq!(format!("{:?}", ApiKey::new("secret").unwrap()), "ApiKey(hidden)");
    }
}
