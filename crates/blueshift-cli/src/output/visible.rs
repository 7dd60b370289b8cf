//! Escapes characters that a terminal would interpret.

use std::borrow::Cow;
use std::fmt::Write;

use icu_properties::props::{DefaultIgnorableCodePoint, JoinControl, VariationSelector};
use icu_properties::{CodePointSetData, CodePointSetDataBorrowed};

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
/// paragraph separators, interlinear annotation characters, and characters with the Unicode property
/// Default_Ignorable_Code_Point, such as those that change the text direction, soft hyphens and Hangul fillers.
///
/// Joiners (U+034F, U+200C, U+200D), variation selectors and tags (U+E0020 to U+E007F) are not included, because words and emoji
/// contain them. Format characters that are shown, such as the Arabic number sign (U+0600), are not included either.
pub(super) fn is_control(character: char) -> bool {
    const IGNORABLE: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    const JOINERS: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<JoinControl>();
    const SELECTORS: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<VariationSelector>();

    if character.is_ascii() {
        return character.is_control();
    }
    let is_kept = || {
        JOINERS.contains(character)
            || SELECTORS.contains(character)
            || matches!(character, '\u{34f}' | '\u{e0020}'..='\u{e007f}')
    };
    character.is_control()
        || matches!(character, '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}')
        || IGNORABLE.contains(character) && !is_kept()
}

#[cfg(test)]
mod tests {
    use std::ops::RangeInclusive;

    use super::*;

    /// The characters with the property Default_Ignorable_Code_Point, from DerivedCoreProperties.txt of Unicode 17.0.
    const DEFAULT_IGNORABLE: [RangeInclusive<char>; 17] = [
        '\u{ad}'..='\u{ad}',
        '\u{34f}'..='\u{34f}',
        '\u{61c}'..='\u{61c}',
        '\u{115f}'..='\u{1160}',
        '\u{17b4}'..='\u{17b5}',
        '\u{180b}'..='\u{180f}',
        '\u{200b}'..='\u{200f}',
        '\u{202a}'..='\u{202e}',
        '\u{2060}'..='\u{206f}',
        '\u{3164}'..='\u{3164}',
        '\u{fe00}'..='\u{fe0f}',
        '\u{feff}'..='\u{feff}',
        '\u{ffa0}'..='\u{ffa0}',
        '\u{fff0}'..='\u{fff8}',
        '\u{1bca0}'..='\u{1bca3}',
        '\u{1d173}'..='\u{1d17a}',
        '\u{e0000}'..='\u{e0fff}',
    ];

    /// The default ignorable characters that words and emoji contain: joiners, variation selectors and tags.
    const KEPT: [RangeInclusive<char>; 7] = [
        '\u{34f}'..='\u{34f}',
        '\u{180b}'..='\u{180d}',
        '\u{180f}'..='\u{180f}',
        '\u{200c}'..='\u{200d}',
        '\u{fe00}'..='\u{fe0f}',
        '\u{e0020}'..='\u{e007f}',
        '\u{e0100}'..='\u{e01ef}',
    ];

    /// The other characters that a terminal does not show: controls, separators and annotation characters.
    const OTHERS: [RangeInclusive<char>; 4] =
        ['\0'..='\u{1f}', '\u{7f}'..='\u{9f}', '\u{2028}'..='\u{2029}', '\u{fff9}'..='\u{fffb}'];

    #[test]
    fn escapes_invisible_characters_unless_words_and_emoji_contain_them() {
        let is_in = |ranges: &[RangeInclusive<char>], c| ranges.iter().any(|range| range.contains(&c));
        for c in '\0'..=char::MAX {
            let is_invisible = is_in(&OTHERS, c) || is_in(&DEFAULT_IGNORABLE, c) && !is_in(&KEPT, c);
            assert_eq!(is_control(c), is_invisible, "U+{:04X}", u32::from(c));
        }
        for filler in ['\u{115f}', '\u{1160}', '\u{3164}', '\u{ffa0}'] {
            assert_eq!(visible(&format!("a{filler}b")), format!("a\\u{{{:x}}}b", u32::from(filler)));
        }
    }

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
