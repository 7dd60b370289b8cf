//! What traces tell, and what nothing ever shows.

use std::cell::RefCell;
use std::io::Write;
use std::sync::Once;
use std::time::Duration;

use blueshift::{Client, RetryPolicy};
use tracing::Level;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::raw_server::{Act, RawServer, json};
use crate::tls_server::TlsServer;

thread_local! {
    /// Down to which level this thread is listened to, and what was heard.
    static HEARD: RefCell<Option<(Level, Vec<u8>)>> = const { RefCell::new(None) };
}

/// Everything that is traced on this thread from now on, at this level and above.
///
/// One subscriber serves the whole process: with one for each thread, `tracing` may settle what is of interest while
/// a thread without any asks, and then nothing is heard anywhere.
fn listen(level: Level) {
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| {
        let wanted = dynamic_filter_fn(|metadata, _| {
            HEARD.with_borrow(|heard| heard.as_ref().is_some_and(|(level, _)| metadata.level() <= level))
        });
        let layer = tracing_subscriber::fmt::layer()
            .with_span_events(FmtSpan::CLOSE)
            .with_ansi(false)
            .with_writer(|| Ear)
            .with_filter(wanted);
        // This takes in what other crates log through the crate `log`, too.
        tracing_subscriber::registry().with(layer).init();
    });
    HEARD.set(Some((level, Vec::new())));
}

/// Stops listening, and tells what was heard.
fn heard() -> String {
    let (_, bytes) = HEARD.take().unwrap();
    String::from_utf8(bytes).unwrap()
}

struct Ear;

impl Write for Ear {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        HEARD.with_borrow_mut(|heard| {
            if let Some((_, heard)) = heard {
                heard.extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn client(key: &str, url: &str) -> blueshift::ClientBuilder {
    let policy = RetryPolicy::default().base(Duration::from_millis(1)).max_retries(2);
    Client::builder(key)
        .base_url(url)
        .retry(policy)
        .body_limit(1_000)
        .attempt_timeout(Duration::from_millis(200))
}

#[tokio::test]
async fn attempts_and_retries_are_told_without_query_values() {
    listen(Level::INFO);
    let server = RawServer::start(vec![
        json(503, "x-request-id: r-1\r\n", ""),
        json(200, "x-request-id: r-2\r\n", "[]"),
    ])
    .await;
    let client = client("test-key", &server.url).attempt_timeout(Duration::from_secs(20)).build().unwrap();
    client.campaigns().list().email("jane@example.com").send().await.unwrap();
    let text = heard();
    for words in [
        "call{operation=\"list_campaigns\"}",
        "http.request.method=GET",
        "url.path=\"/api/v2/campaigns.json\"",
        "http.response.status_code=503",
        "request_id=\"r-1\"",
        "http.request.resend_count=1",
        "http.response.status_code=200",
        "elapsed_ms=",
        "will retry reason=\"Service Unavailable\" wait=",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("jane"), "{text}");
}

#[tokio::test]
async fn neither_the_key_nor_its_base64_form_shows_on_any_error_path() {
    // The base64 form of "sweep-secret-0815:", with and without the colon.
    const KEY: &str = "sweep-secret-0815";
    const FORBIDDEN: [&str; 3] = [KEY, "c3dlZXAtc2VjcmV0LTA4MTU", "sweep-secret"];

    listen(Level::TRACE);
    let mut told = String::new();
    let acts = [
        json(200, "", "[]"),
        json(302, "location: http://127.0.0.1:1/\r\n", ""),
        json(400, "", r#"{"errors": {"name": ["x"]}}"#),
        json(401, "", r#"{"message": "Not authorized"}"#),
        json(429, "retry-after: 99999\r\n", ""),
        json(500, "", "<html>"),
        json(200, "", "[7]"),
        json(200, "", &" ".repeat(2_000)),
        Act::Close,
        Act::Reset,
        Act::Send(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n[".to_vec()),
        Act::Send(b"garbage\r\n\r\n".to_vec()),
        Act::SendThenHang(Vec::new()),
    ];
    let mut failures = 0;
    for act in acts {
        let server = RawServer::start(vec![act]).await;
        let builder = client(KEY, &server.url);
        told += &format!("{builder:?}");
        let client = builder.build().unwrap();
        let list = client.campaigns().list();
        told += &format!("{client:?} {:?} {list:?} {:?}", client.campaigns(), list.clone().pages());
        let outcome = list.send().await;
        failures += usize::from(outcome.is_err());
        told += &format!("{outcome:?}");
        if let Err(error) = outcome {
            told += &format!("{error} {error:#?}");
        }
        assert!(
            server.requests().iter().all(|head| head.contains(FORBIDDEN[1])),
            "the key was not even sent"
        );
    }
    assert_eq!(failures, 12);
    let tls = TlsServer::start().await;
    let error = client(KEY, &tls.url).build().unwrap().campaigns().list().send().await.unwrap_err();
    told += &format!("{error} {error:?}");
    for wrong in [format!("{KEY}:x"), format!("{KEY}\n"), format!("{KEY}ü")] {
        let error = Client::builder(wrong).build().unwrap_err();
        told += &format!("{error} {error:?}");
    }
    let error = client(KEY, &format!("https://{KEY}@127.0.0.1")).build().unwrap_err();
    told += &format!("{error} {error:?}");

    let log = heard();
    assert!(log.contains("will retry") && log.contains("TRACE"), "nothing was traced");
    for forbidden in FORBIDDEN {
        assert!(!told.contains(forbidden), "{forbidden} shows in an error");
        assert!(!log.contains(forbidden), "{forbidden} shows in the trace");
    }
}
