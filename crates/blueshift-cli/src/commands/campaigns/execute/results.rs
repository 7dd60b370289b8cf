//! The results file: a line for each recipient before its request is sent, and a line when its outcome is known.
//!
//! The last line of a record is valid. A line is a JSON object, which is complete only with its closing brace, so a torn write
//! is never mistaken for a result; the request of that record is sent again with the same transaction.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use blueshift::ItemStatus;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::row::digest_of_key;

/// The start of every line; a torn write has a prefix of it.
const PREFIX: &[u8] = b"{\"campaign_uuid\":\"";

/// The error of a results file that cannot be used. Nothing was sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ResultsError {
    #[error("cannot open {}", .path.display())]
    Open { path: PathBuf, source: io::Error },
    #[error("{} exists: --resume continues it, or name another file", .path.display())]
    Exists { path: PathBuf },
    #[error("{} is not a file", .path.display())]
    NotFile { path: PathBuf },
    #[error("{} is in use by another run", .path.display())]
    Locked { path: PathBuf },
    #[error("{}, line {line}: {problem}", .path.display())]
    Line { path: PathBuf, line: u64, problem: String },
    #[error("{} was written for another input: {problem}", .path.display())]
    Input { path: PathBuf, problem: String },
}

/// A line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) campaign_uuid: String,
    /// The number of the record in the input, from 1.
    pub(super) record: u64,
    /// The key, if there is a key column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) key: Option<String>,
    /// A digest of the record, if there is no key column.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) digest: Option<Uuid>,
    pub(super) transaction_uuid: Uuid,
    pub(super) status: Status,
    /// Whether the recipient is sent with bulk_execute, which may not recognize a repeated request.
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) bulk: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) unsettled: bool,
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
    pub(super) digest: Option<Uuid>,
    pub(super) status: Status,
    pub(super) bulk: bool,
    pub(super) record: u64,
}

/// The contents of a results file.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The entries by the digest of the key or the number of the record.
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

    fn add(&mut self, line: &Line) -> Result<(), String> {
        let entry = Entry {
            transaction: line.transaction_uuid,
            digest: line.digest,
            status: line.status,
            bulk: line.bulk,
            record: line.record,
        };
        let Some(known) = self.entries.insert(Self::id(line.key.as_deref(), line.record), entry) else {
            return Ok(());
        };
        if (known.transaction, known.digest) != (entry.transaction, entry.digest) {
            return Err("the transaction differs from that of an earlier line of the same record".to_owned());
        }
        Ok(())
    }
}

/// The identification of records, which must not change between runs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'a> {
    pub(super) campaign: &'a str,
    pub(super) key_column: Option<&'a str>,
}

impl Scope<'_> {
    fn check(self, line: &Line) -> Result<(), String> {
        if line.campaign_uuid != self.campaign {
            return Err(format!("it is a result of campaign {}", line.campaign_uuid));
        }
        match (self.key_column, &line.key, line.digest) {
            (Some(_), Some(_), None) | (None, None, Some(_)) => Ok(()),
            (Some(_), None, _) => Err("it was written without --key-column".to_owned()),
            (None, Some(_), _) => Err("it was written with --key-column".to_owned()),
            _ => Err("it is not a result of this command".to_owned()),
        }
    }
}

/// A results file that this process has locked.
#[derive(Debug)]
pub(super) struct ResultsFile {
    path: PathBuf,
    file: File,
    /// The length of the complete lines.
    length: u64,
    /// Whether the last line has no line break.
    is_open: bool,
}

impl ResultsFile {
    /// Returns an error if the path exists.
    pub(super) fn check_new(path: &Path) -> Result<(), ResultsError> {
        match path.symlink_metadata() {
            Ok(_) => Err(ResultsError::Exists { path: path.to_owned() }),
            Err(_) => Ok(()),
        }
    }

    /// Creates a file that starts with `lines`. The file becomes visible atomically.
    pub(super) fn create(path: &Path, lines: Option<&mut Self>) -> Result<Self, ResultsError> {
        let failure = |source: io::Error| match source.kind() {
            io::ErrorKind::AlreadyExists => ResultsError::Exists { path: path.to_owned() },
            _ => ResultsError::Open { path: path.to_owned(), source },
        };
        let directory = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut file = tempfile::NamedTempFile::new_in(directory).map_err(failure)?;
        lock(file.as_file(), path)?;
        let (mut length, mut is_open) = (0, false);
        if let Some(lines) = lines {
            is_open = lines.is_open;
            lines.file.seek(SeekFrom::Start(0)).map_err(failure)?;
            length = io::copy(&mut io::Read::take(&lines.file, lines.length), &mut file).map_err(failure)?;
        }
        file.as_file().sync_all().map_err(failure)?;
        let file = file.persist_noclobber(path).map_err(|error| failure(error.error))?;
        sync_directory(directory).map_err(failure)?;
        Ok(Self { path: path.to_owned(), file, length, is_open })
    }

    /// Opens and reads a file of an earlier run without changing it.
    pub(super) fn open(path: &Path, scope: Scope<'_>) -> Result<(Self, Known), ResultsError> {
        let failure = |source| ResultsError::Open { path: path.to_owned(), source };
        let file = OpenOptions::new().read(true).write(true).open(path).map_err(failure)?;
        if !file.metadata().map_err(failure)?.is_file() {
            return Err(ResultsError::NotFile { path: path.to_owned() });
        }
        lock(&file, path)?;
        let (known, length, is_open) = read(&file, path, scope)?;
        Ok((Self { path: path.to_owned(), file, length, is_open }, known))
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Truncates the torn line of an earlier run, or completes the last line with a line break.
    pub(super) fn repair(&mut self) -> io::Result<()> {
        if self.file.metadata()?.len() != self.length {
            self.file.set_len(self.length)?;
            self.file.sync_all()?;
        }
        if self.is_open {
            self.write(b"\n", true)?;
            self.is_open = false;
        }
        Ok(())
    }

    /// Appends lines. With `sync`, they are on disk on return.
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
                // A part may have been written, for example if the disk is full. If this fails, the next run truncates it.
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
        fs4::TryLockError::Error(source) => ResultsError::Open { path: path.to_owned(), source },
    })
}

/// Makes the name of a new file durable.
fn sync_directory(directory: &Path) -> io::Result<()> {
    if cfg!(unix) { File::open(directory)?.sync_all() } else { Ok(()) }
}

/// Reads the complete lines. Returns their length, and whether the last one has no line break.
fn read(file: &File, path: &Path, scope: Scope<'_>) -> Result<(Known, u64, bool), ResultsError> {
    let mut reader = BufReader::new(file);
    let (mut known, mut length, mut number, mut text) = (Known::default(), 0_u64, 0_u64, Vec::new());
    loop {
        text.clear();
        let read = reader.read_until(b'\n', &mut text);
        let count = read.map_err(|source| ResultsError::Open { path: path.to_owned(), source })?;
        if count == 0 {
            return Ok((known, length, false));
        }
        number += 1;
        let is_open = text.last() != Some(&b'\n');
        let failure = |problem: String| ResultsError::Line { path: path.to_owned(), line: number, problem };
        let line: Line = match serde_json::from_slice(&text) {
            Ok(line) => line,
            Err(_) if is_open && is_start_of_line(&text) => return Ok((known, length, false)),
            Err(_) => return Err(failure("it is not a result; is this a results file?".to_owned())),
        };
        scope.check(&line).map_err(failure)?;
        known.add(&line).map_err(failure)?;
        length = length.saturating_add(count as u64);
        if is_open {
            return Ok((known, length, true));
        }
    }
}

/// Returns whether the last line may be a torn line. After a system crash, it may consist of zeros.
fn is_start_of_line(text: &[u8]) -> bool {
    let end = text.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let text = &text[..end];
    text.starts_with(PREFIX) || PREFIX.starts_with(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYED: Scope<'_> = Scope { campaign: "c", key_column: Some("id") };
    const GENERATED: Scope<'_> = Scope { campaign: "c", key_column: None };

    fn line(record: u64, key: Option<&str>, status: Status) -> Line {
        Line {
            campaign_uuid: "c".to_owned(),
            record,
            key: key.map(str::to_owned),
            digest: key.is_none().then_some(Uuid::from_u128(9)),
            transaction_uuid: Uuid::from_u128(record.into()),
            status,
            bulk: false,
            unsettled: false,
            error: None,
            request_id: None,
        }
    }

    fn text(lines: &[Line]) -> Vec<u8> {
        lines.iter().flat_map(|line| [serde_json::to_vec(line).unwrap(), b"\n".to_vec()].concat()).collect()
    }

    fn open(content: &[u8], scope: Scope<'_>) -> Result<(ResultsFile, Known), String> {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("r");
        std::fs::write(&path, content).unwrap();
        let opened = ResultsFile::open(&path, scope);
        opened.map_err(|error| {
            error.to_string().split_once("r, ").map_or(error.to_string(), |it| it.1.to_owned())
        })
    }

    #[test]
    fn truncated_file_has_the_complete_lines_and_no_other_results() {
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
                // A line without its line break is complete.
                let is_whole = zeros == 0 && whole[..cut].ends_with(b"}");
                let complete = breaks + usize::from(is_whole);
                let content = [&whole[..cut], &vec![0; zeros]].concat();
                let (mut file, known) = open(&content, KEYED).unwrap();
                let status = |key| known.find(Some(key), 0).map(|entry| entry.status);
                let expected =
                    |number| lines[..complete].iter().rfind(|l| l.record == number).map(|l| l.status);
                assert_eq!((status("ä"), status("b")), (expected(1), expected(2)), "{cut}");
                file.repair().unwrap();
                file.append(&[line(3, Some("c"), Status::Successful)], true).unwrap();
                file.file.seek(SeekFrom::Start(0)).unwrap();
                let (known, _, _) = read(&file.file, Path::new("r"), KEYED).unwrap();
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
    fn refuses_files_of_other_runs_and_other_files() {
        let keyed = text(&[line(1, Some("a"), Status::Successful)]);
        let generated = text(&[line(1, None, Status::Successful)]);
        let other = Scope { campaign: "d", ..KEYED };
        let mut changed = line(1, Some("a"), Status::Pending);
        changed.transaction_uuid = Uuid::from_u128(77);
        for (content, scope, problem) in [
            (keyed.clone(), other, "line 1: it is a result of campaign c"),
            (keyed.clone(), GENERATED, "line 1: it was written with --key-column"),
            (generated, KEYED, "line 1: it was written without --key-column"),
            ([&keyed[..], &text(&[changed])].concat(), KEYED, "line 2: the transaction differs"),
            (b"email,order_id\n".to_vec(), KEYED, "line 1: it is not a result"),
            // A file without a line break must not be truncated to zero.
            (b"email,order_id".to_vec(), KEYED, "line 1: it is not a result"),
            (b"{\"email\":1}".to_vec(), KEYED, "line 1: it is not a result"),
            ([&keyed[..20], b"\n", &keyed[..]].concat(), KEYED, "line 1: it is not a result"),
            (b"\0\0\0\n".to_vec(), KEYED, "line 1: it is not a result"),
        ] {
            let error = open(&content, scope).unwrap_err();
            assert!(error.contains(problem), "{error}");
        }
        assert!(open(b"", KEYED).unwrap().1.entries.is_empty());
    }

    #[test]
    fn two_runs_cannot_use_one_file() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("r");
        let mut first = ResultsFile::create(&path, None).unwrap();
        first.append(&[line(1, Some("a"), Status::Pending)], true).unwrap();
        let second = ResultsFile::open(&path, KEYED).unwrap_err();
        assert!(matches!(second, ResultsError::Locked { .. }), "{second}");
        assert!(matches!(ResultsFile::create(&path, None).unwrap_err(), ResultsError::Exists { .. }));
        // A copy contains the complete lines.
        let copy = ResultsFile::create(&directory.path().join("s"), Some(&mut first)).unwrap();
        assert_eq!(read_all(&copy), std::fs::read(&path).unwrap());
        drop(first);
        assert_eq!(ResultsFile::open(&path, KEYED).unwrap().1.len(), 1);
    }

    fn read_all(file: &ResultsFile) -> Vec<u8> {
        std::fs::read(file.path()).unwrap()
    }
}
