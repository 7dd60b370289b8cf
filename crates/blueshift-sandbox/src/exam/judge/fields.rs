//! Compares the fields of a printed campaign with the fields that the server sent.

use serde_json::{Map, Number, Value};

/// Returns the first field that was sent but not printed with the same value. A field that is null may be absent.
pub(super) fn first_difference<'a>(
    sent: &'a Map<String, Value>,
    printed: &Map<String, Value>,
) -> Option<&'a str> {
    let differs = |(name, value): &(&String, &Value)| {
        !printed.get(*name).map_or(value.is_null(), |printed| is_same(value, printed))
    };
    sent.iter().find(differs).map(|(name, _)| name.as_str())
}

/// Returns whether two values are equal. Numbers are compared by value and timestamps as instants.
fn is_same(sent: &Value, printed: &Value) -> bool {
    match (sent, printed) {
        (Value::Number(sent), Value::Number(printed)) => is_same_number(sent, printed),
        (Value::String(sent), Value::String(printed)) => sent == printed || is_same_time(sent, printed),
        (Value::Array(sent), Value::Array(printed)) => {
            sent.len() == printed.len()
                && sent.iter().zip(printed).all(|(sent, printed)| is_same(sent, printed))
        }
        (Value::Object(sent), Value::Object(printed)) => first_difference(sent, printed).is_none(),
        _ => sent == printed,
    }
}

fn is_same_number(sent: &Number, printed: &Number) -> bool {
    // An integer that a float cannot represent exactly must not be rounded.
    match (sent.as_i128(), printed.as_i128()) {
        (Some(sent), Some(printed)) => sent == printed,
        _ => sent.as_f64() == printed.as_f64(),
    }
}

fn is_same_time(sent: &str, printed: &str) -> bool {
    let time = |text: &str| text.parse::<jiff::Timestamp>().ok();
    time(sent).is_some_and(|sent| time(printed) == Some(sent))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn difference(sent: Value, printed: Value) -> Option<String> {
        let (Value::Object(sent), Value::Object(printed)) = (sent, printed) else {
            panic!("expected objects")
        };
        first_difference(&sent, &printed).map(str::to_owned)
    }

    #[test]
    fn accepts_equal_values_in_other_formats() {
        for (sent, printed) in [
            (json!({"at": "2026-01-01T00:00:00.000Z"}), json!({"at": "2026-01-01T01:00:00+01:00"})),
            (json!({"share": 1.0}), json!({"share": 1})),
            (json!({"absent": null, "list": [{"none": null}]}), json!({"list": [{}], "more": 1})),
        ] {
            assert_eq!(difference(sent, printed), None);
        }
    }

    #[test]
    fn finds_different_values() {
        for (sent, printed) in [
            (json!({"x": "a"}), json!({})),
            (json!({"x": "a"}), json!({"x": null})),
            (json!({"x": "2026-01-01T00:00:00Z"}), json!({"x": "2026-01-01T00:00:01Z"})),
            (json!({"x": 9_007_199_254_740_993_i64}), json!({"x": 9_007_199_254_740_992_i64})),
            (json!({"x": [1, 2]}), json!({"x": [1]})),
            (json!({"x": "yes"}), json!({"x": true})),
            (json!({"x": {"y": 1}}), json!({"x": {}})),
        ] {
            assert_eq!(difference(sent, printed).as_deref(), Some("x"));
        }
    }
}
