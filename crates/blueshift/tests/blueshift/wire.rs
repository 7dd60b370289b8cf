//! The contents of requests.

use std::fmt::Write;

use blueshift::jiff::Timestamp;
use blueshift::{CampaignStatus, Client, ExecTerm, ListCampaigns};

use crate::raw_server::{RawServer, json};

const KEY: &str = "test-key";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn query_of_every_filter_matches_the_snapshot() {
    type Set = fn(ListCampaigns) -> ListCampaigns;
    let cases: [(&str, Set, Option<u64>); 15] = [
        ("nothing", |list| list, None),
        ("name", |list| list.name("50% off & more, für alle"), None),
        ("email", |list| list.email("jane+news@example.com"), None),
        ("created_after", |list| list.created_after(at("2024-05-01T00:00:00Z")), None),
        ("created_before", |list| list.created_before(at("2024-05-01T12:30:15.250Z")), None),
        ("startdate", |list| list.startdate(at("2024-05-22T02:26:00+02:00")), None),
        ("archived", |list| list.archived(true), None),
        ("not archived", |list| list.archived(false), None),
        ("status", |list| list.status("launched"), None),
        ("unknown status", |list| list.status(CampaignStatus::Unknown("a b".into())), None),
        ("exec_term", |list| list.exec_term(ExecTerm::OneTime), None),
        ("per_page", |list| list.per_page(4), None),
        ("page", |list| list, Some(3)),
        ("page zero", |list| list, Some(0)),
        (
            "the example of the API reference",
            |list| list.status("launched").exec_term("one_time").per_page(4),
            Some(3),
        ),
    ];
    let server = RawServer::start(vec![json(200, "", "[]")]).await;
    let client = Client::builder(KEY).base_url(&server.url).build().unwrap();
    let mut text = String::new();
    for (i, (name, set, page)) in cases.iter().enumerate() {
        let list = set(client.campaigns().list());
        match page {
            Some(page) => list.page(*page).send().await.unwrap(),
            None => list.send().await.unwrap(),
        };
        writeln!(text, "# {name}\n{}", server.requests()[i].replace("\r\n", "\n").trim()).unwrap();
        text.push('\n');
    }
    let authority = server.url.trim_start_matches("http://");
    // The base64 form of "test-key:".
    let text = text
        .replace(authority, "HOST")
        .replace("dGVzdC1rZXk6", "KEY")
        .replace(env!("CARGO_PKG_VERSION"), "VERSION");
    insta::assert_snapshot!(text);
}

#[tokio::test]
async fn custom_user_agent_precedes_the_default() {
    let server = RawServer::start(vec![json(200, "", "[]")]).await;
    let client = Client::builder(KEY).base_url(&server.url).user_agent("dashboard/1.2").build().unwrap();
    client.campaigns().list().send().await.unwrap();
    let expected = format!("user-agent: dashboard/1.2 blueshift-rust/{}", env!("CARGO_PKG_VERSION"));
    assert!(server.requests()[0].contains(&expected), "{}", server.requests()[0]);
}

#[tokio::test]
async fn refuses_invalid_parameters_and_sends_nothing() {
    let server = RawServer::start(vec![json(200, "", "[]")]).await;
    let client = Client::builder(KEY).base_url(&server.url).build().unwrap();
    let list = || client.campaigns().list();
    let far = Timestamp::MIN;
    for (call, message) in [
        (list().per_page(0), "per_page must be 1 or more, found \"0\""),
        (list().startdate(far), "startdate must be in the years 0 to 9999"),
        (
            list().header("x-call", "line\nbreak"),
            "header must be a header with a valid name and value, other than ",
        ),
        (
            list().header("Authorization", "Basic x"),
            "header must be a header with a valid name and value, other than authorization",
        ),
    ] {
        let error = call.send().await.unwrap_err();
        assert!(error.to_string().starts_with(message), "{error}");
        assert_eq!(error.attempts(), 0);
    }
    assert!(server.requests().is_empty());
}
