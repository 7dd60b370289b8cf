//! Properties of stdout and stderr: terminal, width, color.

use std::ffi::OsString;
use std::io::{IsTerminal, Stdout, Write};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

use crate::output::{visible, write_record};

/// When to use color.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColorWhen {
    /// On a terminal, unless NO_COLOR is set or TERM is dumb
    #[default]
    Auto,
    /// Always, even to a file or pipe
    Always,
    /// Never
    Never,
}

impl ColorWhen {
    /// Returns `Never` instead of `Auto` if the environment disables color. clap applies its own rules to `Auto`, such as color on
    /// a dumb terminal if `CI` is set.
    pub(crate) fn or_environment(self) -> Self {
        let set = |name| std::env::var_os(name).filter(|value: &OsString| !value.is_empty());
        let is_disabled = set("NO_COLOR").is_some() || set("TERM").is_some_and(|term| term == "dumb");
        if self == Self::Auto && is_disabled { Self::Never } else { self }
    }
}

impl From<ColorWhen> for clap::ColorChoice {
    fn from(when: ColorWhen) -> Self {
        match when {
            ColorWhen::Auto => Self::Auto,
            ColorWhen::Always => Self::Always,
            ColorWhen::Never => Self::Never,
        }
    }
}

/// The format of errors and warnings on stderr.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ErrorFormat {
    /// Human-readable text
    #[default]
    Text,
    /// One JSON object per error or warning
    Json,
}

/// Returns the last valid value of an option, or the default, before the command line is parsed. Invalid values are ignored,
/// because clap reports them.
pub(crate) fn find_option<T: ValueEnum + Default>(
    name: &str,
    arguments: impl Iterator<Item = OsString>,
) -> T {
    let mut found = T::default();
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = arguments.next() {
        let value = match argument.split_once('=') {
            Some((given, value)) if given == name => Some(value.to_owned()),
            None if argument == name => arguments.next(),
            _ => None,
        };
        let value = value.and_then(|value| T::from_str(&value, false).ok());
        found = value.unwrap_or(found);
    }
    found
}

/// The properties of stdout or stderr.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stream {
    pub(crate) is_terminal: bool,
    pub(crate) color: bool,
}

impl Stream {
    fn detect(stream: &impl IsTerminal, when: ColorWhen) -> Self {
        let is_terminal = stream.is_terminal();
        let color = match when {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => is_terminal,
        };
        Self { is_terminal, color }
    }

    /// Writes text, with the style if the stream uses color.
    pub(crate) fn paint(
        self,
        out: &mut (impl Write + ?Sized),
        style: Style,
        text: &str,
    ) -> std::io::Result<()> {
        if self.color && !style.is_plain() {
            write!(out, "{style}{text}{style:#}")
        } else {
            out.write_all(text.as_bytes())
        }
    }
}

/// Returns whether stdout is connected to another process, which may also write to the terminal. On platforms other than Unix,
/// this is assumed if stdout is not a terminal.
fn is_piped(stdout: &Stdout) -> bool {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd;
        use std::os::unix::fs::FileTypeExt;

        let file = stdout.as_fd().try_clone_to_owned().map(std::fs::File::from);
        let kind = file.and_then(|file| Ok(file.metadata()?.file_type()));
        kind.is_ok_and(|kind| kind.is_fifo() || kind.is_socket())
    }
    #[cfg(not(unix))]
    {
        !stdout.is_terminal()
    }
}

/// The properties of both streams, the width of the terminal, and the error format.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    pub(crate) stdout: Stream,
    pub(crate) stderr: Stream,
    /// Whether a progress line on stderr is useful and does not interfere with other output.
    pub(crate) shows_progress: bool,
    /// The width of the terminal at stdout, in columns; 80 if stdout is not a terminal.
    pub(crate) width: usize,
    pub(crate) error_format: ErrorFormat,
}

impl Terminal {
    pub(crate) fn detect(when: ColorWhen, error_format: ErrorFormat) -> Self {
        let (stdout, stderr) = (std::io::stdout(), std::io::stderr());
        let width = terminal_size::terminal_size_of(&stdout).map_or(80, |(width, _)| usize::from(width.0));
        let shows_progress = stderr.is_terminal() && !is_piped(&stdout) && error_format == ErrorFormat::Text;
        let (stdout, stderr) = (Stream::detect(&stdout, when), Stream::detect(&stderr, when));
        Self { stdout, stderr, shows_progress, width, error_format }
    }
}

impl Terminal {
    /// Writes a one-line warning to stderr. Write errors are ignored.
    pub(crate) fn warn(&self, text: &str) {
        let mut out = std::io::stderr().lock();
        let _ = match self.error_format {
            ErrorFormat::Json => {
                let warning = serde_json::json!({ "warning": { "message": text } });
                write_record(&mut out, &warning).and_then(|()| out.write_all(b"\n"))
            }
            ErrorFormat::Text => {
                let written = self.stderr.paint(&mut out, WARNING, "warning:");
                written.and_then(|()| writeln!(out, " {}", visible(text)))
            }
        };
    }

    /// Writes a hint to stderr if it is a terminal and errors are printed as text. Write errors are ignored.
    pub(crate) fn hint(&self, text: &str) {
        if self.stderr.is_terminal && self.error_format == ErrorFormat::Text {
            let mut out = std::io::stderr().lock();
            let _ = self.stderr.paint(&mut out, DIM, &format!("{}\n", visible(text)));
        }
    }

    /// Writes a line to stderr. Write errors are ignored.
    pub(crate) fn note(&self, text: &str) {
        let _ = writeln!(std::io::stderr().lock(), "{}", visible(text));
    }
}

pub(crate) const PLAIN: Style = Style::new();
pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const GREEN: Style = AnsiColor::Green.on_default();
pub(crate) const YELLOW: Style = AnsiColor::Yellow.on_default();
pub(crate) const WARNING: Style = YELLOW.bold();
pub(crate) const CYAN: Style = AnsiColor::Cyan.on_default();
pub(crate) const ERROR: Style = AnsiColor::Red.on_default().bold();

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_last_color_option_with_or_without_equals_sign() {
        let choice = |line: &str| find_option::<ColorWhen>("--color", line.split(' ').map(OsString::from));
        assert_eq!(choice("blueshift campaigns list"), ColorWhen::Auto);
        assert_eq!(choice("blueshift --color never campaigns"), ColorWhen::Never);
        assert_eq!(choice("blueshift --color=never campaigns --color=always"), ColorWhen::Always);
        assert_eq!(choice("blueshift --color=sometimes"), ColorWhen::Auto);
    }
}
