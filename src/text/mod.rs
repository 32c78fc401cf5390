//! Text: from what a reader sees to what can be compared, without losing the place.
//!
//! A token is a maximal run of letters, marks and digits; an apostrophe ends it, so that `l’Otan` is `l` and `otan`.
//! Scripts that are written without blanks (Han, kana, Thai, Lao, Khmer, Burmese) give one token for each character with
//! the marks that follow it. Soft hyphens, zero-width characters and the Arabic tatweel stand inside a token without
//! being part of it. Every token knows the bytes it came from; the text itself is never changed.

mod class;
mod classify;
mod cut;
#[cfg(any(test, feature = "fuzzing"))]
mod definition;
mod fold;
mod function_words;
mod hash;
mod latin;
mod names;
mod particular;
mod places;
mod quotation;
mod sentence;
#[cfg(target_arch = "x86_64")]
mod simd;
mod tokenize;
mod window;

pub use class::is_written_without_blanks;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub use definition::tokens_by_definition;
pub use fold::fold;
pub use function_words::function_stems;
pub use hash::word_hash;
pub use names::{has_capital, settle_names};
pub use particular::{is_figure, particular};
pub use places::Places;
pub use quotation::quotations;
pub use sentence::is_sentence_end;
pub use tokenize::{Token, Tokenizer};

use serde::{Deserialize, Serialize};

/// How much of a word's dress is taken off before words are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Folding {
    /// Case, compatibility forms, ligatures, and the diacritics of Latin, Greek and Cyrillic letters.
    #[default]
    Diacritics,
    /// Case and compatibility forms only: `pêcheur` and `pécheur` stay two words.
    CaseOnly,
}

/// Letters that a light stem keeps.
const STEM_LETTERS: usize = 6;

/// A light stem: the first six letters of a folded word in UTF-8, so that `soldat` and `soldats`, `decision` and
/// `decisions` agree. A word with a digit in it stays whole: two figures are the same figure or not.
#[must_use]
pub fn stem(folded: &[u8]) -> &[u8] {
    if folded.len() <= STEM_LETTERS || folded.iter().any(u8::is_ascii_digit) {
        return folded;
    }
    let starts_letter = |byte: u8| byte & 0b1100_0000 != 0b1000_0000;
    let mut letters = folded.iter().enumerate().filter(|&(_, &byte)| starts_letter(byte));
    letters.nth(STEM_LETTERS).map_or(folded, |(end, _)| &folded[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_joins_inflections_and_keeps_figures_whole() {
        assert_eq!(stem(b"manoeuvres"), stem(b"manoeuvre"));
        assert_eq!(stem(b"1234567"), b"1234567");
        assert_eq!(stem("été".as_bytes()), "été".as_bytes());
        assert_eq!(stem("переговоры".as_bytes()), "перего".as_bytes());
    }
}
