//! `campaigns list`.

use std::io::{self, BufWriter, Write};

use blueshift::Campaign;
use blueshift::jiff::Timestamp;
use futures_util::TryStreamExt;

use super::list::List;
use crate::connection::Connection;
use crate::failure::Failure;
use crate::global::Global;
use crate::output::{self, Form, Format};
use crate::progress::Progress;
use crate::sandbox;
use crate::terminal::{DIM, Terminal};

/// Lists one page, or everything.
pub(crate) async fn list(
    list: &List,
    global: &Global,
    terminal: &Terminal,
    progress: &Progress,
) -> Result<(), Failure> {
    let now = sandbox::now(global)?;
    let connection = Connection::open(global, terminal).await?;
    let call = list.apply(connection.client.campaigns().list(), now);
    list.warn_of_unknown_values(terminal);
    progress.start("asking for campaigns");
    let mut printer = Printer::new(list, terminal, progress, now);
    if let Some(number) = list.page() {
        let page = call.page(number).send().await?;
        progress.page(&page);
        printer.print(&page.items)?;
        printer.end(true)?;
    } else {
        let mut left = list.limit().unwrap_or(u64::MAX);
        let mut pages = list.listing(call).pages();
        while left > 0 {
            let page = match pages.try_next().await {
                Ok(Some(page)) => page,
                Ok(None) => break,
                Err(source) => {
                    printer.end(false)?;
                    let printed = printer.printed;
                    return Err(match source.page() {
                        Some(_) => Failure::Listing { source, printed },
                        None => source.into(),
                    });
                }
            };
            progress.page(&page);
            let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(page.items.len());
            printer.print(&page.items[..wanted])?;
            left -= wanted as u64;
        }
        printer.end(true)?;
    }
    let printed = printer.printed;
    drop(printer);
    // Campaigns were printed all the same, so a stderr that cannot be written to is no failure.
    let _ = tell_what_is_missing(list, terminal, printed);
    Ok(())
}

/// Writes campaigns to stdout, page by page.
struct Printer<'a> {
    form: Box<dyn Form>,
    out: BufWriter<io::StdoutLock<'static>>,
    progress: &'a Progress,
    printed: u64,
}

impl<'a> Printer<'a> {
    fn new(list: &List, terminal: &Terminal, progress: &'a Progress, now: Timestamp) -> Self {
        Self {
            form: output::form(list.output(), list.columns(), list.csv_safe(), terminal, now),
            out: BufWriter::with_capacity(64 * 1024, io::stdout().lock()),
            progress,
            printed: 0,
        }
    }

    fn print(&mut self, campaigns: &[Campaign]) -> Result<(), Failure> {
        let Self { form, out, .. } = self;
        // Flushed after each page, for whoever reads along.
        let written = self.progress.suspend(|| form.campaigns(out, campaigns).and_then(|()| out.flush()));
        self.printed += campaigns.len() as u64;
        written.map_err(Failure::Output)
    }

    fn end(&mut self, complete: bool) -> Result<(), Failure> {
        self.progress.finish();
        let written = self.form.end(&mut self.out, complete).and_then(|()| self.out.flush());
        written.map_err(Failure::Output)
    }
}

/// On a terminal, says what the listing leaves out: an export that lacks campaigns in silence would be worse than a line.
fn tell_what_is_missing(list: &List, terminal: &Terminal, printed: u64) -> io::Result<()> {
    let stream = terminal.stderr;
    if !stream.is_terminal {
        return Ok(());
    }
    let mut out = io::stderr().lock();
    if printed == 0 && list.output() == Format::Table {
        stream.paint(&mut out, DIM, "no campaigns\n")?;
    }
    let stopped_early = list.limit().is_some_and(|limit| limit == printed);
    if list.is_cut_by_the_30_day_rule() && !stopped_early {
        let remedy = if list.page().is_some() { "--startdate" } else { "--all-time" };
        let line = format!("left out: one-time campaigns not started in the last 30 days; see {remedy}\n");
        stream.paint(&mut out, DIM, &line)?;
    }
    out.flush()
}
