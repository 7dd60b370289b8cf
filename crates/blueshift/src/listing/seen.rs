//! What a listing has yielded already.

use std::collections::HashSet;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher, RandomState};

/// The set is cut into this many, so that growing it never holds two copies of the whole in memory.
const SHARDS: usize = 64;

/// Remembers texts by a 126-bit hash, in at most 40 bytes each, and in which reading each came last.
///
/// A collision would leave a campaign out in silence, so the hash is the keyed SipHash of the standard library, twice 64
/// bits of it. Among a million campaigns the chance that any two share both is below 10⁻²⁵, far below that of a memory
/// error. A cheaper hash would save 2 % of a listing's time, and could promise less. The table is
/// the standard library's for the same reason.
pub(crate) struct Seen {
    keys: RandomState,
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
        Self { keys: RandomState::new(), shards: vec![HashSet::default(); SHARDS] }
    }

    /// What stands for the text.
    pub(crate) fn mark(&self, text: &str) -> Mark {
        let mut hasher = self.keys.build_hasher();
        hasher.write(text.as_bytes());
        let first = hasher.finish();
        // Going on from there costs half of hashing twice. The second is the hash of another text, longer by a byte that
        // no UTF-8 holds, so the two have nothing to do with one another.
        hasher.write_u8(0xff);
        let second = hasher.finish();
        Mark { first, second }
    }

    /// Remembers that the text came in this reading, of which there are four at most, counted from 0.
    pub(crate) fn note(&mut self, mark: Mark, reading: u8) -> Novelty {
        // The set itself goes by the low half, so the shard is chosen by the other.
        let shard = &mut self.shards[mark.second as usize % SHARDS];
        let hash = (u128::from(mark.second) << 64) | u128::from(mark.first);
        match shard.replace(Entry((hash & !READING) | u128::from(reading))) {
            None => Novelty::New,
            Some(Entry(before)) if before & READING != u128::from(reading) => Novelty::NewToReading,
            Some(_) => Novelty::Old,
        }
    }
}

/// What stands for a text; made by [`Seen::mark`].
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    first: u64,
    second: u64,
}

/// What stands for a sequence of texts, built up from their marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    pub(crate) fn push(&mut self, mark: Mark) {
        // The marks are as good as random already; this keeps their order. An odd factor loses nothing.
        self.0 = (self.0.rotate_left(29) ^ mark.first).wrapping_mul(0x9e37_79b9_7f4a_7c15);
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

    fn note(seen: &mut Seen, text: &str, reading: u8) -> Novelty {
        let mark = seen.mark(text);
        seen.note(mark, reading)
    }

    #[test]
    fn a_fingerprint_tells_texts_and_their_order_apart() {
        let seen = Seen::new();
        let of = |texts: &[&str]| {
            let mut fingerprint = Fingerprint::default();
            texts.iter().for_each(|text| fingerprint.push(seen.mark(text)));
            fingerprint
        };
        assert_eq!(of(&["a", "b"]), of(&["a", "b"]));
        for other in [&["b", "a"][..], &["a"], &["a", "b", "b"], &["ab"], &[], &["b"], &["", "a", "b"]] {
            assert_ne!(of(&["a", "b"]), of(other), "{other:?}");
        }
    }

    #[test]
    fn texts_that_differ_in_one_bit_or_by_zeros_share_neither_hash() {
        let seen = Seen::new();
        let base = "9e3779b9-7f4a-4c15-ad1b-54a32d192ed0";
        let mut texts = vec![base.to_owned(), String::new()];
        texts.extend((1..20).map(|zeros| "\0".repeat(zeros)));
        for at in 0..base.len() {
            for bit in 0..7 {
                let mut bytes = base.as_bytes().to_vec();
                bytes[at] ^= 1 << bit;
                texts.push(String::from_utf8(bytes).unwrap());
            }
        }
        let marks: Vec<Mark> = texts.iter().map(|text| seen.mark(text)).collect();
        let distinct = |of: fn(&Mark) -> u64| marks.iter().map(of).collect::<HashSet<_>>().len();
        assert_eq!(distinct(|mark| mark.first), texts.len());
        assert_eq!(distinct(|mark| mark.second), texts.len());
        // Each bit of the text turns about half of the bits of the hash.
        let turned: u32 = marks[21..].iter().map(|mark| (mark.first ^ marks[0].first).count_ones()).sum();
        let each = f64::from(turned) / (marks.len() - 21) as f64;
        assert!((28.0..36.0).contains(&each), "{each}");
    }

    #[test]
    fn a_text_is_new_once() {
        let mut seen = Seen::new();
        assert!((0..10_000).all(|i| note(&mut seen, &i.to_string(), 0) == Novelty::New));
        assert!((0..10_000).all(|i| note(&mut seen, &i.to_string(), 0) == Novelty::Old));
    }

    #[test]
    fn a_text_of_an_earlier_reading_is_new_to_each_later_one_once() {
        let mut seen = Seen::new();
        assert_eq!(note(&mut seen, "a", 0), Novelty::New);
        for reading in 1..=3 {
            assert_eq!(note(&mut seen, "a", reading), Novelty::NewToReading);
            assert_eq!(note(&mut seen, "a", reading), Novelty::Old);
        }
        assert_eq!(note(&mut seen, "b", 3), Novelty::New);
    }

    #[test]
    fn each_text_is_remembered_in_at_most_40_bytes() {
        let mut seen = Seen::new();
        for i in 1..=1_000_000 {
            note(&mut seen, &i.to_string(), 0);
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
