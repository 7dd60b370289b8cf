//! Errors of setting up a client or a call.

/// A client or a call that was set up wrongly. Nothing was sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The API key cannot be one. The message does not show it.
    #[error("the API key cannot be used: {problem}")]
    ApiKey {
        /// What is wrong with it.
        problem: String,
    },
    /// A setting or parameter has a value that it cannot have.
    #[error("{name} must be {expected}, found {value:?}")]
    Invalid {
        /// The setting or parameter.
        name: &'static str,
        /// Its value.
        value: String,
        /// What would be right.
        expected: &'static str,
    },
    /// A setting has an invalid value that is not shown, because a secret may have been put there by mistake.
    #[error("{name} must be {expected} (the value is not shown because it may be a secret)")]
    #[non_exhaustive]
    Hidden {
        /// The setting.
        name: &'static str,
        /// What would be valid.
        expected: &'static str,
    },
    /// The base URL starts with `https://`, and this crate was built without TLS.
    #[error(
        "an https:// base URL needs TLS: enable the feature `rustls` or `native-tls` of the crate `blueshift`, or set \
         a `reqwest::Client` of your own with `ClientBuilder::http_client`"
    )]
    NoTls,
    /// An environment variable that is needed is not set, or is empty.
    #[error("{variable} is not set")]
    Missing {
        /// Its name.
        variable: &'static str,
    },
    /// Two settings that exclude each other.
    #[error("{one} and {other} are both set; set one of them")]
    Conflict {
        /// One of them.
        one: &'static str,
        /// The other.
        other: &'static str,
    },
    /// An environment variable that is not valid Unicode.
    #[error("{variable} is not valid Unicode")]
    NotUnicode {
        /// Its name.
        variable: &'static str,
    },
    /// The request cannot be built.
    #[error("the request cannot be built: {problem}")]
    Request {
        /// Why not.
        problem: String,
    },
    /// The HTTP client cannot be built, for instance because the platform's certificate roots cannot be read.
    #[error("the HTTP client cannot be built")]
    HttpClient(#[source] reqwest::Error),
}

impl ConfigError {
    pub(crate) fn invalid(
        name: &'static str,
        value: &(impl ToString + ?Sized),
        expected: &'static str,
    ) -> Self {
        Self::Invalid { name, value: value.to_string(), expected }
    }
}
