//! Claims about sentences that tell the same.

use super::super::seed::tests::{Article, both};
use super::*;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The weight from which a word is telling, as it is documented.
const TELLS: i32 = 600;

/// How often each telling word stands in each sentence, words that are taken left out.
fn bags(article: &Article, taken: &[bool]) -> Vec<BTreeMap<u32, u32>> {
    let ends = article.sentences.iter().skip(1).copied().chain([article.words.len() as u32]);
    let mut bags = Vec::new();
    for (start, end) in article.sentences.iter().copied().zip(ends) {
        let mut bag = BTreeMap::new();
        let counts = |&at: &usize| article.weights[at] >= TELLS && !article.masked[at] && !taken[at];
        for at in (start as usize..end as usize).filter(counts) {
            *bag.entry(article.stems[at]).or_default() += 1;
        }
        bags.push(bag);
    }
    bags
}

/// The sentences in which a word stands, taken or not.
fn home(article: &Article, stem: u32) -> BTreeSet<usize> {
    let places = (0..article.words.len()).filter(|&at| article.stems[at] == stem && !article.masked[at]);
    places.map(|at| article.sentences.iter().filter(|&&start| start as usize <= at).count() - 1).collect()
}

fn weight(article: &Article, stem: u32) -> f64 {
    let at = article.stems.iter().position(|&other| other == stem).expect("it stands there");
    f64::from(article.weights[at])
}

/// All pairs of sentences with a telling word in common: (first, second, shared, bound, cosine, dice), by counting.
fn plainly(first: &Article, second: &Article, taken: &Taken) -> Vec<(u32, u32, u32, u32, f64, f64)> {
    let mut all = Vec::new();
    let norm = |article: &Article, bag: &BTreeMap<u32, u32>| -> f64 {
        bag.iter().map(|(&stem, &times)| (weight(article, stem) * f64::from(times)).powi(2)).sum()
    };
    for (i, one) in bags(first, &taken.first).iter().enumerate() {
        for (j, other) in bags(second, &taken.second).iter().enumerate() {
            let common: Vec<u32> = one.keys().filter(|stem| other.contains_key(stem)).copied().collect();
            if common.is_empty() {
                continue;
            }
            let is_bound = |&&stem: &&u32| home(first, stem).len() == 1 && home(second, stem).len() == 1;
            let bound = common.iter().filter(is_bound).count() as u32;
            let dot: f64 = common
                .iter()
                .map(|stem| weight(first, *stem).powi(2) * f64::from(one[stem]) * f64::from(other[stem]))
                .sum();
            let cosine = dot / (norm(first, one) * norm(second, other)).sqrt();
            let dice = 2.0 * common.len() as f64 / (one.len() + other.len()) as f64;
            all.push((i as u32, j as u32, common.len() as u32, bound, cosine, dice));
        }
    }
    all
}

/// An article of short sentences over a few words, some of them masked, some of little weight.
fn article() -> impl Strategy<Value = Article> {
    let words =
        prop::collection::vec((0u32..14, prop::bool::weighted(0.1), prop::bool::weighted(0.25)), 1..40);
    words.prop_map(|words| {
        let mut article = Article::new(words.iter().map(|word| word.0));
        article.weights = article.stems.iter().map(|stem| 400 + 100 * (*stem as i32 % 7)).collect();
        article.masked = words.iter().map(|word| word.1).collect();
        article.sentences =
            (0..words.len()).filter(|&at| at == 0 || words[at].2).map(|at| at as u32).collect();
        article
    })
}

proptest! {
    #[test]
    fn sentences_have_in_common_what_counting_finds(
        first in article(), second in article(), busy in prop::collection::vec(prop::bool::weighted(0.2), 80),
    ) {
        let taken = Taken {
            first: busy[..first.words.len()].to_vec(),
            second: busy[40..40 + second.words.len()].to_vec(),
        };
        let both = both(&first, &second);
        let found = met(&both, &CommonWords::of(&both), &taken);
        let expected = plainly(&first, &second, &taken);
        prop_assert_eq!(found.len(), expected.len());
        for (found, expected) in found.iter().zip(&expected) {
            let told = (found.first, found.second, found.shared, found.bound);
            prop_assert_eq!(told, (expected.0, expected.1, expected.2, expected.3));
            prop_assert!((found.cosine - expected.4).abs() < 1e-9, "{:?} {:?}", found, expected);
            prop_assert!((found.dice - expected.5).abs() < 1e-9, "{:?} {:?}", found, expected);
        }
    }
}

#[test]
fn a_word_with_too_many_places_joins_no_sentences() {
    let often = |times: usize| {
        let article = Article::new([1].repeat(times));
        let both = both(&article, &article);
        met(&both, &CommonWords::of(&both), &Taken::none(&both)).len()
    };
    assert!(often(32) > 0 && often(33) == 0);
}

#[test]
fn sentences_tell_the_same_if_they_are_alike_or_share_words_of_their_own() {
    let tell = |shared, bound, cosine, dice| {
        Met { first: 0, second: 0, shared, bound, cosine, dice }.tell_the_same()
    };
    assert!(tell(3, 0, 0.34, 0.34));
    assert!(!tell(2, 0, 0.9, 0.9) && !tell(3, 0, 0.33, 0.9) && !tell(3, 0, 0.9, 0.33));
    assert!(tell(3, 3, 0.0, 0.0));
    assert!(tell(2, 2, 0.0, 0.21) && !tell(2, 2, 0.9, 0.2) && !tell(2, 1, 0.9, 0.9));
}

/// Sentences of fifteen words: of the second article the first is made of words of both sentences of the first article, more
/// of its second one.
#[test]
fn a_sentence_goes_with_the_one_that_it_is_most_alike() {
    let first = Article::new(0..30);
    let second = Article::new((0..6).chain(15..24).chain(6..15).chain(100..106));
    let both = both(&first, &second);
    let told = told_again(&both, &CommonWords::of(&both), &Taken::none(&both));
    let pairs: Vec<(u32, u32)> = told.iter().map(|met| (met.first, met.second)).collect();
    // Each is the best of one of its two; (0, 0) is of neither.
    assert_eq!(pairs, [(0, 1), (1, 0)]);
}

#[test]
fn a_sentence_is_explained_if_half_of_the_shorter_one_is_matched() {
    let partners = |matched: u32| -> Vec<Option<u32>> {
        (0..20).map(|at| (at >= 5 && at < 5 + matched).then_some(at + 100)).collect()
    };
    let explained = |matched| is_explained(&(5..15), &(104..124), &partners(matched));
    assert!(explained(5) && !explained(4));
    assert!(!is_explained(&(5..15), &(0..20), &partners(10)), "matched to another sentence");
    assert!(
        is_explained(&(5..15), &(105..109), &partners(2))
            && !is_explained(&(5..15), &(105..109), &partners(1))
    );
}

/// A sentence of five words, told again with so many of them in their order.
#[test]
fn words_in_the_same_order_make_a_statement_if_there_are_three() {
    let first = Article::new(0..5);
    let made = |second: [u32; 5]| {
        let second = Article::new(second);
        let both = both(&first, &second);
        statement(0..5, 0..5, &both, &mut Taken::none(&both))
    };
    let block = made([0, 9, 2, 8, 4]).expect("three words in order");
    assert_eq!((block.first.clone(), block.second.clone(), block.matched), (0..5, 0..5, 3));
    assert!(block.has_rewriting());
    assert!(made([4, 9, 2, 8, 3]).is_none());
}

#[test]
fn a_word_stays_with_the_block_that_has_it() {
    let article = Article::new(0..30);
    let both = both(&article, &article);
    let mut taken = Taken::none(&both);
    taken.take(&[Run { first: 0, second: 0, length: 4 }]);
    let block = statement(0..15, 0..15, &both, &mut taken).expect("fifteen words in order");
    assert_eq!((block.first.clone(), block.matched), (0..15, 11));
}

#[test]
fn nothing_is_told_again_where_sentences_are_not_known() {
    let (known, mut unknown) = (Article::new(0..30), Article::new((15..30).chain(0..15)));
    let count = |first: &Article, second: &Article| {
        let both = both(first, second);
        statements(&both, &CommonWords::of(&both), &[]).len()
    };
    assert!(count(&known, &unknown) > 0);
    unknown.sentences.clear();
    assert_eq!((count(&known, &unknown), count(&unknown, &known)), (0, 0));
}
