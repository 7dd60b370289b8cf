//! Whole bodies, up to a limit, read where a retry can still ask for them again.

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

/// Reads the whole body of every response, and fails where it is larger than the limit.
///
/// What is counted is the unpacked body, as it is unpacked: neither an endless body nor one that swells when it is
/// unpacked takes much more memory than the limit.
#[derive(Clone, Copy, Debug)]
pub struct BodyLimitLayer {
    limit: u64,
    timeout: Option<Duration>,
}

impl BodyLimitLayer {
    /// Sets the limit, in bytes.
    pub fn new(limit: u64) -> Self {
        Self { limit, timeout: None }
    }

    /// Limits the time from the start of the request to the end of its body. No limit by default.
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

/// The service that [`BodyLimitLayer`] makes.
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
        Box::pin(async move { whole(response.await?, limit).await })
    }
}

/// The same response with its body in memory.
async fn whole(mut response: Response, limit: u64) -> reqwest::Result<Response> {
    let body = read(&mut response, limit).await?;
    let mut built = http::Response::new(body);
    // Only a builder takes the URL. It is given the extensions there are, so that it need not make a map of its own.
    let mut marked = http::Response::builder();
    if let Some(extensions) = marked.extensions_mut() {
        *extensions = std::mem::take(response.extensions_mut());
    }
    // Cannot fail: the builder starts out sound.
    if let Ok(marked) = marked.url(response.url().clone()).body(()) {
        *built.extensions_mut() = marked.into_parts().0.extensions;
    }
    *built.status_mut() = response.status();
    *built.version_mut() = response.version();
    *built.headers_mut() = std::mem::take(response.headers_mut());
    Ok(built.into())
}

async fn read(response: &mut Response, limit: u64) -> reqwest::Result<Bytes> {
    let announced = response.content_length().unwrap_or(0);
    if announced > limit {
        return Err(refuse(limit).await);
    }
    let Some(first) = response.chunk().await? else {
        return Ok(Bytes::new());
    };
    if first.len() as u64 > limit {
        return Err(refuse(limit).await);
    }
    let Some(second) = response.chunk().await? else {
        return Ok(first);
    };
    // The announced length is not trusted with memory beyond what has been seen and a bit.
    let expected = announced.min(1024 * 1024) as usize;
    let mut body = BytesMut::with_capacity(expected.max((first.len() + second.len()) * 2));
    body.extend_from_slice(&first);
    let mut next = Some(second);
    while let Some(chunk) = next {
        if (body.len() + chunk.len()) as u64 > limit {
            return Err(refuse(limit).await);
        }
        body.extend_from_slice(&chunk);
        next = response.chunk().await?;
    }
    Ok(body.freeze())
}

/// A [`reqwest::Error`] cannot be made by hand; one comes from reading a body that fails.
async fn refuse(limit: u64) -> reqwest::Error {
    let failing = futures_util::stream::once(async move { Err::<Bytes, _>(BodyTooLarge { limit }) });
    let mut response = Response::from(http::Response::new(Body::wrap_stream(failing)));
    loop {
        if let Err(error) = response.chunk().await {
            return error;
        }
    }
}

/// The limit that was passed, if that is what the error is about.
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
    async fn a_body_up_to_the_limit_is_kept_whole_with_everything_around_it() {
        for (chunks, text) in
            [(&[][..], ""), (&["12345678"], "12345678"), (&["123", "45", "678"], "12345678")]
        {
            let kept = whole(response(chunks), 8).await.unwrap();
            assert_eq!(kept.status(), 418);
            assert_eq!(kept.headers()["x-request-id"], "r");
            assert_eq!(kept.url().as_str(), "https://host/path");
            assert_eq!(kept.text().await.unwrap(), text);
        }
    }

    #[tokio::test]
    async fn one_byte_more_than_the_limit_is_an_error_that_names_the_limit() {
        for chunks in [&["123456789"][..], &["12345678", "9"], &["1", "2345678", "9"]] {
            let error = whole(response(chunks), 8).await.unwrap_err();
            assert_eq!(too_large(&error), Some(8));
        }
    }
}
