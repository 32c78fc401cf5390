//! Particulars: the figures and names of a text, which are facts and nobody's wording.
//!
//! Two reports of one event name the same people, places and figures without having taken a word from one another; two
//! notices of a series share their wording and differ in these. Both are told by asking which words are particulars.

use super::class::is_numeric;
use super::sentence::is_sentence_end;
use crate::columns::Particular;

/// What a word states, given its folded form, how it is written, and the text between it and the word before it; none
/// before the first.
///
/// A capital at the start of a sentence or a quotation tells nothing, and neither does one in a script without case. What capitals
/// tell in the article, its [names](super::names::settle_names) are told by.
#[must_use]
pub fn particular(folded: &[u8], written: &str, between: Option<&str>) -> Particular {
    if is_figure(folded, written) {
        return Particular::Figure;
    }
    let first = written.chars().next().unwrap_or_default();
    let inside =
        || between.is_some_and(|between| !between.contains(OPENERS) && !is_sentence_end(between, first));
    if first.is_uppercase() && inside() { Particular::Name } else { Particular::Wording }
}

/// Whether a word is a figure, given its folded form and how it is written.
#[must_use]
pub fn is_figure(folded: &[u8], written: &str) -> bool {
    let has_figure = if written.is_ascii() {
        written.bytes().any(|byte| byte.is_ascii_digit())
    } else {
        written.contains(is_numeric)
    };
    has_figure || is_number_word(folded)
}

/// Marks behind which a capital is nothing special.
const OPENERS: [char; 10] = [':', '"', '“', '”', '«', '»', '„', '‘', '—', '•'];

/// Whether a folded word is that of a number. Few begin with the same letter, and fewer are of one length.
fn is_number_word(folded: &[u8]) -> bool {
    let Some(first @ b'a'..=b'z') = folded.first() else { return false };
    let letter = usize::from(first - b'a');
    let (from, to) = (FIRST_OF_LETTER[letter], FIRST_OF_LETTER[letter + 1]);
    NUMBERS[usize::from(from)..usize::from(to)].iter().any(|number| number.as_bytes() == folded)
}

/// For each letter, how many of [`NUMBERS`] stand before the first that begins with it.
const FIRST_OF_LETTER: [u8; 27] = {
    let mut first = [0; 27];
    let (mut number, mut letter) = (0, 0);
    while letter < 27 {
        while number < NUMBERS.len() && NUMBERS[number].as_bytes()[0] < b'a' + letter as u8 {
            number += 1;
        }
        first[letter] = number as u8;
        letter += 1;
    }
    first
};

/// Numbers as words, folded, sorted; those that are also another word of these languages are left out (`once`, `très`,
/// `due`, `dos`, `sei`, `un`).
const NUMBERS: [&str; 87] = [
    "acht",
    "achtzehn",
    "cinco",
    "cinq",
    "cinquante",
    "cinque",
    "cuatro",
    "diciotto",
    "dieci",
    "diez",
    "dix",
    "doce",
    "dodici",
    "dois",
    "douze",
    "drei",
    "dreissig",
    "dreizehn",
    "drie",
    "dwa",
    "dziesiec",
    "eight",
    "eighteen",
    "eighty",
    "eleven",
    "fifteen",
    "fifty",
    "five",
    "forty",
    "four",
    "fourteen",
    "funf",
    "funfzehn",
    "huit",
    "negen",
    "neuf",
    "neun",
    "neunzehn",
    "nine",
    "nineteen",
    "ninety",
    "nove",
    "nueve",
    "ocho",
    "oito",
    "onze",
    "quarante",
    "quatorze",
    "quatre",
    "quatro",
    "quattro",
    "quince",
    "quinze",
    "sechs",
    "sechzehn",
    "seis",
    "seize",
    "sept",
    "sete",
    "sette",
    "seven",
    "seventeen",
    "seventy",
    "sieben",
    "siebzehn",
    "siete",
    "six",
    "sixteen",
    "sixty",
    "soixante",
    "ten",
    "thirteen",
    "thirty",
    "three",
    "tien",
    "treinta",
    "treize",
    "trente",
    "twaalf",
    "twelve",
    "twenty",
    "two",
    "vier",
    "vijf",
    "vingt",
    "zehn",
    "zwei",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_listed_in_order_for_searching() {
        assert!(NUMBERS.windows(2).all(|two| two[0] < two[1]));
    }

    #[test]
    fn every_number_is_found_by_its_letter() {
        assert!(NUMBERS.iter().all(|number| is_number_word(number.as_bytes())));
        assert!(
            ["a", "sevenn", "seve", "zzz", "été", "7"].iter().all(|word| !is_number_word(word.as_bytes()))
        );
    }

    #[test]
    fn figures_are_digits_and_number_words() {
        for figure in ["7", "1987", "3e", "٣", "seven", "quatre"] {
            assert_eq!(particular(figure.as_bytes(), figure, Some(" ")), Particular::Figure, "{figure}");
        }
        assert_eq!(particular(b"once", "once", Some(" ")), Particular::Wording);
    }

    #[test]
    fn names_have_a_capital_inside_a_sentence() {
        assert_eq!(particular(b"portland", "Portland", Some(" ")), Particular::Name);
        assert_eq!(particular(b"portland", "Portland", Some(",\n")), Particular::Name);
        for between in [None, Some(". "), Some(" “"), Some(": "), Some("\n\n")] {
            assert_eq!(particular(b"the", "The", between), Particular::Wording, "{between:?}");
        }
        assert_eq!(particular("北".as_bytes(), "北", Some("")), Particular::Wording);
    }
}
