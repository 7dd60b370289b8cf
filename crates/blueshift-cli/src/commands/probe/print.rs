//! Prints findings.

use std::io::{self, BufWriter, Write};

use serde_json::json;

use super::finding::{Finding, Value, Verdict};
use super::{Format, Report};
use crate::output::pretty;
use crate::terminal::{BOLD, DIM, GREEN, Stream, Terminal, YELLOW};

/// The version of the behavior file format.
const FORMAT: u32 = 1;

/// The minimum width of the evidence column. On a narrower terminal, the terminal wraps the lines.
const NARROWEST: usize = 20;

pub(super) fn print(report: &Report, format: Format, terminal: &Terminal) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match format {
        Format::Table => table(&mut out, report, terminal)?,
        Format::Toml => out.write_all(toml(report).as_bytes())?,
        Format::Json => out.write_all(json(report).as_bytes())?,
    }
    out.flush()
}

fn word(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Decided(value) => value.to_string(),
        Verdict::Undecidable => "undecidable".to_owned(),
        Verdict::NotApplicable => "-".to_owned(),
    }
}

fn table(out: &mut impl Write, report: &Report, terminal: &Terminal) -> io::Result<()> {
    let Terminal { stdout, width, .. } = *terminal;
    let longest = |lengths: &mut dyn Iterator<Item = usize>| lengths.max().unwrap_or(0);
    let keys = longest(&mut report.findings.iter().map(|finding| finding.key.len()));
    let values = longest(&mut report.findings.iter().map(|finding| word(&finding.verdict).len()));
    let indent = keys.saturating_add(values).saturating_add(4);
    let room = if stdout.is_terminal { width.saturating_sub(indent).max(NARROWEST) } else { usize::MAX };
    stdout.paint(out, BOLD, &format!("{:keys$}  {:values$}  EVIDENCE", "BEHAVIOR", "FINDING"))?;
    writeln!(out)?;
    for Finding { key, verdict, evidence } in &report.findings {
        write!(out, "{key:keys$}  ")?;
        write_value(out, stdout, verdict, values)?;
        for (number, line) in wrap(evidence, room).iter().enumerate() {
            if number > 0 {
                write!(out, "{:indent$}", "")?;
            }
            writeln!(out, "{line}")?;
        }
    }
    let summary = format!("{} of {} requests used", report.used, report.budget);
    stdout.paint(out, DIM, &summary)?;
    writeln!(out)
}

fn write_value(out: &mut impl Write, stream: Stream, verdict: &Verdict, width: usize) -> io::Result<()> {
    let style = match verdict {
        Verdict::Decided(_) => GREEN,
        Verdict::Undecidable => YELLOW,
        Verdict::NotApplicable => DIM,
    };
    let value = word(verdict);
    stream.paint(out, style, &value)?;
    write!(out, "{:padding$}", "", padding = width.saturating_sub(value.len()).saturating_add(2))
}

/// Wraps a string between words. Widths are in bytes, because evidence is ASCII.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len().saturating_add(word.len()) < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Returns a behavior file. Undecidable keys have the value `undecidable`, and keys that do not apply are comments.
fn toml(report: &Report) -> String {
    let mut text = format!(
        "# The behavior of a Blueshift account, determined by `blueshift probe` with {} requests.\n\
         # For use with `blueshift-sandbox --assume`. This file contains no campaign data.\n\
         format = {FORMAT}\n",
        report.used
    );
    for Finding { key, verdict, evidence } in &report.findings {
        text.push_str(&format!("\n# {evidence}\n"));
        text.push_str(&match verdict {
            Verdict::Decided(Value::Number(number)) => format!("{key} = {number}\n"),
            Verdict::Decided(Value::Text(value)) => format!("{key} = \"{value}\"\n"),
            Verdict::Undecidable => format!("{key} = \"undecidable\"\n"),
            Verdict::NotApplicable => format!("# {key} does not apply\n"),
        });
    }
    text
}

fn json(report: &Report) -> String {
    let findings = report.findings.iter().map(|Finding { key, verdict, evidence }| {
        let (state, value) = match verdict {
            Verdict::Decided(value) => ("decided", json!(value)),
            Verdict::Undecidable => ("undecidable", json!(null)),
            Verdict::NotApplicable => ("not_applicable", json!(null)),
        };
        json!({ "key": key, "state": state, "value": value, "evidence": evidence })
    });
    let findings: Vec<_> = findings.collect();
    let requests = json!({ "used": report.used, "budget": report.budget });
    let document = json!({ "format": FORMAT, "requests": requests, "findings": findings }).to_string();
    format!("{}\n", pretty(document.as_bytes()).unwrap_or(document))
}

#[cfg(test)]
pub(super) fn toml_of(report: &Report) -> String {
    toml(report)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrapped_text_fits_and_keeps_every_word() {
        let text = "a list of 2 pages, then the last page again";
        for width in 6..60 {
            let lines = wrap(text, width);
            assert!(lines.iter().all(|line| line.len() <= width), "{width}: {lines:?}");
            assert_eq!(lines.join(" "), text);
        }
    }
}
