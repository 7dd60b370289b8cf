//! A response body that may end otherwise than its `content-length` says.

use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};

use crate::server::line::Cutter;
use crate::server::stats::InFlight;

/// How a body ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Ending {
    /// With its last byte.
    #[default]
    Whole,
    /// Half-way, and the connection with it.
    Truncated,
    /// Half-way it stops, and the connection stays open.
    Hanging,
}

/// All or half of some bytes. While a body lasts, its request counts as in flight.
pub(crate) struct WireBody {
    length: u64,
    rest: Option<Bytes>,
    ending: Ending,
    cutter: Arc<Cutter>,
    _in_flight: Option<InFlight>,
}

impl WireBody {
    pub(crate) fn new(
        mut bytes: Bytes,
        ending: Ending,
        cutter: Arc<Cutter>,
        in_flight: Option<InFlight>,
    ) -> Self {
        let length = bytes.len() as u64;
        if ending != Ending::Whole {
            bytes.truncate(bytes.len() / 2);
        }
        let rest = (!bytes.is_empty()).then_some(bytes);
        Self { length, rest, ending, cutter, _in_flight: in_flight }
    }
}

impl Body for WireBody {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if let Some(bytes) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match self.ending {
            Ending::Whole => Poll::Ready(None),
            // Nothing wakes a body that waits here: the connection ends by its cutter, by the client or with the
            // sandbox. The flush that follows this very poll is what the cutter waits for.
            Ending::Truncated => {
                self.cutter.close_when_flushed();
                Poll::Pending
            }
            Ending::Hanging => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.ending == Ending::Whole && self.rest.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
