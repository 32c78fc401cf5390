//! What is known of the wording of articles, two bytes a word.

use super::record;
use crate::align::seed::grams;
use crate::align::{GRAM, Millinats};
use crate::article::ArticleId;
use crate::pipeline::COUNTED_AT_ONCE;
use crate::scratch::{Laid, Scratch};
use crate::statistics::{FUNCTION_WORD, Statistics};
use rayon::prelude::*;
use std::borrow::Cow;
use std::ops::Range;

/// The information of a word, which is less than this, in millinats.
const WEIGHT: u16 = (1 << 12) - 1;
/// The word is not the article's own.
const MASKED: u16 = 1 << 12;
/// The gram that begins here is a stock phrase.
const COMMON: u16 = 1 << 13;

/// What is known of one article's wording.
pub(super) struct Wording<'a> {
    /// Of each word, [`WEIGHT`], [`MASKED`] and [`COMMON`].
    words: Cow<'a, [u16]>,
}

/// What is found of one article's wording.
pub(super) struct Found {
    words: Vec<u16>,
    stock_words: u32,
    withheld: Vec<Range<u32>>,
}

/// What is known of the wording of all articles, [`COUNTED_AT_ONCE`] of them laid aside as one block.
pub(super) struct Wordings<'s> {
    blocks: Vec<Block<'s>>,
}

struct Block<'s> {
    words: Laid<'s, u16>,
    articles: Vec<Counts>,
    /// The stretches of all its articles.
    withheld: Vec<Range<u32>>,
}

/// What is counted in an article.
struct Counts {
    /// Where its words end in the block, and its stretches.
    end: usize,
    withheld_end: usize,
    stock: u32,
    masked: u32,
}

impl Found {
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
}

impl<'s> Wordings<'s> {
    /// Those of so many articles, of each of which `find` tells what is found.
    pub(super) fn of(
        articles: usize,
        scratch: &'s Scratch,
        find: impl Fn(ArticleId) -> Found + Sync,
    ) -> Self {
        let ids = (0..articles as u32).into_par_iter().map(ArticleId).chunks(COUNTED_AT_ONCE);
        let blocks = ids.map(|ids| Block::of(ids.into_iter().map(&find), scratch));
        Self { blocks: blocks.collect() }
    }

    /// What is known of an article.
    pub(super) fn get(&self, id: ArticleId) -> Wording<'_> {
        let (block, at) = self.place(id);
        let start = at.checked_sub(1).map_or(0, |before| block.articles[before].end);
        Wording { words: block.words.some(start..block.articles[at].end) }
    }

    /// Words of an article that are not its own.
    pub(super) fn masked_words(&self, id: ArticleId) -> u32 {
        let (block, at) = self.place(id);
        block.articles[at].masked
    }

    /// Words of an article in stock phrases that are its own otherwise.
    pub(super) fn stock_words(&self, id: ArticleId) -> u32 {
        let (block, at) = self.place(id);
        block.articles[at].stock
    }

    /// Stretches of an article that might have been passages if they were no stock phrases.
    pub(super) fn withheld(&self, id: ArticleId) -> &[Range<u32>] {
        let (block, at) = self.place(id);
        let start = at.checked_sub(1).map_or(0, |before| block.articles[before].withheld_end);
        &block.withheld[start..block.articles[at].withheld_end]
    }

    /// All articles.
    pub(super) fn ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        let articles = self.blocks.iter().map(|block| block.articles.len()).sum::<usize>();
        (0..articles as u32).map(ArticleId)
    }

    fn place(&self, id: ArticleId) -> (&Block<'s>, usize) {
        (&self.blocks[id.index() / COUNTED_AT_ONCE], id.index() % COUNTED_AT_ONCE)
    }
}

impl<'s> Block<'s> {
    fn of(found: impl Iterator<Item = Found>, scratch: &'s Scratch) -> Self {
        let (mut words, mut articles, mut withheld) = (Vec::new(), Vec::new(), Vec::new());
        for mut found in found {
            let masked = found.words.iter().filter(|&word| word & MASKED != 0).count() as u32;
            words.append(&mut found.words);
            withheld.append(&mut found.withheld);
            articles.push(Counts {
                end: words.len(),
                withheld_end: withheld.len(),
                stock: found.stock_words,
                masked,
            });
        }
        words.shrink_to_fit();
        Self { words: scratch.lay(words), articles, withheld }
    }
}

impl Wording<'_> {
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
        let wording = Wording { words: packed.to_vec().into() };
        assert_eq!(wording.weights(), words.map(|word| word.0));
        assert_eq!(wording.masked(), words.map(|word| word.1));
        assert_eq!(wording.common(), words.map(|word| word.2)[..words.len() + 1 - GRAM]);
        assert_eq!(wording.masked_stretches(), vec![1..3, 4..5]);
    }

    #[test]
    fn a_text_shorter_than_a_gram_has_none() {
        let wording = Wording { words: Cow::default() };
        assert!(wording.common().is_empty() && wording.masked_stretches().is_empty());
    }

    #[test]
    fn each_article_gets_its_own_words_back() {
        let scratch = Scratch::unbounded();
        let find = |id: ArticleId| {
            let words = (0..id.0 % 7).map(|word| packed(word as Millinats, word % 2 == 1, false)).collect();
            Found { words, stock_words: id.0, withheld: vec![id.0..id.0 + 1; (id.0 % 3) as usize] }
        };
        let all = Wordings::of(3_000, &scratch, find);
        assert_eq!(all.ids().count(), 3_000);
        for id in all.ids() {
            let found = find(id);
            assert_eq!(*all.get(id).words, *found.words);
            assert_eq!((all.stock_words(id), all.withheld(id)), (id.0, &*found.withheld));
            assert_eq!(all.masked_words(id), (id.0 % 7) / 2);
        }
    }
}
