//! The faults in force.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use axum::http::StatusCode;
use serde::Serialize;

use crate::fault::{Fault, Kind, When};
use crate::mix::{mix, unit};
use crate::plan::{Plan, Refusal};
use crate::rate_limit::Bucket;
use crate::wire_body::Ending;

/// A handle to the faults of a running sandbox; clones are handles to the same ones.
///
/// Faults strike requests to the API, before the key is looked at; never the reference page or what lies under
/// `/__sandbox`. They combine:
/// - Latencies add up, and come before anything else.
/// - Of `status`, `html`, `rate_limit` and `reset`, the first in the list that strikes is the answer.
/// - Of `truncate` and `hang`, the first that strikes is how the answer's body ends, whatever the answer is.
/// - `inserts` happen after an answer of the API's own.
///
/// A fault that gives way to an earlier one has not struck, so its `times` are not used up: two faults
/// `status=503,times=2` and `status=500,times=1` give 503, 503, 500.
#[derive(Debug, Clone, Default)]
pub struct Faults(Arc<Mutex<Vec<Armed>>>);

/// A fault and what has come of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Armed {
    #[serde(flatten)]
    fault: Fault,
    /// How often it struck.
    struck: u64,
    /// How many requests it was held against.
    #[serde(skip)]
    seen: u64,
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

    /// Holds one request against all faults; `page` is what it asks for, if that can be told.
    pub(crate) fn plan(&self, page: Option<u64>) -> Plan {
        let mut plan = Plan::default();
        let mut faults = self.lock();
        for armed in faults.iter_mut() {
            match armed.fault.kind {
                Kind::Latency { least, jitter } => {
                    if let Some(drawn) = armed.strikes(page) {
                        plan.delay += least + jitter.mul_f64(unit(drawn));
                    }
                }
                _ if plan.refusal.is_none() => plan.refusal = armed.refusal(page),
                _ => {}
            }
        }
        if plan.refusal != Some(Refusal::Reset) {
            let mut endings = faults.iter_mut().map(|armed| armed.ending(page));
            plan.ending = endings.find(|ending| *ending != Ending::Whole).unwrap_or_default();
        }
        if plan.refusal.is_none() {
            for armed in faults.iter_mut() {
                if let Kind::Inserts(count) = armed.fault.kind
                    && armed.strikes(page).is_some()
                {
                    plan.inserts = plan.inserts.saturating_add(count);
                }
            }
        }
        plan
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
        Self { fault, struck: 0, seen: 0, bucket }
    }

    /// Whether the conditions are met, and if so something to draw from.
    fn met(&mut self, page: Option<u64>) -> Option<u64> {
        let When { times, share, seed, page: only } = self.fault.when;
        if only.is_some_and(|only| page != Some(only)) || times.is_some_and(|times| self.struck >= times) {
            return None;
        }
        let drawn = mix(seed, self.seen);
        self.seen += 1;
        // The share and the jitter of one fault must not hang together.
        share.is_none_or(|share| unit(drawn) < share).then(|| mix(drawn, 1))
    }

    fn strikes(&mut self, page: Option<u64>) -> Option<u64> {
        let drawn = self.met(page)?;
        self.struck += 1;
        Some(drawn)
    }

    fn refusal(&mut self, page: Option<u64>) -> Option<Refusal> {
        let refusal = match self.fault.kind {
            Kind::Status(status) => {
                Refusal::Status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
            }
            Kind::Html => Refusal::Html,
            Kind::Reset => Refusal::Reset,
            Kind::RateLimit { retry_after, .. } => {
                self.met(page)?;
                let wait = self.bucket.as_mut()?.take(Instant::now()).err()?;
                self.struck += 1;
                return Some(Refusal::RateLimit { retry_after: retry_after.then_some(wait) });
            }
            Kind::Latency { .. } | Kind::Truncate | Kind::Hang | Kind::Inserts(_) => return None,
        };
        self.strikes(page).map(|_| refusal)
    }

    fn ending(&mut self, page: Option<u64>) -> Ending {
        let ending = match self.fault.kind {
            Kind::Truncate => Ending::Truncated,
            Kind::Hang => Ending::Hanging,
            _ => return Ending::Whole,
        };
        self.strikes(page).map_or(Ending::Whole, |_| ending)
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

    fn status(plan: &Plan) -> u16 {
        match plan.refusal {
            Some(Refusal::Status(status)) => status.as_u16(),
            _ => 200,
        }
    }

    #[test]
    fn a_fault_that_gives_way_keeps_its_times() {
        let faults = faults([Fault::status(503).times(2), Fault::status(500).times(1)]);
        let statuses: Vec<_> = (0..4).map(|_| status(&faults.plan(None))).collect();
        assert_eq!(statuses, [503, 503, 500, 200]);
        assert_eq!(faults.struck(), [2, 1]);
    }

    #[test]
    fn a_share_is_kept_and_repeats_with_its_seed() {
        let draw = |seed| {
            let faults = faults([Fault::status(503).share(0.1).seed(seed)]);
            (0..2000).map(|_| status(&faults.plan(None))).collect::<Vec<_>>()
        };
        let struck = draw(1).iter().filter(|status| **status == 503).count();
        assert!((150..250).contains(&struck), "{struck}");
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn a_page_at_fault_leaves_the_others_alone() {
        let faults = faults([Fault::status(500).page(3)]);
        assert_eq!([2, 3, 4].map(|page| status(&faults.plan(Some(page)))), [200, 500, 200]);
        assert_eq!(status(&faults.plan(None)), 200);
    }

    #[test]
    fn latencies_add_up_and_jitter_stays_in_bounds() {
        let latency = Fault::latency(Duration::from_millis(10));
        let faults = faults([latency.clone(), latency.jitter(Duration::from_millis(5))]);
        let delays: Vec<_> = (0..100).map(|_| faults.plan(None).delay.as_micros()).collect();
        assert!(delays.iter().all(|delay| (20_000..25_000).contains(delay)));
        assert!(delays.iter().max() > delays.iter().min());
    }

    #[test]
    fn a_body_fault_joins_a_status_but_not_a_reset() {
        let joined = faults([Fault::truncate(), Fault::hang(), Fault::status(500)]).plan(None);
        assert_eq!((status(&joined), joined.ending), (500, Ending::Truncated));
        let reset = faults([Fault::truncate(), Fault::reset(), Fault::inserts(1)]).plan(None);
        assert_eq!((reset.refusal, reset.ending, reset.inserts), (Some(Refusal::Reset), Ending::Whole, 0));
    }
}
