//! Generates random test cases.

use std::collections::HashSet;
use std::time::Duration;

use blueshift_sandbox::Fault as SandboxFault;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::network::Fault;

/// A test case: two campaigns, the calls and the faults.
#[derive(Clone, Debug)]
pub(super) struct Case {
    pub(super) campaigns: [Campaign; 2],
    pub(super) calls: Vec<Call>,
    pub(super) faults: Vec<SandboxFault>,
    /// The network faults, in the order of the requests.
    pub(super) network: Vec<Option<Fault>>,
    pub(super) latency: Duration,
    pub(super) stale_reads: u64,
    /// Whether the sandbox sends a campaign in an envelope.
    pub(super) wrapped: bool,
    /// Whether the sandbox recognizes repeated transactions of bulk executions.
    pub(super) bulk_observed: bool,
    /// Whether the program adds a layer that sends a failed request a second time.
    pub(super) repeats: bool,
}

/// The state of a campaign before the first call. The campaign was last updated years before.
#[derive(Clone, Copy, Debug)]
pub(super) struct Campaign {
    pub(super) status: &'static str,
    pub(super) archived: bool,
}

#[derive(Clone, Debug)]
pub(super) struct Call {
    /// The time between the start of the previous call and the start of this one.
    pub(super) gap: Duration,
    /// Whether another client makes the call. The reported outcome of such a call is not checked.
    pub(super) foreign: bool,
    /// Whether the program is restarted before the call, with a new client.
    pub(super) restarted: bool,
    pub(super) campaign: usize,
    pub(super) action: Action,
    /// The time after which the future is dropped.
    pub(super) cancelled_after: Option<Duration>,
    pub(super) deadline: Option<Duration>,
    /// The timeout of a transition that waits until the campaign shows the change.
    pub(super) wait: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Action {
    Launch,
    Pause,
    /// Sets a start date in the given year.
    Reschedule(u16),
    Archive(bool),
    ArchiveMany(bool),
    Execute(Key),
    ExecuteMany(Vec<Key>),
    /// A bulk execution, in which each given or derived key occurs at most once.
    BulkExecute {
        keys: Vec<Key>,
        retry_unknown: bool,
    },
    Create {
        launch: bool,
    },
}

/// The origin of the transaction of an execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Generated,
    Derived(u8),
    Given(u8),
}

fn millis(range: std::ops::Range<u64>) -> impl Strategy<Value = Duration> {
    range.prop_map(Duration::from_millis)
}

fn key() -> impl Strategy<Value = Key> {
    prop_oneof![Just(Key::Generated), (0..2_u8).prop_map(Key::Derived), (0..2_u8).prop_map(Key::Given)]
}

fn action() -> impl Strategy<Value = Action> {
    prop_oneof![
        4 => Just(Action::Launch),
        4 => Just(Action::Pause),
        2 => (2040..2042_u16).prop_map(Action::Reschedule),
        3 => any::<bool>().prop_map(Action::Archive),
        2 => any::<bool>().prop_map(Action::ArchiveMany),
        3 => key().prop_map(Action::Execute),
        1 => prop::collection::vec(key(), 1..4).prop_map(Action::ExecuteMany),
        2 => (prop::collection::vec(key(), 1..4), any::<bool>()).prop_map(|(mut keys, retry_unknown)| {
            let mut seen = HashSet::new();
            keys.retain(|key| *key == Key::Generated || seen.insert(*key));
            Action::BulkExecute { keys, retry_unknown }
        }),
        2 => any::<bool>().prop_map(|launch| Action::Create { launch }),
    ]
}

fn call() -> impl Strategy<Value = Call> {
    let gap = prop_oneof![2 => Just(Duration::ZERO), 2 => millis(1..3_000), 1 => millis(0..60_000)];
    let flags = (prop::bool::weighted(0.25), prop::bool::weighted(0.2));
    let cancelled_after = option::weighted(0.15, prop_oneof![millis(0..50), millis(0..20_000)]);
    let deadline = option::weighted(0.3, prop_oneof![millis(1..3_000), millis(1..90_000)]);
    let wait = option::weighted(0.4, prop_oneof![millis(1..5_000), millis(1..200_000)]);
    (gap, flags, 0..2_usize, action(), cancelled_after, deadline, wait).prop_map(
        |(gap, (foreign, restarted), campaign, action, cancelled_after, deadline, wait)| Call {
            gap,
            foreign,
            restarted,
            campaign,
            cancelled_after: cancelled_after.filter(|_| !foreign),
            deadline,
            wait: wait.filter(|_| matches!(action, Action::Launch | Action::Pause | Action::Reschedule(_))),
            action,
        },
    )
}

fn sandbox_fault() -> impl Strategy<Value = SandboxFault> {
    let status = || option::weighted(0.6, select(vec![408, 409, 500, 502, 503, 504]));
    let delay = || prop_oneof![millis(0..3_000), millis(0..120_000)];
    let respond_with = |fault: SandboxFault, status: Option<u16>| match status {
        Some(status) => fault.respond_with(status),
        None => fault,
    };
    let statuses = vec![400, 403, 404, 408, 409, 422, 425, 429, 500, 502, 503, 504];
    let kind = prop_oneof![
        5 => select(statuses).prop_map(SandboxFault::status),
        1 => Just(SandboxFault::html()),
        1 => Just(SandboxFault::body(200, "text/html", "<html></html>")),
        1 => Just(SandboxFault::reset()),
        2 => Just(SandboxFault::truncate()),
        1 => Just(SandboxFault::hang()),
        4 => status().prop_map(move |status| respond_with(SandboxFault::lost_response(), status)),
        4 => (delay(), status())
            .prop_map(move |(delay, status)| respond_with(SandboxFault::delayed_effect(delay), status)),
        2 => delay().prop_map(SandboxFault::latency),
    ];
    let operation = option::weighted(
        0.5,
        select(vec![
            "launch_campaign",
            "pause_campaign",
            "update_campaign_schedule",
            "archive_campaign",
            "execute_campaign",
            "bulk_execute_campaign",
            "bulk_archive_campaigns",
            "create_campaign",
            "get_campaign",
            "list_campaigns",
        ]),
    );
    (kind, operation, 0..5_u64, 1..4_u64).prop_map(|(kind, operation, after, times)| {
        let fault = kind.after(after).times(times);
        match operation {
            Some(operation) => fault.operation(operation).after(after.min(1)),
            None => fault,
        }
    })
}

fn network_fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        Just(Fault::Refused),
        (0..90_u64).prop_map(Fault::RateLimited),
        (any::<bool>(), any::<bool>()).prop_map(|(applied, json)| Fault::Page { applied, json }),
        Just(Fault::NoDate),
        Just(Fault::Cached),
        any::<bool>().prop_map(|applied| Fault::ReportedFailure { applied }),
        Just(Fault::Empty),
    ]
}

pub(super) fn cases() -> impl Strategy<Value = Case> {
    let campaign = (select(vec!["draft", "launched", "launched", "paused"]), prop::bool::weighted(0.2))
        .prop_map(|(status, archived)| Campaign { status, archived });
    let faults = prop::collection::vec(sandbox_fault(), 0..6);
    let network = prop::collection::vec(option::weighted(0.2, network_fault()), 0..8);
    let stale_reads = prop_oneof![Just(0_u64), 1..4_u64];
    let calls = prop::collection::vec(call(), 1..6);
    let latency = prop_oneof![Just(Duration::ZERO), millis(1..1_000)];
    let flags = (any::<bool>(), any::<bool>(), prop::bool::weighted(0.2));
    ([campaign.clone(), campaign], calls, faults, network, latency, stale_reads, flags).prop_map(
        |(campaigns, calls, faults, network, latency, stale_reads, (wrapped, bulk_observed, repeats))| Case {
            campaigns,
            calls,
            faults,
            network,
            latency,
            stale_reads,
            wrapped,
            bulk_observed,
            repeats,
        },
    )
}
