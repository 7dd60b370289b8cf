//! Effects that happen after their response.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;

/// The delayed effects of a sandbox. Pending effects are canceled when the sandbox stops.
#[derive(Debug)]
pub(crate) struct Delayed(Mutex<Option<JoinSet<()>>>);

impl Default for Delayed {
    fn default() -> Self {
        Self(Mutex::new(Some(JoinSet::new())))
    }
}

impl Delayed {
    /// Runs `effect` after `delay`, unless the sandbox stops earlier.
    pub(crate) fn schedule(&self, delay: Duration, effect: impl Future<Output = ()> + Send + 'static) {
        if let Some(tasks) = self.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            while tasks.try_join_next().is_some() {}
            tasks.spawn(async move {
                tokio::time::sleep(delay).await;
                effect.await;
            });
        }
    }

    /// Cancels pending effects and ignores later ones.
    pub(crate) fn stop(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn effects_happen_after_their_delay_unless_stopped() {
        let (delayed, happened) = (Delayed::default(), Arc::new(AtomicU32::new(0)));
        let schedule = |seconds| {
            let happened = happened.clone();
            let effect = async move {
                happened.fetch_add(1, Ordering::Relaxed);
            };
            delayed.schedule(Duration::from_secs(seconds), effect);
        };
        schedule(1);
        schedule(3);
        tokio::time::sleep(Duration::from_millis(900)).await;
        assert_eq!(happened.load(Ordering::Relaxed), 0);
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(happened.load(Ordering::Relaxed), 1);
        delayed.stop();
        schedule(1);
        tokio::time::sleep(Duration::from_secs(10)).await;
        assert_eq!(happened.load(Ordering::Relaxed), 1);
    }
}
