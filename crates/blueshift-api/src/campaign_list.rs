//! One page of campaigns, read from whichever shape it comes in.

use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::types::Campaign;

/// One page of campaigns.
///
/// The contract describes a bare list. An object around the list has been seen as well, in two forms:
/// `{"results": [..], "total_count": 24.0, ..}` and `{"campaigns": [..]}`. All three are read, in one pass. An
/// object without a list is an error, and so is one with two, because neither says what the page holds.
///
/// It is written as the bare list of the contract.
///
/// ```
/// use blueshift_api::CampaignList;
///
/// let bare: CampaignList = serde_json::from_str(r#"[{"uuid": "a"}]"#)?;
/// let wrapped: CampaignList = serde_json::from_str(r#"{"total_count": 24.0, "results": [{"uuid": "a"}]}"#)?;
/// assert_eq!(bare.items[0].uuid, wrapped.items[0].uuid);
/// assert_eq!((bare.total, wrapped.total), (None, Some(24)));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct CampaignList {
    /// The campaigns, in the server's order.
    pub items: Vec<Campaign>,
    /// How many campaigns the server says there are on all pages together. A hint: only an envelope tells it, and
    /// nothing promises that it is right. A total that is not a whole number from 0 is left out.
    pub total: Option<u64>,
}

impl From<Vec<Campaign>> for CampaignList {
    fn from(items: Vec<Campaign>) -> Self {
        Self { items, total: None }
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

/// How many campaigns there is room for at first.
const ROOM: usize = 64;

struct ListVisitor;

impl<'de> Visitor<'de> for ListVisitor {
    type Value = CampaignList;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of campaigns, or an object that holds one as `results` or `campaigns`")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<CampaignList, A::Error> {
        // JSON tells no length. Growing from nothing would copy most campaigns of a page of 100 once or twice.
        let mut items = Vec::with_capacity(list.size_hint().unwrap_or(ROOM).min(1024));
        while let Some(campaign) = list.next_element()? {
            items.push(campaign);
        }
        if items.len() < ROOM {
            items.shrink_to_fit();
        }
        Ok(items.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut envelope: A) -> Result<CampaignList, A::Error> {
        let mut items = None;
        let mut total = None;
        while let Some(key) = envelope.next_key::<EnvelopeKey>()? {
            match key {
                EnvelopeKey::List => {
                    if items.replace(envelope.next_value()?).is_some() {
                        return Err(A::Error::custom("the envelope holds more than one list of campaigns"));
                    }
                }
                EnvelopeKey::Total => total = envelope.next_value::<Total>()?.0,
                EnvelopeKey::Other => drop(envelope.next_value::<IgnoredAny>()?),
            }
        }
        let items = items.ok_or_else(|| A::Error::missing_field("results"))?;
        Ok(CampaignList { items, total })
    }
}

#[derive(Deserialize)]
#[serde(field_identifier)]
enum EnvelopeKey {
    #[serde(rename = "results", alias = "campaigns")]
    List,
    #[serde(rename = "total_count")]
    Total,
    #[serde(other)]
    Other,
}

/// A total in whatever form it comes; it is a hint, so no form of it fails the page.
struct Total(Option<u64>);

impl<'de> Deserialize<'de> for Total {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(TotalVisitor)
    }
}

struct TotalVisitor;

impl<'de> Visitor<'de> for TotalVisitor {
    type Value = Total;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_u64<E>(self, total: u64) -> Result<Total, E> {
        Ok(Total(Some(total)))
    }

    fn visit_i64<E>(self, total: i64) -> Result<Total, E> {
        Ok(Total(u64::try_from(total).ok()))
    }

    fn visit_f64<E>(self, total: f64) -> Result<Total, E> {
        // Beyond 2^53 a float no longer names one whole number.
        let whole = total >= 0.0 && total <= (1_u64 << 53) as f64 && total.fract() == 0.0;
        Ok(Total(whole.then_some(total as u64)))
    }

    fn visit_str<E>(self, total: &str) -> Result<Total, E> {
        Ok(Total(total.parse().ok()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Total, E> {
        Ok(Total(None))
    }

    fn visit_unit<E>(self) -> Result<Total, E> {
        Ok(Total(None))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Total, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Total(None))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Total, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Total(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> serde_json::Result<CampaignList> {
        serde_json::from_str(json)
    }

    #[test]
    fn every_shape_that_was_seen_is_read() {
        for json in [
            r#"[{"uuid": "a"}]"#,
            r#"{"campaigns": [{"uuid": "a"}]}"#,
            r#"{"total_count": 24.0, "total_pages": 0, "per_page": 500, "page": 0, "results": [{"uuid": "a"}]}"#,
            r#"{"results": [{"uuid": "a"}], "unknown": {"deep": [1, null]}}"#,
        ] {
            let list = read(json).unwrap();
            assert_eq!(list.items.len(), 1, "{json}");
            assert_eq!(list.items[0].uuid, "a", "{json}");
        }
    }

    #[test]
    fn a_total_is_kept_where_it_is_a_whole_number_and_never_fails_the_page() {
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
        }
    }

    #[test]
    fn an_object_without_a_list_or_with_two_is_an_error() {
        for (json, words) in [
            (r#"{"message": "Not authorized"}"#, "missing field `results`"),
            (r#"{"results": [], "campaigns": []}"#, "more than one list"),
            (r#"{"results": null}"#, "invalid type: null"),
            ("null", "invalid type: null, expected a list of campaigns"),
            ("[null]", "invalid type: null"),
            (r#"[{"name": "no uuid"}]"#, "missing field `uuid`"),
        ] {
            let error = read(json).unwrap_err().to_string();
            assert!(error.contains(words), "{json}: {error}");
        }
    }

    #[test]
    fn it_is_written_as_the_bare_list_of_the_contract() {
        let list = read(r#"{"total_count": 1, "results": [{"uuid": "a"}]}"#).unwrap();
        assert_eq!(serde_json::to_string(&list).unwrap(), r#"[{"uuid":"a"}]"#);
    }
}
