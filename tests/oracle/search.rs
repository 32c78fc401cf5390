//! Near-duplicates: sketches and join against a comparison of each with each.

use crate::brute::{self, families, near_duplicates, tokens};
use crate::common::{article, batch};
use std::collections::{BTreeMap, BTreeSet};
use wirecopy::article::{Article, Batch, Pair};
use wirecopy::findings::{Findings, Overlap, Relation};
use wirecopy::lsh::Search;
use wirecopy::measure::Threshold;
use wirecopy::observe::Unwatched;
use wirecopy::pipeline::compare;
use wirecopy::plan::Plan;
use wirecopy::shingle::ShingleWidth;

const WIDTHS: [usize; 3] = [1, 3, 5];
const THRESHOLDS: [f64; 4] = [0.3, 0.5, 0.7, 0.9];
const SEARCHES: [Search; 2] = [Search::Bands, Search::Exact];

fn grid() -> impl Iterator<Item = (usize, f64)> {
    WIDTHS.into_iter().flat_map(|width| THRESHOLDS.map(|threshold| (width, threshold)))
}

fn near_only(width: usize, threshold: f64, search: Search) -> Plan {
    Plan {
        shingle: ShingleWidth::new(width).expect("a width"),
        threshold: Threshold::new(threshold).expect("a share"),
        search,
        passages: None,
        matrix: None,
        ..Plan::default()
    }
}

fn overlaps(findings: &Findings) -> BTreeMap<Pair, Overlap> {
    findings.pairs.iter().map(|found| (found.pair, found.overlap)).collect()
}

/// Pairs of one and not of the other, so that a failure names them.
#[track_caller]
fn same(what: &str, expected: &BTreeMap<Pair, Overlap>, got: &BTreeMap<Pair, Overlap>) {
    let only = |one: &BTreeMap<Pair, Overlap>, other: &BTreeMap<Pair, Overlap>| -> Vec<_> {
        one.iter()
            .filter(|&(pair, overlap)| other.get(pair) != Some(overlap))
            .map(|(&pair, &overlap)| (pair, overlap))
            .collect()
    };
    let (missed, invented) = (only(expected, got), only(got, expected));
    assert!(missed.is_empty() && invented.is_empty(), "{what}\nmissed: {missed:?}\ninvented: {invented:?}");
}

#[test]
fn both_searches_find_what_comparing_each_with_each_finds() {
    let articles = batch(families(1));
    for (width, threshold) in grid() {
        let expected = near_duplicates(&articles, width, threshold);
        assert!(expected.len() > 40, "{width} words, {threshold}: nothing to find");
        for search in SEARCHES {
            let found = compare(&articles, &near_only(width, threshold, search), &Unwatched);
            same(&format!("{search:?}, {width} words, {threshold}"), &expected, &overlaps(&found));
            assert!(found.pairs.is_sorted_by_key(|found| found.pair), "pairs in their order");
        }
    }
}

#[test]
fn identical_means_the_same_tokens_in_the_same_fields() {
    let mut articles = families(2);
    // The same tokens with the border between title and text in all places.
    let words = ["one", "two", "three", "four", "five", "six", "seven", "eight"];
    for border in 0..words.len() {
        let (title, text) = words.split_at(border);
        articles
            .push(Article { title: Some(title.join(" ")), ..article(format!("b{border}"), text.join(" ")) });
    }
    let articles = batch(articles);
    let of = |id| {
        let article = articles.article(id);
        (tokens(article.title.as_deref().unwrap_or_default()), tokens(&article.text))
    };
    let found = compare(&articles, &near_only(3, 0.3, Search::Bands), &Unwatched);
    let mut identical = 0;
    for row in &found.pairs {
        let same = of(row.pair.first()) == of(row.pair.second());
        assert_eq!(row.relation == Relation::Identical, same, "{:?}", row.pair);
        identical += usize::from(same);
    }
    assert!(identical > 5, "only {identical} identical pairs to judge");
}

#[test]
fn every_member_of_a_cluster_resembles_its_representative_and_is_in_no_other() {
    let articles = batch(families(3));
    for (width, threshold) in grid() {
        let near = near_duplicates(&articles, width, threshold);
        let found = compare(&articles, &near_only(width, threshold, Search::Bands), &Unwatched);
        let mut seen = BTreeSet::new();
        for cluster in &found.clusters {
            assert!(seen.insert(cluster.representative) && !cluster.members.is_empty());
            for &(member, overlap) in &cluster.members {
                assert!(seen.insert(member), "{member:?} is in two clusters");
                let pair = Pair::new(cluster.representative, member).expect("two articles");
                assert_eq!(near[&pair].resemblance(), overlap.resemblance());
            }
        }
        let alone =
            near.keys().filter(|pair| !seen.contains(&pair.first()) && !seen.contains(&pair.second()));
        assert_eq!(alone.count(), 0, "near-duplicates outside of all clusters, {width} words, {threshold}");
    }
}

#[test]
fn against_references_the_pairs_are_those_of_one_batch_that_cross_the_border() {
    let articles = families(4);
    for border in [1, articles.len() / 3, articles.len() - 1] {
        let (examined, references) = articles.split_at(border);
        let against =
            Batch::against(examined.to_vec(), references.to_vec(), Vec::new()).expect("few articles");
        let within = batch(articles.clone());
        for (width, threshold) in grid() {
            let mut expected = near_duplicates(&within, width, threshold);
            expected.retain(|pair, _| pair.first().index() < border && pair.second().index() >= border);
            for search in SEARCHES {
                let found = compare(&against, &near_only(width, threshold, search), &Unwatched);
                let what = format!("{search:?}, {width} words, {threshold}, border {border}");
                same(&what, &expected, &overlaps(&found));
            }
        }
    }
}

#[test]
fn a_pair_exactly_at_the_threshold_is_a_near_duplicate() {
    // 7 of 10 words, 3 of 10, 9 of 10: quotients that no sum of binary fractions is.
    for (shared, own, threshold) in [(7, 3, 0.7), (3, 7, 0.3), (9, 1, 0.9), (1, 9, 0.1), (6, 4, 0.6)] {
        let common: Vec<String> = (0..shared).map(crate::common::word).collect();
        let longer: Vec<String> = (0..shared + own).map(crate::common::word).collect();
        let pair = batch(vec![article("a", common.join(" ")), article("b", longer.join(" "))]);
        for search in SEARCHES {
            let found = compare(&pair, &near_only(1, threshold, search), &Unwatched);
            assert_eq!(overlaps(&found).len(), 1, "{search:?} at {threshold}");
        }
        assert!(brute::near_duplicates(&pair, 1, threshold + 1e-9).is_empty());
    }
}
