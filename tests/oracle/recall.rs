//! The recall that a run states is the recall that it has: hundreds of pairs exactly at the threshold, long and short.

use crate::common::{article, batch, word};
use wirecopy::findings::SearchRecord;
use wirecopy::measure::Threshold;
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;
use wirecopy::shingle::ShingleWidth;
use wirecopy::sketch::SketchShape;

/// Pairs in one measurement.
const PAIRS: usize = 500;

/// Pairs that share `shared` of `all` words each and nothing with any other pair; how many are found.
fn found(shared: usize, all: usize, (slots, seed): (usize, u64)) -> (usize, SearchRecord) {
    let mut articles = Vec::new();
    for pair in 0..PAIRS {
        let words: Vec<String> = (pair * all..(pair + 1) * all).map(word).collect();
        let (common, rest) = words.split_at(shared);
        let (mine, yours) = rest.split_at(rest.len() / 2);
        articles.push(article(format!("a{pair}"), [common, mine].concat().join(" ")));
        articles.push(article(format!("b{pair}"), [common, yours].concat().join(" ")));
    }
    let plan = Plan {
        shingle: ShingleWidth::new(1).expect("a width"),
        threshold: Threshold::new(shared as f64 / all as f64).expect("a share"),
        sketch: SketchShape::new(slots, seed).expect("slots"),
        passages: None,
        matrix: None,
        ..Plan::default()
    };
    let findings = compare(&batch(articles), &plan, &Unwatched);
    (findings.pairs.len(), findings.search.expect("a search"))
}

#[test]
fn no_pair_of_short_articles_is_missed() {
    for (shared, all) in [(1, 2), (2, 4), (4, 8), (7, 10), (9, 16)] {
        for seed in 0..10 {
            let (pairs, _) = found(shared, all, (128, seed));
            assert_eq!(pairs, PAIRS, "that share {shared} of {all} words, seed {seed}");
        }
    }
}

#[test]
fn pairs_at_the_threshold_are_found_as_often_as_the_record_says() {
    for (shared, all) in
        [(2, 4), (5, 10), (50, 100), (7, 10), (70, 100), (9, 10), (90, 100), (3, 10), (30, 100)]
    {
        for slots in [128, 256] {
            let (pairs, search) = found(shared, all, (slots, 7));
            assert!(search.expected_recall >= 0.999, "{search:?}");
            let expected = search.expected_recall * PAIRS as f64;
            // Three standard deviations below what is expected, and one pair more for a recall close to 1.
            let leeway = 3.0 * (expected * (1.0 - search.expected_recall)).sqrt() + 1.0;
            assert!(
                pairs as f64 >= expected - leeway,
                "{pairs} of {PAIRS} pairs that share {shared} of {all} words were found, {slots} slots: {search:?}"
            );
        }
    }
}
