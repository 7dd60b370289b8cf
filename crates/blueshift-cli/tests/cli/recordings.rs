//! Terminal output at 80 and 120 columns, recorded in `snapshots/`.

use std::time::{Duration, SystemTime};

use blueshift_sandbox::Sandbox;
use serde_json::json;

use crate::command::runtime;
use crate::pty::run_in_terminal;

const UUID: &str = "74fe6b8a-ffab-4280-bed1-7562304b4386";

const COMMANDS: [&str; 14] = [
    "--sandbox campaigns list --limit 8",
    "--sandbox campaigns get UUID",
    "--sandbox campaigns detail UUID",
    "--sandbox campaigns detail UUID --output table",
    "--sandbox campaigns performance --sort clicks:desc --limit 5",
    "--sandbox campaigns performance --daily --sort revenue:desc --limit 5",
    "--sandbox campaigns performance --from 7d --daily --columns date,name,clicks,unique_clicks,revenue --limit 5",
    "--sandbox campaigns performance --from 2026-05-20 --to 2026-05-20",
    "--sandbox campaigns get no-such-campaign",
    "--sandbox campaigns list --name nonesuch",
    "--sandbox auth check",
    "--sandbox config show",
    "--sandbox probe",
    "--sandbox probe --budget 20",
];

fn record(columns: u16) -> String {
    let commands = COMMANDS.iter().map(|command| {
        let line = format!("blueshift {}", command.replace("UUID", UUID));
        let output = run_in_terminal(columns, &[], &line);
        format!("$ {line}\n{}\n", without_ids(&output.lines()))
    });
    commands.collect::<Vec<_>>().join("\n") + &record_activity(columns)
}

/// Records the activity of a customer, with times relative to the current time.
fn record_activity(columns: u16) -> String {
    let runtime = runtime();
    let sandbox = runtime.block_on(Sandbox::builder().api_key("key").start()).unwrap();
    let customer = json!({ "email": "jane@example.com" });
    for hours in [30, 60, 200] {
        let at = SystemTime::now() - Duration::from_secs(hours * 60 * 60);
        assert!(sandbox.record_execution(UUID, customer.as_object().unwrap(), at));
    }
    let command = "customers activity --email jane@example.com";
    let line = format!("blueshift --base-url {} {command}", sandbox.url());
    let environment = [("BLUESHIFT_API_KEY", "key"), ("BLUESHIFT_SANDBOX_NOW", "")];
    let output = run_in_terminal(columns, &environment, &line);
    format!("\n$ blueshift {command}\n{}\n", output.lines().join("\n"))
}

/// Replaces request ids, which differ in each run.
fn without_ids(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| match line.split_once("request id  ") {
        Some((before, _)) => format!("{before}request id  ID"),
        None => line.clone(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn terminal_of_80_columns() {
    insta::assert_snapshot!(record(80));
}

#[test]
fn terminal_of_120_columns() {
    insta::assert_snapshot!(record(120));
}
