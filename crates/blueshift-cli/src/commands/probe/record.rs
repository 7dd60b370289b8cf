//! Saves redacted responses for `--record`.
//!
//! The field names of lists and campaigns, types, null, the lengths of arrays, the format of dates, the documented values of
//! `status` and `exec_term`, and the values of `archived`, `success`, `page` and `per_page` are kept. Ids are numbered in the
//! order of their appearance, so equal ids remain equal. Every other value, except an empty string, is replaced by a
//! placeholder of the same type. Other field names, and names that do not look like field names, are numbered. Of the headers,
//! only the names and the content type are kept.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use blueshift::jiff::Timestamp;
use blueshift::reqwest::header::{CONTENT_TYPE, HeaderMap};
use blueshift::{CampaignStatus, ExecTerm};
use serde_json::{Map, Number, Value, json};

use super::client::{LIST, Query};
use crate::output::pretty;

/// The depth up to which field names are kept: the fields of a list and of its campaigns. Deeper names may be data.
const NAMED_DEPTH: usize = 2;

/// The maximum length of a field name that is kept.
const LONGEST_NAME: usize = 40;

/// The replacement for strings.
const TEXT: &str = "text";

/// Writes redacted responses to a directory.
pub(super) struct Recorder {
    dir: PathBuf,
    files: u32,
    redaction: Redaction,
}

impl Recorder {
    /// Returns a recorder that writes to a directory. Creates the directory, which must be empty if it exists.
    pub(super) fn create(dir: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(dir)?;
        if std::fs::read_dir(dir)?.next().is_some() {
            return Err(io::Error::new(io::ErrorKind::DirectoryNotEmpty, "the directory is not empty"));
        }
        Ok(Self { dir: dir.to_owned(), files: 0, redaction: Redaction::default() })
    }

    /// Writes the next file.
    pub(super) fn save(
        &mut self,
        path: &str,
        query: &Query,
        status: u16,
        headers: &HeaderMap,
        body: &[u8],
    ) -> io::Result<()> {
        self.files = self.files.saturating_add(1);
        let exchange = self.redaction.exchange(path, query, status, headers, body).to_string();
        let text = pretty(exchange.as_bytes()).unwrap_or(exchange);
        std::fs::write(self.dir.join(format!("{:03}.json", self.files)), format!("{text}\n"))
    }
}

/// Redacts responses. Equal ids have the same replacement in all responses.
#[derive(Default)]
struct Redaction {
    /// The number of each id, from 1.
    ids: HashMap<String, usize>,
}

impl Redaction {
    fn exchange(
        &mut self,
        path: &str,
        query: &Query,
        status: u16,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Value {
        let path = if path == LIST { LIST } else { "/api/v1/campaigns/{campaign_uuid}.json" };
        let query: Map<String, Value> =
            query.iter().map(|(name, value)| ((*name).to_owned(), self.parameter(name, value))).collect();
        let mut names: Vec<&str> = headers.keys().map(|name| name.as_str()).collect();
        names.sort_unstable();
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let body = match serde_json::from_slice(body) {
            // Items of a bare list have the same depth as items of an envelope.
            Ok(list @ Value::Array(_)) => self.value("", &list, 1),
            Ok(value) => self.value("", &value, 0),
            Err(_) => json!("not JSON"),
        };
        json!({
            "request": { "method": "GET", "path": path, "query": query },
            "response": { "status": status, "headers": names, "content_type": content_type, "body": body },
        })
    }

    fn parameter(&mut self, name: &str, value: &str) -> Value {
        match name {
            "page" | "per_page" | "archived" | "blueshift_probe" => json!(value),
            _ => self.text(name, value),
        }
    }

    fn value(&mut self, name: &str, value: &Value, depth: usize) -> Value {
        match value {
            Value::Null => Value::Null,
            Value::Bool(flag) => json!(*flag && matches!(name, "archived" | "success")),
            Value::Number(number) if depth == 1 && matches!(name, "page" | "per_page") => json!(number),
            Value::Number(number) if number.is_f64() => Number::from_f64(0.0).into(),
            Value::Number(_) => json!(0),
            Value::String(text) => self.text(name, text),
            Value::Array(items) => items.iter().map(|item| self.value(name, item, depth)).collect(),
            Value::Object(fields) => {
                let inner = depth.saturating_add(1);
                let mut redacted = Map::new();
                for (number, (name, value)) in (1..).zip(fields) {
                    let is_kept = inner <= NAMED_DEPTH && is_field_name(name);
                    let kept = if is_kept { name.clone() } else { format!("field-{number}") };
                    redacted.insert(kept, self.value(name, value, inner));
                }
                Value::Object(redacted)
            }
        }
    }

    fn text(&mut self, name: &str, text: &str) -> Value {
        let known: &[&str] = match name {
            "status" => CampaignStatus::KNOWN,
            "exec_term" => ExecTerm::KNOWN,
            _ => &[],
        };
        if text.is_empty() {
            return json!("");
        }
        if known.iter().any(|known| known.eq_ignore_ascii_case(text)) {
            return json!(text);
        }
        if name == "uuid" || name.ends_with("_uuid") {
            let next = self.ids.len().saturating_add(1);
            let number = self.ids.entry(text.to_owned()).or_insert(next);
            return json!(format!("id-{number}"));
        }
        if text.parse::<Timestamp>().is_ok() {
            return json!(text.replace(|character: char| character.is_ascii_digit(), "0"));
        }
        json!(TEXT)
    }
}

/// Returns whether a string looks like a field name rather than data.
fn is_field_name(text: &str) -> bool {
    text.len() <= LONGEST_NAME
        && text.starts_with(|first: char| first.is_ascii_lowercase() || first == '_')
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn redacted(body: &str) -> Value {
        let query = vec![("email", "jane@example.com".to_owned()), ("page", "3".to_owned())];
        let mut exchange =
            Redaction::default().exchange(LIST, &query, 200, &HeaderMap::new(), body.as_bytes());
        assert_eq!(exchange["request"]["query"], json!({ "email": TEXT, "page": "3" }));
        exchange["response"]["body"].take()
    }

    #[test]
    fn redacts_data_and_keeps_structure_types_and_known_values() {
        let body = r#"{"total_count": 24.0, "page": 3, "per_page": 500, "results": [
            {"uuid": "a1", "segment_uuid": "s1", "name": "Jane's sale", "email": "jane@example.com", "status": "launched",
             "exec_term": "secret", "archived": true, "beta": true, "startdate": "2024-05-22T02:26:00.123+02:00",
             "segment_name": null, "holdout_percentage": 5, "tags": {"Jane Doe": 1, "jane_doe": {"x": "y"}}},
            {"uuid": "b2", "segment_uuid": "s1", "name": "", "status": "LAUNCHED", "created_at": "2024-05-22T02:26:00Z"}]}"#;
        let expected = json!({ "total_count": 0.0, "page": 3, "per_page": 500, "results": [
            { "uuid": "id-1", "segment_uuid": "id-2", "name": "text", "email": "text", "status": "launched",
              "exec_term": "text", "archived": true, "beta": false, "startdate": "0000-00-00T00:00:00.000+00:00",
              "segment_name": null, "holdout_percentage": 0, "tags": { "field-1": 0, "field-2": { "field-1": "text" } } },
            { "uuid": "id-3", "segment_uuid": "id-2", "name": "", "status": "LAUNCHED",
              "created_at": "0000-00-00T00:00:00Z" }] });
        assert_eq!(redacted(body), expected);
    }

    #[test]
    fn redacts_bare_lists_and_error_bodies() {
        assert_eq!(
            redacted(r#"[{"uuid":"a","extra":{"Jane":"x"}}]"#),
            json!([{ "uuid": "id-1", "extra": { "field-1": "text" } }])
        );
        assert_eq!(
            redacted(r#"{"message":"no such author: jane@example.com"}"#),
            json!({ "message": "text" })
        );
        assert_eq!(redacted("<html>jane@example.com"), json!("not JSON"));
    }
}
