//! Indents JSON without changing names and values.

use serde_json::Value;

use super::visible::{is_control, json_escape};

/// Returns the text indented by two spaces per level, or `None` if serde_json cannot parse it.
///
/// Names and values are not changed: long numbers keep their digits, and repeated names are kept. Characters that a terminal
/// interprets are escaped.
pub(crate) fn pretty(body: &[u8]) -> Option<String> {
    // The following code assumes valid JSON. serde_json also limits the depth, and thereby the indentation.
    serde_json::from_slice::<Value>(body).ok()?;
    let mut out = String::with_capacity(body.len().saturating_mul(2));
    let mut depth = 0_usize;
    let mut chars = std::str::from_utf8(body).ok()?.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            ' ' | '\t' | '\n' | '\r' => {}
            '"' => {
                out.push(c);
                copy_string(&mut chars, &mut out);
            }
            '{' | '[' => {
                out.push(c);
                while chars.next_if(char::is_ascii_whitespace).is_some() {}
                if let Some(end) = chars.next_if(|next| matches!(next, '}' | ']')) {
                    out.push(end);
                } else {
                    depth = depth.saturating_add(1);
                    new_line(&mut out, depth);
                }
            }
            '}' | ']' => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(c);
            }
            ',' => {
                out.push(c);
                new_line(&mut out, depth);
            }
            ':' => out.push_str(": "),
            other => out.push(other),
        }
    }
    Some(out)
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("  ", depth));
}

/// Copies the rest of a string, up to and including its closing quote.
fn copy_string(chars: &mut impl Iterator<Item = char>, out: &mut String) {
    let mut is_escaped = false;
    for c in chars {
        if is_control(c) {
            out.push_str(&json_escape(c));
        } else {
            out.push(c);
        }
        if c == '"' && !is_escaped {
            return;
        }
        is_escaped = c == '\\' && !is_escaped;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn indents_and_keeps_every_name_and_value() {
        let text =
            r#" {"a":[1,{"b" : "x,{\"\\"}],"empty":{ },"none":[],"n":12345678901234567890123,"n":1.50} "#;
        let expected = r#"{
  "a": [
    1,
    {
      "b": "x,{\"\\"
    }
  ],
  "empty": {},
  "none": [],
  "n": 12345678901234567890123,
  "n": 1.50
}"#;
        assert_eq!(pretty(text.as_bytes()).unwrap(), expected);
        assert_eq!(pretty(b"null").unwrap(), "null");
    }

    #[test]
    fn escapes_control_characters() {
        let text = "[\"\u{9b}31m\u{202e}\u{7f} caf\u{e9}\"]";
        let printed = pretty(text.as_bytes()).unwrap();
        assert_eq!(printed, "[\n  \"\\u009b31m\\u202e\\u007f café\"\n]");
        let (before, after) = (text.as_bytes(), printed.as_bytes());
        let value = |text| serde_json::from_slice::<Value>(text).unwrap();
        assert_eq!(value(before), value(after));
    }

    #[test]
    fn refuses_invalid_and_deeply_nested_json() {
        assert_eq!(pretty(b"<html>"), None);
        assert_eq!(pretty(b"{\"a\":1} x"), None);
        assert_eq!(pretty(b"\"\xff\""), None);
        assert_eq!(pretty("[".repeat(1000).as_bytes()), None);
        let deep = format!("{}{}", "[".repeat(1000), "]".repeat(1000));
        assert_eq!(pretty(deep.as_bytes()), None);
    }
}
