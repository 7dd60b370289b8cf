//! Pseudo-random numbers computed from a seed and a counter, in any order and without state. Therefore, even a million
//! campaigns use no memory, and the shares of faults are reproducible.

/// Mixes a seed and a counter into 64 evenly distributed bits, with the finalizer of SplitMix64.
pub(crate) fn mix(seed: u64, counter: u64) -> u64 {
    let mut bits = seed ^ counter.wrapping_add(1).wrapping_mul(STEP);
    bits = (bits ^ (bits >> 30)).wrapping_mul(FIRST);
    bits = (bits ^ (bits >> 27)).wrapping_mul(SECOND);
    bits ^ (bits >> 31)
}

/// The step between two counters: 2⁶⁴ divided by the golden ratio.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;
/// The multipliers of SplitMix64.
const FIRST: u64 = 0xbf58_476d_1ce4_e5b9;
const SECOND: u64 = 0x94d0_49bb_1331_11eb;

/// Returns the counter from which [`mix`] computed `mixed`.
pub(crate) fn counter_of(seed: u64, mixed: u64) -> u64 {
    (unmix(mixed) ^ seed).wrapping_mul(inverse(STEP)).wrapping_sub(1)
}

/// Returns the seed from which [`mix`] computed `mixed`.
pub(crate) fn seed_of(counter: u64, mixed: u64) -> u64 {
    unmix(mixed) ^ counter.wrapping_add(1).wrapping_mul(STEP)
}

/// Inverts the finalizer of SplitMix64.
fn unmix(mut bits: u64) -> u64 {
    bits ^= (bits >> 31) ^ (bits >> 62);
    bits = bits.wrapping_mul(inverse(SECOND));
    bits ^= (bits >> 27) ^ (bits >> 54);
    bits = bits.wrapping_mul(inverse(FIRST));
    bits ^ (bits >> 30) ^ (bits >> 60)
}

/// Returns the inverse of an odd number modulo 2⁶⁴, by Newton's method: each round doubles the number of correct bits.
const fn inverse(odd: u64) -> u64 {
    let mut inverse = odd;
    let mut round = 0;
    while round < 5 {
        inverse = inverse.wrapping_mul(2u64.wrapping_sub(odd.wrapping_mul(inverse)));
        round += 1;
    }
    inverse
}

/// Returns a number in [0, 1).
pub(crate) fn unit(bits: u64) -> f64 {
    const SCALE: f64 = (1u64 << 53) as f64;
    (bits >> 11) as f64 / SCALE
}

/// Draws successive small numbers from 64 bits.
pub(crate) struct Draws(u64);

impl Draws {
    pub(crate) fn new(bits: u64) -> Self {
        Self(bits)
    }

    /// Returns a number below `bound`. The bound must be small, because each draw consumes bits.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        let drawn = self.0 % bound;
        self.0 /= bound;
        drawn
    }

    /// Returns one of `items`, which must not be empty.
    pub(crate) fn pick<T: Copy>(&mut self, items: &[T], fallback: T) -> T {
        let index = self.below(items.len() as u64) as usize;
        items.get(index).copied().unwrap_or(fallback)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn successive_counters_give_independent_bits() {
        let differing_bits: u32 = (0..1000).map(|i| (mix(1, i) ^ mix(1, i + 1)).count_ones()).sum();
        assert!((30_000..34_000).contains(&differing_bits), "{differing_bits}");
    }

    #[test]
    fn mixing_is_invertible() {
        for (seed, counter) in [(0, 0), (1, 299), (u64::MAX, 7), (9, u64::MAX), (0x7479_7065, 1 << 40)] {
            assert_eq!(counter_of(seed, mix(seed, counter)), counter);
            assert_eq!(seed_of(counter, mix(seed, counter)), seed);
        }
    }

    #[test]
    fn units_are_evenly_distributed() {
        let below_a_tenth = (0..10_000).filter(|i| unit(mix(7, *i)) < 0.1).count();
        assert!((850..1150).contains(&below_a_tenth), "{below_a_tenth}");
    }
}
