//! Bulk execute campaign.

use std::future::Future;

use blueshift_api::types::{CampaignExecutions, ExecutionResult};
use blueshift_api::{RetryClass, ops};
use uuid::Uuid;

use super::bulk::{Bulk, BulkOutcomes, ItemStatus};
use super::execute_many::ExecuteCampaigns;
use super::recipient::Recipient;
use crate::call::{CallOptions, Response, blocking};
use crate::client::{AnyClient, Client};
use crate::error::{ConfigError, Error};

/// Triggers a campaign for many customers, with one request for a chunk of them; created by
/// [`ExecuteCampaigns::bulk`](crate::ExecuteCampaigns::bulk).
///
/// The options of the call, which are set before, apply to each request, such as its deadline.
#[must_use = "nothing is sent until the outcomes are polled"]
pub struct BulkExecuteCampaigns<C = Client> {
    execute: ExecuteCampaigns<C>,
    chunk_size: usize,
    class: RetryClass,
}

impl BulkExecuteCampaigns {
    /// The default of [`chunk_size`](Self::chunk_size).
    pub const DEFAULT_CHUNK_SIZE: usize = 100;
}

impl<C> BulkExecuteCampaigns<C> {
    pub(super) fn new(execute: ExecuteCampaigns<C>) -> Self {
        let class = ops::BULK_EXECUTE_CAMPAIGN.retry_class;
        Self { execute, chunk_size: BulkExecuteCampaigns::DEFAULT_CHUNK_SIZE, class }
    }

    /// Sets how many requests may be in flight at the same time, 1 to 64. The default is 4.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.execute = self.execute.concurrency(requests);
        self
    }

    /// Sets how many recipients a request holds at most, 1 or more. The default is 100; the API documents no limit.
    pub fn chunk_size(mut self, recipients: usize) -> Self {
        self.chunk_size = recipients;
        self
    }

    /// Repeats a chunk whose request is in doubt, with the same transactions. If the server does not recognize them, its
    /// recipients may get the message twice.
    pub fn retry_unknown(mut self) -> Self {
        self.class = RetryClass::Keyed;
        self
    }
}

impl BulkExecuteCampaigns {
    /// Returns a stream of one [`ItemOutcome`](crate::ItemOutcome) for each recipient, in the order in which they become
    /// known.
    ///
    /// Recipients are [`Unknown`](ItemStatus::Unknown) if their request is in doubt, if the response does not hold exactly one
    /// result for each, and if their result is not a success and either the request was repeated after a doubt or the
    /// transaction was given, derived or sent by another call, which may have executed it.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the concurrency or the size of chunks is out of range. Everything else is an outcome of the
    /// recipients concerned.
    pub fn outcomes(self) -> Result<BulkOutcomes<Recipient>, Error> {
        self.start()
    }
}

impl<C: AnyClient> BulkExecuteCampaigns<C> {
    fn start(self) -> Result<BulkOutcomes<Recipient>, Error> {
        let Self { execute, chunk_size, class } = self;
        let ExecuteCampaigns { recipients, concurrency, client, campaign, options } = execute;
        let execute = Execute { class, client: client.client().clone(), campaign, options };
        BulkOutcomes::new(execute, recipients, chunk_size, concurrency)
    }
}

blocking! {
    impl BulkExecuteCampaigns {
        outcomes(execute.client) start -> Recipient;
    }
}

struct Execute {
    class: RetryClass,
    client: Client,
    campaign: String,
    options: CallOptions,
}

impl Bulk for Execute {
    type Item = Recipient;
    type Key = Uuid;
    type Value = Vec<ExecutionResult>;

    fn key(&self, recipient: &Recipient) -> Uuid {
        recipient.transaction_uuid(&self.campaign)
    }

    fn check(&self, recipient: &Recipient) -> Result<(), ConfigError> {
        recipient.check(&self.campaign)
    }

    fn send(
        &self,
        recipients: &[Recipient],
    ) -> impl Future<Output = Result<Response<Vec<ExecutionResult>>, Error>> + Send + 'static {
        let call = self.client.call_class(ops::BULK_EXECUTE_CAMPAIGN.id, self.class, &self.options);
        let payloads: Result<Vec<_>, _> =
            recipients.iter().map(|recipient| recipient.execution(&self.campaign)).collect();
        async move {
            let body = CampaignExecutions::new(payloads?);
            call.run(call.api().bulk_execute_campaign().body(body).send()).await
        }
    }

    fn status(results: &Self::Value, recipient: &Recipient, index: usize, count: usize) -> ItemStatus {
        let result = results.get(index).filter(|_| results.len() == count);
        match result.and_then(|result| result.success) {
            Some(true) => ItemStatus::Successful,
            Some(false) if recipient.is_new() => ItemStatus::Failed,
            _ => ItemStatus::Unknown,
        }
    }
}
