//! The account's campaigns.

mod list;

pub use list::{ListCampaigns, Listing, OnePage, Open};

use crate::client::Client;

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
}
