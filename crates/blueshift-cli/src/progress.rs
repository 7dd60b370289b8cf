//! The progress of a command, drawn on stderr while the command runs.

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use blueshift::RetryEvent;
use indicatif::{HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

/// The interval at which the lines are redrawn, so that a countdown is visible.
const TICK: Duration = Duration::from_millis(100);

/// A line with the progress of a command, and a second line while it waits for a retry. Clones share the lines.
#[derive(Clone)]
pub(crate) struct Progress {
    bar: ProgressBar,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    /// The singular and plural noun for the records.
    noun: [&'static str; 2],
    records: u64,
    pages: u64,
    total: Option<u64>,
    task: &'static str,
    items: Option<Items>,
    retry: Option<Retry>,
}

/// The progress of a command that sends a known number of items.
struct Items {
    total: u64,
    since: Instant,
    shows_remaining: bool,
}

/// A retry that the command waits for.
struct Retry {
    reason: String,
    at: Instant,
}

impl Progress {
    pub(crate) fn new(shown: bool) -> Self {
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let state = Arc::<Mutex<State>>::default();
        let shared = state.clone();
        let write = move |_: &ProgressState, out: &mut dyn Write| {
            // Drawing errors are ignored.
            let _ = lock(&shared).write(Instant::now(), out);
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {state}") {
            bar.set_style(style.with_key("state", write));
        }
        Self { bar, state }
    }

    pub(crate) fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// Starts drawing. `task` is shown until the first page arrives.
    pub(crate) fn start(&self, task: &'static str) {
        lock(&self.state).task = task;
        if self.is_shown() {
            self.bar.enable_steady_tick(TICK);
        }
    }

    /// Sets the singular and plural noun for the records.
    pub(crate) fn set_noun(&self, noun: [&'static str; 2]) {
        lock(&self.state).noun = noun;
    }

    /// Counts a page with this number of records. `total` is the number of records on all pages, if known.
    pub(crate) fn add_page(&self, records: usize, total: Option<u64>) {
        let mut state = lock(&self.state);
        state.records = state.records.saturating_add(records as u64);
        state.pages += 1;
        state.total = total.or(state.total);
    }

    /// Starts drawing the number of finished items, the total and the rate. `shows_remaining` adds the remaining time.
    pub(crate) fn start_items(&self, noun: [&'static str; 2], total: u64, shows_remaining: bool) {
        {
            let mut state = lock(&self.state);
            state.noun = noun;
            state.items = Some(Items { total, since: Instant::now(), shows_remaining });
        }
        self.start("");
    }

    /// Counts finished items.
    pub(crate) fn add_items(&self, count: u64) {
        let mut state = lock(&self.state);
        state.records = state.records.saturating_add(count);
    }

    /// Sets the number of records so far and the total, for records that do not arrive in pages.
    pub(crate) fn count(&self, records: u64, total: Option<u64>) {
        let mut state = lock(&self.state);
        (state.records, state.total) = (records, total);
    }

    /// Shows a retry until it starts.
    pub(crate) fn retry(&self, event: &RetryEvent) {
        let reason = event.reason.to_lowercase().replace('_', " ");
        let at = Instant::now().checked_add(event.wait);
        lock(&self.state).retry = at.map(|at| Retry { reason, at });
    }

    /// Clears the lines while `write` writes to the terminal.
    pub(crate) fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Clears the lines permanently.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn write_items(&self, now: Instant, out: &mut dyn Write) -> fmt::Result {
        let Some(Items { total, since, shows_remaining }) = self.items else { return Ok(()) };
        let noun = self.noun[usize::from(total != 1)];
        write!(out, "{} of {} {noun}", HumanCount(self.records), HumanCount(total))?;
        let seconds = now.saturating_duration_since(since).as_secs_f64();
        // In the first second, the rate varies too much.
        if self.records == 0 || seconds < 1.0 {
            return Ok(());
        }
        let rate = self.records as f64 / seconds;
        write!(out, ", {rate:.1} per second")?;
        if shows_remaining {
            let remaining = total.saturating_sub(self.records) as f64 / rate;
            let remaining = Duration::try_from_secs_f64(remaining.ceil()).unwrap_or(Duration::MAX);
            write!(out, ", {} left", HumanDuration(remaining))?;
        }
        Ok(())
    }

    fn write(&self, now: Instant, out: &mut dyn Write) -> fmt::Result {
        let [singular, plural] = self.noun;
        let records = HumanCount(self.records);
        match self.total {
            _ if self.items.is_some() => self.write_items(now, out)?,
            _ if self.pages == 0 && self.records == 0 => out.write_str(self.task)?,
            Some(total) => write!(out, "{records} of {} {plural}", HumanCount(total))?,
            None => write!(out, "{records} {}", if self.records == 1 { singular } else { plural })?,
        }
        if self.pages > 0 {
            write!(out, ", {} page{}", HumanCount(self.pages), if self.pages == 1 { "" } else { "s" })?;
        }
        if let Some(Retry { reason, at }) = self.retry.as_ref().filter(|retry| retry.at > now) {
            let seconds = at.saturating_duration_since(now).as_secs_f64();
            write!(out, "\n  retrying in {seconds:.1} s: {reason}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(state: &State, now: Instant) -> String {
        let mut text = String::new();
        state.write(now, &mut text).unwrap();
        text
    }

    #[test]
    fn shows_rate_and_remaining_time_of_items() {
        let since = Instant::now();
        let items = Some(Items { total: 20_000, since, shows_remaining: true });
        let mut state = State { noun: ["recipient", "recipients"], items, ..State::default() };
        assert_eq!(text(&state, since + Duration::from_secs(5)), "0 of 20,000 recipients");
        state.records = 1_500;
        assert_eq!(text(&state, since + Duration::from_millis(10)), "1,500 of 20,000 recipients");
        let line = "1,500 of 20,000 recipients, 100.0 per second";
        assert_eq!(text(&state, since + Duration::from_secs(15)), format!("{line}, 3 minutes left"));
        state.items = Some(Items { total: 20_000, since, shows_remaining: false });
        assert_eq!(text(&state, since + Duration::from_secs(15)), line);
    }

    #[test]
    fn shows_records_pages_total_and_retry() {
        let now = Instant::now();
        let noun = ["campaign", "campaigns"];
        let mut state = State { task: "listing", noun, ..State::default() };
        assert_eq!(text(&state, now), "listing");
        (state.records, state.total) = (2, Some(30));
        assert_eq!(text(&state, now), "2 of 30 campaigns");
        state.total = None;
        (state.records, state.pages) = (1, 1);
        assert_eq!(text(&state, now), "1 campaign, 1 page");
        (state.records, state.pages, state.total) = (1_200, 12, Some(24_000));
        state.retry = Some(Retry { reason: "timeout".to_owned(), at: now + Duration::from_millis(1_500) });
        let lines = "1,200 of 24,000 campaigns, 12 pages\n  retrying in 1.5 s: timeout";
        assert_eq!(text(&state, now), lines);
        assert_eq!(text(&state, now + Duration::from_millis(1_500)), "1,200 of 24,000 campaigns, 12 pages");
    }
}
