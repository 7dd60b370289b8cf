//! Creates a campaign.

use std::time::Duration;

use blueshift_api::ops;
use blueshift_api::types::{Campaign, CampaignCreated, CampaignType, NewCampaign};
use futures_util::TryStreamExt;
use tokio::time::Instant;

use super::transition::{DEADLINE, start_by_server};
use crate::Outcome;
use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::{Error, OutcomeUnknown};

/// A request to create a campaign; created by [`Campaigns::create`](crate::Campaigns::create).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct CreateCampaign<C = Client> {
    client: C,
    campaign_type: CampaignType,
    campaign: NewCampaign,
    options: CallOptions,
}

impl<C> CreateCampaign<C> {
    pub(super) fn new(client: C, campaign_type: CampaignType, campaign: NewCampaign) -> Self {
        Self { client, campaign_type, campaign, options: CallOptions::default() }
    }

    call_options!();
}

impl CreateCampaign {
    /// Sends the request. It is not retried if the server may have applied it, because a second request could create a second
    /// campaign.
    ///
    /// If it is unknown whether the server applied the request, campaigns of any start date are listed. The
    /// [candidates](OutcomeUnknown::candidates) of the error are the listed campaigns with exactly the requested name, except
    /// campaigns that were created before the call started. The start is determined by the server's clock, in whole seconds.
    /// The listing ends at the deadline of the call (60 s if none is set). To leave time for the listing, set
    /// [`ClientBuilder::attempt_timeout`](crate::ClientBuilder::attempt_timeout) to less than the deadline.
    ///
    /// ```
    /// use blueshift::jiff::Timestamp;
    /// use blueshift::types::NewCampaign;
    /// use blueshift::{CampaignType, Error};
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// # let segment = "2f0a4b1c-8d3e-4f5a-9b6c-7d8e9f0a1b2c";
    /// let campaign = NewCampaign::new("Spring sale", "2030-03-20T08:00:00Z".parse::<Timestamp>()?)
    ///     .with_segment_uuid(segment)
    ///     .with_launch(false);
    /// # sandbox.faults().set([blueshift_sandbox::Fault::lost_response().operation("create_campaign")]);
    /// match client.campaigns().create(CampaignType::OneTime, campaign).send().await {
    ///     Ok(created) => println!("{:?}", created.campaign),
    ///     Err(Error::OutcomeUnknown(error)) => println!("may be one of {:?}", error.candidates()),
    ///     Err(error) => return Err(error.into()),
    /// }
    /// # assert_eq!(sandbox.effects().len(), 1);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::OutcomeUnknown`] if it is unknown whether the campaign was created; [`Error::Api`] with status 400 or 422 if
    /// the server refuses the campaign; or another [`Error`] if the request fails. See [`Error::outcome`]. If a campaign that
    /// is to be launched immediately is refused, it may still have been created without being launched.
    pub async fn send(self) -> Result<Response<CampaignCreated>, Error> {
        self.run().await
    }
}

impl<C: AnyClient> CreateCampaign<C> {
    async fn run(self) -> Result<Response<CampaignCreated>, Error> {
        let started = Instant::now();
        let call = self.client.client().call(&ops::CREATE_CAMPAIGN, &self.options);
        let request = call.api().create_campaign().campaign_type(self.campaign_type);
        let error = match call.run(request.body(self.campaign.clone()).send()).await {
            Err(error) if error.outcome() == Some(Outcome::Unknown) => error,
            settled => return settled,
        };
        let deadline = self.options.deadline_of(self.client.client()).unwrap_or(DEADLINE);
        let left = deadline.saturating_sub(started.elapsed());
        let listed = tokio::time::timeout(left, self.candidates(left, started)).await;
        Err(OutcomeUnknown::of_creation(error, listed.ok().and_then(Result::ok)).into())
    }

    /// Lists the campaigns that the request may have created.
    async fn candidates(&self, deadline: Duration, started: Instant) -> Result<Vec<Campaign>, Error> {
        let mut options = self.options.clone();
        options.deadline = Some(deadline);
        let list = self.client.client().campaigns().list().name(&self.campaign.name).with_options(options);
        let mut pages = list.all_time().pages();
        let mut candidates = Vec::new();
        while let Some(page) = pages.try_next().await? {
            let start = page.response().and_then(|response| start_by_server(response, started.elapsed()));
            let is_candidate = |campaign: &Campaign| {
                // A campaign cannot be excluded if its creation time or the server's time is unknown. `Date` has no fractions
                // of a second.
                campaign.name.as_ref() == Some(&self.campaign.name)
                    && start
                        .zip(campaign.created_at)
                        .is_none_or(|(start, created)| created.as_second() >= start.as_second())
            };
            candidates.extend(page.items.into_iter().filter(is_candidate));
        }
        Ok(candidates)
    }
}

blocking! {
    impl CreateCampaign {
        run -> send() -> Response<CampaignCreated>;
    }
}
