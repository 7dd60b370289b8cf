//! A response body that can end before its `content-length`.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::server::connection::ConnectionHandle;
use crate::server::stats::InFlight;

/// How a body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ending {
    /// With its last byte.
    #[default]
    Complete,
    /// After half of it, by closing the connection.
    Truncated,
    /// After half of it, while the connection stays open.
    Hanging,
}

/// The response extension by which the fault layer determines how a body is delivered.
#[derive(Debug, Clone, Default)]
pub(crate) struct Delivery {
    ending: Ending,
    /// Counts the request as in flight until the body is dropped.
    _in_flight: Option<Arc<InFlight>>,
}

impl Delivery {
    pub(crate) fn new(ending: Ending, in_flight: InFlight) -> Self {
        Self { ending, _in_flight: Some(Arc::new(in_flight)) }
    }
}

/// All or half of some bytes.
pub(crate) struct ResponseBody {
    length: u64,
    rest: Option<Bytes>,
    delivery: Delivery,
    connection: Arc<ConnectionHandle>,
}

impl ResponseBody {
    pub(crate) fn new(mut bytes: Bytes, delivery: Delivery, connection: Arc<ConnectionHandle>) -> Self {
        let length = bytes.len() as u64;
        if delivery.ending != Ending::Complete {
            bytes.truncate(bytes.len() / 2);
        }
        let rest = (!bytes.is_empty()).then_some(bytes);
        Self { length, rest, delivery, connection }
    }
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(bytes) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match self.delivery.ending {
            Ending::Complete => Poll::Ready(None),
            // Nothing wakes a body that is pending here: its handle, the client or the end of the sandbox ends the
            // connection. The handle waits for the flush that follows this very poll.
            Ending::Truncated => {
                self.connection.close_when_flushed();
                Poll::Pending
            }
            Ending::Hanging => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.delivery.ending == Ending::Complete && self.rest.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
