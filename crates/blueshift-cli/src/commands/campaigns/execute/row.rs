//! A recipient in the input.

use blueshift::Recipient;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use uuid::Uuid;

/// The namespace of the digests of records and keys: the UUID v5 of `https://docs.rs/blueshift-cli` in the URL namespace. It
/// must never change, because results files of earlier versions contain such digests.
const NAMESPACE: Uuid = Uuid::from_u128(0xa3de_1bb1_a445_53b2_9f24_1abb_d042_44ce);

/// A recipient as read from the input.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Row {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    customer_id: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    high_priority: Option<bool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    attachments: Vec<String>,
    fields: Map<String, Value>,
}

impl Row {
    /// Parses a record of the input.
    pub(super) fn new(record: Map<String, Value>) -> Result<Self, String> {
        let mut row = Self::default();
        for (name, value) in record {
            match name.as_str() {
                "email" => row.email = text(&name, value)?,
                "customer_id" => row.customer_id = text(&name, value)?,
                "_bsft_high_priority" => {
                    row.high_priority = match &value {
                        Value::Null => None,
                        Value::Bool(high) => Some(*high),
                        Value::String(text) if text.trim().is_empty() => None,
                        Value::String(text) => Some(text.trim().parse().map_err(|_| {
                            format!("_bsft_high_priority must be true or false, found {text:?}")
                        })?),
                        _ => return Err("_bsft_high_priority must be true or false".to_owned()),
                    }
                }
                "email_attachments" => {
                    row.attachments = match value {
                        Value::Null => Vec::new(),
                        list => serde_json::from_value(list).map_err(|_| {
                            "email_attachments must be a list of URLs; use JSON input".to_owned()
                        })?,
                    }
                }
                "campaign_uuid" | "transaction_uuid" => {
                    return Err(format!("{name} is set by the command; remove it, or use --key-column"));
                }
                _ if !is_exact(&value) => {
                    return Err(format!(
                        "{name} contains an integer that is too large to be sent exactly; use a string"
                    ));
                }
                _ => {
                    row.fields.insert(name, value);
                }
            }
        }
        if row.email.is_none() && row.customer_id.is_none() {
            return Err("neither email nor customer_id is set".to_owned());
        }
        Ok(row)
    }

    /// Converts the row to the recipient of a request.
    pub(super) fn into_recipient(self) -> Recipient {
        let Self { email, customer_id, high_priority, attachments, fields } = self;
        let mut recipient = match (email, customer_id) {
            (Some(email), None) => Recipient::email(email),
            (email, customer_id) => {
                let recipient = Recipient::customer_id(customer_id.unwrap_or_default());
                email.into_iter().fold(recipient, Recipient::with_email)
            }
        };
        if let Some(high) = high_priority {
            recipient = recipient.high_priority(high);
        }
        let recipient = attachments.into_iter().fold(recipient, Recipient::attachment);
        fields.into_iter().fold(recipient, |recipient, (name, value)| recipient.field(name, value))
    }

    /// Returns a digest of the record, independent of the order of its fields.
    pub(super) fn digest(&self) -> Uuid {
        let text = sorted(&serde_json::to_value(self).unwrap_or_default()).to_string();
        Uuid::new_v5(&NAMESPACE, text.as_bytes())
    }
}

/// Returns whether the value contains no integer that may have lost digits when it was parsed.
fn is_exact(value: &Value) -> bool {
    match value {
        Value::Number(number) if number.is_f64() => {
            number.as_f64().is_none_or(|number| number.fract() != 0.0 || number.abs() < 2_f64.powi(53))
        }
        Value::Array(list) => list.iter().all(is_exact),
        Value::Object(fields) => fields.values().all(is_exact),
        _ => true,
    }
}

/// Returns the value with the fields of its objects in alphabetical order.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            fields.sort_by_key(|(name, _)| *name);
            Value::Object(fields.into_iter().map(|(name, value)| (name.clone(), sorted(value))).collect())
        }
        Value::Array(list) => Value::Array(list.iter().map(sorted).collect()),
        other => other.clone(),
    }
}

/// Returns a 16-byte digest of a key.
pub(super) fn digest_of_key(key: &str) -> Uuid {
    Uuid::new_v5(&NAMESPACE, key.as_bytes())
}

/// Returns the key of a record.
pub(super) fn key(record: &Map<String, Value>, column: &str) -> Result<String, String> {
    match record.get(column) {
        None => Err(format!("the column {column} is missing")),
        Some(value) => match text(column, value.clone())? {
            None => Err(format!("{column} is empty")),
            // The transaction would differ from that of the same key without white space.
            Some(key) if key.trim() != key => Err(format!("{column} starts or ends with white space")),
            Some(key) => Ok(key),
        },
    }
}

/// Returns a string, or an integer converted to a string. Returns `None` if the value is null or blank.
fn text(name: &str, value: Value) -> Result<Option<String>, String> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) if text.trim().is_empty() => Ok(None),
        Value::String(text) => Ok(Some(text)),
        Value::Number(number) if !number.is_f64() => Ok(Some(number.to_string())),
        _ => Err(format!("{name} must be a string or an integer")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(value: Value) -> Result<Row, String> {
        Row::new(value.as_object().unwrap().clone())
    }

    #[test]
    fn refuses_invalid_records_and_keys() {
        for (record, problem) in [
            (json!({}), "neither email nor customer_id is set"),
            (json!({"email": " ", "customer_id": null}), "neither email nor customer_id is set"),
            (json!({"email": ["a"]}), "email must be a string or an integer"),
            (json!({"customer_id": 1.5}), "customer_id must be a string or an integer"),
            (json!({"email": "a", "transaction_uuid": "x"}), "transaction_uuid is set by the command"),
            (json!({"email": "a", "campaign_uuid": ""}), "campaign_uuid is set by the command"),
            (json!({"email": "a", "_bsft_high_priority": "yes"}), "must be true or false"),
            (json!({"email": "a", "email_attachments": "http://x"}), "must be a list of URLs"),
            (
                json!({"email": "a", "order": {"ids": [1, 18446744073709551616_f64]}}),
                "order contains an integer",
            ),
        ] {
            let error = row(record).unwrap_err();
            assert!(error.contains(problem), "{error}");
        }
        assert_eq!(key(json!({"id": ""}).as_object().unwrap(), "id").unwrap_err(), "id is empty");
        assert_eq!(key(json!({}).as_object().unwrap(), "id").unwrap_err(), "the column id is missing");
        for key_with_space in [" 7", "7\t", "7\u{a0}"] {
            let error = key(json!({"id": key_with_space}).as_object().unwrap(), "id").unwrap_err();
            assert_eq!(error, "id starts or ends with white space");
        }
        assert_eq!(key(json!({"id": 7}).as_object().unwrap(), "id").unwrap(), "7");
    }

    #[test]
    fn accepts_exact_numbers() {
        for number in ["18446744073709551615", "-9223372036854775808", "1e3", "0.1", "-2.50"] {
            let record: Value =
                serde_json::from_str(&format!(r#"{{"email": "a", "n": [{number}]}}"#)).unwrap();
            assert!(row(record).is_ok(), "{number}");
        }
    }

    #[test]
    fn digest_depends_on_fields_but_not_on_their_order() {
        let one = row(json!({"email": "a", "b": {"x": 1, "y": 2}, "c": "2"})).unwrap();
        let same = row(json!({"c": "2", "b": {"y": 2, "x": 1}, "email": "a"})).unwrap();
        assert_eq!(one.digest(), same.digest());
        for other in [
            json!({"email": "a", "b": {"x": 1, "y": 2}, "c": 2}),
            json!({"customer_id": "a", "b": {"x": 1, "y": 2}, "c": "2"}),
            json!({"email": "a", "b": {"x": 1, "y": 2}, "c": "2", "d": ""}),
        ] {
            assert_ne!(one.digest(), row(other).unwrap().digest());
        }
        assert_ne!(digest_of_key("1"), digest_of_key("1 "));
        assert_eq!(NAMESPACE, Uuid::new_v5(&Uuid::NAMESPACE_URL, b"https://docs.rs/blueshift-cli"));
    }
}
