//! The faults in force.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::http::StatusCode;
use serde::Serialize;

use crate::faults::fault::{Event, Fault, Kind};
use crate::faults::plan::{Plan, Refusal};
use crate::faults::rate_limit::Bucket;
use crate::random::{mix, unit};
use crate::server::wire_body::Ending;

/// A handle to the faults of a running sandbox; clones are handles to the same ones.
///
/// Faults strike requests to the API, before the key is looked at; never the reference page or what lies under
/// `/__sandbox`. They combine:
/// - Latencies add up, and come before anything else.
/// - Of `status`, `body`, `html`, `rate_limit` and `reset`, the first in the list that strikes is the answer.
/// - Of `truncate` and `hang`, the first that strikes is how the answer's body ends, whatever the answer is.
/// - `inserts`, `touch`, `swap`, `remove` and `restore` happen, in their order, after a response of the API's own.
///
/// A fault that gives way to an earlier one has not struck, so its `times` are not used up: two faults
/// `status=503,times=2` and `status=500,times=1` give 503, 503, 500.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<Armed>>>);

/// What conditions look at.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Asked {
    pub(crate) operation: Option<&'static str>,
    /// As numbered in the request.
    pub(crate) page: Option<u64>,
}

/// A fault and what has come of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Armed {
    #[serde(flatten)]
    fault: Fault,
    /// How often it struck.
    struck: u64,
    /// How many requests met its page and operation.
    #[serde(skip)]
    matched: u64,
    /// How many of those its share was drawn for.
    #[serde(skip)]
    drawn: u64,
    #[serde(skip)]
    bucket: Option<Bucket>,
}

impl Faults {
    /// Puts these faults in the place of all others.
    pub fn set(&self, faults: impl IntoIterator<Item = Fault>) {
        *self.lock() = faults.into_iter().map(Armed::new).collect();
    }

    /// Adds a fault to those in force.
    pub fn add(&self, fault: Fault) {
        self.lock().push(Armed::new(fault));
    }

    /// Ends all faults.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// The faults in force, in order.
    pub fn list(&self) -> Vec<Fault> {
        self.lock().iter().map(|armed| armed.fault.clone()).collect()
    }

    /// How often each of the faults in force has struck, in order.
    pub fn struck(&self) -> Vec<u64> {
        self.lock().iter().map(|armed| armed.struck).collect()
    }

    pub(crate) fn armed(&self) -> Vec<Armed> {
        self.lock().clone()
    }

    /// Holds one request against all faults, before the API responds.
    pub(crate) fn plan(&self, request: Asked) -> Plan {
        let mut plan = Plan::default();
        let mut faults = self.lock();
        for armed in faults.iter_mut() {
            match armed.fault.kind {
                Kind::Latency { least, jitter } => {
                    if let Some(drawn) = armed.strikes(request) {
                        plan.delay += least + jitter.mul_f64(unit(drawn));
                    }
                }
                _ if plan.refusal.is_none() => plan.refusal = armed.refusal(request),
                _ => {}
            }
        }
        if plan.refusal != Some(Refusal::Reset) {
            let mut endings = faults.iter_mut().map(|armed| armed.ending(request));
            plan.ending = endings.find(|ending| *ending != Ending::Whole).unwrap_or_default();
        }
        plan
    }

    /// What happens to the campaigns after a response of the API's own.
    pub(crate) fn events(&self, request: Asked) -> Vec<Event> {
        let mut faults = self.lock();
        let events = faults.iter_mut().filter_map(|armed| match &armed.fault.kind {
            Kind::Event(event) => {
                let event = event.clone();
                armed.strikes(request).map(|_| event)
            }
            _ => None,
        });
        events.collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Armed>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Armed {
    fn new(fault: Fault) -> Self {
        let bucket = match fault.kind {
            Kind::RateLimit { per_second, burst, .. } => Some(Bucket::new(per_second, burst)),
            _ => None,
        };
        Self { fault, struck: 0, matched: 0, drawn: 0, bucket }
    }

    /// Whether the conditions are met, and if so something to draw from.
    fn met(&mut self, request: Asked) -> Option<u64> {
        let when = &self.fault.when;
        if when.page.is_some_and(|page| request.page != Some(page))
            || when.operation.as_deref().is_some_and(|operation| request.operation != Some(operation))
        {
            return None;
        }
        let before = self.matched;
        self.matched = before.saturating_add(1);
        // An event follows the response to this request, which therefore counts.
        let responses = if matches!(self.fault.kind, Kind::Event(_)) { self.matched } else { before };
        if responses < when.after || when.times.is_some_and(|times| self.struck >= times) {
            return None;
        }
        let drawn = mix(when.seed, self.drawn);
        self.drawn += 1;
        // The share and the jitter of one fault must not hang together.
        when.share.is_none_or(|share| unit(drawn) < share).then(|| mix(drawn, 1))
    }

    fn strikes(&mut self, request: Asked) -> Option<u64> {
        let drawn = self.met(request)?;
        self.struck += 1;
        Some(drawn)
    }

    fn refusal(&mut self, request: Asked) -> Option<Refusal> {
        let status = |status| StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let refusal = match &self.fault.kind {
            Kind::Status(number) => Refusal::Status(status(*number)),
            Kind::Body { status: number, content_type, body } => Refusal::Body {
                status: status(*number),
                content_type: content_type.clone(),
                body: body.clone(),
            },
            Kind::Html => Refusal::Html,
            Kind::Reset => Refusal::Reset,
            Kind::RateLimit { retry_after, .. } => {
                let retry_after = *retry_after;
                self.met(request)?;
                let wait = self.bucket.as_mut()?.take(Instant::now()).err()?;
                self.struck += 1;
                return Some(Refusal::RateLimit { retry_after: retry_after.then_some(wait) });
            }
            Kind::Latency { .. } | Kind::Truncate | Kind::Hang | Kind::Event(_) => return None,
        };
        self.strikes(request).map(|_| refusal)
    }

    fn ending(&mut self, request: Asked) -> Ending {
        let ending = match self.fault.kind {
            Kind::Truncate => Ending::Truncated,
            Kind::Hang => Ending::Hanging,
            _ => return Ending::Whole,
        };
        self.strikes(request).map_or(Ending::Whole, |_| ending)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn faults(list: impl IntoIterator<Item = Fault>) -> Faults {
        let faults = Faults::default();
        faults.set(list);
        faults
    }

    fn on(page: u64) -> Asked {
        Asked { page: Some(page), ..Asked::default() }
    }

    fn status(plan: &Plan) -> u16 {
        match plan.refusal {
            Some(Refusal::Status(status)) => status.as_u16(),
            _ => 200,
        }
    }

    #[test]
    fn a_fault_that_gives_way_keeps_its_times() {
        let faults = faults([Fault::status(503).times(2), Fault::status(500).times(1)]);
        let statuses: Vec<_> = (0..4).map(|_| status(&faults.plan(Asked::default()))).collect();
        assert_eq!(statuses, [503, 503, 500, 200]);
        assert_eq!(faults.struck(), [2, 1]);
    }

    #[test]
    fn a_share_is_kept_and_repeats_with_its_seed() {
        let draw = |seed| {
            let faults = faults([Fault::status(503).share(0.1).seed(seed)]);
            (0..2000).map(|_| status(&faults.plan(Asked::default()))).collect::<Vec<_>>()
        };
        let struck = draw(1).iter().filter(|status| **status == 503).count();
        assert!((150..250).contains(&struck), "{struck}");
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn a_page_at_fault_leaves_the_others_alone() {
        let faults = faults([Fault::status(500).page(3)]);
        assert_eq!([2, 3, 4].map(|page| status(&faults.plan(on(page)))), [200, 500, 200]);
        assert_eq!(status(&faults.plan(Asked::default())), 200);
    }

    #[test]
    fn latencies_add_up_and_jitter_stays_in_bounds() {
        let latency = Fault::latency(Duration::from_millis(10));
        let faults = faults([latency.clone(), latency.jitter(Duration::from_millis(5))]);
        let delays: Vec<_> = (0..100).map(|_| faults.plan(Asked::default()).delay.as_micros()).collect();
        assert!(delays.iter().all(|delay| (20_000..25_000).contains(delay)));
        assert!(delays.iter().max() > delays.iter().min());
    }

    #[test]
    fn a_body_fault_joins_a_status_but_not_a_reset() {
        let joined = faults([Fault::truncate(), Fault::hang(), Fault::status(500)]).plan(Asked::default());
        assert_eq!((status(&joined), joined.ending), (500, Ending::Truncated));
        let reset = faults([Fault::truncate(), Fault::reset()]).plan(Asked::default());
        assert_eq!((reset.refusal, reset.ending), (Some(Refusal::Reset), Ending::Whole));
    }

    #[test]
    fn an_operation_at_fault_leaves_the_others_alone() {
        let faults = faults([Fault::status(500).operation("list_campaigns")]);
        let of = |operation| status(&faults.plan(Asked { operation, ..Asked::default() }));
        assert_eq!([of(Some("list_campaigns")), of(Some("get_campaign")), of(None)], [500, 200, 200]);
    }

    #[test]
    fn a_fault_waits_for_so_many_responses() {
        let faults =
            faults([Fault::status(503).after(2).times(1), Fault::touch(4).after(2).times(1).page(1)]);
        let mut log = Vec::new();
        for page in [0, 1, 1, 1] {
            log.push((status(&faults.plan(on(page))), faults.events(on(page)).len()));
        }
        assert_eq!(log, [(200, 0), (200, 0), (503, 1), (200, 0)]);
        assert_eq!(faults.events(on(1)), []);
    }
}
