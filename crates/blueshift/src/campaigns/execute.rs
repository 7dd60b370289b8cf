//! Triggers a campaign for one customer.

use blueshift_api::ops;
use blueshift_api::types::{CampaignExecution, ExecutionResult};
use uuid::Uuid;

use super::recipient::Recipient;
use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::Error;

/// A request to trigger a campaign for one customer; created by [`Campaigns::execute`](crate::Campaigns::execute).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct ExecuteCampaign<C = Client> {
    client: C,
    campaign: String,
    recipient: Recipient,
    options: CallOptions,
}

impl<C> ExecuteCampaign<C> {
    pub(super) fn new(client: C, campaign: String, recipient: Recipient) -> Self {
        Self { client, campaign, recipient, options: CallOptions::default() }
    }

    /// Returns the `transaction_uuid` of the request, by which the server recognizes a repeated request. This method always
    /// returns the same value.
    pub fn transaction_uuid(&self) -> Uuid {
        self.recipient.transaction_uuid(&self.campaign)
    }

    call_options!();
}

impl ExecuteCampaign {
    /// Sends the request. Retries have the same `transaction_uuid`, so the server executes the campaign once.
    ///
    /// ```
    /// use blueshift::Recipient;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// # let campaigns = client.campaigns().list().exec_term("transactional").status("launched").archived(false);
    /// # let uuid = campaigns.send().await?.items[0].uuid.clone();
    /// let recipient = Recipient::email("jane@example.com").field("total", 42).transaction_key("order-4711");
    /// client.campaigns().execute(&uuid, recipient).send().await?;
    /// # assert_eq!(sandbox.effects().len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the recipient has neither an email address nor a customer id, a field has a name that the API
    /// reserves, or the campaign's UUID is empty; [`Error::Api`] with status 422 if the campaign cannot be triggered in this
    /// way, and with a 2xx status if the server reports `success: false` or an error; or another [`Error`] if the request
    /// fails. See [`Error::outcome`]. If the transaction was set explicitly, derived from a key, or sent before,
    /// [`Outcome::NotApplied`](crate::Outcome::NotApplied) applies to this call only: another call may have executed the
    /// transaction.
    pub async fn send(self) -> Result<Response<ExecutionResult>, Error> {
        self.run().await
    }
}

impl<C: AnyClient> ExecuteCampaign<C> {
    async fn run(self) -> Result<Response<ExecutionResult>, Error> {
        let body: CampaignExecution = self.recipient.execution(&self.campaign)?;
        let call = self.client.client().call(&ops::EXECUTE_CAMPAIGN, &self.options);
        let sent = call.api().execute_campaign().body(body).send();
        call.run(sent).await
    }
}

blocking! {
    impl ExecuteCampaign {
        run -> send() -> Response<ExecutionResult>;
    }
}
