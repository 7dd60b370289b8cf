//! Progress on stderr, on a terminal only.

mod retry_notice;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use blueshift::{Campaign, Page};
use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

pub(crate) use retry_notice::RetryNotice;

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
    said: &'static str,
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
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        Self { bar, state: Arc::default() }
    }

    /// Whether anybody sees it.
    pub(crate) fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// Says this while nothing is counted yet.
    pub(crate) fn say(&self, what: &'static str) {
        self.update(|state| state.said = what);
    }

    /// Counts a page that came.
    pub(crate) fn page(&self, page: &Page<Campaign>) {
        self.update(|state| {
            state.campaigns += page.items.len() as u64;
            state.pages += 1;
            state.total = page.total.or(state.total);
            state.waiting = None;
        });
    }

    /// Tells that a retry is waited for, and why the attempt before it failed.
    fn waits(&self, reason: String, wait: Duration) {
        let until = Instant::now() + wait;
        self.update(|state| state.waiting = Some(Waiting { reason, until }));
    }

    /// Tells that an attempt is under way.
    fn tries(&self) {
        self.update(|state| state.waiting = None);
    }

    /// Takes the lines away while something else is written to the terminal.
    pub(crate) fn suspend<T>(&self, write: impl FnOnce() -> T) -> T {
        self.bar.suspend(write)
    }

    /// Takes the lines away for good.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    fn update(&self, change: impl FnOnce(&mut State)) {
        if self.bar.is_hidden() || self.bar.is_finished() {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut state);
        self.bar.set_message(state.tell(Instant::now()));
        self.bar.enable_steady_tick(Duration::from_millis(100));
    }
}

impl State {
    fn tell(&self, now: Instant) -> String {
        let plural = |count| if count == 1 { "" } else { "s" };
        let mut text = match self.total {
            _ if self.pages == 0 => self.said.to_owned(),
            Some(total) => format!("{} of {} campaigns", HumanCount(self.campaigns), HumanCount(total)),
            None => format!("{} campaign{}", HumanCount(self.campaigns), plural(self.campaigns)),
        };
        if self.pages > 0 {
            text.push_str(&format!(", {} page{}", HumanCount(self.pages), plural(self.pages)));
        }
        if let Some(Waiting { reason, until }) = &self.waiting {
            let seconds = until.saturating_duration_since(now).as_secs_f64();
            text.push_str(&format!("\n  waiting {seconds:.1} s to try again: {reason}"));
        }
        text
    }
}
