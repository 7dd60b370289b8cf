//! Pauses a campaign.

use std::time::Duration;

use blueshift_api::types::{CampaignDetail, CampaignState};
use blueshift_api::{CampaignStatus, ops};

use super::transition::{self, state_of};
use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::Error;

/// A request to pause a campaign; created by [`Campaigns::pause`](crate::Campaigns::pause).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct PauseCampaign<C = Client> {
    client: C,
    uuid: String,
    options: CallOptions,
}

impl<C> PauseCampaign<C> {
    pub(super) fn new(client: C, uuid: String) -> Self {
        Self { client, uuid, options: CallOptions::default() }
    }

    call_options!();
}

impl PauseCampaign {
    /// Sends the request. It is not retried if the server may have applied it.
    ///
    /// If it is unknown whether the server applied the request, the campaign is read at intervals of 1, 2, 4 … s until it is
    /// paused and was updated since the call started, or until the deadline (60 s if none is set). The first interval is the
    /// [`initial_backoff`](crate::RetryPolicy::initial_backoff) of the retry policy.
    ///
    /// If the call then succeeds, the campaign is in the requested state and was updated, but not necessarily by this call:
    /// another client may have updated it. An update less than a second before the start of the call cannot be excluded, because
    /// the server's clock (`Date`) has a resolution of one second. If the responses have no `Date` header, the outcome remains
    /// unknown.
    ///
    /// ```
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// # let campaigns = client.campaigns().list().status("launched").archived(false);
    /// # let uuid = campaigns.send().await?.items[0].uuid.clone();
    /// let paused = client.campaigns().pause(&uuid).send().await?;
    /// assert_eq!(paused.status, Some(blueshift::CampaignStatus::Paused));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the UUID is not a valid path segment; [`Error::OutcomeUnknown`] if the outcome remains unknown;
    /// [`Error::Api`] with status 404 if there is no such campaign, and 422 if its state does not allow the change; or another
    /// [`Error`] if the request fails. See [`Error::outcome`].
    pub async fn send(self) -> Result<Response<CampaignState>, Error> {
        self.run().await
    }

    /// Sends the request like [`send`](Self::send), and reads the campaign at the same intervals (at most 60 s each)
    /// until it is paused.
    ///
    /// The timeout includes the request.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send). If the campaign does not show the change before the timeout,
    /// [`Error::is_timeout`] is true and [`Error::outcome`] is [`Applied`](crate::Outcome::Applied).
    pub async fn wait_until_paused(self, timeout: Duration) -> Result<Response<CampaignDetail>, Error> {
        self.run_until_paused(timeout).await
    }
}

impl<C: AnyClient> PauseCampaign<C> {
    async fn run(self) -> Result<Response<CampaignState>, Error> {
        let call = self.client.client().call(&ops::PAUSE_CAMPAIGN, &self.options);
        let sent = call.api().pause_campaign().campaign_uuid(self.uuid.as_str()).send();
        transition::settle(
            self.client.client(),
            &self.uuid,
            &self.options,
            call.run(sent),
            is_paused,
            state_of,
        )
        .await
    }

    async fn run_until_paused(self, timeout: Duration) -> Result<Response<CampaignDetail>, Error> {
        let (client, uuid, options) = (self.client.client().clone(), self.uuid.clone(), self.options.clone());
        let send = |options| Self { options, ..self }.run();
        transition::wait(&client, &uuid, options, timeout, send, is_paused).await
    }
}

blocking! {
    impl PauseCampaign {
        run -> send() -> Response<CampaignState>;
        run_until_paused -> wait_until_paused(timeout: Duration) -> Response<CampaignDetail>;
    }
}

fn is_paused(campaign: &CampaignDetail) -> bool {
    transition::status(campaign) == Some(&CampaignStatus::Paused)
}
