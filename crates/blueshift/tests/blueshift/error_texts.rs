//! The messages of errors and their sources.

use std::error::Error as _;
use std::fmt::Write;
use std::time::Duration;

use blueshift::{Client, Error, RetryPolicy};
use futures_util::TryStreamExt;

use crate::clients;
use crate::raw_server::{Action, RawServer, json};

fn client(url: &str) -> blueshift::ClientBuilder {
    clients::client(url).retry_policy(RetryPolicy::none())
}

async fn failure(action: Action) -> Error {
    let server = RawServer::start(vec![action]).await;
    client(&server.url).body_limit(1_000).build().unwrap().campaigns().list().send().await.unwrap_err()
}

/// Replaces ephemeral ports with a placeholder.
fn without_ports(text: &str) -> String {
    let parts: Vec<_> = text.split("http://127.0.0.1:").collect();
    let rest = parts[1..].iter().map(|part| part.trim_start_matches(|c: char| c.is_ascii_digit()));
    rest.fold(parts[0].to_owned(), |text, part| format!("{text}http://127.0.0.1:PORT{part}"))
}

/// Returns the error and its sources, one per line.
fn chain(error: &Error) -> String {
    let mut text = error.to_string();
    let mut link = error.source();
    while let Some(source) = link {
        write!(text, "\n  because: {source}").unwrap();
        link = source.source();
    }
    text
}

const ID: &str = "x-request-id: 3f2b8c1e-5d0a-4c7e-9b42-6f1d2a7c8e90\r\n";

#[tokio::test]
async fn error_texts_match_the_snapshot() {
    let html = "<html><head><title>502 Bad Gateway</title></head><body><center>nginx</center></body></html>";
    let config = |builder: blueshift::ClientBuilder| builder.build().unwrap_err();
    let listing = client("http://127.0.0.1").build().unwrap().campaigns().list();
    let mut errors = vec![
        ("empty key", config(Client::builder(""))),
        ("key with a colon", config(Client::builder("a:b"))),
        ("plain http", config(client("http://api.getblueshift.com"))),
        ("base URL with a query", config(client("https://host/path?api_key=s3cret"))),
        ("API key in place of the base URL", config(client("s3cret"))),
        ("API key in place of the region", "s3cret".parse::<blueshift::Region>().unwrap_err().into()),
        ("region and base URL", config(client("http://127.0.0.1").region(blueshift::Region::Eu))),
        ("rate limit of 0", config(client("http://127.0.0.1").rate_limit(0))),
        ("parameter out of range", listing.clone().per_page(0).send().await.unwrap_err()),
        (
            "parameters that exclude each other",
            listing
                .startdate(blueshift::jiff::Timestamp::UNIX_EPOCH)
                .all_time()
                .stream()
                .try_next()
                .await
                .unwrap_err(),
        ),
        (
            "400 with fields",
            failure(json(400, ID, r#"{"errors": {"startdate": ["can't be blank"], "name": ["a", "b"]}}"#))
                .await,
        ),
        ("401", failure(json(401, ID, r#"{"message": "Not authorized"}"#)).await),
        (
            "422 with a code",
            failure(json(422, ID, r#"{"success": false, "error": "Validation failed", "error_code": 7}"#))
                .await,
        ),
        (
            "429 without a request id",
            failure(json(429, "retry-after: 7\r\n", r#"{"message": "Rate limit exceeded"}"#)).await,
        ),
        ("502 in HTML", failure(json(502, ID, html)).await),
        ("504 without a body", failure(json(504, "", "")).await),
        ("418, which is not documented", failure(json(418, "", "")).await),
        ("204 in place of a list", failure(Action::Send(b"HTTP/1.1 204 No Content\r\n\r\n".to_vec())).await),
        ("302 is not followed", failure(json(302, "location: http://127.0.0.1:9/\r\n", "")).await),
        ("an item that is not an object", failure(json(200, ID, r#"[{"uuid": "a"}, 3]"#)).await),
        ("an object without a list", failure(json(200, ID, r#"{"note": "hello"}"#)).await),
        ("an error in place of a list", failure(json(200, ID, r#"{"message": "hello"}"#)).await),
        ("a body that is too large", failure(json(200, ID, &" ".repeat(1_001))).await),
        ("connection closed without a response", failure(Action::Close).await),
        (
            "a truncated body",
            failure(Action::Send(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n[".to_vec())).await,
        ),
    ];
    let (_, empty) = errors.iter().find(|(name, _)| name.starts_with("204")).unwrap();
    assert_eq!(empty.status().map(|status| status.as_u16()), Some(204));
    let unreachable = client("http://127.0.0.1:1").build().unwrap();
    errors.push(("connection refused", unreachable.campaigns().list().send().await.unwrap_err()));
    let hanging = RawServer::start(vec![Action::SendThenHang(Vec::new())]).await;
    let short = client(&hanging.url).attempt_timeout(Duration::from_millis(30)).build().unwrap();
    errors.push(("timeout", short.campaigns().list().send().await.unwrap_err()));
    let short = client(&hanging.url).deadline(Duration::from_millis(30)).build().unwrap();
    errors.push(("deadline", short.campaigns().list().send().await.unwrap_err()));

    let texts: String =
        errors.iter().map(|(name, error)| format!("# {name}\n{}\n\n", chain(error))).collect();
    insta::assert_snapshot!(without_ports(&texts));
}
