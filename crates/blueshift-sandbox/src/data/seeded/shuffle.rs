//! A shuffle that needs no memory.

use crate::random::mix;

/// The place of `index` among `count`: a permutation, made by a Feistel network over the next power of four. A result
/// outside the range is fed in again until one lies within.
pub(crate) fn shuffled(seed: u64, count: u32, index: u32) -> u32 {
    walk(count, index, |half_bits, mask, place| {
        let (mut left, mut right) = (place >> half_bits, place & mask);
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ (mix(seed ^ round, right) & mask));
        }
        left << half_bits | right
    })
}

/// The index that [`shuffled`] puts at `place`.
pub(crate) fn unshuffled(seed: u64, count: u32, place: u32) -> u32 {
    walk(count, place, |half_bits, mask, place| {
        let (mut left, mut right) = (place >> half_bits, place & mask);
        for round in (0..ROUNDS).rev() {
            (left, right) = (right ^ (mix(seed ^ round, left) & mask), left);
        }
        left << half_bits | right
    })
}

const ROUNDS: u64 = 4;

fn walk(count: u32, from: u32, network: impl Fn(u32, u64, u64) -> u64) -> u32 {
    if count < 2 {
        return from;
    }
    let half_bits = (u32::BITS - (count - 1).leading_zeros()).div_ceil(2);
    let mut place = u64::from(from);
    loop {
        place = network(half_bits, (1 << half_bits) - 1, place);
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
            assert!((0..count).all(|index| unshuffled(9, count, shuffled(9, count, index)) == index));
        }
    }

    #[test]
    fn a_shuffle_leaves_few_where_they_were() {
        let unmoved = (0..1000).filter(|index| shuffled(9, 1000, *index) == *index).count();
        assert!(unmoved < 20, "{unmoved}");
    }
}
