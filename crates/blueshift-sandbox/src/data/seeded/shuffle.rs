//! A pseudo-random permutation that is computed on demand.

use crate::random::mix;

/// Returns the position of `index` in a permutation of `count` indices. It is computed by a Feistel network over the next
/// power of four, which is applied again while its result is out of range.
pub(crate) fn shuffled(seed: u64, count: u32, index: u32) -> u32 {
    walk(count, index, |half_bits, mask, position| {
        let (mut left, mut right) = (position >> half_bits, position & mask);
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ (mix(seed ^ round, right) & mask));
        }
        left << half_bits | right
    })
}

/// Returns the index at a position: the inverse of [`shuffled`].
pub(crate) fn unshuffled(seed: u64, count: u32, position: u32) -> u32 {
    walk(count, position, |half_bits, mask, position| {
        let (mut left, mut right) = (position >> half_bits, position & mask);
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
    let mut position = u64::from(from);
    loop {
        position = network(half_bits, (1 << half_bits) - 1, position);
        if position < u64::from(count) {
            return position as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn shuffled_is_a_permutation() {
        for count in [0, 1, 2, 3, 17, 256, 1000, 5000] {
            let positions: HashSet<_> = (0..count).map(|index| shuffled(9, count, index)).collect();
            assert_eq!(positions.len(), count as usize);
            assert!(positions.iter().all(|position| *position < count));
            assert!((0..count).all(|index| unshuffled(9, count, shuffled(9, count, index)) == index));
        }
    }

    #[test]
    fn shuffled_moves_almost_everything() {
        let unmoved = (0..1000).filter(|index| shuffled(9, 1000, *index) == *index).count();
        assert!(unmoved < 20, "{unmoved}");
    }
}
