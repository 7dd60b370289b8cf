//! The stream of campaigns.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use blueshift_api::types::Campaign;
use futures_core::Stream;
use futures_core::stream::FusedStream;
use futures_util::stream::StreamExt;

use super::pages::Pages;
use crate::error::Error;

/// The campaigns of a listing; made by [`ListCampaigns::stream`](crate::ListCampaigns::stream).
///
/// Nothing is asked for before the first poll, and dropping the stream cancels what is under way.
#[derive(Debug)]
#[must_use = "a stream does nothing unless it is polled"]
pub struct CampaignStream {
    pages: Pages,
    page: std::vec::IntoIter<Campaign>,
}

impl CampaignStream {
    pub(crate) fn new(pages: Pages) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }
}

impl Stream for CampaignStream {
    type Item = Result<Campaign, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(campaign) = self.page.next() {
                return Poll::Ready(Some(Ok(campaign)));
            }
            match ready!(self.pages.poll_next_unpin(context)) {
                Some(Ok(page)) => self.page = page.items.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.page.len(), None)
    }
}

impl FusedStream for CampaignStream {
    fn is_terminated(&self) -> bool {
        self.page.len() == 0 && self.pages.is_terminated()
    }
}
