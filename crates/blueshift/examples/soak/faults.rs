//! Selects random faults for the sandbox.

use std::time::Duration;

use blueshift_sandbox::Fault;
use fastrand::Rng;

use crate::data;

/// The longest delay of an effect.
pub(crate) const DELAY: Duration = Duration::from_millis(200);

/// Returns a random selection of faults.
///
/// Faults that move campaigns are applied only a few times, because the guarantee of listings requires that fewer campaigns
/// change their positions between two requests than a page contains. No fault removes a campaign from the list. Only reads of
/// single campaigns are stale, because a created campaign would be missing from a stale listing. Faults do not update the
/// campaigns that the clones of the client change, because the library cannot distinguish an update by a fault from an update by a call.
pub(crate) fn random(random: &mut Rng) -> Vec<Fault> {
    let millis = Duration::from_millis;
    let listing = |body: &str, kind: &str| Fault::body(200, kind, body).operation("list_campaigns");
    let mut all = vec![
        Fault::latency(millis(5)).jitter(millis(20)).share(0.3),
        Fault::status(503),
        Fault::status(500),
        Fault::status(429),
        Fault::status(429).retry_after_seconds(1).times(5),
        Fault::status(503).retry_after_seconds(0).http_date(),
        Fault::status(408),
        Fault::html(),
        Fault::reset(),
        Fault::truncate(),
        Fault::hang().times(3),
        Fault::lost_response(),
        Fault::lost_response().respond_with(504),
        Fault::delayed_effect(DELAY / 4),
        Fault::delayed_effect(DELAY).respond_with(502),
        Fault::rate_limit(500.0).burst(100).retry_after(random.bool()).share(0.2),
        listing(r#"{"results":[],"error":"timeout"}"#, "application/json"),
        listing(r#"{"success":false}"#, "application/json"),
        listing("<html>login</html>", "text/html"),
        Fault::stale_reads(2).operation("get_campaign"),
        Fault::stale_reads(1).operation("get_campaign_detail"),
        Fault::swap(random.u64(..200)).times(3),
        Fault::swap(random.u64(..200)).after(20).times(3),
        Fault::touch(data::unchanged(random.usize(..data::UNCHANGED))).times(3),
        Fault::inserts(1).times(1),
    ];
    all.retain(|_| random.bool());
    random.shuffle(&mut all);
    let share = [0.01, 0.02, 0.04][random.usize(..3)];
    all.into_iter().map(|fault| fault.share(share).seed(random.u64(..))).collect()
}
