//! The `man` command.

use std::fmt::Write as _;
use std::io;
use std::path::{Path, PathBuf};

use blueshift::jiff::Timestamp;
use blueshift::jiff::tz::TimeZone;
use clap::{Args, Command};
use clap_mangen::Man as Page;

use crate::cli::{self, EXIT_CODES};
use crate::failure::Failure;

const SOURCE: &str = concat!("blueshift ", env!("CARGO_PKG_VERSION"));
/// The environment variable that tools for reproducible builds set to the date, in seconds since the Unix epoch.
const DATE: &str = "SOURCE_DATE_EPOCH";
/// The maximum length of a line that `mandoc -Tlint` accepts.
const WIDTH: usize = 80;

/// Write the man pages to a directory
///
/// The date of the pages is SOURCE_DATE_EPOCH if it is set, otherwise today.
#[derive(Args)]
#[command(hide = true)]
pub(crate) struct Man {
    /// Directory to write to; created if it does not exist
    dir: PathBuf,
}

impl Man {
    pub(super) fn run(self) -> Result<(), Failure> {
        let failure = |source| Failure::Write { path: self.dir.clone(), source };
        std::fs::create_dir_all(&self.dir).map_err(failure)?;
        let mut command = cli::command().disable_help_subcommand(true);
        command.build();
        write_pages(&command, &self.dir).map_err(failure)
    }
}

/// Writes the page of a command and the pages of its subcommands.
fn write_pages(command: &Command, directory: &Path) -> io::Result<()> {
    for subcommand in command.get_subcommands().filter(|command| !command.is_hide_set()) {
        write_pages(subcommand, directory)?;
    }
    let name = command.get_display_name().unwrap_or_else(|| command.get_name());
    std::fs::write(directory.join(format!("{name}.1")), page(command, name)?)
}

fn page(command: &Command, name: &str) -> io::Result<String> {
    // clap_mangen omits options that are hidden in `-h`.
    let shown = command.clone().mut_args(|argument| argument.hide_short_help(false));
    let page = Page::new(shown);
    let mut roff = Vec::new();
    page.render_name_section(&mut roff)?;
    page.render_synopsis_section(&mut roff)?;
    page.render_description_section(&mut roff)?;
    page.render_options_section(&mut roff)?;
    if command.has_subcommands() {
        page.render_subcommands_section(&mut roff)?;
    }
    let generated = String::from_utf8_lossy(&roff);
    let title = name.to_uppercase();
    let date = date();
    let mut text = format!(".TH {title} 1 {date} \"{SOURCE}\" \"Blueshift\"\n");
    text.push_str(".ie \\n(.g .ds Aq \\(aq\n.el .ds Aq '\n");
    for line in generated.replace("\n.br\n\n.br\n", "\n.sp\n").lines() {
        // Every generated section begins with the two `.ds Aq` lines, which were already added.
        if !line.is_empty() && !line.contains(".ds Aq ") {
            push_wrapped(&mut text, line.trim_end());
        }
    }
    if let Some(after) = command.get_after_long_help().or_else(|| command.get_after_help()) {
        push_sections(&mut text, &after.to_string());
    }
    Ok(text)
}

/// Returns the date of the pages.
fn date() -> String {
    let seconds = std::env::var(DATE).ok().and_then(|text| text.parse().ok());
    let time = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    time.unwrap_or_else(Timestamp::now).to_zoned_datetime(TimeZone::UTC).date().to_string()
}

/// Appends sections with the text that follows the options in the help. Paragraphs without a known heading become notes.
fn push_sections(text: &mut String, after: &str) {
    let mut section = "";
    for paragraph in after.split("\n\n") {
        let (heading, lines) = match paragraph.split_once('\n') {
            Some(("Examples:", lines)) => ("EXAMPLES", lines),
            Some(("Exit codes:", lines)) => ("EXIT STATUS", lines),
            _ if paragraph == EXIT_CODES => ("EXIT STATUS", "See blueshift(1)."),
            _ => ("NOTES", paragraph),
        };
        // Writing to a string does not fail.
        let _ = match (heading, heading == section) {
            (_, true) => text.write_str(".PP\n"),
            _ => writeln!(text, ".SH {heading}"),
        };
        section = heading;
        let is_filled = heading == "NOTES";
        text.push_str(if is_filled { "" } else { ".nf\n" });
        for line in lines.lines() {
            let line = escaped(line.trim_end());
            if is_filled { push_wrapped(text, &line) } else { push_continued(text, &line) }
        }
        text.push_str(if is_filled { "" } else { ".fi\n" });
    }
}

fn escaped(line: &str) -> String {
    let line = line.replace('\\', "\\e").replace('-', "\\-").replace('\'', "\\(aq");
    if line.starts_with('.') { format!("\\&{line}") } else { line }
}

/// Appends a line of filled text, broken between words.
fn push_wrapped(text: &mut String, line: &str) {
    for part in parts(line) {
        // At the start of a line, these characters start a roff request.
        let is_request = !line.starts_with('.') && part.starts_with(['.', '\'']);
        text.extend([if is_request { "\\&" } else { "" }, part.trim_end(), "\n"]);
    }
}

/// Appends a line of text without filling. Long lines are continued with a backslash.
fn push_continued(text: &mut String, line: &str) {
    text.push_str(&parts(line).join("\\\n"));
    text.push('\n');
}

/// Splits a line after spaces, so that each part fits into a line. A roff request is not split.
fn parts(line: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = line;
    while rest.len() >= WIDTH && !line.starts_with('.') {
        let fits = rest.char_indices().take_while(|(index, _)| *index < WIDTH - 2);
        // Indentation is not split.
        let start = rest.len() - rest.trim_start().len();
        let Some((space, _)) = fits.filter(|(index, c)| *c == ' ' && *index > start).last() else { break };
        let (part, after) = rest.split_at(space + 1);
        parts.push(part);
        rest = after;
    }
    parts.push(rest);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_of_examples_and_exit_codes_keep_their_lines() {
        let mut text = String::new();
        push_sections(&mut text, "Examples:\n  a --b 'c'\n\nOne\n.two\n\nThree\n\nExit codes:\n  0  done");
        let expected = "\
.SH EXAMPLES
.nf
  a \\-\\-b \\(aqc\\(aq
.fi
.SH NOTES
One
\\&.two
.PP
Three
.SH EXIT STATUS
.nf
  0  done
.fi
";
        assert_eq!(text, expected);
    }

    #[test]
    fn long_lines_are_split_between_words() {
        let line = format!("  {} end", "word ".repeat(40));
        let mut text = String::new();
        push_continued(&mut text, &line);
        assert_eq!(text.replace("\\\n", "").trim_end_matches('\n'), line);
        assert!(text.lines().all(|line| line.len() <= WIDTH), "{text}");
        push_wrapped(&mut text, &line.replace("word", ".x"));
        assert!(text.lines().all(|line| line.len() <= WIDTH && !line.starts_with('.')), "{text}");
    }
}
