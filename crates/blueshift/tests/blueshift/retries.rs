//! Retries, counted by the requests that the server received.

use std::io::Write;
use std::time::Duration;

use blueshift::{Error, TransportProblem};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::clients::{self, fast_retries};
use crate::raw_server::{Action, RawServer, json};
use crate::tls_server::TlsServer;

const RETRIES: u32 = 2;

/// Returns a builder of a client with few retries and a small body limit.
fn client(url: &str) -> blueshift::ClientBuilder {
    clients::client(url).retry_policy(fast_retries().max_retries(RETRIES)).body_limit(1024 * 1024)
}

async fn list(builder: blueshift::ClientBuilder) -> Result<usize, Error> {
    Ok(builder.build()?.campaigns().list().send().await?.items.len())
}

#[tokio::test]
async fn retries_429_and_5xx_except_501() {
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

/// Returns an action that sends a response with this body, declared as gzip.
fn gzip_response(body: &[u8]) -> Action {
    let mut response = b"HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ".to_vec();
    write!(response, "{}\r\nconnection: close\r\n\r\n", body.len()).unwrap();
    response.extend_from_slice(body);
    Action::Send(response)
}

fn head(headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n{headers}\r\n").into_bytes()
}

fn response(headers: &str, body: &str) -> Vec<u8> {
    [head(headers), body.as_bytes().to_vec()].concat()
}

#[tokio::test]
async fn retries_network_errors_but_not_permanent_ones() {
    use TransportProblem::{Broken, Timeout, TooLarge};

    let limit = TooLarge(1024 * 1024);
    let bomb = gzip(&vec![b' '; 8 * 1024 * 1024]);
    let mut truncated = gzip(b"[]");
    truncated.truncate(truncated.len() - 4);
    let huge_header = head(&format!("x-huge: {}\r\n", "x".repeat(2 * 1024 * 1024)));
    let chunk = vec![b' '; 64 * 1024];
    for (name, action, retried, problem) in [
        ("close without a response", Action::Close, true, Broken),
        ("reset before the head", Action::Reset, true, Broken),
        ("reset within the head", Action::SendThenReset(b"HTTP/1.1 200 OK\r\nx-".to_vec()), true, Broken),
        ("reset after the head", Action::SendThenReset(head("content-length: 9\r\n")), true, Broken),
        ("body shorter than its length", Action::Send(response("content-length: 9\r\n", "[")), true, Broken),
        (
            "truncated chunked body",
            Action::Send(response("transfer-encoding: chunked\r\n", "5\r\n[    \r\n")),
            true,
            Broken,
        ),
        ("no response", Action::SendThenHang(Vec::new()), true, Timeout),
        ("body that hangs", Action::SendThenHang(response("content-length: 9\r\n", "[")), true, Timeout),
        ("endless body", Action::Endless { head: head(""), chunk: chunk.clone() }, false, limit),
        ("content length too large", Action::Send(head("content-length: 9999999999\r\n")), false, limit),
        ("gzip bomb", gzip_response(&bomb), false, limit),
        ("complete body of truncated gzip", gzip_response(&truncated), false, Broken),
        ("invalid gzip", gzip_response(b"not gzip at all"), false, Broken),
        ("head too large", Action::Send(huge_header), false, Broken),
        ("not HTTP", Action::Send(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec()), false, Broken),
    ] {
        let server = RawServer::start(vec![action]).await;
        let slow = matches!(problem, Timeout);
        // Short if the test expects a timeout, otherwise long.
        let timeout = if slow { Duration::from_millis(400) } else { Duration::from_secs(20) };
        let error = list(client(&server.url).attempt_timeout(timeout)).await.unwrap_err();
        let expected = if retried { 1 + RETRIES } else { 1 };
        assert_eq!(server.requests().len(), expected as usize, "{name}: {error:?}");
        let Error::Transport(error) = &error else { panic!("{name}: {error:?}") };
        assert_eq!((error.problem(), error.attempts()), (problem, expected), "{name}: {error:?}");
    }
}

#[tokio::test]
async fn retries_refused_connections() {
    // No process listens on a port that was just released.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = list(client(&url)).await.unwrap_err();
    assert_eq!(error.attempts(), 1 + RETRIES);
    assert!(error.is_retryable() && !error.is_timeout());
}

#[tokio::test]
async fn does_not_retry_an_untrusted_certificate() {
    let server = TlsServer::start().await;
    let error = list(client(&server.url)).await.unwrap_err();
    let Error::Transport(error) = &error else { panic!("{error:?}") };
    assert_eq!((error.problem(), error.attempts()), (TransportProblem::Connect, 1), "{error:?}");
    assert_eq!(server.connections(), 1);
}

#[tokio::test]
async fn trusts_a_root_certificate_of_the_builder() {
    let server = TlsServer::start().await;
    assert_eq!(list(client(&server.url).root_certificate(server.root())).await.unwrap(), 0);
}

#[tokio::test]
async fn trusts_a_root_certificate_of_a_custom_http_client() {
    let server = TlsServer::start().await;
    let http = blueshift::reqwest::Client::builder().tls_certs_merge([server.root()]).build().unwrap();
    assert_eq!(list(client(&server.url).http_client(http)).await.unwrap(), 0);
}

#[tokio::test]
async fn succeeds_after_several_kinds_of_failures() {
    let truncated = Action::Send(response("content-length: 99\r\n", r#"[{"uuid": "a"}"#));
    let complete = json(200, "", r#"[{"uuid": "a"}, {"uuid": "b"}]"#);
    let actions = vec![Action::Reset, json(503, "", ""), truncated, complete];
    let server = RawServer::start(actions).await;
    assert_eq!(list(client(&server.url).retry_policy(fast_retries())).await.unwrap(), 2);
    assert_eq!(server.requests().len(), 4);
}

#[tokio::test]
async fn does_not_retry_decode_errors() {
    let server = RawServer::start(vec![json(200, "", "[1]")]).await;
    let error = list(client(&server.url)).await.unwrap_err();
    assert!(matches!(error, Error::Decode(_)) && !error.is_retryable(), "{error:?}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn error_describes_a_persistent_html_502() {
    let page = "<html><body><h1>Bad gateway</h1>\n<p>upstream is gone</p></body></html>";
    let response = format!(
        "HTTP/1.1 502 X\r\ncontent-type: text/html\r\nx-request-id: r-1\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{page}",
        page.len()
    );
    let server = RawServer::start(vec![Action::Send(response.into_bytes())]).await;
    let error = list(client(&server.url)).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the server responded with 502 Bad Gateway: Bad gateway upstream is gone (request id r-1, 3 attempts)"
    );
    let Error::Api(error) = error else { panic!("{error:?}") };
    assert_eq!((error.body_text().as_ref(), error.content_type()), (page, Some("text/html")));
}

#[tokio::test]
async fn error_has_a_retry_after_that_exceeds_the_maximum() {
    let server = RawServer::start(vec![json(429, "retry-after: 3600\r\n", "")]).await;
    let error = list(client(&server.url)).await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn clones_of_a_client_share_the_retry_budget() {
    let server = RawServer::start(vec![json(503, "", "")]).await;
    let client = client(&server.url).retry_budget(blueshift::RetryBudget::new(15)).build().unwrap();
    for _ in 0..4 {
        client.clone().campaigns().list().send().await.unwrap_err();
    }
    // Each of the four calls sends one request, and the 15 tokens suffice for three retries at 5 tokens each.
    assert_eq!(server.requests().len(), 4 + 3);
}
