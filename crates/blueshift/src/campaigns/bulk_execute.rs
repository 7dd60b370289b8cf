//! Triggers a campaign for many customers, with one request per chunk.

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

/// A bulk write that triggers a campaign, with one request per chunk of customers; created by
/// [`ExecuteCampaigns::bulk`](crate::ExecuteCampaigns::bulk).
///
/// Call options, such as the deadline, are set on [`ExecuteCampaigns`](crate::ExecuteCampaigns) and apply to each request.
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

    /// Sets the maximum number of requests in flight, 1 to 64. The default is 4.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.execute = self.execute.concurrency(requests);
        self
    }

    /// Sets the maximum number of recipients in a request, at least 1. The default is 100; the API documents no limit.
    pub fn chunk_size(mut self, recipients: usize) -> Self {
        self.chunk_size = recipients;
        self
    }

    /// Retries a chunk whose outcome is unknown, with the same transactions. If the server does not recognize them, recipients
    /// may receive the message twice.
    pub fn retry_unknown(mut self) -> Self {
        self.class = RetryClass::Keyed;
        self
    }
}

impl BulkExecuteCampaigns {
    /// Returns a stream of one [`ItemOutcome`](crate::ItemOutcome) for each recipient, in the order in which the outcomes become
    /// known.
    ///
    /// The status of a recipient is [`Unknown`](ItemStatus::Unknown) in these cases:
    ///
    /// - The outcome of the request is unknown.
    /// - The response cannot be decoded or does not contain exactly one result for each recipient, or the recipient's result
    ///   has no `success`.
    /// - The result is not a success, and another request may have executed the transaction: the request was retried after an
    ///   unknown outcome, or the transaction was set explicitly, derived from a key, or sent by another call.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the concurrency or the chunk size is out of range. All other errors are part of the outcomes.
    // With `inline`, only programs that call this method compile the bulk write.
    #[inline]
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
