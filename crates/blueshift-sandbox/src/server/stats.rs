//! What the sandbox was asked.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::header::AUTHORIZATION;
use axum::http::{Request, StatusCode};
use serde::Serialize;

/// How many of the latest requests are remembered.
const REMEMBERED: usize = 1000;

/// Figures on the requests to the API. The reference page and `/__sandbox` do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Stats {
    /// Connections accepted, for whatever purpose.
    pub connections: u64,
    /// Requests that came in.
    pub requests: u64,
    /// Requests whose answer is not yet through.
    pub in_flight: u64,
    /// The most requests that were in flight at once.
    pub peak_in_flight: u64,
    /// Requests that got no answer: reset, or given up by the client.
    pub dropped: u64,
    /// How many answers had which status.
    pub statuses: BTreeMap<u16, u64>,
}

/// One request to the API.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Seen {
    /// The `x-request-id` of its answer.
    pub request_id: String,
    /// The method.
    pub method: String,
    /// The path.
    pub path: String,
    /// The query as sent, without the question mark; empty if there was none.
    pub query: String,
    /// The headers by their lower-case names, the credentials left out.
    pub headers: BTreeMap<String, String>,
    /// The status of the answer, once there is one.
    pub status: Option<u16>,
}

#[derive(Debug, Default)]
pub(crate) struct Recorder(Mutex<Record>);

#[derive(Debug, Default)]
struct Record {
    stats: Stats,
    latest: VecDeque<(u64, Seen)>,
    /// Counts resets of the figures: what began before one is not counted after it.
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
        let seen = Seen {
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
        let mut record = self.lock();
        let number = record.stats.requests;
        record.stats.requests += 1;
        record.stats.in_flight += 1;
        record.stats.peak_in_flight = record.stats.peak_in_flight.max(record.stats.in_flight);
        if record.latest.len() == REMEMBERED {
            record.latest.pop_front();
        }
        record.latest.push_back((number, seen));
        let generation = record.generation;
        drop(record);
        InFlight { recorder: self.clone(), number, generation, responded: false }
    }

    pub(crate) fn stats(&self) -> Stats {
        self.lock().stats.clone()
    }

    pub(crate) fn latest(&self) -> Vec<Seen> {
        self.lock().latest.iter().map(|(_, seen)| seen.clone()).collect()
    }

    pub(crate) fn reset(&self) {
        let mut record = self.lock();
        let generation = record.generation + 1;
        *record = Record { generation, ..Record::default() };
    }
}

/// Lasts as long as a request is in flight.
#[derive(Debug)]
pub(crate) struct InFlight {
    recorder: Arc<Recorder>,
    number: u64,
    generation: u64,
    responded: bool,
}

impl InFlight {
    pub(crate) fn responded(&mut self, status: StatusCode) {
        self.responded = true;
        let mut record = self.recorder.lock();
        if record.generation != self.generation {
            return;
        }
        *record.stats.statuses.entry(status.as_u16()).or_default() += 1;
        let first = record.latest.front().map_or(0, |(number, _)| *number);
        let place = self.number.checked_sub(first).and_then(|place| usize::try_from(place).ok());
        if let Some((_, seen)) = place.and_then(|place| record.latest.get_mut(place)) {
            seen.status = Some(status.as_u16());
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
