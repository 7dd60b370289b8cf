//! Logging to stderr with `-v` and `RUST_LOG`.

use tracing_subscriber::filter::{EnvFilter, LevelFilter};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{Layer, Registry, fmt};

use crate::global::Global;
use crate::terminal::Terminal;

const RUST_LOG: &str = "RUST_LOG";

/// Returns whether logs are written.
pub(crate) fn is_enabled(global: &Global) -> bool {
    global.verbose > 0 || std::env::var_os(RUST_LOG).is_some_and(|value| !value.is_empty())
}

/// Initializes logging to stderr if it is enabled.
pub(crate) fn init(global: &Global, terminal: &Terminal) {
    if !is_enabled(global) {
        return;
    }
    let default = match global.verbose {
        0 => LevelFilter::ERROR.to_string(),
        1 => "warn,blueshift=info".to_owned(),
        2 => "warn,blueshift=debug".to_owned(),
        _ => "debug".to_owned(),
    };
    let directives = std::env::var(RUST_LOG).ok().filter(|value| !value.is_empty());
    let filter = EnvFilter::new(directives.unwrap_or(default));
    let lines =
        fmt::layer().with_writer(std::io::stderr).with_ansi(terminal.stderr.color).with_filter(filter);
    // Fails only if a subscriber is already set.
    let _ = Registry::default().with(lines).try_init();
}
