//! Numbers from a counter: the same inputs give the same number, in any order and with nothing stored. That is what
//! lets a million campaigns need no memory and a share of failures be repeatable.

/// Scatters two numbers into one of 64 even-looking bits (the finalizer of SplitMix64).
pub(crate) fn mix(seed: u64, counter: u64) -> u64 {
    let mut bits = seed ^ counter.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// A number from 0 up to but not including 1.
pub(crate) fn unit(bits: u64) -> f64 {
    const SCALE: f64 = (1u64 << 53) as f64;
    (bits >> 11) as f64 / SCALE
}

/// Draws small numbers out of 64 bits, one after the other.
pub(crate) struct Draws(u64);

impl Draws {
    pub(crate) fn new(bits: u64) -> Self {
        Self(bits)
    }

    /// A number below `bound`, which must be small: each draw uses up its share of the 64 bits.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        let drawn = self.0 % bound;
        self.0 /= bound;
        drawn
    }

    /// One of `items`, which must not be empty.
    pub(crate) fn pick<T: Copy>(&mut self, items: &[T], fallback: T) -> T {
        let index = self.below(items.len() as u64) as usize;
        items.get(index).copied().unwrap_or(fallback)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_counters_give_unlike_numbers() {
        let differing_bits: u32 = (0..1000).map(|i| (mix(1, i) ^ mix(1, i + 1)).count_ones()).sum();
        assert!((30_000..34_000).contains(&differing_bits), "{differing_bits}");
    }

    #[test]
    fn units_fill_the_range_evenly() {
        let below_a_tenth = (0..10_000).filter(|i| unit(mix(7, *i)) < 0.1).count();
        assert!((850..1150).contains(&below_a_tenth), "{below_a_tenth}");
    }
}
