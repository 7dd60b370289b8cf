//! Runs commands in a pseudo-terminal and interprets the output.

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::Path;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use crate::command::{BINARY, ENVIRONMENT};

/// The number of rows of the terminal: enough for all output, so that nothing scrolls.
const ROWS: u16 = 60;

/// The output of a command in a terminal.
pub(crate) struct TerminalOutput {
    /// All output, including escape sequences.
    pub(crate) raw: String,
    /// The screen at the end.
    pub(crate) screen: vt100::Screen,
    pub(crate) exit_code: u32,
}

/// Runs a command line in a shell, in a terminal with this number of columns. `blueshift` runs the tested command.
pub(crate) fn run_in_terminal(columns: u16, environment: &[(&str, &str)], line: &str) -> TerminalOutput {
    run_and_reply(columns, environment, line, "")
}

/// Like [`run_in_terminal`], but also types a reply at the prompt.
pub(crate) fn run_and_reply(
    columns: u16,
    environment: &[(&str, &str)],
    line: &str,
    reply: &str,
) -> TerminalOutput {
    let size = PtySize { rows: ROWS, cols: columns, pixel_width: 0, pixel_height: 0 };
    let terminal = native_pty_system().openpty(size).unwrap();
    let mut command = CommandBuilder::new("sh");
    command.args(["-c", line]);
    for (name, value) in ENVIRONMENT.iter().chain(environment) {
        command.env(name, value);
    }
    let directory = Path::new(BINARY).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    command.env("PATH", format!("{}:{path}", directory.display()));
    let mut child = terminal.slave.spawn_command(command).unwrap();
    // The reader reaches the end only after all other handles are closed.
    drop(terminal.slave);
    let mut reader = terminal.master.try_clone_reader().unwrap();
    let mut parser = parser(columns);
    let mut writer = terminal.master.take_writer().unwrap();
    let mut has_replied = false;
    let (mut raw, mut buffer) = (Vec::new(), [0; 4096]);
    // On Linux, reading from a closed terminal returns an error instead of end of file.
    while let Ok(count @ 1..) = reader.read(&mut buffer) {
        parser.process(&buffer[..count]);
        raw.extend_from_slice(&buffer[..count]);
        if !has_replied && raw.ends_with(b"[y/N] ") {
            has_replied = true;
            writer.write_all(reply.as_bytes()).unwrap();
        }
    }
    let status = child.wait().unwrap();
    TerminalOutput {
        raw: String::from_utf8_lossy(&raw).into_owned(),
        screen: parser.screen().clone(),
        exit_code: status.exit_code(),
    }
}

fn parser(columns: u16) -> vt100::Parser {
    let [rows, columns] = [ROWS, columns].map(|count| NonZeroU16::new(count).unwrap());
    vt100::Parser::new(rows, columns, 0)
}

fn lines(screen: &vt100::Screen) -> Vec<String> {
    let columns = screen.size().1.get();
    let mut lines: Vec<String> = screen.rows(0, columns).map(|line| line.trim_end().to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

impl TerminalOutput {
    fn size(&self) -> (u16, u16) {
        let (rows, columns) = self.screen.size();
        (rows.get(), columns.get())
    }

    /// Returns the lines on the screen, without trailing empty lines and spaces.
    pub(crate) fn lines(&self) -> Vec<String> {
        lines(&self.screen)
    }

    /// Returns the lines of the screen immediately after each occurrence of `text` was printed, one screen for each occurrence.
    pub(crate) fn screens_showing(&self, text: &str) -> Vec<Vec<String>> {
        let ends = self.raw.match_indices(text).map(|(start, text)| start + text.len());
        ends.map(|end| {
            let mut parser = parser(self.size().1);
            parser.process(&self.raw.as_bytes()[..end]);
            lines(parser.screen())
        })
        .collect()
    }

    /// Returns the color of the first occurrence of a word on the screen.
    pub(crate) fn color_of(&self, word: &str) -> vt100::Color {
        let (rows, columns) = self.size();
        for row in 0..rows {
            let line: Vec<&vt100::Cell> =
                (0..columns).filter_map(|column| self.screen.cell(row, column)).collect();
            let position = (0..line.len()).find(|start| {
                let text: String =
                    line[*start..].iter().take(word.len()).map(|cell| cell.contents()).collect();
                text == word
            });
            if let Some(start) = position {
                return line[start].fgcolor();
            }
        }
        panic!("{word} is not on the screen: {:#?}", self.lines());
    }
}
