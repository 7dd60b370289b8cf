//! Confirmation on a terminal, and the terminal output of commands that change campaigns.
//!
//! `recordings/*.txt` show each command at 80 and 120 columns. `UPDATE_RECORDINGS=1` updates them.

use std::path::Path;

use blueshift_sandbox::Fault;

use crate::pty::{TerminalOutput, run_and_reply};
use crate::server::Server;

const DRAFT: &str = "6bbefa99-1cce-4213-8ba9-ed5179138c99";
const OTHER: &str = "b7f4f1f1-18df-41cc-aa52-d8daff89683c";
const LAUNCHED: &str = "f3da325d-3278-46f0-a8f9-5e9ade628963";

fn prompted(server: &Server, line: &str, reply: &str) -> TerminalOutput {
    let line = format!("blueshift --base-url {} campaigns {line}", server.sandbox.url());
    run_and_reply(100, &[("BLUESHIFT_API_KEY", "key")], &line, reply)
}

#[test]
fn sends_only_reads_before_confirmation() {
    for (reply, sent) in [
        ("y\r", true),
        ("YES\r", true),
        ("n\r", false),
        ("\r", false),
        ("yep\r", false),
        ("\u{4}", false),
        ("\u{3}", false),
    ] {
        let server = Server::start();
        let uuid = server.campaign("draft", "one_time");
        let output = prompted(&server, &format!("launch {uuid}"), reply);
        let lines = output.lines();
        assert!(lines[2].starts_with("Launch this campaign? [y/N]"), "{lines:#?}");
        assert!(lines[0].starts_with("NAME") && lines[0].contains("SEGMENT"), "{lines:#?}");
        assert!(lines[1].contains("A draft campaign") && lines[1].contains("Everybody"), "{lines:#?}");
        assert_eq!(server.writes(), usize::from(sent), "{reply:?}");
        match (sent, reply) {
            (true, _) => assert_eq!(output.exit_code, 0),
            // The signal terminates the process.
            (false, "\u{3}") => assert_ne!(output.exit_code, 0),
            (false, _) => {
                assert_eq!(output.exit_code, 2);
                assert!(
                    output.raw.contains("the command was not confirmed; nothing was changed"),
                    "{}",
                    output.raw
                );
            }
        }
    }
}

#[test]
fn requires_yes_flag_unless_stdin_and_stderr_are_terminals() {
    let server = Server::start();
    let uuid = server.campaign("draft", "one_time");
    for redirection in ["< /dev/null", "2> /dev/null"] {
        let output = prompted(&server, &format!("launch {uuid} {redirection}"), "y\r");
        assert_eq!(output.exit_code, 2);
    }
    assert_eq!(server.sandbox.requests().len(), 0);
    // Redirecting stdout does not prevent the prompt.
    let output = prompted(&server, &format!("launch {uuid} > /dev/null"), "y\r");
    assert_eq!((output.exit_code, server.writes()), (0, 1));
}

#[test]
fn shows_at_most_100_campaigns_and_failed_reads() {
    let server = Server::start();
    let uuid = server.campaign("draft", "one_time");
    server.faults([Fault::status(403).operation("get_campaign").after(1)]);
    let output = prompted(&server, &format!("--max-retries 0 pause {uuid} c-1"), "n\r");
    assert!(output.raw.contains("failed to read"), "{}", output.raw);
    server.faults([]);
    let many: Vec<_> = (0..103).map(|number| format!("c-{number}")).collect();
    let output = prompted(&server, &format!("pause --ceiling none {}", many.join(" ")), "n\r");
    assert!(output.raw.contains("and 3 more"), "{}", output.raw);
    assert!(output.raw.contains("Pause these 103 campaigns?"), "{}", output.raw);
    assert_eq!((output.exit_code, server.writes()), (2, 0));
}

#[test]
fn shown_names_cannot_control_the_terminal() {
    let server = Server::start();
    let fields = serde_json::json!({"name": "\u{1b}[2J\u{202e}x", "status": "draft"});
    let uuid = server.sandbox.create(fields.as_object().cloned().unwrap()).unwrap();
    let output = run_and_reply(
        100,
        &[("BLUESHIFT_API_KEY", "key"), ("NO_COLOR", "1")],
        &format!("blueshift --base-url {} campaigns launch {uuid}", server.sandbox.url()),
        "n\r",
    );
    assert!(output.raw.contains("\\u{1b}[2J\\u{202e}x"), "{}", output.raw);
    assert!(!output.raw.contains("\u{1b}[2J\u{202e}"), "{}", output.raw);
}

#[test]
fn progress_of_execute_shows_the_number_of_recipients() {
    let server = Server::start();
    let campaign = server.campaign("launched", "transactional");
    server.faults([Fault::latency(std::time::Duration::from_millis(300)).operation("execute_campaign")]);
    let directory = tempfile::tempdir().unwrap();
    let text: String = (0..12).map(|number| format!("{{\"email\":\"u{number}@example.com\"}}\n")).collect();
    std::fs::write(directory.path().join("in"), text).unwrap();
    let path = |name: &str| directory.path().join(name).display().to_string();
    let line =
        format!("execute --campaign {campaign} --yes --concurrency 1 --results {} --input", path("results"));
    let output = prompted(&server, &format!("{line} {}", path("in")), "");
    assert_eq!(output.exit_code, 0, "{}", output.raw);
    assert!(
        output.raw.contains("of 12 recipients, ") && output.raw.contains(" per second, "),
        "{}",
        output.raw
    );
    assert!(output.raw.contains(" left"), "{}", output.raw);
    let lines = output.lines();
    assert_eq!(
        lines,
        [
            "RECIPIENTS  SUCCESSFUL  FAILED  UNKNOWN  NOT SENT",
            "        12          12       0        0         0"
        ]
    );
    // The remaining time is shown for files only.
    let line = line.replace("/results", "/other");
    let output = prompted(&server, &format!("{line} - < {}", path("in")), "");
    assert!(output.raw.contains(" per second") && !output.raw.contains(" left"), "{}", output.raw);
}

/// Returns the commands of the recordings, with the replies to their prompts.
fn recordings() -> Vec<(&'static str, String, &'static str)> {
    let sandbox = "blueshift --sandbox";
    let execute = format!(
        "{sandbox} campaigns execute --campaign {LAUNCHED} --input recipients.csv --key-column order_id"
    );
    vec![
        ("launch", format!("{sandbox} campaigns launch {DRAFT}"), "y\r"),
        ("launch-declined", format!("{sandbox} campaigns launch {DRAFT} {OTHER}"), "n\r"),
        ("launch-refused", format!("{sandbox} campaigns launch {OTHER}"), "y\r"),
        ("pause", format!("{sandbox} campaigns pause {LAUNCHED}"), "y\r"),
        (
            "archive",
            format!(
                "{sandbox} campaigns archive {DRAFT} {OTHER} {LAUNCHED} 00000000-0000-4000-8000-000000000000"
            ),
            "y\r",
        ),
        ("unarchive", format!("{sandbox} campaigns unarchive {DRAFT}"), "y\r"),
        (
            "schedule",
            format!("{sandbox} campaigns schedule {DRAFT} --startdate 2026-06-01T08:00 --enddate +60d"),
            "y\r",
        ),
        (
            "create",
            format!(
                "{sandbox} campaigns create --type one_time --input spec.json --columns outcome,status,name"
            ),
            "y\r",
        ),
        (
            "create-dry-run",
            format!("{sandbox} campaigns create --type one_time --input spec.json --dry-run"),
            "",
        ),
        ("execute", format!("{execute} --results results.ndjson"), "y\r"),
        (
            "execute-failed",
            format!(
                "{sandbox} --sandbox-fault status=422,operation=execute_campaign campaigns execute --campaign {LAUNCHED} --input recipients.csv --results results.ndjson"
            ),
            "y\r",
        ),
    ]
}

#[test]
fn terminal_output_matches_the_recordings() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    for (name, line, reply) in recordings() {
        for columns in [80, 120] {
            let directory = tempfile::tempdir().unwrap();
            for file in ["recipients.csv", "spec.json"] {
                std::fs::copy(root.join("goldens/writes.in").join(file), directory.path().join(file))
                    .unwrap();
            }
            let output =
                run_and_reply(columns, &[], &format!("cd {}; {line}", directory.path().display()), reply);
            let shown: Vec<_> = output.lines().into_iter().map(normalize).collect();
            let recorded = format!("$ {line}\n{}\nexit code {}\n", shown.join("\n"), output.exit_code);
            let path = root.join("recordings").join(format!("{name}-{columns}.txt"));
            if std::env::var_os("UPDATE_RECORDINGS").is_some() {
                std::fs::create_dir_all(root.join("recordings")).unwrap();
                std::fs::write(&path, recorded).unwrap();
            } else {
                assert_eq!(std::fs::read_to_string(&path).unwrap(), recorded, "{}", path.display());
            }
        }
    }
}

/// Replaces request ids and ports, which differ in each run.
fn normalize(line: String) -> String {
    if let Some((before, after)) = line.split_once("http://127.0.0.1:") {
        return format!(
            "{before}http://127.0.0.1:…{}",
            after.trim_start_matches(|c: char| c.is_ascii_digit())
        );
    }
    match line.split_once("request id") {
        Some((before, _)) if before.trim().is_empty() => format!("{before}request id  …"),
        _ => line,
    }
}
