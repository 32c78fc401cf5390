//! The tokenizer: one pass over the bytes, tables for the scripts of most news, the definition for all others.

use super::Folding;
use super::class::{Class, class_of};
use super::fold::{Row, TABLE_END, fold, table};

/// One word of a text: where it stands, and how it compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// Its first byte in the text.
    pub start: usize,
    /// The byte behind its last one.
    pub end: usize,
    /// Its folded form in UTF-8; never empty.
    pub folded: &'a [u8],
}

/// Cuts texts into tokens. It keeps its scratch space between texts and nothing else.
#[derive(Debug)]
pub struct Tokenizer {
    folding: Folding,
    folded: Vec<u8>,
}

impl Tokenizer {
    /// A tokenizer that folds in this way.
    #[must_use]
    pub fn new(folding: Folding) -> Self {
        Self { folding, folded: Vec::new() }
    }

    /// Visits the tokens of a text in order.
    pub fn for_each(&mut self, text: &str, mut visit: impl FnMut(Token<'_>)) {
        let mut cut = Cut { text, rows: table(self.folding), folding: self.folding, at: 0 };
        while let Some((start, end)) = cut.next_into(&mut self.folded) {
            if !self.folded.is_empty() {
                visit(Token { start, end, folded: &self.folded });
            }
        }
    }
}

/// ASCII letters and digits in lower case; 0 for every other byte.
const LOWER: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// The state of one pass: everything before `at` has been cut.
struct Cut<'a> {
    text: &'a str,
    rows: &'static [Row],
    folding: Folding,
    at: usize,
}

impl Cut<'_> {
    /// Finds the next token, leaves its folded form in `folded`, and gives its bytes.
    fn next_into(&mut self, folded: &mut Vec<u8>) -> Option<(usize, usize)> {
        let start = self.skip_to_token()?;
        folded.clear();
        let (end, plain) = if self.take_ascii(folded) {
            self.rest_of_word(self.at, folded)
        } else {
            self.first_beyond_ascii(folded)
        };
        if !plain {
            folded.clear();
            folded.extend_from_slice(fold(&self.text[start..end], self.folding).as_bytes());
        }
        Some((start, end))
    }

    /// Passes over everything that starts no token.
    fn skip_to_token(&mut self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            let rest = &bytes[self.at..];
            self.at += rest.iter().position(|&byte| byte >= 0x80 || LOWER[usize::from(byte)] != 0)?;
            if bytes[self.at] < 0x80 {
                return Some(self.at);
            }
            let c = self.peek()?;
            if matches!(self.class(c), Class::Word | Class::Single) {
                return Some(self.at);
            }
            self.at += c.len_utf8();
        }
    }

    /// Takes the ASCII letters and digits from here on, if there are any.
    fn take_ascii(&mut self, folded: &mut Vec<u8>) -> bool {
        let start = self.at;
        for &byte in &self.text.as_bytes()[start..] {
            let lower = LOWER[usize::from(byte)];
            if lower == 0 {
                break;
            }
            folded.push(lower);
            self.at += 1;
        }
        self.at > start
    }

    /// Begins a token with a character that is not ASCII, and takes the rest of it.
    fn first_beyond_ascii(&mut self, folded: &mut Vec<u8>) -> (usize, bool) {
        let Some(first) = self.peek() else { return (self.at, true) };
        let mut plain = self.take(first, folded);
        self.at += first.len_utf8();
        let whole = if self.class(first) == Class::Single {
            self.marks(self.at)
        } else {
            self.rest_of_word(self.at, folded)
        };
        plain &= whole.1;
        (whole.0, plain)
    }

    /// Takes what follows in a word that has come to `end`. Gives its end, and whether its folded form is complete.
    fn rest_of_word(&mut self, mut end: usize, folded: &mut Vec<u8>) -> (usize, bool) {
        let bytes = self.text.as_bytes();
        let mut plain = true;
        while self.at < bytes.len() {
            if bytes[self.at] < 0x80 {
                if !self.take_ascii(folded) {
                    break;
                }
                end = self.at;
                continue;
            }
            let Some(c) = self.peek() else { break };
            let next = self.at + c.len_utf8();
            match self.class(c) {
                Class::Word => {
                    plain &= self.take(c, folded);
                    end = next;
                }
                Class::Mark => (plain, end) = (false, next),
                Class::Ignored => plain = false,
                Class::Separator | Class::Single => break,
            }
            self.at = next;
        }
        (end, plain)
    }

    /// Takes the marks that follow a character of a script without blanks.
    fn marks(&mut self, mut end: usize) -> (usize, bool) {
        let mut plain = true;
        while let Some(c) = self.peek() {
            let next = self.at + c.len_utf8();
            match self.class(c) {
                Class::Mark => (plain, end) = (false, next),
                Class::Ignored => plain = false,
                _ => break,
            }
            self.at = next;
        }
        (end, plain)
    }

    /// Appends the folded form of one character, if it has one of its own; else says that it has not.
    fn take(&self, c: char, folded: &mut Vec<u8>) -> bool {
        if let Some(row) = self.rows.get(c as usize) {
            folded.extend_from_slice(row.folded());
            return !row.folded().is_empty();
        }
        folded.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
        folds_to_itself(c)
    }

    fn class(&self, c: char) -> Class {
        if (c as u32) < TABLE_END { self.rows[c as usize].class } else { class_of(c) }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }
}

/// Common ideographs and kana, which have neither case nor decomposition that folding would undo.
fn folds_to_itself(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
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

    /// The tokens as the definition says: cut by class, then fold each stretch.
    fn obvious(text: &str, folding: Folding) -> Vec<(usize, usize, String)> {
        let mut tokens: Vec<(usize, usize, bool)> = Vec::new();
        let mut open = false;
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            match (class_of(c), tokens.last_mut()) {
                (Class::Word, Some(last)) if open && !last.2 => last.1 = end,
                (Class::Mark, Some(last)) if open => last.1 = end,
                (Class::Word, _) => tokens.push((at, end, false)),
                (Class::Single, _) => tokens.push((at, end, true)),
                (Class::Ignored, _) => continue,
                (Class::Mark | Class::Separator, _) => {
                    open = false;
                    continue;
                }
            }
            open = true;
        }
        tokens.into_iter().map(|(start, end, _)| (start, end, fold(&text[start..end], folding))).collect()
    }

    #[test]
    fn an_elision_is_two_words_whatever_the_apostrophe() {
        for apostrophe in ['\'', '’', 'ʼ', '＇'] {
            assert_eq!(words(&format!("l{apostrophe}Otan")), ["l", "otan"]);
        }
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
            let mut expected = obvious(&text, folding);
            expected.retain(|(_, _, folded)| !folded.is_empty());
            prop_assert_eq!(found, expected);
        }

        #[test]
        fn no_string_is_refused(text in any::<String>()) {
            Tokenizer::new(Folding::Diacritics).for_each(&text, |token| assert!(token.start < token.end));
        }
    }
}
