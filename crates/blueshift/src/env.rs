//! Configuration from environment variables.

use std::env::VarError;

use crate::client::ClientBuilder;
use crate::error::{ConfigError, Error};

/// The name of the variable with the API key.
pub(crate) const API_KEY: &str = "BLUESHIFT_API_KEY";
/// The name of the variable with the region.
pub(crate) const REGION: &str = "BLUESHIFT_REGION";
/// The name of the variable with a base URL, an alternative to the region.
pub(crate) const BASE_URL: &str = "BLUESHIFT_BASE_URL";

/// Creates a builder with `new` and configures it from the variables that `lookup` returns.
pub(crate) fn builder<C>(
    lookup: impl Fn(&str) -> Result<String, VarError>,
    new: impl FnOnce(String) -> ClientBuilder<C>,
) -> Result<ClientBuilder<C>, Error> {
    // Shells and Docker Compose files often set a variable to an empty value to unset it.
    let read = |name: &'static str| match lookup(name) {
        Ok(text) if text.is_empty() => Ok(None),
        Ok(text) => Ok(Some(text)),
        Err(VarError::NotPresent) => Ok(None),
        Err(VarError::NotUnicode(_)) => Err(ConfigError::NotUnicode { variable: name }),
    };
    let key = read(API_KEY)?.ok_or(ConfigError::Missing { variable: API_KEY })?;
    let builder = new(key);
    Ok(match (read(REGION)?, read(BASE_URL)?) {
        (Some(_), Some(_)) => {
            return Err(ConfigError::Conflict { one: REGION, other: BASE_URL }.into());
        }
        (Some(region), None) => builder.region(region.parse()?),
        (None, Some(base_url)) => builder.base_url(base_url),
        (None, None) => builder,
    })
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::*;
    use crate::Client;

    fn client(variables: &[(&str, &str)]) -> Result<Client, Error> {
        let lookup = |name: &str| {
            let found = variables.iter().find(|(variable, _)| *variable == name);
            found.map(|(_, value)| (*value).to_owned()).ok_or(VarError::NotPresent)
        };
        // With a custom HTTP client, the test also passes without TLS.
        builder(lookup, Client::builder)?.http_client(reqwest::Client::new()).build()
    }

    #[test]
    fn region_or_base_url_selects_the_server() {
        for (variables, base_url) in [
            (vec![(API_KEY, "key")], "https://api.getblueshift.com"),
            (vec![(API_KEY, "key"), (REGION, "us")], "https://api.getblueshift.com"),
            (vec![(API_KEY, "key"), (REGION, "eu"), (BASE_URL, "")], "https://api.eu.getblueshift.com"),
            (vec![(API_KEY, "key"), (BASE_URL, "http://127.0.0.1:8080/")], "http://127.0.0.1:8080"),
        ] {
            assert_eq!(client(&variables).unwrap().base_url(), base_url);
        }
    }

    #[test]
    fn errors_name_the_variable_or_setting() {
        for (variables, message) in [
            (vec![], "BLUESHIFT_API_KEY is not set"),
            (vec![(API_KEY, "")], "BLUESHIFT_API_KEY is not set"),
            (
                vec![(API_KEY, "key"), (REGION, "mars")],
                "region must be us or eu (the value is not shown because it may be a secret)",
            ),
            (
                vec![(API_KEY, "key"), (REGION, "eu"), (BASE_URL, "http://127.0.0.1")],
                "BLUESHIFT_REGION and BLUESHIFT_BASE_URL are both set; set one of them",
            ),
        ] {
            assert_eq!(client(&variables).unwrap_err().to_string(), message);
        }
    }

    #[test]
    fn key_in_the_wrong_variable_is_not_shown() {
        for variable in [REGION, BASE_URL] {
            let error = client(&[(API_KEY, "key"), (variable, "s3cret")]).unwrap_err();
            assert!(!format!("{error} {error:?}").contains("s3cret"), "{error:?}");
        }
    }

    #[test]
    fn refuses_values_that_are_not_unicode() {
        let lookup = |_: &str| Err(VarError::NotUnicode(OsString::new()));
        let error = builder(lookup, Client::builder).unwrap_err();
        assert_eq!(error.to_string(), "BLUESHIFT_API_KEY is not valid Unicode");
    }
}
