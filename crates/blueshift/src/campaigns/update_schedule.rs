//! Changes the schedule of a campaign.

use std::time::Duration;

use blueshift_api::ops;
use blueshift_api::types::{CampaignDetail, CampaignSchedule, ScheduleUpdated};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::transition;
use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::Error;

/// A request to change the schedule of a campaign; created by [`Campaigns::update_schedule`](crate::Campaigns::update_schedule).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called"]
pub struct UpdateSchedule<C = Client> {
    client: C,
    uuid: String,
    schedule: CampaignSchedule,
    options: CallOptions,
}

impl<C> UpdateSchedule<C> {
    pub(super) fn new(client: C, uuid: String, schedule: CampaignSchedule) -> Self {
        Self { client, uuid, schedule, options: CallOptions::default() }
    }

    call_options!();
}

impl UpdateSchedule {
    /// Sends the request. It is not retried if the server may have applied it.
    ///
    /// If it is unknown whether the server applied the request, the campaign is read at intervals of 1, 2, 4 … s until it has
    /// the values that were sent and was updated since the call started, or until the deadline (60 s if none is set). The first
    /// interval is the [`initial_backoff`](crate::RetryPolicy::initial_backoff) of the retry policy.
    ///
    /// If the call then succeeds, the campaign has the requested values and was updated, but not necessarily by this call: another
    /// client may have updated it. An update less than a second before the start of the call cannot be excluded, because the
    /// server's clock (`Date`) has a resolution of one second. If the responses have no `Date` header, the outcome remains
    /// unknown.
    ///
    /// ```
    /// use blueshift::jiff::Timestamp;
    /// use blueshift::types::CampaignSchedule;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// # let uuid = client.campaigns().list().status("draft").archived(false).send().await?.items[0].uuid.clone();
    /// let start = "2030-05-01T08:00:00Z".parse::<Timestamp>()?;
    /// client.campaigns().update_schedule(&uuid, CampaignSchedule::new(start)).send().await?;
    /// assert_eq!(client.campaigns().get(&uuid).send().await?.startdate, Some(start));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the UUID is not a valid path segment; [`Error::OutcomeUnknown`] if the outcome remains unknown;
    /// [`Error::Api`] with status 404 if there is no such campaign, and 422 if its state does not allow the change; or another
    /// [`Error`] if the request fails. See [`Error::outcome`].
    pub async fn send(self) -> Result<Response<ScheduleUpdated>, Error> {
        self.run().await
    }

    /// Sends the request like [`send`](Self::send), and reads the campaign at the same intervals (at most 60 s each)
    /// until it has the values that were sent.
    ///
    /// The timeout includes the request. According to the API reference, the new schedule of a launched campaign may take up to
    /// 20 minutes to take effect.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send). If the campaign does not show the change before the timeout,
    /// [`Error::is_timeout`] is true and [`Error::outcome`] is [`Applied`](crate::Outcome::Applied).
    pub async fn wait_until_shown(self, timeout: Duration) -> Result<Response<CampaignDetail>, Error> {
        self.run_until_shown(timeout).await
    }
}

impl<C: AnyClient> UpdateSchedule<C> {
    async fn run(self) -> Result<Response<ScheduleUpdated>, Error> {
        let call = self.client.client().call(&ops::UPDATE_CAMPAIGN_SCHEDULE, &self.options);
        let request = call.api().update_campaign_schedule().campaign_uuid(self.uuid.as_str());
        let sent = request.body(self.schedule.clone()).send();
        let shows = |campaign: &CampaignDetail| shows(campaign, &self.schedule);
        // The response has no fields in common with a campaign.
        let value = |_: &CampaignDetail| ScheduleUpdated::new();
        transition::settle(self.client.client(), &self.uuid, &self.options, call.run(sent), shows, value)
            .await
    }

    async fn run_until_shown(self, timeout: Duration) -> Result<Response<CampaignDetail>, Error> {
        let (client, uuid, options) = (self.client.client().clone(), self.uuid.clone(), self.options.clone());
        let schedule = self.schedule.clone();
        let shows = |campaign: &CampaignDetail| shows(campaign, &schedule);
        let send = |options| Self { options, ..self }.run();
        transition::wait(&client, &uuid, options, timeout, send, shows).await
    }
}

blocking! {
    impl UpdateSchedule {
        run -> send() -> Response<ScheduleUpdated>;
        run_until_shown -> wait_until_shown(timeout: Duration) -> Response<CampaignDetail>;
    }
}

/// Returns whether the campaign has every value of the schedule. The serialized forms are compared.
// With `inline`, only programs that update schedules compile the serialization.
#[inline]
fn shows(campaign: &CampaignDetail, schedule: &CampaignSchedule) -> bool {
    let (Ok(Value::Object(campaign)), Ok(Value::Object(schedule))) =
        (serde_json::to_value(campaign), serde_json::to_value(schedule))
    else {
        return false;
    };
    schedule.iter().all(|(name, sent)| campaign.get(name).is_some_and(|shown| is_same(shown, sent)))
}

/// Returns whether a campaign shows the value that was sent. If a timestamp that was sent has a fraction of a second, a
/// difference of less than a second is ignored, because a server may store fewer digits.
fn is_same(shown: &Value, sent: &Value) -> bool {
    let timestamp = |value: &Value| value.as_str()?.parse::<Timestamp>().ok();
    match (timestamp(shown), timestamp(sent)) {
        (Some(shown), Some(sent)) if sent.subsec_nanosecond() != 0 => {
            shown.duration_since(sent).abs() < SignedDuration::from_secs(1)
        }
        _ => shown == sent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedule_is_shown_if_every_value_is_equal() {
        let schedule = CampaignSchedule::new("2024-05-01T00:00:00Z".parse::<jiff::Timestamp>().unwrap());
        for (json, expected) in [
            (r#"{"startdate": "2024-05-01T00:00:00.000Z", "enddate": null}"#, true),
            (r#"{"startdate": "2024-05-01T02:00:00+02:00"}"#, true),
            (r#"{"startdate": "2024-05-01T00:00:01Z"}"#, false),
            ("{}", false),
        ] {
            assert_eq!(shows(&serde_json::from_str(json).unwrap(), &schedule), expected, "{json}");
        }
        let precise =
            CampaignSchedule::new("2024-05-01T00:00:00.987654321Z".parse::<jiff::Timestamp>().unwrap());
        for (startdate, expected) in [
            ("2024-05-01T00:00:00.987Z", true),
            ("2024-05-01T00:00:01Z", true),
            ("2024-05-01T00:00:00Z", true),
            ("2024-05-01T00:00:02Z", false),
            ("2024-04-30T23:59:59Z", false),
            ("tomorrow", false),
        ] {
            let campaign = serde_json::from_value(serde_json::json!({ "startdate": startdate })).unwrap();
            assert_eq!(shows(&campaign, &precise), expected, "{startdate}");
        }
        let daily = schedule.with_recurring_schedule("daily");
        assert!(!shows(&serde_json::from_str(r#"{"startdate": "2024-05-01T00:00:00Z"}"#).unwrap(), &daily));
    }
}
