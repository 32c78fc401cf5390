//! Shingles: what two articles are compared by.
//!
//! A shingle is `w` consecutive tokens (Broder 1997). Its hash is a polynomial over their hashes (Karp, Rabin, IBM Journal
//! of Research and Development 1987), which rolls from one shingle to the next at the same cost whatever the width, and
//! is the same on every machine: whole numbers modulo 2^64. An article is the *set* of its shingles, kept as a sorted list without repetition. Shingles
//! cover the title, then the text, and none crosses the border between the two.

use crate::hashes::Sorter;
use serde::{Deserialize, Serialize};
use std::num::NonZeroUsize;

/// Words in a shingle, 1 to [`WIDEST`](Self::WIDEST). Three by default: short enough to survive an edit, long enough to be rare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "usize", into = "usize")]
pub struct ShingleWidth(NonZeroUsize);

/// A shingle of no words, or of so many that hardly any article would have two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a shingle has 1 to {} words, not {_0}", ShingleWidth::WIDEST)]
pub struct BadWidth(usize);

impl ShingleWidth {
    /// Most words of a shingle. A text shorter than the width has one shingle, and so resembles its exact equals only.
    pub const WIDEST: usize = 64;

    /// A width of so many words.
    ///
    /// # Errors
    /// When it is zero, or above [`WIDEST`](Self::WIDEST).
    pub fn new(words: usize) -> Result<Self, BadWidth> {
        NonZeroUsize::new(words).filter(|width| width.get() <= Self::WIDEST).map(Self).ok_or(BadWidth(words))
    }

    /// The width in words.
    #[must_use]
    pub fn words(self) -> usize {
        self.0.get()
    }
}

impl TryFrom<usize> for ShingleWidth {
    type Error = BadWidth;

    fn try_from(words: usize) -> Result<Self, BadWidth> {
        Self::new(words)
    }
}

impl From<ShingleWidth> for usize {
    fn from(width: ShingleWidth) -> Self {
        width.words()
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
    if width == 0 {
        return;
    }
    let (first, rest) = tokens.split_at(width);
    let mut rolling = first.iter().fold(0, |sum, &word| next(sum, word));
    let gone = POLYNOMIAL.wrapping_pow(width as u32);
    shingles.push(spread(rolling));
    shingles.extend(rest.iter().zip(tokens).map(|(&word, &left)| {
        rolling = next(rolling, word).wrapping_sub(left.wrapping_mul(gone));
        spread(rolling)
    }));
}

/// Odd, and one less is no multiple of 4: what two words in another order differ by keeps all of its bits but one.
const POLYNOMIAL: u64 = 0x9e37_79b9_7f4a_7c17;

fn next(sum: u64, word: u64) -> u64 {
    sum.wrapping_mul(POLYNOMIAL).wrapping_add(word)
}

/// A bijection after which all bits tell, the high ones by which sets are sorted above all.
fn spread(sum: u64) -> u64 {
    let sum = (sum ^ (sum >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    sum ^ (sum >> 32)
}

/// Makes sets of shingles: sorted, each once. It keeps its scratch space from set to set.
#[derive(Debug, Default)]
pub struct SetMaker {
    sorter: Sorter,
}

impl SetMaker {
    /// Appends the set of these shingles to a column of sets. Cost: a few steps a shingle.
    pub fn append_set(&mut self, shingles: &[u64], column: &mut Vec<u64>) {
        let sorted = self.sorter.sorted(shingles);
        let kept = without_repetition(sorted);
        column.extend_from_slice(&sorted[..kept]);
    }
}

/// Moves the first of each run of equal ones to the front, and gives how many they are.
fn without_repetition(sorted: &mut [u64]) -> usize {
    let Some(&first) = sorted.first() else { return 0 };
    let (mut kept, mut last) = (1, first);
    for at in 1..sorted.len() {
        let shingle = sorted[at];
        sorted[kept] = shingle;
        kept += usize::from(shingle != last);
        last = shingle;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
    fn a_rolling_hash_is_that_of_its_words_alone() {
        let tokens: Vec<u64> = (1..60).map(|n: u64| n.wrapping_mul(0x1234_5678_9abc_def1)).collect();
        for width in 1..20 {
            let one_by_one: Vec<u64> = tokens.windows(width).map(|words| shingles(words, width)[0]).collect();
            assert_eq!(shingles(&tokens, width), one_by_one);
        }
    }

    #[test]
    fn a_wide_shingle_is_hashed_over_all_its_words() {
        let long: Vec<u64> = (0..9).collect();
        let mut other = long.clone();
        other[8] = 77;
        assert_ne!(shingles(&long, 9), shingles(&other, 9));
    }

    proptest! {
        #[test]
        fn a_set_is_what_sorting_makes_of_it(
            mut shingles in prop_oneof![
                prop::collection::vec(any::<u64>(), 0..600),
                prop::collection::vec(0_u64..40, 0..300),
                prop::collection::vec(prop_oneof![any::<u64>(), 7_u64..9, u64::MAX - 3..=u64::MAX], 0..5_000),
            ],
            before in prop::collection::vec(any::<u64>(), 0..3),
        ) {
            let (mut made, mut maker) = (before.clone(), SetMaker::default());
            maker.append_set(&shingles, &mut made);
            shingles.sort_unstable();
            shingles.dedup();
            prop_assert_eq!(made, [before, shingles].concat());
        }
    }
}
