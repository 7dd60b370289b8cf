//! Operations on the account's campaigns.

mod archive;
mod archive_many;
mod bulk;
mod bulk_execute;
mod create;
mod detail;
mod execute;
mod execute_many;
mod get;
mod launch;
mod list;
mod pause;
mod performance;
mod recipient;
mod time_range;
mod transition;
mod update_schedule;

pub use archive::ArchiveCampaign;
pub use archive_many::ArchiveCampaigns;
pub use bulk::{BulkOutcomes, BulkProgress, ItemOutcome, ItemStatus};
pub use bulk_execute::BulkExecuteCampaigns;
pub use create::CreateCampaign;
pub use detail::GetCampaignDetail;
pub use execute::ExecuteCampaign;
pub use execute_many::ExecuteCampaigns;
pub use get::GetCampaign;
pub use launch::LaunchCampaign;
pub use list::{ListCampaigns, Listing, OnePage, Open};
pub use pause::PauseCampaign;
pub use performance::{DailyPerformance, GetPerformance};
pub use recipient::Recipient;
pub use update_schedule::UpdateSchedule;

use std::ops::Range;

use blueshift_api::types::{CampaignSchedule, CampaignType, NewCampaign};
use futures_core::Stream;
use futures_util::{StreamExt, stream};
use jiff::Timestamp;

use crate::client::Client;
use crate::error::Error;
use crate::paging::Continuation;

/// A handle for the operations on campaigns; created by [`Client::campaigns`].
#[derive(Clone, Debug)]
pub struct Campaigns<C = Client> {
    client: C,
}

impl<C: Clone> Campaigns<C> {
    pub(crate) fn new(client: C) -> Self {
        Self { client }
    }

    /// Lists campaigns: one page with [`send`](ListCampaigns::send), all of them with
    /// [`stream`](ListCampaigns::stream) or [`pages`](ListCampaigns::pages).
    pub fn list(&self) -> ListCampaigns<Open, C> {
        ListCampaigns::new(self.client.clone())
    }

    /// Resumes a listing with its filters from a [`Continuation`].
    ///
    /// The list is read again, and only campaigns that were not yielded before are yielded. The guarantee of
    /// [`stream`](ListCampaigns::stream) applies.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the token is damaged, is for another operation, or has another format version.
    pub fn resume(&self, token: &Continuation) -> Result<ListCampaigns<Listing, C>, Error> {
        Ok(ListCampaigns::resume(self.client.clone(), token)?)
    }

    /// Gets one campaign, without statistics.
    pub fn get(&self, uuid: impl Into<String>) -> GetCampaign<C> {
        GetCampaign::new(self.client.clone(), uuid.into())
    }

    /// Gets one campaign with its statistics for a time range.
    pub fn detail(&self, uuid: impl Into<String>, range: Range<Timestamp>) -> GetCampaignDetail<C> {
        GetCampaignDetail::new(self.client.clone(), uuid.into(), range)
    }

    /// Gets the statistics of all campaigns for a time range, or for each of its days.
    pub fn performance(&self, range: Range<Timestamp>) -> GetPerformance<C> {
        GetPerformance::new(self.client.clone(), range)
    }

    /// Creates a campaign.
    pub fn create(&self, campaign_type: CampaignType, campaign: NewCampaign) -> CreateCampaign<C> {
        CreateCampaign::new(self.client.clone(), campaign_type, campaign)
    }

    /// Launches a campaign.
    pub fn launch(&self, uuid: impl Into<String>) -> LaunchCampaign<C> {
        LaunchCampaign::new(self.client.clone(), uuid.into())
    }

    /// Pauses a campaign.
    pub fn pause(&self, uuid: impl Into<String>) -> PauseCampaign<C> {
        PauseCampaign::new(self.client.clone(), uuid.into())
    }

    /// Changes the schedule of a campaign.
    pub fn update_schedule(&self, uuid: impl Into<String>, schedule: CampaignSchedule) -> UpdateSchedule<C> {
        UpdateSchedule::new(self.client.clone(), uuid.into(), schedule)
    }

    /// Archives a campaign.
    pub fn archive(&self, uuid: impl Into<String>) -> ArchiveCampaign<C> {
        ArchiveCampaign::new(self.client.clone(), uuid.into(), true)
    }

    /// Unarchives a campaign.
    pub fn unarchive(&self, uuid: impl Into<String>) -> ArchiveCampaign<C> {
        ArchiveCampaign::new(self.client.clone(), uuid.into(), false)
    }

    /// Archives any number of campaigns in chunks. Returns an outcome for each campaign.
    ///
    /// The iterator is read while outcomes are polled. If it may block, use [`archive_stream`](Self::archive_stream) instead.
    pub fn archive_many<I>(&self, uuids: I) -> ArchiveCampaigns<C>
    where
        I: IntoIterator<Item: Into<String>, IntoIter: Send + 'static>,
    {
        self.archive_stream(stream::iter(uuids))
    }

    /// Like [`archive_many`](Self::archive_many), for a stream of UUIDs. A chunk is sent when it is full, when the stream has
    /// ended, or when the next UUID is already in the chunk or in flight.
    pub fn archive_stream<S>(&self, uuids: S) -> ArchiveCampaigns<C>
    where
        S: Stream<Item: Into<String>> + Send + 'static,
    {
        ArchiveCampaigns::new(self.client.clone(), uuids.map(Into::into).boxed(), true)
    }

    /// Unarchives any number of campaigns in chunks. Returns an outcome for each campaign.
    ///
    /// The iterator is read while outcomes are polled. If it may block, use [`unarchive_stream`](Self::unarchive_stream) instead.
    pub fn unarchive_many<I>(&self, uuids: I) -> ArchiveCampaigns<C>
    where
        I: IntoIterator<Item: Into<String>, IntoIter: Send + 'static>,
    {
        self.unarchive_stream(stream::iter(uuids))
    }

    /// Like [`unarchive_many`](Self::unarchive_many), for a stream of UUIDs. A chunk is sent when it is full, when the stream
    /// has ended, or when the next UUID is already in the chunk or in flight.
    pub fn unarchive_stream<S>(&self, uuids: S) -> ArchiveCampaigns<C>
    where
        S: Stream<Item: Into<String>> + Send + 'static,
    {
        ArchiveCampaigns::new(self.client.clone(), uuids.map(Into::into).boxed(), false)
    }

    /// Triggers an event-triggered campaign for one customer.
    pub fn execute(&self, uuid: impl Into<String>, recipient: Recipient) -> ExecuteCampaign<C> {
        ExecuteCampaign::new(self.client.clone(), uuid.into(), recipient)
    }

    /// Triggers an event-triggered campaign for any number of customers. Returns an outcome for each customer.
    ///
    /// Sends one request for each recipient, or one for each chunk with [`bulk`](ExecuteCampaigns::bulk). The iterator is read
    /// while outcomes are polled. If it may block, use [`execute_stream`](Self::execute_stream) instead.
    pub fn execute_many<I>(&self, uuid: impl Into<String>, recipients: I) -> ExecuteCampaigns<C>
    where
        I: IntoIterator<Item = Recipient, IntoIter: Send + 'static>,
    {
        self.execute_stream(uuid, stream::iter(recipients))
    }

    /// Like [`execute_many`](Self::execute_many), for a stream of recipients. With [`bulk`](ExecuteCampaigns::bulk), a chunk is
    /// sent when it is full, when the stream has ended, or when the next transaction is already in the chunk or in flight.
    pub fn execute_stream<S>(&self, uuid: impl Into<String>, recipients: S) -> ExecuteCampaigns<C>
    where
        S: Stream<Item = Recipient> + Send + 'static,
    {
        ExecuteCampaigns::new(self.client.clone(), uuid.into(), recipients.boxed())
    }
}
