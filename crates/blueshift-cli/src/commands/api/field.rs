//! The options `-f` and `-F`.

use serde_json::{Number, Value};

/// A query parameter or a field of the body.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Field {
    pub(super) name: String,
    /// The value in a query.
    pub(super) text: String,
    /// The value in a body.
    pub(super) value: Value,
}

/// Parses `name=value` with a text value.
pub(super) fn text(argument: &str) -> Result<Field, &'static str> {
    let (name, text) = split(argument)?;
    Ok(Field { name: name.to_owned(), text: text.to_owned(), value: text.into() })
}

/// Parses `name=value` with a JSON number, true, false, null or text.
pub(super) fn typed(argument: &str) -> Result<Field, &'static str> {
    let (name, text) = split(argument)?;
    let value = match text {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "null" => Value::Null,
        _ => match text.parse::<Number>() {
            // A floating-point number cannot represent all digits of this integer.
            Ok(number) if number.is_f64() && !text.contains(['.', 'e', 'E']) => {
                return Err("the number has too many digits; use -f to send it as text, or --input");
            }
            Ok(number) => Value::Number(number),
            Err(_) => text.into(),
        },
    };
    Ok(Field { name: name.to_owned(), text: text.to_owned(), value })
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
            ("a=[1]", json!("[1]"), json!("[1]")),
        ] {
            assert_eq!(text(argument).unwrap().value, as_text, "{argument}");
            let field = typed(argument).unwrap();
            assert_eq!((field.name.as_str(), field.value), ("a", as_typed), "{argument}");
            assert_eq!(field.text, argument[2..], "{argument}");
        }
    }

    #[test]
    fn refuses_missing_names_and_inexact_numbers() {
        for argument in ["a", "=b", ""] {
            assert!(text(argument).is_err() && typed(argument).is_err(), "{argument}");
        }
        assert!(typed("a=123456789012345678901").is_err());
        assert!(text("a=123456789012345678901").is_ok());
    }
}
