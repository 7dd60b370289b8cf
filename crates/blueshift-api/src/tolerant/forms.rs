//! Objects that the server may send in different forms, for example in an envelope.
//!
//! They are serialized in the form that the contract describes.

use serde::de::{Deserialize, Deserializer, Error, Unexpected};
use serde_json::{Map, Value};

use super::{Object, object};

/// The name of the envelope property that contains the list, regardless of the type of the items.
const RESULTS: &str = "results";

/// Decodes an object that may be in an envelope, such as `{"campaign": {..}}`. The other properties of the envelope are stored
/// in `extra`. An object that contains a field of `T` at its top level is not an envelope.
pub(crate) fn deserialize_within<'de, T: Object, D: Deserializer<'de>>(
    deserializer: D,
    name: &'static str,
) -> Result<T, D::Error> {
    let mut document = match Value::deserialize(deserializer)? {
        Value::Object(document) => document,
        other => return Err(invalid(&other, &format!("an object ({})", T::NAME))),
    };
    let has_fields = T::FIELDS.iter().any(|field| document.contains_key(*field));
    let inner = document.get_mut(name).filter(|_| !has_fields).and_then(Value::as_object_mut);
    if let Some(mut inner) = inner.map(std::mem::take) {
        document.remove(name);
        // If the envelope and the inner object have a property of the same name, the value of the inner object is kept.
        document.append(&mut inner);
    }
    object::deserialize(Value::Object(document)).map_err(D::Error::custom)
}

/// Decodes an object with a list in the property `name`. Also accepts a bare list. If the property `name` is absent or null, also
/// accepts a list in the property `results`.
pub(crate) fn deserialize_list<'de, T: Object, D: Deserializer<'de>>(
    deserializer: D,
    name: &'static str,
) -> Result<T, D::Error> {
    let mut document = match Value::deserialize(deserializer)? {
        Value::Object(document) => document,
        list @ Value::Array(_) => Map::from_iter([(name.to_owned(), list)]),
        other => return Err(invalid(&other, &format!("an object ({}) or a list", T::NAME))),
    };
    if document.get(name).is_none_or(Value::is_null)
        && document.get(RESULTS).is_some_and(Value::is_array)
        && let Some(list) = document.remove(RESULTS)
    {
        document.insert(name.to_owned(), list);
    }
    object::deserialize(Value::Object(document)).map_err(D::Error::custom)
}

/// Returns an error that does not quote the value, which may be long or contain personal data.
fn invalid<E: Error>(value: &Value, expected: &str) -> E {
    E::invalid_type(Unexpected::Other(kind(value)), &expected)
}

/// Returns the JSON type of a value for an error message, such as `a list`.
pub(crate) fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::types::{CampaignDetail, CampaignPerformanceList};

    #[test]
    fn campaign_may_be_in_an_envelope() {
        let bare: CampaignDetail =
            serde_json::from_value(json!({ "uuid": "a", "name": "A", "new": 1 })).unwrap();
        assert_eq!((bare.uuid.as_deref(), bare.extra["new"].as_u64()), (Some("a"), Some(1)));
        let wrapped = json!({ "campaign": { "uuid": "a", "name": "A", "new": 1 } });
        assert_eq!(serde_json::from_value::<CampaignDetail>(wrapped).unwrap(), bare);

        let with_sibling = json!({ "meta": [1], "campaign": { "uuid": "a", "status": "paused" } });
        let decoded: CampaignDetail = serde_json::from_value(with_sibling).unwrap();
        assert_eq!(decoded.status.as_ref().map(AsRef::as_ref), Some("paused"));
        assert_eq!(decoded.extra["meta"], json!([1]));
    }

    #[test]
    fn objects_that_are_not_envelopes_round_trip() {
        for document in [
            json!({ "uuid": "a", "campaign": { "uuid": "b" } }),
            json!({ "uuid": null, "campaign": { "uuid": "b" } }),
            json!({ "campaign": "a" }),
            json!({ "campaign": null }),
            json!({ "campaign": [{ "uuid": "b" }] }),
            json!({ "message": "m" }),
            json!({}),
        ] {
            let decoded: CampaignDetail = serde_json::from_value(document.clone()).unwrap();
            assert_eq!(serde_json::to_value(&decoded).unwrap(), document);
        }
        for document in ["null", "[]", "7", "\"a\""] {
            assert!(serde_json::from_str::<CampaignDetail>(document).is_err(), "{document}");
        }
    }

    #[test]
    fn performance_list_is_decoded_in_every_form() {
        let expected = json!({ "campaigns": [{ "uuid": "a" }, { "uuid": "b" }] });
        for (document, extra) in [
            (expected.clone(), 0),
            (expected["campaigns"].clone(), 0),
            (json!({ "results": expected["campaigns"] }), 0),
            (json!({ "campaigns": null, "results": expected["campaigns"], "total_count": 2.0 }), 1),
        ] {
            let list: CampaignPerformanceList = serde_json::from_value(document.clone()).unwrap();
            let campaigns = list.campaigns.unwrap();
            let uuids: Vec<&str> = campaigns.iter().map(|campaign| campaign.uuid.as_str()).collect();
            assert_eq!((uuids, list.extra.len()), (vec!["a", "b"], extra), "{document}");
        }
    }

    #[test]
    fn keeps_other_objects_and_refuses_scalars() {
        for document in [
            json!({ "campaigns": [], "results": [{ "uuid": "a" }] }),
            json!({ "results": "none" }),
            json!({ "success": false, "error": "e" }),
            json!({ "campaigns": [7] }),
        ] {
            let list: CampaignPerformanceList = serde_json::from_value(document.clone()).unwrap();
            assert_eq!(serde_json::to_value(&list).unwrap(), document);
        }
        for (document, words) in
            [("7", "a number"), ("null", "null"), ("true", "a boolean"), ("\"a\"", "a string")]
        {
            let error = serde_json::from_str::<CampaignPerformanceList>(document).unwrap_err().to_string();
            let expected =
                format!("invalid type: {words}, expected an object (CampaignPerformanceList) or a list");
            assert_eq!(error, expected);
        }
    }
}
