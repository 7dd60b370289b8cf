//! Tests that no value causes a decode error and no value is lost.

use std::collections::BTreeMap;

use blueshift_test_support::json::equal;
use jiff::Timestamp;
use proptest::prelude::*;
use serde::ser::SerializeMap;
use serde_json::{Map, json};

use super::*;
use crate::types::{Campaign, FieldErrors};
use crate::{CampaignStatus, ExecTerm};

/// An object with fields for integers, lists, maps, any JSON value and a nested object.
#[derive(Clone, Debug, PartialEq)]
struct Sample {
    signed: Option<i64>,
    unsigned: Option<u64>,
    any: Option<Value>,
    list: Option<Vec<Campaign>>,
    values: Option<Vec<Value>>,
    map: Option<BTreeMap<String, Timestamp>>,
    open: Option<BTreeMap<String, Value>>,
    campaign: Option<Campaign>,
    extra: Map<String, Value>,
    nulls: Nulls,
}

impl Object for Sample {
    const NAME: &'static str = "Sample";
    const FIELDS: &'static [&'static str] =
        &["signed", "unsigned", "any", "list", "values", "map", "open", "campaign"];

    fn empty() -> Self {
        Self {
            signed: None,
            unsigned: None,
            any: None,
            list: None,
            values: None,
            map: None,
            open: None,
            campaign: None,
            extra: Map::new(),
            nulls: Nulls::default(),
        }
    }

    fn read<'de, A: MapAccess<'de>>(&mut self, field: usize, entries: &mut A) -> Result<Read, A::Error> {
        match field {
            0 => read(entries, &mut self.signed),
            1 => read(entries, &mut self.unsigned),
            2 => read(entries, &mut self.any),
            3 => read(entries, &mut self.list),
            4 => read(entries, &mut self.values),
            5 => read(entries, &mut self.map),
            6 => read(entries, &mut self.open),
            _ => read(entries, &mut self.campaign),
        }
    }

    fn write_fields<M: SerializeMap>(&self, writer: &mut Writer<'_, M>) -> Result<(), M::Error> {
        writer.field(0, &self.signed)?;
        writer.field(1, &self.unsigned)?;
        writer.field(2, &self.any)?;
        writer.field(3, &self.list)?;
        writer.field(4, &self.values)?;
        writer.field(5, &self.map)?;
        writer.field(6, &self.open)?;
        writer.field(7, &self.campaign)
    }

    fn rest(&self) -> (&Map<String, Value>, Nulls) {
        (&self.extra, self.nulls)
    }

    fn rest_mut(&mut self) -> (&mut Map<String, Value>, &mut Nulls) {
        (&mut self.extra, &mut self.nulls)
    }
}

impl Serialize for Sample {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(self, serializer)
    }
}

impl<'de> Deserialize<'de> for Sample {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer)
    }
}

fn round_trip<T: Object + Serialize + for<'de> Deserialize<'de>>(document: &Value) -> T {
    let from_text: T = serde_json::from_str(&document.to_string()).unwrap();
    let from_value: T = serde_json::from_value(document.clone()).unwrap();
    for decoded in [&from_text, &from_value] {
        let written = serde_json::to_value(decoded).unwrap();
        assert!(equal(document, &written), "{document} became {written}");
    }
    from_text
}

fn campaign(document: Value) -> Campaign {
    round_trip(&document)
}

#[test]
fn mismatches_leave_fields_empty_and_are_kept_in_extra() {
    for (field, value) in [
        ("startdate", json!("")),
        ("startdate", json!("2024-05-20")),
        ("startdate", json!("2024-05-22T02:26:00")),
        ("startdate", json!(1_716_344_760)),
        ("startdate", json!("2016-12-31T23:59:60Z")),
        ("startdate", json!("+002016-12-31T23:59:60Z")),
        ("startdate", json!("+002024-05-22T02:26Z")),
        ("startdate", json!("2024-05-22T02+05:30")),
        ("startdate", json!("20240522T0226+05:30")),
        ("startdate", json!("2024-05-22T02:26:00+02:00[Europe/Paris]")),
        ("startdate", json!("2024-05-22T02:26:00.1234567891Z")),
        ("created_at", json!("yesterday")),
        ("archived", json!("true")),
        ("archived", json!(1)),
        ("holdout_percentage", json!("10")),
        ("holdout_percentage", json!(9_007_199_254_740_993_u64)),
        ("holdout_percentage", json!(u64::MAX)),
        ("holdout_percentage", json!(i64::MIN + 1)),
        ("name", json!(7)),
        ("name", json!(["a"])),
        ("status", json!({ "a": 1 })),
        ("uuid", json!(7)),
        ("uuid", json!("")),
    ] {
        let mut decoded = campaign(json!({ "author": "Jane", field: value, "email": "j@example.com" }));
        assert_eq!(decoded.extra, Map::from_iter([(field.to_owned(), value.clone())]), "{field}: {value}");
        let without = campaign(json!({ "author": "Jane", "email": "j@example.com" }));
        decoded.extra.clear();
        assert_eq!(decoded, without, "{field}: {value}");
    }
}

#[test]
fn decodes_values_of_the_expected_types() {
    let decoded = campaign(json!({
        "uuid": "a", "name": "", "status": "launched", "exec_term": "yearly", "archived": true,
        "holdout_percentage": 10, "startdate": "2024-05-22T02:26:00.000Z", "created_at": "2024-05-22T04:26:00.5+02:00",
    }));
    assert_eq!(decoded.extra, Map::new());
    assert_eq!((decoded.uuid.as_str(), decoded.name.as_deref()), ("a", Some("")));
    assert_eq!(decoded.status, Some(CampaignStatus::Launched));
    assert_eq!(decoded.exec_term, Some(ExecTerm::Unknown("yearly".to_owned())));
    assert_eq!((decoded.archived, decoded.holdout_percentage), (Some(true), Some(10.0)));
    assert_eq!(decoded.startdate.unwrap().to_string(), "2024-05-22T02:26:00Z");
    assert_eq!(decoded.created_at.unwrap().to_string(), "2024-05-22T02:26:00.5Z");
}

#[test]
fn keeps_inexact_numbers_in_extra() {
    let largest = 9_007_199_254_740_992_u64;
    for (value, signed, unsigned) in [
        (json!(0), Some(0), Some(0)),
        (json!(-3), Some(-3), None),
        (json!(24.0), Some(24), Some(24)),
        (json!(-24.0), Some(-24), None),
        (json!(2.5), None, None),
        (json!(i64::MIN), Some(i64::MIN), None),
        (json!(u64::MAX), None, Some(u64::MAX)),
        (json!(largest as f64), Some(largest as i64), Some(largest)),
        (json!(1e17), None, None),
        (json!("7"), None, None),
    ] {
        let decoded: Sample = round_trip(&json!({ "signed": value, "unsigned": value }));
        assert_eq!((decoded.signed, decoded.unsigned), (signed, unsigned), "{value}");
        assert_eq!(decoded.extra.contains_key("signed"), signed.is_none(), "{value}");
        assert_eq!(decoded.extra.contains_key("unsigned"), unsigned.is_none(), "{value}");
    }
    let share = |value: f64| Campaign::new("a").with_holdout_percentage(value);
    for (value, written) in
        [(5.0, "5"), (-0.0, "0"), (2.5, "2.5"), (1e300, "1e+300"), (0.1 + 0.2, "0.30000000000000004")]
    {
        let text = serde_json::to_string(&share(value)).unwrap();
        assert_eq!(text, format!(r#"{{"uuid":"a","holdout_percentage":{written}}}"#));
        assert_eq!(serde_json::from_str::<Campaign>(&text).unwrap(), share(value));
    }
}

#[test]
fn list_or_map_with_a_mismatch_is_kept_whole_in_extra() {
    let good = json!({ "uuid": "a", "startdate": null, "x": [1] });
    let kept: Sample = round_trip(
        &json!({ "list": [good, 7, good], "map": { "a": "2024-05-22T02:26:00Z", "b": 1, "c": null } }),
    );
    assert_eq!((&kept.list, &kept.map), (&None, &None));
    assert_eq!(kept.extra["list"], json!([good, 7, good]));
    assert_eq!(kept.extra["map"]["b"], 1);

    let with_null: Sample = round_trip(&json!({ "list": [good, null] }));
    assert_eq!(with_null.list, None);

    let fitting: Sample = round_trip(&json!({
        "list": [good, {}], "values": [1, null, "a"], "map": { "a": "2024-05-22T02:26:00Z" }, "open": { "a": null },
        "campaign": good, "any": { "a": [null] },
    }));
    assert_eq!(fitting.extra, Map::new());
    assert_eq!(fitting.list.map(|list| list.len()), Some(2));
    assert_eq!(fitting.values, Some(vec![json!(1), json!(null), json!("a")]));
    assert_eq!(fitting.campaign.unwrap().uuid, "a");
}

#[test]
fn null_and_absent_round_trip_and_compare_equal() {
    let null = campaign(json!({ "uuid": "a", "name": null, "status": null }));
    let absent = campaign(json!({ "uuid": "a" }));
    assert_eq!(null, absent);
    assert_eq!(null.extra, Map::new());
}

#[test]
fn uses_the_last_of_repeated_fields() {
    for (text, written) in [
        (r#"{"name": "a", "name": "b"}"#, r#"{"name":"b"}"#),
        (r#"{"name": "a", "name": 7}"#, r#"{"name":7}"#),
        (r#"{"name": 7, "name": "a"}"#, r#"{"name":"a"}"#),
        (r#"{"name": 7, "name": null}"#, r#"{"name":null}"#),
        (r#"{"name": null, "name": "a"}"#, r#"{"name":"a"}"#),
        (r#"{"name": "a", "name": null}"#, r#"{"name":null}"#),
        (r#"{"uuid": "a", "uuid": 1}"#, r#"{"uuid":1}"#),
        (r#"{"x": 1, "x": 2}"#, r#"{"x":2}"#),
    ] {
        let decoded: Campaign = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&decoded).unwrap(), written, "{text}");
    }
}

#[test]
fn field_set_after_decoding_replaces_a_mismatch() {
    let mut decoded = campaign(json!({ "uuid": 1, "name": 7, "author": null, "email": "a" }));
    decoded.uuid = "a".to_owned();
    decoded = decoded.with_name("b").with_author("c");
    decoded.email = None;
    assert_eq!(serde_json::to_value(&decoded).unwrap(), json!({ "uuid": "a", "name": "b", "author": "c" }));
}

#[test]
fn only_documents_that_are_not_objects_are_errors() {
    for document in ["null", "7", "[]", "\"a\"", "true", "{\"name\": }", ""] {
        assert!(serde_json::from_str::<Campaign>(document).is_err(), "{document}");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        ".{0,8}",
        Just("launched".to_owned()),
        Just(String::new()),
        "20[0-9]{2}-0[1-9]-[12][0-9]T[01][0-9]:[0-5][0-9]:[0-6][0-9](\\.[0-9]{1,10})?(Z|[+-]0[0-9]:30)?",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (-1000_i32..1000).prop_map(|n| json!(f64::from(n))),
        any::<f64>().prop_filter("JSON has no NaN", |f| f.is_finite()).prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec(("[a-z]{0,3}|uuid|name", inner), 0..4)
                .prop_map(|entries| Value::Object(entries.into_iter().collect())),
        ]
    })
}

/// Generates objects with a subset of these fields and with other fields, each with any value.
fn any_object(fields: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let key = prop_oneof![4 => prop::sample::select(fields).prop_map(str::to_owned), 1 => ".{0,6}"];
    prop::collection::vec((key, any_json()), 0..20)
        .prop_map(|entries| Value::Object(entries.into_iter().collect()))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn any_campaign_round_trips(document in any_object(Campaign::FIELDS)) {
        let decoded: Campaign = round_trip(&document);
        let again: Campaign = serde_json::from_str(&serde_json::to_string(&decoded).unwrap()).unwrap();
        prop_assert_eq!(decoded, again);
    }

    #[test]
    fn any_object_of_errors_round_trips(document in any_object(FieldErrors::FIELDS)) {
        round_trip::<FieldErrors>(&document);
    }

    #[test]
    fn any_object_with_lists_and_maps_round_trips(document in any_object(Sample::FIELDS)) {
        round_trip::<Sample>(&document);
    }
}
