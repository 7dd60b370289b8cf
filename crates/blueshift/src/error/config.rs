//! Configuration errors.

/// The error of a client or a call that is configured incorrectly. No request was sent.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ConfigError {
    /// The API key is invalid. The message does not contain it.
    #[error("invalid API key: {problem}")]
    #[non_exhaustive]
    ApiKey {
        /// The reason why the key is invalid.
        problem: String,
    },
    /// A setting or parameter has an invalid value.
    #[error("{name} must be {expected}, found {value:?}")]
    #[non_exhaustive]
    Invalid {
        /// The setting or parameter.
        name: &'static str,
        /// Its value.
        value: String,
        /// A description of valid values.
        expected: &'static str,
    },
    /// A setting has an invalid value, which is not shown because it may be a misplaced secret.
    #[error("{name} must be {expected} (the value is not shown because it may be a secret)")]
    #[non_exhaustive]
    Hidden {
        /// The setting.
        name: &'static str,
        /// A description of valid values.
        expected: &'static str,
    },
    /// The base URL starts with `https://`, but this crate was built without TLS.
    #[error(
        "an https:// base URL needs TLS: enable the feature `rustls` or `native-tls` of the crate `blueshift`, or set \
         a custom `reqwest::Client` with `ClientBuilder::http_client`"
    )]
    NoTls,
    /// A required environment variable is unset or empty.
    #[error("{variable} is not set")]
    #[non_exhaustive]
    Missing {
        /// The name of the variable.
        variable: &'static str,
    },
    /// Two mutually exclusive settings or parameters are both set.
    #[error("{one} and {other} are both set; set one of them")]
    #[non_exhaustive]
    Conflict {
        /// The first setting or parameter.
        one: &'static str,
        /// The second setting or parameter.
        other: &'static str,
    },
    /// An environment variable is not valid Unicode.
    #[error("{variable} is not valid Unicode")]
    #[non_exhaustive]
    NotUnicode {
        /// The name of the variable.
        variable: &'static str,
    },
    /// The request could not be built.
    #[error("failed to build the request: {problem}")]
    #[non_exhaustive]
    Request {
        /// The reason why the request could not be built.
        problem: String,
    },
    /// The blocking client was used on a thread of an async runtime, which must not be blocked.
    #[error(
        "the blocking client cannot be used on a thread of an async runtime: use `blueshift::Client` there, or another \
         thread"
    )]
    AsyncRuntime,
    /// The background thread of a blocking client could not be started.
    #[error("failed to start the background thread of the blocking client")]
    BackgroundThread(#[source] std::io::Error),
    /// The HTTP client could not be built, for example because the platform's root certificates could not be loaded.
    #[error("failed to build the HTTP client")]
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
