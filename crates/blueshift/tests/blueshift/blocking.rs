//! The blocking client.

use std::path::{Path, PathBuf};
use std::thread;

use blueshift::blocking::Client;
use blueshift::jiff::{Timestamp, ToSpan};
use blueshift::types::{CampaignSchedule, NewCampaign};
use blueshift::{
    CampaignStatus, CampaignType, ConfigError, Customer, Error, ItemStatus, Outcome, Recipient, Response,
};
use blueshift_sandbox::{Fault, Sandbox};
use tokio::runtime::Runtime;

use crate::clients::fast_retries;

/// A sandbox with a separate runtime, because the tests block their threads.
struct Server {
    sandbox: Sandbox,
    runtime: Runtime,
}

impl Server {
    fn start() -> Self {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let sandbox = runtime.block_on(Sandbox::start()).unwrap();
        Self { sandbox, runtime }
    }

    fn client(&self) -> Client {
        let builder = Client::builder(self.sandbox.api_key()).base_url(self.sandbox.url());
        builder.retry_policy(fast_retries()).build().unwrap()
    }

    fn requests(&self) -> usize {
        self.sandbox.requests().len()
    }
}

/// Asserts that there are `count` outcomes, and that all are successful.
fn assert_successful<T: std::fmt::Debug>(outcomes: blueshift::blocking::Outcomes<T>, count: usize) {
    let outcomes: Vec<_> = outcomes.collect::<Result<_, _>>().unwrap();
    assert_eq!(outcomes.len(), count);
    assert!(outcomes.iter().all(|outcome| outcome.status == ItemStatus::Successful), "{outcomes:?}");
}

#[test]
fn operations_and_raw_requests_succeed() {
    let server = Server::start();
    let client = server.client();
    let campaigns = client.campaigns();
    let now = Timestamp::now();
    let range = now - (24 * 30).hours()..now;
    let long = std::time::Duration::from_secs(600);

    let new = NewCampaign::new("Blocking", now + 24.hours()).with_launch(false);
    let created = campaigns.create(CampaignType::EventTriggered, new).send().unwrap();
    let uuid = created.value.campaign.and_then(|campaign| campaign.uuid).unwrap();
    assert_eq!(campaigns.get(&uuid).send().unwrap().name.as_deref(), Some("Blocking"));
    assert_eq!(campaigns.detail(&uuid, range.clone()).send().unwrap().uuid.as_ref(), Some(&uuid));
    let schedule = CampaignSchedule::new("2030-05-01T00:00:00Z".parse::<Timestamp>().unwrap());
    campaigns.update_schedule(&uuid, schedule.clone()).wait_until_shown(long).unwrap();
    campaigns.update_schedule(&uuid, schedule).send().unwrap();
    let launched = campaigns.launch(&uuid).wait_until_launched(long).unwrap();
    assert_eq!(launched.status, Some(CampaignStatus::Launched));

    let recipient = || Recipient::email("jane@example.com");
    campaigns.execute(&uuid, recipient().transaction_key("order-1")).send().unwrap();
    assert_successful(
        campaigns.execute_many(&uuid, [recipient(), recipient()]).concurrency(2).outcomes().unwrap(),
        2,
    );
    assert_successful(campaigns.execute_many(&uuid, [recipient()]).bulk().outcomes().unwrap(), 1);

    campaigns.pause(&uuid).wait_until_paused(long).unwrap();
    campaigns.archive(&uuid).send().unwrap();
    campaigns.unarchive(&uuid).send().unwrap();
    assert_successful(campaigns.archive_many([uuid.clone()]).outcomes().unwrap(), 1);
    assert_successful(campaigns.unarchive_many([uuid]).outcomes().unwrap(), 1);

    assert!(!campaigns.performance(range.clone()).send().unwrap().campaigns.as_ref().unwrap().is_empty());
    let days: Vec<_> = campaigns.performance(range.clone()).daily().collect::<Result<_, _>>().unwrap();
    assert!(days.len() >= 30, "{}", days.len());
    let jane = client.customers().campaign_activity(Customer::email("jane@example.com"), range.clone());
    assert!(jane.clone().send().unwrap().activities.is_some());
    assert!(jane.clone().send_at(now).is_ok());
    jane.iter().collect::<Result<Vec<_>, _>>().unwrap();

    let get =
        || client.request(blueshift::reqwest::Method::GET, "/api/v2/campaigns.json").query("per_page", "1");
    let raw: Response<serde_json::Value> = get().send().unwrap();
    assert_eq!(get().send_as::<serde_json::Value>().unwrap().value, raw.value);
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&get().send_bytes().unwrap()).unwrap(), raw.value);
}

/// Fails if a new operation was not added to the blocking client.
#[test]
fn every_operation_has_a_blocking_variant() {
    let modules = ["campaigns", "customers"].into_iter().flat_map(|directory| {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(directory);
        paths(&directory).into_iter().filter(|path| path.is_file()).map(|file| source(&file))
    });
    let modules: Vec<_> = modules.collect();
    for operation in blueshift_api::ops::ALL {
        let constant = format!("ops::{}", operation.id.to_uppercase());
        let ends = |text: &str| !text.starts_with(|next: char| next == '_' || next.is_alphanumeric());
        let mut users = modules.iter().filter(|module| module.split(&constant).skip(1).any(ends));
        assert!(
            users.any(|module| module.contains("\nblocking! {")),
            "{} has no blocking variant",
            operation.id
        );
    }
}

/// Returns the source of a module and its submodules.
fn source(file: &Path) -> String {
    let submodules = file.with_extension("");
    let files = std::iter::once(file.to_owned()).chain(paths(&submodules));
    files.map(|file| std::fs::read_to_string(file).unwrap()).collect()
}

fn paths(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(directory) else { return Vec::new() };
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn iterators_request_pages_only_when_needed() {
    let server = Server::start();
    server.sandbox.insert(20);
    let list = server.client().campaigns().list().per_page(5);
    let mut iter = list.clone().iter();
    assert_eq!(server.requests(), 0);
    // The iterator still works after the client was dropped.
    iter.next().unwrap().unwrap();
    let first = server.requests();
    for _ in 1..5 {
        iter.next().unwrap().unwrap();
    }
    assert_eq!(server.requests(), first, "an item of the first page caused a request");
    iter.next().unwrap().unwrap();
    assert!(server.requests() > first);

    let token = iter.continuation().unwrap();
    let rest = server.client().campaigns().resume(&token).unwrap().iter().count();
    let all: Vec<_> = list.clone().iter().collect::<Result<_, _>>().unwrap();
    assert_eq!(rest + 6, all.len());
    let mut pages = list.clone().concurrency(4).pages();
    let first = pages.next().unwrap().unwrap();
    assert!(pages.continuation().is_some());
    let paged: usize = pages.map(|page| page.unwrap().items.len()).sum();
    assert_eq!(first.items.len() + paged, all.len());
    let one = list.page(1).send().unwrap();
    assert_eq!(one.items.len(), 5);
}

#[test]
fn errors_match_the_async_client() {
    let server = Server::start();
    let client = server.client();
    let error = client.campaigns().get("missing").send().unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    let mut iter = client.campaigns().list().all_time().startdate(Timestamp::UNIX_EPOCH).iter();
    assert!(matches!(iter.next(), Some(Err(Error::Config(ConfigError::Conflict { .. })))));
    assert!(iter.next().is_none());
    assert!(client.campaigns().archive_many(["u"]).concurrency(0).outcomes().is_err());
    server.sandbox.faults().set([Fault::status(503).times(2)]);
    assert_eq!(client.campaigns().list().send().unwrap().response().unwrap().attempts(), 3);
}

#[test]
fn clones_work_on_several_threads_at_once() {
    let server = Server::start();
    let client = server.client();
    let counts: Vec<_> = thread::scope(|scope| {
        let threads: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    client.clone().campaigns().list().per_page(7).iter().map(Result::unwrap).count()
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let expected = client.campaigns().list().iter().count();
    assert_eq!((counts, expected > 100), (vec![expected; 8], true));
}

fn is_refused(error: &Error) -> bool {
    matches!(error, Error::Config(ConfigError::AsyncRuntime)) && error.outcome() == Some(Outcome::NotApplied)
}

#[test]
fn refuses_calls_on_threads_of_an_async_runtime() {
    let server = Server::start();
    let client = server.client();
    let mut iter = client.campaigns().list().per_page(50).iter();
    let all = client.campaigns().list().iter().count();
    let first = iter.next().unwrap().unwrap();
    let mut outcomes = client.campaigns().archive_many([first.uuid.clone()]).outcomes().unwrap();
    let before = server.requests();

    let check = |client: Client| {
        assert!(is_refused(&Client::builder("key").build().unwrap_err()));
        assert!(is_refused(&client.campaigns().get("u").send().unwrap_err()));
        assert!(is_refused(&client.campaigns().pause("u").send().unwrap_err()));
        assert!(is_refused(&client.campaigns().archive_many(["u"]).outcomes().unwrap_err()));
        assert!(is_refused(&client.campaigns().list().iter().next().unwrap().unwrap_err()));
        // Dropping a client on a thread of a runtime must not panic.
        drop(client);
    };
    server.runtime.block_on(async {
        check(client.clone());
        assert!(is_refused(&iter.next().unwrap().unwrap_err()));
        assert!(is_refused(&outcomes.next().unwrap().unwrap_err()));
        let (in_task, in_blocking_task) = (client.clone(), client.clone());
        tokio::spawn(async move { check(in_task) }).await.unwrap();
        tokio::task::spawn_blocking(move || check(in_blocking_task)).await.unwrap();
    });
    assert_eq!(server.requests(), before);

    // The refused calls did not lose an item.
    assert_eq!(iter.map(Result::unwrap).count() + 1, all);
    assert_eq!(outcomes.progress().taken, 0);
    assert_eq!(outcomes.next().unwrap().unwrap().item, first.uuid);
    assert!(outcomes.next().is_none());
}

/// A blocking call in the iterator over the items would block the thread that runs the outer call.
#[test]
fn refuses_calls_within_a_call() {
    let server = Server::start();
    let inner = server.client();
    let uuids = std::iter::once(()).map(move |()| inner.campaigns().get("u").send().unwrap_err().to_string());
    let outcome =
        server.client().campaigns().archive_many(uuids).outcomes().unwrap().next().unwrap().unwrap();
    assert!(outcome.item.starts_with("the blocking client cannot be used"), "{}", outcome.item);
}
