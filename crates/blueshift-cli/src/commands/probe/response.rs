//! The parts of a response that findings depend on.

use blueshift::jiff::Timestamp;
use serde_json::{Map, Value};

/// A classified response.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Response {
    List(List),
    /// An error status.
    Refused(u16),
    /// A successful response with a JSON object that is not a list.
    Object(Map<String, Value>),
    /// A successful response that is not a JSON array or object, or that reports an error and contains no campaigns.
    Unreadable,
}

/// A page of campaigns.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct List {
    /// The form of the response body, as a value of the key `shape` in a behavior file: `array`, `envelope` or `campaigns`.
    pub(super) shape: &'static str,
    pub(super) total: Option<f64>,
    pub(super) items: Vec<Value>,
}

impl Response {
    pub(super) fn from_body(body: &[u8]) -> Self {
        match serde_json::from_slice(body) {
            Ok(Value::Array(items)) => Self::List(List { shape: "array", total: None, items }),
            Ok(Value::Object(object)) => Self::from_object(object),
            _ => Self::Unreadable,
        }
    }

    fn from_object(mut object: Map<String, Value>) -> Self {
        let total = object.get("total_count").and_then(Value::as_f64);
        for (shape, key) in [("envelope", "results"), ("campaigns", "campaigns")] {
            if let Some(items) = object.get_mut(key).and_then(Value::as_array_mut).map(std::mem::take) {
                let is_failure = items.is_empty() && reports_error(&object);
                return if is_failure { Self::Unreadable } else { Self::List(List { shape, total, items }) };
            }
        }
        if reports_error(&object) { Self::Unreadable } else { Self::Object(object) }
    }

    /// Returns the page, if the response is a page.
    pub(super) fn list(&self) -> Option<&List> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    /// Returns the campaigns, if the response is a page with campaigns.
    pub(super) fn items(&self) -> Option<&[Value]> {
        self.list().map(|list| list.items.as_slice()).filter(|items| !items.is_empty())
    }

    pub(super) fn is_empty_page(&self) -> bool {
        self.list().is_some_and(|list| list.items.is_empty())
    }

    pub(super) fn contains(&self, campaign: &Value) -> bool {
        self.list().is_some_and(|list| list.items.iter().any(|item| key(item) == key(campaign)))
    }

    /// Returns whether both responses contain the same campaigns in the same order.
    pub(super) fn same_campaigns(&self, other: &Self) -> bool {
        match (self.list(), other.list()) {
            (Some(one), Some(other)) => one.items.iter().map(key).eq(other.items.iter().map(key)),
            _ => false,
        }
    }

    /// Describes the response without its campaigns.
    pub(super) fn describe(&self) -> String {
        match self {
            Self::List(list) if list.items.is_empty() => "an empty page".to_owned(),
            Self::List(list) => count(list.items.len()),
            Self::Refused(status) => format!("status {status}"),
            Self::Object(_) | Self::Unreadable => "a response that is not a list".to_owned(),
        }
    }
}

/// Returns a count with its noun: `1 campaign`, `2 campaigns`.
pub(super) fn count(campaigns: usize) -> String {
    format!("{campaigns} campaign{}", if campaigns == 1 { "" } else { "s" })
}

/// Describes a number of campaigns without revealing the exact number: `at least 100 campaigns`.
pub(super) fn at_least(campaigns: usize) -> String {
    let least = [1000, 500, 200, 100, 50, 20, 10].into_iter().find(|least| *least <= campaigns);
    least.map_or_else(|| "fewer than 10 campaigns".to_owned(), |least| format!("at least {least} campaigns"))
}

/// Returns whether a successful response reports an error.
fn reports_error(object: &Map<String, Value>) -> bool {
    let is_set = |value: &Value| match value {
        Value::Null | Value::Bool(false) => false,
        Value::Bool(true) => true,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
    };
    object.get("success") == Some(&Value::Bool(false))
        || ["error", "errors", "message"].iter().any(|name| object.get(*name).is_some_and(is_set))
}

/// Returns the identity of a campaign: its `uuid`, or the whole campaign if the `uuid` is not a string.
pub(super) fn key(campaign: &Value) -> &Value {
    campaign.get("uuid").filter(|uuid| uuid.is_string()).unwrap_or(campaign)
}

pub(super) fn text<'a>(campaign: &'a Value, field: &str) -> Option<&'a str> {
    campaign.get(field)?.as_str()
}

pub(super) fn timestamp(campaign: &Value, field: &str) -> Option<Timestamp> {
    text(campaign, field)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recognizes_every_shape_of_a_list() {
        for (body, shape, total) in [
            ("[{\"uuid\":\"a\"}]", "array", None),
            ("{\"total_count\":3.0,\"results\":[{\"uuid\":\"a\"}]}", "envelope", Some(3.0)),
            ("{\"campaigns\":[{\"uuid\":\"a\"}],\"error\":\"late\"}", "campaigns", None),
        ] {
            let Response::List(list) = Response::from_body(body.as_bytes()) else { panic!("{body}") };
            assert_eq!((list.shape, list.total, list.items.len()), (shape, total, 1), "{body}");
        }
    }

    #[test]
    fn error_with_empty_list_is_not_a_page() {
        for body in
            ["{\"results\":[],\"error\":\"timeout\"}", "{\"success\":false,\"campaigns\":[]}", "<html>", ""]
        {
            assert_eq!(Response::from_body(body.as_bytes()), Response::Unreadable, "{body}");
        }
        for body in ["{\"results\":[],\"error\":null}", "{\"results\":[],\"errors\":{}}", "[]"] {
            assert!(Response::from_body(body.as_bytes()).is_empty_page(), "{body}");
        }
    }
}
