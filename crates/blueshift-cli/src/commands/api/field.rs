//! The options `-f` and `-F`.

use std::collections::HashSet;

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::failure::UsageError;

/// A query parameter or a field of the body.
#[derive(Clone, Debug)]
pub(super) struct Field {
    pub(super) name: String,
    /// The value in a query.
    pub(super) text: String,
    /// The JSON text of the value in a body.
    pub(super) value: String,
}

/// Parses `name=value` with a text value.
pub(super) fn text(argument: &str) -> Result<Field, &'static str> {
    let (name, text) = split(argument)?;
    Ok(Field { name: name.to_owned(), text: text.to_owned(), value: string(text) })
}

/// Parses `name=value`. The value is true, false, null or a JSON number, which is sent unchanged; otherwise it is text.
pub(super) fn typed(argument: &str) -> Result<Field, &'static str> {
    let (name, text) = split(argument)?;
    let is_literal = matches!(text, "true" | "false" | "null") || is_number(text);
    let value = if is_literal { text.to_owned() } else { string(text) };
    Ok(Field { name: name.to_owned(), text: text.to_owned(), value })
}

/// Returns whether the text is a JSON number without white space around it. Its size and precision are not limited, because the
/// number is not converted.
fn is_number(text: &str) -> bool {
    text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_digit())
        && serde_json::from_str::<IgnoredAny>(text).is_ok()
}

/// Returns the text as a JSON string.
fn string(text: &str) -> String {
    Value::from(text).to_string()
}

/// Returns the JSON object with these fields.
pub(super) fn object<'a>(fields: impl Iterator<Item = &'a Field>) -> Result<String, UsageError> {
    let (mut names, mut members) = (HashSet::new(), Vec::new());
    for Field { name, value, .. } in fields {
        if !names.insert(name) {
            return Err(UsageError::RepeatedField { name: name.clone() });
        }
        members.push(format!("{}:{value}", string(name)));
    }
    Ok(format!("{{{}}}", members.join(",")))
}

fn split(argument: &str) -> Result<(&str, &str), &'static str> {
    argument
        .split_once('=')
        .filter(|(name, _)| !name.is_empty())
        .ok_or("expected a name, an equals sign and a value")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_have_the_type_of_the_option() {
        for (argument, as_text, as_typed) in [
            ("a=7", json!("7"), json!(7)),
            ("a=-1.5", json!("-1.5"), json!(-1.5)),
            ("a=18446744073709551615", json!("18446744073709551615"), json!(u64::MAX)),
            ("a=true", json!("true"), json!(true)),
            ("a=false", json!("false"), json!(false)),
            ("a=null", json!("null"), json!(null)),
            ("a=", json!(""), json!("")),
            ("a=b=c", json!("b=c"), json!("b=c")),
            ("a=007", json!("007"), json!("007")),
            ("a= 7", json!(" 7"), json!(" 7")),
            ("a=NaN", json!("NaN"), json!("NaN")),
            ("a=-", json!("-"), json!("-")),
            ("a=TRUE", json!("TRUE"), json!("TRUE")),
            ("a=[1]", json!("[1]"), json!("[1]")),
        ] {
            assert_eq!(text(argument).unwrap().value, as_text.to_string(), "{argument}");
            let field = typed(argument).unwrap();
            assert_eq!((field.name.as_str(), field.value), ("a", as_typed.to_string()), "{argument}");
            assert_eq!(field.text, argument[2..], "{argument}");
        }
    }

    #[test]
    fn typed_values_are_unchanged_json_numbers_or_strings() {
        let body_of = |text: &str| typed(&format!("a={text}")).unwrap().value;
        for number in [
            "0",
            "-0",
            "-0.0",
            "1.50",
            "1e400",
            "-1E+2",
            "18446744073709551616",
            "123456789012345678901",
            "0.12345678901234567890123",
        ] {
            assert_eq!(body_of(number), number);
        }
        for text in [
            "01", "-01", "+1", "1.", ".5", "1e", "1e+", "0x1", "1_000", "1 ", " 1", "1\n", "Infinity", "1,2",
            "٣",
        ] {
            assert_eq!(body_of(text), string(text));
        }
    }

    #[test]
    fn object_contains_the_fields_in_order() {
        let fields = [text("b\"=1").unwrap(), typed("a=-0").unwrap(), typed("c=é").unwrap()];
        assert_eq!(object(fields.iter()).unwrap(), r#"{"b\"":"1","a":-0,"c":"é"}"#);
        assert!(object(fields.iter().chain(&fields)).is_err());
    }

    #[test]
    fn refuses_missing_names() {
        for argument in ["a", "=b", ""] {
            assert!(text(argument).is_err() && typed(argument).is_err(), "{argument}");
        }
    }
}
