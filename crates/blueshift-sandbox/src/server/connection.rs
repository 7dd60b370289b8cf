//! A connection that a fault can close or reset.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, DuplexStream, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;

// The initial value 0 means open.
const CLOSE_WHEN_FLUSHED: u8 = 1;
const CLOSED: u8 = 2;
const RESET: u8 = 3;

/// A handle that closes or resets a connection from within one of its requests.
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

    /// Closes the connection immediately.
    pub(crate) fn close(&self) {
        self.state.store(CLOSED, Ordering::Release);
        self.ended.notify_one();
    }

    /// Closes the connection as soon as all written data is flushed.
    pub(crate) fn close_when_flushed(&self) {
        self.state.store(CLOSE_WHEN_FLUSHED, Ordering::Release);
    }

    /// Waits until the connection is to be closed or reset.
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

/// A byte stream, over TCP or in memory.
pub(crate) trait Stream: AsyncRead + AsyncWrite + Unpin + Send + 'static {
    /// Prepares the stream so that dropping it resets the connection instead of closing it.
    fn reset(&self) {}
}

impl Stream for TcpStream {
    fn reset(&self) {
        // Closing with zero linger sends a reset. If the option cannot be set, the connection is closed without a reset.
        let _ = self.set_zero_linger();
    }
}

/// An in-memory stream cannot be reset; it is closed.
impl Stream for DuplexStream {}

/// A stream that a [`ConnectionHandle`] can close or reset.
pub(crate) struct Connection<S: Stream> {
    stream: S,
    handle: Arc<ConnectionHandle>,
}

impl<S: Stream> Connection<S> {
    pub(crate) fn new(stream: S, handle: Arc<ConnectionHandle>) -> Self {
        Self { stream, handle }
    }
}

impl<S: Stream> Drop for Connection<S> {
    fn drop(&mut self) {
        if self.handle.state.load(Ordering::Acquire) == RESET {
            self.stream.reset();
        }
    }
}

impl<S: Stream> AsyncRead for Connection<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: Stream> AsyncWrite for Connection<S> {
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
