//! Equality of JSON documents.

use jiff::Timestamp;
use serde_json::{Number, Value};

/// Returns whether two documents are equal. Numbers are compared by value and timestamps as instants.
pub fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => {
            number(one) == number(other) && one.as_f64() == other.as_f64()
        }
        (Value::String(one), Value::String(other)) => {
            let time = |text: &str| text.parse::<Timestamp>().ok();
            one == other || time(one).is_some_and(|one| time(other) == Some(one))
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| equal(one, other))
        }
        (Value::Object(one), Value::Object(other)) => {
            one.len() == other.len()
                && one.iter().all(|(key, value)| other.get(key).is_some_and(|found| equal(value, found)))
        }
        _ => one == other,
    }
}

/// Returns the value of a number without a fraction. Returns `None` if the number has a fraction, or is a float whose absolute
/// value is at least 10³⁰.
fn number(number: &Number) -> Option<i128> {
    let integer = number.as_u64().map(i128::from).or_else(|| number.as_i64().map(i128::from));
    integer.or_else(|| {
        number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < 1e30).map(|float| float as i128)
    })
}
