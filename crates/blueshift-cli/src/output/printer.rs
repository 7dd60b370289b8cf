//! Prints records to stdout.

use std::io::{self, BufWriter, StdoutLock, Write};

use super::{Record, Writer};
use crate::failure::Failure;
use crate::progress::Progress;

/// Prints records to stdout page by page, and clears the progress line while printing.
pub(crate) struct Printer<'a, R> {
    writer: Box<dyn Writer<R>>,
    out: BufWriter<StdoutLock<'static>>,
    progress: &'a Progress,
    printed: u64,
}

impl<'a, R: Record> Printer<'a, R> {
    pub(super) fn new(writer: Box<dyn Writer<R>>, progress: &'a Progress) -> Self {
        let out = BufWriter::with_capacity(64 * 1024, io::stdout().lock());
        progress.set_noun(R::NOUN);
        Self { writer, out, progress, printed: 0 }
    }

    /// Prints a page. `total` is the number of records on all pages, if the server states it.
    pub(crate) fn print(&mut self, records: &[R], total: Option<u64>) -> Result<(), Failure> {
        let Self { writer, out, progress, .. } = self;
        progress.add_page(records.len(), total);
        // Flushed after each page, for readers that process records as they arrive.
        let written = progress.suspend(|| writer.write(out, records).and_then(|()| out.flush()));
        self.printed = self.printed.saturating_add(records.len() as u64);
        written.map_err(Failure::Output)
    }

    /// Ends the output and the progress. `complete` is false if the command failed.
    pub(crate) fn finish(&mut self, complete: bool) -> Result<(), Failure> {
        self.progress.finish();
        let written = self.writer.finish(&mut self.out, complete).and_then(|()| self.out.flush());
        written.map_err(Failure::Output)
    }

    /// Returns whether a default column was omitted because the terminal is too narrow.
    pub(crate) fn is_omitted(&self, column: &str) -> bool {
        self.writer.omitted().contains(&column)
    }

    /// Returns the number of records printed.
    pub(crate) fn printed(&self) -> u64 {
        self.printed
    }
}
