//! The stream of items.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use futures_core::stream::FusedStream;
use futures_util::stream::StreamExt;

use super::continuation::Continuation;
use super::pages::Pages;
use crate::error::Error;

/// A stream of the items of a listing; returned by [`ListCampaigns::stream`](crate::ListCampaigns::stream).
///
/// Nothing is sent before the first poll. Dropping the stream cancels the requests in flight.
#[must_use = "a stream does nothing unless it is polled"]
pub struct Items<T> {
    pages: Pages<T>,
    page: std::vec::IntoIter<T>,
}

impl<T> Items<T> {
    pub(crate) fn new(pages: Pages<T>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// Returns a token that resumes the listing after the items that were yielded. It is also available after an error. Returns
    /// `None` if the listing is configured incorrectly.
    ///
    /// ```
    /// use blueshift::Continuation;
    /// use futures_util::TryStreamExt;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// let mut campaigns = client.campaigns().list().status("launched").stream();
    /// let first = campaigns.try_next().await?;
    /// let stored = serde_json::to_string(&campaigns.continuation())?;
    ///
    /// // Later, perhaps in another process:
    /// let token: Option<Continuation> = serde_json::from_str(&stored)?;
    /// let mut rest = client.campaigns().resume(&token.ok_or("no token")?)?.stream();
    /// while let Some(campaign) = rest.try_next().await? {
    ///     assert_ne!(Some(campaign), first);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn continuation(&self) -> Option<Continuation> {
        self.pages.continuation_before(self.page.as_slice())
    }
}

impl<T> Unpin for Items<T> {}

impl<T> Stream for Items<T> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
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

impl<T> FusedStream for Items<T> {
    fn is_terminated(&self) -> bool {
        self.page.len() == 0 && self.pages.is_terminated()
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").finish_non_exhaustive()
    }
}
