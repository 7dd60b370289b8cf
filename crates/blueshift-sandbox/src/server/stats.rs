//! Statistics and the latest requests.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::header::AUTHORIZATION;
use axum::http::{Request, StatusCode};
use serde::Serialize;
use tokio::time::Instant;

/// The maximum number of recorded requests, and the maximum number of requests whose `Retry-After` header is recorded.
const KEPT: usize = 1000;

/// Statistics on the requests to the API. OPTIONS requests and requests to the reference page, the contract or `/__sandbox` are
/// not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Stats {
    /// The number of accepted connections, including those without a request to the API.
    pub connections: u64,
    /// The number of received requests.
    pub requests: u64,
    /// The number of requests whose responses have not been sent completely.
    pub in_flight: u64,
    /// The maximum number of requests in flight at the same time.
    pub peak_in_flight: u64,
    /// The number of requests that ended without a response, because a fault closed or reset the connection, or because the
    /// client disconnected.
    pub dropped: u64,
    /// The number of responses by status.
    pub statuses: BTreeMap<u16, u64>,
    /// The number of requests that repeated an earlier request (the same method, path and query) before the time stated in the
    /// `Retry-After` header of the earlier response. The tolerance is 0.1 s, or 1 s if the header is a date.
    pub early_retries: u64,
}

/// One request to the API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RecordedRequest {
    /// The id of the request, which responses contain as `x-request-id` by default.
    pub request_id: String,
    /// The method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The raw query without the question mark; empty if there is none.
    pub query: String,
    /// The headers by lower-case name, without `authorization`.
    pub headers: BTreeMap<String, String>,
    /// The status of the response, or `None` if there has been no response.
    pub status: Option<u16>,
}

/// The method, and the path with the query.
type RequestLine = (String, String);

#[derive(Debug, Default)]
pub(crate) struct Recorder(Mutex<Record>);

#[derive(Debug, Default)]
struct Record {
    stats: Stats,
    latest: VecDeque<(u64, RecordedRequest)>,
    /// The earliest time for a retry of each request, from the `Retry-After` header of its response.
    waits: HashMap<RequestLine, Instant>,
    /// The number of resets: requests that started before a reset are not counted after it.
    generation: u64,
}

impl Recorder {
    fn lock(&self) -> MutexGuard<'_, Record> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn connected(&self) {
        self.lock().stats.connections += 1;
    }

    pub(crate) fn begin<B>(self: &Arc<Self>, request: &Request<B>, request_id: &str) -> InFlight {
        let recorded = RecordedRequest {
            request_id: request_id.to_owned(),
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            query: request.uri().query().unwrap_or("").to_owned(),
            headers: request
                .headers()
                .iter()
                .filter(|(name, _)| *name != AUTHORIZATION)
                .map(|(name, value)| {
                    (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())
                })
                .collect(),
            status: None,
        };
        let line = (recorded.method.clone(), request.uri().to_string());
        let mut record = self.lock();
        let is_early = record.waits.get(&line).is_some_and(|until| Instant::now() < *until);
        record.stats.early_retries += u64::from(is_early);
        let number = record.stats.requests;
        record.stats.requests += 1;
        record.stats.in_flight += 1;
        record.stats.peak_in_flight = record.stats.peak_in_flight.max(record.stats.in_flight);
        if record.latest.len() == KEPT {
            record.latest.pop_front();
        }
        record.latest.push_back((number, recorded));
        let generation = record.generation;
        drop(record);
        InFlight { recorder: self.clone(), number, line, generation, responded: false }
    }

    pub(crate) fn stats(&self) -> Stats {
        self.lock().stats.clone()
    }

    pub(crate) fn latest(&self) -> Vec<RecordedRequest> {
        self.lock().latest.iter().map(|(_, request)| request.clone()).collect()
    }

    pub(crate) fn reset(&self) {
        let mut record = self.lock();
        let generation = record.generation + 1;
        *record = Record { generation, ..Record::default() };
    }
}

/// A guard that counts a request as in flight until it is dropped.
#[derive(Debug)]
pub(crate) struct InFlight {
    recorder: Arc<Recorder>,
    number: u64,
    line: RequestLine,
    generation: u64,
    responded: bool,
}

impl InFlight {
    /// Records that the client should not retry the request before this time.
    pub(crate) fn refused_until(&mut self, until: Instant) {
        let mut record = self.recorder.lock();
        if record.waits.len() == KEPT {
            let now = Instant::now();
            record.waits.retain(|_, until| now < *until);
        }
        if record.waits.len() < KEPT && record.generation == self.generation {
            record.waits.insert(self.line.clone(), until);
        }
    }

    /// Records the status of the response.
    pub(crate) fn record_status(&mut self, status: StatusCode) {
        self.responded = true;
        let mut record = self.recorder.lock();
        if record.generation != self.generation {
            return;
        }
        *record.stats.statuses.entry(status.as_u16()).or_default() += 1;
        let first = record.latest.front().map_or(0, |(number, _)| *number);
        let index = self.number.checked_sub(first).and_then(|index| usize::try_from(index).ok());
        if let Some((_, request)) = index.and_then(|index| record.latest.get_mut(index)) {
            request.status = Some(status.as_u16());
        }
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        let mut record = self.recorder.lock();
        if record.generation == self.generation {
            record.stats.in_flight -= 1;
            record.stats.dropped += u64::from(!self.responded);
        }
    }
}
