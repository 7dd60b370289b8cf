//! Changes of a campaign's state that are sent once.
//!
//! If it is in doubt whether the server applied such a request, it is not sent again, because that would undo a change that
//! somebody else made meanwhile, or collide with the first request if that is late. Instead the campaign is read until it
//! shows the change.

use std::future::Future;
use std::time::{Duration, SystemTime};

use blueshift_api::CampaignStatus;
use blueshift_api::types::{CampaignDetail, CampaignState};
use jiff::Timestamp;
use reqwest::header::DATE;
use tokio::time::Instant;

use super::get::GetCampaign;
use crate::call::{CallOptions, Response};
use crate::client::Client;
use crate::error::{Error, OutcomeUnknown, TransportError};
use crate::{Outcome, RetryPolicy};

/// How long a campaign is read after a doubt if the call has no deadline.
pub(super) const DEADLINE: Duration = Duration::from_secs(60);

const SECOND: Duration = Duration::from_secs(1);

/// Awaits `sent`, and reads the campaign if it is in doubt whether the server applied the request.
///
/// `shows` is whether a campaign is in the state that was requested; `value` makes a result of it. The reading proves the
/// change only if the campaign was updated since the call started, or less than a second before, because the server's clock shows
/// no fractions. It cannot prove that this call made the change, and nobody else.
pub(super) async fn settle<T>(
    client: &Client,
    uuid: String,
    options: &CallOptions,
    sent: impl Future<Output = Result<Response<T>, Error>>,
    shows: impl Fn(&CampaignDetail) -> bool,
    value: impl FnOnce(&CampaignDetail) -> T,
) -> Result<Response<T>, Error> {
    let (started, started_at) = (Instant::now(), SystemTime::now());
    let error = match sent.await {
        Err(error) if error.outcome() == Some(Outcome::Unknown) => error,
        settled => return settled,
    };
    let deadline = options.deadline.or(client.shared().deadline).unwrap_or(DEADLINE);
    let is_done = |campaign: &Response<CampaignDetail>, sent: Duration| {
        let start = start_by_server(campaign, sent, started_at);
        shows(campaign) && start.zip(campaign.updated_at).is_some_and(|(start, updated)| updated >= start)
    };
    match read_until(client, &uuid, options, started, deadline, is_done).await {
        Ok(campaign) => {
            let result = value(&campaign);
            Ok(campaign.map(|_| result).after_doubt())
        }
        Err(read) => Err(OutcomeUnknown::of_transition(error, read).into()),
    }
}

/// Sends a request within the timeout, and reads the campaign until it shows the change.
pub(super) async fn wait<T, F>(
    client: &Client,
    uuid: &str,
    mut options: CallOptions,
    timeout: Duration,
    send: impl FnOnce(CallOptions) -> F,
    shows: impl Fn(&CampaignDetail) -> bool,
) -> Result<Response<CampaignDetail>, Error>
where
    F: Future<Output = Result<Response<T>, Error>>,
{
    let deadline = options.deadline.or(client.shared().deadline);
    options.deadline = Some(deadline.map_or(timeout, |deadline| deadline.min(timeout)));
    let started = Instant::now();
    let response = send(options.clone()).await?;
    match read_until(client, uuid, &options, started, timeout, |campaign, _| shows(campaign)).await {
        Ok(campaign) if response.unsettled() => Ok(campaign.after_doubt()),
        Ok(campaign) => Ok(campaign),
        Err(_) => Err(TransportError::deadline(timeout, None, response.facts(true)).into()),
    }
}

/// Reads a campaign, 1, 2, 4 … s apart, until `is_done`, or returns the last reading at the deadline. The second argument of
/// `is_done` is how long after the start the reading was requested.
async fn read_until(
    client: &Client,
    uuid: &str,
    options: &CallOptions,
    started: Instant,
    deadline: Duration,
    is_done: impl Fn(&Response<CampaignDetail>, Duration) -> bool,
) -> Result<Response<CampaignDetail>, Option<CampaignDetail>> {
    let policy = options.retry.clone().unwrap_or_else(|| client.shared().retry.clone());
    let mut waits = policy.jitter(false).max_backoff(DEADLINE).max_retries(u32::MAX).waits();
    let mut read = None;
    loop {
        let wait = waits.next().unwrap_or(DEADLINE);
        let left = deadline.saturating_sub(started.elapsed());
        if left <= wait {
            return Err(read);
        }
        tokio::time::sleep(wait).await;
        let mut reading = options.clone();
        (reading.deadline, reading.retry) = (Some(left - wait), Some(RetryPolicy::none()));
        let get = GetCampaign::new(client.clone(), uuid.to_owned()).with_options(reading);
        let sent = started.elapsed();
        let Ok(campaign) = get.send().await else {
            continue;
        };
        if is_done(&campaign, sent) {
            return Ok(campaign);
        }
        read = Some(campaign.into_inner());
    }
}

/// When the call started, by the clock of the server that sent this response, which was requested at `sent` after the start. At most
/// a second too early, because `Date` has no fractions of a second.
pub(super) fn start_by_server<T>(
    response: &Response<T>,
    sent: Duration,
    started_at: SystemTime,
) -> Option<Timestamp> {
    let date = response.headers().get(DATE).and_then(|date| date.to_str().ok());
    let now = date.and_then(|date| httpdate::parse_http_date(date).ok());
    // Without the server's clock, this machine's has to do.
    let start = now.unwrap_or(started_at).checked_sub(now.map_or(SECOND, |_| sent));
    Timestamp::try_from(start?).ok()
}

pub(super) fn status(campaign: &CampaignDetail) -> Option<&CampaignStatus> {
    campaign.status.as_ref()
}

/// The state of a campaign that was read, as a launch or a pause returns it.
pub(super) fn state_of(campaign: &CampaignDetail) -> CampaignState {
    let mut state = CampaignState::new();
    (state.uuid, state.status, state.updated_at) =
        (campaign.uuid.clone(), campaign.status.clone(), campaign.updated_at);
    state
}
