//! Anchors: the grams of stems that two articles share.

use super::{Both, GRAM, Words};
use crate::hashes::Sorter;

/// Occurrences of one gram in the two articles, multiplied, from which on it says nothing about where a passage is
/// (a table of results, a litany): it is no anchor, though its words still match inside a passage.
const TOO_OFTEN: usize = 64;

/// A run of anchors in step that is made of common grams only and is shorter than this is a stock phrase.
const STOCK_PHRASE: u32 = 9;

/// One gram that both articles have, by its first word in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// Its first word in the first article.
    pub first: u32,
    /// Its first word in the second article.
    pub second: u32,
}

impl Anchor {
    /// How far ahead the first article is; equal for anchors in step.
    fn diagonal(self) -> i64 {
        i64::from(self.first) - i64::from(self.second)
    }
}

/// The hash of a gram: its stems, which are hashes themselves, taken in one after the other by a multiplication and a
/// shift that brings the high bits down (odd constants of the golden ratio and of `SplitMix64`: Steele, Lea, Flood, OOPSLA
/// 2014).
#[must_use]
pub fn gram_hash(stems: &[u32]) -> u64 {
    let taken_in = stems.iter().fold(0u64, |sum, &stem| {
        let sum = (sum ^ u64::from(stem)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        sum ^ (sum >> 32)
    });
    let spread = taken_in.wrapping_mul(0xbf58_476d_1ce4_e5b9);
    spread ^ (spread >> 32)
}

/// The hashes of all grams of an article, by first word. An article shorter than a gram has none.
pub fn grams(stems: &[u32]) -> impl Iterator<Item = u64> + '_ {
    stems.windows(GRAM).map(gram_hash)
}

/// The anchors of two articles, by place in the first, stock phrases left out.
#[must_use]
pub fn anchors(both: &Both<'_>) -> Vec<Anchor> {
    let mut anchors = shared_grams(both);
    anchors.sort_unstable_by_key(|anchor| (anchor.diagonal(), anchor.first));
    let in_step = |x: &Anchor, y: &Anchor| x.diagonal() == y.diagonal() && y.first - x.first <= GRAM as u32;
    let mut kept: Vec<Anchor> = anchors
        .chunk_by(in_step)
        .filter(|run| !is_stock_phrase(run, &both.first))
        .flatten()
        .copied()
        .collect();
    kept.sort_unstable();
    kept
}

/// A gram and its first word: the first half of its hash, then the place.
type Placed = u64;

fn first_half(placed: Placed) -> u32 {
    (placed >> 32) as u32
}

fn place(placed: Placed) -> u32 {
    placed as u32
}

/// The grams of an article that hold no masked word, sorted by hash, then place.
fn own_grams(words: &Words<'_>, sorter: &mut Sorter) -> Vec<Placed> {
    let mut rows: Vec<Placed> = Vec::with_capacity(words.len());
    for ((at, gram), masked) in (0..).zip(grams(words.stems)).zip(words.masked.windows(GRAM)) {
        if !masked.contains(&true) {
            rows.push(gram >> 32 << 32 | at);
        }
    }
    sorter.sorted(&rows).to_vec()
}

/// The places of the grams that both articles have. Of two grams whose hashes only begin alike nothing is said.
fn shared_grams(both: &Both<'_>) -> Vec<Anchor> {
    let mut sorter = Sorter::default();
    let (first, second) = (own_grams(&both.first, &mut sorter), own_grams(&both.second, &mut sorter));
    let (mut anchors, mut rest) = (Vec::new(), second.as_slice());
    for group in first.chunk_by(|&x, &y| first_half(x) == first_half(y)) {
        let gram = first_half(group[0]);
        let before = rest.iter().position(|&other| first_half(other) >= gram).unwrap_or(rest.len());
        rest = &rest[before..];
        let same = rest.iter().position(|&other| first_half(other) != gram).unwrap_or(rest.len());
        if group.len() * same <= TOO_OFTEN {
            let all = group.iter().flat_map(|&one| rest[..same].iter().map(move |&other| (one, other)));
            let anchor = |(one, other)| Anchor { first: place(one), second: place(other) };
            anchors.extend(all.map(anchor).filter(|anchor| is_shared(*anchor, both)));
        }
    }
    anchors
}

fn is_shared(anchor: Anchor, both: &Both<'_>) -> bool {
    both.first.stems[anchor.first as usize..][..GRAM] == both.second.stems[anchor.second as usize..][..GRAM]
}

fn is_stock_phrase(run: &[Anchor], first: &Words<'_>) -> bool {
    let (start, end) = (run[0].first, run[run.len() - 1].first + GRAM as u32);
    end - start < STOCK_PHRASE && run.iter().all(|anchor| first.common[anchor.first as usize])
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::columns::Particular;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    /// An article made of numbers, with its columns; every word tells much.
    #[derive(Debug, Clone)]
    pub(in crate::align) struct Article {
        pub(in crate::align) words: Vec<u32>,
        pub(in crate::align) stems: Vec<u32>,
        pub(in crate::align) weights: Vec<i32>,
        pub(in crate::align) masked: Vec<bool>,
        pub(in crate::align) common: Vec<bool>,
        pub(in crate::align) particulars: Vec<Particular>,
        pub(in crate::align) sentences: Vec<u32>,
    }

    impl Article {
        pub(in crate::align) fn new(words: impl IntoIterator<Item = u32>) -> Self {
            let words: Vec<u32> = words.into_iter().collect();
            Self {
                weights: vec![2_000; words.len()],
                masked: vec![false; words.len()],
                common: vec![false; words.len().saturating_sub(GRAM - 1)],
                particulars: vec![Particular::Wording; words.len()],
                sentences: (0..words.len() as u32).step_by(15).collect(),
                stems: words.clone(),
                words,
            }
        }

        pub(in crate::align) fn view(&self) -> Words<'_> {
            Words {
                words: &self.words,
                stems: &self.stems,
                weights: &self.weights,
                masked: &self.masked,
                common: &self.common,
                particulars: &self.particulars,
                sentences: &self.sentences,
            }
        }
    }

    /// Two articles side by side.
    pub(in crate::align) fn both<'a>(first: &'a Article, second: &'a Article) -> Both<'a> {
        Both { first: first.view(), second: second.view() }
    }

    fn places(first: &Article, second: &Article) -> Vec<(u32, u32)> {
        anchors(&both(first, second)).iter().map(|anchor| (anchor.first, anchor.second)).collect()
    }

    #[test]
    fn an_article_shorter_than_a_gram_has_none() {
        assert_eq!(grams(&[]).count() + grams(&[1, 2]).count(), 0);
        assert_eq!(grams(&[1, 2, 3]).count(), 1);
        assert!(places(&Article::new([1, 2]), &Article::new([1, 2])).is_empty());
    }

    #[test]
    fn a_gram_depends_on_the_order_of_its_words() {
        assert_ne!(gram_hash(&[1, 2, 3]), gram_hash(&[3, 2, 1]));
    }

    #[test]
    fn grams_whose_hashes_only_begin_alike_are_no_anchor() {
        // Of a hundred thousand hashes two are likely to have the same first half, by the birthday paradox.
        let mut seen = BTreeMap::new();
        let alike = (0..1 << 20).find_map(|word| {
            let gram = [word, 7, 8];
            Some((seen.insert(gram_hash(&gram) >> 32, gram)?, gram))
        });
        let (one, other) = alike.expect("the first halves of a million hashes are not all distinct");
        assert!(places(&Article::new(one), &Article::new(other)).is_empty());
    }

    #[test]
    fn a_gram_with_a_masked_word_is_no_anchor() {
        let (mut first, second) = (Article::new(0..7), Article::new(0..7));
        first.masked[3] = true;
        assert_eq!(places(&first, &second), [(0, 0), (4, 4)]);
        assert_eq!(places(&second, &first), [(0, 0), (4, 4)]);
    }

    #[test]
    fn a_gram_that_is_everywhere_is_no_anchor() {
        let litany = |times: usize| Article::new([1, 2, 3].repeat(times));
        assert_eq!(places(&litany(8), &Article::new([1, 2, 3])).len(), 8);
        assert_eq!(places(&litany(TOO_OFTEN + 1), &Article::new([1, 2, 3])).len(), 0);
    }

    #[test]
    fn common_grams_are_anchors_only_where_they_go_on_for_long() {
        let stock = |words: u32| {
            let mut article = Article::new(0..words);
            article.common.fill(true);
            article
        };
        assert!(places(&stock(STOCK_PHRASE - 1), &stock(STOCK_PHRASE - 1)).is_empty());
        assert_eq!(places(&stock(STOCK_PHRASE), &stock(STOCK_PHRASE)).len() as u32, STOCK_PHRASE - 2);
    }

    #[test]
    fn a_stock_phrase_is_one_wherever_it_stands() {
        let stock = |words: u32, before: u32, own: u32| {
            let mut article = Article::new((own..own + before).chain(0..words).chain(own + 50..own + 60));
            article.common.fill(true);
            article
        };
        for words in [STOCK_PHRASE - 1, STOCK_PHRASE] {
            let found = places(&stock(words, 40, 1_000), &stock(words, 7, 2_000));
            assert_eq!(found.first(), (words == STOCK_PHRASE).then_some(&(40, 7)), "{words} words");
        }
    }

    #[test]
    fn two_stock_phrases_side_by_side_in_one_article_stay_two() {
        let (mut first, mut second) =
            (Article::new(0..16), Article::new((8..16).chain(100..150).chain(0..8)));
        first.common.fill(true);
        second.common.fill(true);
        assert!(places(&first, &second).is_empty() && places(&second, &first).is_empty());
    }

    #[test]
    fn one_telling_gram_makes_a_run_of_common_ones_more_than_a_stock_phrase() {
        let mut article = Article::new(0..6);
        article.common.fill(true);
        article.common[1] = false;
        assert_eq!(places(&article, &article).len(), 4);
    }

    proptest! {
        #[test]
        fn anchors_are_all_places_where_three_words_agree(
            first in prop::collection::vec(0u32..6, 0..30), second in prop::collection::vec(0u32..6, 0..30),
        ) {
            let mut expected = Vec::new();
            for (i, one) in first.windows(GRAM).enumerate() {
                let same = second.windows(GRAM).enumerate().filter(|(_, other)| one == *other);
                expected.extend(same.map(|(j, _)| (i as u32, j as u32)));
            }
            // No gram occurs so often in thirty words that it would be left out, unless one word does.
            prop_assume!(expected.len() <= TOO_OFTEN);
            prop_assert_eq!(places(&Article::new(first), &Article::new(second)), expected);
        }
    }
}
