//! Request effects that are applied after a delay, independently of the response.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

/// The delayed effects of a sandbox. Pending effects are cancelled when the sandbox stops.
#[derive(Debug)]
pub(crate) struct Delayed {
    tasks: Mutex<Option<JoinSet<()>>>,
    /// Set to true to end all delays.
    due: watch::Sender<bool>,
}

impl Default for Delayed {
    fn default() -> Self {
        Self { tasks: Mutex::new(Some(JoinSet::new())), due: watch::Sender::new(false) }
    }
}

impl Delayed {
    /// Runs `effect` after `delay`, unless the sandbox stops earlier.
    pub(crate) fn schedule(&self, delay: Duration, effect: impl Future<Output = ()> + Send + 'static) {
        if let Some(tasks) = self.tasks().as_mut() {
            while tasks.try_join_next().is_some() {}
            let mut due = self.due.subscribe();
            tasks.spawn(async move {
                let due = async { due.wait_for(|due| *due).await.is_ok() };
                // `due` returns false only if the sandbox stopped.
                if tokio::time::timeout(delay, due).await.unwrap_or(true) {
                    effect.await;
                }
            });
        }
    }

    /// Ends all delays and waits until the effects are applied. Later effects are dropped.
    #[cfg(feature = "exam")]
    pub(crate) async fn finish(&self) {
        self.due.send_replace(true);
        let tasks = self.tasks().take();
        if let Some(tasks) = tasks {
            tasks.join_all().await;
        }
    }

    /// Drops all pending and later effects.
    pub(crate) fn stop(&self) {
        *self.tasks() = None;
    }

    fn tasks(&self) -> MutexGuard<'_, Option<JoinSet<()>>> {
        self.tasks.lock().unwrap_or_else(PoisonError::into_inner)
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

    #[cfg(feature = "exam")]
    #[tokio::test(start_paused = true)]
    async fn effects_happen_at_once_when_delays_end() {
        let (delayed, happened) = (Delayed::default(), Arc::new(AtomicU32::new(0)));
        let counted = happened.clone();
        delayed.schedule(Duration::from_secs(3600), async move {
            counted.fetch_add(1, Ordering::Relaxed);
        });
        let start = tokio::time::Instant::now();
        delayed.finish().await;
        assert_eq!((happened.load(Ordering::Relaxed), start.elapsed()), (1, Duration::ZERO));
    }
}
