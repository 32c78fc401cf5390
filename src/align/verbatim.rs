//! Verbatim runs: every stretch of words that two articles share word for word, whether it is evidence of anything or
//! not.
//!
//! What is asked for by a number of words alone must be found by it alone: two articles are compared if they have one
//! gram of that many words in common ([`Sharers`]), whatever its words tell and however many others have it, so that
//! nothing is missed. A pair's runs are then found by comparing the words themselves ([`untold`]), not their stems and
//! not hashes of grams. Words that are masked are in no run, as in no passage.

use super::automaton::SuffixAutomaton;
use super::{Aligned, AlignedSegment, Both, Run, Words, operations};
use crate::article::{ArticleId, Pair, Pairing};
use serde::{Deserialize, Serialize};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// The fewest words of an exact run that is reported whatever it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u32", into = "u32")]
pub struct ExactWords(u32);

/// A number of words that nearly every two articles have in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an exact run is a number of words, at least {least}, not {0}", least = ExactWords::LEAST)]
pub struct TooFewWords(pub u32);

impl TryFrom<u32> for ExactWords {
    type Error = TooFewWords;

    fn try_from(words: u32) -> Result<Self, TooFewWords> {
        Self::new(words)
    }
}

impl From<ExactWords> for u32 {
    fn from(words: ExactWords) -> Self {
        words.words()
    }
}

impl ExactWords {
    /// Any two articles of one language share pairs of words.
    pub const LEAST: u32 = 3;

    /// Runs of at least so many words.
    ///
    /// # Errors
    /// When they are fewer than [`LEAST`](Self::LEAST).
    pub fn new(words: u32) -> Result<Self, TooFewWords> {
        if words >= Self::LEAST { Ok(Self(words)) } else { Err(TooFewWords(words)) }
    }

    /// The number of words.
    #[must_use]
    pub fn words(self) -> u32 {
        self.0
    }
}

/// The hashes (XXH3-64) of all stretches of so many words of an article that hold no masked word, in order.
#[must_use]
pub fn exact_grams(article: &Words<'_>, length: ExactWords) -> Vec<u64> {
    let words = length.0 as usize;
    let bytes: Vec<u8> = article.words.iter().flat_map(|word| word.to_le_bytes()).collect();
    let own = article.masked.windows(words).enumerate().filter(|(_, masked)| !masked.contains(&true));
    own.map(|(at, _)| xxh3_64(&bytes[at * 4..(at + words) * 4])).collect()
}

/// Who has which gram.
#[derive(Debug)]
pub struct Sharers(Vec<(u64, ArticleId)>);

impl Sharers {
    /// Arranges sorted rows of a gram and an article that has it. Grams that one article only has may be missing.
    #[must_use]
    pub fn new(mut rows: Vec<(u64, ArticleId)>) -> Self {
        rows.dedup();
        Self(rows)
    }

    /// The pairs that are asked about of this article and all later ones that have one of its grams, in order.
    ///
    /// `met` holds `false` for each article, and does so again afterwards.
    #[must_use]
    pub fn partners(
        &self,
        article: ArticleId,
        grams: &[u64],
        pairing: Pairing,
        met: &mut [bool],
    ) -> Vec<Pair> {
        let last_passed_over = match pairing {
            Pairing::Within => article,
            Pairing::Against { first_reference } if article < first_reference => {
                ArticleId(first_reference.0 - 1)
            }
            Pairing::Joining { first_reference } if article < first_reference => article,
            Pairing::Against { .. } | Pairing::Joining { .. } => return Vec::new(),
        };
        let mut others = Vec::new();
        for &gram in grams {
            let later = &self.0[self.0.partition_point(|&row| row <= (gram, last_passed_over))..];
            for &(_, other) in later.iter().take_while(|row| row.0 == gram) {
                if !std::mem::replace(&mut met[other.index()], true) {
                    others.push(other);
                }
            }
        }
        for other in &others {
            met[other.index()] = false;
        }
        others.sort_unstable();
        others.into_iter().filter_map(|other| Pair::new(article, other)).collect()
    }
}

/// Exact runs of at least so many words that two articles share and that no passage tells, in the order of the first
/// article, each as a passage of its own.
///
/// Of the stretches of one article that stand in the other, those that are part of no longer one are given, each with
/// the first place in which the other has it; of repetitions that overlap, as many as hold every place. That goes for both articles, so that every place of shared wording, in
/// either, is in a run or in a passage. It is in a passage if the passage holds it there, and holds the same words in
/// the other article.
#[must_use]
pub fn untold(both: &Both<'_>, told: &[Aligned], length: ExactWords) -> Vec<Aligned> {
    let (first, second) = (&both.first, &both.second);
    let passages = |passage: &Aligned| (passage.first.clone(), passage.second.clone());
    let there: Vec<(Range<u32>, Range<u32>)> = told.iter().map(passages).collect();
    let back: Vec<(Range<u32>, Range<u32>)> =
        there.iter().cloned().map(|(one, other)| (other, one)).collect();
    let mut runs = untold_places(first, second, &there, length);
    let mirrored = |run: Run| Run { first: run.second, second: run.first, length: run.length };
    runs.extend(untold_places(second, first, &back, length).into_iter().map(mirrored));
    runs.sort_unstable();
    runs.dedup();
    runs.into_iter().map(|run| passage(run, both)).collect()
}

/// The longest stretches of one article that stand in the other, but for those that a passage tells.
fn untold_places(
    one: &Words<'_>,
    other: &Words<'_>,
    told: &[(Range<u32>, Range<u32>)],
    length: ExactWords,
) -> Vec<Run> {
    let mut runs = SuffixAutomaton::of(other.words, other.masked).shared(one.words, one.masked);
    runs = without_overlaps(&runs, length);
    runs.retain(|run| {
        let holds = |stretch: &Range<u32>| stretch.start <= run.first && run.first_end() <= stretch.end;
        let words = &one.words[run.first as usize..run.first_end() as usize];
        let is_told = || told.iter().any(|(here, there)| holds(here) && has(other, there, words));
        run.length >= length.0 && !is_told()
    });
    runs
}

/// The runs without those whose words overlap themselves on both sides: of one word over and over, as many repetitions
/// as hold every place of it.
fn without_overlaps(runs: &[Run], length: ExactWords) -> Vec<Run> {
    let mut kept: Vec<Run> = Vec::new();
    for (at, &run) in runs.iter().enumerate() {
        let is_same = |other: &&Run| (other.second, other.length) == (run.second, run.length);
        let before = kept.last().filter(is_same);
        let next = runs.get(at + 1).filter(is_same);
        let held =
            before.zip(next).is_some_and(|(before, next)| next.first + length.0 <= before.first_end() + 1);
        if !held {
            kept.push(run);
        }
    }
    kept
}

/// Whether these words stand in a stretch of an article, none of them masked.
fn has(article: &Words<'_>, stretch: &Range<u32>, words: &[u32]) -> bool {
    let stretch = stretch.start as usize..stretch.end as usize;
    let masked = article.masked[stretch.clone()].windows(words.len());
    article.words[stretch]
        .windows(words.len())
        .zip(masked)
        .any(|(here, masked)| here == words && !masked.contains(&true))
}

fn passage(run: Run, both: &Both<'_>) -> Aligned {
    let (first, second) = (run.first..run.first_end(), run.second..run.second_end());
    let segment =
        AlignedSegment { first: first.clone(), second: second.clone(), rewritten: false, runs: vec![run] };
    let kind = operations::kind_of(std::slice::from_ref(&segment), run.length, both);
    Aligned {
        first,
        second,
        matched: run.length,
        kind,
        is_evidence: false,
        is_wording: true,
        segments: vec![segment],
    }
}

#[cfg(test)]
mod tests {
    use super::super::seed::tests::{Article, both};
    use super::super::{AlignSettings, PassageKind, align};
    use super::*;

    fn exact(words: u32) -> ExactWords {
        ExactWords::new(words).unwrap()
    }

    fn places(found: &[Aligned]) -> Vec<(Range<u32>, Range<u32>)> {
        found.iter().map(|passage| (passage.first.clone(), passage.second.clone())).collect()
    }

    #[test]
    fn two_words_are_too_few() {
        assert_eq!(ExactWords::new(2), Err(TooFewWords(2)));
        assert_eq!(TooFewWords(2).to_string(), "an exact run is a number of words, at least 3, not 2");
        assert_eq!(exact(3).words(), 3);
    }

    #[test]
    fn an_article_has_those_for_partners_that_the_run_asks_about() {
        let rows = (0..2).flat_map(|gram| (0..5).map(move |article| (gram, ArticleId(article)))).collect();
        let sharers = Sharers::new(rows);
        let partners = |article: u32, pairing: Pairing| -> Vec<u32> {
            let mut met = vec![false; 5];
            let pairs = sharers.partners(ArticleId(article), &[0, 1], pairing, &mut met);
            assert!(!met.contains(&true), "what was met is forgotten");
            assert!(pairs.iter().all(|pair| pair.first() == ArticleId(article)));
            pairs.iter().map(|pair| pair.second().0).collect()
        };
        let (against, joining) = (
            Pairing::Against { first_reference: ArticleId(3) },
            Pairing::Joining { first_reference: ArticleId(3) },
        );
        assert_eq!(partners(1, Pairing::Within), [2, 3, 4]);
        assert_eq!((partners(1, against), partners(1, joining)), (vec![3, 4], vec![2, 3, 4]));
        assert_eq!((partners(3, against), partners(3, joining)), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_run_counts_whatever_its_words_tell() {
        let mut first = Article::new([90, 1, 2, 3, 4, 91]);
        let second = Article::new([1, 2, 3, 4]);
        first.weights.fill(0);
        first.common.fill(true);
        let found = untold(&both(&first, &second), &[], exact(4));
        assert_eq!(places(&found), [(1..5, 0..4)]);
        assert_eq!((found[0].kind, found[0].matched), (PassageKind::Verbatim, 4));
        assert_eq!(untold(&both(&first, &second), &[], exact(5)), []);
    }

    #[test]
    fn an_inflected_word_ends_a_run() {
        let (first, mut second) = (Article::new(0..9), Article::new(0..9));
        second.words[4] = 99;
        assert_eq!(places(&untold(&both(&first, &second), &[], exact(4))), [(0..4, 0..4), (5..9, 5..9)]);
    }

    #[test]
    fn a_masked_word_is_in_no_run() {
        let (mut first, second) = (Article::new(0..9), Article::new(0..9));
        first.masked[5] = true;
        let expected = [(0..5, 0..5), (6..9, 6..9)];
        assert_eq!(places(&untold(&both(&first, &second), &[], exact(3))), expected);
        assert_eq!(places(&untold(&both(&second, &first), &[], exact(3))), expected);
        assert_eq!(exact_grams(&first.view(), exact(5)).len(), 1);
        assert_eq!(exact_grams(&second.view(), exact(5)).len(), 5);
    }

    #[test]
    fn what_a_passage_holds_is_not_told_twice() {
        let own = |article: u32| 1_000 * article..1_000 * article + 40;
        let first = Article::new((0..20).chain(own(1)).chain(500..504));
        let second = Article::new((500..504).chain(own(2)).chain(0..20));
        let both = both(&first, &second);
        let told = align(&both, AlignSettings::default());
        assert_eq!(places(&told), [(0..20, 44..64)]);
        assert_eq!(places(&untold(&both, &told, exact(4))), [(60..64, 0..4)]);
    }

    #[test]
    fn each_place_of_repeated_wording_is_in_a_run() {
        let first = Article::new([1, 2, 3]);
        let second = Article::new([1, 2, 3, 80, 1, 2, 3, 81, 1, 2, 3]);
        let both = both(&first, &second);
        assert_eq!(places(&untold(&both, &[], exact(3))), [(0..3, 0..3), (0..3, 4..7), (0..3, 8..11)]);
    }

    #[test]
    fn one_word_over_and_over_is_a_few_runs() {
        let (first, second) = (Article::new([7; 1_000]), Article::new([7; 300]));
        let found = untold(&both(&first, &second), &[], exact(3));
        assert_eq!(places(&found).iter().map(|place| place.0.start).collect::<Vec<_>>(), [0, 298, 596, 700]);
    }

    #[test]
    fn articles_that_share_one_gram_are_partners_however_many_they_are() {
        let articles = 1_000;
        let rows: Vec<(u64, ArticleId)> = (0..articles).map(|id| (7, ArticleId(id))).collect();
        let sharers = Sharers::new(rows);
        let mut met = vec![false; articles as usize];
        let mut partners = |id, pairing| sharers.partners(ArticleId(id), &[3, 7, 7], pairing, &mut met).len();
        assert_eq!(partners(0, Pairing::Within), 999);
        assert_eq!(partners(998, Pairing::Within), 1);
        let against = Pairing::Against { first_reference: ArticleId(990) };
        assert_eq!((partners(5, against), partners(995, against)), (10, 0));
        assert!(!met.contains(&true));
    }
}
