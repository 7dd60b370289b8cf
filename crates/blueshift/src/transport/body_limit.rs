//! Reads complete response bodies up to a limit. This happens inside the retry layer, so that a request with a truncated response
//! body can be retried.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use reqwest::{Body, Request, Response, ResponseBuilderExt};
use tower_layer::Layer;
use tower_service::Service;

use super::classify::find;
use crate::error::BodyTooLarge;

/// Reads the complete body of every response, and fails if it exceeds the limit.
///
/// The limit applies to the decompressed body and is checked while the body is read, so that neither an endless body nor a
/// decompression bomb takes much more memory than the limit.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimitLayer {
    limit: u64,
    timeout: Option<Duration>,
}

impl BodyLimitLayer {
    /// Creates a layer with this limit in bytes.
    pub fn new(limit: u64) -> Self {
        Self { limit, timeout: None }
    }

    /// Sets the timeout of a request, from its start to the end of the response body. With `None`, the default, the request
    /// keeps its own timeout or that of the HTTP client.
    pub fn timeout(mut self, timeout: Option<Duration>) -> Self {
        self.timeout = timeout;
        self
    }
}

impl<S> Layer<S> for BodyLimitLayer {
    type Service = BodyLimit<S>;

    fn layer(&self, inner: S) -> BodyLimit<S> {
        BodyLimit { inner, layer: *self }
    }
}

/// The service of [`BodyLimitLayer`].
#[derive(Clone, Debug)]
pub struct BodyLimit<S> {
    inner: S,
    layer: BodyLimitLayer,
}

impl<S> Service<Request> for BodyLimit<S>
where
    S: Service<Request, Response = Response, Error = reqwest::Error>,
    S::Future: Send + 'static,
{
    type Response = Response;
    type Error = reqwest::Error;
    type Future = Pin<Box<dyn Future<Output = reqwest::Result<Response>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), reqwest::Error>> {
        self.inner.poll_ready(context)
    }

    fn call(&mut self, mut request: Request) -> Self::Future {
        if let Some(timeout) = self.layer.timeout {
            *request.timeout_mut() = Some(timeout);
        }
        let (limit, response) = (self.layer.limit, self.inner.call(request));
        Box::pin(async move { buffer(response.await?, limit).await })
    }
}

/// Returns the same response with its body in memory.
async fn buffer(mut response: Response, limit: u64) -> reqwest::Result<Response> {
    let body = read(&mut response, limit).await?;
    Ok(with_body(response, body))
}

/// Returns the response with another body.
pub(super) fn with_body(mut response: Response, body: Bytes) -> Response {
    let mut built = http::Response::new(body);
    // reqwest stores the URL in an extension that only a builder can add. The existing extensions are moved to the builder
    // so that no second map is allocated.
    let mut with_url = http::Response::builder();
    if let Some(extensions) = with_url.extensions_mut() {
        *extensions = std::mem::take(response.extensions_mut());
    }
    // Cannot fail, because the builder has no invalid parts.
    if let Ok(with_url) = with_url.url(response.url().clone()).body(()) {
        *built.extensions_mut() = with_url.into_parts().0.extensions;
    }
    *built.status_mut() = response.status();
    *built.version_mut() = response.version();
    *built.headers_mut() = std::mem::take(response.headers_mut());
    built.into()
}

/// Reads the remaining body, or fails with the source [`BodyTooLarge`] if it exceeds the limit in bytes.
pub(super) async fn read(response: &mut Response, limit: u64) -> reqwest::Result<Bytes> {
    let content_length = response.content_length().unwrap_or(0);
    if content_length > limit {
        return Err(error_for(limit).await);
    }
    let Some(first) = response.chunk().await? else {
        return Ok(Bytes::new());
    };
    if first.len() as u64 > limit {
        return Err(error_for(limit).await);
    }
    let Some(second) = response.chunk().await? else {
        return Ok(first);
    };
    // `Content-Length` may be wrong, so at most 1 MiB is allocated because of it.
    let expected = content_length.min(1024 * 1024) as usize;
    let mut body = BytesMut::with_capacity(expected.max((first.len() + second.len()) * 2));
    body.extend_from_slice(&first);
    let mut next = Some(second);
    while let Some(chunk) = next {
        if (body.len() + chunk.len()) as u64 > limit {
            return Err(error_for(limit).await);
        }
        body.extend_from_slice(&chunk);
        next = response.chunk().await?;
    }
    Ok(body.freeze())
}

/// Returns a [`reqwest::Error`] with the source [`BodyTooLarge`]. [`reqwest::Error`] has no constructor, so the error is
/// obtained by reading a failing body.
async fn error_for(limit: u64) -> reqwest::Error {
    let failing = futures_util::stream::once(async move { Err::<Bytes, _>(BodyTooLarge { limit }) });
    let mut response = Response::from(http::Response::new(Body::wrap_stream(failing)));
    loop {
        if let Err(error) = response.chunk().await {
            return error;
        }
    }
}

/// Returns the exceeded limit if the error is [`BodyTooLarge`].
pub(crate) fn too_large(error: &reqwest::Error) -> Option<u64> {
    find::<BodyTooLarge>(error).map(|error| error.limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    fn response(chunks: &'static [&'static str]) -> Response {
        let chunks = stream::iter(chunks.iter().map(|chunk| Ok::<_, std::io::Error>(*chunk)));
        let mut response =
            http::Response::builder().status(418).header("x-request-id", "r").version(http::Version::HTTP_11);
        response = response.url("https://host/path".parse().unwrap());
        Response::from(response.body(Body::wrap_stream(chunks)).unwrap())
    }

    #[tokio::test]
    async fn keeps_bodies_up_to_the_limit() {
        for (chunks, text) in
            [(&[][..], ""), (&["12345678"], "12345678"), (&["123", "45", "678"], "12345678")]
        {
            let kept = buffer(response(chunks), 8).await.unwrap();
            assert_eq!(kept.status(), 418);
            assert_eq!(kept.headers()["x-request-id"], "r");
            assert_eq!(kept.url().as_str(), "https://host/path");
            assert_eq!(kept.text().await.unwrap(), text);
        }
    }

    #[tokio::test]
    async fn refuses_bodies_over_the_limit() {
        for chunks in [&["123456789"][..], &["12345678", "9"], &["1", "2345678", "9"]] {
            let error = buffer(response(chunks), 8).await.unwrap_err();
            assert_eq!(too_large(&error), Some(8));
        }
    }
}
