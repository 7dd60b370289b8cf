//! Behavior in a terminal: width, color, relative timestamps, progress.

use crate::command::campaigns_with_special_names;
use crate::pty::run_in_terminal;

const LIST: &str = "blueshift --sandbox campaigns list --limit 20";
const YELLOW: vt100::Color = vt100::Color::Idx(3);
const PLAIN: vt100::Color = vt100::Color::Default;

/// Returns the line of the campaign with a name that starts with this text.
fn line_of<'a>(lines: &'a [String], name: &str) -> &'a str {
    lines.iter().find(|line| line.starts_with(name)).expect("a line should start with this name")
}

fn header(line: &str) -> Vec<&str> {
    line.split("  ").map(str::trim).filter(|heading| !heading.is_empty()).collect()
}

#[test]
fn table_in_80_columns_shows_whole_names_on_one_line() {
    let lines = run_in_terminal(80, &[], LIST).lines();
    assert_eq!(lines.len(), 21, "{lines:#?}");
    assert_eq!(header(&lines[0]), ["NAME", "STATUS", "EXEC TERM", "STARTDATE"]);
    let line = line_of(&lines, "Black Friday Monthly Newsletter");
    assert!(line.starts_with("Black Friday Monthly Newsletter #14  "), "{line}");
    assert!(!lines.concat().contains('…'), "{lines:#?}");
}

#[test]
fn table_in_200_columns_shows_author_segment_and_uuid() {
    let lines = run_in_terminal(200, &[], LIST).lines();
    assert_eq!(lines.len(), 21, "{lines:#?}");
    let expected = ["NAME", "STATUS", "EXEC TERM", "STARTDATE", "AUTHOR", "SEGMENT NAME", "UUID"];
    assert_eq!(header(&lines[0]), expected);
    let line = line_of(&lines, "Summer Preview Weekly");
    assert!(line.ends_with(" 9fbc60e5-9345-4ac9-80ec-c4484c724e70"), "{line}");
}

#[test]
fn table_in_30_columns_shortens_names_and_does_not_wrap() {
    let lines = run_in_terminal(30, &[], &format!("{LIST} --columns name,status")).lines();
    assert_eq!(lines.len(), 21, "{lines:#?}");
    let line = line_of(&lines, "Black Friday");
    assert!(line.ends_with("…  launched"), "{line}");
}

#[test]
fn timestamps_are_relative_to_now() {
    let lines = run_in_terminal(80, &[], LIST).lines();
    assert!(line_of(&lines, "Summer Preview Weekly").ends_with("in 6 days"), "{lines:#?}");
    assert!(line_of(&lines, "Gift Card – Re-engagement").ends_with("15 hours ago"), "{lines:#?}");
}

#[test]
fn statuses_have_colors_unless_disabled() {
    assert_eq!(run_in_terminal(80, &[], LIST).color_of("paused"), YELLOW);
    for (environment, flag) in
        [(("NO_COLOR", "1"), ""), (("TERM", "dumb"), ""), (("COLUMNS", "80"), "--color never")]
    {
        let plain = run_in_terminal(80, &[environment], &format!("{LIST} {flag}"));
        assert_eq!(plain.color_of("paused"), PLAIN, "{environment:?} {flag}");
    }
    let forced = run_in_terminal(80, &[("NO_COLOR", "1")], &format!("{LIST} --color always"));
    assert_eq!(forced.color_of("paused"), YELLOW);
}

#[test]
fn help_and_usage_errors_have_styles_unless_disabled() {
    for line in ["blueshift --help", "blueshift --unknown"] {
        assert!(run_in_terminal(80, &[], line).raw.contains('\u{1b}'), "{line}");
        for variable in [("NO_COLOR", "1"), ("TERM", "dumb")] {
            // clap would use styles on a dumb terminal if CI is set.
            let output = run_in_terminal(80, &[variable, ("CI", "true")], line);
            assert!(!output.raw.contains('\u{1b}'), "{variable:?} {line}: {}", output.raw);
        }
    }
}

#[test]
fn table_in_a_pipe_is_plain_and_complete() {
    let lines = run_in_terminal(80, &[], &format!("{LIST} 2>/dev/null | cat")).lines().concat();
    assert!(lines.contains("2026-05-27T06:38:00Z") && lines.contains("9fbc60e5-9345-4ac9-80ec-c4484c724e70"));
}

#[test]
fn reports_that_older_one_time_campaigns_are_not_included() {
    let list = "blueshift --sandbox --sandbox-campaigns 20 campaigns list --columns name";
    let last = |options: &str| run_in_terminal(120, &[], &format!("{list} {options}")).lines().pop().unwrap();
    assert!(last("").ends_with("that started over 30 days ago; see --all-time"));
    assert!(last("--page 0").ends_with("over 30 days ago; see --startdate"));
    for complete in ["--all-time", "--exec-term recurring", "--startdate 90d", "--limit 2"] {
        assert!(!last(complete).contains("30 days"), "{complete}");
    }
}

#[test]
fn probe_wraps_evidence_within_its_column() {
    for columns in [60, 80, 120] {
        let lines = run_in_terminal(columns, &[], "blueshift --sandbox probe").lines();
        let indent = lines.iter().find_map(|line| line.find("EVIDENCE")).expect("expected a column EVIDENCE");
        let wrapped = lines.iter().filter(|line| line.starts_with(' ')).count();
        assert_eq!(wrapped > 0, columns < 120, "{columns}: {lines:#?}");
        for line in lines.iter().filter(|line| line.starts_with(' ')) {
            assert_eq!(line.find(|c| c != ' '), Some(indent), "{columns}: {lines:#?}");
        }
        assert!(lines.last().is_some_and(|line| line.ends_with(" of 60 requests used")), "{lines:#?}");
    }
    let probe = run_in_terminal(80, &[], "blueshift --sandbox probe");
    assert_eq!(probe.color_of("undecidable"), YELLOW);
}

#[test]
fn reports_an_empty_listing() {
    let lines =
        run_in_terminal(80, &[], "blueshift --sandbox campaigns list --name nothing-like-it --all-time")
            .lines();
    assert_eq!(lines, ["no campaigns"]);
}

#[test]
fn progress_is_shown_between_pages_and_cleared_at_the_end() {
    let line =
        "blueshift --sandbox --sandbox-fault latency=400 campaigns list --per-page 5 --limit 10 --all-time";
    let output = run_in_terminal(100, &[], line);
    assert!(output.raw.contains("5 campaigns, 1 page"), "{}", output.raw);
    let lines = output.lines();
    assert_eq!(lines.len(), 11, "{lines:#?}");
    assert!(!lines.concat().contains("campaigns, "), "{lines:#?}");
}

#[test]
fn no_progress_if_stdout_is_a_pipe() {
    let line = "blueshift --sandbox campaigns list --per-page 10 --output csv --columns name | head -1";
    assert_eq!(run_in_terminal(100, &[], line).raw.trim(), "name");
}

#[test]
fn progress_is_shown_if_stdout_is_a_file() {
    let line = "blueshift --sandbox --sandbox-fault latency=400 campaigns list --per-page 100 --all-time > /dev/null";
    let output = run_in_terminal(100, &[], line);
    assert!(output.raw.contains("100 campaigns, 1 page"), "{}", output.raw);
    assert_eq!(output.lines(), Vec::<String>::new());
}

#[test]
fn retry_is_shown_with_its_reason_and_cleared_at_the_end() {
    let line = "blueshift --sandbox --sandbox-fault status=503,times=1 campaigns list --limit 3";
    let output = run_in_terminal(100, &[], line);
    assert!(output.raw.contains(" s: service unavailable"), "{}", output.raw);
    let lines = output.lines();
    assert_eq!(lines.len(), 4, "{lines:#?}");
    assert_eq!(output.exit_code, 0);
}

#[test]
fn names_cannot_control_the_terminal() {
    let directory = tempfile::tempdir().unwrap();
    let data = campaigns_with_special_names(directory.path());
    for format in ["table", "csv", "json", "ndjson"] {
        let line = format!(
            "blueshift --sandbox --sandbox-data {} campaigns list --all-time --output {format} 2>/dev/null",
            data.display()
        );
        let output = run_in_terminal(200, &[("NO_COLOR", "1")], &line);
        let harmless = |c: char| {
            let is_bidi = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            !is_bidi && (!c.is_control() || matches!(c, '\r' | '\n'))
        };
        assert!(output.raw.chars().all(harmless), "{format}: {:?}", output.raw);
    }
}

#[test]
fn records_and_progress_are_on_separate_lines() {
    for format in ["json", "ndjson", "csv"] {
        let line = format!(
            "blueshift --sandbox --sandbox-fault latency=300 campaigns list --per-page 2 --limit 6 --output {format}"
        );
        // The terminal is wide enough that no record wraps.
        let output = run_in_terminal(1_000, &[], &line);
        let is_record = |line: &str| line.contains("example.com");
        let progress = output.screens_showing("4 campaigns, 2 pages");
        assert!(!progress.is_empty(), "{}", output.raw);
        for screen in progress {
            let mixed = screen.iter().find(|line| is_record(line) && line.contains("2 pages"));
            assert_eq!(mixed, None, "{format}");
            assert_eq!(screen.iter().filter(|line| is_record(line)).count(), 4, "{format}: {screen:#?}");
        }
        let lines = output.lines();
        assert_eq!(lines.iter().filter(|line| is_record(line)).count(), 6, "{format}: {lines:#?}");
        if format == "json" {
            let campaigns: Vec<serde_json::Value> = serde_json::from_str(&lines.join("\n")).unwrap();
            assert_eq!(campaigns.len(), 6);
        }
    }
}

#[test]
fn error_is_red_and_follows_the_printed_campaigns() {
    let line =
        "blueshift --sandbox --sandbox-fault status=503,page=2 --max-retries 0 campaigns list --per-page 2";
    let output = run_in_terminal(100, &[], line);
    assert_eq!(output.exit_code, 1);
    assert_eq!(output.color_of("error:"), vt100::Color::Idx(1));
    let lines = output.lines();
    assert_eq!(lines[5], "error: page 2 of the listing failed", "{lines:#?}");
}

#[test]
fn progress_is_cleared_before_an_error() {
    let faults = "--sandbox-fault latency=400 --sandbox-fault status=403";
    let output = run_in_terminal(100, &[], &format!("blueshift --sandbox {faults} campaigns list --page 0"));
    assert!(output.raw.contains("requesting campaigns"), "{}", output.raw);
    assert_eq!(output.lines()[0], "error: the API key lacks permission");
}

#[test]
fn api_indents_json_and_escapes_control_characters() {
    let line = "blueshift --sandbox api GET /api/v2/campaigns.json -f per_page=1";
    let lines = run_in_terminal(100, &[], line).lines();
    assert_eq!(lines[..2], ["[", "  {"], "{lines:#?}");
    assert!(lines.iter().any(|line| line == "    \"status\": \"paused\","), "{lines:#?}");
    let line = "blueshift --sandbox --sandbox-fault html --max-retries 0 api GET /api/v2/campaigns.json -i";
    let lines = run_in_terminal(100, &[], line).lines();
    assert_eq!(lines[0], "HTTP 502 Bad Gateway");
    assert!(lines.iter().any(|line| line == "<html>"), "{lines:#?}");
}
