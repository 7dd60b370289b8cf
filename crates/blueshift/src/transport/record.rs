//! What happened during one call, for its error to tell.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use reqwest::{Response, StatusCode};

use crate::error::CallFacts;

/// Written by the retry layer, read when the call is over.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    facts: CallFacts,
    status: Option<StatusCode>,
    last_failure: Option<reqwest::Result<Response>>,
}

impl Record {
    pub(crate) fn attempt_starts(&self) {
        self.lock().facts.attempts += 1;
    }

    pub(crate) fn answered(&self, response: &Response) {
        let mut state = self.lock();
        state.status = Some(response.status());
        if let Some(id) = request_id(response) {
            state.facts.request_id = Some(id.to_owned());
        }
    }

    /// Keeps the outcome that is about to be retried, in case the call is cut short before a better one.
    pub(crate) fn will_retry(&self, outcome: reqwest::Result<Response>) {
        self.lock().last_failure = Some(outcome);
    }

    pub(crate) fn facts(&self) -> CallFacts {
        self.lock().facts.clone()
    }

    /// The status of the last response.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        self.lock().status
    }

    pub(crate) fn take_last_failure(&self) -> Option<reqwest::Result<Response>> {
        self.lock().last_failure.take()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The id that the server gave the request.
pub(crate) fn request_id(response: &Response) -> Option<&str> {
    response.headers().get("x-request-id")?.to_str().ok()
}
