//! Tolerant decoding: the value of a field never causes a decode error.
//!
//! The generated code of [`types`](crate::types) uses this module. Each property of an object is decoded as follows:
//!
//! - absent or null: the field is `None`. A private bit records null, so that it is serialized again.
//! - a value of the expected type: stored in the field.
//! - any other value (a mismatch): the field is `None`, and the value is stored in `extra` under the name of the property.
//! - a property that the contract does not describe: stored in `extra`.
//!
//! A required string is a `String` instead of an `Option`, and is empty where other fields are `None`.
//!
//! Only a document that is not a JSON object causes a decode error. Serializing a decoded object returns a document that is
//! equal to the original; numbers are compared by value and timestamps as instants. The types that [`forms`] decodes also accept
//! other forms, and are serialized in the form that the contract describes.
//!
//! serde_json limits the numbers that can be kept: without its feature `arbitrary_precision`, an integer beyond 64 bits is read
//! as the nearest `f64`, and a number beyond the range of `f64` is a syntax error.

mod collections;
mod forms;
mod object;
mod scalars;
#[cfg(test)]
mod tests;

use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::ser::{Serialize, Serializer};
use serde_json::{Number, Value};

pub(crate) use forms::{deserialize_list, deserialize_within, kind};
pub(crate) use object::{Nulls, Object, Push, Read, Slot, Writer, deserialize, read, serialize};

/// The map key with which serde_json represents a number if another crate enables its feature `arbitrary_precision`.
const NUMBER_KEY: &str = "$serde_json::private::Number";

/// A type that a field can have. Each `from_` method converts one kind of JSON value. If the value is a mismatch, `from_seq` and
/// `from_map` return it as `Err`, and the other methods return `None`.
pub(crate) trait Tolerant: Sized {
    fn from_null() -> Option<Self> {
        None
    }

    fn from_bool(_: bool) -> Option<Self> {
        None
    }

    fn from_number(_: &Number) -> Option<Self> {
        None
    }

    fn from_text(_: &str) -> Option<Self> {
        None
    }

    fn from_seq<'de, A: SeqAccess<'de>>(items: A) -> Result<Result<Self, Value>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(items)).map(Err)
    }

    fn from_map<'de, A: MapAccess<'de>>(entries: A) -> Result<Result<Self, Value>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(entries)).map(|value| match value {
            Value::Number(number) => Self::from_number(&number).ok_or(Value::Number(number)),
            other => Err(other),
        })
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;
}

/// A seed that decodes any JSON value, and stores it in a slot if it has the type of the slot.
pub(crate) struct SlotSeed<'a, S>(pub(crate) &'a mut S);

impl<S: Slot> SlotSeed<'_, S> {
    fn store(self, value: Result<S::Value, Value>) -> Read {
        match value.and_then(|value| self.0.fill(value)) {
            Ok(()) => Read::Stored,
            Err(mismatch) => Read::Mismatch(Box::new(mismatch)),
        }
    }

    fn store_number(self, number: Number) -> Read {
        self.store(S::Value::from_number(&number).ok_or(Value::Number(number)))
    }
}

impl<'de, S: Slot> DeserializeSeed<'de> for SlotSeed<'_, S> {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de, S: Slot> Visitor<'de> for SlotSeed<'_, S> {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Read, E> {
        Ok(Read::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Read, E> {
        Ok(self.store(S::Value::from_bool(value).ok_or(Value::Bool(value))))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Read, E> {
        Ok(self.store_number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Read, E> {
        Ok(self.store_number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Read, E> {
        let number = Number::from_f64(value);
        let number = number.ok_or_else(|| E::invalid_value(Unexpected::Float(value), &"a finite number"))?;
        Ok(self.store_number(number))
    }

    fn visit_str<E>(self, value: &str) -> Result<Read, E> {
        Ok(self.store(S::Value::from_text(value).ok_or_else(|| value.into())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, items: A) -> Result<Read, A::Error> {
        Ok(self.store(S::Value::from_seq(items)?))
    }

    fn visit_map<A: MapAccess<'de>>(self, entries: A) -> Result<Read, A::Error> {
        Ok(self.store(S::Value::from_map(entries)?))
    }
}

/// Serializes a [`Tolerant`] value.
struct Written<'a, T>(&'a T);

impl<T: Tolerant> Serialize for Written<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.write(serializer)
    }
}

/// Reads the value of [`NUMBER_KEY`], which is a number as text.
fn number<'de, A: MapAccess<'de>>(entries: &mut A) -> Result<Value, A::Error> {
    let text: String = entries.next_value()?;
    serde_json::from_str(&text).map_err(A::Error::custom)
}
