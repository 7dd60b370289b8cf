//! Text that cannot drive a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with everything that a terminal would act on, rather than show, written as an escape: see
/// [`is_control`].
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if is_control(c) => {
                // Writing to a text does not fail.
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// Returns whether a terminal would act on a character rather than show it: control characters (C0, DEL and C1), line and
/// paragraph separators, and invisible format characters, among them those that change the direction of writing.
///
/// Joiners (U+200C, U+200D) and tags (U+E0020 to U+E007F) are not included: words and emoji consist of them.
pub(super) fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_left_that_a_terminal_acts_on() {
        assert_eq!(visible("Café – 100 % 🎁"), "Café – 100 % 🎁");
        assert_eq!(visible("a\tb\r\nc"), "a\\tb\\r\\nc");
        assert_eq!(visible("\u{1b}[2Jx\u{7}\u{9b}31m"), "\\u{1b}[2Jx\\u{7}\\u{9b}31m");
        assert_eq!(visible("\u{202e}txt.exe"), "\\u{202e}txt.exe");
        assert_eq!(visible("\u{61c}\u{2066}\u{200f}\u{2060}"), "\\u{61c}\\u{2066}\\u{200f}\\u{2060}");
        // Joiners are part of emoji and of Persian and Indic words.
        assert_eq!(visible("👩\u{200d}👧 می\u{200c}خواهم"), "👩\u{200d}👧 می\u{200c}خواهم");
    }
}
