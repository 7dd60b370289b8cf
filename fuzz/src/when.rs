//! Dates and spans on the command line.

use blueshift::jiff::Timestamp;

use self::cli::When;

// The command is not a library.
#[allow(
    dead_code,
    missing_docs,
    unused_imports,
    unused_macros,
    unreachable_pub,
    reason = "only the parser is used"
)]
#[path = "../../crates/blueshift-cli/src/when.rs"]
mod cli;

/// The input is a date or a span.
pub fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let Ok(when) = cli::parse(text) else { return };
    let now = "2026-05-20T12:00:00Z".parse().unwrap_or_default();
    for now in [Timestamp::MIN, Timestamp::UNIX_EPOCH, now, Timestamp::MAX] {
        let resolved = when.resolve(now);
        match when {
            When::At(timestamp) => assert_eq!(resolved, timestamp, "{text:?}"),
            When::BeforeNow(_) => {
                assert!(resolved < now || now == Timestamp::MIN, "{text:?}: {resolved}, not before {now}")
            }
        }
    }
    if let When::At(timestamp) = when {
        let again = cli::parse(&timestamp.to_string());
        assert!(
            matches!(again, Ok(When::At(same)) if same == timestamp),
            "{text:?}: {timestamp} is parsed as {again:?}"
        );
    }
}
