//! Tests that the ledger equals the sequence of state changes, even with concurrent writes and lost responses.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use std::time::Duration;

use blueshift_sandbox::{Effect, Fault, Sandbox};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::api::{parsed, request, start};

const CAMPAIGNS: [&str; 4] =
    ["transactional-draft", "transactional-launched", "one_time-paused", "archived-on_going-paused"];

#[derive(Debug, Clone, Copy)]
enum Write {
    Launch(usize),
    Pause(usize),
    /// Sets a start date that differs from those of all other calls.
    Reschedule(usize),
    Archive(usize, bool),
    /// Archives or unarchives all campaigns.
    BulkArchive(bool),
    Create,
    /// Executes a campaign with one of three values of `transaction_uuid`.
    Execute(usize, usize),
    /// Executes all campaigns without a `transaction_uuid`.
    BulkExecute,
}

fn write() -> impl Strategy<Value = Write> {
    let campaign = 0..CAMPAIGNS.len();
    prop_oneof![
        3 => campaign.clone().prop_map(Write::Launch),
        3 => campaign.clone().prop_map(Write::Pause),
        2 => campaign.clone().prop_map(Write::Reschedule),
        3 => (campaign.clone(), any::<bool>()).prop_map(|(campaign, archived)| Write::Archive(campaign, archived)),
        1 => any::<bool>().prop_map(Write::BulkArchive),
        1 => Just(Write::Create),
        2 => (campaign, 0_usize..3).prop_map(|(campaign, key)| Write::Execute(campaign, key)),
        1 => Just(Write::BulkExecute),
    ]
}

fn fault() -> impl Strategy<Value = Fault> {
    let kind = prop_oneof![
        Just(Fault::lost_response()),
        Just(Fault::lost_response().respond_with(504)),
        Just(Fault::delayed_effect(Duration::from_secs(600))),
        Just(Fault::delayed_effect(Duration::from_secs(600)).respond_with(409)),
        Just(Fault::truncate()),
        Just(Fault::status(503)),
        Just(Fault::reset()),
    ];
    (kind, 0.0..0.3, any::<u64>()).prop_map(|(fault, share, seed)| fault.share(share).seed(seed))
}

fn key(number: usize) -> String {
    format!("6f1c2a54-0c5e-4b8e-9d0a-3b2f7c9e1d4{number}")
}

/// Returns the start date that a call sets.
fn startdate(call: usize) -> String {
    format!("2027-01-01T00:00:00.{call:03}Z")
}

/// The result of a call, as seen by the client: the body of a complete 200 response, a refusal, or an unknown outcome.
enum Report {
    Ok(Value),
    Refused,
    Unknown,
}

async fn send(sandbox: &Sandbox, call: usize, write: Write) -> Report {
    let of = |method: &str, campaign: usize, operation: &str| {
        (format!("{method} /api/v1/campaigns/{}/{operation}", CAMPAIGNS[campaign]), Value::Null)
    };
    let (line, body) = match write {
        Write::Launch(campaign) => of("PATCH", campaign, "launch"),
        Write::Pause(campaign) => of("PATCH", campaign, "pause"),
        Write::Reschedule(campaign) => {
            (of("PATCH", campaign, "update_schedule").0, json!({"startdate": startdate(call)}))
        }
        Write::Archive(campaign, true) => of("PUT", campaign, "archive"),
        Write::Archive(campaign, false) => of("PUT", campaign, "unarchive"),
        Write::BulkArchive(archived) => {
            let operation = if archived { "bulk_archive" } else { "bulk_unarchive" };
            (format!("PUT /api/v1/campaigns/{operation}"), json!({"uuid": CAMPAIGNS}))
        }
        Write::Create => (
            "POST /api/v1/campaigns/event_triggered".to_owned(),
            json!({"name": format!("call {call}"), "startdate": startdate(call)}),
        ),
        Write::Execute(campaign, number) => (
            "POST /api/v1/campaigns/execute".to_owned(),
            json!({"email": "a@example.com", "campaign_uuid": CAMPAIGNS[campaign], "transaction_uuid": key(number)}),
        ),
        Write::BulkExecute => {
            let payload = |uuid: &&str| json!({"customer_id": "c", "campaign_uuid": uuid});
            let payloads: Vec<_> = CAMPAIGNS.iter().map(payload).collect();
            ("POST /api/v1/campaigns/bulk_execute".to_owned(), json!({"payloads": payloads}))
        }
    };
    let request = request(sandbox, &line).header("x-sandbox-call", call.to_string()).json(&body);
    let Ok(response) = request.send().await else { return Report::Unknown };
    match (response.status().as_u16(), response.text().await) {
        (200, Ok(body)) => Report::Ok(parsed(&body)),
        (404 | 422, Ok(_)) => Report::Refused,
        _ => Report::Unknown,
    }
}

/// A campaign in the model.
#[derive(Debug, Clone, PartialEq)]
struct Campaign {
    event_triggered: bool,
    status: String,
    archived: bool,
    startdate: String,
}

fn observed(sandbox: &Sandbox, uuid: &str) -> Campaign {
    let fields = sandbox.campaign(uuid).unwrap();
    let text = |name: &str| fields[name].as_str().unwrap().to_owned();
    Campaign {
        event_triggered: text("exec_term") == "transactional",
        status: text("status"),
        archived: fields["archived"] == true,
        startdate: text("startdate"),
    }
}

/// Applies an effect to the model. Panics if the effect is not possible in the current state.
fn replay(campaigns: &mut BTreeMap<String, Campaign>, keys: &mut Vec<String>, effect: &Effect) {
    let call: usize = effect.call.as_deref().and_then(|call| call.parse().ok()).unwrap();
    if effect.operation == "create_campaign" {
        let created = Campaign {
            event_triggered: true,
            status: "launched".to_owned(),
            archived: false,
            startdate: startdate(call),
        };
        assert!(campaigns.insert(effect.target.clone(), created).is_none(), "{effect:?}");
        return;
    }
    let campaign = campaigns.get_mut(&effect.target).unwrap();
    let before = format!("{effect:?} is impossible for {campaign:?}");
    match effect.operation {
        "launch_campaign" => {
            assert!(!campaign.archived && ["draft", "paused"].contains(&&*campaign.status), "{before}");
            campaign.status = "launched".to_owned();
        }
        "pause_campaign" => {
            assert!(!campaign.archived && campaign.status == "launched", "{before}");
            campaign.status = "paused".to_owned();
        }
        "update_campaign_schedule" => {
            assert!(
                !campaign.archived && (campaign.status != "launched" || campaign.event_triggered),
                "{before}"
            );
            campaign.startdate = startdate(call);
        }
        "archive_campaign" | "bulk_archive_campaigns" => {
            assert!(!campaign.archived && campaign.status != "launched", "{before}");
            campaign.archived = true;
        }
        "unarchive_campaign" | "bulk_unarchive_campaigns" => {
            assert!(campaign.archived, "{before}");
            campaign.archived = false;
        }
        "execute_campaign" => {
            let key = effect.transaction_uuid.clone().unwrap();
            assert!(
                campaign.event_triggered && campaign.status == "launched" && !campaign.archived,
                "{before}"
            );
            assert!(!keys.contains(&key), "{before}");
            keys.push(key);
        }
        "bulk_execute_campaign" => {
            assert!(
                campaign.event_triggered && campaign.status == "launched" && !campaign.archived,
                "{before}"
            );
        }
        other => panic!("unexpected operation {other}"),
    }
}

/// Returns the number of effects according to a response, or `None` if the response does not state it.
fn stated(write: Write, body: &Value) -> Option<usize> {
    Some(match write {
        Write::Launch(_) | Write::Pause(_) | Write::Reschedule(_) | Write::Create => 1,
        // The response does not state whether the campaign changed.
        Write::Archive(..) => return None,
        Write::BulkArchive(_) => body["successful"].as_array().unwrap().len(),
        Write::Execute(..) => usize::from(body.get("message").is_none()),
        Write::BulkExecute => {
            let results = body.as_array().unwrap();
            results.iter().filter(|result| result["success"] == true).count()
        }
    })
}

/// Sends the writes of each client sequentially, and the writes of different clients concurrently.
async fn run(clients: Vec<Vec<Write>>, faults: Vec<Fault>) -> (Arc<Sandbox>, Vec<(usize, Write, Report)>) {
    let sandbox = Arc::new(start().await);
    sandbox.faults().set(faults);
    let mut number = 0;
    let mut tasks = Vec::new();
    for writes in clients {
        let numbered: Vec<_> = (number..).zip(writes).collect();
        number += numbered.len();
        let sandbox = sandbox.clone();
        tasks.push(tokio::spawn(async move {
            let mut reports = Vec::new();
            for (call, write) in numbered {
                reports.push((call, write, send(&sandbox, call, write).await));
            }
            reports
        }));
    }
    let mut reports = Vec::new();
    for task in tasks {
        reports.extend(task.await.unwrap());
    }
    (sandbox, reports)
}

fn check(
    sandbox: &Sandbox,
    before: &BTreeMap<String, Campaign>,
    initial_count: usize,
    reports: &[(usize, Write, Report)],
) {
    let effects = sandbox.effects();
    assert!((1..).zip(&effects).all(|(number, effect)| effect.sequence == number), "{effects:?}");
    let (mut model, mut keys) = (before.clone(), Vec::new());
    for effect in &effects {
        replay(&mut model, &mut keys, effect);
    }
    for (uuid, expected) in &model {
        assert_eq!(&observed(sandbox, uuid), expected, "{uuid}: {effects:?}");
    }
    assert_eq!(sandbox.campaigns() - initial_count, model.len() - before.len());
    let mut by_call: HashMap<usize, usize> = HashMap::new();
    for effect in &effects {
        let call = effect.call.as_deref().and_then(|call| call.parse().ok()).unwrap();
        *by_call.entry(call).or_default() += 1;
    }
    for (call, write, report) in reports {
        let found = by_call.get(call).copied().unwrap_or(0);
        let max_effects = match write {
            Write::BulkArchive(_) | Write::BulkExecute => CAMPAIGNS.len(),
            _ => 1,
        };
        match report {
            Report::Ok(body) => {
                assert!(
                    stated(*write, body).is_none_or(|stated| stated == found),
                    "{call} {write:?}: {body}"
                );
            }
            Report::Refused => assert_eq!(found, 0, "{call} {write:?}"),
            Report::Unknown => {}
        }
        assert!(found <= max_effects, "{call} {write:?}");
    }
}

/// Returns the tested campaigns before all writes, and the number of all campaigns.
fn initial() -> (BTreeMap<String, Campaign>, usize) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let sandbox = start().await;
        let campaigns = CAMPAIGNS.iter().map(|uuid| ((*uuid).to_owned(), observed(&sandbox, uuid)));
        (campaigns.collect(), sandbox.campaigns())
    })
}

fn clients() -> impl Strategy<Value = Vec<Vec<Write>>> {
    prop::collection::vec(prop::collection::vec(write(), 1..8), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    /// Runs on one thread with delayed effects, which are all applied before the check.
    #[test]
    fn ledger_is_the_sequence_of_state_changes(
        clients in clients(),
        faults in prop::collection::vec(fault(), 0..4),
    ) {
        let (before, initial_count) = initial();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (sandbox, reports) = run(clients, faults).await;
            tokio::time::pause();
            tokio::time::sleep(Duration::from_secs(3600)).await;
            tokio::time::resume();
            check(&sandbox, &before, initial_count, &reports);
        });
    }

    /// Runs on several threads, without delayed effects.
    #[test]
    fn writes_on_several_threads_are_serialized(clients in clients(), share in 0.0..0.5) {
        let (before, initial_count) = initial();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build().unwrap();
        runtime.block_on(async {
            let (sandbox, reports) = run(clients, vec![Fault::lost_response().share(share)]).await;
            check(&sandbox, &before, initial_count, &reports);
        });
    }
}
