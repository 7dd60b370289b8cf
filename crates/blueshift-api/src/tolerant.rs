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

mod collections;
mod forms;
mod object;
mod scalars;
#[cfg(test)]
mod tests;

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::ser::{Serialize, Serializer};
use serde_json::{Number, Value};

pub(crate) use forms::{deserialize_list, deserialize_within};
pub(crate) use object::{Nulls, Object, Read, Writer, deserialize, read, serialize};

/// The key under which serde_json's feature `arbitrary_precision`, if another crate enables it, presents a number.
const NUMBER_KEY: &str = "$serde_json::private::Number";

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

/// Reads the number of which [`NUMBER_KEY`] was the key.
fn number<'de, A: MapAccess<'de>>(entries: &mut A) -> Result<Value, A::Error> {
    let text: String = entries.next_value()?;
    serde_json::from_str(&text).map_err(A::Error::custom)
}
