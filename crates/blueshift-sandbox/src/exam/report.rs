//! The output formats of the scorecard and the catalog.

use std::fmt::Write;
use std::time::Duration;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use crate::exam::judge::shown;
use crate::exam::runner::{ScenarioResult, Scorecard};
use crate::exam::scenario::Description;

/// The maximum length, in characters, of the line from stderr in a table.
const SHOWN_STDERR: usize = 200;

/// The format of a scorecard or of the descriptions of scenarios.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Format {
    /// A human-readable table, or human-readable text for descriptions. The default.
    #[default]
    Table,
    /// JSON: one object for a scorecard, one array for descriptions.
    Json,
    /// JUnit XML.
    Junit,
}

impl Format {
    /// Returns the scorecard in this format, with a newline at the end.
    pub fn scorecard(self, scorecard: &Scorecard) -> String {
        match self {
            Self::Table => table(scorecard),
            Self::Json => json(scorecard),
            Self::Junit => junit(scorecard),
        }
    }

    /// Returns the descriptions of scenarios in this format, with a newline at the end. JUnit has no format for descriptions, so
    /// [`Format::Junit`] returns the same text as [`Format::Table`].
    pub fn catalog(self, scenarios: &[Description]) -> String {
        match self {
            Self::Json => json(&scenarios),
            Self::Table | Self::Junit => scenarios.iter().map(description).collect::<Vec<_>>().join("\n"),
        }
    }
}

fn json(value: &impl serde::Serialize) -> String {
    // Cannot fail, because all maps have string keys.
    let text = serde_json::to_string_pretty(value).unwrap_or_default();
    text + "\n"
}

fn description(one: &Description) -> String {
    let source = one.source.map(|url| format!(" ({url})")).unwrap_or_default();
    format!(
        "{} {}\n  proves   {}\n  why      {}{source}\n  correct  {}\n",
        one.number, one.name, one.proves, one.why, one.correct
    )
}

fn table(scorecard: &Scorecard) -> String {
    let width = scorecard.results.iter().map(|result| result.scenario.name.len()).max().unwrap_or(0).max(8);
    let mut text =
        format!("{:<4}  {:<width$}  {:<6}  {:>8}  {:>6}\n", "NO", "SCENARIO", "RESULT", "REQUESTS", "TIME");
    for result in &scorecard.results {
        let outcome = if result.passed { "passed" } else { "FAILED" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{:<4}  {:<width$}  {outcome}  {:>8}  {:>4.1} s",
            result.scenario.number, result.scenario.name, result.requests, result.seconds
        );
        for line in explanation(result) {
            let _ = writeln!(text, "      {line}");
        }
    }
    let Scorecard { passed, failed, seconds, .. } = scorecard;
    let _ = writeln!(text, "{passed} passed, {failed} failed in {seconds:.1} s");
    text
}

/// Returns the problems of a failed command, the expected behavior, and the last line of the recorded stderr that is not blank.
/// Returns no lines if the command passed.
fn explanation(result: &ScenarioResult) -> Vec<String> {
    let mut lines = result.problems.clone();
    if !lines.is_empty() {
        lines.push(format!("correct: {}", result.scenario.correct));
        let last = result.stderr.lines().rev().find(|line| !line.trim().is_empty());
        lines.extend(last.map(|line| format!("stderr: {}", shown(line.trim(), SHOWN_STDERR))));
    }
    lines
}

fn junit(scorecard: &Scorecard) -> String {
    let mut suite = TestSuite::new("exam");
    for result in &scorecard.results {
        let mut status = TestCaseStatus::success();
        if !result.passed {
            status = TestCaseStatus::non_success(NonSuccessKind::Failure);
            status.set_message(result.problems.first().cloned().unwrap_or_default());
            status.set_description(explanation(result).join("\n"));
        }
        let name = format!("{} {}", result.scenario.number, result.scenario.name);
        let mut case = TestCase::new(name, status);
        case.set_classname("exam").set_time(duration(result.seconds));
        suite.add_test_case(case);
    }
    suite.set_time(duration(scorecard.seconds));
    let mut report = Report::new("blueshift-sandbox exam");
    report.set_time(duration(scorecard.seconds)).add_test_suite(suite);
    // Cannot fail, because it writes to a string.
    report.to_string().unwrap_or_default()
}

fn duration(seconds: f64) -> Duration {
    Duration::try_from_secs_f64(seconds).unwrap_or_default()
}
