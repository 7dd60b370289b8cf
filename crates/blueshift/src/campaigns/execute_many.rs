//! Triggers a campaign for many customers, with one request per customer.

use std::future::Future;

use blueshift_api::ops;
use blueshift_api::types::ExecutionResult;
use futures_core::stream::BoxStream;
use uuid::Uuid;

use super::bulk::{Bulk, BulkOutcomes, DEFAULT_CONCURRENCY, ItemStatus};
use super::bulk_execute::BulkExecuteCampaigns;
use super::recipient::Recipient;
use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::{ConfigError, Error};

/// A bulk write that triggers a campaign, with one request per customer; created by
/// [`Campaigns::execute_many`](crate::Campaigns::execute_many) and
/// [`Campaigns::execute_stream`](crate::Campaigns::execute_stream).
///
/// Call options, such as the deadline, apply to each request.
#[must_use = "nothing is sent until the outcomes are polled"]
pub struct ExecuteCampaigns<C = Client> {
    pub(super) recipients: BoxStream<'static, Recipient>,
    pub(super) concurrency: usize,
    pub(super) client: C,
    pub(super) campaign: String,
    pub(super) options: CallOptions,
}

impl<C> ExecuteCampaigns<C> {
    pub(super) fn new(client: C, campaign: String, recipients: BoxStream<'static, Recipient>) -> Self {
        let (concurrency, options) = (DEFAULT_CONCURRENCY, CallOptions::default());
        Self { recipients, concurrency, client, campaign, options }
    }

    /// Sends chunks of recipients with *bulk execute* instead of one request per recipient.
    ///
    /// The API reference states that a repeated `transaction_uuid` is recognized, but only for single requests. A chunk whose
    /// outcome is unknown is therefore not sent again, and its recipients are [`Unknown`](ItemStatus::Unknown), unless
    /// [`retry_unknown`](BulkExecuteCampaigns::retry_unknown) is set. The input must not contain a transaction twice.
    pub fn bulk(self) -> BulkExecuteCampaigns<C> {
        BulkExecuteCampaigns::new(self)
    }

    /// Sets the maximum number of requests in flight, 1 to 64. The default is 4.
    pub fn concurrency(mut self, requests: usize) -> Self {
        self.concurrency = requests;
        self
    }

    call_options!();
}

impl ExecuteCampaigns {
    /// Returns a stream of one [`ItemOutcome`](crate::ItemOutcome) for each recipient, in the order in which the outcomes become
    /// known.
    ///
    /// A request whose outcome is unknown is retried with the same `transaction_uuid`, so the server executes the campaign
    /// once. Recipients with the same transaction are never in flight at the same time. To continue after an interruption
    /// without triggering the campaign twice for a recipient, use the same transactions: derive them with
    /// [`Recipient::transaction_key`], or store [`Recipient::transaction_uuid`] when the input is read, before the request is
    /// sent.
    ///
    /// ```
    /// use blueshift::{ItemStatus, Recipient};
    /// use futures_util::StreamExt;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// # let campaigns = client.campaigns().list().exec_term("transactional").status("launched").archived(false);
    /// # let uuid = campaigns.send().await?.items[0].uuid.clone();
    /// let orders = [("jane@example.com", "order-1"), ("joe@example.com", "order-2")];
    /// let recipients = orders.map(|(email, order)| Recipient::email(email).transaction_key(order));
    /// let mut outcomes = client.campaigns().execute_many(&uuid, recipients).concurrency(8).outcomes()?;
    /// while let Some(outcome) = outcomes.next().await {
    ///     println!("{}: {}", outcome.item.transaction_uuid(&uuid), outcome.status);
    /// #   assert_eq!(outcome.status, ItemStatus::Successful);
    /// }
    /// # assert_eq!(sandbox.effects().len(), 2);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the concurrency is out of range. All other errors are part of the outcomes.
    // With `inline`, only programs that call this method compile the bulk write.
    #[inline]
    pub fn outcomes(self) -> Result<BulkOutcomes<Recipient>, Error> {
        self.start()
    }
}

impl<C: AnyClient> ExecuteCampaigns<C> {
    fn start(self) -> Result<BulkOutcomes<Recipient>, Error> {
        let Self { recipients, concurrency, client, campaign, options } = self;
        let execute = Execute { client: client.client().clone(), campaign, options };
        BulkOutcomes::new(execute, recipients, 1, concurrency)
    }
}

blocking! {
    impl ExecuteCampaigns {
        outcomes(client) start -> Recipient;
    }
}

struct Execute {
    client: Client,
    campaign: String,
    options: CallOptions,
}

impl Bulk for Execute {
    type Item = Recipient;
    type Key = Uuid;
    type Value = ExecutionResult;

    const APPLIED: ItemStatus = ItemStatus::Successful;

    fn key(&self, recipient: &Recipient) -> Uuid {
        recipient.transaction_uuid(&self.campaign)
    }

    fn check(&self, recipient: &Recipient) -> Result<(), ConfigError> {
        recipient.check(&self.campaign)
    }

    fn send(
        &self,
        recipients: &[Recipient],
    ) -> impl Future<Output = Result<Response<ExecutionResult>, Error>> + Send + 'static {
        let call = self.client.call(&ops::EXECUTE_CAMPAIGN, &self.options);
        // The chunk size is 1.
        let body = recipients.iter().map(|recipient| recipient.execution(&self.campaign)).next();
        async move {
            let body = body.ok_or_else(|| ConfigError::invalid("recipient", "", "present"))??;
            call.run(call.api().execute_campaign().body(body).send()).await
        }
    }

    fn status(_: &ExecutionResult, _: &Recipient, _: usize, _: usize) -> ItemStatus {
        // `success: false` is already an error of the call.
        ItemStatus::Successful
    }
}
