//! The calls of one clone of the client in a round.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use crate::checks;
use crate::data::{self, ARCHIVED, TRIGGERED};
use crate::server::Campaigns;
use blueshift::jiff::Timestamp;
use blueshift::types::{CampaignSchedule, NewCampaign};
use blueshift::{
    Campaign, CampaignType, Client, Continuation, Error, ItemOutcome, ItemStatus, ListCampaigns, Listing,
    Outcome, Recipient, Response,
};
use fastrand::Rng;
use futures_util::StreamExt;

/// The results of the calls of one clone.
#[derive(Debug, Default)]
pub(crate) struct Results {
    pub(crate) listings: Vec<Listed>,
    pub(crate) reports: Vec<Report>,
    /// Problems that were found during the calls.
    pub(crate) problems: Vec<String>,
}

/// A listing that ended.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) exec_term: Option<&'static str>,
    pub(crate) uuids: Vec<String>,
    /// Whether the listing ended without an error.
    pub(crate) is_complete: bool,
    /// The first problem with the fields of a listed campaign.
    pub(crate) problem: Option<String>,
}

/// The reported outcome of one write, or of one item of a bulk write.
#[derive(Debug)]
pub(crate) struct Report {
    /// The value of `x-sandbox-call`.
    pub(crate) call: String,
    /// The UUID of the campaign, or of the transaction of an execution; `None` for `create`.
    pub(crate) target: Option<String>,
    /// The value of `archived` that the call requests.
    pub(crate) archived: Option<bool>,
    pub(crate) verdict: Verdict,
    pub(crate) may_still_take_effect: bool,
    /// The UUIDs of the campaigns that the call may have created.
    pub(crate) candidates: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Verdict {
    Applied,
    NoChange,
    NotApplied,
    Unknown,
    /// The future was dropped.
    Cancelled,
}

/// Performs five random actions of a clone, one after another. Up to four of them list campaigns, and no two of them change the
/// same campaign.
pub(crate) async fn make(
    client: Client,
    id: String,
    clone: usize,
    random: Rng,
    before: Arc<Campaigns>,
) -> Results {
    let mut caller = Caller { client, id, clone, random, before, results: Results::default() };
    let mut actions = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11];
    caller.random.shuffle(&mut actions);
    for action in actions.into_iter().take(5) {
        caller.act(action).await;
    }
    caller.results
}

struct Caller {
    client: Client,
    id: String,
    clone: usize,
    random: Rng,
    /// The campaigns before the round.
    before: Arc<Campaigns>,
    results: Results,
}

/// Sends a write and adds its report. Some writes are dropped before they end.
macro_rules! send {
    ($caller:ident, $name:literal, $target:expr, $archived:expr, $request:expr) => {{
        let call = format!("{}, {}", $caller.id, $name);
        let request = $request.header("x-sandbox-call", &call);
        let timeout = $caller.timeout();
        let result = tokio::time::timeout(timeout, request.send()).await;
        $caller.results.reports.push(report(call, $target, $archived, result.ok()));
    }};
}

impl Caller {
    /// Returns how long to wait for a call before it is dropped.
    fn timeout(&mut self) -> Duration {
        match self.random.u8(..20) {
            0 => Duration::from_millis(self.random.u64(..30)),
            // Every call ends before this timeout.
            _ => Duration::from_secs(300),
        }
    }

    async fn act(&mut self, action: u8) {
        let campaigns = self.client.campaigns();
        let own = |action: &str| data::uuid(self.clone, action);
        let archive = self.random.bool();
        match action {
            0..3 => self.list().await,
            3 => self.resume().await,
            4 => {
                let uuid = own(["launch", "schedule", "archive"][self.random.usize(..3)]);
                if let Ok(campaign) = campaigns.get(uuid).send().await {
                    self.results.problems.extend(checks::fields(&self.before, &campaign.value).err());
                }
            }
            5 => {
                let uuid = own("launch");
                // The sandbox refuses the request if the status of the campaign does not permit the change.
                if archive {
                    send!(self, "launch", Some(uuid.clone()), None, campaigns.launch(&uuid));
                } else {
                    send!(self, "pause", Some(uuid.clone()), None, campaigns.pause(&uuid));
                }
            }
            6 => {
                let year = 2031 + self.random.u16(..60);
                let start = format!("{year}-05-01T00:00:00Z").parse::<Timestamp>().unwrap_or_default();
                let (uuid, schedule) = (own("schedule"), CampaignSchedule::new(start));
                let request = campaigns.update_schedule(&uuid, schedule);
                send!(self, "schedule", Some(uuid), None, request);
            }
            7 => {
                let uuid = own("archive");
                if archive {
                    send!(self, "archive", Some(uuid.clone()), Some(true), campaigns.archive(&uuid));
                } else {
                    send!(self, "unarchive", Some(uuid.clone()), Some(false), campaigns.unarchive(&uuid));
                }
            }
            8 => {
                let request = campaigns.execute(TRIGGERED, self.recipient(0));
                let transaction = request.transaction_uuid().to_string();
                send!(self, "execute", Some(transaction), None, request);
            }
            9 => {
                let start = Timestamp::now();
                // Only every eighth clone creates campaigns, so that the list does not grow too fast.
                if self.clone.is_multiple_of(8) {
                    let campaign =
                        NewCampaign::new(format!("Created by {}", self.id), start).with_launch(archive);
                    let request = campaigns.create(CampaignType::EventTriggered, campaign);
                    send!(self, "create", None, None, request);
                }
            }
            10 => self.archive_many(archive).await,
            _ => self.execute_many(archive).await,
        }
    }

    fn recipient(&mut self, number: usize) -> Recipient {
        Recipient::customer_id(format!("customer {}", self.clone)).field("number", number)
    }

    /// Lists all campaigns or those of one type. Some listings are dropped before they end.
    async fn list(&mut self) {
        let exec_term = ["recurring", "transactional", "lunar"].get(self.random.usize(..6)).copied();
        let mut request =
            self.client.campaigns().list().per_page(50).concurrency([1, 1, 2, 8][self.random.usize(..4)]);
        if let Some(exec_term) = exec_term {
            request = request.exec_term(exec_term);
        }
        if self.random.u8(..16) == 0 {
            request = request.verify();
        }
        let timeout = self.timeout();
        let listed = tokio::time::timeout(timeout, read(request, Listed::of(exec_term), &self.before)).await;
        self.results.listings.extend(listed.ok());
    }

    /// Lists some campaigns, serializes the token of the listing, and lists the other campaigns with the deserialized token.
    async fn resume(&mut self) {
        let mut listed = Listed::of(None);
        let mut first = self.client.campaigns().list().per_page(50).stream();
        let count = self.random.usize(..200);
        while listed.uuids.len() < count
            && let Some(Ok(campaign)) = first.next().await
        {
            listed.add(campaign, &self.before);
        }
        let token = first.continuation().and_then(|token| serde_json::to_string(&token).ok());
        drop(first);
        let token = token.and_then(|token| serde_json::from_str::<Continuation>(&token).ok());
        match token.map(|token| self.client.campaigns().resume(&token)) {
            Some(Ok(request)) => {
                let listed = read(request, listed, &self.before).await;
                self.results.listings.push(listed);
            }
            other => self.results.problems.push(format!("{}: cannot resume the listing: {other:?}", self.id)),
        }
    }

    async fn archive_many(&mut self, archive: bool) {
        let call = format!("{}, archive many", self.id);
        let uuids = (0..ARCHIVED).map(|number| data::uuid(self.clone, &format!("archive-many-{number}")));
        let uuids: Vec<_> = uuids.collect();
        let campaigns = self.client.campaigns();
        let request = if archive {
            campaigns.archive_many(uuids.clone())
        } else {
            campaigns.unarchive_many(uuids.clone())
        };
        let outcomes = request.header("x-sandbox-call", &call).outcomes();
        self.items(outcomes, uuids, call, Some(archive), |uuid: &String| uuid.clone()).await;
    }

    async fn execute_many(&mut self, bulk: bool) {
        let call = format!("{}, execute many", self.id);
        let recipients: Vec<_> = (1..=10).map(|number| self.recipient(number)).collect();
        let recipients: Vec<_> = recipients
            .into_iter()
            .map(|recipient| recipient.transaction_key(format!("{call} {:?}", self.random.u64(..))))
            .collect();
        let transaction = |recipient: &Recipient| recipient.transaction_uuid(TRIGGERED).to_string();
        let targets = recipients.iter().map(transaction).collect();
        let request = self.client.campaigns().execute_many(TRIGGERED, recipients);
        let request = request.header("x-sandbox-call", &call).concurrency(4);
        let outcomes = if bulk { request.bulk().chunk_size(3).outcomes() } else { request.outcomes() };
        self.items(outcomes, targets, call, None, transaction).await;
    }

    /// Reads the outcomes of a bulk write and adds a report for each item.
    async fn items<T>(
        &mut self,
        outcomes: Result<blueshift::BulkOutcomes<T>, Error>,
        targets: Vec<String>,
        call: String,
        archived: Option<bool>,
        target: impl Fn(&T) -> String,
    ) {
        let mut outcomes = match outcomes {
            Ok(outcomes) => outcomes,
            Err(error) => return self.results.problems.push(format!("{call}: {error}")),
        };
        let mut reports = Vec::new();
        let mut timeout = pin!(tokio::time::sleep(self.timeout()));
        let is_cancelled = loop {
            let outcome: ItemOutcome<T> = tokio::select! {
                outcome = outcomes.next() => match outcome {
                    Some(outcome) => outcome,
                    None => break false,
                },
                () = &mut timeout => break true,
            };
            let verdict = match outcome.status {
                ItemStatus::Successful => Verdict::Applied,
                ItemStatus::NoChange => Verdict::NoChange,
                ItemStatus::Blocked | ItemStatus::Failed => Verdict::NotApplied,
                // `Unknown`, or a status that is added later: the enum is non-exhaustive.
                _ => Verdict::Unknown,
            };
            let target = Some(target(&outcome.item));
            let may_still_take_effect = outcome.may_still_take_effect;
            reports.push(Report {
                call: call.clone(),
                target,
                archived,
                verdict,
                may_still_take_effect,
                candidates: vec![],
            });
        };
        for one in targets {
            let count = reports.iter().filter(|report| report.target.as_ref() == Some(&one)).count();
            if count == 0 && is_cancelled {
                reports.push(report(call.clone(), Some(one), archived, None::<Result<Response<()>, Error>>));
            } else if count != 1 {
                self.results.problems.push(format!("{call}: expected one outcome of {one}, found {count}"));
            }
        }
        self.results.reports.extend(reports);
    }
}

impl Listed {
    fn of(exec_term: Option<&'static str>) -> Self {
        Self { exec_term, uuids: Vec::new(), is_complete: false, problem: None }
    }

    fn add(&mut self, campaign: Campaign, before: &Campaigns) {
        self.problem = self.problem.take().or_else(|| checks::fields(before, &campaign).err());
        self.uuids.push(campaign.uuid);
    }
}

/// Reads a listing until it ends or fails.
async fn read(request: ListCampaigns<Listing>, mut listed: Listed, before: &Campaigns) -> Listed {
    let mut campaigns = request.stream();
    while let Some(campaign) = campaigns.next().await {
        match campaign {
            Ok(campaign) => listed.add(campaign, before),
            Err(_) => return listed,
        }
    }
    listed.is_complete = true;
    listed
}

/// Returns the report of a call. `result` is `None` if the future was dropped.
fn report<T>(
    call: String,
    target: Option<String>,
    archived: Option<bool>,
    result: Option<Result<Response<T>, Error>>,
) -> Report {
    let mut candidates = Vec::new();
    let (verdict, may_still_take_effect) = match result {
        Some(Ok(response)) => (Verdict::Applied, response.may_still_take_effect()),
        Some(Err(error)) => {
            if let Error::OutcomeUnknown(unknown) = &error {
                candidates
                    .extend(unknown.candidates().unwrap_or_default().iter().map(|one| one.uuid.clone()));
            }
            let verdict = match error.outcome() {
                Some(Outcome::Applied) => Verdict::Applied,
                Some(Outcome::NotApplied) => Verdict::NotApplied,
                _ => Verdict::Unknown,
            };
            (verdict, error.may_still_take_effect())
        }
        None => (Verdict::Cancelled, true),
    };
    Report { call, target, archived, verdict, may_still_take_effect, candidates }
}
