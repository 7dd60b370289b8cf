//! The results file of `campaigns execute`.
//!
//! For each recipient, a line is written before the request is sent, and another line when the outcome is known. If a record has
//! several lines, the last line applies. A line is a JSON object. A torn line, which was not written completely, lacks the
//! closing brace, so it is never read as a result. If the line with the outcome is torn, the outcome is treated as unknown: the
//! request for the recipient is retried with the transaction of the earlier line, unless it was sent with bulk_execute and
//! `--retry-unknown` is not set. If a file was continued in a new file, the last line of the old file contains the path of the
//! new file.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use blueshift::ItemStatus;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::row::digest_of_key;

/// The first bytes of every line. A torn line may contain only a part of them.
const PREFIX: &[u8] = b"{\"campaign_uuid\":\"";

/// An error that prevents the use of a results file. It occurs before any request is sent for a recipient.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ResultsError {
    #[error("cannot open {}", .path.display())]
    Open { path: PathBuf, source: io::Error },
    #[error("cannot lock {}", .path.display())]
    Lock { path: PathBuf, source: io::Error },
    #[error("cannot read {}", .path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot write {}", .path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("{} already exists; continue it with --resume, or choose another file", .path.display())]
    Exists { path: PathBuf },
    #[error("{} is not a regular file", .path.display())]
    NotFile { path: PathBuf },
    #[error("{} is in use by another run", .path.display())]
    Locked { path: PathBuf },
    #[error("{}, line {line}: {problem}", .path.display())]
    Line { path: PathBuf, line: u64, problem: String },
    #[error("{} was written for another input: {problem}", .path.display())]
    Input { path: PathBuf, problem: String },
    #[error("{} was continued in {continued_in}; resume that file", .path.display())]
    Continued { path: PathBuf, continued_in: String },
}

/// The campaign, the server and the key column of a line. All runs that write to a file must have the same scope.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Scope {
    pub(super) campaign_uuid: String,
    /// The origin of the base URL. The path is omitted, because it may be a secret.
    pub(super) server: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) key_column: Option<String>,
}

impl Scope {
    fn check(&self, line: &Line) -> Result<(), String> {
        let Self { campaign_uuid, server, key_column } = &line.scope;
        if *campaign_uuid != self.campaign_uuid {
            return Err(format!("the line is a result of campaign {campaign_uuid}"));
        }
        if *server != self.server {
            return Err(format!("the line is a result from {server}"));
        }
        match key_column {
            Some(column) if self.key_column.as_ref() != Some(column) => {
                Err(format!("the line was written with --key-column {column}"))
            }
            None if self.key_column.is_some() => Err("the line was written without --key-column".to_owned()),
            column if column.is_some() != line.key.is_some() => {
                Err("the line is not a result of this command".to_owned())
            }
            _ => Ok(()),
        }
    }
}

/// The last line of a file that was continued in a new file.
#[derive(Serialize, Deserialize)]
struct Continued {
    /// The first field of every line; see [`PREFIX`].
    campaign_uuid: String,
    continued_in: String,
}

/// A line of the results file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Line {
    #[serde(flatten)]
    pub(super) scope: Scope,
    /// The number of the record in the input, from 1.
    pub(super) record: u64,
    /// The key, if there is a key column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<String>,
    /// A digest of the record.
    pub(super) digest: Uuid,
    pub(super) transaction_uuid: Uuid,
    pub(super) status: Status,
    /// Whether the request for the recipient is sent with bulk_execute, which may not recognize a repeated request.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) bulk: bool,
    /// Whether a request for the recipient may still take effect.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) may_still_take_effect: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) request_id: Option<String>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Status {
    /// The request is about to be sent or was sent, and its outcome is not known yet.
    Pending,
    Successful,
    Failed,
    Unknown,
    /// The run ended before the request was sent.
    NotSent,
}

impl Status {
    /// Returns whether the outcome is unknown.
    pub(super) fn is_unknown(self) -> bool {
        matches!(self, Self::Pending | Self::Unknown)
    }
}

impl From<ItemStatus> for Status {
    fn from(status: ItemStatus) -> Self {
        match status {
            ItemStatus::Successful | ItemStatus::NoChange => Self::Successful,
            ItemStatus::Failed | ItemStatus::Blocked => Self::Failed,
            _ => Self::Unknown,
        }
    }
}

/// The state of a record according to a results file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) transaction: Uuid,
    pub(super) digest: Uuid,
    pub(super) status: Status,
    /// Whether the last request, or an earlier request whose outcome is unknown, was sent with bulk_execute.
    pub(super) bulk: bool,
    pub(super) record: u64,
}

/// The contents of a results file.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The entries, by the digest of the key or, without a key column, by the number of the record.
    entries: HashMap<u128, Entry>,
}

impl Known {
    pub(super) fn find(&self, key: Option<&str>, record: u64) -> Option<&Entry> {
        self.entries.get(&Self::id(key, record))
    }

    fn id(key: Option<&str>, record: u64) -> u128 {
        key.map_or(u128::from(record), |key| digest_of_key(key).as_u128())
    }

    pub(super) fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Returns the number of records with an unknown outcome.
    pub(super) fn count_unknown(&self) -> u64 {
        self.entries.values().filter(|entry| entry.status.is_unknown()).count() as u64
    }

    fn add(&mut self, line: &Line) -> Result<(), String> {
        let id = Self::id(line.key.as_deref(), line.record);
        let earlier = self.entries.get(&id);
        if earlier.is_some_and(|earlier| earlier.transaction != line.transaction_uuid) {
            return Err(
                "the transaction differs from that of an earlier line of the same recipient".to_owned()
            );
        }
        let entry = Entry {
            transaction: line.transaction_uuid,
            digest: line.digest,
            status: line.status,
            bulk: line.bulk || earlier.is_some_and(|earlier| earlier.bulk && earlier.status.is_unknown()),
            record: line.record,
        };
        self.entries.insert(id, entry);
        Ok(())
    }
}

/// A results file that this process has locked.
#[derive(Debug)]
pub(super) struct ResultsFile {
    path: PathBuf,
    file: File,
    /// The length of the complete lines in bytes.
    length: u64,
    /// Whether the last line lacks its line break.
    lacks_line_break: bool,
}

impl ResultsFile {
    /// Returns an error if the path exists.
    pub(super) fn check_new(path: &Path) -> Result<(), ResultsError> {
        match path.symlink_metadata() {
            Ok(_) => Err(ResultsError::Exists { path: path.to_owned() }),
            Err(_) => Ok(()),
        }
    }

    /// Creates an empty file.
    pub(super) fn create(path: &Path) -> Result<Self, ResultsError> {
        Self::create_with(path, &mut io::empty())
    }

    /// Atomically creates a file that starts with `lines`.
    fn create_with(path: &Path, lines: &mut dyn Read) -> Result<Self, ResultsError> {
        let failure = |source: io::Error| match source.kind() {
            io::ErrorKind::AlreadyExists => ResultsError::Exists { path: path.to_owned() },
            _ => ResultsError::Write { path: path.to_owned(), source },
        };
        let directory = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(directory).map_err(failure)?;
        lock(file.as_file(), path)?;
        let length = io::copy(lines, &mut file).map_err(failure)?;
        file.as_file().sync_all().map_err(failure)?;
        let file = file.persist_noclobber(path).map_err(|error| failure(error.error))?;
        sync_directory(directory).map_err(failure)?;
        Ok(Self { path: path.to_owned(), file, length, lacks_line_break: false })
    }

    /// Creates a new file that starts with the lines of this file, and marks this file as continued. A continued file must not be
    /// resumed again, because it does not contain the recipients of later requests.
    pub(super) fn continue_in(mut self, path: &Path, campaign_uuid: &str) -> Result<Self, ResultsError> {
        let from = self.path.clone();
        let failure = |source| ResultsError::Write { path: from.clone(), source };
        self.repair().and_then(|()| self.file.seek(SeekFrom::Start(0))).map_err(failure)?;
        let mut lines = &self.file;
        let continued = Self::create_with(path, &mut lines)?;
        let continued_in = path.canonicalize().unwrap_or(path.to_owned()).display().to_string();
        let line = Continued { campaign_uuid: campaign_uuid.to_owned(), continued_in };
        let marked = serde_json::to_vec(&line)
            .map_err(io::Error::from)
            .and_then(|text| self.write(&[&text[..], b"\n"].concat(), true));
        if let Err(error) = marked {
            // Without a mark, both files could be resumed, so the new file is removed.
            let _ = std::fs::remove_file(path);
            return Err(failure(error));
        }
        Ok(continued)
    }

    /// Opens and reads the file of an earlier run without changing it.
    pub(super) fn open(path: &Path, scope: &Scope) -> Result<(Self, Known), ResultsError> {
        let failure = |source| ResultsError::Open { path: path.to_owned(), source };
        let file = OpenOptions::new().read(true).write(true).open(path).map_err(failure)?;
        if !file.metadata().map_err(failure)?.is_file() {
            return Err(ResultsError::NotFile { path: path.to_owned() });
        }
        lock(&file, path)?;
        let (known, length, lacks_line_break) = read(&file, path, scope)?;
        Ok((Self { path: path.to_owned(), file, length, lacks_line_break }, known))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Removes a torn last line, or adds a missing line break to the last line.
    pub(super) fn repair(&mut self) -> io::Result<()> {
        if self.file.metadata()?.len() != self.length {
            self.file.set_len(self.length)?;
            self.file.sync_all()?;
        }
        if self.lacks_line_break {
            self.write(b"\n", true)?;
            self.lacks_line_break = false;
        }
        Ok(())
    }

    /// Appends lines. If `sync` is true, they are on disk when the function returns.
    pub(super) fn append(&mut self, lines: &[Line], sync: bool) -> io::Result<()> {
        let mut text = Vec::with_capacity(lines.len().saturating_mul(200));
        for line in lines {
            serde_json::to_writer(&mut text, line)?;
            text.push(b'\n');
        }
        self.write(&text, sync)
    }

    fn write(&mut self, text: &[u8], sync: bool) -> io::Result<()> {
        let written = self
            .file
            .seek(SeekFrom::Start(self.length))
            .and_then(|_| self.file.write_all(text))
            .and_then(|()| if sync { self.file.sync_data() } else { Ok(()) });
        match written {
            Ok(()) => {
                self.length = self.length.saturating_add(text.len() as u64);
                Ok(())
            }
            Err(error) => {
                // A part may have been written, for example if the disk is full. If `set_len` also fails, the next run removes
                // a torn line.
                let _ = self.file.set_len(self.length);
                Err(error)
            }
        }
    }

    pub(super) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }
}

fn lock(file: &File, path: &Path) -> Result<(), ResultsError> {
    fs4::FileExt::try_lock(file).map_err(|error| match error {
        fs4::TryLockError::WouldBlock => ResultsError::Locked { path: path.to_owned() },
        fs4::TryLockError::Error(source) => ResultsError::Lock { path: path.to_owned(), source },
    })
}

/// On Unix, syncs the directory, so that the name of a new file is on disk.
fn sync_directory(directory: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(directory)?.sync_all() } else { Ok(()) }
}

/// Reads the complete lines. Returns their contents, their length in bytes, and whether the last line lacks its line break.
fn read(file: &File, path: &Path, scope: &Scope) -> Result<(Known, u64, bool), ResultsError> {
    let mut reader = BufReader::new(file);
    let (mut known, mut length, mut number, mut text) = (Known::default(), 0_u64, 0_u64, Vec::new());
    loop {
        text.clear();
        let read = reader.read_until(b'\n', &mut text);
        let count = read.map_err(|source| ResultsError::Read { path: path.to_owned(), source })?;
        if count == 0 {
            return Ok((known, length, false));
        }
        number += 1;
        let lacks_line_break = text.last() != Some(&b'\n');
        if lacks_line_break {
            // After a crash of the system, the rest of the file may be zeros.
            text.truncate(text.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1));
        }
        let failure = |problem: String| ResultsError::Line { path: path.to_owned(), line: number, problem };
        let line: Line = match serde_json::from_slice(&text) {
            Ok(line) => line,
            Err(error) if lacks_line_break && error.is_eof() && is_start_of_line(&text) => {
                return Ok((known, length, false));
            }
            Err(_) => {
                return Err(match serde_json::from_slice(&text) {
                    Ok(Continued { continued_in, .. }) => {
                        ResultsError::Continued { path: path.to_owned(), continued_in }
                    }
                    Err(_) => {
                        failure("the line is not a result; check that this is a results file".to_owned())
                    }
                });
            }
        };
        scope.check(&line).map_err(failure)?;
        known.add(&line).map_err(failure)?;
        length = length.saturating_add(text.len() as u64);
        if lacks_line_break {
            return Ok((known, length, true));
        }
    }
}

/// Returns whether the last line may be the start of a line that was not written completely.
fn is_start_of_line(text: &[u8]) -> bool {
    text.starts_with(PREFIX) || PREFIX.starts_with(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(key_column: Option<&str>) -> Scope {
        let key_column = key_column.map(str::to_owned);
        Scope { campaign_uuid: "c".to_owned(), server: "https://s".to_owned(), key_column }
    }

    fn keyed() -> Scope {
        scope(Some("id"))
    }

    fn line(record: u64, key: Option<&str>, status: Status) -> Line {
        Line {
            scope: scope(key.map(|_| "id")),
            record,
            key: key.map(str::to_owned),
            digest: Uuid::from_u128(9),
            transaction_uuid: Uuid::from_u128(record.into()),
            status,
            bulk: false,
            may_still_take_effect: false,
            error: None,
            request_id: None,
        }
    }

    fn text(lines: &[Line]) -> Vec<u8> {
        lines.iter().flat_map(|line| [serde_json::to_vec(line).unwrap(), b"\n".to_vec()].concat()).collect()
    }

    fn open(content: &[u8], scope: &Scope) -> Result<(ResultsFile, Known), String> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("r");
        std::fs::write(&path, content).unwrap();
        let opened = ResultsFile::open(&path, scope);
        opened.map_err(|error| {
            error.to_string().split_once("r, ").map_or(error.to_string(), |it| it.1.to_owned())
        })
    }

    #[test]
    fn truncated_file_yields_exactly_its_complete_lines() {
        let lines = [
            line(1, Some("ä"), Status::Pending),
            line(2, Some("b"), Status::Pending),
            line(1, Some("ä"), Status::Successful),
            line(2, Some("b"), Status::Failed),
        ];
        let whole = text(&lines);
        for cut in 0..=whole.len() {
            for zeros in [0, 7] {
                let breaks = whole[..cut].iter().filter(|byte| **byte == b'\n').count();
                // A line that lacks only its line break is complete.
                let is_whole = whole[..cut].ends_with(b"}");
                let complete = breaks + usize::from(is_whole);
                let content = [&whole[..cut], &vec![0; zeros]].concat();
                let (mut file, known) = open(&content, &keyed()).unwrap();
                let status = |key| known.find(Some(key), 0).map(|entry| entry.status);
                let expected =
                    |number| lines[..complete].iter().rfind(|l| l.record == number).map(|l| l.status);
                assert_eq!((status("ä"), status("b")), (expected(1), expected(2)), "{cut}");
                // A repair waits for the disk, so only files that end near a line break and a few others are repaired.
                let is_near_end = |at: usize| {
                    whole
                        .get(at.saturating_sub(2)..(at + 2).min(whole.len()))
                        .is_some_and(|near| near.contains(&b'\n'))
                };
                if !is_near_end(cut) && cut % 50 != 0 {
                    continue;
                }
                file.repair().unwrap();
                file.append(&[line(3, Some("c"), Status::Successful)], false).unwrap();
                file.file.seek(SeekFrom::Start(0)).unwrap();
                let (known, _, _) = read(&file.file, Path::new("r"), &keyed()).unwrap();
                assert_eq!(
                    known.find(Some("c"), 3).map(|entry| entry.status),
                    Some(Status::Successful),
                    "{cut}"
                );
                assert_eq!(known.len(), 1 + complete.min(2) as u64, "{cut}");
            }
        }
    }

    #[test]
    fn refuses_files_that_do_not_match_the_run() {
        let one = text(&[line(1, Some("a"), Status::Successful)]);
        let generated = text(&[line(1, None, Status::Successful)]);
        let continued = "{\"campaign_uuid\":\"c\",\"continued_in\":\"s\"}";
        let mut changed = line(1, Some("a"), Status::Pending);
        changed.transaction_uuid = Uuid::from_u128(77);
        for (content, scope, problem) in [
            (
                one.clone(),
                Scope { campaign_uuid: "d".to_owned(), ..keyed() },
                "line 1: the line is a result of campaign c",
            ),
            (
                one.clone(),
                Scope { server: "https://t".to_owned(), ..keyed() },
                "line 1: the line is a result from https://s",
            ),
            (one.clone(), scope(None), "line 1: the line was written with --key-column id"),
            (one.clone(), scope(Some("od")), "line 1: the line was written with --key-column id"),
            (generated, keyed(), "line 1: the line was written without --key-column"),
            (format!("{continued}\n").into_bytes(), keyed(), "was continued in s; resume that file"),
            (continued.to_owned().into_bytes(), keyed(), "was continued in s; resume that file"),
            ([&one[..], &text(&[changed])].concat(), keyed(), "line 2: the transaction differs"),
            (b"email,order_id\n".to_vec(), keyed(), "line 1: the line is not a result"),
            // A file without a line break must not be truncated to an empty file.
            (b"email,order_id".to_vec(), keyed(), "line 1: the line is not a result"),
            (b"{\"email\":1}".to_vec(), keyed(), "line 1: the line is not a result"),
            (b"{\"campaign_uuid\":\"c\",\"name\":1}".to_vec(), keyed(), "line 1: the line is not a result"),
            ([&one[..20], b"\n", &one[..]].concat(), keyed(), "line 1: the line is not a result"),
            (b"\0\0\0\n".to_vec(), keyed(), "line 1: the line is not a result"),
        ] {
            let error = open(&content, &scope).unwrap_err();
            assert!(error.contains(problem), "{error}");
        }
        assert!(open(b"", &keyed()).unwrap().1.entries.is_empty());
    }

    #[test]
    fn two_runs_cannot_use_one_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("r");
        let mut first = ResultsFile::create(&path).unwrap();
        first.append(&[line(1, Some("a"), Status::Pending)], true).unwrap();
        let second = ResultsFile::open(&path, &keyed()).unwrap_err();
        assert!(matches!(second, ResultsError::Locked { .. }), "{second}");
        assert!(matches!(ResultsFile::create(&path).unwrap_err(), ResultsError::Exists { .. }));
        drop(first);
        let (first, known) = ResultsFile::open(&path, &keyed()).unwrap();
        assert_eq!(known.len(), 1);
        // A file can be continued in only one other file.
        let (before, other) = (std::fs::read(&path).unwrap(), directory.path().join("s"));
        let second = first.continue_in(&other, "c").unwrap();
        assert_eq!(std::fs::read(&other).unwrap(), before);
        drop(second);
        assert_eq!(ResultsFile::open(&other, &keyed()).unwrap().1.len(), 1);
        let error = ResultsFile::open(&path, &keyed()).unwrap_err();
        assert!(matches!(error, ResultsError::Continued { .. }), "{error}");
    }

    #[test]
    fn entry_stays_bulk_until_the_outcome_is_known() {
        let lines = |statuses: &[(Status, bool)]| {
            let lines =
                statuses.iter().map(|(status, bulk)| Line { bulk: *bulk, ..line(1, Some("a"), *status) });
            let (_, known) = open(&text(&lines.collect::<Vec<_>>()), &keyed()).unwrap();
            known.find(Some("a"), 1).map(|entry| (entry.status, entry.bulk)).unwrap()
        };
        use Status::{Failed, NotSent, Pending, Unknown};
        assert_eq!(lines(&[(Pending, true), (Pending, false)]), (Pending, true));
        assert_eq!(
            lines(&[(Pending, true), (Unknown, true), (Pending, false), (Unknown, false)]),
            (Unknown, true)
        );
        assert_eq!(lines(&[(Pending, true), (Failed, true), (Pending, false)]), (Pending, false));
        assert_eq!(lines(&[(Pending, true), (NotSent, true), (Pending, false)]), (Pending, false));
    }
}
