//! The letters from À to ÿ without their marks, inside a word that is one number.

use super::Folding;
use super::fold::fold;
use std::sync::LazyLock;

/// What each letter whose first byte is `C3` folds to, by the low bits of its second byte: one or two ASCII letters, the
/// first in the low byte, and how many they are.
#[derive(Debug)]
pub(super) struct Latin([(u16, u8); 64]);

/// The bit that ASCII never has, in each of 16 bytes.
const BEYOND_ASCII: u128 = u128::from_le_bytes([0x80; 16]);

/// Whether any byte of a word is not ASCII.
#[inline]
pub(super) fn is_beyond_ascii(word: u128) -> bool {
    word & BEYOND_ASCII != 0
}

impl Latin {
    /// The table, made by the definition.
    pub(super) fn table() -> &'static Self {
        static TABLE: LazyLock<Latin> = LazyLock::new(|| Latin(std::array::from_fn(Latin::row)));
        &TABLE
    }

    fn row(low_bits: usize) -> (u16, u8) {
        let letter = char::from(0xC0 + low_bits as u8);
        match *fold(letter.encode_utf8(&mut [0; 4]), Folding::Diacritics).as_bytes() {
            [one] => (one.into(), 1),
            [one, other] => (u16::from_le_bytes([one, other]), 2),
            // × and ÷, which are in no word.
            _ => (0, 0),
        }
    }

    /// A word of letters up to ÿ, given as one little-endian number with its length in bytes, in ASCII.
    #[inline]
    pub(super) fn in_ascii(&self, mut word: u128, mut len: usize) -> (u128, usize) {
        while is_beyond_ascii(word) {
            let at = (word & BEYOND_ASCII).trailing_zeros() / 8 * 8;
            let second = (word >> at >> 8) as usize & 0x3F;
            let (letters, count) = self.0[second];
            let before = word & !(u128::MAX << at);
            let behind = word >> at >> 16 << at << (8 * count);
            word = before | u128::from(letters) << at | behind;
            len -= 2 - usize::from(count);
        }
        (word, len)
    }

    /// Appends a word of any length in ASCII.
    pub(super) fn append_in_ascii(&self, word: &[u8], folded: &mut Vec<u8>) {
        let mut bytes = word.iter();
        while let Some(&byte) = bytes.next() {
            if byte < 0x80 {
                folded.push(byte);
            } else if let Some(&second) = bytes.next() {
                let (letters, count) = self.0[usize::from(second) & 0x3F];
                folded.extend_from_slice(&letters.to_le_bytes()[..count.into()]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_one_or_two_of_ascii() {
        for letter in ('À'..='ÿ').filter(|letter| letter.is_alphabetic()) {
            let (letters, count) = Latin::table().0[letter as usize & 0x3F];
            let ascii = letters.to_le_bytes();
            assert!((1..=2).contains(&count) && ascii[..count.into()].is_ascii(), "{letter}");
        }
    }

    #[test]
    fn a_letter_is_replaced_wherever_it_stands() {
        for word in ["é", "été", "æther", "aé", "éæéøþ", "aaaaaaaaaaaaaaé", "aaaaaaaaaaaaaaæ", "éééééééé"]
        {
            let mut bytes = [0; 16];
            bytes[..word.len()].copy_from_slice(word.as_bytes());
            let (number, len) = Latin::table().in_ascii(u128::from_le_bytes(bytes), word.len());
            let expected = fold(word, Folding::Diacritics);
            assert_eq!((&number.to_le_bytes()[..len], len), (expected.as_bytes(), expected.len()));
            assert!(number.to_le_bytes()[len..].iter().all(|&byte| byte == 0));
            let mut folded = Vec::new();
            Latin::table().append_in_ascii(word.as_bytes(), &mut folded);
            assert_eq!(folded, expected.as_bytes());
        }
    }
}
