//! The first pass over the input, before any request is sent: checks every record, and writes a temporary file with the
//! recipients that require a request. The second pass reads that file, so that it processes exactly the checked records, even if
//! the input is a pipe or changes in the meantime.

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::results::{Entry, Known, ResultsError, Scope, Status};
use super::row::{Row, digest_of_key, key};
use crate::failure::Failure;
use crate::writes::{InputError, Lines, Records, SpoolError, Tally, input_name, open};

/// A recipient that requires a request.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Spooled {
    pub(super) record: u64,
    pub(super) key: Option<String>,
    pub(super) digest: Uuid,
    /// The transaction that an earlier run generated.
    pub(super) transaction: Option<Uuid>,
    /// Whether an earlier run may have executed the campaign for this recipient.
    pub(super) may_be_executed: bool,
    pub(super) row: Row,
}

/// The checked input.
pub(super) struct Spool {
    file: BufReader<File>,
    /// The number of recipients that require a request.
    pub(super) count: u64,
    /// The numbers of recipients that require no request because of their outcomes in earlier runs.
    pub(super) resumed: Tally,
}

/// The rules that determine whether a recipient requires a request.
pub(super) struct Rules<'a> {
    pub(super) scope: &'a Scope,
    pub(super) known: &'a Known,
    pub(super) results: &'a Path,
    pub(super) bulk: bool,
    pub(super) retry_unknown: bool,
}

impl Spool {
    /// Reads and checks the input. For each recipient that requires a request, `check` is called with the number of these
    /// recipients so far, and may return an error.
    pub(super) fn fill(
        input: &Path,
        rules: &Rules<'_>,
        check: impl Fn(u64) -> Result<(), Failure>,
    ) -> Result<Self, Failure> {
        let mut records = Records::new(input, open(input)?, Lines::Refused)?;
        let key_column = rules.scope.key_column.as_deref();
        if let (Some(header), Some(column)) = (records.header(), key_column)
            && !header.names.iter().any(|name| name == column)
        {
            let columns = header.names.join(", ");
            let problem = format!("the column {column} is missing; the columns are {columns}");
            return Err(records.error(header.line, problem).into());
        }
        let mut out = BufWriter::new(tempfile::tempfile().map_err(InputError::Spool)?);
        let (mut count, mut resumed, mut number) = (0_u64, Tally::default(), 0_u64);
        let (mut found, mut found_unknown) = (0_u64, 0_u64);
        let mut keys = Keys::default();
        while let Some((line, record)) = records.next().transpose()? {
            number = number.saturating_add(1);
            let at = |problem: String| records.error(line, problem);
            let key = key_column.map(|column| key(&record, column)).transpose().map_err(at)?;
            let row = Row::new(record).map_err(at)?;
            if let Some(key) = &key {
                keys.add(key, line);
            }
            let mut spooled = Spooled {
                record: number,
                digest: row.digest(),
                key,
                transaction: None,
                may_be_executed: false,
                row,
            };
            if let Some(entry) = rules.known.find(spooled.key.as_deref(), number) {
                found = found.saturating_add(1);
                found_unknown = found_unknown.saturating_add(u64::from(entry.status.is_unknown()));
                if let Some(difference) = spooled.difference(entry, &rules.scope.campaign_uuid) {
                    let of =
                        spooled.key.as_ref().map_or(format!("record {number}"), |key| format!("key {key:?}"));
                    let (input, record) = (input_name(input), entry.record);
                    let problem = format!(
                        "{of} (line {line} of {input}) has {difference} than record {record} of the earlier input"
                    );
                    return Err(ResultsError::Input { path: rules.results.to_owned(), problem }.into());
                }
                // The API reference states that repeated transactions are recognized, but only for single requests.
                let recognizes = !rules.bulk && !entry.bulk;
                match entry.status {
                    Status::Successful => {
                        resumed.done = resumed.done.saturating_add(1);
                        continue;
                    }
                    Status::Pending | Status::Unknown if !recognizes && !rules.retry_unknown => {
                        resumed.unknown = resumed.unknown.saturating_add(1);
                        continue;
                    }
                    status => spooled.may_be_executed = status.is_unknown(),
                }
                if spooled.key.is_none() {
                    spooled.transaction = Some(entry.transaction);
                }
            }
            count = count.saturating_add(1);
            check(count)?;
            let written = serde_json::to_writer(&mut out, &spooled).map_err(io::Error::from);
            written.and_then(|()| out.write_all(b"\n")).map_err(InputError::Spool)?;
        }
        if number == 0 {
            return Err(InputError::Empty { path: input.to_owned(), noun: "recipients" }.into());
        }
        if let Some((line, earlier)) = keys.repeated() {
            let column = key_column.unwrap_or_default();
            let problem = format!("{column} is the same as in line {earlier}");
            return Err(records.error(line, problem).into());
        }
        let (known, missing) = (rules.known.len(), rules.known.len().saturating_sub(found));
        let unknown = rules.known.count_unknown().saturating_sub(found_unknown);
        // With a key column, records with a known outcome may be missing from the input. If all records of the results file are
        // missing, the file was written for another input. Without a key column, records are identified by their numbers, so no
        // record may be missing.
        let problem = if missing > 0 && (key_column.is_none() || missing == known) {
            format!("{missing} of its {known} recipients are not in {}", input_name(input))
        } else if unknown > 0 {
            let input = input_name(input);
            format!("{unknown} of its recipients with an unknown outcome are not in {input}")
        } else {
            return Self::rewound(out, count, resumed);
        };
        Err(ResultsError::Input { path: rules.results.to_owned(), problem }.into())
    }

    /// Returns a spool that reads the written recipients from the start of the file.
    fn rewound(out: BufWriter<File>, count: u64, resumed: Tally) -> Result<Self, Failure> {
        let rewound = out.into_inner().map_err(io::IntoInnerError::into_error).and_then(|mut file| {
            file.seek(SeekFrom::Start(0))?;
            Ok(file)
        });
        Ok(Self { file: BufReader::new(rewound.map_err(InputError::Spool)?), count, resumed })
    }

    /// Returns the next recipient.
    pub(super) fn next(&mut self) -> Result<Option<Spooled>, SpoolError> {
        let mut text = String::new();
        if self.file.read_line(&mut text)? == 0 {
            return Ok(None);
        }
        Ok(serde_json::from_str(&text).map(Some).map_err(io::Error::from)?)
    }
}

impl Spooled {
    /// Returns how this record differs from the record of the earlier run with the same key or number.
    fn difference(&self, entry: &Entry, campaign: &str) -> Option<&'static str> {
        let is_same = match &self.key {
            Some(key) => {
                let recipient = self.row.clone().into_recipient().transaction_key(key);
                recipient.transaction_uuid(campaign) == entry.transaction
            }
            None => self.digest == entry.digest,
        };
        if !is_same {
            // Without a key, the digest of the whole record is compared.
            return Some(if self.key.is_some() { "a different recipient" } else { "different data" });
        }
        // The server ignores the data of a request whose transaction it recognizes.
        (entry.status.is_unknown() && self.digest != entry.digest).then_some("different data")
    }
}

/// The digests of the keys of an input with their lines, 24 bytes per key.
#[derive(Default)]
struct Keys(Vec<([u64; 2], u64)>);

impl Keys {
    fn add(&mut self, key: &str, line: u64) {
        let (high, low) = digest_of_key(key).as_u64_pair();
        self.0.push(([high, low], line));
    }

    /// Returns the line of the first repeated key, and the line of its first occurrence.
    fn repeated(mut self) -> Option<(u64, u64)> {
        self.0.sort_unstable();
        let pairs = self.0.windows(2).filter_map(|pair| match pair {
            [(one, earlier), (other, line)] if one == other => Some((*line, *earlier)),
            _ => None,
        });
        pairs.min()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_distinguish_reads_of_the_temporary_file_from_writes() {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(b"{\n").unwrap();
        file.rewind().unwrap();
        let mut spool = Spool { file: BufReader::new(file), count: 1, resumed: Tally::default() };
        let error = Failure::from(spool.next().unwrap_err());
        assert_eq!(error.to_string(), "cannot read a temporary file");
        let error = Failure::from(InputError::Spool(io::Error::other("full")));
        assert_eq!(error.to_string(), "cannot write a temporary file");
    }

    #[test]
    fn finds_the_first_repeated_key() {
        let repeated = |keys: &[&str]| {
            let mut all = Keys::default();
            (1..).zip(keys).for_each(|(line, key)| all.add(key, line));
            all.repeated()
        };
        assert_eq!(repeated(&["a", "b", "c", "A", "a "]), None);
        assert_eq!(repeated(&["a", "b", "c", "b", "a", "b"]), Some((4, 2)));
    }
}
