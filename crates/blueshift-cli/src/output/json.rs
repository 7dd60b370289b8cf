//! Output as one JSON array, which is written page by page.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::visible::{is_control, json_escape};
use super::{Record, Writer};

#[derive(Default)]
pub(super) struct Json {
    is_open: bool,
}

impl<R: Record> Writer<R> for Json {
    fn write(&mut self, out: &mut dyn Write, records: &[R]) -> io::Result<()> {
        let mut separator: &[u8] = if self.is_open { b"," } else { b"[\n" };
        self.is_open |= !records.is_empty();
        for record in records {
            out.write_all(separator)?;
            separator = b",\n";
            write_record(out, record)?;
        }
        // Each page ends with a line break, so that the progress line starts on a new line. The comma is written with the next
        // page.
        if records.is_empty() { Ok(()) } else { out.write_all(b"\n") }
    }

    fn finish(&mut self, out: &mut dyn Write, complete: bool) -> io::Result<()> {
        match (self.is_open, complete) {
            // The output of a failed listing is valid JSON; the exit code reports the failure.
            (true, _) => out.write_all(b"]\n"),
            (false, true) => out.write_all(b"[]\n"),
            // An empty array would mean that there are no records.
            (false, false) => Ok(()),
        }
    }
}

/// Writes a record as compact JSON, without a line break.
pub(crate) fn write_record(out: &mut dyn Write, record: &impl Serialize) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, EscapeControls(CompactFormatter));
    record.serialize(&mut serializer).map_err(io::Error::from)
}

/// Escapes characters that JSON allows in strings but a terminal interprets. Parsers return the same strings.
struct EscapeControls(CompactFormatter);

impl Formatter for EscapeControls {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_control) {
            let (before, after) = rest.split_at(at);
            self.0.write_string_fragment(writer, before)?;
            let mut after = after.chars();
            if let Some(control) = after.next() {
                writer.write_all(json_escape(control).as_bytes())?;
            }
            rest = after.as_str();
        }
        self.0.write_string_fragment(writer, rest)
    }
}

#[cfg(test)]
mod tests {
    use blueshift::Campaign;

    use super::*;

    fn campaign(uuid: &str) -> Campaign {
        serde_json::from_value(serde_json::json!({ "uuid": uuid })).unwrap()
    }

    fn write(pages: &[&[Campaign]], complete: bool) -> String {
        let (mut json, mut out) = (Json::default(), Vec::new());
        for page in pages {
            json.write(&mut out, page).unwrap();
        }
        Writer::<Campaign>::finish(&mut json, &mut out, complete).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn pages_form_one_array_even_if_the_listing_fails() {
        let pages: [&[Campaign]; 3] = [&[campaign("a"), campaign("b")], &[], &[campaign("c")]];
        for complete in [true, false] {
            let campaigns: Vec<Campaign> = serde_json::from_str(&write(&pages, complete)).unwrap();
            assert_eq!(campaigns.len(), 3);
        }
    }

    #[test]
    fn every_page_ends_with_a_line_break() {
        let (mut json, mut out) = (Json::default(), Vec::new());
        for page in [&[campaign("a"), campaign("b")][..], &[], &[campaign("c")]] {
            json.write(&mut out, page).unwrap();
            assert!(out.ends_with(b"\n"));
        }
    }

    #[test]
    fn writes_empty_array_only_if_the_listing_is_complete() {
        assert_eq!(write(&[], true), "[]\n");
        assert_eq!(write(&[], false), "");
    }

    #[test]
    fn controls_are_escaped_and_parse_to_the_same_text() {
        let uuid = "\u{9b}31m\u{7f}\u{1b}[0m\"é\u{202e}\u{2066}\u{61c}\u{200f}";
        let text = write(&[&[campaign(uuid)]], true);
        assert!(!text.trim_end().replace('\n', "").contains(char::is_control), "{text:?}");
        assert!(text.contains(r"\u202e\u2066\u061c\u200f"), "{text:?}");
        let campaigns: Vec<Campaign> = serde_json::from_str(&text).unwrap();
        assert_eq!(campaigns[0].uuid, uuid);
    }
}
