//! Hashes that collide on purpose: the functions are fixed, so that results are, and whoever knows them can look for words
//! that share a hash. What that can do, and what it cannot.

use crate::common::{Random, article, batch, prose};
use std::collections::{BTreeMap, BTreeSet};
use wirecopy::findings::{Findings, PassageKind};
use wirecopy::lsh::bands::BandShape;
use wirecopy::observe::{Stage, Unwatched};
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;
use wirecopy::shingle::append_shingles;
use wirecopy::sketch::append_sketch;
use wirecopy::text::word_hash;

/// A word of six letters.
fn word(random: &mut Random) -> String {
    (0..6).map(|_| char::from(b'a' + random.below(26) as u8)).collect()
}

/// Words of six letters, which are their own stems: other words, the same 32 bits of their hashes.
fn twins(pairs: usize) -> Vec<[String; 2]> {
    let mut random = Random::new(11);
    let mut known: BTreeMap<u32, String> = BTreeMap::new();
    let mut twins = Vec::new();
    while twins.len() < pairs {
        let word = word(&mut random);
        match known.insert(word_hash(word.as_bytes()) as u32, word.clone()) {
            Some(other) if other != word => twins.push([other, word]),
            _ => {}
        }
    }
    twins
}

fn found(texts: &[&[String]]) -> Findings {
    found_by(&Plan { matrix: None, ..Plan::default() }, texts)
}

fn found_by(plan: &Plan, texts: &[&[String]]) -> Findings {
    let articles = texts.iter().enumerate().map(|(at, words)| article(format!("a{at}"), prose(words)));
    compare(&batch(articles.collect()), plan, &Unwatched)
}

#[test]
fn words_that_share_half_of_their_hash_are_shown_as_a_passage_and_never_as_resemblance() {
    let twins = twins(60);
    let [one, other] = [0, 1].map(|side| twins.iter().map(|twin| twin[side].clone()).collect::<Vec<_>>());
    assert!(one.iter().collect::<BTreeSet<_>>().is_disjoint(&other.iter().collect()));
    let found = found(&[&one, &other]);
    // Passages are of stems and words of 32 bits. Both texts stand in the table, and a reader sees that they differ.
    assert_eq!(
        found.passages.iter().map(|passage| passage.kind).collect::<Vec<_>>(),
        [PassageKind::Verbatim]
    );
    // Shingles are of all 64 bits.
    let shared: Vec<u32> = found.pairs.iter().map(|pair| pair.overlap.shared).collect();
    assert_eq!(shared, [0]);
    assert!(found.clusters.is_empty(), "{:?}", found.clusters);
}

#[test]
fn no_collision_hides_a_copy_that_is_in_the_words() {
    let twins = twins(60);
    let word = |at: usize, side: usize| twins[at][side].clone();
    let source: Vec<String> = (0..60).map(|at| word(at, 0)).collect();
    // Whoever copied puts words that collide around what was taken.
    let copy: Vec<String> = (0..15)
        .map(|at| word(at + 30, 1))
        .chain((15..45).map(|at| word(at, 0)))
        .chain((0..15).map(|at| word(at, 1)))
        .collect();
    let found = found(&[&source, &copy]);
    let longest = found.passages.iter().map(|passage| passage.matched_words).max();
    assert!(longest >= Some(30), "{:?}", found.passages);
    assert!(found.pairs[0].overlap.shared >= 28, "{:?}", found.pairs[0].overlap);
}

/// The keys of all bands of a text.
fn keys(words: &[String], plan: &Plan, shape: BandShape) -> Vec<u32> {
    let tokens: Vec<u64> = words.iter().map(|word| word_hash(word.as_bytes())).collect();
    let (mut shingles, mut sketch) = (Vec::new(), Vec::new());
    append_shingles(&tokens, plan.shingle, &mut shingles);
    shingles.sort_unstable();
    append_sketch(&shingles, plan.sketch, &mut sketch);
    (0..shape.bands()).map(|band| shape.key(&sketch, band)).collect()
}

#[test]
fn bands_that_collide_make_candidates_and_no_pairs() {
    let mut random = Random::new(5);
    let plan = Plan { matrix: None, passages: None, ..Plan::default() };
    let shape = BandShape::for_threshold(plan.threshold, plan.sketch).expect("bands");
    let mut known: BTreeMap<(usize, u32), usize> = BTreeMap::new();
    let mut texts: Vec<Vec<String>> = Vec::new();
    let mut met: BTreeSet<usize> = BTreeSet::new();
    while met.len() < 6 {
        let words: Vec<String> = (0..20).map(|_| word(&mut random)).collect();
        for (band, key) in keys(&words, &plan, shape).into_iter().enumerate() {
            if let Some(other) = known.insert((band, key), texts.len()) {
                met.extend([other, texts.len()]);
            }
        }
        texts.push(words);
    }
    let met: Vec<&[String]> = met.into_iter().map(|at| &texts[at][..]).collect();
    let found = found_by(&plan, &met);
    let verified = found.stages.iter().find(|stage| stage.stage == Stage::Verify).expect("a stage");
    assert!(verified.items_in >= 3, "{verified:?}");
    assert_eq!((verified.items_out, found.pairs.len()), (0, 0));
}
