//! Reads all records of a time range from a server that returns a limited number of records in each response.
//!
//! Records have no identifier, and the API documents no cursor. Therefore, an incomplete response is discarded, and both
//! halves of its range are read instead.

use std::future::Future;
use std::ops::Range;

use futures_core::Stream;
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::{SignedDuration, Timestamp};

use crate::error::{Error, TimeRangeError, TimeRangeProblem};

/// The response for a part of a range.
#[derive(Debug, Default)]
pub(crate) struct Part<T> {
    /// The records; `None` if the response contains no list of records.
    pub(crate) records: Option<Vec<T>>,
    /// The name of the field that should state whether the response is complete, if the field has an unexpected type.
    pub(crate) unreadable: Option<&'static str>,
    /// The number of records in this part of the range, according to the server.
    pub(crate) total: Option<u64>,
    /// Whether this part of the range contains more records than the response, according to the server.
    pub(crate) truncated: bool,
    pub(crate) request_id: Option<String>,
}

/// Returns a stream of all records in a half-open range. Records of an earlier part of the range are yielded before those of
/// a later part. The stream ends after the first error.
pub(crate) fn read<T, F, R>(range: Range<Timestamp>, fetch: F) -> impl Stream<Item = Result<T, Error>> + Send
where
    T: Send,
    F: Fn(Range<Timestamp>) -> R + Send + Clone,
    R: Future<Output = Result<Part<T>, Error>> + Send,
{
    // The ranges that have not been read. The last one is read next.
    let ranges = Vec::from_iter((range.start < range.end).then_some(range));
    let parts = stream::try_unfold(ranges, move |mut ranges| {
        let fetch = fetch.clone();
        async move {
            while let Some(range) = ranges.pop() {
                let failed = |problem| TimeRangeError::new(range.clone(), problem);
                let part = match fetch(range.clone()).await {
                    Ok(part) => part,
                    // No request was sent, so the error does not concern the range.
                    Err(error @ Error::Config(_)) => return Err(error),
                    Err(error) => return Err(failed(TimeRangeProblem::Call(Box::new(error))).into()),
                };
                let Part { records, unreadable, total, truncated, request_id } = part;
                let Some(records) = records else {
                    return Err(failed(TimeRangeProblem::NoRecords { request_id }).into());
                };
                if let Some(field) = unreadable {
                    return Err(failed(TimeRangeProblem::Unreadable { field, request_id }).into());
                }
                let found = records.len() as u64;
                if !truncated && total.is_none_or(|total| total <= found) {
                    return Ok(Some((records, ranges)));
                }
                let Some(middle) = middle(&range) else {
                    return Err(failed(TimeRangeProblem::TooMany { found, total, request_id }).into());
                };
                ranges.extend([middle..range.end, range.start..middle]);
            }
            Ok(None)
        }
    });
    parts.map_ok(|records| stream::iter(records.into_iter().map(Ok))).try_flatten().fuse()
}

/// Returns a timestamp in the middle of a range: a whole second, rounded down, or up if the result would not be after the
/// start. Returns `None` if the range is not longer than a second.
fn middle(range: &Range<Timestamp>) -> Option<Timestamp> {
    let length = range.start.duration_until(range.end);
    if length <= SignedDuration::from_secs(1) {
        return None;
    }
    let middle = range.start.checked_add(length / 2).ok()?;
    // `div_euclid` also rounds down before 1970.
    let second = middle.as_nanosecond().div_euclid(1_000_000_000);
    let at = |second: i128| Timestamp::from_second(i64::try_from(second).ok()?).ok();
    at(second).filter(|middle| *middle > range.start).or_else(|| at(second + 1))
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use futures_executor::block_on;
    use proptest::prelude::*;

    use super::*;

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millisecond(millis).unwrap()
    }

    fn millis(range: &Range<Timestamp>) -> Range<i64> {
        range.start.as_millisecond()..range.end.as_millisecond()
    }

    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Total {
        Absent,
        Correct,
        /// The number of records in the response.
        Found,
        TooLarge,
    }

    /// A server that has records with these timestamps, in milliseconds.
    #[derive(Clone, Debug)]
    struct Server {
        records: Vec<i64>,
        limit: usize,
        total: Total,
        reports_truncated: bool,
        /// The index of the request whose response contains no records, counted from 0.
        fails: Option<usize>,
    }

    impl Server {
        fn within(&self, range: &Range<i64>) -> Vec<i64> {
            self.records.iter().copied().filter(|record| range.contains(record)).collect()
        }

        fn reports_incomplete_responses(&self) -> bool {
            self.reports_truncated || matches!(self.total, Total::Correct | Total::TooLarge)
        }
    }

    fn servers() -> impl Strategy<Value = (Server, Range<i64>)> {
        // Some records share a second or a millisecond.
        let time = prop_oneof![-20_000_i64..20_000, 0_i64..3_000, Just(500), Just(2_000)];
        let total = prop::sample::select(vec![Total::Absent, Total::Correct, Total::Found, Total::TooLarge]);
        let fails = prop::option::weighted(0.2, 0..12_usize);
        let range = (-21_000_i64..10_000, 0_i64..40_000).prop_map(|(start, length)| start..start + length);
        (prop::collection::vec(time, 0..30), 1..12_usize, total, any::<bool>(), fails, range).prop_map(
            |(records, limit, total, reports_truncated, fails, range)| {
                (Server { records, limit, total, reports_truncated, fails }, range)
            },
        )
    }

    /// Returns the yielded records, the error, and the requested ranges.
    fn run(server: &Server, range: Range<i64>) -> (Vec<i64>, Option<Error>, Vec<Range<i64>>) {
        let requested = std::sync::Mutex::new(Vec::new());
        let fetch = |part: Range<Timestamp>| {
            let part = millis(&part);
            let mut requested = requested.lock().unwrap();
            requested.push(part.clone());
            let fails = server.fails == Some(requested.len() - 1);
            let mut found = server.within(&part);
            let (all, truncated) = (found.len(), found.len() > server.limit);
            // As in the sandbox, a response contains the latest records first.
            found.sort_by_key(|record| -record);
            found.truncate(server.limit);
            let total = match server.total {
                Total::Absent => None,
                Total::Correct => Some(all as u64),
                Total::Found => Some(found.len() as u64),
                Total::TooLarge => Some(all as u64 + 1),
            };
            let truncated = server.reports_truncated && truncated;
            let records = Some(found).filter(|_| !fails);
            let part = Part { records, total, truncated, ..Part::default() };
            std::future::ready(Ok(part))
        };
        let records = RefCell::new(Vec::new());
        let error = block_on(async {
            let mut stream = std::pin::pin!(read(at(range.start)..at(range.end), fetch));
            let mut error = None;
            while let Some(item) = stream.next().await {
                assert!(error.is_none(), "an item was yielded after an error");
                match item {
                    Ok(record) => records.borrow_mut().push(record),
                    Err(problem) => error = Some(problem),
                }
            }
            error
        });
        (records.into_inner(), error, requested.into_inner().unwrap())
    }

    fn sorted(mut records: Vec<i64>) -> Vec<i64> {
        records.sort_unstable();
        records
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn yields_every_record_once_or_a_resumable_error((server, range) in servers()) {
            let (records, error, requested) = run(&server, range.clone());
            prop_assert!(requested.iter().all(|part| range.start <= part.start && part.start < part.end && part.end <= range.end));
            let end = match error {
                None => range.end,
                Some(Error::TimeRange(error)) => {
                    let failed = millis(&error.interval());
                    let exceeds_limit = server.within(&failed).len() > server.limit || server.total == Total::TooLarge;
                    match error.problem() {
                        TimeRangeProblem::NoRecords { .. } => prop_assert_eq!(server.fails, Some(requested.len() - 1)),
                        TimeRangeProblem::TooMany { .. } => {
                            prop_assert!(
                                exceeds_limit && failed.end - failed.start <= 1_000,
                                "unexpected `TooMany` for {failed:?}"
                            );
                        }
                        problem => prop_assert!(false, "unexpected problem: {problem:?}"),
                    }
                    prop_assert_eq!(requested.last(), Some(&failed));
                    prop_assert_eq!(error.resume_at(), at(failed.start));
                    failed.start
                }
                Some(error) => return Err(TestCaseError::fail(format!("{error:?}"))),
            };
            let expected = server.within(&(range.start..end));
            if server.reports_incomplete_responses() {
                // All records before the failed range have been yielded, including equal ones. No other record has been
                // yielded, so a stream that resumes at the start of the failed range repeats none.
                prop_assert_eq!(sorted(records), sorted(expected));
            } else {
                prop_assert!(records.len() <= expected.len());
            }
        }

        #[test]
        fn middle_divides_a_range_at_a_whole_second(start in -10_000_000_i64..10_000_000, length in 0_i64..10_000_000) {
            let range = at(start)..at(start + length);
            match middle(&range) {
                None => prop_assert!(length <= 1_000),
                Some(middle) => {
                    prop_assert!(range.start < middle && middle < range.end);
                    prop_assert_eq!(middle.subsec_nanosecond(), 0);
                    let half = range.start.duration_until(middle).as_millis() as i64;
                    prop_assert!((half - length / 2).abs() <= 1_000);
                }
            }
        }
    }

    #[test]
    fn small_range_takes_one_request_and_empty_range_takes_none() {
        let fits = Server {
            records: vec![1, 1, 5],
            limit: 3,
            total: Total::Correct,
            reports_truncated: true,
            fails: None,
        };
        let (records, error, requested) = run(&fits, 0..10_000);
        assert!(error.is_none());
        assert_eq!((records, requested.len(), &requested[0]), (vec![5, 1, 1], 1, &(0..10_000)));
        let (records, error, requested) = run(&fits, 5..5);
        assert!(records.is_empty() && error.is_none() && requested.is_empty());
    }
}
