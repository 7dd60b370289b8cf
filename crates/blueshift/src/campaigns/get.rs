//! Gets a campaign.

use blueshift_api::ops;
use blueshift_api::types::CampaignDetail;

use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::Error;

/// A request for a campaign without statistics; created by [`Campaigns::get`](crate::Campaigns::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct GetCampaign<C = Client> {
    client: C,
    uuid: String,
    options: CallOptions,
}

impl<C> GetCampaign<C> {
    pub(super) fn new(client: C, uuid: String) -> Self {
        Self { client, uuid, options: CallOptions::default() }
    }

    call_options!();

    pub(super) fn with_options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }
}

impl GetCampaign {
    /// Sends the request.
    ///
    /// ```
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// # let uuid = client.campaigns().list().per_page(1).send().await?.items[0].uuid.clone();
    /// let campaign = client.campaigns().get(&uuid).send().await?;
    /// println!("{:?} is {:?}", campaign.name, campaign.status);
    /// # assert_eq!(campaign.uuid, Some(uuid));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the UUID is not a valid path segment; [`Error::Api`] with status 404 if there is no such campaign;
    /// or another [`Error`] if the request fails.
    pub async fn send(self) -> Result<Response<CampaignDetail>, Error> {
        self.run().await
    }
}

impl<C: AnyClient> GetCampaign<C> {
    async fn run(self) -> Result<Response<CampaignDetail>, Error> {
        let call = self.client.client().call(&ops::GET_CAMPAIGN, &self.options);
        let sent = call.api().get_campaign().campaign_uuid(self.uuid.as_str()).send();
        Ok(call.run(sent).await?.map(|detail| with_uuid(detail, self.uuid)))
    }
}

blocking! {
    impl GetCampaign {
        run -> send() -> Response<CampaignDetail>;
    }
}

/// Sets the UUID of a campaign if the server did not send it.
pub(super) fn with_uuid(mut detail: CampaignDetail, uuid: String) -> CampaignDetail {
    detail.uuid.get_or_insert(uuid);
    detail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decodes_a_campaign_with_or_without_an_envelope() {
        for (json, name, extra) in [
            (r#"{"uuid": "u", "name": "a", "new": 1}"#, "a", r#"{"new":1}"#),
            (r#"{"campaign": {"uuid": "u", "name": "b"}, "beside": 2}"#, "b", r#"{"beside":2}"#),
            (r#"{"campaign": {"name": "c", "x": 1}, "x": 2}"#, "c", r#"{"x":1}"#),
            (r#"{"name": "d", "campaign": "text"}"#, "d", r#"{"campaign":"text"}"#),
            (r#"{"name": "e", "campaign": {"name": "f"}}"#, "e", r#"{"campaign":{"name":"f"}}"#),
        ] {
            let detail = with_uuid(serde_json::from_str(json).unwrap(), "u".to_owned());
            assert_eq!(detail.uuid.as_deref(), Some("u"), "{json}");
            assert_eq!(detail.name.as_deref(), Some(name));
            assert_eq!(serde_json::to_string(&detail.extra).unwrap(), extra);
        }
    }
}
