//! The rate limit of a fault.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use governor::clock::Clock;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use tokio::time::Instant;

/// The maximum time to refill a burst and the maximum elapsed time of [`TokioClock`], in nanoseconds. Their sum must fit into
/// 64 bits.
const MAX_NANOS: u64 = u64::MAX / 4;

/// Tokio's time since the clock was created, which a test can pause and advance.
#[derive(Debug, Clone, Copy)]
struct TokioClock {
    start: Instant,
}

impl Clock for TokioClock {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Nanos::from(u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX).min(MAX_NANOS))
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Limit {
    limiter: Arc<RateLimiter<NotKeyed, InMemoryState, TokioClock, NoOpMiddleware<Nanos>>>,
    clock: TokioClock,
}

impl Limit {
    /// Creates a limit with a burst. The default burst is the number of requests in one second,
    /// rounded up.
    pub(crate) fn new(per_second: f64, burst: Option<u32>) -> Self {
        let seconds = (1.0 / per_second).clamp(1e-9, 1000.0);
        let period = Duration::try_from_secs_f64(seconds).unwrap_or(Duration::from_secs(1000));
        let max_burst = u64::try_from(u128::from(MAX_NANOS) / period.as_nanos().max(1)).unwrap_or(u64::MAX);
        let max_burst = u32::try_from(max_burst).unwrap_or(u32::MAX);
        let burst = burst.unwrap_or(per_second.ceil() as u32).min(max_burst);
        let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
        let quota =
            Quota::with_period(period).unwrap_or(Quota::per_second(NonZeroU32::MIN)).allow_burst(burst);
        let clock = TokioClock { start: Instant::now() };
        Self { limiter: Arc::new(RateLimiter::direct_with_clock(quota, clock)), clock }
    }

    /// Returns `Ok` if a request passes, otherwise the seconds until the next request passes, rounded up.
    pub(crate) fn check(&self) -> Result<(), u64> {
        self.limiter.check().map_err(|refused| {
            let wait = refused.wait_time_from(self.clock.now());
            wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0)).max(1)
        })
    }
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn burst_passes_before_the_rate_applies() {
        let limit = Limit::new(2.0, Some(3));
        assert_eq!((0..4).filter(|_| limit.check().is_ok()).count(), 3);
        advance(Duration::from_millis(400)).await;
        assert_eq!(limit.check(), Err(1));
        advance(Duration::from_millis(200)).await;
        assert_eq!(limit.check(), Ok(()));
        assert_eq!(limit.check(), Err(1));
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_limit_returns_the_wait_in_seconds() {
        let limit = Limit::new(0.1, None);
        assert_eq!(limit.check(), Ok(()));
        assert_eq!(limit.check(), Err(10));
    }

    #[tokio::test(start_paused = true)]
    async fn extreme_rates_and_bursts_are_bounded() {
        for per_second in [0.001, 1.0, f64::MAX, f64::INFINITY] {
            let limit = Limit::new(per_second, Some(u32::MAX));
            assert_eq!(limit.check(), Ok(()), "{per_second}");
        }
    }
}
