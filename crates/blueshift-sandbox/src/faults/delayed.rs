//! Effects that happen after their response.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::task::JoinSet;

/// The delayed effects of a sandbox. They are forgotten when it stops.
#[derive(Debug)]
pub(crate) struct Delayed(Mutex<Option<JoinSet<()>>>);

impl Default for Delayed {
    fn default() -> Self {
        Self(Mutex::new(Some(JoinSet::new())))
    }
}

impl Delayed {
    /// Runs `effect` after `delay`, unless the sandbox stops before.
    pub(crate) fn schedule(&self, delay: Duration, effect: impl Future<Output = ()> + Send + 'static) {
        if let Some(tasks) = self.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            while tasks.try_join_next().is_some() {}
            tasks.spawn(async move {
                tokio::time::sleep(delay).await;
                effect.await;
            });
        }
    }

    /// Forgets all effects that did not happen yet, and later ones.
    pub(crate) fn stop(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
