//! Input files: JSON objects (ndjson), csv with a header, or one UUID per line.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use serde_json::{Map, Value};

use crate::commands::Context;
use crate::failure::UsageError;

const BOM: &[u8] = b"\xef\xbb\xbf";

/// An error that prevents the use of an input. Nothing was sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InputError {
    #[error("cannot read {}", input_name(.path))]
    Read { path: PathBuf, source: io::Error },
    #[error("{}, line {line}: {problem}", input_name(.path))]
    Line { path: PathBuf, line: u64, problem: String },
    #[error("{} contains no {noun}", input_name(.path))]
    Empty { path: PathBuf, noun: &'static str },
    #[error("cannot write a temporary file")]
    Spool(#[source] io::Error),
}

/// An error that occurs while checked records are read from the temporary file.
#[derive(Debug, thiserror::Error)]
#[error("cannot read a temporary file")]
pub(crate) struct SpoolError {
    #[from]
    pub(crate) source: io::Error,
}

/// Returns the path of an input for messages: `stdin` for `-`.
pub(crate) fn input_name(path: &Path) -> Cow<'_, str> {
    if path.as_os_str() == "-" { "stdin".into() } else { path.to_string_lossy() }
}

/// Opens an input file, or stdin for `-`.
pub(crate) fn open(path: &Path) -> Result<Box<dyn BufRead>, InputError> {
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|source| InputError::Read { path: path.to_owned(), source })?;
    Ok(Box::new(BufReader::new(file)))
}

/// Returns an error if stdin is the source of both the input and the API key.
pub(crate) fn stdin_twice(input: Option<&Path>, context: &Context<'_>) -> Result<(), UsageError> {
    let is_stdin = input.is_some_and(|path| path.as_os_str() == "-");
    if is_stdin && context.global.api_key_file.as_deref() == input {
        return Err(UsageError::StdinTwice);
    }
    Ok(())
}

/// Whether an input without a header may contain one UUID per line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lines {
    Uuids,
    Refused,
}

/// The records of an input as objects, with the numbers of their first lines. Values of csv are strings.
pub(crate) struct Records {
    path: PathBuf,
    format: Format,
    failed: bool,
}

enum Format {
    Ndjson { reader: Box<dyn BufRead>, line: u64 },
    Uuids { reader: Box<dyn BufRead>, line: u64 },
    Csv { reader: Box<csv::Reader<Strict>>, header: Header, offset: u64 },
    Empty,
}

/// The first record of csv.
pub(crate) struct Header {
    /// The number of its first line.
    pub(crate) line: u64,
    pub(crate) names: Vec<String>,
}

/// A record and the number of its first line.
type Numbered = (u64, Map<String, Value>);

impl Records {
    /// Detects the format from the first line that is not blank.
    pub(crate) fn new(path: &Path, mut reader: Box<dyn BufRead>, lines: Lines) -> Result<Self, InputError> {
        let path = path.to_owned();
        let (mut first, mut line) = (Vec::new(), 0_u64);
        loop {
            first.clear();
            let read = reader.read_until(b'\n', &mut first);
            let count = read.map_err(|source| InputError::Read { path: path.clone(), source })?;
            if count == 0 {
                return Ok(Self { path, format: Format::Empty, failed: false });
            }
            if line == 0 && first.starts_with(BOM) {
                first.drain(..BOM.len());
            }
            line += 1;
            if !first.trim_ascii().is_empty() {
                break;
            }
        }
        let starts_with = |byte| first.trim_ascii_start().first() == Some(&byte);
        let (is_json, is_list) = (starts_with(b'{'), starts_with(b'['));
        let at = |problem: &str| InputError::Line { path: path.clone(), line, problem: problem.to_owned() };
        if is_list {
            return Err(at(
                "expected one JSON object per line, as printed by --output ndjson, found a JSON array",
            ));
        }
        let is_text = std::str::from_utf8(&first).is_ok_and(|text| !text.contains('\0'));
        if !is_text {
            return Err(at("expected UTF-8 text"));
        }
        let is_plain = lines == Lines::Uuids
            && !is_json
            && !first.iter().any(|byte| b",;\t\"".contains(byte))
            && { !first.trim_ascii().eq_ignore_ascii_case(b"uuid") };
        let is_crlf = first.ends_with(b"\r\n");
        let rest: Box<dyn BufRead> = Box::new(Cursor::new(first).chain(reader));
        let format = if is_json {
            Format::Ndjson { reader: rest, line: line - 1 }
        } else if is_plain {
            Format::Uuids { reader: rest, line: line - 1 }
        } else {
            // The parser counts a line at its line feed. After a carriage return, the line feed is parsed with the next record.
            let offset = if is_crlf { line } else { line - 1 };
            let strict = Strict { inner: rest, field: Field::Start, line, opened: line };
            let mut reader = Box::new(csv::Reader::from_reader(strict));
            let names = reader.headers().map_err(|error| csv_error(&path, offset, error))?;
            let names: Vec<String> = names.iter().map(|name| name.trim().to_owned()).collect();
            for (index, name) in names.iter().enumerate() {
                if name.is_empty() {
                    return Err(at("a column of the header has no name"));
                }
                if names[..index].contains(name) {
                    return Err(at(&format!("the header has the column {name} twice")));
                }
            }
            Format::Csv { reader, header: Header { line, names }, offset }
        };
        Ok(Self { path, format, failed: false })
    }

    /// Returns the header if the input is csv.
    pub(crate) fn header(&self) -> Option<&Header> {
        match &self.format {
            Format::Csv { header, .. } => Some(header),
            _ => None,
        }
    }

    /// Creates an error at a line of the input.
    pub(crate) fn error(&self, line: u64, problem: impl Into<String>) -> InputError {
        InputError::Line { path: self.path.clone(), line, problem: problem.into() }
    }

    fn read(&mut self) -> Result<Option<Numbered>, InputError> {
        let path = &self.path;
        match &mut self.format {
            Format::Empty => Ok(None),
            Format::Ndjson { reader, line } => {
                let Some(text) = next_line(path, reader, line)? else { return Ok(None) };
                let object = serde_json::from_str(&text).map_err(|error| InputError::Line {
                    path: path.clone(),
                    line: *line,
                    problem: format!("expected a JSON object: {error}"),
                })?;
                Ok(Some((*line, object)))
            }
            Format::Uuids { reader, line } => {
                let Some(text) = next_line(path, reader, line)? else { return Ok(None) };
                Ok(Some((*line, Map::from_iter([("uuid".to_owned(), text.trim().into())]))))
            }
            Format::Csv { reader, header, offset } => {
                let mut record = csv::StringRecord::new();
                let read = reader.read_record(&mut record);
                if !read.map_err(|error| csv_error(path, *offset, error))? {
                    return Ok(None);
                }
                let line = record.position().map_or(0, csv::Position::line);
                let fields = header.names.iter().cloned().zip(record.iter().map(Value::from));
                Ok(Some((offset.saturating_add(line), fields.collect())))
            }
        }
    }
}

impl Iterator for Records {
    type Item = Result<Numbered, InputError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.failed {
            return None;
        }
        let read = self.read();
        self.failed = read.is_err();
        read.transpose()
    }
}

/// Returns the next line that is not blank.
fn next_line(path: &Path, reader: &mut dyn BufRead, line: &mut u64) -> Result<Option<String>, InputError> {
    loop {
        let mut text = Vec::new();
        let read = reader.read_until(b'\n', &mut text);
        let count = read.map_err(|source| InputError::Read { path: path.to_owned(), source })?;
        if count == 0 {
            return Ok(None);
        }
        *line = line.saturating_add(1);
        if text.trim_ascii().is_empty() {
            continue;
        }
        return String::from_utf8(text).map(Some).map_err(|_| InputError::Line {
            path: path.to_owned(),
            line: *line,
            problem: "expected UTF-8 text".to_owned(),
        });
    }
}

fn csv_error(path: &Path, offset: u64, error: csv::Error) -> InputError {
    let line = offset.saturating_add(error.position().map_or(1, csv::Position::line));
    let problem = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the number of fields is {len}, but the header has {expected_len}")
        }
        csv::ErrorKind::Utf8 { .. } => "expected UTF-8 text".to_owned(),
        _ => error.to_string(),
    };
    match error.into_kind() {
        csv::ErrorKind::Io(source) => match source.downcast() {
            Ok(Misquoted { line, problem }) => {
                InputError::Line { path: path.to_owned(), line, problem: problem.to_owned() }
            }
            Err(source) => InputError::Read { path: path.to_owned(), source },
        },
        _ => InputError::Line { path: path.to_owned(), line, problem },
    }
}

/// Reads csv and refuses quoted fields that are not closed, or that continue after the closing quotation mark. The parser would
/// accept both and treat the following text, including other records, as a part of the field.
struct Strict {
    inner: Box<dyn BufRead>,
    field: Field,
    line: u64,
    /// The line in which the quoted field starts.
    opened: u64,
}

/// A position in a field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Start,
    Plain,
    Quoted,
    /// After a quotation mark in a quoted field. If another quotation mark follows, both represent a single quotation mark in
    /// the field.
    Closed,
}

/// The error of an invalid quoted field.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
struct Misquoted {
    line: u64,
    problem: &'static str,
}

impl Strict {
    fn read_byte(&mut self, byte: u8) -> Result<(), Misquoted> {
        self.field = match (self.field, byte) {
            (Field::Quoted, b'"') => Field::Closed,
            (Field::Quoted, _) | (Field::Closed, b'"') => Field::Quoted,
            (_, b',' | b'\r' | b'\n') => Field::Start,
            (Field::Closed, _) => {
                let problem = "unexpected text after the end of a quoted field";
                return Err(Misquoted { line: self.line, problem });
            }
            (Field::Start, b'"') => {
                self.opened = self.line;
                Field::Quoted
            }
            (Field::Start | Field::Plain, _) => Field::Plain,
        };
        self.line = self.line.saturating_add(u64::from(byte == b'\n'));
        Ok(())
    }
}

impl Read for Strict {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        for byte in buffer.get(..count).unwrap_or_default() {
            self.read_byte(*byte).map_err(io::Error::other)?;
        }
        if count == 0 && !buffer.is_empty() && self.field == Field::Quoted {
            let problem = "a quoted field is not closed";
            return Err(io::Error::other(Misquoted { line: self.opened, problem }));
        }
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &[u8], lines: Lines) -> Result<Vec<(u64, Value)>, String> {
        let records = Records::new(Path::new("f"), Box::new(Cursor::new(text.to_vec())), lines);
        let records = records.map_err(|error| error.to_string())?;
        records
            .map(|record| record.map(|(line, map)| (line, map.into())).map_err(|e| e.to_string()))
            .collect()
    }

    fn values(text: &[u8], name: &str) -> Vec<String> {
        let records = read(text, Lines::Uuids).unwrap();
        records.iter().map(|(_, record)| record[name].as_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn reads_each_format_with_any_line_endings() {
        for text in [
            "a-1\nb-2\n",
            "\u{feff}a-1\r\n\r\n  b-2  \r\n",
            "uuid\na-1\nb-2",
            "\u{feff}name,uuid\r\n\"x, \"\"y\"\"\r\nz\",a-1\r\n,b-2\r\n",
            "\n\n{\"uuid\":\"a-1\"}\n\n{\"name\":\"\u{2028}\",\"uuid\":\"b-2\"}",
            "\u{feff} uuid ,name\na-1,é\nb-2,\"\"\n",
        ] {
            assert_eq!(values(text.as_bytes(), "uuid"), ["a-1", "b-2"], "{text:?}");
        }
        assert!(read(b"", Lines::Uuids).unwrap().is_empty());
        assert!(read(b"\n \n", Lines::Uuids).unwrap().is_empty());
        assert!(read(b"email\n", Lines::Refused).unwrap().is_empty());
    }

    #[test]
    fn preserves_csv_fields_and_line_numbers() {
        let text = "\u{feff}email,note\r\na@b.c,\"two\r\nlines, \"\"quoted\"\"\"\r\nd@e.f, é \r\n";
        let records = read(text.as_bytes(), Lines::Refused).unwrap();
        let expected = [(2, "two\r\nlines, \"quoted\""), (4, " é ")];
        let found: Vec<_> = records.iter().map(|(line, it)| (*line, it["note"].as_str().unwrap())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn refuses_ambiguous_input_and_reports_the_line() {
        for (text, problem) in [
            (&b"email,id\na,1\nb,2,3\n"[..], "f, line 3: the number of fields is 3, but the header has 2"),
            (b"email,id\na,1\nb\n", "f, line 3: the number of fields is 1, but the header has 2"),
            (b"email,email\na,1\n", "f, line 1: the header has the column email twice"),
            (b"email,\na,1\n", "f, line 1: a column of the header has no name"),
            (b"email,id\na,\xff\n", "f, line 2: expected UTF-8 text"),
            (b"\xff\xfee\0m\0\n\0", "f, line 1: expected UTF-8 text"),
            (b"\n[{\"email\":1}]", "f, line 2: expected one JSON object per line, "),
            (b"{\"email\":1}\n{\"email\"\n", "f, line 2: expected a JSON object: EOF"),
            (b"{\"email\":1}\n3\n", "f, line 2: expected a JSON object: "),
            (b"email,id\na,1\nb,\"2\nc,3\n", "f, line 3: a quoted field is not closed"),
            // Two fields that are not closed would hide the record between them.
            (
                b"email,id\na,1\nb,\"2\nc,\"3\nd,4\n",
                "f, line 4: unexpected text after the end of a quoted field",
            ),
            (b"email,id\na,\"1\" \n", "f, line 2: unexpected text after the end of a quoted field"),
        ] {
            let error = read(text, Lines::Refused).unwrap_err();
            assert!(error.contains(problem), "{error}");
        }
    }
}
