//! Pairs of faults over real sockets. Each fault has its effect unless the other overrides it.

use std::time::{Duration, Instant};

use blueshift_sandbox::{Fault, Sandbox};

use crate::wire::{End, RawResponse, list};

const LATENCY: Duration = Duration::from_millis(15);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Name {
    Latency,
    Status,
    Html,
    RateLimit,
    Reset,
    Truncate,
    Hang,
    Inserts,
    Body,
    LostResponse,
    DelayedEffect,
}

use Name::{
    Body, DelayedEffect, Hang, Html, Inserts, Latency, LostResponse, RateLimit, Reset, Status, Truncate,
};

const ALL: [Name; 11] =
    [Latency, Status, Html, RateLimit, Reset, Truncate, Hang, Inserts, Body, LostResponse, DelayedEffect];

fn fault(name: Name) -> Fault {
    match name {
        Latency => Fault::latency(LATENCY),
        Status => Fault::status(503),
        Html => Fault::html(),
        RateLimit => Fault::rate_limit(0.001),
        Reset => Fault::reset(),
        Truncate => Fault::truncate(),
        Hang => Fault::hang(),
        Inserts => Fault::inserts(1),
        LostResponse => Fault::lost_response(),
        DelayedEffect => Fault::delayed_effect(Duration::ZERO),
        Body => Fault::body(207, "application/json", r#"{"results":[]}"#),
    }
}

/// Returns the first fault that replaces the response.
fn replacement(pair: [Name; 2]) -> Option<Name> {
    let replaces =
        |name: &Name| matches!(name, Status | Html | RateLimit | Reset | Body | LostResponse | DelayedEffect);
    pair.into_iter().find(replaces)
}

/// Returns the status of the response and how the response ends. If both faults determine one of these, the first fault takes
/// precedence.
fn expected(pair: [Name; 2]) -> (u16, End) {
    let ending = pair.into_iter().find(|name| matches!(name, Truncate | Hang));
    let status = match replacement(pair) {
        Some(Reset) => return (0, End::Reset),
        Some(LostResponse | DelayedEffect) => return (0, End::Closed),
        Some(Status) => 503,
        Some(Html) => 502,
        Some(RateLimit) => 429,
        Some(Body) => 207,
        _ => 200,
    };
    let end = match ending {
        Some(Truncate) => End::Closed,
        Some(Hang) => End::Hanging,
        _ => End::Complete,
    };
    (status, end)
}

/// Sends the request that the pair applies to. With a rate limit, that is the second request. Returns the response, the elapsed
/// time, and the number of inserted campaigns.
async fn send(pair: [Name; 2]) -> (RawResponse, Duration, usize) {
    let sandbox = Sandbox::builder().campaigns(100).start().await.unwrap();
    if pair.contains(&RateLimit) {
        // Exhausts the burst before the other fault is added.
        sandbox.faults().set([fault(RateLimit)]);
        assert_eq!(list(&sandbox, "").await.status(), 200);
        let other = pair.into_iter().find(|name| *name != RateLimit).unwrap_or(RateLimit);
        sandbox.faults().add(fault(other));
    } else {
        sandbox.faults().set(pair.map(fault));
    }
    let begun = Instant::now();
    let wire = list(&sandbox, "").await;
    (wire, begun.elapsed(), sandbox.campaigns() - 100)
}

#[tokio::test]
async fn pairs_of_faults_combine() {
    // In these pairs, a rate limit is always the first fault.
    let pairs = ALL.into_iter().flat_map(|one| ALL.map(|other| [one, other]));
    let pairs = pairs.filter(|[one, other]| one != other && *other != RateLimit);
    let checked = futures_util::future::join_all(pairs.map(check)).await;
    assert_eq!(checked.len(), 11 * 10 - 10);
}

async fn check(pair: [Name; 2]) {
    let (wire, elapsed, inserted) = send(pair).await;
    let (status, end) = expected(pair);
    assert_eq!((wire.status(), wire.end), (status, end), "{pair:?}");
    assert!(!pair.contains(&Latency) || elapsed >= LATENCY, "{pair:?}: {elapsed:?}");
    // Events follow a response of the API itself, even if it is lost.
    let responded = matches!(replacement(pair), None | Some(LostResponse));
    let inserts = usize::from(pair.contains(&Inserts) && responded);
    assert_eq!(inserted, inserts, "{pair:?}");
    assert_eq!(status != 0 && end != End::Complete, wire.is_half(), "{pair:?}");
    assert_eq!(wire.header("retry-after").is_some(), status == 429, "{pair:?}");
}
