//! The tokenizer: words of Western letters 64 bytes at a time, all others by the definition.
//!
//! A text is looked at in windows. [`classify`](super::classify) marks the bytes of words in each; a word of letters that
//! have a lower case in the same place is there, folded, in one piece, and a stretch with anything else in it is cut by
//! [`Cut`]. Nothing is allocated for a word, and no branch depends on the length of a common one.

use super::Folding;
use super::cut::Cut;
use super::hash::{SHORT, first_bytes, short_hash, word_hash};
use super::latin::{Latin, is_beyond_ascii};
use super::window::{WINDOW, Window};
use std::ops::Range;

/// One word of a text: where it stands, and how it compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its first byte in the text.
    pub start: usize,
    /// The byte behind its last one.
    pub end: usize,
    /// Its folded form in UTF-8; never empty.
    pub folded: &'a [u8],
    /// The [`word_hash`] of its folded form.
    pub hash: u64,
}

/// Cuts texts into tokens. It keeps its scratch space between texts and nothing else.
#[derive(Debug)]
pub struct Tokenizer {
    folding: Folding,
    latin: &'static Latin,
    folded: Vec<u8>,
    window: Box<Window>,
}

impl Tokenizer {
    /// A tokenizer that folds in this way.
    #[must_use]
    pub fn new(folding: Folding) -> Self {
        Self { folding, latin: Latin::table(), folded: Vec::new(), window: Box::new(Window::new()) }
    }

    /// Visits the tokens of a text in order.
    pub fn for_each(&mut self, text: &str, mut visit: impl FnMut(Token<'_>)) {
        let mut from = 0;
        while from < text.len() {
            let to = text.floor_char_boundary(from + WINDOW);
            let words = self.window.take(&text[from..to]);
            let broken_off = (to < text.len() && words > 0)
                .then(|| self.window.word(words - 1))
                .filter(|&(_, end)| from + end == to);
            for number in 0..words - usize::from(broken_off.is_some()) {
                let (start, end) = self.window.word(number);
                if self.window.is_hard(start, end) {
                    self.by_definition(text, from + start..from + end, &mut visit);
                } else {
                    self.simple(from, start..end, &mut visit);
                }
            }
            from = match broken_off {
                None => to,
                // A stretch of more than a window: prose without blanks, or no prose.
                Some((0, _)) => {
                    let end = end_of_stretch(text, to);
                    self.by_definition(text, from..end, &mut visit);
                    end
                }
                // The next window begins with it.
                Some((start, _)) => from + start,
            };
        }
    }

    /// Visits a word of the window that has nothing hard in it.
    #[inline]
    fn simple(&mut self, from: usize, at: Range<usize>, visit: &mut impl FnMut(Token<'_>)) {
        let (start, end, len) = (from + at.start, from + at.end, at.len());
        let sheds = self.folding == Folding::Diacritics;
        if len > SHORT {
            self.folded.clear();
            let lower = self.window.lower(at);
            if sheds {
                self.latin.append_in_ascii(lower, &mut self.folded);
            } else {
                self.folded.extend_from_slice(lower);
            }
            return visit(Token { start, end, folded: &self.folded, hash: word_hash(&self.folded) });
        }
        let word = first_bytes(self.window.number_at(at.start), len);
        if sheds && is_beyond_ascii(word) {
            let (word, len) = self.latin.in_ascii(word, len);
            visit(Token { start, end, folded: &word.to_le_bytes()[..len], hash: short_hash(word, len) });
        } else {
            visit(Token { start, end, folded: self.window.lower(at), hash: short_hash(word, len) });
        }
    }

    /// Visits the tokens of a stretch that stands between two separators.
    #[inline(never)]
    fn by_definition(&mut self, text: &str, stretch: Range<usize>, visit: &mut impl FnMut(Token<'_>)) {
        let from = stretch.start;
        let mut cut = Cut::new(&text[stretch], self.folding);
        while let Some((start, end)) = cut.next_into(&mut self.folded) {
            if !self.folded.is_empty() {
                let hash = word_hash(&self.folded);
                visit(Token { start: from + start, end: from + end, folded: &self.folded, hash });
            }
        }
    }
}

/// The end of a stretch of more than a window that goes on here: the next separator of ASCII, or that of the text.
fn end_of_stretch(text: &str, from: usize) -> usize {
    let separator = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
    text.as_bytes()[from..].iter().position(separator).map_or(text.len(), |behind| from + behind)
}

#[cfg(test)]
mod tests {
    use super::super::definition::tokens_by_definition;
    use super::super::fold::fold;
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<String> {
        let mut words = Vec::new();
        Tokenizer::new(Folding::Diacritics)
            .for_each(text, |token| words.push(String::from_utf8(token.folded.to_vec()).unwrap()));
        words
    }

    fn spans(text: &str) -> Vec<&str> {
        let mut spans = Vec::new();
        Tokenizer::new(Folding::Diacritics).for_each(text, |token| spans.push(&text[token.start..token.end]));
        spans
    }

    #[test]
    fn an_elision_is_two_words_whatever_the_apostrophe() {
        for apostrophe in ['\'', '’', 'ʼ', '＇'] {
            assert_eq!(words(&format!("l{apostrophe}Otan")), ["l", "otan"]);
        }
    }

    #[test]
    fn a_window_may_hold_no_word() {
        let blanks = " ".repeat(3 * WINDOW);
        assert_eq!(words(&format!("one{blanks}two")), ["one", "two"]);
        assert_eq!(words(&blanks), Vec::<String>::new());
    }

    #[test]
    fn guillemets_and_no_break_spaces_separate() {
        assert_eq!(words("«\u{a0}désaccords profonds\u{202f}»"), ["desaccords", "profonds"]);
    }

    #[test]
    fn a_soft_hyphen_stands_inside_its_word() {
        assert_eq!(words("infor\u{ad}mation"), ["information"]);
        assert_eq!(spans("\u{ad}infor\u{ad}mation\u{ad} a"), ["infor\u{ad}mation", "a"]);
    }

    #[test]
    fn scripts_without_blanks_give_a_token_for_each_character() {
        assert_eq!(words("北京2026年"), ["北", "京", "2026", "年"]);
        assert_eq!(words("こんにちは").len(), 5);
        assert_eq!(spans("ที่นี่"), ["ที่", "นี่"]);
    }

    #[test]
    fn a_decomposed_kana_is_the_composed_one() {
        assert_eq!(words("か\u{3099}"), words("が"));
    }

    #[test]
    fn half_width_kana_are_the_full_width_ones() {
        assert_eq!(words("ﾊﾟﾘのｶﾞﾗｽ､ﾃﾞｻﾞｲﾅｰ"), words("パリのガラス、デザイナー"));
        assert_eq!(spans("ｶﾞ ﾞ"), ["ｶﾞ"]);
    }

    #[test]
    fn emoji_and_stray_marks_are_no_words() {
        assert_eq!(words("\u{301} ➡️ 👍🏽 ok"), ["ok"]);
    }

    #[test]
    fn upper_case_without_accents_is_the_same_word() {
        assert_eq!(words("États-Unis"), words("ETATS-UNIS"));
    }

    /// A letter in and out of the tables, a capital, a figure, a mark of a letter and of a kana, what is ignored, an ideograph, a
    /// kana, a half-width one with its mark, a vowel of Thai, an apostrophe, a blank.
    const KINDS: [char; 16] = [
        'a', 'é', 'É', 'ﬁ', 'ẞ', '7', '\u{301}', '\u{3099}', '\u{ad}', '\u{200d}', '北', 'が', 'ｶ',
        '\u{ff9e}', 'ท', ' ',
    ];

    #[test]
    fn any_four_kinds_of_characters_are_cut_as_the_definition_does() {
        for number in 0..KINDS.len().pow(4) {
            let text: String = (0..4).map(|at| KINDS[number / KINDS.len().pow(at) % KINDS.len()]).collect();
            for folding in [Folding::Diacritics, Folding::CaseOnly] {
                let mut found = Vec::new();
                Tokenizer::new(folding).for_each(&text, |t| {
                    found.push((t.start, t.end, String::from_utf8(t.folded.to_vec()).unwrap()));
                });
                assert_eq!(found, tokens_by_definition(&text, folding), "{text:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_span_folded_is_the_token(text in "\\PC{0,60}", case_only in any::<bool>()) {
            let folding = if case_only { Folding::CaseOnly } else { Folding::Diacritics };
            let mut found = Vec::new();
            Tokenizer::new(folding).for_each(&text, |t| found.push((t.start, t.end, String::from_utf8(t.folded.to_vec()).unwrap())));
            for (start, end, folded) in &found {
                prop_assert_eq!(&fold(&text[*start..*end], folding), folded);
            }
        }

        #[test]
        fn the_tables_cut_as_the_definition_does(
            text in "([a-zA-Z0-9 '’,.éÀœßŁИйё\u{301}\u{ad}\u{200b}Ωςが\u{3099}ｶ\u{ff9e}北ที่ﬁâ€]|\\PC){0,40}",
            case_only in any::<bool>(),
        ) {
            let folding = if case_only { Folding::CaseOnly } else { Folding::Diacritics };
            let mut found = Vec::new();
            Tokenizer::new(folding).for_each(&text, |t| found.push((t.start, t.end, String::from_utf8(t.folded.to_vec()).unwrap())));
            prop_assert_eq!(found, tokens_by_definition(&text, folding));
        }

        #[test]
        fn a_long_text_is_cut_as_one_whatever_stands_at_the_border_of_a_window(
            pieces in prop::collection::vec("([a-zA-Z0-9 '’.éÀœß\u{301}\u{ad}«北]|\\PC){1,9}", 1..9),
            unbroken in 0_usize..5_000,
            case_only in any::<bool>(),
        ) {
            let folding = if case_only { Folding::CaseOnly } else { Folding::Diacritics };
            let prose: String = pieces.iter().cycle().take(1_500).map(String::as_str).collect();
            let text = format!("{}{}{prose}", "x".repeat(unbroken), "é".repeat(unbroken / 2));
            let mut found = Vec::new();
            Tokenizer::new(folding).for_each(&text, |t| {
                assert_eq!(t.hash, word_hash(t.folded));
                found.push((t.start, t.end, String::from_utf8(t.folded.to_vec()).unwrap()));
            });
            prop_assert_eq!(found, tokens_by_definition(&text, folding));
        }

        #[test]
        fn no_string_is_refused(text in any::<String>()) {
            Tokenizer::new(Folding::Diacritics).for_each(&text, |token| assert!(token.start < token.end));
        }
    }
}
