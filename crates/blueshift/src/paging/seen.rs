//! The set of items that a listing has seen.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, BuildHasherDefault, Hash, Hasher, RandomState};

use siphasher::sip128::{Hasher128, SipHasher13};

/// A set of items. For each item, it stores a 128-bit hash of the key, the [`Mark`], and the id of the last reading that
/// contained the item. A reading is one pass over the pages of a list. In a set of at least 1,000 items, an item takes at
/// most 80 bytes.
///
/// If two keys had the same mark, an item would be dropped without an error. Therefore, the hash function is SipHash with a
/// random hash key. The probability that any two of a million items have the same mark is below 10⁻²⁶, far below that of a
/// memory error.
#[derive(Clone)]
pub(crate) struct Seen {
    /// The random key of the hash function.
    hash_key: [u64; 2],
    /// The state of the hash function before the first byte of a key.
    hasher: SipHasher13,
    /// The id of the last reading that contained each item.
    reading_ids: HashMap<Mark, u32, BuildHasherDefault<MarkHasher>>,
    last_reading_id: u32,
}

impl Seen {
    pub(crate) fn new() -> Self {
        // `RandomState` is the source of random keys in the standard library. Its hasher has no 128-bit output, so another
        // hasher is used for the keys of items.
        let random = RandomState::new();
        Self::with_hash_key([random.hash_one(0), random.hash_one(1)])
    }

    fn with_hash_key(hash_key: [u64; 2]) -> Self {
        let hasher = SipHasher13::new_with_keys(hash_key[0], hash_key[1]);
        Self { hash_key, hasher, reading_ids: HashMap::default(), last_reading_id: 0 }
    }

    /// Returns the hash key, followed by all marks.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(16 * (self.reading_ids.len() + 1));
        self.hash_key.iter().for_each(|half| bytes.extend_from_slice(&half.to_le_bytes()));
        self.reading_ids.keys().for_each(|mark| bytes.extend_from_slice(&mark.0));
        bytes
    }

    /// Creates a set from the result of [`to_bytes`](Self::to_bytes). Its items have the reading id 0, which is smaller than
    /// the ids of all readings. Returns `None` if the length is invalid.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (blocks, []) = bytes.as_chunks::<16>() else {
            return None;
        };
        let (hash_key, marks) = blocks.split_first()?;
        let halves = u128::from_le_bytes(*hash_key);
        let low = |halves: u128| (halves & u128::from(u64::MAX)) as u64;
        let mut seen = Self::with_hash_key([low(halves), low(halves >> 64)]);
        seen.reading_ids.extend(marks.iter().map(|mark| (Mark(*mark), 0)));
        Some(seen)
    }

    /// Removes an item.
    pub(crate) fn remove(&mut self, mark: Mark) {
        self.reading_ids.remove(&mark);
    }

    /// Returns the id of a new reading, which is larger than all earlier ids.
    pub(crate) fn start_reading(&mut self) -> u32 {
        self.last_reading_id = self.last_reading_id.saturating_add(1);
        self.last_reading_id
    }

    /// Returns the mark of the item with this key.
    pub(crate) fn mark(&self, key: &str) -> Mark {
        let mut hasher = self.hasher;
        hasher.write(key.as_bytes());
        Mark(hasher.finish128().as_bytes())
    }

    /// Records that a reading contains the item. Returns the id of the last reading that contained it before, if any.
    pub(crate) fn insert(&mut self, mark: Mark, reading_id: u32) -> Option<u32> {
        self.reading_ids.insert(mark, reading_id)
    }
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Seen").field("len", &self.reading_ids.len()).finish_non_exhaustive()
    }
}

/// The hash of the key of an item; returned by [`Seen::mark`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark([u8; 16]);

impl Mark {
    fn low(self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }
}

impl Hash for Mark {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.low());
    }
}

/// Uses a part of a [`Mark`] as the hash of the mark, because a mark is already a hash.
#[derive(Default)]
struct MarkHasher(u64);

impl Hasher for MarkHasher {
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

/// A hash of the items of a page and their order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    pub(crate) fn of(marks: &[Mark]) -> Self {
        // Marks are already hashes. The rotation and the multiplication make the result depend on their order. Multiplication
        // by an odd number is invertible, so no bits are lost.
        Self(marks.iter().fold(0, |hash: u64, mark| {
            (hash.rotate_left(29) ^ mark.low()).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        }))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn fingerprints_depend_on_keys_and_their_order() {
        let seen = Seen::new();
        let fingerprint_of = |keys: &[&str]| {
            let marks: Vec<_> = keys.iter().map(|key| seen.mark(key)).collect();
            Fingerprint::of(&marks)
        };
        assert_eq!(fingerprint_of(&["a", "b"]), fingerprint_of(&["a", "b"]));
        for other in [&["b", "a"][..], &["a"], &["a", "b", "b"], &["ab"], &[], &["b"], &["", "a", "b"]] {
            assert_ne!(fingerprint_of(&["a", "b"]), fingerprint_of(other), "{other:?}");
        }
    }

    #[test]
    fn similar_keys_have_different_marks() {
        let seen = Seen::new();
        let base = "9e3779b9-7f4a-4c15-ad1b-54a32d192ed0";
        let mut keys = vec![base.to_owned(), String::new()];
        keys.extend((1..20).map(|zeros| "\0".repeat(zeros)));
        for at in 0..base.len() {
            for bit in 0..7 {
                let mut bytes = base.as_bytes().to_vec();
                bytes[at] ^= 1 << bit;
                keys.push(String::from_utf8(bytes).unwrap());
            }
        }
        let marks: Vec<u128> = keys.iter().map(|key| u128::from_le_bytes(seen.mark(key).0)).collect();
        let halves: HashSet<u64> =
            marks.iter().flat_map(|mark| [*mark as u64, (mark >> 64) as u64]).collect();
        assert_eq!(halves.len(), 2 * keys.len());
        // Each bit of the key changes about half of the bits of the hash.
        let changed: u32 = marks[21..].iter().map(|mark| (mark ^ marks[0]).count_ones()).sum();
        let each = f64::from(changed) / (marks.len() - 21) as f64;
        assert!((60.0..68.0).contains(&each), "expected an average of 60 to 68 changed bits, found {each}");
    }

    #[test]
    fn returns_the_last_reading_of_a_key() {
        let mut seen = Seen::new();
        let mark = seen.mark("a");
        let (first, second) = (seen.start_reading(), seen.start_reading());
        assert!(second > first && first > 0);
        assert_eq!(seen.insert(mark, first), None);
        assert_eq!(seen.insert(mark, first), Some(first));
        assert_eq!(seen.insert(mark, second), Some(first));
        assert_eq!(seen.insert(mark, second), Some(second));
    }

    #[test]
    fn bytes_contain_the_set_and_its_key() {
        let mut seen = Seen::new();
        for key in ["a", "b", "c"] {
            let mark = seen.mark(key);
            seen.insert(mark, 7);
        }
        seen.remove(seen.mark("b"));
        let bytes = seen.to_bytes();
        assert_eq!(bytes.len(), 48);
        let mut restored = Seen::from_bytes(&bytes).unwrap();
        for (key, reading) in [("a", Some(0)), ("b", None), ("c", Some(0))] {
            let mark = restored.mark(key);
            assert_eq!(mark, seen.mark(key));
            assert_eq!(restored.insert(mark, 1), reading, "{key}");
        }
        for length in [0, 1, 15, 17, 47] {
            assert!(Seen::from_bytes(&bytes[..length]).is_none(), "{length}");
        }
    }

    #[test]
    fn takes_at_most_80_bytes_per_key() {
        let mut seen = Seen::new();
        let mut slots_before = 0;
        for i in 1..=1_000_000_usize {
            let mark = seen.mark(&i.to_string());
            seen.insert(mark, 1);
            // A hash table has one extra byte per slot, is at most 7/8 full, and keeps the old slots while it grows.
            let slots = (seen.reading_ids.capacity() * 8 / 7).next_power_of_two();
            if slots != slots_before {
                let bytes = (slots + slots_before) * (size_of::<(Mark, u32)>() + 1);
                assert!(
                    i < 1_000 || bytes <= i * 80,
                    "expected at most 80 bytes per key, found {bytes} bytes for {i} keys"
                );
                slots_before = slots;
            }
        }
    }
}
