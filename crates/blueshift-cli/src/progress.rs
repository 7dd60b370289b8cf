//! Progress on stderr, on a terminal only.

mod retry_notice;

use std::fmt::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use blueshift::{Campaign, Page};
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

pub(crate) use retry_notice::RetryNotice;

/// How often the lines are drawn anew, so that a wait is seen to pass.
const TICK: Duration = Duration::from_millis(100);

/// A line that tells what is going on, and a second one while a retry is waited for. Clones are the same lines.
#[derive(Clone)]
pub(crate) struct Progress {
    bar: ProgressBar,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    campaigns: u64,
    pages: u64,
    total: Option<u64>,
    task: &'static str,
    waiting: Option<Waiting>,
}

/// A retry that is waited for.
struct Waiting {
    reason: String,
    until: Instant,
}

impl Progress {
    pub(crate) fn new(shown: bool) -> Self {
        let target = if shown { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        let state = Arc::<Mutex<State>>::default();
        let told = state.clone();
        let tell = move |_: &ProgressState, out: &mut dyn Write| {
            // A line that cannot be drawn is not drawn.
            let _ = lock(&told).tell(Instant::now(), out);
        };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {told}") {
            bar.set_style(style.with_key("told", tell));
        }
        Self { bar, state }
    }

    /// Whether anybody sees it.
    pub(crate) fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// Shows itself, with what is being done before the first page has come.
    pub(crate) fn start(&self, task: &'static str) {
        lock(&self.state).task = task;
        if self.is_shown() {
            self.bar.enable_steady_tick(TICK);
        }
    }

    /// Counts a page that came.
    pub(crate) fn page(&self, page: &Page<Campaign>) {
        let mut state = lock(&self.state);
        state.campaigns += page.items.len() as u64;
        state.pages += 1;
        state.total = page.total.or(state.total);
        state.waiting = None;
    }

    /// Tells that a retry is waited for, and why the attempt before it failed.
    fn waits(&self, reason: String, wait: Duration) {
        let until = Instant::now() + wait;
        lock(&self.state).waiting = Some(Waiting { reason, until });
    }

    /// Tells that an attempt is under way.
    fn tries(&self) {
        lock(&self.state).waiting = None;
    }

    /// Takes the lines away while something else is written to the terminal.
    pub(crate) fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Takes the lines away for good.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

impl State {
    fn tell(&self, now: Instant, out: &mut dyn Write) -> fmt::Result {
        let plural = |count| if count == 1 { "" } else { "s" };
        let count = HumanCount(self.campaigns);
        match self.total {
            _ if self.pages == 0 => out.write_str(self.task)?,
            Some(total) => write!(out, "{count} of {} campaigns", HumanCount(total))?,
            None => write!(out, "{count} campaign{}", plural(self.campaigns))?,
        }
        if self.pages > 0 {
            write!(out, ", {} page{}", HumanCount(self.pages), plural(self.pages))?;
        }
        if let Some(Waiting { reason, until }) = &self.waiting {
            let seconds = until.saturating_duration_since(now).as_secs_f64();
            write!(out, "\n  trying again in {seconds:.1} s: {reason}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(state: &State, now: Instant) -> String {
        let mut text = String::new();
        state.tell(now, &mut text).unwrap();
        text
    }

    #[test]
    fn campaigns_pages_total_and_waits_are_told() {
        let now = Instant::now();
        let mut state = State { task: "listing", ..State::default() };
        assert_eq!(told(&state, now), "listing");
        (state.campaigns, state.pages) = (1, 1);
        assert_eq!(told(&state, now), "1 campaign, 1 page");
        (state.campaigns, state.pages, state.total) = (1_200, 12, Some(24_000));
        let waiting = Waiting { reason: "timeout".to_owned(), until: now + Duration::from_millis(1_500) };
        state.waiting = Some(waiting);
        let lines = "1,200 of 24,000 campaigns, 12 pages\n  trying again in 1.5 s: timeout";
        assert_eq!(told(&state, now), lines);
    }
}
