//! Contents of traces. Traces and errors must not contain secrets.

use std::cell::{Cell, RefCell};
use std::io::Write;
use std::sync::{LazyLock, Once};
use std::time::Duration;

use blueshift::Client;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_sdk::trace::{InMemorySpanExporter, SdkTracerProvider};
use tracing::Level;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::dynamic_filter_fn;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

use crate::clients::fast_retries;
use crate::raw_server::{Action, RawServer, json};
use crate::tls_server::TlsServer;

thread_local! {
    /// The level and the captured logs of this thread.
    static CAPTURED: RefCell<Option<(Level, Vec<u8>)>> = const { RefCell::new(None) };
    /// Whether the spans of this thread are recorded.
    static IS_RECORDED: Cell<bool> = const { Cell::new(false) };
}

/// The recorded spans of all threads.
static SPANS: LazyLock<InMemorySpanExporter> = LazyLock::new(InMemorySpanExporter::default);

/// Starts capturing the logs of this thread at this level and above.
fn capture_logs(level: Level) {
    subscribe();
    CAPTURED.set(Some((level, Vec::new())));
}

/// Starts recording the spans of this thread, and returns the exporter of the spans of all threads.
pub(crate) fn record_spans() -> InMemorySpanExporter {
    subscribe();
    IS_RECORDED.set(true);
    SPANS.clone()
}

/// Sets the subscriber of all threads.
///
/// One subscriber serves all threads. With one per thread, `tracing` could cache that a callsite is disabled because a
/// thread without a subscriber reached it first.
fn subscribe() {
    static SUBSCRIBER: Once = Once::new();
    SUBSCRIBER.call_once(|| {
        let is_captured = dynamic_filter_fn(|metadata, _| {
            CAPTURED
                .with_borrow(|captured| captured.as_ref().is_some_and(|(level, _)| metadata.level() <= level))
        });
        let logs = tracing_subscriber::fmt::layer()
            .with_span_events(FmtSpan::CLOSE)
            .with_ansi(false)
            .with_writer(|| LogWriter)
            .with_filter(is_captured);
        let tracer = SdkTracerProvider::builder().with_simple_exporter(SPANS.clone()).build().tracer("test");
        let spans = tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_filter(dynamic_filter_fn(|_, _| IS_RECORDED.get()));
        // `init` also captures the records of crates that use `log`.
        tracing_subscriber::registry().with(logs).with(spans).init();
    });
}

/// Stops capturing, and returns the captured logs.
fn captured_logs() -> String {
    let (_, bytes) = CAPTURED.take().unwrap();
    String::from_utf8(bytes).unwrap()
}

struct LogWriter;

impl Write for LogWriter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        CAPTURED.with_borrow_mut(|captured| {
            if let Some((_, captured)) = captured {
                captured.extend_from_slice(bytes);
            }
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn client(key: &str, url: &str) -> blueshift::ClientBuilder {
    Client::builder(key)
        .base_url(url)
        .retry_policy(fast_retries().max_retries(2))
        .body_limit(1_000)
        .attempt_timeout(Duration::from_millis(200))
}

#[tokio::test]
async fn logs_attempts_and_retries_without_query_values() {
    capture_logs(Level::INFO);
    let server = RawServer::start(vec![
        json(503, "x-request-id: r-1\r\n", ""),
        json(200, "x-request-id: r-2\r\n", "[]"),
    ])
    .await;
    let client = client("test-key", &server.url).attempt_timeout(Duration::from_secs(20)).build().unwrap();
    client.campaigns().list().email("jane@example.com").send().await.unwrap();
    let text = captured_logs();
    for words in [
        "call{operation=\"list_campaigns\"}",
        "http.request.method=GET",
        "url.path=\"/api/v2/campaigns.json\"",
        "http.response.status_code=503",
        "request_id=\"r-1\"",
        "http.request.resend_count=1",
        "http.response.status_code=200",
        "elapsed_ms=",
        "retrying reason=\"Service Unavailable\" wait=",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(!text.contains("jane"), "{text}");
}

#[tokio::test]
async fn no_log_error_or_debug_text_contains_the_key() {
    const KEY: &str = "sweep-secret-0815";
    // The second string is the common prefix of the base64 forms of the key with and without a trailing colon.
    const FORBIDDEN: [&str; 3] = [KEY, "c3dlZXAtc2VjcmV0LTA4MTU", "sweep-secret"];

    capture_logs(Level::TRACE);
    let mut texts = String::new();
    let actions = [
        json(200, "", "[]"),
        json(302, "location: http://127.0.0.1:1/\r\n", ""),
        json(400, "", r#"{"errors": {"name": ["x"]}}"#),
        json(401, "", r#"{"message": "Not authorized"}"#),
        json(429, "retry-after: 99999\r\n", ""),
        json(500, "", "<html>"),
        json(200, "", "[7]"),
        json(200, "", &" ".repeat(2_000)),
        Action::Close,
        Action::Reset,
        Action::Send(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n[".to_vec()),
        Action::Send(b"garbage\r\n\r\n".to_vec()),
        Action::SendThenHang(Vec::new()),
    ];
    let mut failures = 0;
    for action in actions {
        let server = RawServer::start(vec![action]).await;
        let builder = client(KEY, &server.url);
        texts += &format!("{builder:?}");
        let client = builder.build().unwrap();
        let list = client.campaigns().list();
        texts += &format!("{client:?} {:?} {list:?} {:?}", client.campaigns(), list.clone().pages());
        let outcome = list.send().await;
        failures += usize::from(outcome.is_err());
        texts += &format!("{outcome:?}");
        if let Err(error) = outcome {
            texts += &format!("{error} {error:#?}");
        }
        assert!(server.requests().iter().all(|head| head.contains(FORBIDDEN[1])), "the key was not sent");
    }
    assert_eq!(failures, 12);
    let tls = TlsServer::start().await;
    let error = client(KEY, &tls.url).build().unwrap().campaigns().list().send().await.unwrap_err();
    texts += &format!("{error} {error:?}");
    for wrong in [format!("{KEY}:x"), format!("{KEY}\n"), format!("{KEY}ü")] {
        let error = Client::builder(wrong).build().unwrap_err();
        texts += &format!("{error} {error:?}");
    }
    let error = client(KEY, &format!("https://{KEY}@127.0.0.1")).build().unwrap_err();
    texts += &format!("{error} {error:?}");

    let log = captured_logs();
    assert!(
        log.contains("retrying") && log.contains("TRACE"),
        "expected a retry and a record with the level TRACE in the log"
    );
    for forbidden in FORBIDDEN {
        assert!(!texts.contains(forbidden), "an error or debug text contains {forbidden}");
        assert!(!log.contains(forbidden), "the log contains {forbidden}");
    }
}
