//! Tolerant decoding of fields with a scalar value, and of fields of any type.

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, MapAccess, SeqAccess};
use serde::ser::{Serialize, Serializer};
use serde_json::{Number, Value};

use super::Tolerant;

/// The largest magnitude up to which `f64` represents every integer: 2^53.
const LARGEST_EXACT: f64 = 9_007_199_254_740_992.0;

/// Converts a floating-point number to an integer if it is whole and its magnitude is at most [`LARGEST_EXACT`].
fn whole(number: &Number) -> Option<i64> {
    let float = number.as_f64().filter(|_| number.is_f64())?;
    // The cast is exact up to this magnitude.
    (float.fract() == 0.0 && float.abs() <= LARGEST_EXACT).then_some(float as i64)
}

impl Tolerant for bool {
    fn from_bool(value: bool) -> Option<Self> {
        Some(value)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self)
    }
}

impl Tolerant for i64 {
    fn from_number(value: &Number) -> Option<Self> {
        value.as_i64().or_else(|| whole(value))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(*self)
    }
}

impl Tolerant for u64 {
    fn from_number(value: &Number) -> Option<Self> {
        let integral = || whole(value).and_then(|whole| whole.try_into().ok());
        value.as_u64().or_else(integral)
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(*self)
    }
}

impl Tolerant for f64 {
    fn from_number(value: &Number) -> Option<Self> {
        let float = value.as_f64().filter(|float| float.is_finite());
        let exact = |float: &f64| match (value.as_u64(), value.as_i64()) {
            (Some(integer), _) => *float as i128 == i128::from(integer),
            (_, Some(integer)) => *float as i128 == i128::from(integer),
            (None, None) => value.is_f64(),
        };
        float.filter(exact)
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
    fn from_text(value: &str) -> Option<Self> {
        Some(value.to_owned())
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// Parses the form that the API usually sends: `2026-05-20T18:43:34Z`, optionally with a fraction of three digits. jiff's parser
/// accepts more forms, but takes several times as long.
fn usual_timestamp(text: &[u8]) -> Option<Timestamp> {
    let [y1, y2, y3, y4, b'-', mo1, mo2, b'-', d1, d2, b'T', h1, h2, b':', mi1, mi2, b':', s1, s2, rest @ ..] =
        text
    else {
        return None;
    };
    let millis = match rest {
        [b'Z'] => 0,
        [b'.', a, b, c, b'Z'] => two_digits(b'0', *a)? * 100 + two_digits(*b, *c)?,
        _ => return None,
    };
    let small = |tens: &u8, ones: &u8| i8::try_from(two_digits(*tens, *ones)?).ok();
    let date =
        Date::new(two_digits(*y1, *y2)? * 100 + two_digits(*y3, *y4)?, small(mo1, mo2)?, small(d1, d2)?);
    let time = Time::new(small(h1, h2)?, small(mi1, mi2)?, small(s1, s2)?, i32::from(millis) * 1_000_000);
    Offset::UTC.to_timestamp(date.ok()?.to_datetime(time.ok()?)).ok()
}

fn two_digits(tens: u8, ones: u8) -> Option<i16> {
    (tens.is_ascii_digit() && ones.is_ascii_digit())
        .then(|| i16::from(tens - b'0') * 10 + i16::from(ones - b'0'))
}

impl Tolerant for Timestamp {
    /// Accepts timestamps that jiff can parse, except those with a leap second or a time zone in brackets: jiff
    /// preserves neither, so the serialized text would differ. Also refuses text that starts with a sign, and text without the
    /// colons of `2026-05-20T18:43:34Z` at bytes 13 and 16. This excludes most forms without separators or seconds.
    fn from_text(value: &str) -> Option<Self> {
        let bytes = value.as_bytes();
        if let Some(timestamp) = usual_timestamp(bytes) {
            return Some(timestamp);
        }
        // A year with a sign has six digits, and would shift the other positions.
        let is_plain = bytes.first().is_some_and(u8::is_ascii_digit)
            && [13, 16].iter().all(|at| bytes.get(*at) == Some(&b':'))
            && bytes.get(17..19) != Some(b"60")
            && !bytes.ends_with(b"]");
        if is_plain { value.parse().ok() } else { None }
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl Tolerant for Value {
    fn from_null() -> Option<Self> {
        Some(Self::Null)
    }

    fn from_bool(value: bool) -> Option<Self> {
        Some(value.into())
    }

    fn from_number(value: &Number) -> Option<Self> {
        Some(Self::Number(value.clone()))
    }

    fn from_text(value: &str) -> Option<Self> {
        Some(value.into())
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parses_the_usual_form() {
        for text in [
            "2026-05-20T18:43:34Z",
            "2026-05-20T18:43:34.007Z",
            "0000-02-29T00:00:00Z",
            "9999-12-30T21:59:59.999Z",
        ] {
            assert_eq!(usual_timestamp(text.as_bytes()), Some(text.parse().unwrap()), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn parses_the_usual_form_like_jiff(
            text in "[0-9]{4}-[01][0-9]-[0-3][0-9]T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{3})?Z",
        ) {
            let is_leap_second = &text[17..19] == "60";
            let expected = text.parse().ok().filter(|_| !is_leap_second);
            prop_assert_eq!(usual_timestamp(text.as_bytes()), expected);
        }

        #[test]
        fn agrees_with_jiff_on_similar_text(
            text in "20[0-9]{2}-0[1-9]-[12][0-9]T1[0-9]:[0-5][0-9]:[0-5][0-9](\\.[0-9]{3})?Z",
            at in 0..24_usize,
            replacement in "[ -~]{0,2}",
        ) {
            let at = at.min(text.len() - 1);
            let text = format!("{}{replacement}{}", &text[..at], &text[at + 1..]);
            if let Some(timestamp) = usual_timestamp(text.as_bytes()) {
                prop_assert_eq!(Some(timestamp), text.parse().ok());
            }
        }
    }
}
