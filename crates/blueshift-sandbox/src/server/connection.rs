//! A connection that a fault can end.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;

// 0, the initial value of an atomic, is open.
const CLOSE_WHEN_FLUSHED: u8 = 1;
const CLOSED: u8 = 2;
const RESET: u8 = 3;

/// Ends a connection from within a request that it serves.
#[derive(Debug, Default)]
pub(crate) struct ConnectionHandle {
    state: AtomicU8,
    ended: Notify,
}

impl ConnectionHandle {
    /// Ends the connection with a TCP reset.
    pub(crate) fn reset(&self) {
        self.state.store(RESET, Ordering::Release);
        self.ended.notify_one();
    }

    /// Closes the connection at once.
    pub(crate) fn close(&self) {
        self.state.store(CLOSED, Ordering::Release);
        self.ended.notify_one();
    }

    /// Closes the connection as soon as everything written is flushed.
    pub(crate) fn close_when_flushed(&self) {
        self.state.store(CLOSE_WHEN_FLUSHED, Ordering::Release);
    }

    /// Waits until the connection is to end.
    pub(crate) async fn ended(&self) {
        self.ended.notified().await;
    }

    fn flushed(&self) {
        let closing =
            self.state.compare_exchange(CLOSE_WHEN_FLUSHED, CLOSED, Ordering::AcqRel, Ordering::Acquire);
        if closing.is_ok() {
            self.ended.notify_one();
        }
    }
}

/// A TCP stream that its handle can close or reset.
pub(crate) struct Connection {
    stream: TcpStream,
    handle: Arc<ConnectionHandle>,
}

impl Connection {
    pub(crate) fn new(stream: TcpStream, handle: Arc<ConnectionHandle>) -> Self {
        Self { stream, handle }
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.handle.state.load(Ordering::Acquire) == RESET {
            // Closing without lingering sends a reset. If this fails, the connection is closed normally; a destructor cannot
            // report an error.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(context, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let flushed = Pin::new(&mut self.stream).poll_flush(context);
        if matches!(flushed, Poll::Ready(Ok(()))) {
            self.handle.flushed();
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
