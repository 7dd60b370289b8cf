//! The background thread of a client.

use std::future::Future;
use std::sync::Arc;
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot;

use crate::error::ConfigError;

/// A runtime that a background thread drives until the last clone is dropped.
#[derive(Clone, Debug)]
pub(super) struct Runtime {
    handle: Handle,
    /// Dropping it ends the thread.
    _running: Arc<oneshot::Sender<()>>,
}

impl Runtime {
    pub(super) fn start() -> Result<Self, ConfigError> {
        check()?;
        let runtime =
            Builder::new_current_thread().enable_all().build().map_err(ConfigError::BackgroundThread)?;
        let handle = runtime.handle().clone();
        let (running, dropped) = oneshot::channel();
        thread::Builder::new()
            .name("blueshift-blocking".to_owned())
            // The result is always an error, because the sender is dropped.
            .spawn(move || drop(runtime.block_on(dropped)))
            .map_err(ConfigError::BackgroundThread)?;
        Ok(Self { handle, _running: Arc::new(running) })
    }

    /// Runs a future on this thread, while the background thread drives the network and the timers.
    pub(super) fn block_on<F: Future>(&self, future: F) -> Result<F::Output, ConfigError> {
        check()?;
        Ok(self.handle.block_on(future))
    }
}

/// Returns an error on a thread of a runtime, where `block_on` may panic.
///
/// Tokio does not expose whether a thread of a runtime may be blocked, as in `spawn_blocking`, so all such threads are refused.
pub(super) fn check() -> Result<(), ConfigError> {
    if Handle::try_current().is_ok() { Err(ConfigError::AsyncRuntime) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    /// Spawns an endless task on the runtime of `running`. The returned receiver is disconnected when the runtime drops the task.
    fn endless_task(running: &Runtime) -> mpsc::Receiver<()> {
        let (sender, receiver) = mpsc::channel();
        running.handle.spawn(async move {
            std::future::pending::<()>().await;
            drop(sender);
        });
        receiver
    }

    #[test]
    fn thread_ends_when_the_last_clone_is_dropped() {
        let runtime = Runtime::start().unwrap();
        let clone = runtime.clone();
        let dropped = endless_task(&runtime);
        drop(runtime);
        assert_eq!(clone.block_on(async { 7 }).unwrap(), 7);
        assert_eq!(dropped.try_recv(), Err(mpsc::TryRecvError::Empty));
        drop(clone);
        // Hangs if the thread does not end.
        assert_eq!(dropped.recv(), Err(mpsc::RecvError));
    }

    #[test]
    fn last_clone_can_be_dropped_in_a_runtime() {
        let runtime = Runtime::start().unwrap();
        let dropped = endless_task(&runtime);
        Builder::new_current_thread().build().unwrap().block_on(async move { drop(runtime) });
        assert_eq!(dropped.recv(), Err(mpsc::RecvError));
    }

    #[test]
    fn timers_work() {
        let runtime = Runtime::start().unwrap();
        let sleep = || tokio::time::sleep(std::time::Duration::from_millis(1));
        runtime.block_on(async { sleep().await }).unwrap();
    }
}
