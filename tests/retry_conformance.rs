//! The retry conformance tests of Google Cloud Storage, replayed with the operations of this library.
//!
//! `gcs/retry_tests.json` lists scenarios. Each has cases (lists of server failures, in order), methods, and two flags, which
//! state whether requests have a precondition and whether the call succeeds. Every case is replayed over a real socket with every
//! operation of the contract that corresponds to one of the methods:
//!
//! | methods of the file | operations of the contract |
//! | --- | --- |
//! | always idempotent, reading: `get`, `list`, `getIamPolicy`, `testIamPermissions` | `x-retry-class: safe` |
//! | always idempotent, writing | `idempotent` |
//! | conditionally idempotent, with the precondition | `keyed`: the key has the function of the precondition |
//! | conditionally idempotent, without the precondition | `POST …/execute` without a key, sent with `Client::request` |
//! | not idempotent | `once`, `once_per_chunk` and `transition` |
//!
//! The file states only whether a call succeeds. This test also checks the number of requests, the ledger of the sandbox, and the
//! outcome that a failed write reports: if a write is refused after a 503 or a reset, its outcome is unknown, because the first
//! request may still be applied.
//!
//! With the instruction `return-N`, the server responds with the status N; with `return-reset-connection`, it resets the
//! connection before the response; with `return-broken-stream`, it closes the connection within the body. The fault `truncate` of
//! the sandbox closes the connection after half of the body, so the campaign is large enough for
//! `return-broken-stream-after-256K`.
//!
//! Scenarios of resumable and appendable uploads are skipped: they continue an upload at an offset, or are redirected with a
//! token, and Blueshift's API supports neither. They contain the only `return-408`. Unlike Google's libraries, this library does
//! not retry after 408, because the retry guidance of Blueshift's API reference recommends retries only after 429 and 5xx.

use std::collections::BTreeMap;
use std::time::Duration;

use blueshift::reqwest::Method;
use blueshift::{Client, Outcome, RetryPolicy};
use blueshift_sandbox::{Fault, Sandbox};
use futures_util::{StreamExt, stream};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::contract::{load, operations};
use crate::documented_errors::{PendingCall, of_request, sandbox, start, statuses};

/// The deadline of operations that read or list campaigns after an unknown outcome. Transitions read the campaign until the
/// deadline. The deadline is long enough for two requests on a busy machine. The replays run concurrently, so that their waits
/// do not add up.
const DEADLINE: Duration = Duration::from_secs(10);

/// The length of a campaign name, in bytes: more than twice 256 KiB, so that half of the body is more than 256 KiB.
const LARGE: usize = 600 * 1024;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct File {
    retry_tests: Vec<Scenario>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Scenario {
    id: u32,
    description: String,
    cases: Vec<Case>,
    methods: Vec<GcsMethod>,
    precondition_provided: bool,
    expect_success: bool,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    instructions: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GcsMethod {
    name: String,
    #[serde(default)]
    group: Option<String>,
    #[serde(default, rename = "resources")]
    _resources: Vec<String>,
}

impl GcsMethod {
    fn is_upload(&self) -> bool {
        self.group.as_ref().is_some_and(|group| group.ends_with(".upload"))
    }

    fn is_read(&self) -> bool {
        let action = self.name.rsplit('.').next().unwrap();
        ["get", "list", "getIamPolicy", "testIamPermissions"].contains(&action)
    }
}

/// The names of the methods of each scenario, by the description of the scenario. The first scenarios define which methods are
/// idempotent.
struct Idempotency {
    scenarios: BTreeMap<String, Vec<String>>,
}

impl Idempotency {
    fn new(file: &File) -> Self {
        let names = |scenario: &Scenario| scenario.methods.iter().map(|method| method.name.clone()).collect();
        let scenarios = file.retry_tests.iter();
        Self { scenarios: scenarios.map(|it| (it.description.clone(), names(it))).collect() }
    }

    fn contains(&self, scenario: &str, method: &GcsMethod) -> bool {
        self.scenarios[scenario].contains(&method.name)
    }

    /// Returns the retry classes of the operations that correspond to a method; `None` is the request without a key.
    fn classes(&self, method: &GcsMethod, precondition: bool) -> &'static [Option<&'static str>] {
        if self.contains("always_idempotent", method) {
            if method.is_read() { &[Some("safe")] } else { &[Some("idempotent")] }
        } else if self.contains("conditionally_idempotent_retries_when_precondition_is_present", method) {
            if precondition { &[Some("keyed")] } else { &[None] }
        } else if self.contains("non_idempotent", method) {
            &[Some("once"), Some("once_per_chunk"), Some("transition")]
        } else {
            panic!("the idempotency of {} is not defined", method.name)
        }
    }
}

/// One case of a scenario with one operation of the contract.
#[derive(Clone)]
struct Replay {
    scenario: String,
    expect_success: bool,
    instructions: Vec<String>,
    path: String,
    method: String,
    operation: Value,
    has_key: bool,
}

impl Replay {
    fn id(&self) -> &str {
        self.operation["operationId"].as_str().unwrap()
    }

    fn call(&self, client: &Client, contract: &Value) -> PendingCall {
        if self.has_key {
            return start(client, contract, (&self.method, &self.path, &self.operation), DEADLINE);
        }
        let body = json!({"campaign_uuid": self.id(), "email": "jane@example.com"});
        let request = client.request(Method::POST, "/api/v1/campaigns/execute").json(&body);
        Box::pin(async move { request.send().await.map(drop) })
    }

    /// Runs the case. Returns an error that describes the difference if the result is not the expected one.
    async fn run(&self, contract: &Value) -> Result<(), String> {
        let sandbox = sandbox(self.id(), statuses(self.id())[0]).await;
        if self.instructions.iter().any(|it| it.starts_with("return-broken-stream")) {
            let large = json!({"name": "N".repeat(LARGE)});
            assert!(sandbox.change(self.id(), large.as_object().cloned().unwrap()).unwrap());
        }
        let faults = self.instructions.iter().map(|it| fault(it).times(1).operation(self.id()));
        sandbox.faults().set(faults);
        let policy = RetryPolicy::default().initial_backoff(Duration::from_millis(1));
        let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).retry_policy(policy);
        let result = self.call(&client.build().unwrap(), contract).await;

        let is_write = self.method != "get";
        let found = (
            result
                .as_ref()
                .err()
                .map(|error| (of_request(error).status().map(|it| it.as_u16()), error.outcome())),
            requests(&sandbox, &self.method),
            sandbox.effects().len(),
        );
        let failures = self.instructions.len();
        let is_refused = |it: &String| matches!(status(it), Some(400..=499));
        let expected = if self.expect_success {
            (None, failures + 1, usize::from(is_write))
        } else {
            let is_unknown = !self.instructions.iter().all(is_refused);
            let outcome = if is_unknown { Outcome::Unknown } else { Outcome::NotApplied };
            let last = self.instructions.last().and_then(|it| status(it));
            (Some((last, is_write.then_some(outcome))), failures, 0)
        };
        let applied = sandbox.faults().applied();
        if found == expected && applied.iter().all(|count| *count == 1) {
            return Ok(());
        }
        let Self { scenario, instructions, .. } = self;
        let id = self.id();
        Err(format!(
            "{scenario} {instructions:?} {id}: expected {expected:?}, found {found:?}, faults {applied:?}: {result:?}"
        ))
    }
}

fn status(instruction: &str) -> Option<u16> {
    instruction.strip_prefix("return-")?.parse().ok()
}

fn fault(instruction: &str) -> Fault {
    match (instruction, status(instruction)) {
        (_, Some(status)) => Fault::status(status),
        ("return-reset-connection", _) => Fault::reset(),
        ("return-broken-stream" | "return-broken-stream-after-256K", _) => Fault::truncate(),
        _ => panic!("unknown instruction {instruction}"),
    }
}

/// Returns the number of requests with this method. The reads after an unknown outcome of a write have another method.
fn requests(sandbox: &Sandbox, method: &str) -> usize {
    sandbox.requests().iter().filter(|request| request.method.eq_ignore_ascii_case(method)).count()
}

/// Returns the replays of a scenario.
fn replays(scenario: &Scenario, idempotency: &Idempotency, contract: &Value) -> Vec<Replay> {
    let methods = scenario.methods.iter().filter(|method| !method.is_upload());
    let mut classes: Vec<_> = methods
        .flat_map(|method| idempotency.classes(method, scenario.precondition_provided))
        .copied()
        .collect();
    classes.sort_unstable();
    classes.dedup();
    let mut replays = Vec::new();
    for class in classes {
        for (method, path, operation) in operations(contract) {
            let is_of_class = match class {
                Some(class) => operation["x-retry-class"] == class,
                None => operation["operationId"] == "execute_campaign",
            };
            for case in scenario.cases.iter().filter(|_| is_of_class) {
                replays.push(Replay {
                    scenario: scenario.description.clone(),
                    expect_success: scenario.expect_success,
                    instructions: case.instructions.clone(),
                    path: path.to_owned(),
                    method: method.to_owned(),
                    operation: operation.clone(),
                    has_key: class.is_some(),
                });
            }
        }
    }
    replays
}

#[tokio::test]
async fn replays_the_retry_scenarios_of_google_cloud_storage() {
    let file: File = serde_json::from_str(include_str!("gcs/retry_tests.json")).unwrap();
    let contract = load();
    let idempotency = Idempotency::new(&file);
    let (mut lines, mut runs, mut skipped) = (Vec::new(), Vec::new(), 0);
    for scenario in &file.retry_tests {
        let replays = replays(scenario, &idempotency, &contract);
        let (id, name, cases) = (scenario.id, &scenario.description, scenario.cases.len());
        let count = if replays.is_empty() {
            skipped += cases;
            "skipped: uploads".to_owned()
        } else {
            format!("{} operations", replays.len() / cases)
        };
        lines.push(format!("{id} {name}: {cases} cases, {count}"));
        runs.extend(replays);
    }
    let results: Vec<_> =
        stream::iter(&runs).map(|replay| replay.run(&contract)).buffer_unordered(16).collect().await;
    let failures: Vec<_> = results.into_iter().filter_map(Result::err).collect();
    let passed = runs.len() - failures.len();
    lines.push(format!("{passed} passed, {} failed, {skipped} skipped", failures.len()));
    assert!(failures.is_empty(), "{failures:#?}");
    insta::assert_snapshot!(lines.join("\n"));
}
