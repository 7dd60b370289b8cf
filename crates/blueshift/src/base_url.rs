//! The base URL: where requests go, and the only place where the key goes.

use std::net::IpAddr;

use reqwest::Url;

use crate::error::ConfigError;

const EXPECTED: &str =
    "an https:// URL without user name, query or fragment (http:// is taken for loopback addresses only)";

/// Reads a base URL and brings it into the form that paths are appended to: without a slash at its end.
///
/// Plain HTTP is refused except to loopback, because the API key must not travel unencrypted.
pub(crate) fn parse(text: &str) -> Result<Url, ConfigError> {
    let refuse = || ConfigError::invalid("base URL", &without_credentials(text), EXPECTED);
    let url = Url::parse(text.trim_end_matches('/')).map_err(|_| refuse())?;
    let secure = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
    let bare = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if secure && bare && url.has_host() { Ok(url) } else { Err(refuse()) }
}

/// Whether requests to this URL stay on the machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost",
    }
}

/// The text as it may be shown: what stands before an `@` may be a credential.
fn without_credentials(text: &str) -> String {
    match text.rsplit_once('@') {
        Some((before, after)) => {
            let scheme = before.split_once("://").map_or("", |(scheme, _)| scheme);
            format!("{scheme}://…@{after}")
        }
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn https_is_taken_and_plain_http_only_to_loopback() {
        for text in [
            "https://api.getblueshift.com",
            "https://proxy.example/blueshift",
            "http://127.0.0.1:8080",
            "http://127.1.2.3:8080/",
            "http://localhost:8080",
            "http://[::1]:8080",
        ] {
            let url = parse(text).unwrap();
            assert_eq!(url.as_str().trim_end_matches('/'), text.trim_end_matches('/'));
        }
    }

    #[test]
    fn what_could_leak_the_key_or_makes_no_sense_is_refused() {
        for text in [
            "http://api.getblueshift.com",
            "http://localhost.example.com",
            "http://128.0.0.1",
            "ftp://127.0.0.1",
            "https://host?x=1",
            "https://host#x",
            "api.getblueshift.com",
            "",
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.starts_with("base URL must be an https:// URL"), "{error}");
            assert!(error.ends_with(&format!("found {text:?}")), "{error}");
        }
    }

    #[test]
    fn credentials_in_a_url_are_refused_and_not_shown() {
        for text in
            ["https://secret:@api.getblueshift.com", "https://user:secret@host", "https://sec@ret@host"]
        {
            let error = parse(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("sec"), "{error:?}");
        }
    }
}
