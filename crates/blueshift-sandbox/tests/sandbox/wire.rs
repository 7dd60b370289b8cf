//! An HTTP client that reports complete and incomplete responses.

use std::io::ErrorKind;
use std::time::Duration;

use blueshift_sandbox::Sandbox;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// The timeout of an exchange, long enough for a loaded machine.
const TIMEOUT: Duration = Duration::from_secs(120);

/// The time after which a body that stopped halfway is regarded as hanging.
const HANG_TIMEOUT: Duration = Duration::from_secs(1);

/// The end of a response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// The body has the length that `content-length` states.
    Complete,
    Closed,
    Reset,
    /// The body is incomplete and the connection is open.
    Hanging,
}

/// A response as received, complete or not.
#[derive(Debug)]
pub(crate) struct RawResponse {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
    pub(crate) end: End,
}

impl RawResponse {
    pub(crate) fn status(&self) -> u16 {
        self.head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    pub(crate) fn content_length(&self) -> usize {
        self.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0)
    }

    /// Returns whether exactly half of the body was received.
    pub(crate) fn is_half(&self) -> bool {
        self.content_length() > 1 && self.body.len() == self.content_length() / 2
    }
}

/// The header with the default key.
const KEY: &str = "authorization: Basic c2FuZGJveC1rZXk6\r\n";

/// Lists campaigns, with the default key.
pub(crate) async fn list(sandbox: &Sandbox, query: &str) -> RawResponse {
    send(sandbox, &format!("GET /api/v2/campaigns.json?{query}"), KEY).await
}

/// Lists campaigns over a new in-memory connection, with the default key.
pub(crate) async fn list_in_memory(sandbox: &Sandbox, query: &str) -> RawResponse {
    let mut connection = sandbox.connect();
    let head = format!(
        "GET /api/v2/campaigns.json?{query} HTTP/1.1\r\nhost: sandbox\r\n{KEY}connection: close\r\n\r\n"
    );
    connection.write_all(head.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    connection.read_to_end(&mut bytes).await.unwrap();
    split(&bytes, End::Closed)
}

pub(crate) async fn send(sandbox: &Sandbox, request: &str, headers: &str) -> RawResponse {
    tokio::time::timeout(TIMEOUT, exchange(sandbox, request, headers)).await.unwrap()
}

async fn exchange(sandbox: &Sandbox, request: &str, headers: &str) -> RawResponse {
    let mut stream = TcpStream::connect(("127.0.0.1", sandbox.port())).await.unwrap();
    let text = format!("{request} HTTP/1.1\r\nhost: sandbox\r\n{headers}\r\n");
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    loop {
        let so_far = split(&bytes, End::Hanging);
        if so_far.is_half() && is_silent(&stream).await {
            return so_far;
        }
        if !so_far.head.is_empty() && so_far.body.len() == so_far.content_length() {
            return split(&bytes, End::Complete);
        }
        match stream.read_buf(&mut bytes).await {
            Ok(0) => return split(&bytes, End::Closed),
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::ConnectionReset => return split(&bytes, End::Reset),
            Err(error) => panic!("{error}"),
        }
    }
}

/// Returns whether the stream stays open and silent. Called only for a body that is half complete.
async fn is_silent(stream: &TcpStream) -> bool {
    tokio::time::timeout(HANG_TIMEOUT, stream.readable()).await.is_err()
}

fn split(bytes: &[u8], end: End) -> RawResponse {
    let text = String::from_utf8_lossy(bytes);
    match text.find("\r\n\r\n") {
        Some(at) => RawResponse { head: text[..at].to_owned(), body: bytes[at + 4..].to_vec(), end },
        None => RawResponse { head: String::new(), body: bytes.to_vec(), end },
    }
}

/// Returns the campaigns of one page.
pub(crate) async fn campaigns(sandbox: &Sandbox, query: &str) -> Vec<Value> {
    match json(sandbox, query).await {
        Value::Array(campaigns) => campaigns,
        Value::Object(mut envelope) => envelope["results"].take().as_array().unwrap().clone(),
        other => panic!("expected a list or an object for {query}, found {other}"),
    }
}

pub(crate) async fn json(sandbox: &Sandbox, query: &str) -> Value {
    let wire = list(sandbox, query).await;
    assert_eq!(wire.status(), 200, "{query}: {}", String::from_utf8_lossy(&wire.body));
    serde_json::from_slice(&wire.body).unwrap()
}

/// Returns the campaigns of all pages up to the first empty page.
pub(crate) async fn all(sandbox: &Sandbox, query: &str, first: u64) -> Vec<Value> {
    let mut all = Vec::new();
    for page in first..first + 1000 {
        let found = campaigns(sandbox, &format!("{query}&page={page}")).await;
        if found.is_empty() {
            return all;
        }
        all.extend(found);
    }
    panic!("expected an empty page within 1000 pages");
}

pub(crate) fn text<'a>(campaign: &'a Value, field: &str) -> &'a str {
    campaign[field].as_str().unwrap_or_else(|| panic!("expected a string in `{field}` of {campaign}"))
}

pub(crate) fn uuids(campaigns: &[Value]) -> Vec<String> {
    campaigns.iter().map(|campaign| text(campaign, "uuid").to_owned()).collect()
}
