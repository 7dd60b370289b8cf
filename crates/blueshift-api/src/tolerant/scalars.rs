//! Fields with a single value.

use jiff::Timestamp;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, MapAccess, SeqAccess};
use serde::ser::{Serialize, Serializer};
use serde_json::{Number, Value};

use super::Tolerant;

/// The largest magnitude up to which `f64` represents every integer: 2^53.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// Returns a floating-point number as an integer if it is exact.
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
    /// Accepts RFC 3339. jiff also accepts a time zone in brackets and a leap second, but does not preserve them, so they could
    /// not be serialized again.
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
