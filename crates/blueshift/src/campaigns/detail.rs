//! Gets a campaign with its statistics.

use std::ops::Range;

use blueshift_api::ops;
use blueshift_api::types::CampaignDetail;
use jiff::Timestamp;

use super::get::with_uuid;
use super::time_range;
use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::Error;

/// A request for a campaign with its statistics; created by [`Campaigns::detail`](crate::Campaigns::detail).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct GetCampaignDetail<C = Client> {
    client: C,
    uuid: String,
    range: Range<Timestamp>,
    options: CallOptions,
}

impl<C> GetCampaignDetail<C> {
    pub(super) fn new(client: C, uuid: String, range: Range<Timestamp>) -> Self {
        Self { client, uuid, range, options: CallOptions::default() }
    }

    call_options!();
}

impl GetCampaignDetail {
    /// Sends the request.
    ///
    /// ```
    /// use blueshift::jiff::Timestamp;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// # let campaigns = client.campaigns().list().per_page(1);
    /// # let uuid = campaigns.send().await?.items[0].uuid.clone();
    /// let may = "2024-05-01T00:00:00Z".parse::<Timestamp>()?.."2024-06-01T00:00:00Z".parse()?;
    /// let campaign = client.campaigns().detail(&uuid, may).send().await?;
    /// let clicks = campaign.statistics.as_ref().and_then(|statistics| statistics.clicks);
    /// println!("{:?}: {clicks:?} clicks", campaign.name);
    /// # assert!(clicks.is_some());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the UUID is not a valid path segment or the range is reversed; [`Error::Api`] with status 404 if
    /// there is no such campaign; or another [`Error`] if the request fails.
    pub async fn send(self) -> Result<Response<CampaignDetail>, Error> {
        self.run().await
    }
}

impl<C: AnyClient> GetCampaignDetail<C> {
    async fn run(self) -> Result<Response<CampaignDetail>, Error> {
        time_range::check(&self.range)?;
        let call = self.client.client().call(&ops::GET_CAMPAIGN_DETAIL, &self.options);
        let request = call.api().get_campaign_detail().campaign_uuid(self.uuid.as_str());
        let sent = request.start_time(self.range.start).end_time(self.range.end).send();
        Ok(call.run(sent).await?.map(|detail| with_uuid(detail, self.uuid)))
    }
}

blocking! {
    impl GetCampaignDetail {
        run -> send() -> Response<CampaignDetail>;
    }
}
