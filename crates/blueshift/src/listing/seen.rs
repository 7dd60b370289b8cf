//! What a listing has yielded already.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher, RandomState};

/// The set is cut into this many, so that growing it never holds two copies of the whole in memory.
const SHARDS: usize = 64;

/// Remembers texts by a 126-bit hash, in at most 40 bytes each, and in which reading each came last.
///
/// Two keyed hashes stand for the text. Among a million campaigns the chance that any two share both is below
/// 10⁻²⁵, far below that of a memory error.
pub(crate) struct Seen {
    first: RandomState,
    second: RandomState,
    shards: Vec<HashSet<Entry, BuildHasherDefault<TakeLow>>>,
}

/// What is known of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Novelty {
    /// It never came before.
    New,
    /// It came before, but not in this reading.
    NewToReading,
    /// It came before in this reading.
    Old,
}

impl Seen {
    pub(crate) fn new() -> Self {
        Self {
            first: RandomState::new(),
            second: RandomState::new(),
            shards: vec![HashSet::default(); SHARDS],
        }
    }

    /// Remembers that the text came in this reading, of which there are four at most, counted from 0.
    pub(crate) fn note(&mut self, text: &str, reading: u8) -> Novelty {
        let (first, second) = (self.first.hash_one(text), self.second.hash_one(text));
        // The set itself goes by the low half, so the shard is chosen by the other.
        let shard = &mut self.shards[second as usize % SHARDS];
        let hash = (u128::from(second) << 64) | u128::from(first);
        match shard.replace(Entry((hash & !READING) | u128::from(reading))) {
            None => Novelty::New,
            Some(Entry(before)) if before & READING != u128::from(reading) => Novelty::NewToReading,
            Some(_) => Novelty::Old,
        }
    }
}

/// The bits of an [`Entry`] that tell the reading.
const READING: u128 = 0b11;

/// A hash whose two lowest bits are no part of it.
#[derive(Clone, Copy)]
struct Entry(u128);

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.0 | READING == other.0 | READING
    }
}

impl Eq for Entry {}

impl Hash for Entry {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64((self.0 >> 2) as u64);
    }
}

/// What goes in is a hash already.
#[derive(Default)]
struct TakeLow(u64);

impl Hasher for TakeLow {
    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_new_once() {
        let mut seen = Seen::new();
        assert!((0..10_000).all(|i| seen.note(&i.to_string(), 0) == Novelty::New));
        assert!((0..10_000).all(|i| seen.note(&i.to_string(), 0) == Novelty::Old));
    }

    #[test]
    fn a_text_of_an_earlier_reading_is_new_to_each_later_one_once() {
        let mut seen = Seen::new();
        assert_eq!(seen.note("a", 0), Novelty::New);
        for reading in 1..=3 {
            assert_eq!(seen.note("a", reading), Novelty::NewToReading);
            assert_eq!(seen.note("a", reading), Novelty::Old);
        }
        assert_eq!(seen.note("b", 3), Novelty::New);
    }

    #[test]
    fn each_text_is_remembered_in_at_most_40_bytes() {
        let mut seen = Seen::new();
        for i in 1..=1_000_000 {
            seen.note(&i.to_string(), 0);
            if i >= 100_000 && i % 10_000 == 0 {
                // A hash table keeps one byte of control beside each entry, and fills to at most 7/8.
                let slots: usize =
                    seen.shards.iter().map(|shard| (shard.capacity() * 8 / 7).next_power_of_two()).sum();
                let bytes = slots * (size_of::<Entry>() + 1);
                assert!(bytes <= i * 40, "{bytes} bytes for {i} texts");
            }
        }
    }
}
