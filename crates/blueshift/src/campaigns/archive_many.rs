//! Archives or unarchives many campaigns.

use std::future::Future;

use blueshift_api::ops;
use blueshift_api::types::{BulkArchiveResult, CampaignUuids};
use futures_core::stream::BoxStream;

use super::bulk::{Bulk, BulkOutcomes, DEFAULT_CONCURRENCY, ItemStatus};
use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::{ConfigError, Error};

/// A bulk write that archives or unarchives campaigns; created by [`Campaigns::archive_many`](crate::Campaigns::archive_many),
/// [`Campaigns::unarchive_many`](crate::Campaigns::unarchive_many) and the methods that accept a stream.
///
/// Call options, such as the deadline, apply to each request.
#[must_use = "nothing is sent until the outcomes are polled"]
pub struct ArchiveCampaigns<C = Client> {
    uuids: BoxStream<'static, String>,
    concurrency: usize,
    archive: bool,
    client: C,
    options: CallOptions,
}

impl ArchiveCampaigns {
    /// The maximum number of campaigns in a request, according to the API reference.
    pub const CHUNK_SIZE: usize = 100;
}

impl<C> ArchiveCampaigns<C> {
    pub(super) fn new(client: C, uuids: BoxStream<'static, String>, archive: bool) -> Self {
        let (concurrency, options) = (DEFAULT_CONCURRENCY, CallOptions::default());
        Self { uuids, concurrency, archive, client, options }
    }

    /// Sets the maximum number of requests in flight, 1 to 64. The default is 4.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.concurrency = requests;
        self
    }

    call_options!();
}

impl ArchiveCampaigns {
    /// Returns a stream of one [`ItemOutcome`](crate::ItemOutcome) for each UUID, in the order in which the outcomes become
    /// known.
    ///
    /// Each request contains up to [`CHUNK_SIZE`](Self::CHUNK_SIZE) UUIDs. A request whose outcome is unknown is retried, which
    /// may undo an opposite change that another client made between the attempts. After such a retry, `blocked` and `failed` are
    /// reported as [`Unknown`](ItemStatus::Unknown), because the earlier attempt may have succeeded. A UUID that is missing from
    /// the response, or is in more than one of its lists, is also `Unknown`. A UUID that occurs again in the input is sent after
    /// its previous occurrence has finished, and has a separate outcome, usually [`NoChange`](ItemStatus::NoChange).
    ///
    /// ```
    /// use blueshift::ItemStatus;
    /// use futures_util::StreamExt;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// # let drafts = client.campaigns().list().status("draft").archived(false).send().await?;
    /// # let uuids: Vec<_> = drafts.items.into_iter().map(|campaign| campaign.uuid).collect();
    /// let mut outcomes = client.campaigns().archive_many(uuids).outcomes()?;
    /// while let Some(outcome) = outcomes.next().await {
    ///     println!("{}: {}", outcome.item, outcome.status);
    /// #   assert_eq!(outcome.status, ItemStatus::Successful);
    /// }
    /// println!("{} campaigns", outcomes.progress().finished);
    /// # assert_eq!(sandbox.effects().len() as u64, outcomes.progress().finished);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the concurrency is out of range. All other errors are part of the outcomes.
    // With `inline`, only programs that call this method compile the bulk write.
    #[inline]
    pub fn outcomes(self) -> Result<BulkOutcomes<String>, Error> {
        self.start()
    }
}

impl<C: AnyClient> ArchiveCampaigns<C> {
    fn start(self) -> Result<BulkOutcomes<String>, Error> {
        let Self { uuids, concurrency, archive, client, options } = self;
        let archive = Archive { archive, client: client.client().clone(), options };
        BulkOutcomes::new(archive, uuids, ArchiveCampaigns::CHUNK_SIZE, concurrency)
    }
}

blocking! {
    impl ArchiveCampaigns {
        outcomes(client) start -> String;
    }
}

struct Archive {
    archive: bool,
    client: Client,
    options: CallOptions,
}

impl Bulk for Archive {
    type Item = String;
    type Key = String;
    type Value = BulkArchiveResult;

    fn key(&self, uuid: &String) -> String {
        uuid.clone()
    }

    fn check(&self, uuid: &String) -> Result<(), ConfigError> {
        // An empty UUID could match a result without a UUID.
        if uuid.is_empty() { Err(ConfigError::invalid("campaign UUID", "", "non-empty")) } else { Ok(()) }
    }

    fn send(
        &self,
        uuids: &[String],
    ) -> impl Future<Output = Result<Response<BulkArchiveResult>, Error>> + Send + 'static {
        let operation =
            if self.archive { &ops::BULK_ARCHIVE_CAMPAIGNS } else { &ops::BULK_UNARCHIVE_CAMPAIGNS };
        let call = self.client.call(operation, &self.options);
        let (archive, body) = (self.archive, CampaignUuids::new(uuids));
        async move {
            if archive {
                call.run(call.api().bulk_archive_campaigns().body(body).send()).await
            } else {
                call.run(call.api().bulk_unarchive_campaigns().body(body).send()).await
            }
        }
    }

    fn status(result: &BulkArchiveResult, uuid: &String, _: usize, _: usize) -> ItemStatus {
        let is_in = |list: &Option<Vec<String>>| list.as_ref().is_some_and(|list| list.contains(uuid));
        let changed = result.successful.iter().flatten().any(|campaign| campaign.uuid == *uuid);
        match (changed, is_in(&result.no_change), is_in(&result.blocked), is_in(&result.failed)) {
            (true, false, false, false) => ItemStatus::Successful,
            (false, true, false, false) => ItemStatus::NoChange,
            (false, false, true, false) => ItemStatus::Blocked,
            (false, false, false, true) => ItemStatus::Failed,
            _ => ItemStatus::Unknown,
        }
    }
}
