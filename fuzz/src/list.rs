//! Fuzzes the decoder of a page of campaigns, and compares its result with a `serde_json::Value`.

use blueshift_api::CampaignList;
use blueshift_test_support::json::equal;
use serde_json::Value;

/// Checks that a page or a reported error is decoded without loss, and that other documents are refused. The input is the body of
/// a response.
pub fn run(input: &[u8]) {
    match (serde_json::from_slice::<CampaignList>(input), serde_json::from_slice::<Value>(input)) {
        (Ok(list), Ok(Value::Array(items))) => {
            assert!(list.extra.is_empty() && list.total.is_none(), "{list:?}");
            same_items(&list, &items);
        }
        (Ok(list), Ok(Value::Object(envelope))) => {
            let mut has_list = false;
            for (name, value) in &envelope {
                match value {
                    Value::Array(items) if ["results", "campaigns"].contains(&name.as_str()) => {
                        has_list = true;
                        same_items(&list, items);
                    }
                    _ if name == "total_count" && list.total.is_some() && is_total(&list, value) => {}
                    _ => assert_eq!(list.extra.get(name), Some(value), "{name}"),
                }
            }
            assert!(has_list || !list.items.is_empty() || list.reports_error(), "{list:?}");
        }
        (Ok(list), other) => panic!("{other:?} was decoded as {list:?}"),
        // A document with more than one list is refused. A `Value` contains only the last of several fields with the same name.
        (Err(error), Ok(_)) if error.to_string().contains("more than one list") => {}
        (Err(error), Ok(value)) => assert!(!is_page(&value), "{error}: {value}"),
        (Err(_), Err(_)) => {}
    }
}

fn is_total(list: &CampaignList, value: &Value) -> bool {
    let total = list.total.map(|total| total.to_string());
    value.as_f64().map(|value| value.to_string()) == list.total.map(|total| (total as f64).to_string())
        || value.as_str().map(|text| text.trim_start_matches('+').trim_start_matches('0'))
            == total.as_deref().map(|total| total.trim_start_matches('0'))
}

fn same_items(list: &CampaignList, items: &[Value]) {
    let written = serde_json::to_value(list).unwrap_or_default();
    assert!(equal(&written, &Value::Array(items.to_vec())), "{items:?} became {written}");
}

/// Returns whether a document must be decoded without an error.
fn is_page(value: &Value) -> bool {
    let is_list = |value: &Value| value.as_array().is_some_and(|items| items.iter().all(Value::is_object));
    match value {
        Value::Object(envelope) => {
            ["results", "campaigns"].iter().any(|name| envelope.get(*name).is_some_and(is_list))
        }
        other => is_list(other),
    }
}
