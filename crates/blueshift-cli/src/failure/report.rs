//! An error as people read it: what failed, the facts, and what to do about it.

use std::error::Error;
use std::io::{self, Write};

use super::{Elsewhere, Failure, advice};
use crate::output::visible;
use crate::terminal::{BOLD, DIM, ERROR, Terminal};

/// Writes the block.
pub(crate) fn report(failure: &Failure, terminal: &Terminal, out: &mut impl Write) -> io::Result<()> {
    let stream = terminal.stderr;
    stream.paint(out, ERROR, "error:")?;
    out.write_all(b" ")?;
    stream.paint(out, BOLD, &visible(&headline(failure)))?;
    out.write_all(b"\n")?;
    let facts = facts(failure);
    let width = facts.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    for (name, value) in &facts {
        stream.paint(out, DIM, &format!("  {name:width$}"))?;
        writeln!(out, "  {}", visible(value))?;
    }
    let advice = advice::of(failure);
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

fn headline(failure: &Failure) -> String {
    match failure {
        Failure::Refused(refusal) => match &refusal.elsewhere {
            Some((region, Elsewhere::Works { .. })) => {
                format!("the key does not work in {}, but it works in region {region}", refusal.place)
            }
            Some((region, Elsewhere::Refused)) => {
                format!("the key works neither in {} nor in region {region}", refusal.place)
            }
            _ => format!("the key does not work in {}", refusal.place),
        },
        Failure::Listing { source, printed } if *printed > 0 => strip_facts(source),
        Failure::Call(error) | Failure::Listing { source: error, .. } => match super::innermost(error) {
            // Its message is told as a fact of its own.
            blueshift::Error::Api(error) => match error.status().as_u16() {
                401 => "the API key was refused".to_owned(),
                403 => "the API key may not do this".to_owned(),
                429 => "too many requests".to_owned(),
                status => format!("the server answered {status}"),
            },
            other => strip_facts(other),
        },
        other => other.to_string(),
    }
}

/// The message without the request id and attempts at its end, which are told as facts.
fn strip_facts(error: &blueshift::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" (") {
        Some((before, facts)) if facts.contains("attempts") || facts.contains("request id") => {
            before.to_owned()
        }
        _ => text,
    }
}

fn facts(failure: &Failure) -> Vec<(&'static str, String)> {
    let mut facts = Vec::new();
    let mut tell = |name, value: String| facts.push((name, value));
    let Some(error) = failure.call() else {
        let mut source = failure.source();
        while let Some(error) = source {
            tell("cause", error.to_string());
            source = error.source();
        }
        return facts;
    };
    let inner = super::innermost(error);
    let mut head = error;
    if let Failure::Listing { printed, .. } = failure {
        if *printed > 0 {
            let plural = if *printed == 1 { "" } else { "s" };
            tell("printed", format!("{printed} campaign{plural} before it"));
        } else {
            head = inner;
            error.page().into_iter().for_each(|page| tell("page", page.to_string()));
        }
    }
    if let Some(status) = error.status() {
        tell("status", status.to_string());
    }
    match inner {
        blueshift::Error::Api(api) => {
            if api.field_errors().is_empty() {
                api.message().into_iter().for_each(|message| tell("message", message.to_owned()));
            }
            for (field, problems) in api.field_errors() {
                tell("message", format!("{field} {}", problems.join(", ")));
            }
        }
        other => {
            if !std::ptr::eq(other, head) {
                tell("cause", strip_facts(other));
            }
            // The links between say little but that there was an error.
            if let Some(root) = root(other) {
                tell("cause", first_line(&root.to_string()));
            }
        }
    }
    if let Some(id) = error.request_id() {
        tell("request id", id.to_owned());
    }
    if let Failure::Refused(refusal) = failure
        && let Some((region, Elsewhere::Works { request_id: Some(id) })) = &refusal.elsewhere
    {
        tell("in the other", format!("{id} (region {region})"));
    }
    if error.attempts() > 1 {
        tell("attempts", error.attempts().to_string());
    }
    if let Some(wait) = error.retry_after() {
        tell("retry after", format!("{} s", wait.as_secs()));
    }
    facts
}

/// The paragraph in lines that fit a narrow terminal with what they are indented by.
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

/// The last link of the chain behind an error.
fn root(error: &dyn Error) -> Option<&dyn Error> {
    let mut root = error.source()?;
    while let Some(source) = root.source() {
        root = source;
    }
    Some(root)
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}
