//! Tolerant decoding: the value of a field never causes its object to fail.
//!
//! The generated code of [`types`](crate::types) uses this module. Each property of an object is decoded as follows:
//!
//! - absent or null: the field is `None`. A private bit records null, so that it is serialized again.
//! - a value of the expected type: stored in the field.
//! - any other value (a misfit): the field is `None`, and the value is stored in `extra` under the name of the property.
//! - not described by the contract: stored in `extra`.
//!
//! Only a document that is not a JSON object is a decode error. Serializing an object returns an equal document; numbers are
//! compared by value and timestamps as instants.
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
use std::marker::PhantomData;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::ser::{Serialize, Serializer};
use serde_json::{Number, Value};

pub(crate) use forms::{deserialize_list, deserialize_within};
pub(crate) use object::{Nulls, Object, Push, Read, Writer, deserialize, read, serialize};

/// The key of a number if another crate enables serde_json's feature `arbitrary_precision`.
const NUMBER_KEY: &str = "$serde_json::private::Number";

/// A field type. Each method converts one kind of JSON value, or returns the value as `Err` if it is a misfit.
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

/// The result of decoding a JSON value as a field type.
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

/// Reads the number whose key is [`NUMBER_KEY`].
fn number<'de, A: MapAccess<'de>>(entries: &mut A) -> Result<Value, A::Error> {
    let text: String = entries.next_value()?;
    serde_json::from_str(&text).map_err(A::Error::custom)
}
