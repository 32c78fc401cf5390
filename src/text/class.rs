//! What a character is to the tokenizer.

use icu_properties::CodePointMapData;
use icu_properties::CodePointSetData;
use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory, GeneralCategoryGroup, Script};

/// The part a character plays in cutting a text into tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Stands between tokens.
    Separator,
    /// A letter or digit: starts a token or continues it.
    Word,
    /// A character of a script without blanks: a token of its own.
    Single,
    /// A combining mark: continues a token, never starts one.
    Mark,
    /// Invisible: inside a token it is passed over, outside it is nothing.
    Ignored,
}

/// The class of any character.
pub(super) fn class_of(c: char) -> Class {
    if c.is_ascii() {
        return if c.is_ascii_alphanumeric() { Class::Word } else { Class::Separator };
    }
    if is_ignored(c) {
        return Class::Ignored;
    }
    if is_apostrophe(c) {
        return Class::Separator;
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    if GeneralCategoryGroup::Mark.contains(category) || is_half_width_mark(c) {
        return Class::Mark;
    }
    let digit = category == GeneralCategory::DecimalNumber;
    if !c.is_alphanumeric() {
        Class::Separator
    } else if !digit && is_written_without_blanks(c) {
        Class::Single
    } else {
        Class::Word
    }
}

/// Letters of the scripts whose diacritics are stripped.
pub(super) fn sheds_diacritics(c: char) -> bool {
    matches!(script(c), Script::Latin | Script::Greek | Script::Cyrillic)
}

/// A mark that combines with the letter before it.
pub(super) fn is_mark(c: char) -> bool {
    GeneralCategoryGroup::Mark.contains(CodePointMapData::<GeneralCategory>::new().get(c))
}

/// Invisible characters, and the stroke that only makes an Arabic word longer.
pub(super) fn is_ignored(c: char) -> bool {
    const TATWEEL: char = '\u{640}';
    c == TATWEEL || CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// Apostrophes that Unicode counts as letters.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\u{2bb}'..='\u{2bd}')
}

/// The two marks of half-width kana (`ｶﾞ`, `ﾊﾟ`), which Unicode counts as letters.
fn is_half_width_mark(c: char) -> bool {
    matches!(c, '\u{ff9e}' | '\u{ff9f}')
}

/// Whether a character is of a script in which no blank parts two words, so that it is a token of its own.
#[must_use]
pub fn is_written_without_blanks(c: char) -> bool {
    match c {
        '\0'..FIRST_WITHOUT_BLANKS => false,
        COMMON_HAN_FIRST..=COMMON_HAN_LAST => true,
        _ => is_of_script_without_blanks(c),
    }
}

/// The first character of the Thai block, before which there is none of such a script.
const FIRST_WITHOUT_BLANKS: char = '\u{e00}';
const COMMON_HAN_FIRST: char = '\u{4e00}';
const COMMON_HAN_LAST: char = '\u{9fff}';

fn is_of_script_without_blanks(c: char) -> bool {
    const PROLONGED_SOUND: [char; 2] = ['\u{30fc}', '\u{ff70}'];
    PROLONGED_SOUND.contains(&c)
        || matches!(
            script(c),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
}

/// Digits and other signs of numbers; as [`char::is_numeric`], but quickly where most letters are.
pub(super) fn is_numeric(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_digit(),
        '\u{c0}'..='\u{24f}' | '\u{370}'..='\u{52f}' | COMMON_HAN_FIRST..=COMMON_HAN_LAST => false,
        _ => c.is_numeric(),
    }
}

fn script(c: char) -> Script {
    CodePointMapData::<Script>::new().get(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_answered_quickly_is_what_unicode_says() {
        for c in '\0'..=char::MAX {
            assert_eq!(is_written_without_blanks(c), is_of_script_without_blanks(c), "{c:?}");
            assert_eq!(is_numeric(c), c.is_numeric(), "{c:?}");
        }
    }
}
