//! The account's campaigns.

mod list;

pub use list::{ListCampaigns, Listing, OnePage, Open};

use crate::client::Client;
use crate::error::Error;
use crate::paging::Continuation;

/// The account's campaigns; made by [`Client::campaigns`].
#[derive(Clone, Debug)]
pub struct Campaigns {
    client: Client,
}

impl Campaigns {
    pub(crate) fn new(client: Client) -> Self {
        Self { client }
    }

    /// Lists campaigns: one page with [`send`](ListCampaigns::send), all of them with
    /// [`stream`](ListCampaigns::stream) or [`pages`](ListCampaigns::pages).
    pub fn list(&self) -> ListCampaigns {
        ListCampaigns::new(self.client.clone())
    }

    /// Resumes a listing of campaigns, with its filters, where a [`Continuation`] was created.
    ///
    /// The list is read again, and only campaigns that were not yielded before are yielded. The guarantee is that of
    /// [`stream`](ListCampaigns::stream).
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the token is damaged, or from another operation or version.
    pub fn resume(&self, token: &Continuation) -> Result<ListCampaigns<Listing>, Error> {
        Ok(ListCampaigns::resume(self.client.clone(), token)?)
    }
}
