//! Gets the campaign activity of a customer.

use std::ops::Range;

use blueshift_api::types::{CampaignActivity, CampaignActivityList};
use blueshift_api::{ops, reports_error};
use futures_core::Stream;
use futures_util::TryFutureExt;
use jiff::{SignedDuration, Timestamp};

use super::Customer;
use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::{ConfigError, Error};
use crate::paging::{Part, read_time_range};

/// The maximum age of the start of a range, according to the API reference.
const OLDEST: SignedDuration = SignedDuration::from_hours(366 * 24);

/// A request for the campaign activity of a customer; created by
/// [`Customers::campaign_activity`](crate::Customers::campaign_activity).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` is called or the stream is polled"]
pub struct GetCampaignActivity<C = Client> {
    client: C,
    customer: Customer,
    range: Range<Timestamp>,
    options: CallOptions,
}

impl<C> GetCampaignActivity<C> {
    pub(super) fn new(client: C, customer: Customer, range: Range<Timestamp>) -> Self {
        Self { client, customer, range, options: CallOptions::default() }
    }

    call_options!();
}

impl GetCampaignActivity {
    /// Sends one request. If the range has more activities than a response can contain, the response has `truncated` set, or a
    /// `total` that exceeds the number of activities; [`stream`](Self::stream) reads all of them.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the range is reversed, starts more than 366 days ago or ends in the future (according to this
    /// machine's clock), or if the customer's identifier is blank; [`Error::Api`] with status 404 if there is no such customer;
    /// or another [`Error`] if the request fails.
    pub async fn send(self) -> Result<Response<CampaignActivityList>, Error> {
        self.run().await
    }

    /// Sends one request with a cursor: a timestamp after the start of the range and not after its end.
    ///
    /// The API reference states that a response contains the cursor, but does not describe the field.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send), and [`Error::Config`] if the cursor is outside the range.
    pub async fn send_at(self, cursor: Timestamp) -> Result<Response<CampaignActivityList>, Error> {
        self.run_at(cursor).await
    }

    /// Returns a stream of all activities in the range, which includes its start but not its end. Call options, such as the
    /// deadline, apply to each request.
    ///
    /// If a range has more activities than a response can contain, it is split in half and each half is requested separately;
    /// a range of up to one second is not split further. Earlier parts of the range are yielded first; within a part,
    /// activities are in the order of the response. Activities have no identifier, so two equal activities are both yielded.
    ///
    /// The stream ends after the first error. For an [`Error::TimeRange`], a range from
    /// [`resume_at`](crate::TimeRangeError::resume_at) to the end of the original range contains exactly the activities that
    /// were not yielded.
    ///
    /// ```
    /// use blueshift::Customer;
    /// use blueshift::jiff::{SignedDuration, Timestamp};
    /// use futures_util::TryStreamExt;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::builder().activity_limit(1).start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// # let jane = serde_json::json!({"email": "jane@example.com"});
    /// # // 0.9 s after a full second, so that the delivery, 0.2 to 1 s later, is in the next second.
    /// # let sent = Timestamp::from_millisecond((Timestamp::now().as_second() - 86_400) * 1_000 + 900)?;
    /// # assert!(sandbox.record_execution(0, jane.as_object().unwrap(), sent));
    /// let now = Timestamp::now();
    /// let range = now - SignedDuration::from_hours(7 * 24)..now;
    /// let mut activity = client.customers().campaign_activity(Customer::email("jane@example.com"), range).stream();
    /// # let mut count = 0;
    /// while let Some(activity) = activity.try_next().await? {
    ///     println!("{:?} {:?}", activity.trigger_timestamp, activity.action);
    /// #   count += 1;
    /// }
    /// # assert!(count >= 2, "expected at least the actions `sent` and `delivered`, found {count}");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] in the same cases as for [`send`](Self::send); [`Error::TimeRange`] if a request fails, one second has
    /// more activities than a response can contain, a response has no list of activities, or a response does not show whether it
    /// is complete.
    pub fn stream(self) -> impl Stream<Item = Result<CampaignActivity, Error>> + Send + Unpin + 'static {
        self.activities()
    }
}

impl<C: AnyClient> GetCampaignActivity<C> {
    fn activities(self) -> impl Stream<Item = Result<CampaignActivity, Error>> + Send + Unpin + 'static {
        let (range, whole) = (self.range.clone(), self.clone());
        let fetch = move |range| {
            let request = Self { range, ..self.clone() };
            async move {
                let response = request.run().await?;
                let request_id = response.request_id().map(str::to_owned);
                let CampaignActivityList { activities, total, truncated, extra, .. } = response.into_inner();
                // A value of an unexpected type is kept in `extra`.
                let unreadable = ["total", "truncated"].into_iter().find(|field| extra.contains_key(*field));
                let records = activities.filter(|list| !list.is_empty() || !reports_error(&extra));
                Ok(Part { records, unreadable, total, truncated: truncated == Some(true), request_id })
            }
        };
        let read = async move {
            // An empty or reversed range is not requested, so the requests alone would not check it.
            whole.check(None, Timestamp::now())?;
            Ok(read_time_range(range, fetch))
        };
        Box::pin(read.try_flatten_stream())
    }

    async fn run(self) -> Result<Response<CampaignActivityList>, Error> {
        self.request(None).await
    }

    async fn run_at(self, cursor: Timestamp) -> Result<Response<CampaignActivityList>, Error> {
        self.request(Some(cursor)).await
    }

    async fn request(self, cursor: Option<Timestamp>) -> Result<Response<CampaignActivityList>, Error> {
        self.check(cursor, Timestamp::now())?;
        let call = self.client.client().call(&ops::GET_CUSTOMER_CAMPAIGN_ACTIVITY, &self.options);
        let mut request = call.api().get_customer_campaign_activity();
        request = match self.customer {
            Customer::Email(value) => request.email(value),
            Customer::CustomerId(value) => request.customer_id(value),
            Customer::PhoneNumber(value) => request.phone_number(value),
            Customer::Uuid(value) => request.uuid(value),
        };
        if let Some(cursor) = cursor {
            request = request.cursor(cursor);
        }
        let sent = request.start_time(self.range.start).end_time(self.range.end).send();
        call.run(sent).await
    }

    fn check(&self, cursor: Option<Timestamp>, now: Timestamp) -> Result<(), ConfigError> {
        let Range { start, end } = self.range;
        let invalid = |name, value: &dyn ToString, expected| {
            Err(ConfigError::invalid(name, &value.to_string(), expected))
        };
        match (self.customer.parameter(), cursor) {
            ((name, value), _) if value.trim().is_empty() => invalid(name, value, "non-blank"),
            _ if start < now - OLDEST => invalid("start_time", &start, "at most 366 days in the past"),
            _ if end > now => invalid("end_time", &end, "in the past or now"),
            _ if end < start => invalid("end_time", &end, "start_time or later"),
            (_, Some(cursor)) if cursor <= start || cursor > end => {
                invalid("cursor", &cursor, "after start_time and not after end_time")
            }
            _ => Ok(()),
        }
    }
}

blocking! {
    impl GetCampaignActivity {
        run -> send() -> Response<CampaignActivityList>;
        run_at -> send_at(cursor: Timestamp) -> Response<CampaignActivityList>;
        iter activities -> iter() -> CampaignActivity;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_names_the_invalid_parameter() {
        let client = Client::builder("key").base_url("http://127.0.0.1:9").build().unwrap();
        let now: Timestamp = "2026-07-01T00:00:00Z".parse().unwrap();
        let oldest = now - OLDEST;
        let nano = SignedDuration::from_nanos(1);
        let check = |customer: Customer, range: Range<Timestamp>, cursor| {
            let request = client.customers().campaign_activity(customer, range);
            request.check(cursor, now).map_err(|error| error.to_string())
        };
        let jane = || Customer::email("jane@example.com");
        for (range, cursor, expected) in [
            (oldest..now, None, None),
            (now..now, None, None),
            (oldest..now, Some(now), None),
            (
                oldest - nano..now,
                None,
                Some(
                    "start_time must be at most 366 days in the past, found \"2025-06-29T23:59:59.999999999Z\"",
                ),
            ),
            (
                oldest..now + nano,
                None,
                Some("end_time must be in the past or now, found \"2026-07-01T00:00:00.000000001Z\""),
            ),
            (
                now..now - nano,
                None,
                Some("end_time must be start_time or later, found \"2026-06-30T23:59:59.999999999Z\""),
            ),
            (
                oldest..now,
                Some(oldest),
                Some(
                    "cursor must be after start_time and not after end_time, found \"2025-06-30T00:00:00Z\"",
                ),
            ),
        ] {
            assert_eq!(check(jane(), range, cursor).err().as_deref(), expected);
        }
        for (customer, expected) in [
            (Customer::email(" "), "email must be non-blank, found \" \""),
            (Customer::customer_id(""), "customer_id must be non-blank, found \"\""),
            (Customer::phone_number(""), "phone_number must be non-blank, found \"\""),
            (Customer::uuid(""), "uuid must be non-blank, found \"\""),
        ] {
            assert_eq!(check(customer, oldest..now, None).unwrap_err(), expected);
        }
    }
}
