//! Archives or unarchives a campaign.

use blueshift_api::ops;
use blueshift_api::types::ArchivedState;

use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::Error;

/// A request to archive or unarchive a campaign; created by [`Campaigns::archive`](crate::Campaigns::archive) and
/// [`Campaigns::unarchive`](crate::Campaigns::unarchive).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct ArchiveCampaign<C = Client> {
    client: C,
    uuid: String,
    archive: bool,
    options: CallOptions,
}

impl<C> ArchiveCampaign<C> {
    pub(super) fn new(client: C, uuid: String, archive: bool) -> Self {
        Self { client, uuid, archive, options: CallOptions::default() }
    }

    call_options!();
}

impl ArchiveCampaign {
    /// Sends the request. It is idempotent, so it is also retried if the server may have applied it.
    ///
    /// A retry may undo an opposite change that another client made between the attempts.
    /// [`Response::may_still_take_effect`] returns whether the request was retried although the server may have applied it.
    ///
    /// ```
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// # let campaigns = client.campaigns().list().status("draft").archived(false);
    /// # let uuid = campaigns.send().await?.items[0].uuid.clone();
    /// client.campaigns().archive(&uuid).send().await?;
    /// let restored = client.campaigns().unarchive(&uuid).send().await?;
    /// assert_eq!(restored.archived, Some(false));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the UUID is not a valid path segment; [`Error::Api`] with status 404 if there is no such campaign,
    /// and 422 if its state does not allow the change; or another [`Error`] if the request fails. See [`Error::outcome`].
    pub async fn send(self) -> Result<Response<ArchivedState>, Error> {
        self.run().await
    }
}

impl<C: AnyClient> ArchiveCampaign<C> {
    async fn run(self) -> Result<Response<ArchivedState>, Error> {
        if self.archive {
            let call = self.client.client().call(&ops::ARCHIVE_CAMPAIGN, &self.options);
            let sent = call.api().archive_campaign().campaign_uuid(self.uuid.as_str()).send();
            call.run(sent).await
        } else {
            let call = self.client.client().call(&ops::UNARCHIVE_CAMPAIGN, &self.options);
            let sent = call.api().unarchive_campaign().campaign_uuid(self.uuid.as_str()).send();
            call.run(sent).await
        }
    }
}

blocking! {
    impl ArchiveCampaign {
        run -> send() -> Response<ArchivedState>;
    }
}
