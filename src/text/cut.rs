//! Cutting by the definition: any script, a character at a time, with tables for those of most news.

use super::Folding;
use super::class::{Class, class_of};
use super::fold::{Row, fold, table};

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
pub(super) struct Cut<'a> {
    text: &'a str,
    rows: &'static [Row],
    folding: Folding,
    at: usize,
}

impl<'a> Cut<'a> {
    /// A pass over a text of which nothing has been cut.
    pub(super) fn new(text: &'a str, folding: Folding) -> Self {
        Self { text, rows: table(folding), folding, at: 0 }
    }

    /// Finds the next token, leaves its folded form in `folded` (empty if nothing of it is left), and gives its bytes.
    pub(super) fn next_into(&mut self, folded: &mut Vec<u8>) -> Option<(usize, usize)> {
        let start = self.skip_to_token()?;
        folded.clear();
        let (end, plain) = if self.take_ideograph(folded) {
            self.marks(self.at)
        } else if self.take_ascii(folded) {
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

    /// Takes a character that is a token of its own and folds to itself, if one stands here. All have three bytes.
    fn take_ideograph(&mut self, folded: &mut Vec<u8>) -> bool {
        let here = self.text.as_bytes()[self.at..].first_chunk::<3>();
        let Some(bytes) = here.filter(|_| self.peek().is_some_and(folds_to_itself)) else { return false };
        folded.extend_from_slice(bytes);
        self.at += bytes.len();
        true
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
        let plain = self.take(first, folded);
        self.at += first.len_utf8();
        let (end, rest_is_plain) = if self.class(first) == Class::Single {
            self.marks(self.at)
        } else {
            self.rest_of_word(self.at, folded)
        };
        (end, plain && rest_is_plain)
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
        if let Some(row) = self.rows.get(c as usize) {
            return row.class;
        }
        if folds_to_itself(c) { Class::Single } else { class_of(c) }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }
}

/// Common ideographs and kana, tokens of their own, which have neither case nor decomposition that folding would undo.
fn folds_to_itself(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_folds_to_itself_is_a_token_of_its_own() {
        for c in ('\u{3000}'..='\u{a000}').filter(|&c| folds_to_itself(c)) {
            assert_eq!(class_of(c), Class::Single, "{c:?}");
            assert_eq!(fold(&c.to_string(), Folding::Diacritics), c.to_string());
        }
    }
}
