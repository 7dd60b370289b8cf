//! Validation of the base URL.

use std::net::IpAddr;

use reqwest::Url;

use crate::error::ConfigError;

const EXPECTED: &str =
    "an https:// URL without user name, query or fragment (http:// is accepted for loopback addresses only)";

/// Whether this crate is built with TLS.
pub(crate) const HAS_TLS: bool = cfg!(any(feature = "rustls", feature = "native-tls"));

/// Parses a base URL. Paths are appended to it, so trailing slashes are removed.
///
/// Plain HTTP is refused except for loopback addresses, because the API key must not be sent unencrypted.
pub(crate) fn parse(text: &str) -> Result<Url, ConfigError> {
    let hidden = || ConfigError::Hidden { name: "base URL", expected: EXPECTED };
    let url = Url::parse(text.trim_end_matches('/')).map_err(|_| hidden())?;
    let is_http = matches!(url.scheme(), "https" | "http");
    // The HTTP client converts the URL to a `Uri`, which allows fewer characters in a host.
    let can_be_sent = url.as_str().parse::<http::Uri>().is_ok();
    if !is_http || !url.has_host() || !can_be_sent {
        return Err(hidden());
    }
    let secure = url.scheme() == "https" || is_loopback(&url);
    let bare = url.username().is_empty()
        && url.password().is_none()
        && url.query().is_none()
        && url.fragment().is_none();
    if secure && bare { Ok(url) } else { Err(ConfigError::invalid("base URL", &redact(&url), EXPECTED)) }
}

/// Returns an error if the URL requires TLS and TLS is not available.
pub(crate) fn check_tls(url: &Url, has_tls: bool) -> Result<(), ConfigError> {
    if url.scheme() == "https" && !has_tls { Err(ConfigError::NoTls) } else { Ok(()) }
}

/// Returns whether the host is a loopback address or `localhost`.
pub(crate) fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host == "localhost",
    }
}

/// Returns the origin, with an ellipsis in place of every other part, because each may contain a secret.
fn redact(url: &Url) -> String {
    let scheme = url.scheme();
    let host = url.host_str().unwrap_or_default();
    let user = if url.username().is_empty() && url.password().is_none() { "" } else { "…@" };
    let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = if url.path().len() > 1 { "/…" } else { "" };
    let query = url.query().map_or("", |_| "?…");
    let fragment = url.fragment().map_or("", |_| "#…");
    format!("{scheme}://{user}{host}{port}{path}{query}{fragment}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const HIDDEN: &str = "(the value is not shown because it may be a secret)";

    #[test]
    fn accepts_https_and_plain_http_to_loopback() {
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
    fn refuses_urls_that_are_insecure_or_malformed() {
        for (text, shown) in [
            ("http://api.getblueshift.com", "found \"http://api.getblueshift.com\""),
            ("http://localhost.example.com", "found \"http://localhost.example.com\""),
            ("http://128.0.0.1:80/path", "found \"http://128.0.0.1/…\""),
            ("ftp://127.0.0.1", HIDDEN),
            ("https://host:8443?x=1", "found \"https://host:8443?…\""),
            ("https://host/#x", "found \"https://host#…\""),
            ("https://user@host", "found \"https://…@host\""),
            ("api.getblueshift.com", HIDDEN),
            // A valid URL, but not a valid `http::Uri`.
            ("https://a`b.example", HIDDEN),
            ("", HIDDEN),
        ] {
            let error = parse(text).unwrap_err().to_string();
            assert!(error.starts_with("base URL must be an https:// URL"), "{error}");
            assert!(error.ends_with(shown), "{error}");
        }
    }

    #[test]
    fn errors_never_show_a_possible_secret() {
        for text in [
            "s3cret",
            "s3cret:",
            "s3cret://host",
            "//s3cret@host",
            "https://host/s3cret?x=1",
            "https://host?key=s3cret",
            "https://host#s3cret",
            "https://s3cret@host",
            "https://user:s3cret@host",
            "https://host:s3cret",
            "http://host/s3cret",
        ] {
            let error = parse(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("s3cret"), "{text}: {error:?}");
        }
    }

    #[test]
    fn refuses_credentials_without_showing_them() {
        for text in
            ["https://secret:@api.getblueshift.com", "https://user:secret@host", "https://sec@ret@host"]
        {
            let error = parse(text).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("sec"), "{error:?}");
        }
    }

    #[test]
    fn https_requires_tls() {
        let https = parse("https://api.getblueshift.com").unwrap();
        let http = parse("http://127.0.0.1:8080").unwrap();
        assert!(check_tls(&https, true).is_ok());
        assert!(check_tls(&http, false).is_ok());
        let error = check_tls(&https, false).unwrap_err().to_string();
        assert!(error.contains("`rustls`") && error.contains("`native-tls`"), "{error}");
        assert!(error.contains("http_client"), "{error}");
    }
}
