//! A pseudo-random permutation that is computed on demand.

use crate::random::mix;

/// Returns the index at `position` in a pseudo-random permutation of `count` indices. It is computed by a Feistel network over
/// the smallest power of four that is at least `count`. The network is applied again while its result is out of range.
pub(crate) fn shuffled(seed: u64, count: u32, position: u32) -> u32 {
    walk(count, position, |half_bits, mask, value| {
        let (mut left, mut right) = (value >> half_bits, value & mask);
        for round in 0..ROUNDS {
            (left, right) = (right, left ^ (mix(seed ^ round, right) & mask));
        }
        left << half_bits | right
    })
}

/// Returns the position of `index` in the permutation: the inverse of [`shuffled`].
pub(crate) fn unshuffled(seed: u64, count: u32, index: u32) -> u32 {
    walk(count, index, |half_bits, mask, value| {
        let (mut left, mut right) = (value >> half_bits, value & mask);
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
    let mut value = u64::from(from);
    loop {
        value = network(half_bits, (1 << half_bits) - 1, value);
        if value < u64::from(count) {
            return value as u32;
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
            let indices: HashSet<_> = (0..count).map(|position| shuffled(9, count, position)).collect();
            assert_eq!(indices.len(), count as usize);
            assert!(indices.iter().all(|index| *index < count));
            assert!(
                (0..count).all(|position| unshuffled(9, count, shuffled(9, count, position)) == position)
            );
        }
    }

    #[test]
    fn shuffled_moves_almost_every_index() {
        let unmoved = (0..1000).filter(|position| shuffled(9, 1000, *position) == *position).count();
        assert!(unmoved < 20, "{unmoved}");
    }
}
