//! Limits, output and documentation of the exam. `.ci/exam` runs the exam for real clients.

use std::fmt::Write;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Output};

use blueshift_sandbox::exam::{self, Description, Level};
use serde_json::Value;

fn exam(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_blueshift-sandbox")).arg("exam").args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs a shell script as the client of one scenario, and returns the exit code and the result.
fn run(scenario: &str, options: &[&str], script: &str) -> (Option<i32>, Value) {
    let arguments =
        [&["--only", scenario, "--output", "json"], options, &["--", "sh", "-c", script]].concat();
    let output = exam(&arguments);
    let scorecard: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|error| {
        panic!(
            "invalid scorecard: {error}; stdout: {}; stderr: {}",
            text(&output.stdout),
            text(&output.stderr)
        );
    });
    (output.status.code(), scorecard["results"][0].clone())
}

fn only_problem(result: &Value) -> &str {
    match result["problems"].as_array().map(Vec::as_slice) {
        Some([only]) => only.as_str().unwrap_or_default(),
        _ => panic!("expected one problem in {result}"),
    }
}

#[test]
fn passes_a_correct_command() {
    let (code, result) = run("empty-list", &[], "exit 0");
    assert_eq!((code, &result["passed"]), (Some(0), &Value::Bool(true)), "{result}");
    assert_eq!(result["number"], "R02");
    let (code, result) = run("unauthorized", &[], "echo refused >&2; exit 1");
    assert_eq!((code, &result["passed"]), (Some(0), &Value::Bool(true)), "{result}");
    assert_eq!(result["stderr"], "refused\n");
}

#[test]
fn keeps_the_last_16_kib_of_stderr() {
    let (_, result) = run("one-page", &[], "seq 20000 >&2; echo the reason >&2; exit 1");
    let stderr = result["stderr"].as_str().unwrap();
    assert!(stderr.ends_with("\n19999\n20000\nthe reason\n"), "{stderr}");
    assert_eq!(stderr.len(), 16 * 1024);
}

#[test]
fn fails_a_command_that_loses_campaigns_silently() {
    let (code, result) = run("one-page", &[], "exit 0");
    assert_eq!(code, Some(1));
    assert!(
        only_problem(&result).starts_with("the command reported success, but 3 of 3 campaigns are missing"),
        "{result}"
    );
}

#[test]
fn fails_a_command_with_the_wrong_exit_code() {
    let (_, result) = run("unauthorized", &[], "exit 0");
    assert!(only_problem(&result).contains("1203 of 1203 campaigns are missing"), "{result}");
    let (_, result) = run("one-page", &[], "exit 3");
    assert!(only_problem(&result).contains("although the list can be read completely"), "{result}");
    let (_, result) = run("empty-list", &[], "kill -KILL $$");
    assert!(only_problem(&result).starts_with("the command crashed"), "{result}");
}

#[test]
fn sets_url_and_key_and_counts_requests() {
    // The script prints the variables to stderr and lists no campaigns.
    let (_, result) = run("empty-list", &[], "echo $BLUESHIFT_BASE_URL $BLUESHIFT_API_KEY >&2");
    let stderr = result["stderr"].as_str().unwrap();
    assert!(stderr.starts_with("http://127.0.0.1:") && stderr.ends_with(" exam-key-R02\n"), "{stderr}");
    assert_eq!(result["requests"], 0);
}

#[test]
fn stops_a_hanging_command_and_its_processes() {
    // In the first script, the background process keeps the pipe of stdout open.
    for script in ["sleep 600 & sleep 600", "trap '' HUP INT TERM; sleep 600; sleep 600"] {
        let (code, result) = run("empty-list", &["--timeout", "1"], script);
        assert_eq!(code, Some(1));
        assert_eq!(only_problem(&result), "the command was stopped: it was idle for 1 s");
        assert!(result["seconds"].as_f64().unwrap() < 300.0, "{result}");
    }
}

/// Creates a named pipe. A reader waits until no process has the pipe open for writing.
fn pipe() -> (tempfile::TempDir, String) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("pipe").display().to_string();
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    (directory, path)
}

#[test]
fn kills_remaining_processes_of_a_command_that_ended() {
    let (_directory, path) = pipe();
    let reader = std::thread::spawn({
        let path = path.clone();
        move || std::fs::read_to_string(path).unwrap()
    });
    // The second background process also keeps stdout open.
    let script = format!(
        "trap '' HUP TERM; exec 3>{path}; (sleep 600; echo survived >&3) >/dev/null 2>&1 & sleep 600 & exit 0"
    );
    let (code, result) = run("empty-list", &[], &script);
    assert_eq!((code, &result["passed"]), (Some(0), &Value::Bool(true)), "{result}");
    assert_eq!(reader.join().unwrap(), "");
}

#[test]
fn kills_the_commands_when_the_exam_is_terminated() {
    let (_directory, path) = pipe();
    let script = format!("exec 3>{path}; echo started >&3; sleep 600; echo survived >&3");
    let mut exam = Command::new(env!("CARGO_BIN_EXE_blueshift-sandbox"))
        .args(["exam", "--only", "empty-list", "--", "sh", "-c", &script])
        .spawn()
        .unwrap();
    let mut pipe = BufReader::new(std::fs::File::open(path).unwrap());
    let mut line = String::new();
    pipe.read_line(&mut line).unwrap();
    assert_eq!(line, "started\n");
    assert!(Command::new("kill").arg(exam.id().to_string()).status().unwrap().success());
    assert_eq!(exam.wait().unwrap().code(), Some(1));
    let mut rest = String::new();
    pipe.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "");
}

#[test]
fn stops_a_command_that_prints_too_much() {
    // The second script does not end when its output is closed.
    for script in ["yes ''", "trap '' PIPE; yes ''; sleep 600"] {
        let (_, result) = run("empty-list", &[], script);
        assert_eq!(only_problem(&result), "the command was stopped: it printed more than 67108864 bytes");
    }
    let (_, result) = run("empty-list", &["--timeout", "1"], "yes '' >&2");
    assert_eq!(only_problem(&result), "the command was stopped: it was idle for 1 s");
    assert_eq!(result["stderr"].as_str().unwrap().len(), 16 * 1024);
}

#[test]
fn fails_a_command_that_prints_other_text() {
    let (_, result) = run("one-page", &[], "head -c 100000 /dev/zero | tr '\\0' '\\377'");
    let problems = result["problems"].as_array().unwrap();
    assert!(
        problems[0]
            .as_str()
            .unwrap()
            .starts_with("the command printed campaigns that the server does not have")
    );
    assert!(result.to_string().len() < 2_000, "{result}");
    let (_, result) = run("late-creation", &["--level", "writer"], "echo '[1]'; echo '{'; printf '\\0'");
    let problems = result["problems"].to_string();
    assert!(problems.contains("or unknown); line numbers: 1, 2, 3"), "{problems}");
}

#[test]
fn writer_gets_tasks_and_must_report_each_task() {
    let options = ["--level", "writer"];
    let (_, result) = run("late-creation", &options, "cat >&2");
    assert_eq!(only_problem(&result), "task create (create_campaign): expected one report, found none");
    let stdin: Value = serde_json::from_str(result["stderr"].as_str().unwrap()).unwrap();
    assert_eq!(stdin["operation"], "create_campaign");
    let unknown = r#"cat > /dev/null; echo '{"id":"execute-false","outcome":"unknown"}'"#;
    let (code, result) = run("false-success", &options, unknown);
    assert_eq!(code, Some(0), "{result}");
    let (_, result) = run("false-success", &options, &unknown.replace("unknown", "applied"));
    assert!(only_problem(&result).ends_with("it was not applied, but reported as applied"), "{result}");
    let (_, result) =
        run("false-success", &options, &format!("{unknown}; {}", unknown.replace("execute-false", "other")));
    assert_eq!(only_problem(&result), "the command reported the unexpected id \"other\"");
}

#[test]
fn refuses_unknown_scenarios_and_commands() {
    let output = exam(&["--only", "nonexistent", "--", "true"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("no scenario of this level has the number or name \"nonexistent\"")
    );
    let output = exam(&["--list", "--only", "one-page", "--only", "nonexistent"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stderr).contains("no scenario of this level has the number or name \"nonexistent\"")
    );
    let output = exam(&["--only", "R02", "--", "/nonexistent/client"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("cannot run the command \"/nonexistent/client\""));
    assert_eq!(exam(&[]).status.code(), Some(2), "an exam without a command was accepted");
    assert_eq!(exam(&["--list", "--", "true"]).status.code(), Some(2));
}

#[test]
fn prints_a_table_and_junit_xml() {
    let table = exam(&["--only", "R01", "--only", "empty-list", "--", "true"]);
    assert_eq!(table.status.code(), Some(1));
    let table = text(&table.stdout);
    assert!(
        table.contains("R01   one-page    FAILED") && table.contains("R02   empty-list  passed"),
        "{table}"
    );
    assert!(table.contains("1 passed, 1 failed in "), "{table}");

    let junit = exam(&["--output", "junit", "--only", "one-page", "--", "printf", "\\001<&\n"]);
    let report = quick_junit::Report::deserialize_from_str(&text(&junit.stdout)).unwrap();
    assert_eq!((report.tests, report.failures), (1, 1));
    let case = &report.test_suites[0].test_cases[0];
    assert_eq!(case.name.as_str(), "R01 one-page");
}

#[test]
fn lists_the_scenarios_of_a_level() {
    let listed = text(&exam(&["--level", "writer", "--list"]).stdout);
    assert!(listed.starts_with("W01 every-operation\n  proves   "), "{listed}");
    assert!(!listed.contains("R01"));
    let json = exam(&["--list", "--output", "json", "--only", "r03"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!((&json[0]["name"], &json[1]), (&"several-pages".into(), &Value::Null));
}

const BEGIN: &str = "<!-- scenarios: begin -->\n";
const END: &str = "<!-- scenarios: end -->";

/// Compares `docs/exam.md` with the scenarios, or updates the page if `UPDATE_DOCS` is set.
#[test]
fn documentation_describes_every_scenario() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/exam.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (written, after) = rest.split_once(END).unwrap();
    let current = scenarios();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{current}{END}{after}")).unwrap();
    } else {
        assert_eq!(written, current, "docs/exam.md is outdated: run this test with UPDATE_DOCS=1");
    }
}

/// Returns the scenarios as Markdown, with one table per reason.
fn scenarios() -> String {
    let all = exam::catalog();
    let mut text = String::new();
    for (title, level) in [("Reader", Level::Reader), ("Writer", Level::Writer)] {
        writeln!(text, "### {title} scenarios\n").unwrap();
        let mut left: Vec<&Description> = all.iter().filter(|one| one.level == level).collect();
        while let Some(first) = left.first().copied() {
            let (group, others): (Vec<_>, _) = left.into_iter().partition(|one| one.why == first.why);
            left = others;
            let source = first.source.map(|url| {
                let name = url
                    .trim_start_matches("https://github.com/")
                    .replace("/issues/", "#")
                    .replace("/pull/", "#");
                format!(" Seen in [{name}]({url}).")
            });
            writeln!(text, "{}{}\n", first.why, source.unwrap_or_default()).unwrap();
            writeln!(text, "A correct client: {}\n", lower_first(first.correct)).unwrap();
            writeln!(text, "| | name | a pass proves |\n| --- | --- | --- |").unwrap();
            for one in group {
                writeln!(text, "| {} | `{}` | {} |", one.number, one.name, one.proves).unwrap();
            }
            text.push('\n');
        }
    }
    text
}

fn lower_first(sentence: &str) -> String {
    let mut characters = sentence.chars();
    let first = characters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    first + characters.as_str()
}
