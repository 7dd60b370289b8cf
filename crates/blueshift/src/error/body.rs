//! Extracts a message from an error body of any known shape.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// The maximum length of a message, in characters.
const MESSAGE_LIMIT: usize = 1_000;

/// The contents of an error body.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Contents {
    pub(crate) message: Option<String>,
    pub(crate) fields: BTreeMap<String, Vec<String>>,
    pub(crate) code: Option<i64>,
}

/// Reads a body as JSON or, if that yields nothing because the body is malformed or truncated, as text.
///
/// Values are visited while they are parsed, so that a truncated body yields everything before the truncation, and unused
/// values take no memory.
pub(crate) fn read(body: &[u8]) -> Contents {
    let mut texts = Vec::new();
    let mut object = Object::default();
    let mut json = serde_json::Deserializer::from_slice(body);
    let reader = Reader { texts: &mut texts, on_object: OnObject::Keep(&mut object) };
    let parsed = reader.deserialize(&mut json).and_then(|()| json.end());
    texts.extend(object.message());
    let message = match parsed {
        Err(_) if texts.is_empty() => one_line(&plain_text(body)),
        _ => one_line(&texts.join("; ")),
    };
    Contents { message, fields: object.fields, code: object.code }
}

/// The members of a JSON object that describe an error.
#[derive(Default)]
struct Object {
    message: Vec<String>,
    error: Vec<String>,
    detail: Vec<String>,
    errors: Vec<String>,
    /// The members of `errors`, if that is an object.
    fields: BTreeMap<String, Vec<String>>,
    code: Option<i64>,
}

impl Object {
    fn read<'de, A: MapAccess<'de>>(&mut self, map: &mut A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Key>()? {
            let (texts, on_object) = match key {
                Key::Message => (&mut self.message, OnObject::Summarize),
                Key::Error => (&mut self.error, OnObject::Summarize),
                Key::Detail => (&mut self.detail, OnObject::Summarize),
                Key::Errors => (&mut self.errors, OnObject::Fields(&mut self.fields)),
                Key::ErrorCode => {
                    self.code = map.next_value::<Value>()?.as_i64();
                    continue;
                }
                Key::Other => {
                    map.next_value::<IgnoredAny>()?;
                    continue;
                }
            };
            map.next_value_seed(Reader { texts, on_object })?;
        }
        Ok(())
    }

    fn message(&self) -> Option<String> {
        if !self.fields.is_empty() {
            let fields = self.fields.iter().map(|(field, problems)| match &problems[..] {
                [] => field.clone(),
                problems => format!("{field} {}", problems.join(", ")),
            });
            return Some(fields.collect::<Vec<_>>().join("; "));
        }
        let texts = [&self.message, &self.error, &self.detail, &self.errors];
        texts.into_iter().find(|texts| !texts.is_empty()).map(|texts| texts.join("; "))
    }
}

/// The names of the members that are read.
#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Key {
    Message,
    Error,
    Detail,
    Errors,
    ErrorCode,
    #[serde(other)]
    Other,
}

/// Collects the strings of a JSON value in `texts`: a string, or the strings of an array. Objects are handled according to
/// `on_object`.
struct Reader<'a> {
    texts: &'a mut Vec<String>,
    on_object: OnObject<'a>,
}

/// The action for a JSON object.
enum OnObject<'a> {
    /// Stores the members of the object.
    Keep(&'a mut Object),
    /// Stores each member as a field with its problems.
    Fields(&'a mut BTreeMap<String, Vec<String>>),
    /// Adds the message of the object to `texts`.
    Summarize,
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        if !text.is_empty() {
            self.texts.push(text.to_owned());
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut array: A) -> Result<(), A::Error> {
        loop {
            let reader = Reader { texts: &mut *self.texts, on_object: OnObject::Summarize };
            if array.next_element_seed(reader)?.is_none() {
                return Ok(());
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        match self.on_object {
            OnObject::Keep(object) => object.read(&mut map),
            OnObject::Fields(fields) => {
                while let Some(field) = map.next_key::<String>()? {
                    let texts = fields.entry(field).or_default();
                    map.next_value_seed(Reader { texts, on_object: OnObject::Summarize })?;
                }
                Ok(())
            }
            OnObject::Summarize => {
                let mut object = Object::default();
                let read = object.read(&mut map);
                self.texts.extend(object.message());
                read
            }
        }
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}

/// Returns the body as text, without the tags of an HTML page.
fn plain_text(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    if text.trim_start().starts_with('<') { without_tags(&text) } else { text.into_owned() }
}

/// Returns the text between the tags of an HTML page, without scripts and styles.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    // Changing the case of ASCII letters keeps the positions.
    let lower = html.to_ascii_lowercase();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        text.push(' ');
        let name: String = tag.chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let after = match name.to_ascii_lowercase().as_str() {
            hidden @ ("script" | "style") => {
                let end = lower[html.len() - tag.len()..].find(&format!("</{hidden}"));
                end.map_or("", |at| &tag[at..])
            }
            _ => tag,
        };
        rest = after.split_once('>').map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    text
}

/// Returns the text as one line of bounded length, without control characters, which a terminal would interpret. `None` if
/// nothing is left.
pub(super) fn one_line(text: &str) -> Option<String> {
    // Only the start of the text can appear in the message.
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
    fn finds_the_message_in_every_known_shape() {
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
            (
                r#"{"errors": {"name": "is short", "email": [{"detail": "is taken"}]}}"#,
                Some("email is taken; name is short"),
            ),
            (r#"{"error": {"message": "nested", "code": 7}}"#, Some("nested")),
            (r#"{"message": "", "error": "second"}"#, Some("second")),
            (r#""just text""#, Some("just text")),
            ("plain\r\n  text\u{1b}[31m", Some("plain text [31m")),
            (
                "<html><head><style>b {}</style><title>502</title></head><body><h1>Bad\nGateway</h1></body></html>",
                Some("502 Bad Gateway"),
            ),
            ("<SCRIPT>let a = 1;</SCRIPT>Bad Gateway<Style>b {}</STYLE >", Some("Bad Gateway")),
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
    fn field_errors_and_error_code_are_kept() {
        let contents = read(br#"{"errors": {"name": ["can't be blank"]}}"#);
        assert_eq!(contents.fields["name"], ["can't be blank"]);
        assert_eq!(read(br#"{"success": false, "error": "x", "error_code": 17}"#).code, Some(17));
    }

    #[test]
    fn finds_the_message_in_truncated_json() {
        for (body, message) in [
            (r#"{"message": "Not authorized", "trace": ["at ab"#, Some("Not authorized")),
            (r#"{"message": "Not authorized""#, Some("Not authorized")),
            (r#"{"trace": [[1, {"a": 2}], "b"], "error": "bad request", "x": {"#, Some("bad request")),
            (r#"{"errors": [{"detail": "one"}, {"detail": "two"}, {"det"#, Some("one; two")),
            (r#"{"message": "unfinished te"#, Some(r#"{"message": "unfinished te"#)),
            ("[0, 0, 0, 0", Some("[0, 0, 0, 0")),
        ] {
            assert_eq!(read(body.as_bytes()).message.as_deref(), message, "{body}");
        }
        let contents = read(br#"{"errors": {"name": ["can't be blank"], "startdate": ["is"#);
        assert_eq!(contents.message.as_deref(), Some("name can't be blank; startdate"));
        assert_eq!(contents.fields["name"], ["can't be blank"]);
    }

    #[test]
    fn message_of_a_long_body_is_bounded() {
        let message = read("x".repeat(1_000_000).as_bytes()).message.unwrap();
        assert_eq!(message.chars().count(), MESSAGE_LIMIT + 1);
    }
}
