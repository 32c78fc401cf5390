//! Shingles: what two articles are compared by.
//!
//! A shingle is `w` consecutive tokens (Broder 1997), hashed with XXH3-64 over their token hashes, so that a hash is the
//! same on every machine. An article is the *set* of its shingles, kept as a sorted list without repetition. Shingles
//! cover the title, then the text, and none crosses the border between the two.

use serde::Serialize;
use std::num::NonZeroUsize;
use xxhash_rust::xxh3::xxh3_64;

/// Words in a shingle, at least 1. Three by default: short enough to survive an edit, long enough to be rare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ShingleWidth(NonZeroUsize);

/// A shingle of no words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a shingle needs at least 1 word, not 0")]
pub struct EmptyShingle;

impl ShingleWidth {
    /// A width of so many words.
    ///
    /// # Errors
    /// When it is zero.
    pub fn new(words: usize) -> Result<Self, EmptyShingle> {
        NonZeroUsize::new(words).map(Self).ok_or(EmptyShingle)
    }

    /// The width in words.
    #[must_use]
    pub fn words(self) -> usize {
        self.0.get()
    }
}

impl Default for ShingleWidth {
    fn default() -> Self {
        const THREE: NonZeroUsize = NonZeroUsize::new(3).unwrap();
        Self(THREE)
    }
}

/// Appends the shingle hashes of one field (a title, or a text) to `shingles`, repetitions included.
///
/// A field shorter than the width has one shingle, of all its words; a field without words has none.
pub fn append_shingles(tokens: &[u64], width: ShingleWidth, shingles: &mut Vec<u64>) {
    let width = width.words().min(tokens.len());
    if width > 0 {
        shingles.extend(tokens.windows(width).map(hash_of));
    }
}

/// The set: sorted, each shingle once.
pub fn into_set(shingles: &mut Vec<u64>) {
    shingles.sort_unstable();
    shingles.dedup();
}

fn hash_of(words: &[u64]) -> u64 {
    const ENOUGH: usize = 8;
    let mut bytes = [0; ENOUGH * 8];
    if words.len() > ENOUGH {
        let all: Vec<u8> = words.iter().flat_map(|word| word.to_le_bytes()).collect();
        return xxh3_64(&all);
    }
    for (slot, word) in bytes.chunks_exact_mut(8).zip(words) {
        slot.copy_from_slice(&word.to_le_bytes());
    }
    xxh3_64(&bytes[..words.len() * 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shingles(tokens: &[u64], width: usize) -> Vec<u64> {
        let mut out = Vec::new();
        append_shingles(tokens, ShingleWidth::new(width).unwrap(), &mut out);
        out
    }

    #[test]
    fn a_field_of_n_words_has_n_minus_w_plus_one_shingles() {
        assert_eq!(shingles(&[1, 2, 3, 4, 5], 3).len(), 3);
        assert_eq!(shingles(&[1, 2, 3], 3).len(), 1);
    }

    #[test]
    fn a_short_field_is_one_shingle_and_an_empty_one_is_none() {
        assert_eq!(shingles(&[1, 2], 3), shingles(&[1, 2], 2));
        assert!(shingles(&[], 3).is_empty());
    }

    #[test]
    fn a_hash_depends_on_the_order_of_words_and_not_on_where_they_stand() {
        let of = shingles(&[1, 2, 1, 2, 1], 2);
        assert_eq!((of[0], of[1]), (of[2], of[3]));
        assert_ne!(of[0], of[1]);
    }

    #[test]
    fn a_wide_shingle_is_hashed_over_all_its_words() {
        let long: Vec<u64> = (0..9).collect();
        let mut other = long.clone();
        other[8] = 77;
        assert_ne!(shingles(&long, 9), shingles(&other, 9));
    }
}
