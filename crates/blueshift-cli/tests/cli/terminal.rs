//! What is different in a terminal: width, colour, relative dates, progress.

use crate::blueshift::awkward_campaigns;
use crate::window::shown;

const LIST: &str = "blueshift --sandbox campaigns list --limit 20";
const YELLOW: vt100::Color = vt100::Color::Idx(3);
const PLAIN: vt100::Color = vt100::Color::Default;

/// The line of the campaign whose name begins so.
fn line_of<'a>(lines: &'a [String], name: &str) -> &'a str {
    lines.iter().find(|line| line.starts_with(name)).expect("the campaign is listed")
}

fn header(line: &str) -> Vec<&str> {
    line.split("  ").map(str::trim).filter(|heading| !heading.is_empty()).collect()
}

#[test]
fn in_80_columns_each_campaign_has_one_line_and_its_whole_name() {
    let lines = shown(80, &[], LIST).lines();
    assert_eq!(lines.len(), 21, "{lines:#?}");
    assert_eq!(header(&lines[0]), ["NAME", "STATUS", "EXEC TERM", "STARTDATE"]);
    let line = line_of(&lines, "Black Friday Monthly Newsletter");
    assert!(line.starts_with("Black Friday Monthly Newsletter #14  "), "{line}");
    assert!(!lines.concat().contains('…'), "{lines:#?}");
}

#[test]
fn in_200_columns_there_is_room_for_author_segment_and_uuid() {
    let lines = shown(200, &[], LIST).lines();
    assert_eq!(lines.len(), 21, "{lines:#?}");
    let expected = ["NAME", "STATUS", "EXEC TERM", "STARTDATE", "AUTHOR", "SEGMENT NAME", "UUID"];
    assert_eq!(header(&lines[0]), expected);
    let line = line_of(&lines, "Summer Preview Weekly");
    assert!(line.ends_with(" 9fbc60e5-9345-4ac9-80ec-c4484c724e70"), "{line}");
}

#[test]
fn in_30_columns_names_are_cut_and_no_line_wraps() {
    let lines = shown(30, &[], &format!("{LIST} --columns name,status")).lines();
    assert_eq!(lines.len(), 21, "{lines:#?}");
    let line = line_of(&lines, "Black Friday");
    assert!(line.ends_with("…  launched"), "{line}");
}

#[test]
fn dates_are_relative_to_now() {
    let lines = shown(80, &[], LIST).lines();
    assert!(line_of(&lines, "Summer Preview Weekly").ends_with("in 6 days"), "{lines:#?}");
    assert!(line_of(&lines, "Gift Card – Re-engagement").ends_with("15 hours ago"), "{lines:#?}");
}

#[test]
fn statuses_have_colours_unless_they_are_not_wanted() {
    assert_eq!(shown(80, &[], LIST).colour_of("paused"), YELLOW);
    for (environment, flag) in
        [(("NO_COLOR", "1"), ""), (("TERM", "dumb"), ""), (("COLUMNS", "80"), "--color never")]
    {
        let plain = shown(80, &[environment], &format!("{LIST} {flag}"));
        assert_eq!(plain.colour_of("paused"), PLAIN, "{environment:?} {flag}");
    }
    let forced = shown(80, &[("NO_COLOR", "1")], &format!("{LIST} --color always"));
    assert_eq!(forced.colour_of("paused"), YELLOW);
}

#[test]
fn into_a_pipe_a_table_is_plain_and_complete_even_when_a_terminal_is_at_hand() {
    let lines = shown(80, &[], &format!("{LIST} 2>/dev/null | cat")).lines().concat();
    assert!(lines.contains("2026-05-27T06:38:00Z") && lines.contains("9fbc60e5-9345-4ac9-80ec-c4484c724e70"));
}

#[test]
fn a_listing_that_the_30_day_rule_cuts_says_so_and_names_the_remedy() {
    let list = "blueshift --sandbox --sandbox-campaigns 20 campaigns list --columns name";
    let last = |options: &str| shown(120, &[], &format!("{list} {options}")).lines().pop().unwrap();
    assert!(last("").ends_with("not started in the last 30 days; see --all-time"));
    assert!(last("--page 0").ends_with("the last 30 days; see --startdate"));
    for uncut in ["--all-time", "--exec-term recurring", "--startdate 90d", "--limit 2"] {
        assert!(!last(uncut).contains("30 days"), "{uncut}");
    }
}

#[test]
fn an_empty_listing_is_told_in_words() {
    let lines =
        shown(80, &[], "blueshift --sandbox campaigns list --name nothing-like-it --all-time").lines();
    assert_eq!(lines, ["no campaigns"]);
}

#[test]
fn progress_is_told_while_it_pages_and_is_gone_in_the_end() {
    let line =
        "blueshift --sandbox --sandbox-fault latency=400 campaigns list --per-page 5 --limit 10 --all-time";
    let shown = shown(100, &[], line);
    assert!(shown.raw.contains("5 campaigns, 1 page"), "{}", shown.raw);
    let lines = shown.lines();
    assert_eq!(lines.len(), 11, "{lines:#?}");
    assert!(!lines.concat().contains("campaigns, "), "{lines:#?}");
}

#[test]
fn a_process_that_reads_along_has_the_terminal_to_itself() {
    let line = "blueshift --sandbox campaigns list --output csv --columns name | head -1";
    assert_eq!(shown(100, &[], line).raw.trim(), "name");
}

#[test]
fn progress_is_told_while_a_file_is_written() {
    let line = "blueshift --sandbox --sandbox-fault latency=400 campaigns list --all-time > /dev/null";
    let shown = shown(100, &[], line);
    assert!(shown.raw.contains("100 campaigns, 1 page"), "{}", shown.raw);
    assert_eq!(shown.lines(), Vec::<String>::new());
}

#[test]
fn a_retry_that_is_waited_for_is_told_with_its_reason_and_is_gone_in_the_end() {
    let line = "blueshift --sandbox --sandbox-fault status=503,times=1 campaigns list --limit 3";
    let shown = shown(100, &[], line);
    assert!(shown.raw.contains(" s: service unavailable"), "{}", shown.raw);
    let lines = shown.lines();
    assert_eq!(lines.len(), 4, "{lines:#?}");
    assert_eq!(shown.exit_code, 0);
}

#[test]
fn names_cannot_drive_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let data = awkward_campaigns(folder.path());
    for output in ["table", "csv", "json", "ndjson"] {
        let line = format!(
            "blueshift --sandbox --sandbox-data {} campaigns list --all-time --output {output} 2>/dev/null",
            data.display()
        );
        let shown = shown(200, &[("NO_COLOR", "1")], &line);
        let harmless = |c: char| {
            let is_bidi = matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            !is_bidi && (!c.is_control() || matches!(c, '\r' | '\n'))
        };
        assert!(shown.raw.chars().all(harmless), "{output}: {:?}", shown.raw);
    }
}

#[test]
fn records_share_no_line_with_progress() {
    for output in ["json", "ndjson", "csv"] {
        let line = format!(
            "blueshift --sandbox --sandbox-fault latency=300 campaigns list --per-page 2 --limit 6 --output {output}"
        );
        // Wide enough for no record to wrap.
        let shown = shown(1_000, &[], &line);
        let is_record = |line: &str| line.contains("example.com");
        let progress = shown.screens_showing("4 campaigns, 2 pages");
        assert!(!progress.is_empty(), "{}", shown.raw);
        for screen in progress {
            let mixed = screen.iter().find(|line| is_record(line) && line.contains("2 pages"));
            assert_eq!(mixed, None, "{output}");
            assert_eq!(screen.iter().filter(|line| is_record(line)).count(), 4, "{output}: {screen:#?}");
        }
        let lines = shown.lines();
        assert_eq!(lines.iter().filter(|line| is_record(line)).count(), 6, "{output}: {lines:#?}");
        if output == "json" {
            let campaigns: Vec<serde_json::Value> = serde_json::from_str(&lines.join("\n")).unwrap();
            assert_eq!(campaigns.len(), 6);
        }
    }
}

#[test]
fn what_failed_is_red_and_the_campaigns_before_it_are_there() {
    let line =
        "blueshift --sandbox --sandbox-fault status=503,page=2 --max-retries 0 campaigns list --per-page 2";
    let shown = shown(100, &[], line);
    assert_eq!(shown.exit_code, 1);
    assert_eq!(shown.colour_of("error:"), vt100::Color::Idx(1));
    let lines = shown.lines();
    assert_eq!(lines[5], "error: page 2 of the listing failed", "{lines:#?}");
}

#[test]
fn progress_is_gone_before_an_error_is_told() {
    let faults = "--sandbox-fault latency=400 --sandbox-fault status=403";
    let shown = shown(100, &[], &format!("blueshift --sandbox {faults} campaigns list --page 0"));
    assert!(shown.raw.contains("asking for campaigns"), "{}", shown.raw);
    assert_eq!(shown.lines()[0], "error: the API key may not do this");
}
