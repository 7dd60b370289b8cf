//! Text that cannot drive a terminal.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with everything that a terminal would act on, rather than show, written as an escape: control characters,
/// C1 ones among them, line breaks, and the marks that turn the direction of writing or hide themselves.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            c if acts(c) => {
                // Writing to a text does not fail.
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

fn acts(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
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
    }
}
