//! Compares decoding a page of the sandbox as `CampaignList` with decoding it as `Vec<Campaign>`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use blueshift::Campaign;
use blueshift_api::CampaignList;

use crate::Failure;
use crate::report::median;

/// The number of comparisons. Each one decodes the page only a few times per type, so that other load on the machine affects
/// both measurements.
const COMPARISONS: usize = 2_000;
/// The number of times that the page is decoded as each type per comparison.
const REPETITIONS: usize = 4;

/// Returns the median ratio of the decoding time of `CampaignList` to that of `Vec<Campaign>`.
pub(crate) fn tolerant_to_plain_ratio(page: &[u8]) -> Result<f64, Failure> {
    let plain = || -> Result<usize, serde_json::Error> {
        Ok(black_box(serde_json::from_slice::<Vec<Campaign>>(black_box(page))?).len())
    };
    let tolerant = || -> Result<usize, serde_json::Error> {
        Ok(black_box(serde_json::from_slice::<CampaignList>(black_box(page))?).items.len())
    };
    let mut ratios = Vec::with_capacity(COMPARISONS);
    for turn in 0..COMPARISONS {
        // Alternate the order, so that neither type is always decoded first.
        let (one, other) = if turn % 2 == 0 {
            let tolerant = time(tolerant)?;
            (tolerant, time(plain)?)
        } else {
            let plain = time(plain)?;
            (time(tolerant)?, plain)
        };
        ratios.push(one.as_secs_f64() / other.as_secs_f64());
    }
    Ok(median(ratios.into_iter()))
}

fn time(decode: impl Fn() -> Result<usize, serde_json::Error>) -> Result<Duration, Failure> {
    let started = Instant::now();
    for _ in 0..REPETITIONS {
        decode()?;
    }
    Ok(started.elapsed())
}
