//! Classifies each attempt of a call by its effect on the server.
//!
//! Effects are observed directly around the HTTP client, that is, inside the layers of
//! [`ClientBuilder::layer`](crate::ClientBuilder::layer), because such a layer may retry, replace a response or drop a
//! request. If a layer sends the request from another task, nothing is observed and the effect is [`Effect::Unknown`].

use std::future::Future;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use reqwest::header::{CONTENT_TYPE, HeaderMap};
use reqwest::{Response, StatusCode};

use super::classify::is_not_sent;

/// The effect of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effect {
    /// The request was not sent, or the server refused it.
    NotApplied,
    /// The server applied the request.
    Applied,
    /// The server may or may not have applied the request, or may still apply it.
    Unknown,
}

impl Effect {
    /// Classifies a request by the status and headers of its response.
    fn of_response(status: StatusCode, headers: &HeaderMap) -> Self {
        match status.as_u16() {
            200..=299 if is_json(headers) => Self::Applied,
            307 | 308 | 400 | 401 | 403 | 404 | 405 | 410 | 411 | 413 | 414 | 415 | 421 | 422 | 423 | 425
            | 428 | 429 | 431 => Self::NotApplied,
            _ => Self::Unknown,
        }
    }
}

/// Returns whether a response is JSON or has no `Content-Type`. Other responses are from a proxy or gateway rather than
/// from the API.
fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(CONTENT_TYPE) else {
        // The API omits the header only for an empty body.
        return true;
    };
    let essence = value.as_bytes().split(|byte| *byte == b';').next().unwrap_or_default().trim_ascii();
    let suffix = essence.len().checked_sub(5).and_then(|at| essence.get(at..)).unwrap_or_default();
    suffix.eq_ignore_ascii_case(b"/json") || suffix.eq_ignore_ascii_case(b"+json")
}

/// The effects of the requests of one attempt.
#[derive(Clone, Debug, Default)]
pub(crate) struct Observed(Arc<Mutex<Requests>>);

#[derive(Debug, Default)]
struct Requests {
    count: usize,
    not_applied: usize,
    applied: usize,
    /// The effect of the last request.
    last: Option<Effect>,
}

tokio::task_local! {
    static OBSERVED: Observed;
}

impl Observed {
    /// Runs an attempt and observes its requests.
    pub(crate) async fn scope<F: Future>(self, attempt: F) -> F::Output {
        OBSERVED.scope(self, attempt).await
    }

    /// Returns the effect of the attempt: that of its last request, or [`Effect::Unknown`] if that request was not applied, but
    /// an earlier request, sent by a layer, may have been applied. Returns `None` if no request was observed.
    pub(crate) fn effect(&self) -> Option<Effect> {
        let requests = self.lock();
        let last = requests.last?;
        let none_applied = requests.not_applied == requests.count;
        Some(if last == Effect::NotApplied && !none_applied { Effect::Unknown } else { last })
    }

    /// Returns whether a request of the attempt may still take effect, or more than one request was applied because a layer
    /// repeated it. In the second case, the response describes only the effect of the last request.
    pub(crate) fn may_still_take_effect(&self) -> bool {
        let requests = self.lock();
        requests.not_applied + requests.applied < requests.count || requests.applied > 1
    }

    /// Records a request that is about to be sent, and returns its index. Its effect is unknown until the response arrives.
    fn start(&self) -> usize {
        let mut requests = self.lock();
        requests.count += 1;
        requests.last = Some(Effect::Unknown);
        requests.count - 1
    }

    fn finish(&self, request: usize, effect: Effect) {
        let mut requests = self.lock();
        match effect {
            Effect::NotApplied => requests.not_applied += 1,
            Effect::Applied => requests.applied += 1,
            Effect::Unknown => {}
        }
        if request + 1 == requests.count {
            requests.last = Some(effect);
        }
    }

    fn lock(&self) -> MutexGuard<'_, Requests> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Observes the effect of the request whose response this future returns.
pub(crate) fn observe(
    response: impl Future<Output = reqwest::Result<Response>> + Send,
) -> impl Future<Output = reqwest::Result<Response>> + Send {
    let observed = OBSERVED.try_with(Observed::clone).ok();
    let recorded = observed.map(|observed| (observed.start(), observed));
    async move {
        let response = response.await;
        if let Some((request, observed)) = recorded {
            let effect = match &response {
                Ok(response) => Effect::of_response(response.status(), response.headers()),
                Err(error) if is_not_sent(error) => Effect::NotApplied,
                Err(_) => Effect::Unknown,
            };
            observed.finish(request, effect);
        }
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    #[test]
    fn classifies_json_responses_by_status() {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        let with = |effect: Effect| -> Vec<u16> {
            let all = (100..600).filter(|status| {
                Effect::of_response(StatusCode::from_u16(*status).unwrap(), &headers) == effect
            });
            all.collect()
        };
        assert_eq!(with(Effect::Applied), (200..300).collect::<Vec<_>>());
        let refused =
            [307, 308, 400, 401, 403, 404, 405, 410, 411, 413, 414, 415, 421, 422, 423, 425, 428, 429, 431];
        assert_eq!(with(Effect::NotApplied), refused);
    }

    #[test]
    fn effect_combines_the_requests_of_a_repeating_layer() {
        use Effect::*;
        for (effects, expected, may_still_take_effect) in [
            (&[][..], None, false),
            (&[NotApplied, NotApplied], Some(NotApplied), false),
            (&[Unknown, NotApplied], Some(Unknown), true),
            (&[Applied, NotApplied], Some(Unknown), false),
            (&[NotApplied, Applied], Some(Applied), false),
            (&[Applied, Applied], Some(Applied), true),
            (&[Unknown, Applied], Some(Applied), true),
            (&[Applied, Unknown], Some(Unknown), true),
        ] {
            let observed = Observed::default();
            for effect in effects {
                observed.finish(observed.start(), *effect);
            }
            assert_eq!(
                (observed.effect(), observed.may_still_take_effect()),
                (expected, may_still_take_effect),
                "{effects:?}"
            );
        }
    }

    #[test]
    fn success_that_is_not_json_is_unknown() {
        for (value, effect) in [
            (Some("text/html"), Effect::Unknown),
            (Some("application/problem+json"), Effect::Applied),
            (Some("Application/JSON"), Effect::Applied),
            (Some(""), Effect::Unknown),
            (None, Effect::Applied),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(value) = value {
                headers.insert(CONTENT_TYPE, HeaderValue::from_static(value));
            }
            assert_eq!(Effect::of_response(StatusCode::OK, &headers), effect, "{value:?}");
        }
    }
}
