//! Probes of sandboxes with known behavior.

mod rows;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicUsize, Ordering};

use blueshift::{Client, reqwest};
use blueshift_sandbox::{Behavior, Fault, Sandbox};

use super::client::BudgetedClient;
use super::finding::Verdict;
use super::print::toml_of;
use super::response::Response;
use super::{Report, run};
use rows::{AXES, Draws, Row, behavior, covering, is_influenced, products};

const BUDGET: u32 = 60;

/// Returns the values of a behavior file by key, as text.
fn values(toml: &str) -> BTreeMap<String, String> {
    let table: toml::Table = toml::from_str(toml).unwrap();
    let text = |value: toml::Value| match value {
        toml::Value::String(text) => text,
        other => other.as_integer().unwrap().to_string(),
    };
    let assumptions = table.into_iter().filter(|(key, _)| key != "format");
    assumptions.map(|(key, value)| (key, text(value))).collect()
}

async fn start(toml: &str, seed: u64, faults: &[Fault]) -> Sandbox {
    let behavior = Behavior::from_toml(toml).unwrap_or_else(|error| panic!("{error}: {toml}"));
    let builder = Sandbox::builder().campaigns(60).seed(seed).now(now());
    faults
        .iter()
        .cloned()
        .fold(builder.assume(behavior), |builder, fault| builder.fault(fault))
        .start()
        .await
        .unwrap()
}

fn now() -> std::time::SystemTime {
    std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_780_000_000)
}

async fn probe(sandbox: &Sandbox, http: &reqwest::Client) -> Report {
    probe_within(BUDGET, sandbox, http).await
}

async fn probe_within(budget: u32, sandbox: &Sandbox, http: &reqwest::Client) -> Report {
    let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).http_client(http.clone());
    run(BudgetedClient::new(client.build().unwrap(), budget, 0, None)).await.0
}

/// Returns the decided findings that are wrong for the behavior.
fn wrong(report: &Report, toml: &str) -> Vec<String> {
    let mut expected = values(toml);
    // The default size is limited by the maximum, and generated campaigns are ordered from newest to oldest.
    let size = |key: &str| expected[key].parse::<u32>().unwrap();
    let default = size("default-per-page").min(size("max-per-page"));
    expected.insert("default-per-page".to_owned(), default.to_string());
    if expected["order"] == "given" {
        expected.insert("order".to_owned(), "newest".to_owned());
    }
    let decided = report.findings.iter().filter_map(|finding| match &finding.verdict {
        Verdict::Decided(value) => Some((finding, value.to_string())),
        _ => None,
    });
    decided
        .filter(|(finding, value)| expected.get(finding.key) != Some(value))
        .map(|(finding, value)| format!("{} = {value}: {}", finding.key, finding.evidence))
        .collect()
}

/// Returns the queries to which two sandboxes must send equal responses. `first` is the number of the first page.
fn requests(first: u64) -> Vec<String> {
    let mut queries: Vec<String> =
        ["", "per_page=1000", "archived=true", "archived=false", "startdate=2025-01-01T00:00:00Z"]
            .into_iter()
            .chain([
                "name=sale",
                "name=SALE",
                "status=Draft",
                "status=draft",
                "status=DRAFT&archived=false",
                "sort=name",
            ])
            .map(str::to_owned)
            .collect();
    queries.extend((0..4).map(|page| format!("page={page}&per_page=3")));
    queries.push(format!("page={}&per_page=5", first + 40));
    queries
}

async fn responses(sandbox: &Sandbox, http: &reqwest::Client, first: u64) -> Vec<(String, u16, String)> {
    let mut responses = Vec::new();
    for query in requests(first) {
        let url = format!("{}/api/v2/campaigns.json?{query}", sandbox.url());
        let response = http.get(url).basic_auth(sandbox.api_key(), Some("")).send().await.unwrap();
        responses.push((query, response.status().as_u16(), response.text().await.unwrap()));
    }
    responses
}

/// The result of probing one behavior.
struct Outcome {
    used: u32,
    /// Values and `undecidable`, by key.
    findings: BTreeMap<String, String>,
    problems: Vec<String>,
}

/// Probes a sandbox, starts another sandbox with the findings, and compares both.
async fn check(row: &[usize], seed: u64, http: &reqwest::Client) -> Outcome {
    let toml = behavior(row);
    let sandbox = start(&toml, seed, &[]).await;
    let report = probe(&sandbox, http).await;
    let mut problems = wrong(&report, &toml);
    let file = toml_of(&report);
    let findings = values(&file);
    let mut decided = findings.clone();
    decided.retain(|_, value| value != "undecidable");
    let again = start(&file, seed, &[]).await;
    let second = values(&toml_of(&probe(&again, http).await));
    for (key, value) in &decided {
        // Undecidable assumptions have their default values, with which the sandbox may list fewer campaigns.
        if second.get(key).is_some_and(|found| found != value && found != "undecidable") {
            problems.push(format!("round trip: {key} was {value} and became {}", second[key]));
        }
    }
    // Undecidable assumptions are copied from the original, so that every response can be compared.
    let rest = toml
        .lines()
        .skip(1)
        .filter(|line| line.split_once(" = ").is_some_and(|(key, _)| !decided.contains_key(key)));
    let completed: Vec<_> =
        file.lines().filter(|line| !line.contains("\"undecidable\"")).chain(rest).collect();
    let again = start(&completed.join("\n"), seed, &[]).await;
    let first = u64::from(toml.contains("page-base = 1"));
    let (one, other) = (responses(&sandbox, http, first).await, responses(&again, http, first).await);
    let differing = one.into_iter().zip(other).filter(|(one, other)| one != other);
    problems.extend(differing.map(|(one, other)| format!("round trip: {one:?} became {other:?}")));
    Outcome { used: report.used, findings, problems }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Runs a check for each element and returns the results in any order. Each processor has a thread for checks and their
/// sandboxes, so that a request does not wake another thread.
fn for_each<'a, T, F>(
    elements: &'a [T],
    check: impl Fn(usize, &'a T, reqwest::Client) -> F + Sync,
) -> Vec<F::Output>
where
    T: Sync,
    F: Future,
    F::Output: Send,
{
    let next = AtomicUsize::new(0);
    let work = || {
        runtime().block_on(async {
            let (http, mut results) = (reqwest::Client::new(), Vec::new());
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(element) = elements.get(index) else {
                    return results;
                };
                results.push(check(index, element, http.clone()).await);
            }
        })
    };
    let workers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

/// Returns the value of `BLUESHIFT_PROBE_COMBINATIONS`: `all` for many more behaviors and changes, or the number of behaviors to
/// check.
fn combinations() -> Option<String> {
    std::env::var("BLUESHIFT_PROBE_COMBINATIONS").ok()
}

/// Returns the behaviors to check. By default, these are rows with every combination of the values of any two axes. If
/// [`combinations`] is set, they have every combination of any four axes, of the axes that influence the same finding, and of
/// the axes that determine the pages; if it is a number, only that many of these rows are returned.
fn behaviors() -> Vec<Row> {
    let Some(combinations) = combinations() else {
        return covering(2);
    };
    let rows = [covering(4), products()].concat();
    let count = combinations.parse().unwrap_or(rows.len()).clamp(1, rows.len());
    (0..count).map(|number| rows[number * rows.len() / count].clone()).collect()
}

#[test]
fn decided_findings_are_correct_and_reproduce_the_behavior() {
    let rows = behaviors();
    let count = rows.len();
    let outcomes = for_each(&rows, |index, row, http| async move {
        let outcome = check(row, 1 + index as u64 % 5, &http).await;
        (behavior(row), outcome)
    });
    assert_eq!(outcomes.len(), count);
    let problems: Vec<_> = outcomes
        .iter()
        .filter(|(_, outcome)| !outcome.problems.is_empty())
        .map(|(toml, outcome)| format!("{toml}{}", outcome.problems.join("\n")))
        .collect();
    assert!(
        problems.is_empty(),
        "{} of {count} behaviors have wrong findings:\n{}",
        problems.len(),
        problems[..problems.len().min(3)].join("\n\n")
    );

    let mut used: Vec<_> = outcomes.iter().map(|(_, outcome)| outcome.used).collect();
    used.sort_unstable();
    let mut found: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (key, value) in outcomes.iter().flat_map(|(_, outcome)| &outcome.findings) {
        *found.entry((key.clone(), value.clone())).or_default() += 1;
    }
    println!(
        "{count} behaviors; requests per probe: median {}, maximum {}",
        used[count / 2],
        used[count - 1]
    );
    for ((key, value), times) in &found {
        println!("{key} = {value}: {times}");
    }
    assert!(used[count - 1] <= BUDGET);
    let times = |key: &str, value: &str| found.get(&(key.to_owned(), value.to_owned())).copied().unwrap_or(0);
    // Findings must be decided often enough for the comparison to be meaningful.
    assert_eq!(times("page-base", "0") + times("page-base", "1"), count);
    for (key, value) in AXES.iter().flat_map(|axis| axis.values).flat_map(|lines| values(lines)) {
        let never = matches!(
            (key.as_str(), value.as_str()),
            ("order", "given")
                | ("undated-one-time", "hidden")
                | ("max-per-page", "500")
                | ("default-per-page", "50")
                | ("depth-limit", _)
        );
        assert!(never || times(&key, &value) > 0, "{key} = {value} is never found");
    }
}

/// Changes one option at a time, and checks that this changes only the findings that the option influences. [`products`] relies
/// on this.
#[test]
fn changing_an_option_affects_only_its_findings() {
    const UNLIMITED: u32 = 1000;
    let mut draws = Draws(3);
    let count = if combinations().is_some_and(|value| value == "all") { 200 } else { 2 };
    let pairs = (0..count).flat_map(|_| {
        let row = draws.row();
        let changed = (0..AXES.len()).map(|axis| {
            let mut other = row.clone();
            let values = AXES[axis].values.len();
            other[axis] = (row[axis] + 1 + draws.below(values - 1)) % values;
            (axis, other)
        });
        let changed: Vec<_> = changed.collect();
        [(row, changed)]
    });
    let pairs: Vec<_> = pairs.collect();
    let problems = for_each(&pairs, |index, (row, changed), http| async move {
        let (seed, mut problems) = (1 + index as u64 % 5, Vec::new());
        let before = probe_within(UNLIMITED, &start(&behavior(row), seed, &[]).await, &http).await;
        for (axis, other) in changed {
            let toml = behavior(other);
            let after = probe_within(UNLIMITED, &start(&toml, seed, &[]).await, &http).await;
            for (one, other) in before.findings.iter().zip(&after.findings) {
                if !is_influenced(one.key, *axis) && one.verdict != other.verdict {
                    let name = AXES[*axis].name;
                    problems.push(format!("{name} changes {one:?} to {other:?} in\n{toml}"));
                }
            }
        }
        problems
    });
    let problems: Vec<_> = problems.into_iter().flatten().collect();
    assert!(
        problems.is_empty(),
        "{} unexpected changes of findings:\n{}",
        problems.len(),
        problems[..problems.len().min(5)].join("\n")
    );
}

/// Behaviors for which a change to the list is likely to cause wrong findings.
const CHANGING: [&str; 3] = [
    "page-base = 0\npast-end = 'last-page'\norder = 'updated'\nmax-per-page = 23\ndefault-per-page = 7",
    "page-base = 1\npage-zero = 'clamp'\nover-max = 'refuse'\nmax-per-page = 20\ndefault-per-page = 20\nshape = 'envelope'\n\
     total = 'correct'\norder = 'newest'\narchived-absent = 'unarchived'\nunknown-parameter = 'ignore'",
    "page-base = 1\npage-zero = 'empty'\norder = 'oldest'\narchived-false = 'all'\nstatus-match = 'ignore-case'\n\
     created-after = 'inclusive'\nmax-per-page = 500\ndefault-per-page = 50",
];

/// The defaults of the sandbox, for keys that a behavior does not set.
const DEFAULTS: &str = "order = 'newest'\nshape = 'array'\npast-end = 'empty'\nover-max = 'clamp'\narchived-absent = 'all'\n\
    archived-false = 'unarchived'\nundated-one-time = 'listed'\nname-match = 'ignore-case'\nemail-match = 'ignore-case'\n\
    status-match = 'exact-case'\ncreated-after = 'exclusive'\ncreated-before = 'exclusive'\nstartdate = 'exclusive'\n\
    unknown-parameter = 'refuse'\ndetail-shape = 'bare'\nrequest-id = 'sent'\nrate-limit-headers = 'absent'";

fn complete(behavior: &str) -> String {
    let set = values(behavior);
    let defaults =
        DEFAULTS.lines().filter(|line| line.split_once(" = ").is_some_and(|(key, _)| !set.contains_key(key)));
    format!("format = 1\n{behavior}\n{}", defaults.collect::<Vec<_>>().join("\n"))
}

/// Returns a fault for every kind of change and failure.
fn events() -> Vec<(&'static str, Fault)> {
    let empty = || Fault::body(200, "application/json", "[]");
    vec![
        ("insert", Fault::inserts(1)),
        ("touch", Fault::touch(5)),
        ("swap", Fault::swap(0)),
        ("remove", Fault::remove(0)),
        ("remove", Fault::remove(1)),
        (
            "error in a successful response",
            Fault::body(200, "application/json", r#"{"results":[],"error":"timeout"}"#),
        ),
        ("wrong empty page", empty()),
        ("400", Fault::status(400)),
        ("404", Fault::status(404)),
        ("500", Fault::status(500)),
    ]
}

#[test]
fn changes_and_failures_cause_no_wrong_finding() {
    let (mut cases, step) =
        (Vec::new(), if combinations().is_some_and(|value| value == "all") { 1 } else { 13 });
    for options in CHANGING {
        for (name, event) in events() {
            // The first affected response differs for each event, so that most responses are affected by at least one event.
            cases.extend((cases.len() % step..60).step_by(step).map(|after| {
                (options, format!("{name} after {after}"), vec![event.clone().after(after as u64).times(1)])
            }));
        }
        for (name, event) in events().into_iter().take(4) {
            cases.push((options, format!("{name} after every response"), vec![event]));
        }
    }
    let count = cases.len();
    let problems = for_each(&cases, |_, (options, name, faults), http| async move {
        let toml = complete(options);
        let sandbox = start(&toml, 3, faults).await;
        let report = probe(&sandbox, &http).await;
        let wrong = wrong(&report, &toml);
        (!wrong.is_empty()).then(|| format!("{options}\n{name}:\n{}", wrong.join("\n")))
    });
    let problems: Vec<_> = problems.into_iter().flatten().collect();
    assert!(
        problems.is_empty(),
        "{} of {count} probes have wrong findings:\n{}",
        problems.len(),
        problems.join("\n\n")
    );
}

#[test]
fn findings_are_undecidable_if_the_list_changes_after_every_response() {
    runtime().block_on(async {
        let sandbox = start(&complete(CHANGING[0]), 3, &[Fault::inserts(1)]).await;
        let report = probe(&sandbox, &reqwest::Client::new()).await;
        let finding = |key: &str| report.findings.iter().find(|finding| finding.key == key).unwrap();
        for key in ["page-base", "default-per-page", "max-per-page", "past-end"] {
            assert_eq!(finding(key).verdict, Verdict::Undecidable, "{key}: {}", finding(key).evidence);
        }
        assert_eq!(finding("page-base").evidence, "the list changed while it was read");
    });
}

#[test]
fn budget_is_never_exceeded() {
    let budgets: Vec<u32> = (1..60).collect();
    let reports = for_each(&budgets, |index, budget, http| async move {
        let toml = complete(CHANGING[index % 3]);
        // Retries are disabled, because they would wait. The next test covers them.
        let sandbox = start(&toml, 3, &[]).await;
        let client =
            Client::builder(sandbox.api_key()).base_url(sandbox.url()).http_client(http).build().unwrap();
        let (report, _) = run(BudgetedClient::new(client, *budget, 0, None)).await;
        (*budget, report.used, sandbox.stats().requests, wrong(&report, &toml))
    });
    assert_eq!(reports.len(), 59);
    for (budget, used, received, wrong) in reports {
        assert!(used <= budget, "{used} requests were sent with a budget of {budget}");
        assert_eq!(u64::from(used), received);
        assert_eq!(wrong, Vec::<String>::new(), "{budget}");
    }
}

#[test]
fn retries_use_the_budget_and_429_headers_are_observed() {
    runtime().block_on(async {
        // The fourth request exceeds the rate limit; its response has `Retry-After` unless the behavior omits it. The responses
        // of `Fault::status(429)` have no `Retry-After`, and only they are retried.
        let limit = || Fault::rate_limit(0.001).burst(3);
        for (behavior, fault, retries, budget, expected) in [
            ("", limit(), 0, 15, "sent"),
            ("retry-after = 'absent'", limit(), 0, 15, "absent"),
            ("", Fault::status(429).after(3).times(1), 5, 15, "absent"),
            ("", Fault::status(429).after(3), 5, 5, "absent"),
        ] {
            let sandbox = start(&format!("{}\n{behavior}", complete(CHANGING[0])), 3, &[fault]).await;
            let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).build().unwrap();
            let (report, _) = run(BudgetedClient::new(client, budget, retries, None)).await;
            let finding = report.findings.iter().find(|finding| finding.key == "retry-after").unwrap();
            let expected = super::finding::Value::Text(expected.to_owned());
            assert_eq!(finding.verdict, Verdict::Decided(expected), "{}", finding.evidence);
            assert_eq!(u64::from(report.used), sandbox.stats().requests);
            assert_eq!(report.used, if retries == 0 { 4 } else { budget });
        }
    });
}

#[test]
fn accepted_500_is_not_retried_after_another_failure() {
    runtime().block_on(async {
        let faults = [Fault::status(503).retry_after(false).times(1), Fault::status(500)];
        let sandbox = start(&complete(CHANGING[0]), 3, &faults).await;
        let client = Client::builder(sandbox.api_key()).base_url(sandbox.url()).build().unwrap();
        let mut client = BudgetedClient::new(client, BUDGET, 5, None);
        let response = client.list(&Vec::new(), true).await.unwrap();
        assert_eq!((response, client.used(), sandbox.stats().requests), (Response::Refused(500), 2, 2));
    });
}

#[test]
fn account_without_campaigns_has_few_findings() {
    runtime().block_on(async {
        for base in ["page-base = 0", "page-base = 1\npage-zero = 'clamp'"] {
            let behavior = Behavior::from_toml(&format!("format = 1\n{base}")).unwrap();
            let sandbox = Sandbox::builder().campaigns(0).assume(behavior).start().await.unwrap();
            let report = probe(&sandbox, &reqwest::Client::new()).await;
            let decided: Vec<_> = report
                .findings
                .iter()
                .filter(|finding| matches!(finding.verdict, Verdict::Decided(_)))
                .map(|finding| finding.key)
                .collect();
            assert_eq!(decided, ["shape", "unknown-parameter", "request-id", "rate-limit-headers"], "{base}");
        }
    });
}

/// Returns every string in the campaigns that is not a field name or a documented value.
fn texts_of(sandbox: &Sandbox) -> BTreeSet<String> {
    let fields = ["name", "author", "email", "uuid", "segment_uuid", "segment_name", "prioritization_label"];
    let dates = ["created_at", "updated_at", "startdate"];
    let campaigns = (0..60_u64).filter_map(|index| sandbox.campaign(index));
    let texts = campaigns.flat_map(|campaign| {
        let text = |field: &&str| campaign[*field].as_str().map(str::to_owned);
        fields.iter().chain(&dates).filter_map(text).collect::<Vec<_>>()
    });
    texts.collect()
}

#[test]
fn findings_and_recordings_contain_no_campaign_data_or_key() {
    const KEY: &str = "s3cretkey";
    let directory = tempfile::tempdir().unwrap();
    let recorded = directory.path().join("new/responses");
    runtime().block_on(async {
        let toml = complete(CHANGING[0]);
        let behavior = Behavior::from_toml(&toml).unwrap();
        let sandbox = Sandbox::builder().campaigns(60).api_key(KEY).assume(behavior).start().await.unwrap();
        let client = Client::builder(KEY).base_url(sandbox.url()).build().unwrap();
        let recorder = super::record::Recorder::create(&recorded).unwrap();
        let (report, stop) = run(BudgetedClient::new(client, BUDGET, 0, Some(recorder))).await;
        assert!(stop.is_none(), "{stop:?}");
        let mut texts = texts_of(&sandbox);
        assert!(texts.len() > 200, "expected more than 200 strings, found {}", texts.len());
        texts.insert(KEY.to_owned());
        // The probe searches for single words of names, so these are also checked.
        let words: Vec<_> = texts
            .iter()
            .flat_map(|text| text.split([' ', '@']))
            .filter(|word| word.len() > 9)
            .map(str::to_owned)
            .collect();
        texts.extend(words);
        let files = std::fs::read_dir(&recorded)
            .unwrap()
            .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap());
        let files: Vec<String> = files.chain([toml_of(&report)]).collect();
        assert_eq!(files.len(), report.used as usize + 1);
        for text in &texts {
            let swapped: String = text
                .chars()
                .map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() })
                .collect();
            let found = files.iter().find(|file| file.contains(text.as_str()) || file.contains(&swapped));
            assert_eq!(found, None, "{text}");
        }
        assert!(files[0].contains("\"status\":"), "{}", files[0]);
    });
    assert!(
        super::record::Recorder::create(&recorded).is_err(),
        "a directory that is not empty must be refused"
    );
}
