//! Tolerant decoding of list and map fields.

use std::collections::BTreeMap;

use serde::de::{Error, MapAccess, SeqAccess};
use serde::ser::Serializer;
use serde_json::{Map, Value};

use super::{NUMBER_KEY, Read, SlotSeed, Tolerant, Written, number};

/// The maximum number of items for which memory is allocated in advance.
const MAX_CAPACITY: usize = 1024;

/// Converts a value to a JSON value.
fn to_value<T: Tolerant, E: Error>(value: &T) -> Result<Value, E> {
    serde_json::to_value(Written(value)).map_err(E::custom)
}

/// If an item is a mismatch, the whole list is a mismatch, because a list without this item would look complete.
impl<T: Tolerant> Tolerant for Vec<T> {
    fn from_seq<'de, A: SeqAccess<'de>>(mut items: A) -> Result<Result<Self, Value>, A::Error> {
        let mut fitting = Self::with_capacity(items.size_hint().unwrap_or(0).min(MAX_CAPACITY));
        loop {
            let mut item = None;
            let mismatch = match items.next_element_seed(SlotSeed(&mut item))? {
                None => return Ok(Ok(fitting)),
                Some(Read::Mismatch(value)) => *value,
                Some(Read::Stored | Read::Null) => match item.or_else(T::from_null) {
                    Some(item) => {
                        fitting.push(item);
                        continue;
                    }
                    None => Value::Null,
                },
            };
            let mut kept = fitting.iter().map(to_value).collect::<Result<Vec<_>, A::Error>>()?;
            kept.push(mismatch);
            while let Some(item) = items.next_element()? {
                kept.push(item);
            }
            return Ok(Err(Value::Array(kept)));
        }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }
}

/// If a value is a mismatch, the whole map is a mismatch.
impl<T: Tolerant> Tolerant for BTreeMap<String, T> {
    fn from_map<'de, A: MapAccess<'de>>(mut entries: A) -> Result<Result<Self, Value>, A::Error> {
        let mut fitting = Self::new();
        while let Some(key) = entries.next_key::<String>()? {
            if key == NUMBER_KEY {
                return number(&mut entries).map(Err);
            }
            let mut value = None;
            let mismatch = match entries.next_value_seed(SlotSeed(&mut value))? {
                Read::Mismatch(value) => *value,
                Read::Stored | Read::Null => match value.or_else(T::from_null) {
                    Some(value) => {
                        fitting.insert(key, value);
                        continue;
                    }
                    None => Value::Null,
                },
            };
            let kept = fitting.into_iter().map(|(key, value)| Ok((key, to_value(&value)?)));
            let mut kept = kept.collect::<Result<Map<_, _>, A::Error>>()?;
            kept.insert(key, mismatch);
            while let Some((key, value)) = entries.next_entry()? {
                kept.insert(key, value);
            }
            return Ok(Err(Value::Object(kept)));
        }
        Ok(Ok(fitting))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter().map(|(key, value)| (key, Written(value))))
    }
}
