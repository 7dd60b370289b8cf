//! A client that sends requests within the budget.

use std::time::Duration;

use blueshift::reqwest::Method;
use blueshift::reqwest::header::{HeaderMap, RETRY_AFTER};
use blueshift::{Client, Error, RetryPolicy};

use super::record::Recorder;
use super::response::Response;

/// The path of `list_campaigns`.
pub(super) const LIST: &str = "/api/v2/campaigns.json";

/// The wait before the first retry if the response has no `Retry-After`.
const FIRST_WAIT: Duration = Duration::from_secs(1);
/// The maximum wait between two calls that send the same request.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The parameters of a request.
pub(super) type Query = Vec<(&'static str, String)>;

/// The reason why no further request is sent.
#[derive(Debug)]
pub(super) enum Stop {
    /// The request budget is exhausted.
    Budget,
    /// A request failed.
    Call(Error),
    /// A response could not be recorded.
    Record(std::io::Error),
}

/// The number of responses, in total and with certain headers.
#[derive(Debug, Default)]
pub(super) struct HeaderCounts {
    pub(super) responses: u32,
    pub(super) with_request_id: u32,
    /// The number of responses with status 429.
    pub(super) limited: u32,
    /// The number of responses with status 429 and `Retry-After`.
    pub(super) limited_with_retry_after: u32,
    pub(super) with_x_ratelimit: u32,
    pub(super) with_ratelimit: u32,
}

impl HeaderCounts {
    fn add(&mut self, status: u16, headers: &HeaderMap) {
        let count = |is: bool| u32::from(is);
        let any = |prefix: &str| count(headers.keys().any(|name| name.as_str().starts_with(prefix)));
        self.responses = self.responses.saturating_add(1);
        self.with_request_id =
            self.with_request_id.saturating_add(count(headers.contains_key("x-request-id")));
        self.with_x_ratelimit = self.with_x_ratelimit.saturating_add(any("x-ratelimit"));
        self.with_ratelimit = self.with_ratelimit.saturating_add(any("ratelimit"));
        if status == 429 {
            self.limited = self.limited.saturating_add(1);
            let has_retry_after = count(headers.contains_key(RETRY_AFTER));
            self.limited_with_retry_after = self.limited_with_retry_after.saturating_add(has_retry_after);
        }
    }
}

/// A client that sends requests within the budget, and records observations about the responses.
pub(super) struct BudgetedClient {
    client: Client,
    budget: u32,
    used: u32,
    retries: u32,
    recorder: Option<Recorder>,
    pub(super) headers: HeaderCounts,
    /// The shape of each page, and whether the request had `page` or `per_page`.
    pub(super) shapes: Vec<(&'static str, bool)>,
    /// The number of campaigns on the longest page of a request without `per_page`.
    pub(super) default_page: usize,
    /// The error of the last request that was refused.
    pub(super) refusal: Option<Error>,
}

enum Attempt {
    Response(Response),
    /// A transient failure.
    Failed(Error),
}

impl BudgetedClient {
    pub(super) fn new(client: Client, budget: u32, retries: u32, recorder: Option<Recorder>) -> Self {
        Self {
            client,
            budget,
            used: 0,
            retries,
            recorder,
            headers: HeaderCounts::default(),
            shapes: Vec::new(),
            default_page: 0,
            refusal: None,
        }
    }

    /// Returns the number of requests sent, including retries.
    pub(super) fn used(&self) -> u32 {
        self.used
    }

    pub(super) fn budget(&self) -> u32 {
        self.budget
    }

    /// Requests a page. If `accepts_500` is true, status 500 counts as a refusal, and is not retried.
    pub(super) async fn list(&mut self, query: &Query, accepts_500: bool) -> Result<Response, Stop> {
        let response = self.get(LIST, query, accepts_500).await?;
        if let Response::List(list) = &response {
            let has = |wanted: &str| query.iter().any(|(name, _)| *name == wanted);
            self.shapes.push((list.shape, has("page") || has("per_page")));
            if !has("per_page") {
                self.default_page = self.default_page.max(list.items.len());
            }
        }
        Ok(response)
    }

    /// Sends a request, and retries it after a transient failure.
    pub(super) async fn get(
        &mut self,
        path: &str,
        query: &Query,
        accepts_500: bool,
    ) -> Result<Response, Stop> {
        let (mut left, mut wait) = (self.retries, FIRST_WAIT);
        // The first attempt is a separate call, so that the headers of a response with status 429 are available.
        let mut retries = 0;
        loop {
            let error = match self.attempt(path, query, retries, accepts_500).await? {
                Attempt::Response(response) => return Ok(response),
                Attempt::Failed(error) => error,
            };
            let Some(rest) = left.checked_sub(1).filter(|_| self.used < self.budget) else {
                return Err(Stop::Call(error));
            };
            tokio::time::sleep(error.retry_after().unwrap_or(wait).min(LONGEST_WAIT)).await;
            wait = wait.saturating_mul(2);
            // The retry policy of a call retries status 500, so each attempt is a separate call if 500 is a refusal.
            (left, retries) = if accepts_500 { (rest, 0) } else { (0, rest) };
        }
    }

    async fn attempt(
        &mut self,
        path: &str,
        query: &Query,
        retries: u32,
        accepts_500: bool,
    ) -> Result<Attempt, Stop> {
        let Some(spare) = self.budget.saturating_sub(self.used).checked_sub(1) else {
            return Err(Stop::Budget);
        };
        let policy = RetryPolicy::default().max_retries(retries.min(spare));
        let mut request = self.client.request(Method::GET, path).retry_policy(policy);
        for (name, value) in query {
            request = request.query(*name, value.as_str());
        }
        let sent = request.send_bytes().await;
        let attempts = match &sent {
            Ok(response) => response.attempts(),
            Err(error) => error.attempts(),
        };
        self.used = self.used.saturating_add(attempts);
        match sent {
            Ok(response) => {
                self.observe(path, query, response.status().as_u16(), response.headers(), &response)?;
                Ok(Attempt::Response(Response::from_body(&response)))
            }
            Err(Error::Api(api)) => {
                let status = api.status().as_u16();
                self.observe(path, query, status, api.headers(), api.body())?;
                let is_accepted = accepts_500 && status == 500;
                match status {
                    200..=299 => Ok(Attempt::Response(Response::Unreadable)),
                    401 => Err(Stop::Call(Error::Api(api))),
                    403 if path == LIST => Err(Stop::Call(Error::Api(api))),
                    408 | 425 | 429 | 500..=599 if !is_accepted => Ok(Attempt::Failed(Error::Api(api))),
                    _ => {
                        self.refusal = Some(Error::Api(api));
                        Ok(Attempt::Response(Response::Refused(status)))
                    }
                }
            }
            Err(error) if error.is_retryable() => Ok(Attempt::Failed(error)),
            Err(error) => Err(Stop::Call(error)),
        }
    }

    fn observe(
        &mut self,
        path: &str,
        query: &Query,
        status: u16,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), Stop> {
        self.headers.add(status, headers);
        match &mut self.recorder {
            Some(recorder) => recorder.save(path, query, status, headers, body).map_err(Stop::Record),
            None => Ok(()),
        }
    }

    /// Reads pages repeatedly, in the same order, until two successive readings are equal. Makes at most three readings.
    ///
    /// If two successive readings are equal, each page is assumed to be unchanged between its two responses. At the end of the
    /// first of these readings, every page had been received once and would be received again, so all pages had these contents at
    /// that time. Returns `None` if no two successive readings are equal.
    pub(super) async fn snapshot<const N: usize>(
        &mut self,
        queries: [Query; N],
    ) -> Result<Option<[Response; N]>, Stop> {
        let mut before = None;
        for _ in 0..3 {
            let mut responses = Vec::with_capacity(N);
            for query in &queries {
                responses.push(self.list(query, true).await?);
            }
            if before.as_ref() == Some(&responses) {
                return Ok(responses.try_into().ok());
            }
            before = Some(responses);
        }
        Ok(None)
    }
}
