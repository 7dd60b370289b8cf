//! Tolerant decoding of objects and their fields.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, Unexpected, Visitor};
use serde::ser::{SerializeMap, Serializer};
use serde_json::{Map, Value};

use super::{NUMBER_KEY, SlotSeed, Tolerant, Written, number};

/// A struct for a schema of the contract. xtask generates the implementations.
pub(crate) trait Object: Sized {
    /// The name of the schema.
    const NAME: &'static str;
    /// The names of the fields, in the order of the contract; at most 64.
    const FIELDS: &'static [&'static str];

    /// Returns an object in which no field is set.
    fn empty() -> Self;

    /// Reads the value of a field.
    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, entries: &mut A) -> Result<Read, A::Error>;

    /// Writes the fields.
    fn write_fields<M: SerializeMap>(&self, writer: &mut Writer<'_, M>) -> Result<(), M::Error>;

    /// Returns the properties that are not stored in fields, and the set of fields that were null.
    fn rest(&self) -> (&Map<String, Value>, Nulls);

    /// Returns mutable references to the values of [`rest`](Self::rest).
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls);
}

/// The set of fields of an object that were null. `==` treats all sets as equal, because null and absent have the same meaning.
#[derive(Clone, Copy, Default)]
pub(crate) struct Nulls(u64);

impl Nulls {
    fn has(self, field: usize) -> bool {
        self.0 & bit(field) != 0
    }

    fn set(&mut self, field: usize, is_null: bool) {
        self.0 = if is_null { self.0 | bit(field) } else { self.0 & !bit(field) };
    }
}

/// Returns the bit of a field in a set of fields; zero for a field after the 64th.
fn bit(field: usize) -> u64 {
    u32::try_from(field).ok().and_then(|field| 1_u64.checked_shl(field)).unwrap_or(0)
}

impl PartialEq for Nulls {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Nulls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#b}", self.0)
    }
}

/// A struct field that stores the value of a property.
pub(crate) trait Slot {
    type Value: Tolerant;

    /// Stores a value, or returns it if it cannot be stored.
    fn fill(&mut self, value: Self::Value) -> Result<(), Value>;

    fn clear(&mut self);

    fn value(&self) -> Option<&Self::Value>;
}

impl<T: Tolerant> Slot for Option<T> {
    type Value = T;

    fn fill(&mut self, value: T) -> Result<(), Value> {
        *self = Some(value);
        Ok(())
    }

    fn clear(&mut self) {
        *self = None;
    }

    fn value(&self) -> Option<&T> {
        self.as_ref()
    }
}

/// A required string. It is empty if the object has no valid value.
impl Slot for String {
    type Value = Self;

    fn fill(&mut self, value: Self) -> Result<(), Value> {
        *self = value;
        if self.is_empty() { Err(Value::String(Self::new())) } else { Ok(()) }
    }

    fn clear(&mut self) {
        self.clear();
    }

    fn value(&self) -> Option<&Self> {
        Some(self).filter(|text| !text.is_empty())
    }
}

/// The result of reading a JSON value into a slot.
pub(crate) enum Read {
    Stored,
    Null,
    /// A value of an unexpected type. Boxed, so that the result of reading a field fits into registers.
    Mismatch(Box<Value>),
}

/// Reads the value of a field into its slot.
pub(crate) fn read<'de, A, S>(entries: &mut A, slot: &mut S) -> Result<Read, A::Error>
where
    A: MapAccess<'de>,
    S: Slot,
{
    let read = entries.next_value_seed(SlotSeed(slot))?;
    if !matches!(read, Read::Stored) {
        // An earlier occurrence of the same field may have stored a value.
        slot.clear();
    }
    Ok(read)
}

enum Key {
    Field(usize),
    Other(String),
}

/// Decodes a key. Fields are usually in the order of the contract, so the search starts at `next`.
struct KeySeed {
    fields: &'static [&'static str],
    next: usize,
}

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for KeySeed {
    type Value = Key;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a field name")
    }

    fn visit_str<E>(self, key: &str) -> Result<Key, E> {
        if self.fields.get(self.next).is_some_and(|field| *field == key) {
            return Ok(Key::Field(self.next));
        }
        let (before, after) = self.fields.split_at(self.next.min(self.fields.len()));
        let found = after.iter().position(|field| *field == key).map(|at| before.len() + at);
        let found = found.or_else(|| before.iter().position(|field| *field == key));
        Ok(found.map_or_else(|| Key::Other(key.to_owned()), Key::Field))
    }
}

/// Reads all properties of a map into an empty object. If the map is serde_json's representation of a number with
/// `arbitrary_precision`, returns that number.
fn fill<'de, T: Object, A: MapAccess<'de>>(
    object: &mut T,
    mut entries: A,
) -> Result<Option<Value>, A::Error> {
    let mut next = 0;
    // Whether a field has been null or a mismatch. If so, a later occurrence of the same field must remove that state.
    let mut is_irregular = false;
    while let Some(key) = entries.next_key_seed(KeySeed { fields: T::FIELDS, next })? {
        match key {
            Key::Field(field) => {
                let read = object.read(field, &mut entries)?;
                next = field + 1;
                if matches!(read, Read::Stored) && !is_irregular {
                    continue;
                }
                is_irregular = true;
                let (extra, nulls) = object.rest_mut();
                nulls.set(field, matches!(read, Read::Null));
                let name = T::FIELDS.get(field).copied().unwrap_or_default();
                if let Read::Mismatch(value) = read {
                    extra.insert(name.to_owned(), *value);
                } else if !extra.is_empty() {
                    extra.remove(name);
                }
            }
            Key::Other(name) if name == NUMBER_KEY => return number(&mut entries).map(Some),
            Key::Other(name) => {
                let value = entries.next_value()?;
                object.rest_mut().0.insert(name, value);
            }
        }
    }
    Ok(None)
}

impl<T: Object> Tolerant for T {
    fn from_map<'de, A: MapAccess<'de>>(entries: A) -> Result<Result<Self, Value>, A::Error> {
        let mut object = Self::empty();
        Ok(match fill(&mut object, entries)? {
            None => Ok(object),
            Some(number) => Err(number),
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}

/// Decodes an object.
pub(crate) fn deserialize<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut object = T::empty();
    deserializer.deserialize_any(Fill(&mut object))?;
    Ok(object)
}

/// Decodes an object in place at the end of a list, so that it is not moved.
pub(crate) struct Push<'a, T>(pub(crate) &'a mut Vec<T>);

impl<'de, T: Object> DeserializeSeed<'de> for Push<'_, T> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        let index = self.0.len();
        self.0.push(T::empty());
        match self.0.get_mut(index) {
            Some(object) => deserializer.deserialize_any(Fill(object)),
            None => Ok(()),
        }
    }
}

/// A visitor that decodes an object in place.
struct Fill<'a, T>(&'a mut T);

impl<'de, T: Object> Visitor<'de> for Fill<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    /// Does not quote the text, which may be long or contain personal data.
    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Err(E::invalid_type(Unexpected::Other("a string"), &self))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<(), A::Error> {
        match fill(&mut *self.0, entries)? {
            None => Ok(()),
            Some(number) => Err(A::Error::invalid_type(Unexpected::Other(&number.to_string()), &self)),
        }
    }
}

/// Writes an object.
pub(crate) fn serialize<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let (extra, nulls) = object.rest();
    let map = serializer.serialize_map(None)?;
    let mut writer = Writer { map, fields: T::FIELDS, extra, nulls, written: 0 };
    object.write_fields(&mut writer)?;
    writer.end()
}

/// Writes the fields of an object, then its other properties.
pub(crate) struct Writer<'a, M> {
    map: M,
    fields: &'static [&'static str],
    extra: &'a Map<String, Value>,
    nulls: Nulls,
    /// The bits of the fields that have been written.
    written: u64,
}

impl<M: SerializeMap> Writer<'_, M> {
    /// Writes the value of a field, or null if the property was null and is not in `extra`. Otherwise, writes nothing.
    pub(crate) fn field<S: Slot>(&mut self, field: usize, slot: &S) -> Result<(), M::Error> {
        let name = self.fields.get(field).copied().unwrap_or_default();
        match slot.value() {
            Some(value) => self.map.serialize_entry(name, &Written(value))?,
            None if self.nulls.has(field) && !self.extra.contains_key(name) => {
                self.map.serialize_entry(name, &())?;
            }
            None => return Ok(()),
        }
        self.written |= bit(field);
        Ok(())
    }

    fn end(mut self) -> Result<M::Ok, M::Error> {
        for (name, value) in self.extra {
            let field = self.fields.iter().position(|field| field == name);
            // A field that was set after decoding replaces a mismatch of the same name.
            if field.is_none_or(|field| self.written & bit(field) == 0) {
                self.map.serialize_entry(name, value)?;
            }
        }
        self.map.end()
    }
}
