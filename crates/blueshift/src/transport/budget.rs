//! A token bucket that keeps an outage from multiplying traffic.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The tokens in a full bucket.
const CAPACITY: u32 = 500;
/// What a retry takes.
const RETRY_COST: u32 = 5;
/// What a retry after a timeout takes: a server that does not even answer is to be spared more.
const TIMEOUT_COST: u32 = 10;
/// What a call that succeeds at once gives back.
const REFILL: u32 = 1;

/// How much may be retried, shared by all clones of a client.
///
/// A retry takes 5 tokens, 10 after a timeout; a call that succeeds gives back what its last retry took, or 1 where it
/// took none. When the bucket is empty, failures are returned at once. The numbers are those of the AWS SDKs' standard
/// mode.
#[derive(Clone, Debug)]
pub struct RetryBudget(Option<Arc<Bucket>>);

#[derive(Debug)]
struct Bucket {
    capacity: u32,
    tokens: Mutex<u32>,
}

impl Default for RetryBudget {
    /// A bucket of 500 tokens.
    fn default() -> Self {
        Self::new(CAPACITY)
    }
}

impl RetryBudget {
    /// A full bucket of that many tokens.
    pub fn new(capacity: u32) -> Self {
        Self(Some(Arc::new(Bucket { capacity, tokens: Mutex::new(capacity) })))
    }

    /// No budget: nothing but the policy limits retries.
    pub fn unlimited() -> Self {
        Self(None)
    }

    /// The tokens left; `None` where there is no budget.
    pub fn tokens(&self) -> Option<u32> {
        self.0.as_ref().map(|bucket| *bucket.lock())
    }

    /// Takes what a retry costs, or nothing where the bucket does not hold that much. Returns what was taken.
    pub(crate) fn take(&self, after_timeout: bool) -> Option<u32> {
        let Some(bucket) = &self.0 else { return Some(0) };
        let cost = if after_timeout { TIMEOUT_COST } else { RETRY_COST };
        let mut tokens = bucket.lock();
        *tokens = tokens.checked_sub(cost)?;
        Some(cost)
    }

    /// Puts back what the last retry took, after a success.
    pub(crate) fn succeed(&self, taken: Option<u32>) {
        if let Some(bucket) = &self.0 {
            let mut tokens = bucket.lock();
            *tokens = (*tokens + taken.unwrap_or(REFILL)).min(bucket.capacity);
        }
    }
}

impl Bucket {
    fn lock(&self) -> MutexGuard<'_, u32> {
        // A number cannot be left half written, so a panic elsewhere does not spoil it.
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_drain_it_and_successes_refill_it_up_to_its_capacity() {
        let budget = RetryBudget::new(12);
        assert_eq!(budget.take(false), Some(5));
        assert_eq!(budget.take(false), Some(5));
        assert_eq!(budget.take(false), None);
        budget.succeed(Some(5));
        assert_eq!(budget.take(true), None);
        budget.succeed(None);
        budget.succeed(None);
        budget.succeed(None);
        assert_eq!(budget.take(true), Some(10));
        for _ in 0..100 {
            budget.succeed(None);
        }
        assert_eq!(budget.tokens(), Some(12));
    }

    #[test]
    fn clones_share_it() {
        let budget = RetryBudget::new(5);
        assert_eq!(budget.clone().take(false), Some(5));
        assert_eq!(budget.take(false), None);
    }

    #[test]
    fn unlimited_never_runs_dry() {
        let budget = RetryBudget::unlimited();
        assert!((0..1_000).all(|_| budget.take(true).is_some()));
    }
}
