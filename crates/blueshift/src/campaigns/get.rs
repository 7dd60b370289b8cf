//! Get campaign.

use blueshift_api::ops;
use blueshift_api::types::CampaignDetail;
use serde_json::Value;

use crate::call::{CallOptions, Response, call_options};
use crate::client::Client;
use crate::error::Error;

/// Gets a campaign without statistics; created by [`Campaigns::get`](crate::Campaigns::get).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct GetCampaign {
    client: Client,
    uuid: String,
    options: CallOptions,
}

impl GetCampaign {
    pub(super) fn new(client: Client, uuid: String) -> Self {
        Self { client, uuid, options: CallOptions::default() }
    }

    call_options!();

    pub(super) fn with_options(mut self, options: CallOptions) -> Self {
        self.options = options;
        self
    }

    /// Sends the request.
    ///
    /// ```no_run
    /// # async fn example(client: blueshift::Client) -> Result<(), blueshift::Error> {
    /// let campaign = client.campaigns().get("09d6d2b1-684b-41c7-80d5-7001ce2653ac").send().await?;
    /// println!("{:?} is {:?}", campaign.name, campaign.status);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the uuid cannot be a part of a path; [`Error::Api`] with status 404 if there is no such campaign;
    /// otherwise as for every operation.
    pub async fn send(self) -> Result<Response<CampaignDetail>, Error> {
        let call = self.client.call(&ops::GET_CAMPAIGN, &self.options);
        let sent = call.api().get_campaign().campaign_uuid(self.uuid.as_str()).send();
        Ok(call.run(sent).await?.map(|detail| unwrap(detail, self.uuid)))
    }
}

/// Takes a campaign out of an object around it, and sets its uuid if the server sent none.
pub(super) fn unwrap(mut detail: CampaignDetail, uuid: String) -> CampaignDetail {
    if let Some(Value::Object(_)) = detail.extra.get("campaign")
        && let Some(inner) = detail.extra.remove("campaign")
        && let Ok(mut inner) = serde_json::from_value::<CampaignDetail>(inner)
    {
        // Fields beside the campaign are kept unless the campaign has the same.
        for (name, value) in detail.extra {
            inner.extra.entry(name).or_insert(value);
        }
        detail = inner;
    }
    detail.uuid.get_or_insert(uuid);
    detail
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_campaign_with_and_without_an_object_around_it() {
        for (json, name, extra) in [
            (r#"{"uuid": "u", "name": "a", "new": 1}"#, "a", r#"{"new":1}"#),
            (r#"{"campaign": {"uuid": "u", "name": "b"}, "beside": 2}"#, "b", r#"{"beside":2}"#),
            (r#"{"campaign": {"name": "c", "x": 1}, "x": 2}"#, "c", r#"{"x":1}"#),
            (r#"{"name": "d", "campaign": "text"}"#, "d", r#"{"campaign":"text"}"#),
        ] {
            let detail = unwrap(serde_json::from_str(json).unwrap(), "u".to_owned());
            assert_eq!(detail.uuid.as_deref(), Some("u"), "{json}");
            assert_eq!(detail.name.as_deref(), Some(name));
            assert_eq!(serde_json::to_string(&detail.extra).unwrap(), extra);
        }
    }
}
