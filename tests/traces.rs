//! What traces tell, and what nothing ever shows.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use blueshift::{Client, RetryPolicy};
use tracing::Level;
use tracing::subscriber::DefaultGuard;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::util::SubscriberInitExt;

use crate::raw_server::{Act, RawServer, json};
use crate::tls_server::TlsServer;

/// Everything that is traced on this thread.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn start(level: Level) -> (Self, DefaultGuard) {
        let log = Self::default();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(level)
            .with_span_events(FmtSpan::CLOSE)
            .with_ansi(false)
            .with_writer(log.clone());
        (log, subscriber.set_default())
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
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
    let (log, guard) = Log::start(Level::INFO);
    let server = RawServer::start(vec![
        json(503, "x-request-id: r-1\r\n", ""),
        json(200, "x-request-id: r-2\r\n", "[]"),
    ])
    .await;
    let client = client("test-key", &server.url).attempt_timeout(Duration::from_secs(20)).build().unwrap();
    client.campaigns().list().email("jane@example.com").send().await.unwrap();
    drop(guard);
    let text = log.text();
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

    // What other crates log goes to the trace as well: `set_default` sees to that.
    let (log, guard) = Log::start(Level::TRACE);
    let mut told = String::new();
    let acts = [
        json(200, "", "[]"),
        json(302, "location: http://127.0.0.1:1/\r\n", ""),
        json(400, "", r#"{"errors": {"name": ["x"]}}"#),
        json(401, "", r#"{"message": "Not authorized"}"#),
        json(429, "retry-after: 99999\r\n", ""),
        json(500, "", "<html>"),
        json(200, "", r#"[{"uuid": 7}]"#),
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
    drop(guard);

    let log = log.text();
    assert!(log.contains("will retry") && log.contains("TRACE"), "nothing was traced");
    for forbidden in FORBIDDEN {
        assert!(!told.contains(forbidden), "{forbidden} shows in an error");
        assert!(!log.contains(forbidden), "{forbidden} shows in the trace");
    }
}
