//! One page of campaigns, decoded from any observed form.

use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use crate::tolerant::{Push, Read, SlotSeed, Tolerant, kind};
use crate::types::Campaign;

/// One page of campaigns.
///
/// The contract describes a list. Objects that contain the list have also been observed, in two forms: `{"results": [..],
/// "total_count": 24.0, ..}` and `{"campaigns": [..]}`. All three forms are decoded. An object with two lists is a decode
/// error because it is ambiguous. An object without a list is a decode error unless it [reports an error](Self::reports_error).
///
/// A `CampaignList` is serialized as a list, as the contract describes.
///
/// ```
/// use blueshift_api::CampaignList;
///
/// let list: CampaignList = serde_json::from_str(r#"[{"uuid": "a"}]"#)?;
/// let envelope: CampaignList = serde_json::from_str(r#"{"total_count": 24.0, "results": [{"uuid": "a"}]}"#)?;
/// assert_eq!(list.items, envelope.items);
/// assert_eq!((list.total, envelope.total), (None, Some(24)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct CampaignList {
    /// The campaigns, in the server's order.
    pub items: Vec<Campaign>,
    /// The number of campaigns on all pages, from the field `total_count`. It is not part of the documented response and may be
    /// wrong.
    pub total: Option<u64>,
    /// The other fields of the envelope, and a `total_count` that could not be converted to [`total`](Self::total).
    pub extra: Map<String, Value>,
}

impl CampaignList {
    /// Returns whether the response reports an error although its status is 2xx: it has no campaigns, but a non-empty `error`,
    /// `errors` or `message`, or `"success": false`. Null, `false`, 0, `""`, `[]` and `{}` are treated as empty.
    pub fn reports_error(&self) -> bool {
        self.items.is_empty() && reports_error(&self.extra)
    }
}

/// Returns whether an object has a non-empty `error`, `errors` or `message`, or `"success": false`. Null, `false`, 0, `""`,
/// `[]` and `{}` are treated as empty.
pub fn reports_error(object: &Map<String, Value>) -> bool {
    let is_set = |name: &str| object.get(name).is_some_and(|value| !is_empty(value));
    object.get("success") == Some(&Value::Bool(false))
        || ["error", "errors", "message"].into_iter().any(is_set)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Bool(value) => !value,
        Value::Number(number) => number.as_f64() == Some(0.0),
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        Value::Object(map) => map.is_empty(),
    }
}

impl From<Vec<Campaign>> for CampaignList {
    fn from(items: Vec<Campaign>) -> Self {
        Self { items, ..Self::default() }
    }
}

impl Serialize for CampaignList {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for CampaignList {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ListVisitor)
    }
}

#[cfg(feature = "schemars")]
impl schemars::JsonSchema for CampaignList {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "CampaignList".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Vec<Campaign>>()
    }
}

/// The number of campaigns for which memory is allocated in advance if the length of the list is unknown.
const INITIAL_CAPACITY: usize = 128;

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = CampaignList;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of campaigns, or an object with a list as `results` or `campaigns`")
    }

    /// Does not quote the text, which may be long or contain personal data.
    fn visit_str<E: Error>(self, _: &str) -> Result<CampaignList, E> {
        Err(E::invalid_type(Unexpected::Other("a string"), &self))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, list: A) -> Result<CampaignList, A::Error> {
        campaigns(list).map(CampaignList::from)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut envelope: A) -> Result<CampaignList, A::Error> {
        let mut items = None;
        let mut list = CampaignList::default();
        while let Some(key) = envelope.next_key::<String>()? {
            let value = if matches!(key.as_str(), "results" | "campaigns") {
                let mut campaigns = None::<Campaigns>;
                match envelope.next_value_seed(SlotSeed(&mut campaigns))? {
                    Read::Stored if items.is_some() => {
                        return Err(A::Error::custom(
                            "the envelope contains more than one list of campaigns",
                        ));
                    }
                    Read::Stored => {
                        items = campaigns.map(|Campaigns(campaigns)| campaigns);
                        continue;
                    }
                    Read::Null => Value::Null,
                    Read::Mismatch(value) => *value,
                }
            } else {
                envelope.next_value()?
            };
            match total(&value).filter(|_| key == "total_count") {
                Some(total) => list.total = Some(total),
                None => drop(list.extra.insert(key, value)),
            }
        }
        match items {
            Some(items) => list.items = items,
            None if list.reports_error() => {}
            None => return Err(no_list(&list.extra)),
        }
        Ok(list)
    }
}

/// Returns the error for an object without a list.
fn no_list<E: Error>(extra: &Map<String, Value>) -> E {
    let value = ["results", "campaigns"].iter().find_map(|name| extra.get(*name));
    let found = match value {
        None => return E::missing_field("results"),
        Some(value) => kind(value),
    };
    E::invalid_type(Unexpected::Other(found), &"a list of campaigns")
}

fn campaigns<'de, A: SeqAccess<'de>>(mut list: A) -> Result<Vec<Campaign>, A::Error> {
    // JSON does not specify the length of a list. Without an initial capacity, most campaigns of a page would be copied while
    // the vector grows.
    let mut items = Vec::with_capacity(list.size_hint().unwrap_or(INITIAL_CAPACITY).min(1024));
    while list.next_element_seed(Push(&mut items))?.is_some() {}
    if items.len() < INITIAL_CAPACITY / 2 {
        items.shrink_to_fit();
    }
    Ok(items)
}

/// The value of a field that should contain the list. Its items are decoded like those of a bare list, so that the path of an
/// error includes the index.
struct Campaigns(Vec<Campaign>);

impl Tolerant for Campaigns {
    fn from_seq<'de, A: SeqAccess<'de>>(list: A) -> Result<Result<Self, Value>, A::Error> {
        campaigns(list).map(|items| Ok(Self(items)))
    }

    fn write<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Returns the total if the value is a non-negative integer, or a string that contains one.
fn total(value: &Value) -> Option<u64> {
    match value {
        Value::Number(number) => u64::from_number(number),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(json: &str) -> serde_json::Result<CampaignList> {
        serde_json::from_str(json)
    }

    #[test]
    fn decodes_every_observed_form() {
        for json in [
            r#"[{"uuid": "a"}]"#,
            r#"{"campaigns": [{"uuid": "a"}]}"#,
            r#"{"total_count": 24.0, "total_pages": 0, "per_page": 500, "page": 0, "results": [{"uuid": "a"}]}"#,
            r#"{"results": [{"uuid": "a"}], "unknown": {"deep": [1, null]}}"#,
            r#"{"results": [{"uuid": "a"}], "campaigns": null}"#,
        ] {
            let list = read(json).unwrap();
            assert_eq!(list.items.len(), 1, "{json}");
            assert_eq!(list.items[0].uuid, "a", "{json}");
        }
    }

    #[test]
    fn converts_totals_to_integers_and_keeps_other_values() {
        for (total, expected) in [
            ("24", Some(24)),
            ("24.0", Some(24)),
            ("\"24\"", Some(24)),
            ("-1", None),
            ("2.5", None),
            ("1e300", None),
            ("null", None),
            ("true", None),
            ("\"many\"", None),
            ("[1]", None),
            (r#"{"a": 1}"#, None),
        ] {
            let list = read(&format!(r#"{{"total_count": {total}, "results": []}}"#)).unwrap();
            assert_eq!(list.total, expected, "{total}");
            let value: Value = serde_json::from_str(total).unwrap();
            let kept = if expected.is_some() { None } else { Some(&value) };
            assert_eq!(list.extra.get("total_count"), kept, "{total}");
        }
    }

    #[test]
    fn keeps_the_other_fields_of_the_envelope() {
        let list = read(r#"{"page": 0, "results": [], "meta": {"a": [null]}, "campaigns": 7}"#).unwrap();
        assert_eq!(Value::Object(list.extra), json!({ "page": 0, "meta": { "a": [null] }, "campaigns": 7 }));
    }

    #[test]
    fn refuses_documents_without_exactly_one_list_of_objects() {
        for (json, words) in [
            (r#"{"note": "Not authorized"}"#, "missing field `results`"),
            ("{}", "missing field `results`"),
            (r#"{"message": ""}"#, "missing field `results`"),
            (
                r#"{"error": null, "errors": {}, "message": false, "success": true}"#,
                "missing field `results`",
            ),
            (r#"{"results": [], "campaigns": []}"#, "more than one list"),
            (r#"{"results": null}"#, "invalid type: null"),
            (r#"{"campaigns": {"a": 1}}"#, "invalid type: an object"),
            ("null", "invalid type: null, expected a list of campaigns"),
            ("[null]", "invalid type: null"),
            ("[7]", "invalid type: integer `7`, expected an object (Campaign)"),
        ] {
            let error = read(json).unwrap_err().to_string();
            assert!(error.contains(words), "{json}: {error}");
        }
    }

    #[test]
    fn reports_errors_of_responses_without_campaigns() {
        for (json, expected) in [
            (r#"{"message": "Not authorized"}"#, true),
            (r#"{"success": false}"#, true),
            (r#"{"results": null, "errors": {"name": ["is odd"]}}"#, true),
            (r#"{"results": [], "error": "x"}"#, true),
            (r#"{"results": [], "error": 7}"#, true),
            (r#"{"campaigns": [], "success": false}"#, true),
            (r#"{"results": [], "errors": [], "error": 0, "message": "", "success": true}"#, false),
            (r#"{"results": [], "errors": {}, "error": false, "message": null, "success": null}"#, false),
            (r#"{"results": [{"uuid": "a"}], "message": "slow"}"#, false),
            ("[]", false),
        ] {
            assert_eq!(read(json).unwrap().reports_error(), expected, "{json}");
        }
    }

    /// Decoding accepts a campaign without a UUID. In the crate `blueshift`, a listing reports such a campaign as an error.
    #[test]
    fn campaign_without_a_usable_uuid_has_an_empty_uuid() {
        let list = read(r#"[{"name": "a"}, {"uuid": null}, {"uuid": ""}, {"uuid": 7}]"#).unwrap();
        assert!(list.items.iter().all(|campaign| campaign.uuid.is_empty()));
        let written = serde_json::to_value(&list).unwrap();
        assert_eq!(written, json!([{ "name": "a" }, { "uuid": null }, { "uuid": "" }, { "uuid": 7 }]));
    }

    #[test]
    fn serializes_as_a_list() {
        let list = read(r#"{"total_count": 1, "results": [{"uuid": "a"}]}"#).unwrap();
        assert_eq!(serde_json::to_string(&list).unwrap(), r#"[{"uuid":"a"}]"#);
    }
}
