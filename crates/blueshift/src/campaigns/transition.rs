//! Changes of a campaign's state that are sent once.
//!
//! If it is in doubt whether the server applied such a request, it is not sent again, because that would undo a change that
//! somebody else made meanwhile, or collide with the first request if that is late. Instead the campaign is read until it
//! shows the change.

use std::future::Future;
use std::time::Duration;

use blueshift_api::CampaignStatus;
use blueshift_api::types::{CampaignDetail, CampaignState};
use jiff::Timestamp;
use reqwest::header::{AGE, DATE};
use tokio::time::Instant;

use super::get::GetCampaign;
use crate::call::{CallOptions, Response};
use crate::client::Client;
use crate::error::{Error, OutcomeUnknown, TransportError};
use crate::{Outcome, RetryPolicy};

/// How long a campaign is read after a doubt if the call has no deadline.
pub(super) const DEADLINE: Duration = Duration::from_secs(60);

/// The longest wait between two readings.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The shortest one, so that a retry policy without waits does not flood the server.
const SHORTEST_WAIT: Duration = Duration::from_millis(1);

/// Awaits `sent`, and reads the campaign if it is in doubt whether the server applied the request.
///
/// `shows` is whether a campaign is in the state that was requested; `value` makes a result of it. The reading proves the
/// change only if the campaign was updated since the call started, or less than a second before, because the server's clock shows
/// no fractions. A reading without the server's clock proves nothing. None can prove that this call made the change, and nobody
/// else.
pub(super) async fn settle<T>(
    client: &Client,
    uuid: String,
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
    options.deadline = Some(options.deadline_of(client).map_or(timeout, |deadline| deadline.min(timeout)));
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
    let policy = options.retry.as_ref().unwrap_or(&client.shared().retry);
    let mut wait = policy.first_wait().clamp(SHORTEST_WAIT, LONGEST_WAIT);
    let mut read = None;
    loop {
        let left = deadline.saturating_sub(started.elapsed());
        if left <= wait {
            return Err(read);
        }
        tokio::time::sleep(wait).await;
        let mut reading = options.clone();
        (reading.deadline, reading.retry) = (Some(left - wait), Some(RetryPolicy::none()));
        wait = wait.saturating_mul(2).min(LONGEST_WAIT);
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
/// a second too early, because `Date` has no fractions of a second. `None` without the server's clock, from which this machine's
/// may differ by more, and if a cache kept the response, as `Age` says (RFC 9111, section 5.1).
pub(super) fn start_by_server<T>(response: &Response<T>, sent: Duration) -> Option<Timestamp> {
    let date = response.headers().get(DATE).filter(|_| !response.headers().contains_key(AGE))?;
    let now = httpdate::parse_http_date(date.to_str().ok()?).ok()?;
    Timestamp::try_from(now.checked_sub(sent)?).ok()
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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use reqwest::{Body, Method, Request, StatusCode};

    use super::*;
    use crate::transport::HttpService;

    /// A client of a server that responds to writes with this status, and to readings with a campaign that shows nothing, and the
    /// seconds at which readings are requested.
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
    async fn waits_between_readings_double_up_to_a_minute() {
        let (client, readings) = client(StatusCode::OK, RetryPolicy::default());
        let timeout = Duration::from_secs(600);
        let error = client.campaigns().launch("u").wait_until_launched(timeout).await.unwrap_err();
        assert_eq!((error.outcome(), error.is_timeout()), (Some(Outcome::Applied), true));
        assert_eq!(*readings.lock().unwrap(), [1, 3, 7, 15, 31, 63, 123, 183, 243, 303, 363, 423, 483, 543]);
    }

    #[tokio::test(start_paused = true)]
    async fn readings_after_a_doubt_end_after_a_minute_by_default() {
        let (client, readings) = client(StatusCode::SERVICE_UNAVAILABLE, RetryPolicy::default());
        let error = client.campaigns().launch("u").send().await.unwrap_err();
        assert_eq!(error.outcome(), Some(Outcome::Unknown));
        assert_eq!(*readings.lock().unwrap(), [1, 3, 7, 15, 31]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_policy_without_waits_does_not_flood_the_server() {
        let policy = RetryPolicy::default().initial_backoff(Duration::ZERO).factor(1.0);
        let (client, readings) = client(StatusCode::SERVICE_UNAVAILABLE, policy);
        client.campaigns().launch("u").send().await.unwrap_err();
        assert!(readings.lock().unwrap().len() < 20, "{readings:?}");
    }
}
