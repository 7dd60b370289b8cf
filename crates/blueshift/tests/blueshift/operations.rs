//! Requests of the operations other than `list_campaigns`, and outcomes of failed writes.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use blueshift::jiff::Timestamp;
use blueshift::reqwest::{Method, Request};
use blueshift::transport::HttpService;
use blueshift::types::CampaignSchedule;
use blueshift::{Client, Error, Outcome, Recipient, Response};
use futures_util::TryStreamExt;

use crate::clients::{self, fast_retries};
use crate::raw_server::{Action, RawServer, json};

fn client(server: &RawServer) -> Client {
    clients::client(&server.url).retry_policy(fast_retries().max_retries(2)).build().unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// The result of a write: whether one of its requests may still take effect, and the number of attempts.
type Written = Result<(bool, u32), Error>;
type Write = fn(Client) -> Pin<Box<dyn Future<Output = Written> + Send>>;

fn facts<T>(response: Response<T>) -> (bool, u32) {
    (response.may_still_take_effect(), response.attempts())
}

fn schedule() -> CampaignSchedule {
    CampaignSchedule::new(at("2030-05-01T00:00:00Z"))
}

const IDEMPOTENT: [(&str, Write); 3] = [
    ("PUT /api/v1/campaigns/u%201/archive ", |client| {
        Box::pin(async move { client.campaigns().archive("u 1").send().await.map(facts) })
    }),
    ("PUT /api/v1/campaigns/u%201/unarchive ", |client| {
        Box::pin(async move { client.campaigns().unarchive("u 1").send().await.map(facts) })
    }),
    // Keyed writes are retried in the same way as idempotent writes.
    ("POST /api/v1/campaigns/execute ", |client| {
        Box::pin(async move {
            let recipient = Recipient::email("jane@example.com").transaction_key("order-1");
            client.campaigns().execute("u 1", recipient).send().await.map(facts)
        })
    }),
];

/// A deadline that no test over a network reaches, even on a busy machine.
const DEADLINE: Duration = Duration::from_secs(60);

const TRANSITIONS: [(&str, Write); 3] = [
    ("PATCH /api/v1/campaigns/u%201/launch ", |client| {
        Box::pin(async move { client.campaigns().launch("u 1").deadline(DEADLINE).send().await.map(facts) })
    }),
    ("PATCH /api/v1/campaigns/u%201/pause ", |client| {
        Box::pin(async move { client.campaigns().pause("u 1").deadline(DEADLINE).send().await.map(facts) })
    }),
    ("PATCH /api/v1/campaigns/u%201/update_schedule ", |client| {
        let update = client.campaigns().update_schedule("u 1", schedule()).deadline(DEADLINE);
        Box::pin(async move { update.send().await.map(facts) })
    }),
];

fn all() -> impl Iterator<Item = (&'static str, Write)> {
    IDEMPOTENT.into_iter().chain(TRANSITIONS)
}

async fn run(write: Write, actions: Vec<Action>) -> (Written, Vec<String>) {
    let server = RawServer::start(actions).await;
    let written = write(client(&server)).await;
    (written, request_lines(&server))
}

/// Returns the request lines received so far.
fn request_lines(server: &RawServer) -> Vec<String> {
    server.requests().iter().map(|head| head.lines().next().unwrap().to_owned()).collect()
}

fn truncated() -> Action {
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 90\r\nconnection: close\r\n\r\n{\"su";
    Action::Send(head.into())
}

fn html() -> Action {
    not_json("text/html", "<html>maintenance</html>")
}

fn not_json(content_type: &str, body: &str) -> Action {
    let head =
        format!("HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\nconnection: close\r\ncontent-length:");
    Action::Send(format!("{head} {}\r\n\r\n{body}", body.len()).into())
}

fn is_unknown(error: &Error) -> bool {
    error.outcome() == Some(Outcome::Unknown) && error.may_still_take_effect() && !error.is_retryable()
}

#[tokio::test]
async fn writes_that_succeed_are_sent_once() {
    for (line, write) in all() {
        let (written, lines) = run(write, vec![json(200, "", "{}")]).await;
        assert_eq!(written.unwrap(), (false, 1), "{line}");
        assert_eq!(lines.len(), 1, "{line}");
        assert!(lines[0].starts_with(line), "{lines:?}");
    }
}

#[tokio::test]
async fn writes_are_retried_after_429_and_425() {
    for (line, write) in all() {
        let (written, lines) =
            run(write, vec![json(429, "", "{}"), json(425, "", "{}"), json(200, "", "{}")]).await;
        assert_eq!(written.unwrap(), (false, 3), "{line}");
        assert!(lines.iter().all(|sent| sent.starts_with(line)), "{lines:?}");
    }
}

#[tokio::test]
async fn writes_that_were_refused_are_not_applied() {
    for (line, write) in all() {
        for status in [400, 401, 403, 404, 422, 429] {
            let (written, _) = run(write, vec![json(status, "", r#"{"message": "no"}"#)]).await;
            let error = written.unwrap_err();
            assert_eq!(error.outcome(), Some(Outcome::NotApplied), "{line} {status}: {error:?}");
            assert!(!error.may_still_take_effect(), "{line} {status}");
        }
    }
}

#[tokio::test]
async fn writes_that_were_not_sent_are_not_applied() {
    // No process listens on a port that was just released.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    for (line, write) in all() {
        let client = clients::client(&url).retry_policy(fast_retries().max_retries(1)).build().unwrap();
        let error = write(client).await.unwrap_err();
        assert_eq!((error.outcome(), error.attempts()), (Some(Outcome::NotApplied), 2), "{line}: {error:?}");
        assert!(!error.may_still_take_effect(), "{line}");
    }
}

#[tokio::test]
async fn idempotent_writes_are_retried_after_an_unknown_outcome() {
    for (line, write) in IDEMPOTENT {
        for fault in [json(503, "", "{}"), Action::Close, Action::Reset] {
            let (written, lines) = run(write, vec![fault, json(200, "", "{}")]).await;
            assert_eq!(written.unwrap(), (true, 2), "{line}");
            assert!(lines.iter().all(|sent| sent.starts_with(line)), "{lines:?}");
        }
    }
}

#[tokio::test]
async fn outcome_remains_unknown_if_the_retry_is_refused() {
    for (line, write) in IDEMPOTENT {
        for status in [404, 422, 429] {
            let (written, lines) = run(write, vec![Action::Close, json(status, "", "{}")]).await;
            let error = written.unwrap_err();
            assert_eq!(error.outcome(), Some(Outcome::Unknown), "{line} {status}: {error:?}");
            assert!(error.may_still_take_effect() && lines.len() >= 2, "{lines:?}");
        }
    }
}

#[tokio::test]
async fn applied_writes_are_not_retried_after_a_truncated_response() {
    for (line, write) in all() {
        let (written, lines) = run(write, vec![truncated()]).await;
        let error = written.unwrap_err();
        assert_eq!((error.outcome(), lines.len()), (Some(Outcome::Applied), 1), "{line}: {error:?}");
    }
}

#[tokio::test]
async fn empty_body_is_a_success() {
    for (line, write) in all() {
        let empty =
            Action::Send(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n".to_vec());
        let (written, lines) = run(write, vec![empty]).await;
        assert_eq!((written.unwrap(), lines.len()), ((false, 1), 1), "{line}");
    }
}

#[tokio::test]
async fn unproven_success_has_an_unknown_outcome() {
    for (line, write) in IDEMPOTENT {
        for response in [
            html(),
            not_json("text/html", ""),
            // This body can be decoded, but its content type is not that of the API.
            not_json("text/plain", r#"{"status": "ok"}"#),
            json(200, "", r#"{"success": false, "error": "x"}"#),
            json(200, "", r#"{"errors": {"status": ["is odd"]}}"#),
        ] {
            let (written, lines) = run(write, vec![response]).await;
            let error = written.unwrap_err();
            assert!(is_unknown(&error), "{line}: {error:?}");
            assert_eq!(lines.len(), 1, "{line}");
        }
    }
}

/// A header with the server's time.
const DATE: &str = "date: Wed, 01 Jan 2020 00:00:00 GMT\r\n";

/// The campaign after each transition, with an `updated_at` far in the future.
const DONE: [&str; 3] = [
    r#"{"status": "executing", "updated_at": "2999-01-01T00:00:00Z"}"#,
    r#"{"status": "paused", "updated_at": "2999-01-01T00:00:00Z"}"#,
    r#"{"startdate": "2030-05-01T00:00:00.000Z", "updated_at": "2999-01-01T00:00:00Z"}"#,
];

#[tokio::test]
async fn transitions_with_unknown_outcome_are_confirmed_by_reads_and_not_retried() {
    for ((line, write), done) in TRANSITIONS.into_iter().zip(DONE) {
        for fault in [json(503, "", "{}"), json(409, "", "{}"), Action::Close, html()] {
            let before = json(200, "", r#"{"status": "draft", "updated_at": "2024-01-01T00:00:00Z"}"#);
            let actions = vec![fault, json(503, "", "{}"), before, json(200, DATE, done)];
            let (written, lines) = run(write, actions).await;
            assert!(written.unwrap().0, "{line}");
            assert!(lines[0].starts_with(line), "{lines:?}");
            let reads = &lines[1..];
            assert!(
                reads.len() == 3
                    && reads.iter().all(|sent| sent.starts_with("GET /api/v1/campaigns/u%201.json "))
            );
        }
    }
}

/// The status, headers and body of the response to a read.
type ReadResponse<'a> = (u16, &'a [(&'static str, &'static str)], &'a str);

/// Returns a client without a network, and the methods of its requests. Writes fail with 503, and reads receive this response.
fn client_that_reads((status, headers, body): ReadResponse<'_>) -> (Client, Arc<Mutex<Vec<Method>>>) {
    let methods = Arc::<Mutex<Vec<Method>>>::default();
    let (sent, body, headers) = (methods.clone(), body.to_owned(), headers.to_vec());
    let service = tower::service_fn(move |request: Request| {
        sent.lock().unwrap().push(request.method().clone());
        let is_read = request.method() == Method::GET;
        let mut response = http::Response::builder().status(if is_read { status } else { 503 });
        for (name, value) in headers.iter().filter(|_| is_read) {
            response = response.header(*name, *value);
        }
        std::future::ready(Ok::<_, blueshift::reqwest::Error>(response.body(body.clone()).unwrap().into()))
    });
    let client = Client::builder("key").base_url("http://localhost").http_service(HttpService::new(service));
    (client.retry_policy(fast_retries().max_retries(2)).build().unwrap(), methods)
}

/// The clock is paused, because each case takes as long as the deadline.
#[tokio::test(start_paused = true)]
async fn unproven_transition_has_an_unknown_outcome() {
    const DATE: (&str, &str) = ("date", "Wed, 01 Jan 2020 00:00:00 GMT");
    // A cached response that is twenty years old.
    const CACHED: [(&str, &str); 2] = [("date", "Sat, 01 Jan 2000 00:00:00 GMT"), ("age", "631152000")];
    for ((line, write), done) in TRANSITIONS.into_iter().zip(DONE) {
        // This campaign is in the requested state, but was updated before the call started.
        let old = done.replace("2999", "2001");
        let responses: [ReadResponse<'_>; 5] = [
            (200, &[DATE], &old),
            (200, &CACHED, &old),
            // Without `Date`, the server's time is unknown. This machine's clock may differ from the server's clock.
            (200, &[], done),
            (200, &[DATE], "{}"),
            (404, &[DATE], "{}"),
        ];
        for response in responses {
            let (client, methods) = client_that_reads(response);
            let error = write(client).await.unwrap_err();
            assert!(is_unknown(&error), "{line}: {error:?}");
            assert!(matches!(error, Error::OutcomeUnknown(_)), "{line}: {error:?}");
            assert!(
                error.to_string().starts_with("the server may or may not have applied the request"),
                "{error}"
            );
            let methods = methods.lock().unwrap();
            let writes = methods.iter().filter(|method| **method == Method::PATCH).count();
            assert!(writes == 1 && methods.len() > 1, "{methods:?}");
        }
    }
}

#[tokio::test]
async fn update_just_before_a_transition_does_not_prove_it() {
    // If a read were sent half a second or more after the start of the call, the update of the first case would count as proof.
    // The deadline of that case ends the call earlier.
    for (updated, deadline, proves) in [("08:49:36.500", 200, false), ("08:49:37.000", 600_000, true)] {
        let campaign = format!(r#"{{"status": "paused", "updated_at": "1994-11-06T{updated}Z"}}"#);
        let read = json(200, "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n", &campaign);
        let server = RawServer::start(vec![Action::Close, read]).await;
        let pause = client(&server)
            .campaigns()
            .pause("u")
            .retry_policy(fast_retries())
            .deadline(Duration::from_millis(deadline));
        let paused = pause.send().await;
        assert_eq!(paused.is_ok(), proves, "{updated}: {paused:?}");
        if let Err(error) = paused {
            assert!(is_unknown(&error), "{error:?}");
        }
    }
}

#[tokio::test]
async fn refuses_uuids_that_would_reach_another_endpoint() {
    let server = RawServer::start(vec![json(200, "", "{}")]).await;
    let client = client(&server);
    for uuid in ["", ".", "..", "a/b", "a\\b"] {
        for error in [
            client.campaigns().get(uuid).send().await.unwrap_err(),
            client.campaigns().pause(uuid).send().await.unwrap_err(),
            client.campaigns().archive(uuid).send().await.unwrap_err(),
        ] {
            assert!(matches!(error, Error::Config(_)), "{error:?}");
            assert_eq!(error.outcome(), Some(Outcome::NotApplied));
        }
    }
    let recipient = Recipient::email("");
    assert!(matches!(client.campaigns().execute("u", recipient).send().await, Err(Error::Config(_))));
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn reads_send_their_parameters_and_are_retried() {
    let range = at("2024-05-01T00:00:00Z")..at("2024-05-03T12:00:00Z");
    let campaign = r#"{"campaign": {"name": "a", "statistics": {"sends": 2}, "new": true}}"#;
    let server =
        RawServer::start(vec![json(503, "", "{}"), json(200, "x-request-id: r-1\r\n", campaign)]).await;
    let detail = client(&server).campaigns().detail("u", range.clone()).send().await.unwrap();
    assert_eq!((detail.attempts(), detail.request_id(), detail.status().as_u16()), (2, Some("r-1"), 200));
    assert_eq!(detail.uuid.as_deref(), Some("u"));
    assert_eq!(detail.extra["new"], true);
    let line = "GET /api/v1/campaigns/u/detail.json?end_time=2024-05-03T12%3A00%3A00Z&start_time=2024-05-01T00%3A00%3A00Z ";
    assert!(server.requests()[1].starts_with(line), "{}", server.requests()[1]);

    let list = r#"{"campaigns": [{"uuid": "a", "statistics": {"clicks": 1}}]}"#;
    let server = RawServer::start(vec![json(200, "", list)]).await;
    let performance =
        client(&server).campaigns().performance(range.clone()).status("launched").tag_data("R:NA");
    let days: Vec<_> = performance.daily().try_collect().await.unwrap();
    assert_eq!(
        days.iter().map(|day| day.date.to_string()).collect::<Vec<_>>(),
        ["2024-05-01", "2024-05-02", "2024-05-03"]
    );
    assert!(days.iter().all(|day| day.campaigns[0].uuid == "a"));
    assert_eq!(days[2].range, at("2024-05-03T00:00:00Z")..range.end);
    let last = &server.requests()[2];
    assert!(last.contains("status=launched") && last.contains("tag_data=R%3ANA"), "{last}");

    let reversed = range.end..range.start;
    let error =
        client(&server).campaigns().performance(reversed).daily().try_collect::<Vec<_>>().await.unwrap_err();
    assert!(error.to_string().starts_with("time range must be"), "{error}");
    assert_eq!(server.requests().len(), 3);
}

/// A response without a readable list must not be treated as a day without campaigns.
#[tokio::test]
async fn failed_day_is_a_resumable_error() {
    let day = |uuid: &str| {
        json(200, "x-request-id: r-1\r\n", &format!(r#"{{"campaigns": [{{"uuid": "{uuid}"}}]}}"#))
    };
    let range = at("2024-05-01T00:00:00Z")..at("2024-05-04T00:00:00Z");
    for (status, body) in [
        (200, "{}"),
        (200, r#"{"campaigns": null}"#),
        (200, r#"{"campaigns": [{"uuid": "a"}, 7]}"#),
        (200, r#"{"campaigns": {"a": {}}}"#),
        (200, r#"{"campaigns": [], "error": "temporary failure"}"#),
        (200, r#"{"campaigns": [], "success": false}"#),
        (403, r#"{"message": "Forbidden"}"#),
    ] {
        let failing = json(status, "x-request-id: r-2\r\n", body);
        let server = RawServer::start(vec![day("a"), failing, day("c")]).await;
        let mut days = std::pin::pin!(client(&server).campaigns().performance(range.clone()).daily());
        assert_eq!(days.try_next().await.unwrap().unwrap().campaigns[0].uuid, "a");
        let error = days.try_next().await.unwrap_err();
        assert!(days.try_next().await.unwrap().is_none(), "{body}");
        assert_eq!((error.request_id(), error.outcome()), (Some("r-2"), None), "{body}");
        assert_eq!(
            error.status().map(|status| status.as_u16()),
            Some(status).filter(|status| *status != 200)
        );
        let Error::TimeRange(error) = error else { panic!("{body}: {error:?}") };
        assert_eq!(error.interval(), at("2024-05-02T00:00:00Z")..at("2024-05-03T00:00:00Z"), "{body}");
        let rest = error.resume_at()..range.end;
        let rest: Vec<_> = client(&server).campaigns().performance(rest).daily().try_collect().await.unwrap();
        assert_eq!(
            rest.iter().map(|day| day.date.to_string()).collect::<Vec<_>>(),
            ["2024-05-02", "2024-05-03"]
        );
    }
    let server = RawServer::start(vec![json(200, "", r#"{"campaigns": []}"#)]).await;
    let days: Vec<_> = client(&server).campaigns().performance(range).daily().try_collect().await.unwrap();
    assert!(days.len() == 3 && days.iter().all(|day| day.campaigns.is_empty()));
}

#[tokio::test]
async fn headers_of_a_call_are_sent_with_every_attempt() {
    let server = RawServer::start(vec![json(503, "", "{}"), json(200, "", "{}")]).await;
    client(&server).campaigns().archive("u").header("x-sandbox-call", "7").send().await.unwrap();
    assert!(
        server.requests().iter().all(|head| head.contains("x-sandbox-call: 7")),
        "{:?}",
        server.requests()
    );
    assert_eq!(server.requests().len(), 2);
}
