//! Drawing a message from an error body, whichever of the known shapes it has.

use std::collections::BTreeMap;

use blueshift_api::types::{ErrorMessage, FieldErrors};
use serde_json::Value;

/// The longest message that is drawn, in characters.
const MESSAGE_LIMIT: usize = 1_000;

/// What an error body says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Reading {
    pub(crate) message: Option<String>,
    pub(crate) fields: BTreeMap<String, Vec<String>>,
    pub(crate) code: Option<i64>,
}

/// Reads a body: first as the contract's own error schemas, then as the odd shapes that have been seen, then as text.
pub(crate) fn read(body: &[u8]) -> Reading {
    if let Ok(FieldErrors { errors: Some(errors) }) = serde_json::from_slice(body) {
        let errors = errors.0;
        return Reading { message: one_line(&tell_fields(&errors)), fields: errors, code: None };
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(value) => Reading {
            message: serde_json::from_slice::<ErrorMessage>(body)
                .ok()
                .and_then(|error| one_line(&error.message?))
                .or_else(|| one_line(&tell_odd(&value))),
            fields: BTreeMap::new(),
            code: value.get("error_code").and_then(Value::as_i64),
        },
        Err(_) => {
            let text = String::from_utf8_lossy(body);
            let looks_like_html = text.trim_start().starts_with('<');
            let text = if looks_like_html { without_tags(&text) } else { text.into_owned() };
            Reading { message: one_line(&text), ..Reading::default() }
        }
    }
}

fn tell_fields(fields: &BTreeMap<String, Vec<String>>) -> String {
    let each = fields.iter().map(|(field, problems)| format!("{field} {}", problems.join(", ")));
    each.collect::<Vec<_>>().join("; ")
}

/// `{"error"}`, `{"errors": [{"detail"}]}`, `{"errors": ".."}` and whatever else holds a text in those places.
fn tell_odd(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            items.iter().map(tell_odd).filter(|s| !s.is_empty()).collect::<Vec<_>>().join("; ")
        }
        Value::Object(map) => ["message", "error", "detail", "errors"]
            .iter()
            .filter_map(|key| map.get(*key))
            .map(tell_odd)
            .find(|text| !text.is_empty())
            .unwrap_or_default(),
        _ => String::new(),
    }
}

/// The text between the tags of an HTML page, without its scripts and styles.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let after = match name.to_ascii_lowercase().as_str() {
            hidden @ ("script" | "style") => tag.find(&format!("</{hidden}")).map_or("", |at| &tag[at..]),
            _ => tag,
        };
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

/// One line of bounded length without control characters, which could drive a terminal; `None` where nothing is left.
fn one_line(text: &str) -> Option<String> {
    // What lies far beyond the limit cannot show, so a large body is not worked through.
    let start: String =
        text.chars().take(MESSAGE_LIMIT * 8).map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = start.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MESSAGE_LIMIT) {
        _ if line.is_empty() => None,
        Some((at, _)) => Some(format!("{}…", &line[..at])),
        None => Some(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_drawn_from_every_shape_that_has_been_seen() {
        for (body, message) in [
            (r#"{"message": "Not authorized"}"#, Some("Not authorized")),
            (
                r#"{"errors": {"startdate": ["can't be blank"], "name": ["is short", "is odd"]}}"#,
                Some("name is short, is odd; startdate can't be blank"),
            ),
            (r#"{"error": "bad thing"}"#, Some("bad thing")),
            (
                r#"{"success": false, "error": "Validation failed", "error_code": 17}"#,
                Some("Validation failed"),
            ),
            (r#"{"errors": [{"detail": "one"}, {"detail": "two"}], "meta": {}}"#, Some("one; two")),
            (r#"{"status": "404", "error": "Not Found"}"#, Some("Not Found")),
            (r#"{"errors": "odd"}"#, Some("odd")),
            (r#""just text""#, Some("just text")),
            ("plain\r\n  text\u{1b}[31m", Some("plain text [31m")),
            (
                "<html><head><style>b {}</style><title>502</title></head><body><h1>Bad\nGateway</h1></body></html>",
                Some("502 Bad Gateway"),
            ),
            ("<script>never closed", None),
            ("", None),
            ("{}", None),
            ("[1, 2]", None),
            (r#"{"message": 7}"#, None),
        ] {
            assert_eq!(read(body.as_bytes()).message.as_deref(), message, "{body}");
        }
    }

    #[test]
    fn field_errors_are_a_map_and_an_error_code_is_a_number() {
        let reading = read(br#"{"errors": {"name": ["can't be blank"]}}"#);
        assert_eq!(reading.fields["name"], ["can't be blank"]);
        assert_eq!(read(br#"{"success": false, "error": "x", "error_code": 17}"#).code, Some(17));
    }

    #[test]
    fn a_long_body_gives_a_bounded_message() {
        let message = read("x".repeat(1_000_000).as_bytes()).message.unwrap();
        assert_eq!(message.chars().count(), MESSAGE_LIMIT + 1);
    }
}
