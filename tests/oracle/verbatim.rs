//! Exact runs: what is asked for by length alone, against a look at every place of every two articles.

use crate::alignment::two_articles;
use crate::brute::{pair, tokens};
use crate::common::{Random, Vocabulary, article, batch, prose};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;
use wirecopy::align::verbatim::{ExactWords, untold};
use wirecopy::align::{AlignSettings, Aligned, Both, align};
use wirecopy::article::{Article, Batch, Pair, Pairing};
use wirecopy::findings::{Findings, Passage, PassageKind};
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;
use wirecopy::statistics::Boilerplate;
use wirecopy::text::{Folding, Places};

fn exact(words: u32) -> ExactWords {
    ExactWords::new(words).expect("three words or more")
}

fn holds(stretch: &Range<u32>, at: usize, words: usize) -> bool {
    stretch.start as usize <= at && at + words <= stretch.end as usize
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_place_of_shared_words_is_in_a_run_or_in_a_passage(
        (first, second) in two_articles(), length in 3u32..9,
    ) {
        let both = Both { first: first.view(), second: second.view() };
        let mut found = align(&both, AlignSettings::default());
        found.extend(untold(&both, &found, exact(length)));
        let words = length as usize;
        for (i, one) in first.words.windows(words).enumerate() {
            for (j, other) in second.words.windows(words).enumerate() {
                let masked = first.masked[i..i + words].contains(&true) || second.masked[j..j + words].contains(&true);
                if one == other && !masked {
                    let of_first = |passage: &Aligned| holds(&passage.first, i, words);
                    let of_second = |passage: &Aligned| holds(&passage.second, j, words);
                    prop_assert!(found.iter().any(of_first), "{} words from {} of the first", words, i);
                    prop_assert!(found.iter().any(of_second), "{} words from {} of the second", words, j);
                }
            }
        }
    }

    #[test]
    fn every_run_is_the_same_words_and_cannot_be_longer(
        (first, second) in two_articles(), length in 3u32..9,
    ) {
        let both = Both { first: first.view(), second: second.view() };
        let told = align(&both, AlignSettings::default());
        let runs = untold(&both, &told, exact(length));
        prop_assert!(runs.is_sorted_by_key(|run| (run.first.start, run.second.start)));
        for run in &runs {
            let (i, j) = (run.first.start as usize, run.second.start as usize);
            let (end_i, end_j) = (run.first.end as usize, run.second.end as usize);
            prop_assert!(run.matched >= length && run.kind == PassageKind::Verbatim);
            prop_assert_eq!(&first.words[i..end_i], &second.words[j..end_j]);
            prop_assert!(!first.masked[i..end_i].contains(&true) && !second.masked[j..end_j].contains(&true));
            let agree = |i: usize, j: usize| {
                i < first.words.len() && j < second.words.len()
                    && first.words[i] == second.words[j] && !first.masked[i] && !second.masked[j]
            };
            prop_assert!(!agree(end_i, end_j) && (i == 0 || j == 0 || !agree(i - 1, j - 1)));
            let inside = |passage: &Aligned| holds(&passage.first, i, end_i - i) && holds(&passage.second, j, end_j - j);
            prop_assert!(!told.iter().any(inside), "a passage holds it already");
        }
    }
}

/// Articles of few different words, so that any two share some in a row, and none is telling; each of an outlet of its
/// own, so that no template is learnt.
fn small_talk(seed: u64, articles: usize, words: usize, vocabulary: usize) -> Vec<Article> {
    let mut random = Random::new(seed);
    let vocabulary = Vocabulary::new(vocabulary);
    let mut text = || prose(&vocabulary.draw_many(words, &mut random));
    let own_outlet = |number| Some(format!("outlet {number}"));
    (0..articles)
        .map(|number| Article { outlet: own_outlet(number), ..article(format!("a{number}"), text()) })
        .collect()
}

fn found(articles: &Batch, strict_verbatim: Option<ExactWords>, boilerplate: &[&str]) -> Findings {
    let plan = Plan {
        passages: Some(AlignSettings { strict_verbatim, ..AlignSettings::default() }),
        boilerplate: Boilerplate(boilerplate.iter().map(|&line| line.to_owned()).collect()),
        matrix: None,
        ..Plan::default()
    };
    compare(articles, &plan, &Unwatched)
}

/// Fails unless the passages are those of a run without exact runs, and such runs as hold every place of so many shared
/// words: each with each, by comparing strings.
fn nothing_is_missed(articles: &Batch, words: usize) {
    let strict = found(articles, Some(exact(words as u32)), &[]);
    assert!(strict.passages.is_sorted_by_key(|passage| (passage.pair, passage.first.chars.start)));
    let usual = found(articles, None, &[]).passages;
    let added: Vec<&Passage> = strict.passages.iter().filter(|passage| !usual.contains(passage)).collect();
    assert_eq!(added.len() + usual.len(), strict.passages.len(), "the usual passages are all there");
    assert!(added.iter().all(|passage| passage.kind == PassageKind::Verbatim));
    let texts: Vec<(Vec<String>, Places)> = articles
        .articles()
        .iter()
        .map(|article| (tokens(&article.text), Places::of(&article.text, Folding::default())))
        .collect();
    let mut shared = BTreeSet::new();
    for first in 0..texts.len() {
        for second in first + 1..texts.len() {
            let asked = pair(first, second);
            if articles.pairing().asks(asked) && !places_are_held(asked, &texts, &strict.passages, words) {
                shared.insert(asked);
            }
        }
    }
    assert!(added.iter().all(|passage| articles.pairing().asks(passage.pair)));
    assert!(added.len() > 20, "only {} runs to judge", added.len());
    let some = shared.iter().take(5).collect::<Vec<_>>();
    assert!(shared.is_empty(), "{} pairs have shared words that no passage holds: {some:?} …", shared.len());
}

fn places_are_held(pair: Pair, texts: &[(Vec<String>, Places)], passages: &[Passage], words: usize) -> bool {
    let start = passages.partition_point(|passage| passage.pair < pair);
    let own: Vec<&Passage> = passages[start..].iter().take_while(|passage| passage.pair == pair).collect();
    let [(first, first_places), (second, second_places)] =
        [&texts[pair.first().index()], &texts[pair.second().index()]];
    let mut held = true;
    for (i, one) in first.windows(words).enumerate() {
        for (j, other) in second.windows(words).enumerate() {
            if one == other {
                let inside = |outer: &Range<u32>, places: &Places, at: usize| {
                    let span = places.span(&(at as u32..(at + words) as u32)).bytes;
                    outer.start <= span.start && span.end <= outer.end
                };
                held &= own.iter().any(|passage| inside(&passage.first.bytes, first_places, i));
                held &= own.iter().any(|passage| inside(&passage.second.bytes, second_places, j));
            }
        }
    }
    held
}

#[test]
fn no_run_of_any_two_articles_is_missed() {
    for (seed, words, vocabulary) in [(1, 3, 100), (2, 4, 25), (3, 6, 8)] {
        nothing_is_missed(&batch(small_talk(seed, 24, 60, vocabulary)), words);
    }
}

#[test]
fn no_run_of_a_crowd_is_missed() {
    // More articles than a fingerprint pairs each with each, all with the same stock phrase.
    let mut articles = small_talk(4, 230, 12, 5_000);
    for article in &mut articles {
        article.text.push_str(" as the matter was put before us");
    }
    nothing_is_missed(&batch(articles), 7);
}

#[test]
fn against_references_only_what_is_asked_about_is_found() {
    let mut articles = small_talk(5, 24, 60, 20);
    let references = articles.split_off(10);
    let against = Batch::against(articles, references, Vec::new()).expect("few articles");
    assert!(matches!(against.pairing(), Pairing::Against { .. }));
    nothing_is_missed(&against, 4);
}

#[test]
fn words_that_are_not_the_articles_own_are_in_no_run() {
    let texts =
        ["Rain fell. All rights reserved by us. It rained.", "Snow. All rights reserved by us. No rain."];
    let articles = batch(texts.iter().zip(["a", "b"]).map(|(&text, id)| article(id, text)).collect());
    assert_eq!(found(&articles, Some(exact(4)), &[]).passages.len(), 1);
    assert_eq!(found(&articles, Some(exact(4)), &["All rights reserved by us"]).passages.len(), 0);
}
