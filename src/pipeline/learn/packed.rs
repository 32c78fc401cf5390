//! What is known of one article's wording, two bytes a word.

use super::record;
use crate::align::seed::grams;
use crate::align::{GRAM, Millinats};
use crate::statistics::{FUNCTION_WORD, Statistics};
use std::ops::Range;

/// The information of a word, which is less than this, in millinats.
const WEIGHT: u16 = (1 << 12) - 1;
/// The word is not the article's own.
const MASKED: u16 = 1 << 12;
/// The gram that begins here is a stock phrase.
const COMMON: u16 = 1 << 13;

/// What is known of one article's wording.
pub(super) struct Wording {
    /// Of each word, [`WEIGHT`], [`MASKED`] and [`COMMON`].
    words: Box<[u16]>,
    /// Words in stock phrases that are the article's own otherwise.
    pub(super) stock_words: u32,
    /// Stretches that might have been passages if they were no stock phrases.
    pub(super) withheld: Vec<Range<u32>>,
}

impl Wording {
    /// `least` is how many words a passage has at the least.
    pub(super) fn of(stems: &[u32], masked: &[bool], statistics: &Statistics, least: u32) -> Self {
        let common: Vec<bool> = grams(stems).map(|gram| statistics.is_common(gram)).collect();
        let has_any = common.contains(&true);
        let in_stock_phrase = |word: usize| {
            let around = word.saturating_sub(GRAM - 1)..common.len().min(word + 1);
            has_any && !around.is_empty() && common[around].iter().all(|&common| common)
        };
        let weight = |(word, &stem): (usize, &u32)| {
            let weight = statistics.weight(stem);
            if in_stock_phrase(word) { weight.min(FUNCTION_WORD) } else { weight }
        };
        let weights = stems.iter().enumerate().map(weight);
        let flags = masked.iter().zip(common.iter().chain(std::iter::repeat(&false)));
        let words =
            weights.zip(flags).map(|(weight, (&masked, &common))| packed(weight, masked, common)).collect();
        let stock_words = (0..stems.len()).filter(|&word| !masked[word] && in_stock_phrase(word)).count();
        let withheld = record::withheld(stems, &common, masked, least, statistics);
        Self { words, stock_words: stock_words as u32, withheld }
    }

    /// The information of each word.
    pub(super) fn weights(&self) -> Vec<Millinats> {
        self.words.iter().map(|word| Millinats::from(word & WEIGHT)).collect()
    }

    /// For each word, whether it is not the article's own.
    pub(super) fn masked(&self) -> Vec<bool> {
        self.words.iter().map(|word| word & MASKED != 0).collect()
    }

    /// For each word that a gram begins with, whether that is a stock phrase.
    pub(super) fn common(&self) -> Vec<bool> {
        let grams = (self.words.len() + 1).saturating_sub(GRAM);
        self.words[..grams].iter().map(|word| word & COMMON != 0).collect()
    }

    /// Where the words stand that are not the article's own.
    pub(super) fn masked_stretches(&self) -> Vec<Range<u32>> {
        let mut end = 0;
        let stretches = self.words.chunk_by(|x, y| x & MASKED == y & MASKED).filter_map(|same| {
            let stretch = end..end + same.len() as u32;
            end = stretch.end;
            (same[0] & MASKED != 0).then_some(stretch)
        });
        stretches.collect()
    }

    /// Words that are not the article's own.
    pub(super) fn masked_words(&self) -> u32 {
        self.words.iter().filter(|&word| word & MASKED != 0).count() as u32
    }
}

fn packed(weight: Millinats, masked: bool, common: bool) -> u16 {
    let flag = |is: bool, flag: u16| if is { flag } else { 0 };
    let weight = u16::try_from(weight).ok().filter(|weight| *weight <= WEIGHT);
    weight.expect("no word tells more than Statistics says") | flag(masked, MASKED) | flag(common, COMMON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out_again() {
        let words =
            [(3_000, false, true), (50, true, false), (250, true, true), (0, false, false), (9, true, false)];
        let packed = words.map(|(weight, masked, common)| packed(weight, masked, common));
        let wording = Wording { words: packed.into(), stock_words: 0, withheld: Vec::new() };
        assert_eq!(wording.weights(), words.map(|word| word.0));
        assert_eq!(wording.masked(), words.map(|word| word.1));
        assert_eq!(wording.common(), words.map(|word| word.2)[..words.len() + 1 - GRAM]);
        assert_eq!((wording.masked_stretches(), wording.masked_words()), (vec![1..3, 4..5], 3));
    }

    #[test]
    fn a_text_shorter_than_a_gram_has_none() {
        let wording = Wording { words: Box::default(), stock_words: 0, withheld: Vec::new() };
        assert!(wording.common().is_empty() && wording.masked_stretches().is_empty());
    }
}
