//! Tests of `campaigns get` and `campaigns detail`, which print one campaign.

use blueshift_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use crate::command::{blueshift, run, runtime, stderr, stdout};

const UUID: &str = "c4ef6e44-ec6e-44e4-9e14-3c3b1f2a2c11";

/// Runs a command against a server that responds with this campaign.
fn show(campaign: &Value, line: &str) -> String {
    let runtime = runtime();
    let fault = Fault::body(200, "application/json", campaign.to_string());
    let sandbox = runtime.block_on(Sandbox::builder().api_key("key").fault(fault).start()).unwrap();
    let mut command = blueshift(&format!("--base-url {} campaigns {line}", sandbox.url()));
    let output = command.env("BLUESHIFT_API_KEY", "key").output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    stdout(&output)
}

fn campaign() -> Value {
    json!({
        "uuid": UUID, "name": "Spring \u{9b}31m", "status": "reviewing", "enddate": null, "tag_data": 7,
        "statistics": { "sends": 12345, "clicks": "many", "new_statistic": 3, "attributions": { "web": 1 } },
        "new_field": { "a": [1, 2] },
    })
}

#[test]
fn json_is_one_object_that_preserves_every_field() {
    for line in ["get", "detail"] {
        for format in ["", "-o json", "-o ndjson"] {
            let text = show(&campaign(), &format!("{line} {UUID} {format}"));
            assert_eq!(text.lines().count(), 1, "{text}");
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), campaign(), "{line} {format}");
        }
    }
}

#[test]
fn csv_and_tables_have_one_record() {
    let text = show(&campaign(), &format!("detail {UUID} -o csv"));
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let headers = reader.headers().unwrap().clone();
    let records: Vec<_> = reader.records().map(Result::unwrap).collect();
    let cell = |name: &str| &records[0][headers.iter().position(|header| header == name).unwrap()];
    assert_eq!((records.len(), headers.len()), (1, 15 + 22));
    assert_eq!(
        [cell("uuid"), cell("status"), cell("sends"), cell("attributions")],
        [UUID, "reviewing", "12345", "{\"web\":1}"]
    );
    assert_eq!(
        show(&campaign(), &format!("get {UUID} --columns uuid,status -o csv")),
        format!("uuid,status\n{UUID},reviewing\n")
    );
    // Without a format, --columns selects a table.
    let table = show(&campaign(), &format!("get {UUID} --columns status,tag_data"));
    assert_eq!(table, "STATUS     TAG DATA\nreviewing  -\n");
}

#[test]
fn detail_requests_the_last_30_days_or_a_period() {
    let fields = |line: &str| -> Value { serde_json::from_str(&run(line)).unwrap() };
    let listed = run("--sandbox campaigns list --status launched --limit 1 -o csv --columns uuid");
    let uuid = listed.lines().nth(1).unwrap();
    let detail = fields(&format!("--sandbox campaigns detail {uuid}"));
    let statistics = &detail["statistics"];
    assert_eq!(
        (&statistics["start_time"], &statistics["end_time"]),
        (&json!("2026-04-20T12:00:00.000Z"), &json!("2026-05-20T12:00:00.000Z"))
    );
    let detail = fields(&format!("--sandbox campaigns detail {uuid} --from 2026-05-01 --to 1d"));
    let statistics = &detail["statistics"];
    assert_eq!(
        (&statistics["start_time"], &statistics["end_time"]),
        (&json!("2026-05-01T00:00:00.000Z"), &json!("2026-05-19T12:00:00.000Z"))
    );
    let get = fields(&format!("--sandbox campaigns get {uuid}"));
    assert_eq!((&get["uuid"], &get["statistics"]), (&json!(uuid), &Value::Null));
}

#[cfg(unix)]
#[test]
fn card_shows_every_field_with_a_value_and_escapes_control_characters() {
    use crate::pty::run_in_terminal;

    let runtime = runtime();
    let fault = Fault::body(200, "application/json", campaign().to_string());
    let sandbox = runtime.block_on(Sandbox::builder().api_key("key").fault(fault).start()).unwrap();
    let line = format!("blueshift --base-url {} campaigns detail {UUID}", sandbox.url());
    let output = run_in_terminal(100, &[("BLUESHIFT_API_KEY", "key")], &line);
    let lines = output.lines();
    for expected in [
        "uuid           c4ef6e44-ec6e-44e4-9e14-3c3b1f2a2c11",
        "name           Spring \\u{9b}31m",
        "status         reviewing",
        "sends          12,345",
        "attributions   {\"web\":1}",
        "clicks         many",
        "new_statistic  3",
        "tag_data       7",
        "new_field      {\"a\":[1,2]}",
    ] {
        assert!(lines.iter().any(|line| line == expected), "{expected}: {lines:#?}");
    }
    assert_eq!(lines.len(), 9, "{lines:#?}");
    let line = format!("{line} --columns status,sends");
    let output = run_in_terminal(100, &[("BLUESHIFT_API_KEY", "key")], &line);
    assert_eq!(output.lines(), ["status  reviewing", "sends   12,345"]);
}
