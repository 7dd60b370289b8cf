//! Launch campaign.

use blueshift_api::types::CampaignState;
use blueshift_api::{CampaignStatus, ops};

use super::transition::{self, state_of};
use crate::call::{CallOptions, Response, call_options};
use crate::client::Client;
use crate::error::Error;

/// Launches a campaign; created by [`Campaigns::launch`](crate::Campaigns::launch).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct LaunchCampaign {
    client: Client,
    uuid: String,
    options: CallOptions,
}

impl LaunchCampaign {
    pub(super) fn new(client: Client, uuid: String) -> Self {
        Self { client, uuid, options: CallOptions::default() }
    }

    call_options!();

    /// Sends the request, once.
    ///
    /// If it is in doubt whether the server applied it, the campaign is read, 1, 2, 4 … s apart, until it is launched or executing and was
    /// updated since the call started, or until the deadline (60 s by default). The request is not sent again.
    ///
    /// # Errors
    ///
    /// [`Error::OutcomeUnknown`] if the doubt remains; [`Error::Api`] with status 404 if there is no such campaign, and 422
    /// if its state does not allow the change; otherwise as for every operation. See [`Error::outcome`].
    pub async fn send(self) -> Result<Response<CampaignState>, Error> {
        let call = self.client.call(&ops::LAUNCH_CAMPAIGN, &self.options);
        let sent = call.api().launch_campaign().campaign_uuid(self.uuid.as_str()).send();
        let is_done = |status: Option<&CampaignStatus>| {
            matches!(status, Some(CampaignStatus::Launched | CampaignStatus::Executing))
        };
        let shows = |campaign: &_| is_done(transition::status(campaign));
        transition::settle(&self.client, self.uuid.clone(), &self.options, call.run(sent), shows, state_of)
            .await
    }
}
