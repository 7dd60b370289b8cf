//! Deadlines, redirects, rate limits and layers of the user's own, on real sockets.

use std::error::Error as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use blueshift::reqwest::Request;
use blueshift::{Client, Error, RetryPolicy, TransportProblem};
use tower::util::MapRequestLayer;

use crate::raw_server::{Act, RawServer, json};

const LONG: Duration = Duration::from_secs(600);

fn client(url: &str) -> blueshift::ClientBuilder {
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    Client::builder("test-key").base_url(url).retry(policy)
}

async fn failure(builder: blueshift::ClientBuilder) -> Error {
    builder.build().unwrap().campaigns().list().send().await.unwrap_err()
}

#[tokio::test]
async fn a_redirect_is_not_followed_and_the_key_stays_here() {
    let elsewhere = RawServer::start(vec![json(200, "", "[]")]).await;
    for status in [301, 302, 307, 308] {
        let server =
            RawServer::start(vec![json(status, &format!("location: {}/\r\n", elsewhere.url), "")]).await;
        let error = failure(client(&server.url)).await;
        assert_eq!(error.status().unwrap().as_u16(), status);
        assert_eq!((server.requests().len(), elsewhere.requests().len()), (1, 0));
    }
}

#[tokio::test]
async fn a_retry_that_could_not_start_in_time_is_not_waited_for() {
    let server = RawServer::start(vec![json(503, "", "")]).await;
    let patient = client(&server.url).retry(RetryPolicy::default().base(LONG).cap(LONG)).deadline(LONG);
    let error = failure(patient).await;
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (503, 1));
}

#[tokio::test]
async fn a_deadline_in_the_middle_of_an_attempt_tells_the_failure_before_it() {
    let server = RawServer::start(vec![json(503, "", ""), Act::SendThenHang(Vec::new())]).await;
    // Long enough for the first answer on any machine.
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
async fn a_deadline_of_a_call_goes_before_that_of_the_client() {
    let server = RawServer::start(vec![Act::SendThenHang(Vec::new())]).await;
    let client = client(&server.url).deadline(LONG).build().unwrap();
    let error = client.campaigns().list().deadline(Duration::from_millis(50)).send().await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn a_rate_limit_is_shared_by_clones_and_spreads_requests_evenly() {
    let server = RawServer::start(vec![json(200, "", "[]")]).await;
    let client = client(&server.url).rate_limit(50).build().unwrap();
    let started = Instant::now();
    let calls = (0..11).map(|_| {
        let client = client.clone();
        async move { client.campaigns().list().send().await.unwrap() }
    });
    futures_util::future::join_all(calls).await;
    // The first goes at once, the ten others 20 ms apart.
    assert!(started.elapsed() >= Duration::from_millis(200), "{:?}", started.elapsed());
}

#[tokio::test]
async fn a_layer_of_the_users_own_sees_every_attempt_without_its_key_and_in_order() {
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
async fn a_layer_that_sends_a_request_elsewhere_sends_it_without_the_key() {
    let elsewhere = RawServer::start(vec![json(200, "", "[]")]).await;
    let target: blueshift::reqwest::Url = elsewhere.url.parse().unwrap();
    let detour = MapRequestLayer::new(move |mut request: Request| {
        *request.url_mut() = target.clone();
        request
    });
    let server = RawServer::start(vec![json(200, "", "[]")]).await;
    client(&server.url).layer(detour).build().unwrap().campaigns().list().send().await.unwrap();
    assert_eq!(server.requests().len(), 0);
    assert!(!elsewhere.requests()[0].contains("authorization"), "{}", elsewhere.requests()[0]);
}

#[test]
fn a_client_is_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    fn sent<T: Send + 'static>() {}
    shared::<Client>();
    sent::<blueshift::Items<blueshift::Campaign>>();
    sent::<blueshift::Pages<blueshift::Campaign>>();
    sent::<Error>();
}
