//! Commands that change campaigns: requests, confirmation, outcomes and exit codes.

use blueshift_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

#[cfg(target_os = "linux")]
use crate::command::run_on_a_full_disk;
#[cfg(unix)]
use crate::command::signal;
use crate::command::{stderr, stdout};
use crate::server::{Server, ndjson};

const NO_SUCH: &str = "00000000-0000-4000-8000-000000000000";

fn operations(server: &Server) -> Vec<(&'static str, String)> {
    server.sandbox.effects().into_iter().map(|effect| (effect.operation, effect.target)).collect()
}

#[test]
fn each_write_changes_the_campaign_and_reports_its_outcome() {
    let server = Server::start();
    for (command, status, operation) in [
        ("launch", "draft", "launch_campaign"),
        ("pause", "launched", "pause_campaign"),
        ("archive", "draft", "bulk_archive_campaigns"),
        ("unarchive", "draft", "bulk_unarchive_campaigns"),
        ("schedule --startdate 2030-02-01", "draft", "update_campaign_schedule"),
    ] {
        let uuid = server.campaign(status, "one_time");
        if command == "unarchive" {
            server.run(&format!("archive {uuid} --yes"));
        }
        server.sandbox.clear_effects();
        let output = server.run(&format!("{command} {uuid} --yes --output ndjson"));
        assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""), "{command}");
        assert_eq!(operations(&server), [(operation, uuid.clone())]);
        let outcomes = ndjson(&stdout(&output));
        assert_eq!((&outcomes[0]["uuid"], &outcomes[0]["outcome"]), (&json!(uuid), &json!("successful")));
        assert_eq!(outcomes.len(), 1);
    }
}

#[test]
fn reads_uuids_from_files_and_stdin_in_every_format() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("input");
    let server = Server::start();
    for format in ["lines", "csv", "ndjson"] {
        let uuids = [(); 3].map(|()| server.campaign("draft", "one_time"));
        let [a, b, c] = &uuids;
        let text = match format {
            "lines" => format!("\u{feff}{a}\r\n\r\n{b}\r\n{c}\r\n{a}\r\n"),
            "csv" => format!("name,uuid\r\n\"x, \"\"y\"\"\nz\",{a}\r\n,{b}\r\né,{c}\r\né,{c}"),
            _ => format!(
                "{{\"uuid\":\"{a}\"}}\n\n{{\"name\":1,\"uuid\":\"{b}\"}}\n{{\"uuid\":\"{c}\"}}\n{{\"uuid\":\"{a}\"}}"
            ),
        };
        server.sandbox.clear_effects();
        let output = if format == "csv" {
            std::fs::write(&path, &text).unwrap();
            server.run(&format!("launch --input {} --yes --output csv", path.display()))
        } else {
            server.run_with("launch --input - --yes --output csv", &text)
        };
        assert_eq!(output.status.code(), Some(0), "{format}: {}", stderr(&output));
        assert_eq!(stderr(&output), "warning: ignored 1 duplicate UUID\n");
        let mut launched: Vec<_> = operations(&server).into_iter().map(|(_, uuid)| uuid).collect();
        let mut expected = uuids.to_vec();
        launched.sort();
        expected.sort();
        assert_eq!(launched, expected, "{format}");
        assert_eq!(stdout(&output).lines().count(), 4, "{}", stdout(&output));
    }
}

#[test]
fn nothing_is_sent_without_confirmation_or_with_invalid_input() {
    let server = Server::start();
    let uuid = server.campaign("draft", "one_time");
    let many: String = (0..101).map(|number| format!("c-{number}\n")).collect();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("spec.json");
    std::fs::write(&file, r#"{"name": "x"}"#).unwrap();
    let file = file.display();
    let recipients = directory.path().join("r.csv");
    std::fs::write(&recipients, "email\na@example.com\n").unwrap();
    let results = directory.path().join("results");
    let execute =
        format!("execute --campaign {uuid} --input {} --results {}", recipients.display(), results.display());
    for (line, stdin, message) in [
        (format!("launch {uuid}"), "", "error: --yes is required without a terminal; nothing was sent\n"),
        (format!("schedule {uuid} --startdate +2d"), "", "error: --yes is required without a terminal"),
        (format!("create --type one_time --input {file}"), "", "error: --yes is required without a terminal"),
        (execute, "", "error: --yes is required without a terminal"),
        (
            "pause --input -".to_owned(),
            &uuid,
            "error: --yes is required with input from stdin; nothing was sent\n",
        ),
        (
            "archive --input - --yes".to_owned(),
            &many,
            "error: the number of campaigns exceeds the ceiling of 100; nothing was sent; to change the ceiling, use --ceiling N",
        ),
        (
            format!("archive {uuid} c-1 c-2 --yes --ceiling 2"),
            "",
            "error: the number of campaigns exceeds the ceiling of 2; nothing was sent",
        ),
        (
            format!("archive {uuid} c-1 c-2 --dry-run --ceiling 2"),
            "",
            "error: the number of campaigns exceeds the ceiling of 2",
        ),
        (
            "archive --input - --yes".to_owned(),
            "a-1\nb c\n",
            "error: stdin, line 2: \"b c\" is not the UUID of a campaign\n",
        ),
        (
            "archive --input - --yes".to_owned(),
            "id,name\n1,2\n",
            "error: stdin, line 2: the UUID is missing\n",
        ),
        ("archive --input - --yes".to_owned(), "\n\n", "error: stdin contains no campaigns\n"),
        ("archive --input /nonexistent --yes".to_owned(), "", "error: cannot read /nonexistent\n"),
        ("archive a,b --yes".to_owned(), "", "error: \"a,b\" is not the UUID of a campaign\n"),
        ("archive --yes".to_owned(), "", "error: the following required arguments were not provided"),
        (
            format!("archive {uuid} --input - --yes"),
            "",
            "error: the argument '[UUID]...' cannot be used with",
        ),
        (format!("archive {uuid} --ceiling 0 --yes"), "", "error: invalid value '0' for '--ceiling <N>'"),
        (
            format!("schedule {uuid} --startdate +2d --enddate +1d --yes"),
            "",
            "error: --enddate must be after --startdate\n",
        ),
        ("create --type one_time --yes".to_owned(), "", "error: the campaign has no name"),
        (
            "create --type one_time --yes --input -".to_owned(),
            "[1]",
            "error: stdin does not contain the JSON object of a campaign\n",
        ),
    ] {
        let output = server.run_with(&line, stdin);
        assert_eq!(output.status.code(), Some(2), "{line}: {}", stderr(&output));
        assert!(stderr(&output).starts_with(message), "{line}: {}", stderr(&output));
        assert_eq!(stdout(&output), "", "{line}");
    }
    assert!(!results.exists());
    assert_eq!(server.sandbox.requests().len(), 0);
    let all = server.run_with("archive --input - --yes --ceiling none --output csv", &many);
    assert_eq!(stdout(&all).lines().count(), 102);
    assert_eq!(server.writes(), 2);
}

#[test]
fn stops_reading_input_above_the_ceiling() {
    // stdin stays open, so the command must not wait for its end.
    let server = Server::start();
    let mut command = server.command("archive --input - --yes --ceiling 2");
    command.stdin(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, b"a-1\na-2\na-3\n").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(2));
    drop(stdin);
}

#[test]
fn dry_run_prints_each_request_and_sends_nothing() {
    let server = Server::start();
    let url = server.sandbox.url();
    let directory = tempfile::tempdir().unwrap();
    let spec = directory.path().join("spec.json");
    std::fs::write(&spec, r#"{"name": "x", "launch": false, "later": [1]}"#).unwrap();
    for (line, expected) in [
        (
            "launch a-1 b-2".to_owned(),
            format!("PATCH {url}/api/v1/campaigns/a-1/launch\nPATCH {url}/api/v1/campaigns/b-2/launch\n"),
        ),
        ("pause a-1".to_owned(), format!("PATCH {url}/api/v1/campaigns/a-1/pause\n")),
        (
            "archive a-1 b-2".to_owned(),
            format!("PUT {url}/api/v1/campaigns/bulk_archive\n{{\"uuid\":[\"a-1\",\"b-2\"]}}\n"),
        ),
        (
            "unarchive a-1".to_owned(),
            format!("PUT {url}/api/v1/campaigns/bulk_unarchive\n{{\"uuid\":[\"a-1\"]}}\n"),
        ),
        (
            "schedule a-1 --startdate 2030-01-01".to_owned(),
            format!(
                "PATCH {url}/api/v1/campaigns/a-1/update_schedule\n{{\"startdate\":\"2030-01-01T00:00:00Z\"}}\n"
            ),
        ),
        (
            format!(
                "create --type event_triggered --input {} --segment s --startdate 2030-01-01",
                spec.display()
            ),
            format!(
                "POST {url}/api/v1/campaigns/event_triggered\n{{\"name\":\"x\",\"startdate\":\"2030-01-01T00:00:00Z\",\"launch\":false,\"segment_uuid\":\"s\",\"later\":[1]}}\n"
            ),
        ),
    ] {
        let output = server.run(&format!("{line} --dry-run"));
        assert_eq!((stdout(&output), stderr(&output).as_str()), (expected.clone(), ""), "{line}");
        assert_eq!(output.status.code(), Some(0), "{line}");
        let requests: Vec<Value> =
            serde_json::from_slice(&server.run(&format!("{line} --dry-run --output json")).stdout).unwrap();
        assert!(requests.iter().all(|request| request["url"].as_str().unwrap().starts_with(&url)));
    }
    // `-v` prints only requests that are sent.
    let output = server.run("-v launch a-1 --dry-run");
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let output = server.run("archive a-1 --dry-run --output ndjson");
    let request = json!({"method": "PUT", "url": format!("{url}/api/v1/campaigns/bulk_archive"), "body": {"uuid": ["a-1"]}});
    assert_eq!(ndjson(&stdout(&output)), [request]);
    let output = server.run("archive a-1 --dry-run --output csv");
    assert_eq!(
        stdout(&output),
        format!(
            "method,url,body\nPUT,{url}/api/v1/campaigns/bulk_archive,\"{{\"\"uuid\"\":[\"\"a-1\"\"]}}\"\n"
        )
    );
    assert_eq!(server.sandbox.requests().len(), 0);
}

#[test]
fn exit_code_states_how_much_succeeded() {
    let server = Server::start();
    let [a, b, paused] = ["draft", "draft", "paused"].map(|status| server.campaign(status, "one_time"));
    // Nothing succeeded.
    let output = server.run(&format!("launch {NO_SUCH} --yes --output ndjson"));
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(
        stderr(&output).starts_with("error: the campaign was not launched\n  status      404 Not Found\n"),
        "{}",
        stderr(&output)
    );
    assert_eq!(ndjson(&stdout(&output))[0]["outcome"], "failed");
    // Some campaigns were launched.
    let output = server.run(&format!("launch {a} {NO_SUCH} --yes --output ndjson"));
    assert_eq!(output.status.code(), Some(3));
    let report = stderr(&output);
    assert!(
        report.starts_with("error: 1 of 2 campaigns was not launched\n  launched    1\n  failed      1\n"),
        "{report}"
    );
    // An unknown outcome takes precedence.
    server.faults([
        Fault::status(503).operation("launch_campaign").after(1),
        Fault::status(500).operation("get_campaign"),
    ]);
    let output = server.run(&format!("--timeout 5s launch {b} {NO_SUCH} {paused} --yes --output ndjson"));
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    let outcomes = ndjson(&stdout(&output));
    assert_eq!(outcomes.len(), 3);
    assert_eq!(outcomes.iter().filter(|outcome| outcome["outcome"] == "unknown").count(), 2, "{outcomes:?}");
    assert!(
        stderr(&output).starts_with("error: the outcomes of 2 of 3 campaigns are unknown\n"),
        "{}",
        stderr(&output)
    );
    // No change is a success.
    server.faults([]);
    let draft = server.campaign("draft", "one_time");
    server.run(&format!("archive {draft} --yes"));
    let output = server.run(&format!("archive {draft} --yes --output ndjson"));
    assert_eq!(
        (output.status.code(), &ndjson(&stdout(&output))[0]["outcome"]),
        (Some(0), &json!("no_change"))
    );
}

#[test]
fn archive_reports_every_outcome_in_every_format() {
    let server = Server::start();
    let draft = server.campaign("draft", "one_time");
    let archived = server.campaign("draft", "one_time");
    server.run(&format!("archive {archived} --yes"));
    let launched = server.campaign("launched", "one_time");
    let line = format!("archive {draft} {archived} {launched} {NO_SUCH} --yes");
    let output = server.run(&format!("{line} --output csv --columns uuid,outcome"));
    assert_eq!(output.status.code(), Some(3), "{}", stderr(&output));
    let mut rows: Vec<_> = stdout(&output).lines().skip(1).map(str::to_owned).collect();
    rows.sort();
    let mut expected = [
        (&draft, "successful"),
        (&archived, "no_change"),
        (&launched, "blocked"),
        (&NO_SUCH.to_owned(), "failed"),
    ]
    .map(|(uuid, outcome)| format!("{uuid},{outcome}"));
    expected.sort();
    assert_eq!(rows, expected);
    for format in ["table", "json", "ndjson"] {
        let text = stdout(&server.run(&format!("{line} --output {format}")));
        assert!([&draft, &archived, &launched].iter().all(|uuid| text.contains(*uuid)), "{format}: {text}");
        assert!(
            text.contains("no_change") && text.contains("blocked") && text.contains("failed"),
            "{format}: {text}"
        );
    }
}

#[test]
fn closed_stdout_does_not_stop_the_writes() {
    let server = Server::start();
    let uuids: Vec<_> = (0..20).map(|_| server.campaign("draft", "one_time")).collect();
    let mut command = server.command(&format!("launch {} --yes --output ndjson", uuids.join(" ")));
    command.stdout(std::process::Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(operations(&server).len(), 20);
}

#[test]
fn flags_of_create_replace_fields_of_the_file() {
    let server = Server::start();
    let spec = json!({
        "name": 7, "startdate": "soon", "segment_uuid": "other", "launch": true,
        "triggers": [{"template_uuid": "t-1"}], "author": "a@example.com",
    });
    let line =
        "create --type one_time --input - --startdate 2030-03-01 --segment s-1 --draft --yes --output json";
    let output = server.run_with(&format!("{line} --name Spring"), &format!("\u{feff}{spec}"));
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let outcome: Value = serde_json::from_slice(&output.stdout).unwrap();
    let uuid = outcome[0]["uuid"].as_str().unwrap();
    assert_eq!((&outcome[0]["name"], &outcome[0]["status"]), (&json!("Spring"), &json!("draft")));
    let campaign = server.sandbox.campaign(uuid).unwrap();
    assert_eq!(campaign["name"], "Spring");
    assert_eq!(campaign["segment_uuid"], "s-1");
    assert_eq!(campaign["triggers"], json!([{"template_uuid": "t-1"}]));
    assert_eq!(campaign["author"], "a@example.com");
    assert!(campaign["startdate"].as_str().unwrap().starts_with("2030-03-01T00:00:00"));
}

#[test]
fn refused_create_reports_the_problem() {
    let server = Server::start();
    let output = server.run("create --type one_time --name x --draft --yes");
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("error: the campaign was not created\n"), "{}", stderr(&output));
    assert!(stderr(&output).contains("message     segment_uuid "), "{}", stderr(&output));
    assert_eq!(operations(&server).len(), 0);
}

#[test]
fn create_with_an_unknown_outcome_lists_the_candidates() {
    for (faults, candidates, advice) in [
        (
            vec![Fault::lost_response().operation("create_campaign")],
            Some(1),
            "A candidate may have been created by another client",
        ),
        (vec![Fault::status(503).operation("create_campaign")], Some(0), "No such campaign is listed yet."),
        (
            vec![
                Fault::status(503).operation("create_campaign"),
                Fault::status(403).operation("list_campaigns"),
            ],
            None,
            "The campaigns could not be listed either.",
        ),
    ] {
        let server = Server::of(Sandbox::builder().campaigns(3));
        server.faults(faults);
        let line =
            "create --type event_triggered --name Spring --startdate 2030-03-01 --draft --yes --output json";
        let output = server.run(line);
        let report = stderr(&output);
        assert_eq!(output.status.code(), Some(4), "{report}");
        assert!(report.starts_with("error: it is unknown whether the campaign was created\n"), "{report}");
        assert!(report.contains(advice), "{report}");
        let outcomes: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(outcomes[0]["outcome"], "unknown");
        assert_eq!(outcomes[0]["candidates"].as_array().map(Vec::len), candidates, "{outcomes}");
        if candidates == Some(1) {
            let uuid = operations(&server)[0].1.clone();
            assert_eq!(outcomes[0]["candidates"], json!([uuid]));
            assert!(report.contains(&format!("candidate  {uuid} \"Spring\", created at 20")), "{report}");
        }
        assert_eq!(server.writes(), 1);
    }
}

#[test]
fn read_determines_the_outcome_of_a_launch_whose_response_is_lost() {
    let server = Server::start();
    let uuid = server.campaign("draft", "one_time");
    server.faults([Fault::lost_response().operation("launch_campaign")]);
    let output = server.run(&format!("launch {uuid} --yes --output ndjson"));
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let outcome = &ndjson(&stdout(&output))[0];
    assert_eq!(
        (&outcome["outcome"], &outcome["may_still_take_effect"]),
        (&json!("successful"), &json!(true))
    );
    assert_eq!((server.status(&uuid).as_str(), server.writes()), ("launched", 1));
}

#[cfg(unix)]
#[test]
fn interruption_reports_unknown_outcomes_and_unsent_campaigns() {
    let server = Server::start();
    let uuids: Vec<_> = (0..10).map(|_| server.campaign("draft", "one_time")).collect();
    // The responses after the first two hang.
    server.faults([Fault::hang().operation("launch_campaign").after(2)]);
    let mut command = server.command(&format!("launch {} --yes --output ndjson", uuids.join(" ")));
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let child = command.spawn().unwrap();
    while operations(&server).len() < 6 {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    signal(&child, "-INT");
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(4), "{}", stderr(&output));
    let outcomes = ndjson(&stdout(&output));
    let of = |outcome: &str| -> Vec<_> {
        let found = outcomes.iter().filter(|it| it["outcome"] == outcome);
        found.map(|it| it["uuid"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(
        (of("successful").len(), of("unknown").len(), of("not_sent").len()),
        (2, 4, 4),
        "{outcomes:?}"
    );
    let sent: Vec<_> = operations(&server).into_iter().map(|(_, uuid)| uuid).collect();
    assert!(of("not_sent").iter().all(|uuid| !sent.contains(uuid)));
    assert!(of("unknown").iter().all(|uuid| sent.contains(uuid)));
}

#[cfg(unix)]
#[test]
fn outcome_of_an_interrupted_create_is_unknown() {
    let server = Server::start();
    server.faults([Fault::hang().operation("create_campaign")]);
    let line =
        "create --type event_triggered --name Spring --startdate 2030-03-01 --draft --yes --output ndjson";
    let mut command = server.command(line);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let child = command.spawn().unwrap();
    while operations(&server).is_empty() {
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    signal(&child, "-INT");
    let output = child.wait_with_output().unwrap();
    let report = stderr(&output);
    assert_eq!(output.status.code(), Some(4), "{report}");
    assert_eq!(ndjson(&stdout(&output))[0]["outcome"], "unknown");
    assert!(
        report.contains("interrupted") && report.contains("The campaign may still be created."),
        "{report}"
    );
}

#[test]
fn reports_the_error_of_a_failed_write() {
    let server = Server::start();
    let uuid = server.campaign("draft", "one_time");
    // A truncated response does not make the launch fail.
    server.faults([Fault::truncate().operation("launch_campaign").times(1)]);
    let output = server.run(&format!("launch {uuid} --yes --output ndjson"));
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    let uuid = server.campaign("draft", "one_time");
    server.faults([Fault::truncate().operation("launch_campaign").times(1)]);
    let output = server.run(&format!("launch {uuid} {NO_SUCH} --yes --output ndjson"));
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("status      404 Not Found"), "{}", stderr(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn full_disk_does_not_stop_the_writes() {
    let server = Server::start();
    let uuids: Vec<_> = (0..6).map(|_| server.campaign("draft", "one_time")).collect();
    for format in ["table", "ndjson"] {
        let mut command = server.command(&format!("launch {} --yes --output {format}", uuids.join(" ")));
        let output = run_on_a_full_disk(&mut command);
        assert_eq!(operations(&server).len(), 6);
        // The second command fails, because the campaigns are already launched.
        assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
        assert!(
            format == "ndjson" || stderr(&output).contains("cannot write to stdout"),
            "{}",
            stderr(&output)
        );
    }
}
