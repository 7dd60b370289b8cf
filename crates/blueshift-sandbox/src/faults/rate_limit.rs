//! A token bucket.

use std::time::Instant;

#[derive(Debug, Clone)]
pub(crate) struct Bucket {
    per_second: f64,
    burst: f64,
    tokens: f64,
    filled: Option<Instant>,
}

impl Bucket {
    /// A full bucket. Without a burst, it holds what one second fills.
    pub(crate) fn new(per_second: f64, burst: Option<u32>) -> Self {
        let burst = burst.map_or_else(|| per_second.ceil().max(1.0), f64::from);
        Self { per_second, burst, tokens: burst, filled: None }
    }

    /// Takes a token, or tells in how many whole seconds there will be one.
    pub(crate) fn take(&mut self, now: Instant) -> Result<(), u64> {
        let passed = self.filled.map_or(0.0, |filled| now.saturating_duration_since(filled).as_secs_f64());
        self.filled = Some(now);
        self.tokens = (self.tokens + passed * self.per_second).min(self.burst);
        if self.tokens >= 1.0 {
            self.tokens -= 1.0;
            Ok(())
        } else {
            Err(((1.0 - self.tokens) / self.per_second).ceil().max(1.0) as u64)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_bucket_gives_its_burst_and_then_its_rate() {
        let (mut bucket, start) = (Bucket::new(2.0, Some(3)), Instant::now());
        let at = |millis| start + Duration::from_millis(millis);
        assert_eq!((0..4).filter(|_| bucket.take(at(0)).is_ok()).count(), 3);
        assert_eq!(bucket.take(at(400)), Err(1));
        assert_eq!(bucket.take(at(600)), Ok(()));
        assert_eq!(bucket.take(at(600)), Err(1));
    }

    #[test]
    fn a_slow_bucket_tells_how_long_to_wait() {
        let (mut bucket, start) = (Bucket::new(0.1, None), Instant::now());
        assert_eq!(bucket.take(start), Ok(()));
        assert_eq!(bucket.take(start), Err(10));
    }
}
