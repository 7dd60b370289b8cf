//! Prints a failure: a headline, details and advice.

use std::error::Error as _;
use std::io::{self, Write};

use blueshift::{ApiError, Error};

use super::{Failure, OtherRegion, advice, innermost, json};
use crate::output::visible;
use crate::terminal::{BOLD, DIM, ERROR, ErrorFormat, Terminal};

/// Writes the report in the selected error format, with the colors of stderr.
pub(crate) fn report(failure: &Failure, terminal: &Terminal, out: &mut impl Write) -> io::Result<()> {
    match terminal.error_format {
        ErrorFormat::Json => json::report(failure, out),
        ErrorFormat::Text => report_text(failure, terminal, out),
    }
}

fn report_text(failure: &Failure, terminal: &Terminal, out: &mut impl Write) -> io::Result<()> {
    let stream = terminal.stderr;
    stream.paint(out, ERROR, "error:")?;
    out.write_all(b" ")?;
    stream.paint(out, BOLD, &visible(&headline(failure)))?;
    out.write_all(b"\n")?;
    let details = details(failure);
    let width = details.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in &details {
        stream.paint(out, DIM, &format!("  {name:width$}"))?;
        writeln!(out, "  {}", visible(value))?;
    }
    let advice = advice::for_failure(failure);
    if !advice.is_empty() {
        writeln!(out)?;
    }
    for paragraph in advice {
        for line in wrap(&paragraph) {
            writeln!(out, "  {}", visible(&line))?;
        }
    }
    out.flush()
}

pub(super) fn headline(failure: &Failure) -> String {
    match failure {
        Failure::Refused(refusal) => {
            let target = &refusal.target;
            match &refusal.other {
                Some((region, OtherRegion::Accepts { .. })) => {
                    format!("the API key does not work in {target}, but it works in region {region}")
                }
                Some((region, OtherRegion::Refuses)) => {
                    format!("the API key works neither in {target} nor in region {region}")
                }
                _ => format!("the API key does not work in {target}"),
            }
        }
        Failure::Call { source, printed, .. } if *printed > 0 => without_details(source),
        Failure::Call { source, .. } => match innermost(source) {
            // The server's message is printed as a detail.
            Error::Api(error) => match error.status().as_u16() {
                401 => "the API key was refused".to_owned(),
                403 => "the API key lacks permission".to_owned(),
                429 => "too many requests".to_owned(),
                status => format!("the server responded with {status}"),
            },
            other => without_details(other),
        },
        other => other.to_string(),
    }
}

/// Returns a one-line summary: for an error response, the status and the server's first message or, if there is none, the
/// reason phrase of the status; for other errors, the message without details.
pub(crate) fn summary(error: &Error) -> String {
    match innermost(error) {
        Error::Api(api) => {
            let reason = || api.status().canonical_reason().unwrap_or("error").to_owned();
            format!("{} {}", api.status().as_u16(), messages(api).into_iter().next().unwrap_or_else(reason))
        }
        other => without_details(other),
    }
}

/// Returns the problems of each field, or the server's message if the response names no field.
fn messages(error: &ApiError) -> Vec<String> {
    let fields = error.field_errors();
    if fields.is_empty() {
        return error.message().map(str::to_owned).into_iter().collect();
    }
    fields.iter().map(|(field, problems)| format!("{field} {}", problems.join(", "))).collect()
}

/// Returns the message without the request id and the number of attempts at its end, which are printed as details.
fn without_details(error: &Error) -> String {
    strip_details(error.to_string())
}

fn strip_details(text: String) -> String {
    match text.rsplit_once(" (") {
        Some((before, details)) if details.contains("attempts") || details.contains("request id") => {
            before.to_owned()
        }
        _ => text,
    }
}

/// Returns the details below the headline, as names and values.
pub(super) fn details(failure: &Failure) -> Vec<(&'static str, String)> {
    let mut details = Vec::new();
    let mut add = |name, value: String| details.push((name, value));
    if let Failure::Writes(writes) = failure {
        writes.details().into_iter().for_each(|(name, value)| add(name, value));
    }
    if let Failure::NoRecords { request_id: Some(id), .. } = failure {
        add("request id", id.clone());
    }
    let Some(error) = failure.error() else {
        let mut source = failure.source();
        while let Some(error) = source {
            add("cause", error.to_string());
            source = error.source();
        }
        return details;
    };
    let inner = innermost(error);
    let mut head = Some(error);
    if let Failure::Writes(_) = failure {
        head = None;
    }
    if let Failure::Call { operation, printed, .. } = failure {
        if *printed > 0 {
            let [singular, plural] = operation.noun;
            let noun = if *printed == 1 { singular } else { plural };
            add("printed", format!("{printed} {noun} before the error"));
        } else {
            head = Some(inner);
            error.page().into_iter().for_each(|page| add("page", page.to_string()));
        }
    }
    if let Some(status) = error.status() {
        add("status", status.to_string());
    }
    match inner {
        Error::Api(api) => messages(api).into_iter().for_each(|message| add("message", message)),
        other => {
            if !head.is_some_and(|head| std::ptr::eq(other, head)) {
                add("cause", without_details(other));
            }
            // Only the last error of the chain is added, because the errors before it add no information.
            if let Some(root) = root(other) {
                add("cause", strip_details(root.to_string().lines().next().unwrap_or_default().to_owned()));
            }
        }
    }
    if let Some(id) = error.request_id() {
        add("request id", id.to_owned());
    }
    if let Failure::Refused(refusal) = failure
        && let Some((region, OtherRegion::Accepts { request_id: Some(id) })) = &refusal.other
    {
        add("request id", format!("{id} (region {region})"));
    }
    if error.attempts() > 1 {
        add("attempts", error.attempts().to_string());
    }
    if let Some(wait) = error.retry_after() {
        add("retry after", format!("{} s", wait.as_secs()));
    }
    details
}

/// Wraps a paragraph into lines of at most 78 bytes. Longer words are not split.
fn wrap(paragraph: &str) -> Vec<String> {
    const WIDTH: usize = 78;
    let mut lines = vec![String::new()];
    for word in paragraph.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len() + 1 + word.len() <= WIDTH => line.extend([" ", word]),
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// Returns the last error of the source chain.
fn root(error: &dyn std::error::Error) -> Option<&dyn std::error::Error> {
    let mut root = error.source()?;
    while let Some(source) = root.source() {
        root = source;
    }
    Some(root)
}
