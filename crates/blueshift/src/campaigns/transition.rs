//! Changes to the state or the schedule of a campaign (transitions).
//!
//! If it is unknown whether the server applied the request, the request is not sent again, because a second request could undo
//! a change that another client made in the meantime, or conflict with the first request if the server processes the first one
//! late. Instead, the campaign is read until it shows the change.

use std::future::Future;
use std::time::Duration;

use blueshift_api::CampaignStatus;
use blueshift_api::types::{CampaignDetail, CampaignState};
use jiff::Timestamp;
use tokio::time::Instant;

use super::get::GetCampaign;
use crate::call::{CallOptions, Response};
use crate::client::Client;
use crate::error::{Error, OutcomeUnknown, TransportError};
use crate::{Outcome, RetryPolicy};

/// The default deadline of a call after a request with an unknown outcome.
pub(super) const DEADLINE: Duration = Duration::from_secs(60);

/// The maximum wait between two reads.
const MAX_WAIT: Duration = Duration::from_secs(60);

/// The minimum wait between two reads, so that a retry policy without waits does not flood the server.
const MIN_WAIT: Duration = Duration::from_millis(1);

/// Awaits `sent`, and reads the campaign if it is unknown whether the server applied the request.
///
/// `shows` returns whether a campaign is in the requested state; `value` converts it to a result. The change is proved only if
/// the campaign was updated since the call started, or less than a second before, because the server's clock has no fractions of
/// a second. If the responses have no `Date` header, the outcome remains unknown. It cannot be proved that this call made the
/// change rather than another client.
pub(super) async fn settle<T>(
    client: &Client,
    uuid: &str,
    options: &CallOptions,
    sent: impl Future<Output = Result<Response<T>, Error>>,
    shows: impl Fn(&CampaignDetail) -> bool,
    value: impl FnOnce(&CampaignDetail) -> T,
) -> Result<Response<T>, Error> {
    let started = Instant::now();
    let error = match sent.await {
        Err(error) if error.outcome() == Some(Outcome::Unknown) => error,
        settled => return settled,
    };
    let deadline = options.deadline_of(client).unwrap_or(DEADLINE);
    let is_done = |campaign: &Response<CampaignDetail>, sent: Duration| {
        let start = start_by_server(campaign, sent);
        shows(campaign) && start.zip(campaign.updated_at).is_some_and(|(start, updated)| updated >= start)
    };
    match read_until(client, uuid, options, started, deadline, is_done).await {
        Ok(campaign) => {
            let result = value(&campaign);
            Ok(campaign.map(|_| result).into_may_still_take_effect())
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
    options.deadline = Some(options.deadline_of(client).map_or(timeout, |deadline| deadline.min(timeout)));
    let started = Instant::now();
    let response = send(options.clone()).await?;
    match read_until(client, uuid, &options, started, timeout, |campaign, _| shows(campaign)).await {
        Ok(campaign) if response.may_still_take_effect() => Ok(campaign.into_may_still_take_effect()),
        Ok(campaign) => Ok(campaign),
        Err(_) => Err(TransportError::deadline(timeout, None, response.facts(true)).into()),
    }
}

/// Reads a campaign at intervals of 1, 2, 4 … s until `is_done` returns true. The first interval is the first wait of the retry
/// policy. If the next read could not start before the deadline, returns `Err` with the campaign that was last read. The second
/// argument of `is_done` is the time from the start of the call to the sending of the read request.
async fn read_until(
    client: &Client,
    uuid: &str,
    options: &CallOptions,
    started: Instant,
    deadline: Duration,
    is_done: impl Fn(&Response<CampaignDetail>, Duration) -> bool,
) -> Result<Response<CampaignDetail>, Option<CampaignDetail>> {
    let policy = options.retry.as_ref().unwrap_or(&client.shared().retry);
    let mut wait = policy.first_wait().clamp(MIN_WAIT, MAX_WAIT);
    let mut read = None;
    loop {
        let left = deadline.saturating_sub(started.elapsed());
        if left <= wait {
            return Err(read);
        }
        tokio::time::sleep(wait).await;
        let mut reading = options.clone();
        (reading.deadline, reading.retry) = (Some(left - wait), Some(RetryPolicy::none()));
        wait = wait.saturating_mul(2).min(MAX_WAIT);
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

/// Returns the start of the call according to the server's clock: the `Date` of a response minus `elapsed`. If `elapsed` is the
/// time from the start to the sending of the request, the result is at most a second early, because `Date` has no fractions of
/// a second. If it is the time to the arrival of the response, the result is never late. `None` if the response does not
/// contain the server's time, which this machine's clock cannot replace because it may differ.
pub(super) fn start_by_server<T>(response: &Response<T>, elapsed: Duration) -> Option<Timestamp> {
    let now = crate::transport::server_time(response.headers())?;
    Timestamp::try_from(now.checked_sub(elapsed)?).ok()
}

pub(super) fn status(campaign: &CampaignDetail) -> Option<&CampaignStatus> {
    campaign.status.as_ref()
}

/// Returns the state of a campaign as the result of a launch or a pause.
pub(super) fn state_of(campaign: &CampaignDetail) -> CampaignState {
    let mut state = CampaignState::new();
    (state.uuid, state.status, state.updated_at) =
        (campaign.uuid.clone(), campaign.status.clone(), campaign.updated_at);
    state
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use reqwest::{Body, Method, Request, StatusCode};

    use super::*;
    use crate::transport::HttpService;

    /// Returns a client for a server that responds to writes with this status and to reads with an empty campaign, and the
    /// seconds at which the campaign is read.
    fn client(written: StatusCode, policy: RetryPolicy) -> (Client, Arc<Mutex<Vec<u64>>>) {
        let (readings, started) = (Arc::<Mutex<Vec<u64>>>::default(), Instant::now());
        let times = readings.clone();
        let network = tower::service_fn(move |request: Request| {
            let mut response = http::Response::new(Body::from("{}"));
            if request.method() == Method::GET {
                times.lock().unwrap().push(started.elapsed().as_secs());
            } else {
                *response.status_mut() = written;
            }
            std::future::ready(Ok::<_, reqwest::Error>(response.into()))
        });
        let client =
            Client::builder("key").base_url("http://localhost").http_service(HttpService::new(network));
        (client.retry_policy(policy).build().unwrap(), readings)
    }

    #[tokio::test(start_paused = true)]
    async fn waits_between_reads_double_up_to_a_minute() {
        let (client, readings) = client(StatusCode::OK, RetryPolicy::default());
        let timeout = Duration::from_secs(600);
        let error = client.campaigns().launch("u").wait_until_launched(timeout).await.unwrap_err();
        assert_eq!((error.outcome(), error.is_timeout()), (Some(Outcome::Applied), true));
        assert_eq!(*readings.lock().unwrap(), [1, 3, 7, 15, 31, 63, 123, 183, 243, 303, 363, 423, 483, 543]);
    }

    #[tokio::test(start_paused = true)]
    async fn stops_reading_after_a_minute_by_default() {
        let (client, readings) = client(StatusCode::SERVICE_UNAVAILABLE, RetryPolicy::default());
        let error = client.campaigns().launch("u").send().await.unwrap_err();
        assert_eq!(error.outcome(), Some(Outcome::Unknown));
        assert_eq!(*readings.lock().unwrap(), [1, 3, 7, 15, 31]);
    }

    #[tokio::test(start_paused = true)]
    async fn policy_without_waits_does_not_flood_the_server() {
        let policy = RetryPolicy::default().initial_backoff(Duration::ZERO).factor(1.0);
        let (client, readings) = client(StatusCode::SERVICE_UNAVAILABLE, policy);
        client.campaigns().launch("u").send().await.unwrap_err();
        assert!(readings.lock().unwrap().len() < 20, "expected fewer than 20 reads, found {readings:?}");
    }
}
