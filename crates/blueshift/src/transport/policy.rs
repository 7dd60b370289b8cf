//! How often and how far apart to try again.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBackoff, ExponentialBuilder};

/// Beyond a day no wait makes sense, and durations stay far from overflowing.
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How often and how far apart a call is tried again.
///
/// The defaults follow the reference's retry guidance: waits of 1, 2, 4, 8 and 16 s, at most 5 retries, with jitter.
///
/// ```
/// use std::time::Duration;
/// use blueshift::RetryPolicy;
///
/// let hurried = RetryPolicy::default().base(Duration::from_millis(200)).max_retries(3);
/// # let _ = hurried;
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct RetryPolicy {
    base: Duration,
    factor: f32,
    cap: Duration,
    max_retries: u32,
    jitter: bool,
    retry_after_cap: Duration,
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self {
            base: Duration::from_secs(1),
            factor: 2.0,
            cap: Duration::from_secs(16),
            max_retries: Self::DEFAULT_MAX_RETRIES,
            jitter: true,
            retry_after_cap: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// The default of [`max_retries`](Self::max_retries).
    pub const DEFAULT_MAX_RETRIES: u32 = 5;

    /// Never tries again.
    pub fn none() -> Self {
        Self::default().max_retries(0)
    }

    /// The wait before the first retry. 1 s by default, at most a day.
    pub fn base(mut self, base: Duration) -> Self {
        self.base = base.min(LONGEST);
        self
    }

    /// What each wait is multiplied by to give the next. 2 by default; less than 1, or what is not a number, counts
    /// as 1.
    pub fn factor(mut self, factor: f32) -> Self {
        self.factor = factor.max(1.0);
        self
    }

    /// The longest wait, jitter aside. 16 s by default, at most a day.
    pub fn cap(mut self, cap: Duration) -> Self {
        self.cap = cap.min(LONGEST);
        self
    }

    /// How often a call is tried again at most. 5 by default.
    pub fn max_retries(mut self, max_retries: u32) -> Self {
        self.max_retries = max_retries;
        self
    }

    /// Whether a random part of up to the wait's own length is added to each wait. On by default. It is added on top,
    /// so that no wait is shorter than documented.
    pub fn jitter(mut self, jitter: bool) -> Self {
        self.jitter = jitter;
        self
    }

    /// The longest `Retry-After` that is waited for; a longer one ends the call at once, and
    /// [`Error::retry_after`](crate::Error::retry_after) tells it. 60 s by default, at most a day.
    pub fn retry_after_cap(mut self, cap: Duration) -> Self {
        self.retry_after_cap = cap.min(LONGEST);
        self
    }

    pub(crate) fn longest_retry_after(&self) -> Duration {
        self.retry_after_cap
    }

    /// The waits of one call, with jitter of its own.
    pub(crate) fn waits(&self) -> ExponentialBackoff {
        let builder = ExponentialBuilder::new()
            .with_min_delay(self.base.min(self.cap))
            .with_max_delay(self.cap)
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
    fn the_documented_waits_are_1_2_4_8_16_seconds() {
        assert_eq!(seconds(RetryPolicy::default().jitter(false).waits()), [1.0, 2.0, 4.0, 8.0, 16.0]);
        assert_eq!(RetryPolicy::none().waits().count(), 0);
    }

    #[test]
    fn jitter_differs_between_requests() {
        let policy = RetryPolicy::default();
        // Five waits of 32-bit randomness each: a chance repeat is out of the question.
        assert_ne!(seconds(policy.waits()), seconds(policy.waits()));
    }

    proptest! {
        #[test]
        fn no_wait_is_below_the_documented_one_or_above_cap_plus_jitter(
            base in 0_u64..100_000, factor in -1.0_f32..100.0, cap in 0_u64..1_000_000, retries in 0_u32..40, jitter: bool,
        ) {
            let (base, cap) = (Duration::from_millis(base), Duration::from_millis(cap));
            let policy = RetryPolicy::default().base(base).factor(factor).cap(cap).max_retries(retries).jitter(jitter);
            let plain = policy.clone().jitter(false).waits();
            let waits: Vec<_> = policy.waits().collect();
            prop_assert_eq!(waits.len(), retries as usize);
            for (wait, least) in waits.into_iter().zip(plain) {
                prop_assert!(wait >= least);
                prop_assert!(least <= cap);
                // The random part is computed in 32-bit floats.
                let most = cap * if jitter { 2 } else { 1 };
                prop_assert!(wait <= most + most / 1_000, "{wait:?} {most:?}");
            }
        }
    }
}
