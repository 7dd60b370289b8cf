//! Fuzzes the parser of dates and spans on the command line.

use blueshift::jiff::Timestamp;

use self::cli::When;

// The module is included as a file, because the crate of the command has no library.
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

/// Checks that a date is resolved to itself and a span to an earlier time. The input is the date or the span.
pub fn run(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else { return };
    let Ok(when) = cli::parse(text) else { return };
    let now = "2026-05-20T12:00:00Z".parse().unwrap_or_default();
    for now in [Timestamp::MIN, Timestamp::UNIX_EPOCH, now, Timestamp::MAX] {
        let resolved = when.resolve(now);
        match when {
            When::At(timestamp) => assert_eq!(resolved, timestamp, "{text:?}"),
            When::BeforeNow(_) => {
                assert!(resolved < now || now == Timestamp::MIN, "{text:?}: {resolved} is not before {now}")
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
