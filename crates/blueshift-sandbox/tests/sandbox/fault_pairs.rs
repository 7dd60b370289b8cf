//! Every pair of faults, over real sockets: each has its own effect unless the other precludes it.

use std::time::{Duration, Instant};

use blueshift_sandbox::{Fault, Sandbox};

use crate::wire::{End, Wire, list};

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
}

use Name::{Body, Hang, Html, Inserts, Latency, RateLimit, Reset, Status, Truncate};

const ALL: [Name; 9] = [Latency, Status, Html, RateLimit, Reset, Truncate, Hang, Inserts, Body];

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
        Body => Fault::body(207, "application/json", r#"{"results":[]}"#),
    }
}

/// Returns the status and the end of the response. The first fault that determines either takes precedence.
fn expected(pair: [Name; 2]) -> (u16, End) {
    let refusal = pair.into_iter().find(|name| matches!(name, Status | Html | RateLimit | Reset | Body));
    let ending = pair.into_iter().find(|name| matches!(name, Truncate | Hang));
    let status = match refusal {
        Some(Reset) => return (0, End::Reset),
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

/// Sends the request that the pair applies to. With a rate limit, that is the second request.
async fn send(pair: [Name; 2]) -> (Wire, Duration, usize) {
    let sandbox = Sandbox::builder().campaigns(100).start().await.expect("started");
    if pair.contains(&RateLimit) {
        // Use up the burst before the other fault is added.
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
    // A rate limit is always the first of a pair here.
    let pairs = ALL.into_iter().flat_map(|one| ALL.map(|other| [one, other]));
    let pairs = pairs.filter(|[one, other]| one != other && *other != RateLimit);
    let checked = futures_util::future::join_all(pairs.map(check)).await;
    assert_eq!(checked.len(), 9 * 8 - 8);
}

async fn check(pair: [Name; 2]) {
    let (wire, elapsed, inserted) = send(pair).await;
    let (status, end) = expected(pair);
    assert_eq!((wire.status(), wire.end), (status, end), "{pair:?}");
    assert!(!pair.contains(&Latency) || elapsed >= LATENCY, "{pair:?}: {elapsed:?}");
    let inserts = usize::from(pair.contains(&Inserts) && status == 200);
    assert_eq!(inserted, inserts, "{pair:?}");
    assert_eq!(matches!(end, End::Closed | End::Hanging), wire.is_half(), "{pair:?}");
    assert_eq!(wire.header("retry-after").is_some(), status == 429, "{pair:?}");
}
