//! A shuffle that needs no memory.

use crate::mix::mix;

/// Where `index` of `count` lands: a permutation, made by a Feistel network over the next power of four and by walking
/// on where that leads outside.
pub(crate) fn shuffled(seed: u64, count: u32, index: u32) -> u32 {
    if count < 2 {
        return index;
    }
    let half_bits = (u32::BITS - (count - 1).leading_zeros()).div_ceil(2);
    let mask = (1u64 << half_bits) - 1;
    let mut place = u64::from(index);
    loop {
        let (mut left, mut right) = (place >> half_bits, place & mask);
        for round in 0..4 {
            (left, right) = (right, left ^ (mix(seed ^ round, right) & mask));
        }
        place = left << half_bits | right;
        if place < u64::from(count) {
            return place as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_shuffle_loses_and_repeats_nothing() {
        for count in [0, 1, 2, 3, 17, 256, 1000, 5000] {
            let places: HashSet<_> = (0..count).map(|index| shuffled(9, count, index)).collect();
            assert_eq!(places.len(), count as usize);
            assert!(places.iter().all(|place| *place < count));
        }
    }

    #[test]
    fn a_shuffle_leaves_few_where_they_were() {
        let unmoved = (0..1000).filter(|index| shuffled(9, 1000, *index) == *index).count();
        assert!(unmoved < 20, "{unmoved}");
    }
}
