//! Tests of decoding pages of campaigns and other responses.

#![allow(clippy::unwrap_used, clippy::panic)]

use blueshift_api::jiff::Timestamp;
use blueshift_api::types::{BulkArchiveResult, Campaign, CampaignDetail, CampaignPerformanceList};
use blueshift_api::{CampaignList, CampaignStatus, ExecTerm};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// The example response in the API reference, unchanged.
const REFERENCE_EXAMPLE: &str = r#"[
  {
    "name": "Members-only Banner",
    "status": "launched",
    "startdate": "2024-05-22T02:26:00.000Z",
    "created_at": "2024-05-21T07:05:00.000Z",
    "updated_at": "2024-05-24T07:05:00.000Z",
    "uuid": "a1b2c3d4-e5f6-7890-1234-567890abcdef",
    "exec_term": "one_time",
    "next_execution_scheduled_at": null,
    "archived": false,
    "holdout_percentage": 0,
    "segment_uuid": "seg-uuid-123",
    "segment_name": "VIP Members",
    "author": "Jane Doe",
    "email": "[email protected]",
    "prioritization_label": null
  }
]"#;

fn read(json: &str) -> Vec<Campaign> {
    serde_json::from_str::<CampaignList>(json).unwrap().items
}

#[test]
fn decodes_the_example_in_the_api_reference() {
    let campaigns = read(REFERENCE_EXAMPLE);
    let [campaign] = campaigns.as_slice() else { panic!("expected one campaign, found {}", campaigns.len()) };
    assert_eq!(campaign.name.as_deref(), Some("Members-only Banner"));
    assert_eq!(campaign.status, Some(CampaignStatus::Launched));
    assert_eq!(campaign.exec_term, Some(ExecTerm::OneTime));
    assert_eq!(campaign.startdate.unwrap().to_string(), "2024-05-22T02:26:00Z");
    assert_eq!(campaign.next_execution_scheduled_at, None);
    assert_eq!(campaign.archived, Some(false));
    assert_eq!(campaign.holdout_percentage, Some(0.0));
    assert_eq!(campaign.segment_uuid.as_deref(), Some("seg-uuid-123"));
    assert_eq!(campaign.prioritization_label, None);
}

#[test]
fn nulls_round_trip() {
    let example: Value = serde_json::from_str(REFERENCE_EXAMPLE).unwrap();
    let mut nulls = example[0].clone();
    for (field, value) in nulls.as_object_mut().unwrap() {
        if field != "uuid" {
            *value = Value::Null;
        }
    }
    let page = json!([nulls, nulls]);
    let campaigns = read(&page.to_string());
    assert_eq!(campaigns[0], Campaign::new(nulls["uuid"].as_str().unwrap()));
    assert_eq!(serde_json::to_value(&campaigns).unwrap(), page);
}

#[test]
fn errors_do_not_quote_strings() {
    fn error_of<T: DeserializeOwned>(text: &str) -> Option<String> {
        serde_json::from_str::<T>(text).err().map(|error| error.to_string())
    }
    for error in [
        error_of::<CampaignList>(r#""jane@example.com""#),
        error_of::<CampaignList>(r#"["jane@example.com"]"#),
        error_of::<BulkArchiveResult>(r#""jane@example.com""#),
        error_of::<CampaignDetail>(r#""jane@example.com""#),
        error_of::<CampaignPerformanceList>(r#""jane@example.com""#),
    ] {
        let error = error.unwrap();
        assert!(error.starts_with("invalid type: a string, expected a"), "{error}");
        assert!(!error.contains("jane"), "{error}");
    }
}

#[test]
fn unknown_enum_values_round_trip() {
    let page = json!([{ "uuid": "a", "status": "Hibernating ❄", "exec_term": "" }]);
    let campaigns = read(&page.to_string());
    assert_eq!(campaigns[0].status, Some(CampaignStatus::Unknown("Hibernating ❄".into())));
    assert_eq!(serde_json::to_value(&campaigns).unwrap(), page);
}

#[test]
fn known_enum_values_have_a_variant_and_round_trip() {
    for value in CampaignStatus::KNOWN {
        let status = CampaignStatus::from(*value);
        assert!(!matches!(status, CampaignStatus::Unknown(_)), "{value}");
        assert_eq!(
            (status.as_str(), status.to_string(), serde_json::to_value(&status).unwrap()),
            (*value, (*value).into(), (*value).into())
        );
        assert_eq!(status, CampaignStatus::Unknown((*value).into()));
    }
    for value in ExecTerm::KNOWN {
        assert!(!matches!(value.parse().unwrap(), ExecTerm::Unknown(_)), "{value}");
    }
}

#[test]
fn decodes_the_envelope_and_keeps_unknown_fields() {
    let items: Value = serde_json::from_str(REFERENCE_EXAMPLE).unwrap();
    let mut envelope =
        json!({ "total_count": 24.0, "total_pages": 0, "per_page": 500, "page": 0, "results": items });
    envelope["results"][0]["new_field"] = json!({ "nested": [1, 2] });
    let list: CampaignList = serde_json::from_value(envelope).unwrap();
    assert_eq!((list.items.len(), list.total), (1, Some(24)));
    assert_eq!(list.items[0].extra["new_field"], json!({ "nested": [1, 2] }));
    assert_eq!(list.extra["per_page"], 500);
}

/// With a derived `Deserialize` implementation, each of these values would make the whole page fail to decode.
#[test]
fn keeps_values_of_unexpected_types() {
    for (field, value) in [
        ("startdate", json!("")),
        ("startdate", json!("2024-05-20")),
        ("startdate", json!("2024-05-22T02:26:00")),
        ("startdate", json!(1_716_344_760)),
        ("archived", json!("true")),
        ("archived", json!(1)),
        ("holdout_percentage", json!("10")),
        ("name", json!(7)),
        ("uuid", json!(null)),
    ] {
        let mut page: Value = serde_json::from_str(REFERENCE_EXAMPLE).unwrap();
        page[0][field] = value.clone();
        let campaigns = read(&page.to_string());
        assert_eq!(campaigns.len(), 1, "{field}: {value}");
        let kept = campaigns[0].extra.get(field).cloned().unwrap_or_default();
        assert_eq!(kept, value, "{field}");
        assert_eq!(serde_json::to_value(&campaigns[0]).unwrap()[field], value);
    }
}

#[test]
fn decodes_every_observed_timestamp_format() {
    for date in [
        "2024-05-20T18:43:34.000Z",
        "2025-07-20T11:08:27.981Z",
        "2017-08-21T20:09:26Z",
        "2017-08-21T22:09:26+02:00",
    ] {
        let campaigns = read(&json!([{ "uuid": "a", "created_at": date }]).to_string());
        let expected: Timestamp = date.parse().unwrap();
        assert_eq!(campaigns[0].created_at, Some(expected));
    }
}
