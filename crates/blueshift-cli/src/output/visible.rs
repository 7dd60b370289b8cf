//! Escapes characters that a terminal would interpret.

use std::borrow::Cow;
use std::fmt::Write;

/// Returns the text with control characters replaced by escapes; see [`is_control`].
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            c if is_control(c) => {
                // Writing to a string does not fail.
                let _ = write!(escaped, "\\u{{{:x}}}", u32::from(c));
            }
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// Returns the JSON escape of a character: `\u` and four hexadecimal digits, or two of these for a surrogate pair.
pub(super) fn json_escape(character: char) -> String {
    character.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect()
}

/// Returns whether a terminal interprets a character instead of showing it: control characters (C0, DEL and C1), line and
/// paragraph separators, and invisible format characters, such as those that change the text direction.
///
/// Joiners (U+200C, U+200D) and tags (U+E0020 to U+E007F) are not included, because words and emoji contain them. Format
/// characters that are shown, such as the Arabic number sign (U+0600), are not included either.
pub(super) fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0001}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_control_characters_only() {
        assert_eq!(visible("Café – 100 % 🎁"), "Café – 100 % 🎁");
        assert_eq!(visible("a\tb\r\nc"), "a\\tb\\r\\nc");
        assert_eq!(visible("\u{1b}[2Jx\u{7}\u{9b}31m"), "\\u{1b}[2Jx\\u{7}\\u{9b}31m");
        assert_eq!(visible("\u{202e}txt.exe"), "\\u{202e}txt.exe");
        assert_eq!(visible("\u{61c}\u{2066}\u{200f}\u{2060}"), "\\u{61c}\\u{2066}\\u{200f}\\u{2060}");
        assert_eq!(
            visible("sa\u{ad}le\u{1bca0}\u{1d173}\u{e0001}"),
            "sa\\u{ad}le\\u{1bca0}\\u{1d173}\\u{e0001}"
        );
        assert_eq!(visible("\u{600}٣"), "\u{600}٣");
        // Joiners are part of emoji and of Persian and Indic words.
        assert_eq!(visible("👩\u{200d}👧 می\u{200c}خواهم"), "👩\u{200d}👧 می\u{200c}خواهم");
    }
}
