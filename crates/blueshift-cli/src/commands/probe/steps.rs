//! The steps of a probe. They run in order of importance. A step that compares pages reads them in a separate snapshot, or reads
//! them twice, so that changes to the list do not lead to wrong findings.

mod archived;
mod end;
mod filters;
mod order;
mod pages;
mod sizes;

use blueshift::jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::client::{BudgetedClient, Query, Stop};
use super::finding::Findings;
use super::response::{Response, text, timestamp};

/// The evidence of findings that are undecidable because the list changed.
const CHANGED: &str = "the list changed while it was read";

/// A probe in progress.
pub(super) struct Probe {
    pub(super) client: BudgetedClient,
    pub(super) findings: Findings,
    /// The number of the first page, if it is decided.
    first: Option<u64>,
    /// Campaigns that were listed by requests without filters.
    seen: Vec<Value>,
}

impl Probe {
    pub(super) fn new(client: BudgetedClient) -> Self {
        Self { client, findings: Findings::default(), first: None, seen: Vec::new() }
    }

    /// Runs every step.
    pub(super) async fn run(&mut self) -> Result<(), Stop> {
        self.pages().await?;
        self.sizes().await?;
        self.end().await?;
        self.archived().await?;
        self.filters().await?;
        self.undated().await?;
        self.unknown_parameter().await?;
        self.detail().await?;
        self.maximum().await
    }

    /// Determines the findings that depend on all responses.
    pub(super) fn conclude(&mut self) {
        self.shape();
        self.headers();
    }

    /// Determines whether a listing without `startdate` contains one-time campaigns without a start date.
    async fn undated(&mut self) -> Result<(), Stop> {
        let is_undated = |campaign: &Value| {
            text(campaign, "exec_term") == Some("one_time")
                && campaign.get("startdate").is_none_or(Value::is_null)
        };
        let mut found = self.seen.iter().any(is_undated);
        if !found {
            let query = vec![("exec_term", "one_time".to_owned()), ("status", "draft".to_owned())];
            found = self
                .client
                .list(&query, false)
                .await?
                .items()
                .is_some_and(|items| items.iter().any(is_undated));
        }
        if found {
            self.findings.decide(
                "undated-one-time",
                "listed",
                "a one-time campaign without a start date is listed",
            );
        } else {
            let evidence = "no one-time campaign without a start date is listed; the account may have none";
            self.findings.undecidable("undated-one-time", evidence);
        }
        Ok(())
    }

    async fn unknown_parameter(&mut self) -> Result<(), Stop> {
        let query = vec![("per_page", "1".to_owned()), ("blueshift_probe", "1".to_owned())];
        let Some([response]) = self.client.snapshot([query]).await? else {
            self.findings.undecidable("unknown-parameter", CHANGED);
            return Ok(());
        };
        match response {
            Response::Refused(status @ (400 | 422)) => {
                let evidence = format!("a request with an unknown parameter returns status {status}");
                self.findings.decide("unknown-parameter", "refuse", evidence);
            }
            Response::List(_) => {
                let evidence = "a request with an unknown parameter is served";
                self.findings.decide("unknown-parameter", "ignore", evidence);
            }
            other => {
                let evidence = format!("a request with an unknown parameter returns {}", other.describe());
                self.findings.undecidable("unknown-parameter", evidence);
            }
        }
        Ok(())
    }

    async fn detail(&mut self) -> Result<(), Stop> {
        let is_plain = |uuid: &&str| {
            uuid.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') && !uuid.is_empty()
        };
        let Some(uuid) = self.seen.iter().filter_map(|campaign| text(campaign, "uuid")).find(is_plain) else {
            self.findings.undecidable("detail-shape", "no campaign is listed");
            return Ok(());
        };
        let path = format!("/api/v1/campaigns/{uuid}.json");
        match self.client.get(&path, &Query::new(), false).await? {
            Response::Object(object) if object.get("campaign").is_some_and(Value::is_object) => {
                self.findings.decide("detail-shape", "wrapped", "an object with the campaign as `campaign`");
            }
            Response::Object(object) if object.contains_key("uuid") => {
                self.findings.decide("detail-shape", "bare", "an object with the fields of the campaign");
            }
            Response::Refused(status) => {
                self.findings.undecidable("detail-shape", format!("the response has status {status}"));
            }
            _ => self.findings.undecidable("detail-shape", "the response contains no campaign"),
        }
        Ok(())
    }

    fn shape(&mut self) {
        let shapes = &self.client.shapes;
        let shape_of = |is_paged: Option<bool>| {
            let mut shapes = shapes
                .iter()
                .filter(|(_, paged)| is_paged.is_none_or(|wanted| *paged == wanted))
                .map(|(shape, _)| *shape);
            let first = shapes.next()?;
            shapes.all(|shape| shape == first).then_some(first)
        };
        match (shape_of(None), shape_of(Some(true)), shape_of(Some(false))) {
            (Some(shape), ..) => {
                let evidence = match shape {
                    "array" => "an array",
                    "envelope" => "an object with `results`",
                    _ => "an object with `campaigns`",
                };
                self.findings.decide("shape", shape, format!("{evidence} in all {} pages", shapes.len()));
                if shape != "envelope" {
                    self.findings.not_applicable("total", format!("{evidence} contains no total"));
                }
            }
            (None, Some(paged), Some(other)) => {
                let evidence = format!("{paged} with `page` or `per_page`, {other} without");
                self.findings.undecidable("shape", evidence);
            }
            _ if shapes.is_empty() => self.findings.undecidable("shape", "no page was served"),
            _ => self.findings.undecidable("shape", "the shape varies"),
        }
    }

    fn headers(&mut self) {
        let headers = &self.client.headers;
        let all = headers.responses;
        if all == 0 {
            return;
        }
        let findings = &mut self.findings;
        match headers.with_request_id {
            0 => findings.decide("request-id", "absent", format!("in none of {all} responses")),
            some if some == all => findings.decide("request-id", "sent", format!("in all {all} responses")),
            some => findings.undecidable("request-id", format!("in {some} of {all} responses")),
        }
        let limited = headers.limited;
        match headers.limited_with_retry_after {
            _ if limited == 0 => findings.undecidable("retry-after", "no response had status 429"),
            0 => findings.decide(
                "retry-after",
                "absent",
                format!("in none of {limited} responses with status 429"),
            ),
            some if some == limited => {
                findings.decide("retry-after", "sent", format!("in all {limited} responses with status 429"));
            }
            some => {
                findings
                    .undecidable("retry-after", format!("in {some} of {limited} responses with status 429"));
            }
        }
        let key = "rate-limit-headers";
        match (headers.with_x_ratelimit, headers.with_ratelimit) {
            (0, 0) => findings.decide(key, "absent", format!("in none of {all} responses")),
            (some, 0) => {
                findings.decide(key, "x-ratelimit", format!("x-ratelimit-* in {some} of {all} responses"))
            }
            (0, some) => {
                findings.decide(key, "ratelimit", format!("ratelimit-* in {some} of {all} responses"))
            }
            _ => findings.undecidable(key, "responses have x-ratelimit-* and ratelimit-* headers"),
        }
    }

    /// Returns whether the page of a request without `per_page` is shorter than the longest such page, and therefore contains
    /// the whole list.
    fn is_complete(&self, response: &Response) -> bool {
        response.list().is_some_and(|list| list.items.len() < self.client.default_page)
    }
}

fn page_query(page: u64, per_page: u64) -> Query {
    vec![("per_page", per_page.to_string()), ("page", page.to_string())]
}

/// Returns filters for campaigns created between two timestamps, extended by `margin`.
fn window(first: Timestamp, last: Timestamp, margin: SignedDuration) -> Query {
    // A timestamp at the end of the range of jiff needs no margin.
    let after = first.checked_sub(margin).unwrap_or(first);
    let before = last.checked_add(margin).unwrap_or(last);
    vec![("created_after", precise(after)), ("created_before", precise(before))]
}

/// Formats a timestamp with microseconds.
fn precise(timestamp: Timestamp) -> String {
    format!("{timestamp:.6}")
}

fn created(campaign: &Value) -> Option<Timestamp> {
    timestamp(campaign, "created_at")
}
