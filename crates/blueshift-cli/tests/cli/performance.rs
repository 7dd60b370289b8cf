//! Tests of `campaigns performance`.

use blueshift_sandbox::{Fault, Sandbox};
use serde_json::{Value, json};

use crate::command::{blueshift, run, runtime, stderr, stdout};

const COMMAND: &str = "--sandbox campaigns performance";

fn clicks(records: &[Value]) -> Vec<f64> {
    records.iter().map(|record| record["statistics"]["clicks"].as_f64().unwrap()).collect()
}

fn ndjson(options: &str) -> Vec<Value> {
    let text = run(&format!("{COMMAND} -o ndjson {options}"));
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn sorts_before_applying_the_limit() {
    let all = clicks(&ndjson(""));
    assert!(all.len() > 100, "{}", all.len());
    let mut sorted = all.clone();
    sorted.sort_by(f64::total_cmp);
    assert_eq!(clicks(&ndjson("--sort clicks --limit 7")), sorted[..7]);
    sorted.reverse();
    assert_eq!(clicks(&ndjson("--sort clicks:desc --limit 3")), sorted[..3]);
    assert_eq!(clicks(&ndjson("--limit 3")), all[..3]);
    for refused in [
        "--sort click",
        "--sort clicks:down",
        "--sort :desc",
        "--limit 0",
        "--sort -clicks",
        // Records cannot be sorted by the column `trend`, which contains charts.
        "--daily --sort trend",
        "--daily --sort trend:desc",
    ] {
        let output = blueshift(&format!("{COMMAND} {refused}")).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{refused}");
        assert!(stderr(&output).contains("error: invalid value '"), "{refused}: {}", stderr(&output));
    }
}

#[test]
fn daily_clicks_add_up_to_the_clicks_of_the_period() {
    let period = "--from 2026-05-10T06:00Z --to 2026-05-13T18:00Z";
    let days = ndjson(&format!("{period} --daily"));
    let dates: std::collections::BTreeSet<_> = days.iter().map(|day| day["date"].as_str().unwrap()).collect();
    assert_eq!(
        dates.into_iter().collect::<Vec<_>>(),
        ["2026-05-10", "2026-05-11", "2026-05-12", "2026-05-13"]
    );
    assert_eq!(
        (&days[0]["start_time"], &days[0]["end_time"]),
        (&json!("2026-05-10T06:00:00Z"), &json!("2026-05-11T00:00:00Z"))
    );
    for campaign in ndjson(&format!("{period} --sort clicks:desc --limit 20")) {
        let sum: f64 = days
            .iter()
            .filter(|day| day["campaign"]["uuid"] == campaign["uuid"])
            .map(|day| day["campaign"]["statistics"]["clicks"].as_f64().unwrap())
            .sum();
        assert_eq!(Some(sum), campaign["statistics"]["clicks"].as_f64());
    }
    // With `--sort`, the command reads all days before it prints a record, and prints the same records.
    let mut sorted = ndjson(&format!("{period} --daily --sort date"));
    assert_eq!(sorted, days);
    sorted.reverse();
    let latest = ndjson(&format!("{period} --daily --sort date:desc --limit 1"));
    assert_eq!(latest[0]["date"], sorted[0]["date"]);
    assert_eq!(ndjson(&format!("{period} --daily --limit 5")), days[..5]);
}

/// Runs the command against a server that responds with these campaigns, and returns its output.
fn print(campaigns: &Value, options: &str) -> String {
    let runtime = runtime();
    let body = json!({ "campaigns": campaigns }).to_string();
    let fault = Fault::body(200, "application/json", body);
    let sandbox = runtime.block_on(Sandbox::builder().api_key("key").fault(fault).start()).unwrap();
    let mut command = blueshift(&format!("--base-url {} campaigns performance {options}", sandbox.url()));
    let output = command.env("BLUESHIFT_API_KEY", "key").output().unwrap();
    assert_eq!((output.status.code(), stderr(&output).as_str()), (Some(0), ""));
    stdout(&output)
}

fn campaign(uuid: &str, currency: Option<&str>, revenue: f64) -> Value {
    let statistics = json!({ "sends": 10, "clicks": 2, "unique_clicks": 1, "revenue": revenue, "new": [1] });
    json!({ "uuid": uuid, "name": uuid, "currency": currency, "statistics": statistics, "other": { "a": null } })
}

#[test]
fn totals_do_not_sum_unique_counts_and_mixed_currencies() {
    let columns = "--columns name,sends,unique_clicks,clicks,revenue";
    let table = |campaigns: &[Value]| print(&json!(campaigns), columns);
    let (a, b) = (campaign("a", Some("USD"), 1.5), campaign("b", Some("USD"), 2.25));
    let expected = "\
NAME  SENDS  UNIQUE CLICKS  CLICKS  REVENUE
a        10              1       2      1.5
b        10              1       2     2.25
total of 2  20                     4     3.75
";
    let squeeze = |text: &str| {
        text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>()
    };
    assert_eq!(squeeze(&table(&[a.clone(), b.clone()])), squeeze(expected));
    let last = |campaigns: &[Value]| squeeze(&table(campaigns)).pop().unwrap();
    assert_eq!(last(&[a.clone(), b.clone(), campaign("c", Some("EUR"), 3.0)]), "total of 3 30 6 mixed");
    assert_eq!(last(&[a.clone(), campaign("c", None, 3.0)]), "total of 2 20 4 -");
    // A total of one row would repeat the row.
    assert_eq!(last(&[b]), "b 10 1 2 2.25");
    // Only tables have totals.
    let csv = print(&json!([a, campaign("c", None, 3.0)]), "-o csv --columns name,clicks");
    assert_eq!(csv, "name,clicks\na,2\nc,2\n");
}

#[test]
fn json_preserves_every_field_and_csv_has_every_statistic() {
    let campaigns = json!([campaign("a", Some("USD"), 1.5), campaign("b", None, 2.25)]);
    let text = print(&campaigns, "-o json");
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), campaigns);
    let text = print(&campaigns, "-o ndjson --daily --from 1h");
    for (line, campaign) in text.lines().zip(campaigns.as_array().unwrap()) {
        assert_eq!(&serde_json::from_str::<Value>(line).unwrap()["campaign"], campaign);
    }
    let contract: Value = serde_json::from_str(include_str!("../../../../openapi/blueshift.json")).unwrap();
    let statistics =
        contract["components"]["schemas"]["CampaignStatistics"]["properties"].as_object().unwrap();
    let header = print(&json!([]), "-o csv");
    let header: Vec<&str> = header.trim().split(',').collect();
    assert!(statistics.len() > 20, "{}", statistics.len());
    for name in statistics.keys() {
        assert!(header.contains(&name.as_str()), "{name}: {header:?}");
    }
}

#[cfg(unix)]
#[test]
fn daily_table_shows_a_chart_for_each_campaign() {
    use crate::pty::run_in_terminal;

    let line = format!(
        "blueshift {COMMAND} --from 2026-05-10 --to 2026-05-20 --daily --sort revenue:desc --limit 2"
    );
    let output = run_in_terminal(120, &[], &line);
    let lines = output.lines();
    assert_eq!(lines.len(), 1 + 2 + 1 + 3, "{lines:#?}");
    let bars = |line: &str| line.chars().filter(|c| ('▁'..='█').contains(c)).count();
    assert_eq!([bars(&lines[1]), bars(&lines[2])], [10, 10], "{lines:#?}");
    assert!(lines[3].starts_with("total of 2 "), "{lines:#?}");
    assert!(lines[4].starts_with("2 of ") && lines[5] == "trend: revenue of each UTC day", "{lines:#?}");
    assert_eq!(lines[6], "not shown: uuid and other columns; see --columns");
    // With a date column, the table has one row per campaign and day.
    let lines = run_in_terminal(120, &[], &format!("{line} --columns date,name,clicks")).lines();
    assert!(lines[0].starts_with("DATE ") && lines[1].starts_with("2026-05-1"), "{lines:#?}");
}
