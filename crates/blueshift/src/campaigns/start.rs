//! The start of a call by the server's clock.

use std::time::{Duration, SystemTime};

use jiff::Timestamp;
use tokio::time::Instant;

const SECOND: Duration = Duration::from_secs(1);

/// When a call started, as far as responses show it by the server's clock.
///
/// The header `Date` has no fractions of a second, so that one response leaves about a second open. Each further one that is
/// requested after [`until_second`](Self::until_second) halves that.
#[derive(Debug)]
pub(super) struct Start {
    pub(super) at: Instant,
    /// The start by this machine's clock, for servers that do not state their time.
    by_this_machine: SystemTime,
    /// The start by the server's clock is not before the first and before the second.
    bounds: Option<(SystemTime, SystemTime)>,
}

impl Start {
    pub(super) fn now() -> Self {
        Self { at: Instant::now(), by_this_machine: SystemTime::now(), bounds: None }
    }

    /// Takes note of the time that a response states, which arrived just now and was requested at `sent` after the start.
    pub(super) fn observe(&mut self, date: Option<SystemTime>, sent: Duration) {
        self.observe_at(date, sent, self.at.elapsed());
    }

    fn observe_at(&mut self, date: Option<SystemTime>, sent: Duration, arrived: Duration) {
        let bounds = date.and_then(|date| {
            let earliest = date.checked_sub(arrived)?;
            Some((earliest, date.checked_add(SECOND)?.checked_sub(sent)?))
        });
        let Some((earliest, latest)) = bounds else { return };
        self.bounds = Some(match self.bounds {
            Some(known) => (known.0.max(earliest), known.1.min(latest)),
            None => (earliest, latest),
        });
    }

    /// Whether this is certainly a time after the start.
    pub(super) fn is_before(&self, time: Option<Timestamp>) -> bool {
        let latest = self.bounds.map_or(self.by_this_machine, |(_, latest)| latest);
        time.zip(Timestamp::try_from(latest).ok()).is_some_and(|(time, latest)| time >= latest)
    }

    /// How much later than `elapsed` after the start to send a request, for its response to show most about the start: when a
    /// second of the server's clock begins if the start is in the middle of what is possible.
    pub(super) fn until_second(&self, elapsed: Duration) -> Duration {
        let middle = self.bounds.and_then(|(earliest, latest)| {
            let open = latest.duration_since(earliest).ok()?;
            let middle = earliest.checked_add(open / 2)?.checked_add(elapsed)?;
            middle.duration_since(SystemTime::UNIX_EPOCH).ok()
        });
        match middle.map(|middle| middle.subsec_nanos()) {
            None | Some(0) => Duration::ZERO,
            Some(nanos) => SECOND.saturating_sub(Duration::from_nanos(nanos.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(nanos: u64) -> SystemTime {
        SystemTime::UNIX_EPOCH + Duration::from_nanos(nanos)
    }

    fn floor(time: SystemTime) -> SystemTime {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap();
        SystemTime::UNIX_EPOCH + Duration::from_secs(since.as_secs())
    }

    #[test]
    fn a_server_without_a_clock_is_taken_to_have_that_of_this_machine() {
        let mut start = Start::now();
        start.observe(None, Duration::ZERO);
        let this = Timestamp::try_from(start.by_this_machine).unwrap();
        assert!(start.is_before(Some(this)));
        assert!(!start.is_before(Some(this - Duration::from_millis(1))) && !start.is_before(None));
        assert_eq!(start.until_second(Duration::from_millis(1)), Duration::ZERO);
    }

    proptest! {
        /// `by_server` is the start by the server's clock; requests and responses take their times.
        #[test]
        fn a_time_before_the_start_is_never_taken_for_a_later_one(
            by_server in 1_000_000_000_000_u64..1_010_000_000_000,
            times in prop::collection::vec((0_u64..400_000_000, 0_u64..400_000_000), 1..6),
        ) {
            let mut start = Start::now();
            let (by_server, mut elapsed) = (at(by_server), Duration::ZERO);
            for (request, response) in times {
                elapsed += SECOND + start.until_second(elapsed + SECOND);
                let sent = elapsed;
                elapsed += Duration::from_nanos(request);
                let date = floor(by_server + elapsed);
                elapsed += Duration::from_nanos(response);
                start.observe_at(Some(date), sent, elapsed);
            }
            let (earliest, latest) = start.bounds.unwrap();
            prop_assert!(earliest <= by_server && by_server < latest, "{by_server:?} {start:?}");
            prop_assert!(!start.is_before(Some(Timestamp::try_from(by_server).unwrap())));
        }

        #[test]
        fn each_response_halves_what_is_open(by_server in 1_000_000_000_000_u64..1_010_000_000_000) {
            let mut start = Start::now();
            let (by_server, mut elapsed) = (at(by_server), Duration::ZERO);
            for count in 0..6 {
                elapsed += SECOND + start.until_second(elapsed + SECOND);
                start.observe_at(Some(floor(by_server + elapsed)), elapsed, elapsed);
                let (earliest, latest) = start.bounds.unwrap();
                let open = latest.duration_since(earliest).unwrap();
                prop_assert!(open <= SECOND / (1 << count) + Duration::from_nanos(8), "{count} {open:?}");
            }
        }
    }
}
