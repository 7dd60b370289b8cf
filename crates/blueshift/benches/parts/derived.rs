//! Compares decoding tolerant types with decoding structs that derive `Deserialize`.

use std::hint::black_box;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use blueshift::Campaign;
use blueshift_api::CampaignList;
use serde::de::DeserializeOwned;

use crate::bodies;
use crate::campaign::{WithChrono, WithJiff};

/// The number of comparisons.
const COMPARISONS: usize = 1_001;
/// The number of times that each decoder decodes the page per comparison.
const REPETITIONS: usize = 10;

/// Prints how long the tolerant types and structs that derive `Deserialize` take to decode a page of 100 campaigns. The decoders
/// are timed alternately within one run, so that other load on the machine affects all of them. All times and ratios are medians.
pub(crate) fn compare() -> io::Result<()> {
    let page = bodies::page(100);
    type Decode = fn(&[u8]) -> Duration;
    let decoders: [(&str, Decode); 4] = [
        ("tolerant list", time::<CampaignList>),
        ("tolerant campaigns", time::<Vec<Campaign>>),
        ("derived, chrono", time::<Vec<WithChrono>>),
        ("derived, jiff", time::<Vec<WithJiff>>),
    ];
    let mut times = vec![Vec::with_capacity(COMPARISONS); decoders.len()];
    for turn in 0..COMPARISONS {
        // Rotate the order, so that no decoder always runs first.
        for i in (0..decoders.len()).map(|i| (i + turn) % decoders.len()) {
            times[i].push(decoders[i].1(&page).as_secs_f64() * 1e6 / REPETITIONS as f64);
        }
    }
    let mut out = io::stdout().lock();
    writeln!(out, "time to decode a page of 100 campaigns:")?;
    for (i, (name, _)) in decoders.iter().enumerate() {
        let tolerant_to_this = times[0].iter().zip(&times[i]).map(|(tolerant, this)| tolerant / this);
        let ratio = median(tolerant_to_this.collect());
        writeln!(
            out,
            "  {name:<20} {:>7.1} µs   tolerant list / this decoder: {ratio:.3}",
            median(times[i].clone())
        )?;
    }
    Ok(())
}

fn time<T: DeserializeOwned>(page: &[u8]) -> Duration {
    let start = Instant::now();
    for _ in 0..REPETITIONS {
        black_box(serde_json::from_slice::<T>(black_box(page)).is_ok());
    }
    start.elapsed()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}
