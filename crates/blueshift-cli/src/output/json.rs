//! One JSON array, written as the campaigns come.

use std::io::{self, Write};

use blueshift::Campaign;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, Serializer};

use super::Form;
use super::visible::is_control;

#[derive(Default)]
pub(super) struct Json {
    is_open: bool,
}

impl Form for Json {
    fn campaigns(&mut self, out: &mut dyn Write, campaigns: &[Campaign]) -> io::Result<()> {
        let mut separator: &[u8] = if self.is_open { b"," } else { b"[\n" };
        self.is_open |= !campaigns.is_empty();
        for campaign in campaigns {
            out.write_all(separator)?;
            separator = b",\n";
            write_campaign(out, campaign)?;
        }
        // The comma before the next page is written with that page, so that progress starts on a line of its own.
        if campaigns.is_empty() { Ok(()) } else { out.write_all(b"\n") }
    }

    fn end(&mut self, out: &mut dyn Write, complete: bool) -> io::Result<()> {
        match (self.is_open, complete) {
            // A listing that failed half-way is still valid JSON; the exit code tells.
            (true, _) => out.write_all(b"]\n"),
            (false, true) => out.write_all(b"[]\n"),
            // Nothing known is not the same as nothing there.
            (false, false) => Ok(()),
        }
    }
}

/// Writes a campaign on one line.
pub(super) fn write_campaign(out: &mut dyn Write, campaign: &Campaign) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(out, NoControls(CompactFormatter));
    campaign.serialize(&mut serializer).map_err(io::Error::from)
}

/// Escapes what JSON allows in strings and terminals act on. A JSON parser returns the same strings.
struct NoControls(CompactFormatter);

impl Formatter for NoControls {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_control) {
            let (before, after) = rest.split_at(at);
            self.0.write_string_fragment(writer, before)?;
            let mut after = after.chars();
            if let Some(control) = after.next() {
                write!(writer, "\\u{:04x}", u32::from(control))?;
            }
            rest = after.as_str();
        }
        self.0.write_string_fragment(writer, rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn campaign(uuid: &str) -> Campaign {
        serde_json::from_value(serde_json::json!({ "uuid": uuid })).unwrap()
    }

    fn written(pages: &[&[Campaign]], complete: bool) -> String {
        let (mut json, mut out) = (Json::default(), Vec::new());
        for page in pages {
            json.campaigns(&mut out, page).unwrap();
        }
        json.end(&mut out, complete).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn pages_make_one_array_also_when_the_listing_fails() {
        let pages: [&[Campaign]; 2] = [&[campaign("a"), campaign("b")], &[campaign("c")]];
        for complete in [true, false] {
            let read: Vec<Campaign> = serde_json::from_str(&written(&pages, complete)).unwrap();
            assert_eq!(read.len(), 3);
        }
    }

    #[test]
    fn every_page_ends_its_last_line() {
        let (mut json, mut out) = (Json::default(), Vec::new());
        for page in [&[campaign("a"), campaign("b")][..], &[], &[campaign("c")]] {
            json.campaigns(&mut out, page).unwrap();
            assert!(out.ends_with(b"\n"));
        }
    }

    #[test]
    fn an_empty_listing_is_an_empty_array_and_a_failed_one_is_nothing() {
        assert_eq!(written(&[], true), "[]\n");
        assert_eq!(written(&[], false), "");
    }

    #[test]
    fn controls_are_escaped_and_read_back_the_same() {
        let uuid = "\u{9b}31m\u{7f}\u{1b}[0m\"é\u{202e}\u{2066}\u{61c}\u{200f}";
        let text = written(&[&[campaign(uuid)]], true);
        assert!(!text.trim_end().replace('\n', "").contains(char::is_control), "{text:?}");
        assert!(text.contains(r"\u202e\u2066\u061c\u200f"), "{text:?}");
        let read: Vec<Campaign> = serde_json::from_str(&text).unwrap();
        assert_eq!(read[0].uuid, uuid);
    }
}
