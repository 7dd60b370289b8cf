//! What is at the other end of stdout and stderr, and whether it is to be given colour.

use std::ffi::OsString;
use std::io::{IsTerminal, Stdout, Write};

use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

use crate::output::visible;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ColourWhen {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Even into a file or a pipe
    Always,
    /// Never
    Never,
}

impl ColourWhen {
    pub(crate) fn for_clap(self) -> clap::ColorChoice {
        match self {
            Self::Auto => clap::ColorChoice::Auto,
            Self::Always => clap::ColorChoice::Always,
            Self::Never => clap::ColorChoice::Never,
        }
    }
}

/// Finds `--color` before the command line is parsed; what is wrong with it, clap will say.
pub(crate) fn colour_asked(arguments: impl Iterator<Item = OsString>) -> ColourWhen {
    let mut asked = ColourWhen::Auto;
    let mut arguments = arguments.map(|argument| argument.to_string_lossy().into_owned());
    while let Some(argument) = arguments.next() {
        let value = match argument.split_once('=') {
            Some(("--color", value)) => Some(value.to_owned()),
            None if argument == "--color" => arguments.next(),
            _ => None,
        };
        let when = value.and_then(|value| ColourWhen::from_str(&value, false).ok());
        asked = when.unwrap_or(asked);
    }
    asked
}

/// One of the two streams.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stream {
    pub(crate) is_terminal: bool,
    pub(crate) colour: bool,
}

impl Stream {
    fn look(stream: &impl IsTerminal, when: ColourWhen, auto: bool) -> Self {
        let is_terminal = stream.is_terminal();
        let colour = match when {
            ColourWhen::Always => true,
            ColourWhen::Never => false,
            ColourWhen::Auto => is_terminal && auto,
        };
        Self { is_terminal, colour }
    }

    /// Writes the text in this style, where there is colour.
    pub(crate) fn paint(
        self,
        out: &mut (impl Write + ?Sized),
        style: Style,
        text: &str,
    ) -> std::io::Result<()> {
        if self.colour && !style.is_plain() {
            write!(out, "{style}{text}{style:#}")
        } else {
            out.write_all(text.as_bytes())
        }
    }
}

/// Whether stdout goes into another process, which may write to the terminal itself.
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

/// Both streams, and the width of the terminal.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terminal {
    pub(crate) stdout: Stream,
    pub(crate) stderr: Stream,
    /// Whether a line that comes and goes on stderr disturbs nobody.
    pub(crate) shows_progress: bool,
    /// How many columns the terminal at stdout has.
    pub(crate) width: usize,
}

impl Terminal {
    pub(crate) fn look(when: ColourWhen) -> Self {
        let set = |name| std::env::var_os(name).filter(|value: &OsString| !value.is_empty());
        let auto = set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb");
        let (stdout, stderr) = (std::io::stdout(), std::io::stderr());
        let width = terminal_size::terminal_size_of(&stdout).map_or(80, |(width, _)| usize::from(width.0));
        let shows_progress = stderr.is_terminal() && !is_piped(&stdout);
        let (stdout, stderr) = (Stream::look(&stdout, when, auto), Stream::look(&stderr, when, auto));
        Self { stdout, stderr, shows_progress, width }
    }
}

impl Terminal {
    /// Writes a one-line warning to stderr. A stderr that cannot be written to is ignored.
    pub(crate) fn warn(&self, text: &str) {
        let mut out = std::io::stderr().lock();
        let written = self.stderr.paint(&mut out, WARNING, "warning:");
        let _ = written.and_then(|()| writeln!(out, " {}", visible(text)));
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
    fn colour_is_found_in_both_spellings_and_the_last_one_counts() {
        let asked = |line: &str| colour_asked(line.split(' ').map(OsString::from));
        assert_eq!(asked("blueshift campaigns list"), ColourWhen::Auto);
        assert_eq!(asked("blueshift --color never campaigns"), ColourWhen::Never);
        assert_eq!(asked("blueshift --color=never campaigns --color=always"), ColourWhen::Always);
        assert_eq!(asked("blueshift --color=sometimes"), ColourWhen::Auto);
    }
}
