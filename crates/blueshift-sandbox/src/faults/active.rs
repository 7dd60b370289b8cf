//! The active faults of a sandbox.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::http::StatusCode;
use serde::Serialize;

use crate::faults::fault::{Event, Fault, Kind, Wait};
use crate::faults::plan::{Plan, Replacement};
use crate::faults::rate_limit::Limit;
use crate::random::{mix, unit};
use crate::server::body::Ending;

/// A handle to the faults of a running sandbox. Clones refer to the same faults.
///
/// Faults apply to requests to the API before the key is checked, but not to OPTIONS requests, the reference page, the
/// contract or `/__sandbox`. They can be combined:
///
/// - Latencies add up, and precede every other effect.
/// - Of `status`, `body`, `html`, `rate_limit`, `reset`, `lost_response` and `delayed_effect`, the first fault in the list that
///   applies determines the response.
/// - Of `truncate` and `hang`, the first fault that applies determines the end of the body.
/// - `inserts`, `touch`, `swap`, `remove` and `restore` apply in the order of the list, after a response of the API itself,
///   even if it is lost.
/// - `stale_reads` applies to the response of the API itself. If several `stale_reads` faults apply, the largest number is
///   used.
///
/// A fault that is overridden by an earlier fault does not apply, and the request counts neither toward its `times` nor toward
/// its `after`: the faults `status=503,times=2` and `status=500,times=1` give 503, 503, 500.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<ActiveFault>>>);

/// The operations that `stale_reads` applies to.
const READS: [&str; 3] = ["list_campaigns", "get_campaign", "get_campaign_detail"];

/// The properties of a request that conditions refer to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct RequestInfo {
    pub(crate) operation: Option<&'static str>,
    /// The page number of the request.
    pub(crate) page: Option<u64>,
}

/// A fault and its counts.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ActiveFault {
    #[serde(flatten)]
    fault: Fault,
    /// The number of times the fault applied.
    applied: u64,
    /// The number of requests for the page and operation of the fault, except those for which another fault overrode it.
    #[serde(skip)]
    matched: u64,
    /// The number of requests that met all conditions except the share. A random number was computed for each of them.
    #[serde(skip)]
    drawn: u64,
    #[serde(skip)]
    limit: Option<Limit>,
}

impl Faults {
    /// Replaces all faults.
    pub fn set(&self, faults: impl IntoIterator<Item = Fault>) {
        *self.lock() = faults.into_iter().map(ActiveFault::new).collect();
    }

    /// Adds a fault after the others.
    pub fn add(&self, fault: Fault) {
        self.lock().push(ActiveFault::new(fault));
    }

    /// Removes all faults.
    pub fn clear(&self) {
        self.lock().clear();
    }

    /// Returns the active faults, in order.
    pub fn list(&self) -> Vec<Fault> {
        self.lock().iter().map(|active| active.fault.clone()).collect()
    }

    /// Returns the number of times each active fault applied, in order.
    pub fn applied(&self) -> Vec<u64> {
        self.lock().iter().map(|active| active.applied).collect()
    }

    pub(crate) fn active(&self) -> Vec<ActiveFault> {
        self.lock().clone()
    }

    /// Determines which faults apply to a request, before the API responds.
    pub(crate) fn plan(&self, request: RequestInfo) -> Plan {
        let mut plan = Plan::default();
        let mut faults = self.lock();
        for active in faults.iter_mut() {
            match active.fault.kind {
                Kind::Latency { least, jitter } => {
                    if let Some(drawn) = active.apply(request) {
                        plan.delay =
                            plan.delay.saturating_add(least).saturating_add(jitter.mul_f64(unit(drawn)));
                    }
                }
                _ if plan.replacement.is_none() => plan.replacement = active.replacement(request),
                _ => {}
            }
        }
        if plan.replacement.is_none() && request.operation.is_some_and(|operation| READS.contains(&operation))
        {
            for active in faults.iter_mut() {
                if let Kind::StaleReads(reads) = active.fault.kind
                    && active.apply(request).is_some()
                {
                    plan.stale_reads = plan.stale_reads.max(reads);
                }
            }
        }
        if plan.replacement.as_ref().is_none_or(Replacement::responds) {
            let mut endings = faults.iter_mut().map(|active| active.ending(request));
            plan.ending = endings.find(|ending| *ending != Ending::Complete).unwrap_or_default();
        }
        plan
    }

    /// Determines the changes to the campaigns after a response of the API itself.
    pub(crate) fn events(&self, request: RequestInfo) -> Vec<Event> {
        let mut faults = self.lock();
        let events = faults.iter_mut().filter_map(|active| match &active.fault.kind {
            Kind::Event(event) => {
                let event = event.clone();
                active.apply(request).map(|_| event)
            }
            _ => None,
        });
        events.collect()
    }

    fn lock(&self) -> MutexGuard<'_, Vec<ActiveFault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ActiveFault {
    fn new(fault: Fault) -> Self {
        let limit = match fault.kind {
            Kind::RateLimit { per_second, burst, .. } => Some(Limit::new(per_second, burst)),
            _ => None,
        };
        Self { fault, applied: 0, matched: 0, drawn: 0, limit }
    }

    /// Returns a random number if the conditions are met.
    fn met(&mut self, request: RequestInfo) -> Option<u64> {
        let when = &self.fault.when;
        if when.page.is_some_and(|page| request.page != Some(page))
            || when.operation.as_deref().is_some_and(|operation| request.operation != Some(operation))
        {
            return None;
        }
        let before = self.matched;
        self.matched = before.saturating_add(1);
        // An event follows the response to this request, so this response is counted.
        let responses = if matches!(self.fault.kind, Kind::Event(_)) { self.matched } else { before };
        if responses < when.after || when.times.is_some_and(|times| self.applied >= times) {
            return None;
        }
        let drawn = mix(when.seed, self.drawn);
        self.drawn = self.drawn.saturating_add(1);
        // The share and the jitter of one fault must be independent.
        when.share.is_none_or(|share| unit(drawn) < share).then(|| mix(drawn, 1))
    }

    fn apply(&mut self, request: RequestInfo) -> Option<u64> {
        let drawn = self.met(request)?;
        self.applied = self.applied.saturating_add(1);
        Some(drawn)
    }

    fn replacement(&mut self, request: RequestInfo) -> Option<Replacement> {
        let status = |status| StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let replacement = match &self.fault.kind {
            Kind::Status { status: number, wait } => {
                Replacement::Status { status: status(*number), wait: *wait }
            }
            Kind::Body { status: number, content_type, body } => Replacement::Body {
                status: status(*number),
                content_type: content_type.clone(),
                body: body.clone(),
            },
            Kind::Html => Replacement::Html,
            Kind::Reset => Replacement::Reset,
            Kind::LostResponse { status: number } => Replacement::LostResponse { status: number.map(status) },
            Kind::DelayedEffect { delay, status: number } => {
                Replacement::DelayedEffect { delay: *delay, status: number.map(status) }
            }
            Kind::RateLimit { retry_after, .. } => {
                let retry_after = *retry_after;
                self.met(request)?;
                let seconds = self.limit.as_ref()?.check().err()?;
                self.applied = self.applied.saturating_add(1);
                let wait = retry_after.map(|form| Wait { seconds, form });
                return Some(Replacement::Status { status: StatusCode::TOO_MANY_REQUESTS, wait });
            }
            Kind::Latency { .. } | Kind::Truncate | Kind::Hang | Kind::StaleReads(_) | Kind::Event(_) => {
                return None;
            }
        };
        self.apply(request).map(|_| replacement)
    }

    fn ending(&mut self, request: RequestInfo) -> Ending {
        let ending = match self.fault.kind {
            Kind::Truncate => Ending::Truncated,
            Kind::Hang => Ending::Hanging,
            _ => return Ending::Complete,
        };
        self.apply(request).map_or(Ending::Complete, |_| ending)
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

    fn on(page: u64) -> RequestInfo {
        RequestInfo { page: Some(page), ..RequestInfo::default() }
    }

    fn status(plan: &Plan) -> u16 {
        match plan.replacement {
            Some(Replacement::Status { status, .. }) => status.as_u16(),
            _ => 200,
        }
    }

    #[test]
    fn an_overridden_fault_is_not_counted() {
        let faults = faults([Fault::status(503).times(2), Fault::status(500).times(1)]);
        let statuses: Vec<_> = (0..4).map(|_| status(&faults.plan(RequestInfo::default()))).collect();
        assert_eq!(statuses, [503, 503, 500, 200]);
        assert_eq!(faults.applied(), [2, 1]);
    }

    #[test]
    fn a_share_is_reproducible() {
        let draw = |seed| {
            let faults = faults([Fault::status(503).share(0.1).seed(seed)]);
            (0..2000).map(|_| status(&faults.plan(RequestInfo::default()))).collect::<Vec<_>>()
        };
        let failed = draw(1).iter().filter(|status| **status == 503).count();
        assert!((150..250).contains(&failed), "{failed}");
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn page_condition_does_not_affect_other_pages() {
        let faults = faults([Fault::status(500).page(3)]);
        assert_eq!([2, 3, 4].map(|page| status(&faults.plan(on(page)))), [200, 500, 200]);
        assert_eq!(status(&faults.plan(RequestInfo::default())), 200);
    }

    #[test]
    fn latencies_add_up_and_jitter_is_bounded() {
        let latency = Fault::latency(Duration::from_millis(10));
        let faults = faults([latency.clone(), latency.jitter(Duration::from_millis(5))]);
        let delays: Vec<_> =
            (0..100).map(|_| faults.plan(RequestInfo::default()).delay.as_micros()).collect();
        assert!(delays.iter().all(|delay| (20_000..25_000).contains(delay)));
        assert!(delays.iter().max() > delays.iter().min());
    }

    #[test]
    fn truncation_combines_with_a_status_but_not_a_reset() {
        let both =
            faults([Fault::truncate(), Fault::hang(), Fault::status(500)]).plan(RequestInfo::default());
        assert_eq!((status(&both), both.ending), (500, Ending::Truncated));
        let reset = faults([Fault::truncate(), Fault::reset()]).plan(RequestInfo::default());
        assert_eq!((reset.replacement, reset.ending), (Some(Replacement::Reset), Ending::Complete));
    }

    #[test]
    fn operation_condition_does_not_affect_other_operations() {
        let faults = faults([Fault::status(500).operation("list_campaigns")]);
        let of = |operation| status(&faults.plan(RequestInfo { operation, ..RequestInfo::default() }));
        assert_eq!([of(Some("list_campaigns")), of(Some("get_campaign")), of(None)], [500, 200, 200]);
    }

    #[test]
    fn a_fault_applies_after_a_number_of_responses() {
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
