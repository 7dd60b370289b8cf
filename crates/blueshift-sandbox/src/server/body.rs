//! A response body that can end before its `content-length`.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::server::connection::ConnectionHandle;
use crate::server::stats::InFlight;

/// How the transmission of a body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ending {
    /// The body is sent completely.
    #[default]
    Complete,
    /// The connection is closed after half of the body.
    Truncated,
    /// Sending stops after half of the body, while the connection stays open.
    Hanging,
}

/// A response extension that the fault layer sets to control how a body is sent.
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

/// A body that sends all or half of its bytes.
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
            // The task is never woken by this body, because no waker is registered. The connection is ended by its handle, by
            // the client, or when the sandbox stops. The handle waits for the flush that follows this poll.
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
