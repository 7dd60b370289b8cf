//! Traces on stderr: `-v`, `-vv` and RUST_LOG.

use tracing_subscriber::filter::{EnvFilter, LevelFilter, filter_fn};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

use crate::global::Global;
use crate::progress::{Progress, RetryNotice};
use crate::terminal::Terminal;

const RUST_LOG: &str = "RUST_LOG";

/// Whether traces are asked for.
pub(crate) fn is_wanted(global: &Global) -> bool {
    global.verbose > 0 || std::env::var_os(RUST_LOG).is_some_and(|value| !value.is_empty())
}

/// Sends traces to stderr where they are asked for, and otherwise tells the progress line of retries.
pub(crate) fn start(global: &Global, progress: &Progress, terminal: &Terminal) {
    if is_wanted(global) {
        let default = match global.verbose {
            0 => LevelFilter::ERROR.to_string(),
            1 => "warn,blueshift=info".to_owned(),
            2 => "warn,blueshift=debug".to_owned(),
            _ => "debug".to_owned(),
        };
        let asked = std::env::var(RUST_LOG).ok().filter(|value| !value.is_empty());
        let filter = EnvFilter::new(asked.unwrap_or(default));
        let lines =
            fmt::layer().with_writer(std::io::stderr).with_ansi(terminal.stderr.colour).with_filter(filter);
        // It fails only where one has been set before.
        let _ = Registry::default().with(lines).try_init();
    } else if progress.is_shown() {
        let notice = RetryNotice::new(progress.clone()).with_filter(filter_fn(RetryNotice::wants));
        let _ = Registry::default().with(notice).try_init();
    }
}
