//! The tolerant list against a plain one, on a page as the sandbox sends it.

use std::hint::black_box;
use std::time::{Duration, Instant};

use blueshift::Campaign;
use blueshift_api::CampaignList;

use crate::Failure;
use crate::report::median;

/// How often both are compared, and how many pages each decodes for a comparison: short enough that little can come
/// between the two.
const COMPARISONS: usize = 2_000;
const PAGES: usize = 4;

/// How much longer the tolerant list takes than the plain one.
pub(crate) fn tolerant_against_plain(page: &[u8]) -> Result<f64, Failure> {
    let plain = || -> Result<usize, serde_json::Error> {
        Ok(black_box(serde_json::from_slice::<Vec<Campaign>>(black_box(page))?).len())
    };
    let tolerant = || -> Result<usize, serde_json::Error> {
        Ok(black_box(serde_json::from_slice::<CampaignList>(black_box(page))?).items.len())
    };
    let mut ratios = Vec::with_capacity(COMPARISONS);
    for turn in 0..COMPARISONS {
        // Whichever comes second finds the page in the cache, so they take turns.
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
    for _ in 0..PAGES {
        decode()?;
    }
    Ok(started.elapsed())
}
