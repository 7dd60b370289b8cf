//! A property test of writes: a program writes to a sandbox through an unreliable network, while another client writes to the
//! same campaigns.
//!
//! The results that the library reports are compared with the ledger of the sandbox. tokio's clock is paused and no sockets are
//! used, so that cases are reproducible.

mod cases;
mod guarantee;
mod network;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use blueshift_api::types::{CampaignDetail, CampaignSchedule, CampaignType, NewCampaign};
use blueshift_sandbox::{BulkTransactions, DetailShape, Effect, Fault, Sandbox};
use futures_util::StreamExt;
use futures_util::future::join_all;
use jiff::Timestamp;
use proptest::prelude::*;
use uuid::Uuid;

use crate::transport::HttpService;
use crate::{Client, Error, ItemOutcome, ItemStatus, Outcome, Recipient, Response, RetryPolicy};
use cases::{Action, Call, Case, Key, cases};
use network::{Network, Repeat, Sent};

/// The reported result of one write to a campaign, of one execution, or of one item of a bulk write.
#[derive(Clone, Debug)]
struct Report {
    /// The UUID of the campaign; empty for `create`.
    target: String,
    /// The transaction of an execution.
    transaction: Option<Uuid>,
    /// The origin of the transaction.
    key: Option<Key>,
    verdict: Verdict,
    /// Whether an earlier request may still take effect.
    may_still_take_effect: bool,
    /// The campaigns that may have been created, if they could be listed.
    candidates: Option<Vec<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Verdict {
    Applied,
    /// The campaign was already in the requested state.
    NoChange,
    NotApplied,
    Unknown,
    /// The program dropped the future.
    Cancelled,
}

/// A finished call, with the number of effects in the ledger at its start and at its end.
#[derive(Clone, Debug)]
struct FinishedCall {
    id: String,
    call: Call,
    /// The number of effects in the ledger a second before the start.
    before: usize,
    started: usize,
    ended: usize,
    took: Duration,
    reports: Vec<Report>,
}

/// The result of a case.
struct Run {
    uuids: [String; 2],
    calls: Vec<FinishedCall>,
    effects: Vec<Effect>,
    /// The requests of the program.
    sent: Vec<Sent>,
}

/// A program that sends requests: the one under test, or another client.
#[derive(Clone)]
struct Actor {
    sandbox: Arc<Sandbox>,
    network: Network,
    policy: RetryPolicy,
    /// Whether a layer repeats failed requests.
    repeats: bool,
}

impl Actor {
    /// Returns a new client, as after a restart of the program.
    fn client(&self) -> Client {
        let client = Client::builder(self.sandbox.api_key())
            .base_url("http://localhost")
            .http_client(network::http_client())
            .http_service(HttpService::new(self.network.clone()))
            .attempt_timeout(Duration::from_secs(5))
            .retry_policy(self.policy.clone());
        let client = if self.repeats { client.layer(tower_layer::layer_fn(Repeat)) } else { client };
        client.build().unwrap()
    }
}

fn schedule(year: u16) -> CampaignSchedule {
    CampaignSchedule::new(format!("{year}-05-01T00:00:00Z").parse::<Timestamp>().unwrap())
}

fn recipient(key: Key) -> Recipient {
    match key {
        Key::Generated => Recipient::email("jane@example.com"),
        Key::Derived(n) => Recipient::email("jane@example.com").transaction_key(format!("order-{n}")),
        Key::Given(n) => Recipient::email("jane@example.com").transaction(Uuid::from_u128(1 + u128::from(n))),
    }
}

/// Returns the report of a call that has not finished. It stays unchanged if the future is dropped.
fn pending(target: &str, transaction: Option<(Uuid, Key)>) -> Report {
    let (transaction, key) = transaction.unzip();
    let target = target.to_owned();
    Report {
        target,
        transaction,
        key,
        verdict: Verdict::Cancelled,
        may_still_take_effect: true,
        candidates: None,
    }
}

fn settle<T>(report: &mut Report, result: Result<Response<T>, Error>) {
    match result {
        Ok(response) => {
            (report.verdict, report.may_still_take_effect) =
                (Verdict::Applied, response.may_still_take_effect())
        }
        Err(error) => {
            report.verdict = match error.outcome() {
                Some(Outcome::Applied) => Verdict::Applied,
                Some(Outcome::NotApplied) => Verdict::NotApplied,
                Some(Outcome::Unknown) => Verdict::Unknown,
                None => panic!("expected an error with an outcome, found {error:?}"),
            };
            report.may_still_take_effect = error.may_still_take_effect();
            if let Error::OutcomeUnknown(unknown) = &error {
                let uuids = |campaigns: &[crate::Campaign]| {
                    campaigns.iter().map(|campaign| campaign.uuid.clone()).collect()
                };
                report.candidates = unknown.candidates().map(uuids);
            }
        }
    }
}

fn settle_item<T>(report: &mut Report, outcome: &ItemOutcome<T>) {
    report.verdict = match outcome.status {
        ItemStatus::Successful => Verdict::Applied,
        ItemStatus::NoChange => Verdict::NoChange,
        ItemStatus::Blocked | ItemStatus::Failed => Verdict::NotApplied,
        ItemStatus::Unknown => Verdict::Unknown,
    };
    report.may_still_take_effect = outcome.may_still_take_effect;
}

/// Returns whether a campaign is in the state that an action requests.
fn is_shown(campaign: &CampaignDetail, action: &Action) -> bool {
    let status = campaign.status.as_ref().map(AsRef::as_ref);
    match action {
        Action::Launch => status == Some("launched"),
        Action::Pause => status == Some("paused"),
        Action::Reschedule(year) => campaign.startdate == schedule(*year).startdate,
        _ => false,
    }
}

/// Makes a call. `reports` is also valid if the call is dropped.
async fn perform(client: Client, call: &Call, id: &str, uuids: &[String; 2], reports: &mut Vec<Report>) {
    let (campaigns, uuid) = (client.campaigns(), uuids[call.campaign].as_str());
    let header = "x-sandbox-call";
    macro_rules! send {
        ($request:expr, $report:expr) => {{
            let mut request = $request.header(header, id);
            if let Some(deadline) = call.deadline {
                request = request.deadline(deadline);
            }
            reports.push($report);
            settle(&mut reports[0], request.send().await);
        }};
    }
    macro_rules! transition {
        ($request:expr, $wait:ident) => {{
            let mut request = $request.header(header, id);
            if let Some(deadline) = call.deadline {
                request = request.deadline(deadline);
            }
            reports.push(pending(uuid, None));
            match call.wait {
                None => settle(&mut reports[0], request.send().await),
                Some(timeout) => {
                    let result = request.$wait(timeout).await;
                    if let Ok(campaign) = &result {
                        assert!(
                            is_shown(campaign, &call.action),
                            "the campaign does not show the change: {campaign:?}"
                        );
                    }
                    settle(&mut reports[0], result);
                }
            }
        }};
    }
    macro_rules! send_many {
        ($request:expr, $find:expr $(, $bulk:expr)?) => {{
            let mut request = $request.header(header, id);
            if let Some(deadline) = call.deadline {
                request = request.deadline(deadline);
            }
            $(let request = $bulk(request);)?
            let mut outcomes = request.outcomes().unwrap();
            while let Some(outcome) = outcomes.next().await {
                let is_this = $find(&outcome);
                let report =
                    reports.iter_mut().find(|report| report.verdict == Verdict::Cancelled && is_this(report));
                settle_item(report.expect("each item must have exactly one outcome"), &outcome);
            }
            assert!(
                reports.iter().all(|report| report.verdict != Verdict::Cancelled),
                "an item has no outcome: {reports:?}"
            );
        }};
    }
    match &call.action {
        Action::Launch => transition!(campaigns.launch(uuid), wait_until_launched),
        Action::Pause => transition!(campaigns.pause(uuid), wait_until_paused),
        Action::Reschedule(year) => {
            transition!(campaigns.update_schedule(uuid, schedule(*year)), wait_until_shown)
        }
        Action::Archive(true) => send!(campaigns.archive(uuid), pending(uuid, None)),
        Action::Archive(false) => send!(campaigns.unarchive(uuid), pending(uuid, None)),
        Action::Execute(key) => {
            let request = campaigns.execute(uuid, recipient(*key));
            let transaction = request.transaction_uuid();
            send!(request, pending(uuid, Some((transaction, *key))))
        }
        Action::Create { launch } => {
            let start = "2040-05-01T00:00:00Z".parse::<Timestamp>().unwrap();
            let campaign = NewCampaign::new("Created campaign", start).with_launch(*launch);
            send!(campaigns.create(CampaignType::EventTriggered, campaign), pending("", None))
        }
        Action::ArchiveMany(archive) => {
            reports.extend(uuids.iter().map(|uuid| pending(uuid, None)));
            let is = |outcome: &ItemOutcome<String>| {
                let uuid = outcome.item.clone();
                move |report: &Report| report.target == uuid
            };
            if *archive {
                send_many!(campaigns.archive_many(uuids.clone()), is)
            } else {
                send_many!(campaigns.unarchive_many(uuids.clone()), is)
            }
        }
        Action::ExecuteMany(keys) | Action::BulkExecute { keys, .. } => {
            let recipients: Vec<_> = keys.iter().map(|key| (*key, recipient(*key))).collect();
            let transactions =
                recipients.iter().map(|(key, recipient)| (recipient.transaction_uuid(uuid), *key));
            reports.extend(transactions.map(|transaction| pending(uuid, Some(transaction))));
            let recipients = recipients.into_iter().map(|(_, recipient)| recipient);
            let is = |outcome: &ItemOutcome<Recipient>| {
                let transaction = outcome.item.transaction_uuid(uuid);
                move |report: &Report| report.transaction == Some(transaction)
            };
            if let Action::BulkExecute { retry_unknown, .. } = call.action {
                let bulk = |request: crate::ExecuteCampaigns| {
                    let bulk = request.bulk().chunk_size(2);
                    if retry_unknown { bulk.retry_unknown() } else { bulk }
                };
                send_many!(campaigns.execute_many(uuid, recipients), is, bulk)
            } else {
                send_many!(campaigns.execute_many(uuid, recipients), is)
            }
        }
    }
}

async fn run(case: &Case) -> Run {
    let shape = if case.wrapped { DetailShape::Wrapped } else { DetailShape::Bare };
    let rule = if case.bulk_observed { BulkTransactions::Observed } else { BulkTransactions::Ignored };
    let sandbox = Sandbox::builder().campaigns(0).detail_shape(shape).bulk_transactions(rule);
    let sandbox = Arc::new(sandbox.start().await.unwrap());
    let uuids = case.campaigns.map(|campaign| {
        let fields = serde_json::json!({
            "status": campaign.status, "archived": campaign.archived, "exec_term": "transactional",
            "startdate": "2030-01-01T00:00:00.000Z", "updated_at": "2020-01-01T00:00:00.000Z",
        });
        sandbox.create(fields.as_object().cloned().unwrap()).unwrap()
    });
    let stale = (case.stale_reads > 0).then(|| Fault::stale_reads(case.stale_reads));
    sandbox.faults().set(case.faults.iter().cloned().chain(stale));
    let policy = RetryPolicy::default().jitter(false);
    let network = Network::new(sandbox.clone(), &case.network, case.latency);
    let program = Actor { sandbox: sandbox.clone(), network, policy, repeats: case.repeats };
    let network = Network::new(sandbox.clone(), &[], Duration::ZERO);
    let other_client = Actor { network, policy: RetryPolicy::none(), repeats: false, ..program.clone() };
    let client = program.client();

    let mut at = Duration::ZERO;
    let calls = case.calls.iter().enumerate().map(|(number, call)| {
        at += call.gap;
        let (at, actor) = (at, if call.foreign { &other_client } else { &program });
        let client = if call.foreign || call.restarted { actor.client() } else { client.clone() };
        let (id, sandbox, uuids) = (format!("call {number}"), &sandbox, &uuids);
        async move {
            // The library cannot distinguish a change less than a second before the start from a change after the start.
            tokio::time::sleep(at).await;
            let before = sandbox.effects().len();
            tokio::time::sleep(Duration::from_millis(1_001)).await;
            let started = sandbox.effects().len();
            let (begun, mut reports) = (tokio::time::Instant::now(), Vec::new());
            let performed = perform(client, call, &id, uuids, &mut reports);
            // Every call takes less than an hour.
            let limit = call.cancelled_after.unwrap_or(Duration::from_secs(3_600));
            let result = tokio::time::timeout(limit, performed).await;
            assert!(
                result.is_ok() || call.cancelled_after.is_some(),
                "the call did not end within {limit:?}: {call:?}"
            );
            let (took, ended) = (begun.elapsed(), sandbox.effects().len());
            FinishedCall { id, call: call.clone(), before, started, ended, took, reports }
        }
    });
    let calls = join_all(calls).await;
    // All delayed effects are applied within an hour.
    tokio::time::sleep(Duration::from_secs(3_600)).await;
    Run { uuids, calls, effects: sandbox.effects(), sent: program.network.sent() }
}

/// Runs a case and checks its reports. Returns the class and the verdict of each report of the program.
fn check(case: &Case) -> Result<Vec<(&'static str, Verdict)>, String> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().start_paused(true).build().unwrap();
    let run = runtime.block_on(run(case));
    guarantee::check(case, &run).map_err(|problem| {
        let calls: Vec<_> = run.calls.iter().map(|call| format!("{call:?}\n")).collect();
        let effects: Vec<_> = run.effects.iter().map(|effect| format!("{effect:?}\n")).collect();
        let sent: Vec<_> = run.sent.iter().map(|sent| format!("{sent:?}\n")).collect();
        format!("{problem}\n{}{}{}", calls.concat(), effects.concat(), sent.concat())
    })?;
    let own_calls = run.calls.iter().filter(|ended| !ended.call.foreign);
    let verdicts = own_calls
        .flat_map(|ended| ended.reports.iter().map(|report| (guarantee::class(&ended.call), report.verdict)));
    Ok(verdicts.collect())
}

/// Returns the number of cases. `.ci/extended` sets a larger number with an environment variable.
fn number_of_cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000)
}

type Counts = BTreeMap<&'static str, BTreeMap<Verdict, u32>>;

/// Runs random cases and counts the verdicts of each class.
fn run_cases(number: u32) -> Counts {
    let config = ProptestConfig {
        cases: number,
        failure_persistence: None,
        max_shrink_iters: 20_000,
        ..ProptestConfig::default()
    };
    let counts = std::cell::RefCell::new(Counts::new());
    let mut runner = proptest::test_runner::TestRunner::new(config);
    let outcome = runner.run(&cases(), |case| {
        for (class, verdict) in check(&case).map_err(TestCaseError::fail)? {
            *counts.borrow_mut().entry(class).or_default().entry(verdict).or_default() += 1;
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
    counts.into_inner()
}

#[test]
fn reported_outcomes_and_repetitions_match_the_guarantee() {
    let threads = std::thread::available_parallelism().map_or(1, |threads| threads.get() as u32);
    let share = number_of_cases().div_ceil(threads);
    let mut all = Counts::new();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..threads).map(|_| scope.spawn(move || run_cases(share))).collect();
        for thread in threads {
            let counts = thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            for (class, counts) in counts {
                for (verdict, count) in counts {
                    *all.entry(class).or_default().entry(verdict).or_default() += count;
                }
            }
        }
    });
    // A verdict that never occurred in a class would not be tested there.
    for (class, counts) in all {
        let all: u32 = counts.values().sum();
        let shares =
            counts.iter().map(|(verdict, count)| (verdict, 100.0 * f64::from(*count) / f64::from(all)));
        let shares: Vec<_> = shares.collect();
        eprintln!("{class}: verdicts of {all} reports in percent: {shares:.1?}");
        for verdict in [Verdict::Applied, Verdict::NotApplied, Verdict::Unknown] {
            let share = counts.get(&verdict).map_or(0.0, |count| f64::from(*count) / f64::from(all));
            assert!(share > 0.004, "{class}: expected a share of {verdict:?} above 0.004, found {share}");
        }
    }
}
