//! Launches a campaign.

use std::time::Duration;

use blueshift_api::types::{CampaignDetail, CampaignState};
use blueshift_api::{CampaignStatus, ops};

use super::transition::{self, state_of};
use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::Error;

/// A request to launch a campaign; created by [`Campaigns::launch`](crate::Campaigns::launch).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct LaunchCampaign<C = Client> {
    client: C,
    uuid: String,
    options: CallOptions,
}

impl<C> LaunchCampaign<C> {
    pub(super) fn new(client: C, uuid: String) -> Self {
        Self { client, uuid, options: CallOptions::default() }
    }

    call_options!();
}

impl LaunchCampaign {
    /// Sends the request. It is not retried if the server may have applied it.
    ///
    /// If it is unknown whether the server applied the request, the campaign is read at intervals of 1, 2, 4 … s until it is
    /// launched or executing and was updated since the call started, or until the deadline (60 s if none is set). The first
    /// interval is the [`initial_backoff`](crate::RetryPolicy::initial_backoff) of the retry policy.
    ///
    /// If the call then succeeds, the campaign is in the requested state and was updated, but not necessarily by this call:
    /// another client may have updated it. An update less than a second before the start of the call cannot be excluded, because
    /// the server's clock (`Date`) has a resolution of one second. If the responses have no `Date` header, the outcome remains
    /// unknown.
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
    /// until it is launched, executing or already completed.
    ///
    /// The timeout includes the request. According to the API reference, an event-triggered campaign may ignore events for up to
    /// five minutes after it is shown as launched, because Blueshift caches its state.
    ///
    /// ```
    /// use std::time::Duration;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let fields = serde_json::json!({"status": "paused", "startdate": "2030-01-01T00:00:00Z"});
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let uuid = sandbox.create(fields.as_object().cloned().unwrap_or_default())?;
    /// # let policy = blueshift::RetryPolicy::default().initial_backoff(Duration::from_millis(1));
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).retry_policy(policy).build()?;
    /// let timeout = Duration::from_secs(20 * 60);
    /// let campaign = client.campaigns().launch(&uuid).wait_until_launched(timeout).await?;
    /// println!("{:?} is {:?}", campaign.name, campaign.status);
    /// # assert_eq!(campaign.status, Some(blueshift::CampaignStatus::Launched));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send). If the campaign does not show the change before the timeout,
    /// [`Error::is_timeout`] is true and [`Error::outcome`] is [`Applied`](crate::Outcome::Applied).
    pub async fn wait_until_launched(self, timeout: Duration) -> Result<Response<CampaignDetail>, Error> {
        self.run_until_launched(timeout).await
    }
}

impl<C: AnyClient> LaunchCampaign<C> {
    async fn run(self) -> Result<Response<CampaignState>, Error> {
        let call = self.client.client().call(&ops::LAUNCH_CAMPAIGN, &self.options);
        let sent = call.api().launch_campaign().campaign_uuid(self.uuid.as_str()).send();
        let shows = |campaign: &CampaignDetail| {
            matches!(transition::status(campaign), Some(CampaignStatus::Launched | CampaignStatus::Executing))
        };
        transition::settle(self.client.client(), &self.uuid, &self.options, call.run(sent), shows, state_of)
            .await
    }

    async fn run_until_launched(self, timeout: Duration) -> Result<Response<CampaignDetail>, Error> {
        let (client, uuid, options) = (self.client.client().clone(), self.uuid.clone(), self.options.clone());
        let shows = |campaign: &CampaignDetail| {
            // A completed campaign cannot be launched, so it was completed after the launch.
            matches!(
                transition::status(campaign),
                Some(CampaignStatus::Launched | CampaignStatus::Executing | CampaignStatus::Completed)
            )
        };
        let send = |options| Self { options, ..self }.run();
        transition::wait(&client, &uuid, options, timeout, send, shows).await
    }
}

blocking! {
    impl LaunchCampaign {
        run -> send() -> Response<CampaignState>;
        run_until_launched -> wait_until_launched(timeout: Duration) -> Response<CampaignDetail>;
    }
}
