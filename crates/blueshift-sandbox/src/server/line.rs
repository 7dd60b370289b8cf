//! The line to one client, which a fault may cut.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::Notify;

// 0, which an atomic starts with, is open.
const CLOSE_WHEN_FLUSHED: u8 = 1;
const CLOSED: u8 = 2;
const RESET: u8 = 3;

/// Ends one connection from within the request that it serves.
#[derive(Debug, Default)]
pub(crate) struct Cutter {
    state: AtomicU8,
    cut: Notify,
}

impl Cutter {
    /// Ends the connection with a TCP reset, now.
    pub(crate) fn reset(&self) {
        self.state.store(RESET, Ordering::Release);
        self.cut.notify_one();
    }

    /// Ends the connection in good order as soon as what was written is on its way.
    pub(crate) fn close_when_flushed(&self) {
        self.state.store(CLOSE_WHEN_FLUSHED, Ordering::Release);
    }

    /// Waits for the end.
    pub(crate) async fn cut(&self) {
        self.cut.notified().await;
    }

    fn flushed(&self) {
        let closing =
            self.state.compare_exchange(CLOSE_WHEN_FLUSHED, CLOSED, Ordering::AcqRel, Ordering::Acquire);
        if closing.is_ok() {
            self.cut.notify_one();
        }
    }
}

/// A TCP stream that tells its cutter when all is flushed, and resets if the cutter says so.
pub(crate) struct Line {
    stream: TcpStream,
    cutter: Arc<Cutter>,
}

impl Line {
    pub(crate) fn new(stream: TcpStream, cutter: Arc<Cutter>) -> Self {
        Self { stream, cutter }
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        if self.cutter.state.load(Ordering::Acquire) == RESET {
            // Closing with no time to linger is what makes the system send a reset. Should it fail, the client sees a
            // plain close, and nobody is left to tell.
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl AsyncWrite for Line {
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
            self.cutter.flushed();
        }
        flushed
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
