//! The record of a call: its attempts, its last response and its effect.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use blueshift_api::RetryClass;
use bytes::Bytes;
use reqwest::header::{HeaderMap, HeaderValue};
use reqwest::{Response, StatusCode};

use super::classify::may_repeat;
use super::effect::{Effect, Observed};
use crate::error::{CallFacts, Outcome};

const REQUEST_ID: &str = "x-request-id";

/// The record of one call. The retry layer and its callers write the record; [`observe`](super::effect::observe) writes
/// the effects of the attempts. The retry layer reads the effect of each attempt, and the call reads the record after its last
/// attempt.
#[derive(Clone, Debug, Default)]
pub(crate) struct Record(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    attempts: u32,
    request_id: Option<HeaderValue>,
    /// The requests of the last attempt.
    last: Option<Observed>,
    /// Whether an earlier attempt may still take effect.
    may_still_take_effect: bool,
    last_failure: Option<reqwest::Result<Response>>,
    status: Option<StatusCode>,
    headers: HeaderMap,
    /// The body of a 2xx response to a write.
    success: Option<Bytes>,
    /// Whether that 2xx response reports a failure.
    reports_failure: bool,
    is_write: bool,
    /// Whether the server could apply the write twice if it is sent again.
    may_apply_twice: bool,
}

impl Record {
    pub(crate) fn of_class(class: RetryClass) -> Self {
        let (is_write, may_apply_twice) = (class != RetryClass::Safe, !may_repeat(class));
        Self(Arc::new(Mutex::new(State { is_write, may_apply_twice, ..State::default() })))
    }

    /// Records the start of an attempt.
    pub(crate) fn start_attempt(&self, observed: Observed) {
        let mut state = self.lock();
        state.attempts = state.attempts.saturating_add(1);
        let before = state.last.replace(observed);
        state.may_still_take_effect |= before.is_some_and(|before| may_take_effect(&before));
    }

    /// Records the status and the request id of a response.
    pub(crate) fn record_response(&self, response: &Response) {
        let mut state = self.lock();
        state.status = Some(response.status());
        if let Some(id) = response.headers().get(REQUEST_ID).filter(|id| id.to_str().is_ok()) {
            state.request_id = Some(id.clone());
        }
    }

    /// Returns the effect of the last attempt; [`Effect::Unknown`] if it could not be observed.
    pub(crate) fn last_effect(&self) -> Effect {
        self.lock().effect()
    }

    /// Keeps a failure that is about to be retried, in case the deadline is exceeded before the retry ends.
    pub(crate) fn will_retry(&self, outcome: reqwest::Result<Response>) {
        self.lock().last_failure = Some(outcome);
    }

    pub(crate) fn take_last_failure(&self) -> Option<reqwest::Result<Response>> {
        self.lock().last_failure.take()
    }

    /// Keeps the headers of the final response, so that the generated code does not copy them.
    pub(crate) fn keep_headers(&self, headers: HeaderMap) {
        self.lock().headers = headers;
    }

    pub(crate) fn take_headers(&self) -> HeaderMap {
        std::mem::take(&mut self.lock().headers)
    }

    /// Records the body of a 2xx response to a write, and whether it reports a failure.
    pub(crate) fn keep_success(&self, body: Bytes, reports_failure: bool) {
        let mut state = self.lock();
        (state.success, state.reports_failure) = (Some(body), reports_failure);
    }

    /// Takes the body of the 2xx response if it reports a failure.
    pub(crate) fn take_reported_failure(&self) -> Option<Bytes> {
        let mut state = self.lock();
        if state.reports_failure { state.success.take() } else { None }
    }

    /// Takes the body of the 2xx response if it reports a failure or does not prove that the write was applied, for example
    /// because it is not from the API.
    pub(crate) fn take_unproven_success(&self) -> Option<Bytes> {
        let mut state = self.lock();
        let is_foreign = state.last.as_ref().and_then(Observed::effect) == Some(Effect::Unknown);
        if state.reports_failure || is_foreign { state.success.take() } else { None }
    }

    /// Returns the status of the last response.
    pub(crate) fn status(&self) -> Option<StatusCode> {
        self.lock().status
    }

    pub(crate) fn facts(&self) -> CallFacts {
        let state = self.lock();
        let effect = state.effect();
        let outcome = match effect {
            _ if !state.is_write => None,
            Effect::Applied => Some(Outcome::Applied),
            Effect::NotApplied if !state.may_still_take_effect => Some(Outcome::NotApplied),
            _ => Some(Outcome::Unknown),
        };
        let last_may_still_take_effect =
            state.last.as_ref().is_some_and(|last| last.may_still_take_effect() || effect == Effect::Unknown);
        CallFacts {
            attempts: state.attempts,
            request_id: state.request_id.as_ref().and_then(|id| id.to_str().ok()).map(str::to_owned),
            outcome,
            may_apply_twice: outcome == Some(Outcome::Unknown) && state.may_apply_twice,
            may_still_take_effect: state.is_write
                && (state.may_still_take_effect || last_may_still_take_effect),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn effect(&self) -> Effect {
        match &self.last {
            None => Effect::NotApplied,
            Some(_) if self.reports_failure => Effect::Unknown,
            Some(last) => last.effect().unwrap_or(Effect::Unknown),
        }
    }
}

fn may_take_effect(attempt: &Observed) -> bool {
    attempt.may_still_take_effect() || matches!(attempt.effect(), None | Some(Effect::Unknown))
}

/// Returns the request id of a response.
pub(crate) fn request_id(response: &Response) -> Option<&str> {
    response.headers().get(REQUEST_ID)?.to_str().ok()
}
