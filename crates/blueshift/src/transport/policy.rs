//! The retry policy.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

/// The maximum duration of a wait, which prevents overflow in calculations.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// The number of retries of a call and the waits before them.
///
/// The default follows the retry guidance of the API reference: at most 5 retries, after waits of 1, 2, 4, 8 and 16 s plus
/// jitter.
///
/// ```
/// use std::time::Duration;
/// use blueshift::RetryPolicy;
///
/// let policy = RetryPolicy::default().initial_backoff(Duration::from_millis(200)).max_retries(3);
/// # let _ = policy;
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    initial_backoff: Duration,
    factor: f32,
    max_backoff: Duration,
    max_retries: u32,
    jitter: bool,
    max_retry_after: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            initial_backoff: Duration::from_secs(1),
            factor: 2.0,
            max_backoff: Duration::from_secs(16),
            max_retries: Self::DEFAULT_MAX_RETRIES,
            jitter: true,
            max_retry_after: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// The default of [`max_retries`](Self::max_retries).
    pub const DEFAULT_MAX_RETRIES: u32 = 5;

    /// Creates a policy without retries.
    pub fn none() -> Self {
        Self::default().max_retries(0)
    }

    /// Sets the wait before the first retry. The default is 1 s, the maximum 24 hours.
    pub fn initial_backoff(mut self, wait: Duration) -> Self {
        self.initial_backoff = wait.min(LONGEST);
        self
    }

    /// Sets the factor between successive waits. The default is 2; values below 1 and NaN are treated as 1.
    pub fn factor(mut self, factor: f32) -> Self {
        self.factor = factor.max(1.0);
        self
    }

    /// Sets the maximum wait, without jitter. A longer `Retry-After` is honored up to
    /// [`max_retry_after`](Self::max_retry_after). The default is 16 s, the maximum 24 hours.
    pub fn max_backoff(mut self, wait: Duration) -> Self {
        self.max_backoff = wait.min(LONGEST);
        self
    }

    /// Sets the maximum number of retries. The default is 5.
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = max_retries;
        self
    }

    /// Sets whether each wait of the backoff is extended by a random duration of up to its own length, so that clients that
    /// failed at the same time do not retry at the same time. The default is `true`. A `Retry-After` that is longer than the
    /// resulting wait is not extended.
    pub fn jitter(mut self, jitter: bool) -> Self {
        self.jitter = jitter;
        self
    }

    /// Sets the maximum `Retry-After` that is honored. If it is exceeded, the call returns its error immediately, with the
    /// value in [`Error::retry_after`](crate::Error::retry_after). The default is 60 s, the maximum 24 hours.
    pub fn max_retry_after(mut self, wait: Duration) -> Self {
        self.max_retry_after = wait.min(LONGEST);
        self
    }

    pub(crate) fn longest_retry_after(&self) -> Duration {
        self.max_retry_after
    }

    pub(crate) fn first_wait(&self) -> Duration {
        self.initial_backoff.min(self.max_backoff)
    }

    /// Returns the waits of one call. Each call has its own jitter.
    pub(crate) fn waits(&self) -> ExponentialBackoff {
        let builder = ExponentialBuilder::new()
            .with_min_delay(self.first_wait())
            .with_max_delay(self.max_backoff)
            .with_factor(self.factor)
            .with_max_times(self.max_retries as usize);
        if self.jitter { builder.with_jitter().build() } else { builder.build() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn seconds(waits: impl Iterator<Item = Duration>) -> Vec<f64> {
        waits.map(|wait| wait.as_secs_f64()).collect()
    }

    #[test]
    fn default_waits_are_1_2_4_8_16_seconds() {
        assert_eq!(seconds(RetryPolicy::default().jitter(false).waits()), [1.0, 2.0, 4.0, 8.0, 16.0]);
        assert_eq!(RetryPolicy::none().waits().count(), 0);
    }

    #[test]
    fn jitter_differs_between_calls() {
        let policy = RetryPolicy::default();
        // Five waits with 32 random bits each: equal sequences are practically impossible.
        assert_ne!(seconds(policy.waits()), seconds(policy.waits()));
    }

    proptest! {
        #[test]
        fn waits_stay_between_backoff_and_maximum_plus_jitter(
            base in 0_u64..100_000, factor in -1.0_f32..100.0, cap in 0_u64..1_000_000, retries in 0_u32..40, jitter: bool,
        ) {
            let (base, cap) = (Duration::from_millis(base), Duration::from_millis(cap));
            let policy = RetryPolicy::default().initial_backoff(base).factor(factor).max_backoff(cap);
            let policy = policy.max_retries(retries).jitter(jitter);
            let plain = policy.clone().jitter(false).waits();
            let waits: Vec<_> = policy.waits().collect();
            prop_assert_eq!(waits.len(), retries as usize);
            for (wait, least) in waits.into_iter().zip(plain) {
                prop_assert!(wait >= least);
                prop_assert!(least <= cap);
                // The jitter is computed in 32-bit floats.
                let most = cap * if jitter { 2 } else { 1 };
                prop_assert!(wait <= most + most / 1_000, "expected at most {most:?}, found {wait:?}");
            }
        }
    }
}
