//! Deadlines, redirects, rate limits and custom layers over real sockets.

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use blueshift::reqwest::Request;
use blueshift::{Client, Error, RetryPolicy, TransportProblem};
use tower::util::MapRequestLayer;

use crate::clients::client;
use crate::raw_server::{Action, RawServer, json};

const LONG: Duration = Duration::from_secs(600);

async fn failure(builder: blueshift::ClientBuilder) -> Error {
    builder.build().unwrap().campaigns().list().send().await.unwrap_err()
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let target = RawServer::start(vec![json(200, "", "[]")]).await;
    for status in [301, 302, 307, 308] {
        let server =
            RawServer::start(vec![json(status, &format!("location: {}/\r\n", target.url), "")]).await;
        let error = failure(client(&server.url)).await;
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!((server.requests().len(), target.requests().len()), (1, 0));
    }
}

#[tokio::test]
async fn error_hides_a_key_that_the_server_repeats() {
    let key = "0123456789abcdef";
    let encoded = STANDARD.encode(format!("{key}:"));
    let body =
        format!(r#"{{"message": "refused {key}", "errors": {{"authorization": ["Basic {encoded}"]}}}}"#);
    let headers = format!("x-request-id: {key}\r\nx-echo: Basic {encoded}\r\nx-note: für {key}\r\n");
    let page = json(200, "", &format!(r#"[{{"uuid": "a", "name": "{key}"}}]"#));
    let server = RawServer::start(vec![json(401, &headers, &body), page]).await;
    let client = Client::builder(key).base_url(&server.url).build().unwrap();

    let error = client.campaigns().list().send().await.unwrap_err();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("x-note"), "{shown}");
    assert!(!shown.contains(key) && !shown.contains(&encoded), "{shown}");
    let Error::Api(error) = &error else { panic!("{error:?}") };
    assert_eq!(error.message(), Some("authorization Basic (hidden)"));
    assert_eq!(
        (error.request_id(), &error.headers()["x-echo"]),
        (Some("(hidden)"), &"Basic (hidden)".parse().unwrap())
    );
    assert!(error.body_text().contains("refused (hidden)"), "{}", error.body_text());

    // The key is not hidden in decoded data.
    let page = client.campaigns().list().send().await.unwrap();
    assert_eq!(page.items[0].name.as_deref(), Some(key));
}

#[tokio::test]
async fn does_not_wait_for_a_retry_beyond_the_deadline() {
    let server = RawServer::start(vec![json(503, "", "")]).await;
    let builder = client(&server.url)
        .retry_policy(RetryPolicy::default().initial_backoff(LONG).max_backoff(LONG))
        .deadline(LONG);
    let error = failure(builder).await;
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (503, 1));
}

#[tokio::test]
async fn deadline_during_an_attempt_keeps_the_previous_failure() {
    let server = RawServer::start(vec![json(503, "", ""), Action::SendThenHang(Vec::new())]).await;
    // The deadline is long enough for the first response on a busy machine.
    let error = failure(client(&server.url).deadline(Duration::from_secs(2))).await;
    assert!(error.is_timeout() && error.is_retryable(), "{error:?}");
    assert_eq!(error.attempts(), 2);
    assert_eq!(
        error.source().unwrap().to_string(),
        "the server responded with 503 Service Unavailable (2 attempts)"
    );
    let Error::Transport(error) = error else { panic!("{error:?}") };
    assert_eq!(error.problem(), TransportProblem::Deadline(Duration::from_secs(2)));
}

#[tokio::test]
async fn deadline_of_a_call_overrides_that_of_the_client() {
    let server = RawServer::start(vec![Action::SendThenHang(Vec::new())]).await;
    let client = client(&server.url).deadline(LONG).build().unwrap();
    let error = client.campaigns().list().deadline(Duration::from_millis(50)).send().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn clones_share_an_evenly_spaced_rate_limit() {
    let server = RawServer::start(vec![json(200, "", "[]")]).await;
    let client = client(&server.url).rate_limit(50).build().unwrap();
    let started = Instant::now();
    let calls = (0..11).map(|_| {
        let client = client.clone();
        async move { client.campaigns().list().send().await.unwrap() }
    });
    futures_util::future::join_all(calls).await;
    // The first request is sent immediately, and the other ten requests are sent at intervals of 20 ms.
    assert!(started.elapsed() >= Duration::from_millis(200), "{:?}", started.elapsed());
}

#[tokio::test]
async fn custom_layers_receive_every_attempt_without_the_key() {
    let server = RawServer::start(vec![json(503, "", ""), json(200, "", "[]")]).await;
    let attempts = Arc::new(AtomicU32::new(0));
    let counter = attempts.clone();
    let outer = MapRequestLayer::new(move |mut request: Request| {
        assert!(request.headers().get("authorization").is_none());
        counter.fetch_add(1, Ordering::SeqCst);
        request.headers_mut().insert("x-from", "outer".parse().unwrap());
        request
    });
    let inner = MapRequestLayer::new(|mut request: Request| {
        assert_eq!(request.headers()["x-from"], "outer");
        request.headers_mut().insert("x-from", "inner".parse().unwrap());
        request
    });
    let client = client(&server.url).layer(outer).layer(inner).build().unwrap();
    client.campaigns().list().send().await.unwrap();
    assert_eq!(attempts.load(Ordering::SeqCst), 2);
    assert!(server.requests().iter().all(|head| head.contains("x-from: inner")));
}

#[tokio::test]
async fn request_redirected_by_a_layer_is_sent_without_the_key() {
    let other = RawServer::start(vec![json(200, "", "[]")]).await;
    let target: blueshift::reqwest::Url = other.url.parse().unwrap();
    let redirect = MapRequestLayer::new(move |mut request: Request| {
        *request.url_mut() = target.clone();
        request
    });
    let server = RawServer::start(vec![json(200, "", "[]")]).await;
    client(&server.url).layer(redirect).build().unwrap().campaigns().list().send().await.unwrap();
    assert_eq!(server.requests().len(), 0);
    assert!(!other.requests()[0].contains("authorization"), "{}", other.requests()[0]);
}

#[test]
fn client_can_be_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn sent<T: Send + 'static>() {}
    shared::<Client>();
    sent::<blueshift::Items<blueshift::Campaign>>();
    sent::<blueshift::Pages<blueshift::Campaign>>();
    sent::<Error>();
}
