//! What is tried again and what is not, with the number of requests that the server saw.

use std::io::Write;
use std::time::Duration;

use blueshift::{Client, Error, RetryPolicy, TransportProblem};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::raw_server::{Act, RawServer, json};
use crate::tls_server::TlsServer;

const RETRIES: u32 = 2;

/// A client whose clock is tiny, so that a whole table takes no time.
fn client(url: &str) -> blueshift::ClientBuilder {
    let policy = RetryPolicy::default().base(Duration::from_millis(1)).max_retries(RETRIES);
    Client::builder("test-key").base_url(url).retry(policy).body_limit(1024 * 1024)
}

async fn list(builder: blueshift::ClientBuilder) -> Result<usize, Error> {
    Ok(builder.build()?.campaigns().list().send().await?.items.len())
}

#[tokio::test]
async fn each_status_is_retried_or_not_as_the_reference_says() {
    for (status, retried) in [
        (400, false),
        (401, false),
        (403, false),
        (404, false),
        (408, false),
        (409, false),
        (422, false),
        (429, true),
        (500, true),
        (501, false),
        (502, true),
        (503, true),
        (504, true),
        (529, true),
    ] {
        let server = RawServer::start(vec![json(status, "", r#"{"message": "m"}"#)]).await;
        let error = list(client(&server.url)).await.unwrap_err();
        let expected = if retried { 1 + RETRIES } else { 1 };
        assert_eq!(server.requests().len(), expected as usize, "{status}");
        assert_eq!(error.attempts(), expected, "{status}");
        assert_eq!((error.status().unwrap().as_u16(), error.is_retryable()), (status, retried));
    }
}

fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn packed(body: &[u8]) -> Act {
    let mut answer = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ".to_vec();
    write!(answer, "{}\r\nconnection: close\r\n\r\n", body.len()).unwrap();
    answer.extend_from_slice(body);
    Act::Send(answer)
}

fn head(more: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{more}\r\n").into_bytes()
}

fn sent(more: &str, body: &str) -> Vec<u8> {
    [head(more), body.as_bytes().to_vec()].concat()
}

#[tokio::test]
async fn each_fault_of_the_network_is_retried_or_not_as_said() {
    use TransportProblem::{Broken, Timeout, TooLarge};

    let limit = TooLarge(1024 * 1024);
    let bomb = gzip(&vec![b' '; 8 * 1024 * 1024]);
    let mut cut = gzip(b"[]");
    cut.truncate(cut.len() - 4);
    let huge_header = head(&format!("x-huge: {}\r\n", "x".repeat(2 * 1024 * 1024)));
    let chunk = vec![b' '; 64 * 1024];
    for (name, act, retried, problem) in [
        ("close without an answer", Act::Close, true, Broken),
        ("reset before the head", Act::Reset, true, Broken),
        ("reset within the head", Act::SendThenReset(b"HTTP/1.1 200 OK\r\nx-".to_vec()), true, Broken),
        ("reset after the head", Act::SendThenReset(head("content-length: 9\r\n")), true, Broken),
        ("body shorter than its length", Act::Send(sent("content-length: 9\r\n", "[")), true, Broken),
        (
            "chunked body cut off",
            Act::Send(sent("transfer-encoding: chunked\r\n", "5\r\n[    \r\n")),
            true,
            Broken,
        ),
        ("no answer at all", Act::SendThenHang(Vec::new()), true, Timeout),
        ("body that hangs", Act::SendThenHang(sent("content-length: 9\r\n", "[")), true, Timeout),
        ("endless body", Act::Endless { head: head(""), chunk: chunk.clone() }, false, limit),
        ("body announced too large", Act::Send(head("content-length: 9999999999\r\n")), false, limit),
        ("gzip bomb", packed(&bomb), false, limit),
        ("gzip that came whole and is cut", packed(&cut), false, Broken),
        ("gzip that is none", packed(b"not gzip at all"), false, Broken),
        ("head too large", Act::Send(huge_header), false, Broken),
        ("not HTTP", Act::Send(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec()), false, Broken),
    ] {
        let server = RawServer::start(vec![act]).await;
        let slow = matches!(problem, Timeout);
        // Tiny where it is to run out, generous where it is not.
        let timeout = if slow { Duration::from_millis(400) } else { Duration::from_secs(20) };
        let error = list(client(&server.url).attempt_timeout(timeout)).await.unwrap_err();
        let expected = if retried { 1 + RETRIES } else { 1 };
        assert_eq!(server.requests().len(), expected as usize, "{name}: {error:?}");
        let Error::Transport(error) = &error else { panic!("{name}: {error:?}") };
        assert_eq!((error.problem(), error.attempts()), (problem, expected), "{name}: {error:?}");
    }
}

#[tokio::test]
async fn a_connection_that_is_refused_is_tried_again() {
    // A port that was free a moment ago, and that nobody listens on.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = list(client(&url)).await.unwrap_err();
    assert_eq!(error.attempts(), 1 + RETRIES);
    assert!(error.is_retryable() && !error.is_timeout());
}

#[tokio::test]
async fn a_certificate_of_an_unknown_root_is_refused_once_and_for_all() {
    let server = TlsServer::start().await;
    let error = list(client(&server.url)).await.unwrap_err();
    let Error::Transport(error) = &error else { panic!("{error:?}") };
    assert_eq!((error.problem(), error.attempts()), (TransportProblem::Connect, 1), "{error:?}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn a_root_added_to_a_client_of_the_users_own_is_trusted() {
    let server = TlsServer::start().await;
    let http = blueshift::reqwest::Client::builder().tls_certs_merge([server.root()]).build().unwrap();
    assert_eq!(list(client(&server.url).http_client(http)).await.unwrap(), 0);
}

#[tokio::test]
async fn what_was_broken_and_then_mended_is_read_whole() {
    let cut = Act::Send(sent("content-length: 99\r\n", r#"[{"uuid": "a"}"#));
    let acts = vec![Act::Reset, json(503, "", ""), cut, json(200, "", r#"[{"uuid": "a"}, {"uuid": "b"}]"#)];
    let server = RawServer::start(acts).await;
    let policy = RetryPolicy::default().base(Duration::from_millis(1));
    assert_eq!(list(client(&server.url).retry(policy)).await.unwrap(), 2);
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn a_body_that_came_whole_and_does_not_decode_is_not_asked_for_again() {
    let server = RawServer::start(vec![json(200, "", "[1]")]).await;
    let error = list(client(&server.url)).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)) && !error.is_retryable(), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn an_html_502_that_persists_tells_status_id_attempts_and_the_page() {
    let page = "<html><body><h1>Bad gateway</h1>\n<p>upstream is gone</p></body></html>";
    let body = format!(
        "HTTP/1.1 502 X\r\ncontent-type: text/html\r\nx-request-id: r-1\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{page}",
        page.len()
    );
    let server = RawServer::start(vec![Act::Send(body.into_bytes())]).await;
    let error = list(client(&server.url)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the server responded with 502 Bad Gateway: Bad gateway upstream is gone (request id r-1, 3 attempts)"
    );
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!((error.body_text().as_ref(), error.content_type()), (page, Some("text/html")));
}

#[tokio::test]
async fn a_retry_after_past_the_cap_is_readable_on_the_error() {
    let server = RawServer::start(vec![json(429, "retry-after: 3600\r\n", "")]).await;
    let error = list(client(&server.url)).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn the_budget_is_shared_by_all_clones_of_a_client() {
    let server = RawServer::start(vec![json(503, "", "")]).await;
    let client = client(&server.url).retry_budget(blueshift::RetryBudget::new(15)).build().unwrap();
    for _ in 0..4 {
        client.clone().campaigns().list().send().await.unwrap_err();
    }
    // Four calls, and the three retries that 15 tokens pay for.
    assert_eq!(server.requests().len(), 4 + 3);
}
