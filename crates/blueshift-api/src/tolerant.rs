//! Decoding that no field of an object can fail.
//!
//! The types in [`types`](crate::types) are generated over this module. For each field:
//!
//! - absent or null: the field is `None`. The two are kept apart by a private bit, so that null is written back.
//! - a value that fits: the field holds it.
//! - a value that does not fit: the field is `None`, and the value is kept in `extra` under the field's name.
//!
//! Fields that the contract does not describe are kept in `extra`. Only a document that is not an object, or not JSON,
//! is an error. Writing an object gives back an equal document, where numbers are compared by value and timestamps as
//! points in time.
//!
//! serde_json itself limits what can be kept: without its feature `arbitrary_precision`, an integer beyond 64 bits is
//! read as the nearest `f64`, and a number beyond the range of `f64` is a syntax error.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use jiff::Timestamp;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Map, Number, Value};

/// The key under which serde_json's feature `arbitrary_precision`, if another crate enables it, presents a number.
const NUMBER_KEY: &str = "$serde_json::private::Number";

/// The largest magnitude up to which every integer is an `f64`: 2^53.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// The largest number of items for which room is made before they are seen.
const LARGEST_ROOM: usize = 1024;

/// The type of a field. Each method takes one form of JSON value and gives it back as `Err` if it does not fit.
pub(crate) trait Tolerant: Sized {
    fn from_null() -> Option<Self> {
        None
    }

    fn from_bool(value: bool) -> Result<Self, Value> {
        Err(value.into())
    }

    fn from_number(value: Number) -> Result<Self, Value> {
        Err(Value::Number(value))
    }

    fn from_text(value: &str) -> Result<Self, Value> {
        Err(value.into())
    }

    fn from_seq<'de, A: SeqAccess<'de>>(items: A) -> Result<Result<Self, Value>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(items)).map(Err)
    }

    fn from_map<'de, A: MapAccess<'de>>(entries: A) -> Result<Result<Self, Value>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(entries)).map(|value| match value {
            Value::Number(number) => Self::from_number(number),
            other => Err(other),
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A JSON value as a field sees it.
pub(crate) enum Decoded<T> {
    Fits(T),
    Null,
    Misfit(Value),
}

impl<T> From<Result<T, Value>> for Decoded<T> {
    fn from(result: Result<T, Value>) -> Self {
        match result {
            Ok(value) => Self::Fits(value),
            Err(value) => Self::Misfit(value),
        }
    }
}

/// Reads any JSON value as a [`Decoded`].
pub(crate) struct Field<T>(PhantomData<T>);

impl<T> Field<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<'de, T: Tolerant> DeserializeSeed<'de> for Field<T> {
    type Value = Decoded<T>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Decoded<T>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, T: Tolerant> Visitor<'de> for Field<T> {
    type Value = Decoded<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Decoded<T>, E> {
        Ok(Decoded::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Decoded<T>, E> {
        Ok(T::from_bool(value).into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Decoded<T>, E> {
        Ok(T::from_number(value.into()).into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Decoded<T>, E> {
        Ok(T::from_number(value.into()).into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Decoded<T>, E> {
        let number = Number::from_f64(value);
        let number = number.ok_or_else(|| E::invalid_value(Unexpected::Float(value), &"a finite number"))?;
        Ok(T::from_number(number).into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Decoded<T>, E> {
        Ok(T::from_text(value).into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Decoded<T>, A::Error> {
        T::from_seq(items).map(Decoded::from)
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Decoded<T>, A::Error> {
        T::from_map(entries).map(Decoded::from)
    }
}

/// Writes a [`Tolerant`] value.
struct Written<'a, T>(&'a T);

impl<T: Tolerant> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// A value as it is written.
fn to_value<T: Tolerant, E: Error>(value: &T) -> Result<Value, E> {
    serde_json::to_value(Written(value)).map_err(E::custom)
}

/// Reads the number of which [`NUMBER_KEY`] was the key.
fn number<'de, A: MapAccess<'de>>(entries: &mut A) -> Result<Value, A::Error> {
    let text: String = entries.next_value()?;
    serde_json::from_str(&text).map_err(A::Error::custom)
}

/// The whole number that a number is, if an `f64` holds it exactly.
fn whole(number: &Number) -> Option<i64> {
    let float = number.as_f64().filter(|_| number.is_f64())?;
    // The cast is exact within these bounds.
    (float.fract() == 0.0 && float.abs() <= LARGEST_EXACT).then_some(float as i64)
}

impl Tolerant for bool {
    fn from_bool(value: bool) -> Result<Self, Value> {
        Ok(value)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
}

impl Tolerant for i64 {
    fn from_number(value: Number) -> Result<Self, Value> {
        value.as_i64().or_else(|| whole(&value)).ok_or(Value::Number(value))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(*self)
    }
}

impl Tolerant for u64 {
    fn from_number(value: Number) -> Result<Self, Value> {
        let small = || whole(&value).and_then(|whole| whole.try_into().ok());
        value.as_u64().or_else(small).ok_or(Value::Number(value))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(*self)
    }
}

impl Tolerant for f64 {
    fn from_number(value: Number) -> Result<Self, Value> {
        let float = value.as_f64().filter(|float| float.is_finite());
        let exact = |float: &f64| match (value.as_u64(), value.as_i64()) {
            (Some(integer), _) => *float as i128 == i128::from(integer),
            (_, Some(integer)) => *float as i128 == i128::from(integer),
            (None, None) => value.is_f64(),
        };
        float.filter(exact).ok_or(Value::Number(value))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.fract() == 0.0 && self.abs() <= LARGEST_EXACT {
            serializer.serialize_i64(*self as i64)
        } else {
            serializer.serialize_f64(*self)
        }
    }
}

impl Tolerant for String {
    fn from_text(value: &str) -> Result<Self, Value> {
        Ok(value.to_owned())
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

impl Tolerant for Timestamp {
    /// Takes RFC 3339. jiff reads more, but drops a time zone in brackets and moves a leap second, so that the text
    /// could not be written back.
    fn from_text(value: &str) -> Result<Self, Value> {
        let bytes = value.as_bytes();
        let is_plain =
            bytes.get(16) == Some(&b':') && bytes.get(17..19) != Some(b"60") && !bytes.ends_with(b"]");
        let timestamp = if is_plain { value.parse().ok() } else { None };
        timestamp.ok_or_else(|| value.into())
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Tolerant for Value {
    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }

    fn from_bool(value: bool) -> Result<Self, Value> {
        Ok(value.into())
    }

    fn from_number(value: Number) -> Result<Self, Value> {
        Ok(Self::Number(value))
    }

    fn from_text(value: &str) -> Result<Self, Value> {
        Ok(value.into())
    }

    fn from_seq<'de, A: SeqAccess<'de>>(items: A) -> Result<Result<Self, Value>, A::Error> {
        Self::deserialize(SeqAccessDeserializer::new(items)).map(Ok)
    }

    fn from_map<'de, A: MapAccess<'de>>(entries: A) -> Result<Result<Self, Value>, A::Error> {
        Self::deserialize(MapAccessDeserializer::new(entries)).map(Ok)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize(serializer)
    }
}

/// A list fits if all of its items do; half a list would look complete.
impl<T: Tolerant> Tolerant for Vec<T> {
    fn from_seq<'de, A: SeqAccess<'de>>(mut items: A) -> Result<Result<Self, Value>, A::Error> {
        let mut fitting = Self::with_capacity(items.size_hint().unwrap_or(0).min(LARGEST_ROOM));
        while let Some(item) = items.next_element_seed(Field::<T>::new())? {
            let misfit = match item {
                Decoded::Fits(item) => {
                    fitting.push(item);
                    continue;
                }
                Decoded::Null => match T::from_null() {
                    Some(item) => {
                        fitting.push(item);
                        continue;
                    }
                    None => Value::Null,
                },
                Decoded::Misfit(value) => value,
            };
            let mut kept = fitting.iter().map(to_value).collect::<Result<Vec<_>, A::Error>>()?;
            kept.push(misfit);
            while let Some(item) = items.next_element()? {
                kept.push(item);
            }
            return Ok(Err(Value::Array(kept)));
        }
        Ok(Ok(fitting))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter().map(Written))
    }
}

/// A map fits if all of its values do.
impl<T: Tolerant> Tolerant for BTreeMap<String, T> {
    fn from_map<'de, A: MapAccess<'de>>(mut entries: A) -> Result<Result<Self, Value>, A::Error> {
        let mut fitting = Self::new();
        while let Some(key) = entries.next_key::<String>()? {
            if key == NUMBER_KEY {
                return number(&mut entries).map(Err);
            }
            let misfit = match entries.next_value_seed(Field::<T>::new())? {
                Decoded::Fits(value) => {
                    fitting.insert(key, value);
                    continue;
                }
                Decoded::Null => match T::from_null() {
                    Some(value) => {
                        fitting.insert(key, value);
                        continue;
                    }
                    None => Value::Null,
                },
                Decoded::Misfit(value) => value,
            };
            let kept = fitting.into_iter().map(|(key, value)| Ok((key, to_value(&value)?)));
            let mut kept = kept.collect::<Result<Map<_, _>, A::Error>>()?;
            kept.insert(key, misfit);
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

/// A struct that a schema of the contract describes. xtask generates the implementations.
pub(crate) trait Object: Sized {
    /// The schema's name.
    const NAME: &'static str;
    /// The fields, as the contract names and orders them; at most 64.
    const FIELDS: &'static [&'static str];

    /// An object without any field.
    fn empty() -> Self;

    /// Reads the value of a field.
    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, entries: &mut A) -> Result<Read, A::Error>;

    /// Writes the fields.
    fn write_fields<M: SerializeMap>(&self, writer: &mut Writer<'_, M>) -> Result<(), M::Error>;

    /// What the fields do not hold.
    fn rest(&self) -> (&Map<String, Value>, Nulls);

    /// What the fields do not hold.
    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls);
}

/// The fields of an object that were null. It plays no part in `==`: null and absent mean the same.
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

/// Where a field's value is stored.
pub(crate) trait Slot {
    type Value: Tolerant;

    /// Stores a value, or gives back one that cannot be stored.
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

/// A required string: empty where there is no usable one.
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

/// What became of a field's value.
pub(crate) enum Read {
    Stored,
    Null,
    Misfit(Value),
}

/// Reads a field's value into its slot.
pub(crate) fn read<'de, A, S>(entries: &mut A, slot: &mut S) -> Result<Read, A::Error>
where
    A: MapAccess<'de>,
    S: Slot,
{
    let value = match entries.next_value_seed(Field::<S::Value>::new())? {
        Decoded::Fits(value) => match slot.fill(value) {
            Ok(()) => return Ok(Read::Stored),
            Err(value) => Read::Misfit(value),
        },
        Decoded::Null => Read::Null,
        Decoded::Misfit(value) => Read::Misfit(value),
    };
    // The same field may have come before.
    slot.clear();
    Ok(value)
}

enum Key {
    Field(usize),
    Other(String),
}

/// Reads a key. The fields usually come in the contract's order, so the search starts at `next`.
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
        let (before, after) = self.fields.split_at(self.next.min(self.fields.len()));
        let found = after.iter().position(|field| *field == key).map(|at| before.len() + at);
        let found = found.or_else(|| before.iter().position(|field| *field == key));
        Ok(found.map_or_else(|| Key::Other(key.to_owned()), Key::Field))
    }
}

impl<T: Object> Tolerant for T {
    fn from_map<'de, A: MapAccess<'de>>(mut entries: A) -> Result<Result<Self, Value>, A::Error> {
        let mut object = Self::empty();
        let mut next = 0;
        while let Some(key) = entries.next_key_seed(KeySeed { fields: Self::FIELDS, next })? {
            match key {
                Key::Field(field) => {
                    let read = object.read(field, &mut entries)?;
                    next = field + 1;
                    let (extra, nulls) = object.rest_mut();
                    nulls.set(field, matches!(read, Read::Null));
                    let name = Self::FIELDS.get(field).copied().unwrap_or_default();
                    if let Read::Misfit(value) = read {
                        extra.insert(name.to_owned(), value);
                    } else if !extra.is_empty() {
                        extra.remove(name);
                    }
                }
                Key::Other(name) if name == NUMBER_KEY => return number(&mut entries).map(Err),
                Key::Other(name) => {
                    let value = entries.next_value()?;
                    object.rest_mut().0.insert(name, value);
                }
            }
        }
        Ok(Ok(object))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}

/// Decodes an object.
pub(crate) fn deserialize<'de, T: Object, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    struct ObjectVisitor<T>(PhantomData<T>);

    impl<'de, T: Object> Visitor<'de> for ObjectVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object ({})", T::NAME)
        }

        fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<T, A::Error> {
            T::from_map(entries)?
                .map_err(|number| A::Error::invalid_type(Unexpected::Other(&number.to_string()), &self))
        }
    }

    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

/// Writes an object.
pub(crate) fn serialize<T: Object, S: Serializer>(object: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let (extra, nulls) = object.rest();
    let map = serializer.serialize_map(None)?;
    let mut writer = Writer { map, fields: T::FIELDS, extra, nulls, written: Nulls::default() };
    object.write_fields(&mut writer)?;
    writer.end()
}

/// Writes the fields of an object, then what they do not hold.
pub(crate) struct Writer<'a, M> {
    map: M,
    fields: &'static [&'static str],
    extra: &'a Map<String, Value>,
    nulls: Nulls,
    written: Nulls,
}

impl<M: SerializeMap> Writer<'_, M> {
    /// Writes a field: its value, or null where it was null.
    pub(crate) fn field<S: Slot>(&mut self, field: usize, slot: &S) -> Result<(), M::Error> {
        let name = self.fields.get(field).copied().unwrap_or_default();
        match slot.value() {
            Some(value) => self.map.serialize_entry(name, &Written(value))?,
            None if self.nulls.has(field) && !self.extra.contains_key(name) => {
                self.map.serialize_entry(name, &())?;
            }
            None => return Ok(()),
        }
        self.written.set(field, true);
        Ok(())
    }

    fn end(mut self) -> Result<M::Ok, M::Error> {
        for (name, value) in self.extra {
            let field = self.fields.iter().position(|field| field == name);
            // A value that was set since wins over one that did not fit.
            if !field.is_some_and(|field| self.written.has(field)) {
                self.map.serialize_entry(name, value)?;
            }
        }
        self.map.end()
    }
}

#[cfg(test)]
mod tests;
