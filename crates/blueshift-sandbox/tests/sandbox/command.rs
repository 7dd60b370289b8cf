//! Output, exit codes and options of the command.

use std::io::Read;
use std::process::{Command, Stdio};

use blueshift_test_support::SandboxProcess;

fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_blueshift-sandbox"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts the command and waits until it is ready.
fn ready(arguments: &[&str]) -> SandboxProcess {
    SandboxProcess::start(command().args(arguments)).unwrap()
}

async fn get(url: &str, key: &str, query: &str) -> (u16, String) {
    let url = format!("{url}/api/v2/campaigns.json?{query}");
    let response = reqwest::Client::new().get(url).basic_auth(key, Some("")).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

fn refusal(arguments: &[&str]) -> (Option<i32>, String) {
    let output = command().args(arguments).output().unwrap();
    assert!(output.stdout.is_empty());
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[cfg(unix)]
#[tokio::test]
async fn prints_ready_line_and_exits_cleanly_on_signal() {
    for signal in ["INT", "TERM"] {
        let mut sandbox = ready(&["--api-key", "mine"]);
        assert_eq!(sandbox.key, "mine");
        assert_eq!(get(&sandbox.url, &sandbox.key, "").await.0, 200);
        assert_eq!(get(&sandbox.url, "other", "").await.0, 401);
        let kill = Command::new("sh").args(["-c", &format!("kill -{signal} {}", sandbox.id())]).status();
        assert!(kill.unwrap().success());
        assert_eq!(sandbox.wait().unwrap().code(), Some(0), "{signal}");
        let mut rest = String::new();
        sandbox.stdout.take().unwrap().read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "", "the command printed more than one line");
    }
}

#[tokio::test]
async fn options_configure_the_sandbox() {
    let options = [
        "--campaigns",
        "200",
        "--seed",
        "7",
        "--page-base",
        "1",
        "--page-zero",
        "refuse",
        "--shape",
        "envelope",
        "--default-per-page",
        "30",
        "--max-per-page",
        "37",
        "--over-max",
        "refuse",
        "--past-end",
        "not-found",
        "--order",
        "oldest",
        "--archived-absent",
        "unarchived",
        "--archived-false",
        "all",
        "--name-match",
        "exact-case",
        "--unknown-parameter",
        "ignore",
        "--fault",
        "status=503,times=1",
        "--fault",
        "latency=1",
    ];
    let sandbox = ready(&options);
    assert_eq!(get(&sandbox.url, &sandbox.key, "").await.0, 503);
    let (status, page) = get(&sandbox.url, &sandbox.key, "extra=1").await;
    assert_eq!(status, 200);
    assert!(page.contains(r#""per_page":30,"page":1"#), "{page}");
    assert!(!page.contains(r#""archived":true"#));
    for (query, status) in [("page=0", 400), ("per_page=38", 400), ("page=99", 404)] {
        assert_eq!(get(&sandbox.url, &sandbox.key, query).await.0, status, "{query}");
    }
}

#[tokio::test]
async fn paging_assumptions_have_options() {
    let cases: [(&[&str], &str, u16, &str); 14] = [
        (
            &["--page-base", "1", "--page-zero", "clamp"],
            "page=0&per_page=2",
            200,
            r#"[{"uuid":"a"},{"uuid":"b"}]"#,
        ),
        (&["--page-base", "1", "--page-zero", "not-found"], "page=0", 404, r#"{"message":"Not Found"}"#),
        (
            &["--page-base", "1", "--page-zero", "unprocessable"],
            "page=0",
            422,
            r#"{"message":"page is out of range"}"#,
        ),
        (&["--page-base", "1", "--page-zero", "empty"], "page=0", 200, "[]"),
        (
            &["--page-base", "1", "--page-zero", "error"],
            "page=0",
            500,
            r#"{"message":"Internal Server Error - Please contact support for more information."}"#,
        ),
        (&["--past-end", "first-page"], "page=5&per_page=2", 200, r#"[{"uuid":"a"},{"uuid":"b"}]"#),
        (&["--past-end", "last-page"], "page=5&per_page=2", 200, r#"[{"uuid":"c"}]"#),
        (
            &["--past-end", "refuse"],
            "page=5&per_page=2",
            400,
            r#"{"errors":{"page":["must be less than or equal to 1"]}}"#,
        ),
        (&["--past-end", "unprocessable"], "page=5", 422, r#"{"message":"page is out of range"}"#),
        (&["--depth-limit", "1"], "", 200, r#"[{"uuid":"a"}]"#),
        (&["--shape", "campaigns"], "per_page=1", 200, r#"{"campaigns":[{"uuid":"a"}]}"#),
        (
            &["--shape", "envelope", "--total", "absent"],
            "per_page=1",
            200,
            r#"{"per_page":1,"page":0,"results":[{"uuid":"a"}]}"#,
        ),
        (
            &["--shape", "envelope", "--total", "too-large"],
            "per_page=1",
            200,
            r#"{"total_count":4.0,"total_pages":3,"per_page":1,"page":0,"results":[{"uuid":"a"}]}"#,
        ),
        (
            &["--shape", "envelope", "--total", "too-large=7"],
            "per_page=1",
            200,
            r#"{"total_count":10.0,"total_pages":9,"per_page":1,"page":0,"results":[{"uuid":"a"}]}"#,
        ),
    ];
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), r#"[{"uuid":"a"},{"uuid":"b"},{"uuid":"c"}]"#).unwrap();
    let data = ["--data", file.path().to_str().unwrap(), "--order", "given"];
    for (options, query, status, body) in cases {
        let sandbox = ready(&[&data[..], options].concat());
        assert_eq!(get(&sandbox.url, &sandbox.key, query).await, (status, body.to_owned()), "{options:?}");
    }
}

#[tokio::test]
async fn options_of_operations_have_an_effect() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), r#"[{"uuid":"a","status":"launched","exec_term":"transactional"}]"#).unwrap();
    let data = file.path().to_str().unwrap();
    let options = ["--bulk-transactions", "observed", "--detail-shape", "wrapped", "--activity-limit", "1"];
    let fault = ["--fault", "lost_response,status=504,operation=pause_campaign"];
    let sandbox = ready(&[&["--data", data][..], &options, &fault].concat());
    let client = reqwest::Client::new();
    let send = async |method: reqwest::Method, path: &str, body: &str| {
        let request =
            client.request(method, format!("{}{path}", sandbox.url)).basic_auth(&sandbox.key, Some(""));
        let response = request.body(body.to_owned()).send().await.unwrap();
        (response.status().as_u16(), response.text().await.unwrap())
    };
    let payload = r#"{"customer_id":"c","campaign_uuid":"a","transaction_uuid":"6f1c2a54-0c5e-4b8e-9d0a-3b2f7c9e1d42"}"#;
    let body = format!(r#"{{"payloads":[{payload},{payload}]}}"#);
    let (_, outcomes) = send(reqwest::Method::POST, "/api/v1/campaigns/bulk_execute", &body).await;
    assert_eq!(outcomes, r#"[{"success":true},{"success":true}]"#);
    assert_eq!(send(reqwest::Method::PATCH, "/api/v1/campaigns/a/pause", "").await.0, 504);
    let (_, detail) = send(reqwest::Method::GET, "/api/v1/campaigns/a.json", "").await;
    assert!(detail.starts_with(r#"{"campaign":{"#) && detail.contains(r#""status":"paused""#), "{detail}");
    let effects = send(reqwest::Method::GET, "/__sandbox/effects", "").await.1;
    assert_eq!(effects.matches("sequence").count(), 2, "{effects}");
}

#[tokio::test]
async fn options_override_the_behavior_file() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let behavior =
        "format = 1\npage-base = 1\npage-zero = 'not-found'\nshape = 'campaigns'\npast-end = 'undecidable'\n";
    std::fs::write(file.path(), behavior).unwrap();
    let path = file.path().to_str().unwrap();
    for (options, expected) in [
        (&["--campaigns", "0"][..], r#"{"campaigns":[]}"#),
        (&["--campaigns", "0", "--shape", "array"][..], "[]"),
    ] {
        let sandbox = ready(&[&["--assume", path], options].concat());
        assert_eq!(get(&sandbox.url, &sandbox.key, "page=1").await, (200, expected.to_owned()));
        assert_eq!(get(&sandbox.url, &sandbox.key, "page=0").await.0, 404);
    }
    std::fs::write(file.path(), "format = 1\nshape = 'round'").unwrap();
    let (code, stderr) = refusal(&["--port", "0", "--assume", path]);
    assert_eq!(code, Some(1));
    let problem = r#"key `shape`: expected "array", "envelope", "campaigns" or "undecidable", found "round""#;
    assert!(stderr.contains(path) && stderr.contains(problem), "{stderr}");
}

#[tokio::test]
async fn options_of_comparisons_and_headers_have_an_effect() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let campaign = r#"{"uuid":"a","email":"Jane@example.com","status":"launched","created_at":"2026-05-20T12:00:00.000Z","startdate":"2026-05-21T12:00:00.000Z"}"#;
    std::fs::write(file.path(), format!("[{campaign}]")).unwrap();
    let data = ["--data", file.path().to_str().unwrap()];
    let queries = [
        "email=jane@example.com",
        "status=LAUNCHED",
        "created_after=2026-05-20T12:00:00Z",
        "created_before=2026-05-20T12:00:00Z",
        "startdate=2026-05-21T12:00:00Z",
    ];
    let others = [
        "--email-match=exact-case",
        "--status-match=ignore-case",
        "--created-after=inclusive",
        "--created-before=inclusive",
        "--startdate=inclusive",
    ];
    for (options, listed) in
        [(&[][..], [true, false, false, false, false]), (&others[..], [false, true, true, true, true])]
    {
        let sandbox = ready(&[&data[..], options].concat());
        for (query, listed) in queries.into_iter().zip(listed) {
            assert_eq!(get(&sandbox.url, &sandbox.key, query).await.1 != "[]", listed, "{query} {options:?}");
        }
    }
    let headers = async |options: &[&str]| {
        let sandbox = ready(&[&["--fault", "rate_limit=0.001"], options].concat());
        let request = || reqwest::Client::new().get(format!("{}/api/v2/campaigns.json", sandbox.url));
        let send = async || request().basic_auth(&sandbox.key, Some("")).send().await.unwrap();
        let (first, limited) = (send().await, send().await);
        assert_eq!((first.status().as_u16(), limited.status().as_u16()), (200, 429));
        ["x-request-id", "retry-after", "x-ratelimit-limit", "ratelimit-remaining"]
            .map(|name| (first.headers().contains_key(name), limited.headers().contains_key(name)))
    };
    let (never, always, limited) = ((false, false), (true, true), (false, true));
    assert_eq!(headers(&[]).await, [always, limited, never, never]);
    let absent = ["--request-id", "absent", "--retry-after", "absent", "--rate-limit-headers", "ratelimit"];
    assert_eq!(headers(&absent).await, [never, never, never, always]);
    assert_eq!(headers(&["--rate-limit-headers", "x-ratelimit"]).await, [always, limited, always, never]);
}

#[tokio::test]
async fn fault_options_change_campaigns_between_responses() {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), r#"[{"uuid":"a"},{"uuid":"b"},{"uuid":"c"}]"#).unwrap();
    let data = file.path().to_str().unwrap();
    let events = ["swap=0,after=1,times=1", "remove=c,after=2,times=1", "restore=0,after=3,times=1"];
    let mut arguments = vec!["--data", data, "--order", "updated"];
    arguments.extend(events.iter().flat_map(|event| ["--fault", event]));
    arguments
        .extend(["--fault", r#"operation=list_campaigns,after=4,body={"results":[],"error":"timeout"}"#]);
    let sandbox = ready(&arguments);
    for body in [
        r#"[{"uuid":"a"},{"uuid":"b"},{"uuid":"c"}]"#,
        r#"[{"uuid":"b"},{"uuid":"a"},{"uuid":"c"}]"#,
        r#"[{"uuid":"b"},{"uuid":"a"}]"#,
        r#"[{"uuid":"b"},{"uuid":"a"},{"uuid":"c"}]"#,
        r#"{"results":[],"error":"timeout"}"#,
    ] {
        assert_eq!(get(&sandbox.url, &sandbox.key, "").await, (200, body.to_owned()));
    }
}

#[tokio::test]
async fn serves_a_file_or_reports_its_invalid_field() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let path = file.path().to_str().unwrap();
    std::fs::write(path, r#"[{"uuid": "a"}, {"uuid": "b", "archived": 1}]"#).unwrap();
    let (code, stderr) = refusal(&["--port", "0", "--data", path]);
    assert_eq!(code, Some(1));
    assert!(stderr.contains("row 2, field `archived`: expected true or false, found 1"), "{stderr}");

    std::fs::write(path, r#"[{"uuid": "a"}]"#).unwrap();
    let sandbox = ready(&["--data", path]);
    assert_eq!(get(&sandbox.url, &sandbox.key, "").await, (200, r#"[{"uuid": "a"}]"#.to_owned()));
}

#[test]
fn refuses_invalid_options() {
    let (code, stderr) = refusal(&["--fault", "status=200"]);
    assert_eq!(code, Some(2));
    assert!(stderr.contains("`status` must be between 400 and 599"), "{stderr}");
    assert_eq!(refusal(&["--shape", "round"]).0, Some(2));
    for total in ["wrong", "too-large=x", "absent=1"] {
        let (code, stderr) = refusal(&["--total", total]);
        assert_eq!(code, Some(2), "{total}");
        assert!(stderr.contains("expected"), "{stderr}");
    }
    assert_eq!(refusal(&["--api-key", "a:b"]).0, Some(1));
}
