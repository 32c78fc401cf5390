//! The hash of a word: the same on every machine, and cheap where words are short.
//!
//! Nearly all words have at most [`SHORT`] bytes. They are one number of 128 bits, so that no branch depends on their
//! length; its halves are multiplied into one another, as XXH3 does with an input of 9 to 16 bytes. Longer words are
//! hashed with XXH3-64.

use xxhash_rust::xxh3::xxh3_64;

/// Bytes of the longest word that is hashed as one number.
pub(super) const SHORT: usize = 16;

/// The hash of a folded word, from its UTF-8 bytes: the same on every machine.
#[must_use]
pub fn word_hash(folded: &[u8]) -> u64 {
    if folded.len() > SHORT {
        return xxh3_64(folded);
    }
    short_hash(as_number(folded), folded.len())
}

/// At most [`SHORT`] bytes as one little-endian number with zeros behind them: its first and last bytes, which may overlap.
fn as_number(bytes: &[u8]) -> u128 {
    let len = bytes.len() as u32;
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u64::from_le_bytes(*first), u64::from_le_bytes(*last));
        return u128::from(first) | u128::from(last) << (8 * (len - 8));
    }
    if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let (first, last) = (u32::from_le_bytes(*first), u32::from_le_bytes(*last));
        return (u64::from(first) | u64::from(last) << (8 * (len - 4))).into();
    }
    bytes.iter().rev().fold(0, |number, &byte| number << 8 | u128::from(byte))
}

/// The hash of a word of at most [`SHORT`] bytes, given as one little-endian number with zeros behind it.
///
/// Both keys contain bytes that no UTF-8 has, so that neither factor is ever 0.
#[inline]
pub(super) fn short_hash(word: u128, len: usize) -> u64 {
    const LOW: u64 = 0xff51_afd7_ed55_8ccd;
    const HIGH: u64 = 0xfec4_ceb9_fe1a_85ec;
    let low = word as u64 ^ LOW;
    let high = (word >> 64) as u64 ^ HIGH ^ len as u64;
    let product = u128::from(low) * u128::from(high);
    let folded = product as u64 ^ (product >> 64) as u64;
    let spread = (folded ^ (folded >> 37)).wrapping_mul(0x1656_6791_9e37_79f9);
    spread ^ (spread >> 32)
}

/// The first bytes of a word given as one number; the rest is cleared. At most [`SHORT`].
#[inline]
pub(super) fn first_bytes(word: u128, len: usize) -> u128 {
    const KEPT: [u128; SHORT + 1] = {
        let mut kept = [0; SHORT + 1];
        let mut len = 1;
        while len <= SHORT {
            kept[len] = u128::MAX >> (8 * (SHORT - len));
            len += 1;
        }
        kept
    };
    word & KEPT[len]
}

#[cfg(test)]
mod tests {
    use super::super::{Folding, Tokenizer};
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn zeros_and_lengths_make_a_difference() {
        let words: [&[u8]; 6] = [b"", b"\0", b"\0\0", b"a", b"a\0", b"\0a"];
        let hashes: BTreeSet<u64> = words.iter().map(|word| word_hash(word)).collect();
        assert_eq!(hashes.len(), words.len());
    }

    #[test]
    fn bytes_are_a_number_whatever_their_count() {
        let bytes: [u8; SHORT] = std::array::from_fn(|at| 0xF1 + at as u8 % 9);
        for len in 0..=SHORT {
            let mut padded = [0; SHORT];
            padded[..len].copy_from_slice(&bytes[..len]);
            assert_eq!(as_number(&bytes[..len]), u128::from_le_bytes(padded), "{len}");
        }
    }

    #[test]
    fn hashes_are_the_same_everywhere() {
        assert_eq!(word_hash(b"otan"), 12_711_948_533_809_058_152);
        assert_eq!(word_hash(b"anticonstitutionnellement"), xxh3_64(b"anticonstitutionnellement"));
    }

    /// Words that differ in one letter, or in their order, are the hardest to keep apart.
    #[test]
    fn half_a_hash_tells_alike_words_apart() {
        let letters = b"abcdefghijklmnopqrstuvwxyz";
        let mut halves = Vec::new();
        for &one in letters {
            for &other in letters {
                for tail in 0..200_u32 {
                    halves
                        .push(word_hash(format!("{}{tail}{}", one as char, other as char).as_bytes()) as u32);
                }
            }
        }
        let all = halves.len();
        halves.sort_unstable();
        halves.dedup();
        // Of 135,200 hashes of 32 bits about two pairs meet by chance.
        assert!(all - halves.len() < 10, "{}", all - halves.len());
    }

    #[test]
    fn the_tokenizer_gives_a_word_of_any_length_its_hash() {
        for length in 1..40 {
            let word: String = ('a'..='z').cycle().take(length).collect();
            Tokenizer::new(Folding::Diacritics).for_each(&word, |token| {
                assert_eq!(token.hash, word_hash(word.as_bytes()), "{length} bytes");
            });
        }
    }
}
