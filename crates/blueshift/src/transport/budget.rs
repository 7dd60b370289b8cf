//! A token bucket that prevents retries from multiplying traffic during an outage.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The number of tokens in a full bucket.
const CAPACITY: u32 = 500;
/// The cost of a retry.
const RETRY_COST: u32 = 5;
/// The cost of a retry after a timeout: a server that does not respond at all receives fewer retries.
const TIMEOUT_COST: u32 = 10;
/// The tokens that a call adds to the bucket if it succeeds without a retry.
const REFILL: u32 = 1;

/// A limit on retries, shared by all clones of a client.
///
/// A retry takes 5 tokens from a bucket, or 10 after a timeout. A successful call puts the tokens of its last retry back into the
/// bucket, or 1 token if it was not retried. While the bucket holds too few tokens for a retry, failures are returned
/// immediately. The numbers are those of the standard mode of the AWS SDKs.
#[derive(Clone, Debug)]
pub struct RetryBudget(Option<Arc<Bucket>>);

#[derive(Debug)]
struct Bucket {
    capacity: u32,
    tokens: Mutex<u32>,
}

impl Default for RetryBudget {
    /// Creates a bucket of 500 tokens.
    fn default() -> Self {
        Self::new(CAPACITY)
    }
}

impl RetryBudget {
    /// Creates a bucket of `capacity` tokens, initially full.
    pub fn new(capacity: u32) -> Self {
        Self(Some(Arc::new(Bucket { capacity, tokens: Mutex::new(capacity) })))
    }

    /// Creates an unlimited budget: only the policy limits retries.
    pub fn unlimited() -> Self {
        Self(None)
    }

    /// Returns the number of tokens left, or `None` for [`unlimited`](Self::unlimited).
    pub fn tokens(&self) -> Option<u32> {
        self.0.as_ref().map(|bucket| *bucket.lock())
    }

    /// Takes the cost of a retry and returns it, or `None` if the bucket has too few tokens.
    pub(crate) fn take(&self, after_timeout: bool) -> Option<u32> {
        let Some(bucket) = &self.0 else { return Some(0) };
        let cost = if after_timeout { TIMEOUT_COST } else { RETRY_COST };
        let mut tokens = bucket.lock();
        *tokens = tokens.checked_sub(cost)?;
        Some(cost)
    }

    /// Returns tokens to the bucket after a success: the cost of the last retry, or [`REFILL`] if there was none.
    pub(crate) fn succeed(&self, taken: Option<u32>) {
        if let Some(bucket) = &self.0 {
            let mut tokens = bucket.lock();
            *tokens = tokens.saturating_add(taken.unwrap_or(REFILL)).min(bucket.capacity);
        }
    }
}

impl Bucket {
    fn lock(&self) -> MutexGuard<'_, u32> {
        // The number is valid even if a thread panicked, so poisoning can be ignored.
        self.tokens.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retries_take_tokens_and_successes_return_them() {
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
    fn largest_capacity_does_not_overflow() {
        for taken in [None, Some(RETRY_COST), Some(u32::MAX)] {
            let budget = RetryBudget::new(u32::MAX);
            budget.succeed(taken);
            assert_eq!(budget.tokens(), Some(u32::MAX));
        }
    }

    #[test]
    fn clones_share_one_bucket() {
        let budget = RetryBudget::new(5);
        assert_eq!(budget.clone().take(false), Some(5));
        assert_eq!(budget.take(false), None);
    }

    #[test]
    fn unlimited_allows_every_retry() {
        let budget = RetryBudget::unlimited();
        assert!((0..1_000).all(|_| budget.take(true).is_some()));
    }
}
