//! Adds the API key to requests for one origin.

use std::fmt;
use std::sync::Arc;
use std::task::{Context, Poll};

use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Request, Url};
use tower_layer::Layer;
use tower_service::Service;

use crate::api_key::ApiKey;
use crate::error::ConfigError;

/// Adds HTTP Basic authentication with the API key to requests for one origin (scheme, host and port).
///
/// Requests for other origins are sent without the key.
#[derive(Clone)]
pub struct AuthLayer {
    authorization: HeaderValue,
    // Shared, because the layer is cloned for every call.
    origin: Arc<Url>,
}

impl AuthLayer {
    /// Creates a layer that adds the key to requests for the origin of this URL.
    ///
    /// # Errors
    ///
    /// [`ConfigError`] if the key cannot be sent in a header.
    pub fn new(key: &ApiKey, origin: Url) -> Result<Self, ConfigError> {
        Ok(Self { authorization: key.authorization()?, origin: Arc::new(origin) })
    }
}

impl<S> Layer<S> for AuthLayer {
    type Service = Auth<S>;

    fn layer(&self, inner: S) -> Auth<S> {
        Auth { inner, layer: self.clone() }
    }
}

impl fmt::Debug for AuthLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Every other part of the URL may contain a secret.
        let origin = self.origin.origin().ascii_serialization();
        f.debug_struct("AuthLayer").field("origin", &origin).finish_non_exhaustive()
    }
}

/// The service of [`AuthLayer`].
#[derive(Clone, Debug)]
pub struct Auth<S> {
    inner: S,
    layer: AuthLayer,
}

impl<S: Service<Request>> Service<Request> for Auth<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> S::Future {
        // Compares the parts, because `Url::origin` allocates.
        let (url, origin) = (request.url(), &*self.layer.origin);
        let same_origin = url.scheme() == origin.scheme()
            && url.host() == origin.host()
            && url.port_or_known_default() == origin.port_or_known_default();
        if same_origin {
            request.headers_mut().insert(AUTHORIZATION, self.layer.authorization.clone());
        }
        self.inner.call(request)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tower::ServiceExt;

    async fn authorization_for(url: &str) -> Option<HeaderValue> {
        let layer =
            AuthLayer::new(&ApiKey::new("secret").unwrap(), "https://api.example:443/base".parse().unwrap())
                .unwrap();
        let echo = tower::service_fn(|request: Request| async move {
            Ok::<_, reqwest::Error>(request.headers().get(AUTHORIZATION).cloned())
        });
        let request = Request::new(reqwest::Method::GET, url.parse().unwrap());
        layer.layer(echo).oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn sends_the_key_to_its_origin_only() {
        assert!(
            authorization_for("https://api.example/other/path?q=1").await.is_some_and(|v| v.is_sensitive())
        );
        for other_origin in [
            "https://api.example:8443/",
            "http://api.example/",
            "https://evil.example/",
            "https://xapi.example/",
        ] {
            assert_eq!(authorization_for(other_origin).await, None, "{other_origin}");
        }
    }

    #[test]
    fn debug_shows_only_the_origin_of_the_url() {
        let url = "https://user:s3cret@api.example/s3cret?key=s3cret#s3cret".parse().unwrap();
        let shown = format!("{:?}", AuthLayer::new(&ApiKey::new("key").unwrap(), url).unwrap());
        assert!(shown.contains("https://api.example") && !shown.contains("s3cret"), "{shown}");
    }

    #[test]
    fn debug_hides_the_key() {
        let layer =
            AuthLayer::new(&ApiKey::new("secret").unwrap(), "https://api.example".parse().unwrap()).unwrap();
        let shown = format!("{:?}", layer.layer(()));
        assert!(shown.contains("api.example") && !shown.contains("c2VjcmV0"), "{shown}");
    }
}
