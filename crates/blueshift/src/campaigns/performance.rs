//! Gets the statistics of campaigns.

use std::ops::Range;

use blueshift_api::queries::GetCampaignPerformanceQuery;
use blueshift_api::types::{CampaignPerformance, CampaignPerformanceList};
use blueshift_api::{CampaignStatus, ops, reports_error};
use futures_core::Stream;
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::time_range;
use crate::call::{CallOptions, Response, blocking, call_options};
use crate::client::{AnyClient, Client};
use crate::error::{Error, TimeRangeError, TimeRangeProblem};

/// A request for the statistics of campaigns; created by [`Campaigns::performance`](crate::Campaigns::performance).
#[derive(Clone, Debug)]
#[must_use = "nothing is sent until `send` or `daily` is called"]
pub struct GetPerformance<C = Client> {
    client: C,
    query: GetCampaignPerformanceQuery,
    zone: TimeZone,
    options: CallOptions,
}

/// The statistics of one day; yielded by [`GetPerformance::daily`].
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct DailyPerformance {
    /// The day, in the time zone of the request.
    pub date: Date,
    /// The part of the requested range that is within the day.
    pub range: Range<Timestamp>,
    /// The campaigns, with their statistics for the day.
    pub campaigns: Vec<CampaignPerformance>,
}

impl<C> GetPerformance<C> {
    pub(super) fn new(client: C, range: Range<Timestamp>) -> Self {
        let query = GetCampaignPerformanceQuery::new(range.start, range.end);
        Self { client, query, zone: TimeZone::UTC, options: CallOptions::default() }
    }

    /// Requests only the statistics of campaigns with this status.
    pub fn status(mut self, status: impl Into<CampaignStatus>) -> Self {
        self.query.status = Some(status.into());
        self
    }

    /// Requests only the statistics of campaigns with these tags, such as `Regions:NA,EU`.
    pub fn tag_data(mut self, tags: impl Into<String>) -> Self {
        self.query.tag_data = Some(tags.into());
        self
    }

    /// Sets the time zone in which [`daily`](Self::daily) splits the range into days. The default is UTC; the user interface of
    /// Blueshift uses the account's time zone.
    pub fn time_zone(mut self, zone: TimeZone) -> Self {
        self.zone = zone;
        self
    }

    call_options!();
}

impl GetPerformance {
    /// Requests the statistics of the whole range.
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the range is reversed; or another [`Error`] if the request fails.
    pub async fn send(self) -> Result<Response<CampaignPerformanceList>, Error> {
        self.run().await
    }

    /// Returns a stream of the statistics of each day of the range, in order. Sends one request per day, to which call options,
    /// such as the deadline, apply.
    ///
    /// The stream ends after the first error. For an [`Error::TimeRange`], [`interval`](TimeRangeError::interval) is the day
    /// that failed, and a range from [`resume_at`](TimeRangeError::resume_at) to the end of the original range contains exactly
    /// the days that were not yielded. A response without a list of campaigns is an error, not a day without campaigns.
    ///
    /// The API does not document whether a range includes its end. Each day ends at the start of the next one, so an event at
    /// midnight may be counted on both days.
    ///
    /// ```
    /// use blueshift::jiff::Timestamp;
    /// use futures_util::TryStreamExt;
    ///
    /// # #[tokio::main]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = blueshift_sandbox::Sandbox::start().await?;
    /// # let client = blueshift::Client::builder(sandbox.api_key()).base_url(sandbox.url()).build()?;
    /// let range = "2024-05-01T00:00:00Z".parse::<Timestamp>()?.."2024-05-04T00:00:00Z".parse()?;
    /// let days: Vec<_> = client.campaigns().performance(range).daily().try_collect().await?;
    /// assert_eq!(days.len(), 3);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// [`Error::Config`] if the range is reversed; [`Error::TimeRange`] if a request fails or a response has no list of
    /// campaigns.
    pub fn daily(self) -> impl Stream<Item = Result<DailyPerformance, Error>> + Send {
        self.days()
    }
}

impl<C: AnyClient> GetPerformance<C> {
    async fn run(self) -> Result<Response<CampaignPerformanceList>, Error> {
        time_range::check(&(self.query.start_time..self.query.end_time))?;
        let call = self.client.client().call(&ops::GET_CAMPAIGN_PERFORMANCE, &self.options);
        let sent = self.query.apply(call.api().get_campaign_performance()).send();
        call.run(sent).await
    }

    fn days(self) -> impl Stream<Item = Result<DailyPerformance, Error>> + Send {
        let range = self.query.start_time..self.query.end_time;
        let days = time_range::check(&range).map(|()| time_range::days(range, self.zone.clone()));
        let days = stream::iter([days.map(|days| stream::iter(days).map(Ok::<_, Error>))]).try_flatten();
        let days = days.and_then(move |(date, range)| {
            let mut request = self.clone();
            (request.query.start_time, request.query.end_time) = (range.start, range.end);
            async move {
                let failed = |problem| TimeRangeError::new(range.clone(), problem);
                let response = match request.run().await {
                    Ok(response) => response,
                    // The request was not sent.
                    Err(error @ Error::Config(_)) => return Err(error),
                    Err(error) => return Err(failed(TimeRangeProblem::Call(Box::new(error))).into()),
                };
                let request_id = response.request_id().map(str::to_owned);
                let CampaignPerformanceList { campaigns, extra, .. } = response.into_inner();
                match campaigns.filter(|list| !list.is_empty() || !reports_error(&extra)) {
                    Some(campaigns) => Ok(DailyPerformance { date, range, campaigns }),
                    None => Err(failed(TimeRangeProblem::NoRecords { request_id }).into()),
                }
            }
        });
        days.scan(false, |failed, day| {
            let ended = std::mem::replace(failed, day.is_err());
            std::future::ready(Some(day).filter(|_| !ended))
        })
    }
}

blocking! {
    impl GetPerformance {
        run -> send() -> Response<CampaignPerformanceList>;
        iter days -> daily() -> DailyPerformance;
    }
}
