//! The exact join: all pairs at the threshold, by what they must share among their rarest shingles.
//!
//! Put the shingles of every set into one order, rare ones first. Two sets that resemble at the threshold `t` share at
//! least one shingle among the first `n − ⌈t·n⌉ + 1` of each (Xiao et al., WWW 2008, lemma 1). Any fixed order is
//! correct; rarity only makes it fast. So frequencies are counted in a table of fixed size, where two shingles may share
//! a counter.

use crate::article::{ArticleId, Pair, Pairing};
use crate::measure::Threshold;

/// The shingles of a set by which it must be found: its rarest, as many as the threshold asks for.
#[must_use]
pub fn prefix(set: &[u64], threshold: Threshold, frequency: impl Fn(u64) -> u32) -> Vec<u64> {
    if set.is_empty() {
        return Vec::new();
    }
    let length = set.len() - threshold.least_shared(set.len()) + 1;
    let mut rarest: Vec<(u32, u64)> = set.iter().map(|&shingle| (frequency(shingle), shingle)).collect();
    if length < rarest.len() {
        rarest.select_nth_unstable(length);
    }
    rarest.truncate(length);
    rarest.into_iter().map(|(_, shingle)| shingle).collect()
}

/// A shingle of an article's prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Posting {
    /// The shingle.
    pub shingle: u64,
    /// The article.
    pub article: ArticleId,
    /// The article's number of shingles.
    pub size: u32,
}

/// The pairs that one shingle's postings make possible: their sizes admit the threshold, and the run asks about them.
pub fn pairs_of(
    postings: &[Posting],
    threshold: Threshold,
    pairing: Pairing,
) -> impl Iterator<Item = Pair> + '_ {
    postings.iter().enumerate().flat_map(move |(at, one)| {
        postings[at + 1..].iter().filter_map(move |other| {
            let possible = threshold.admits_sizes(one.size as usize, other.size as usize);
            Pair::new(one.article, other.article).filter(|&pair| possible && pairing.asks(pair))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::statistics::Counters;
    use crate::verify::overlap;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn join(sets: &[Vec<u64>], threshold: Threshold) -> Vec<Pair> {
        let counters = Counters::for_hashes(1_000);
        let mut counter = counters.counter();
        sets.iter().flatten().for_each(|&shingle| counter.count(shingle));
        drop(counter);
        let frequencies = counters.finish();
        let mut postings = Vec::new();
        for (at, set) in sets.iter().enumerate() {
            let (article, size) = (ArticleId(at as u32), set.len() as u32);
            let rarest = prefix(set, threshold, |shingle| frequencies.at_most(shingle));
            postings.extend(rarest.into_iter().map(|shingle| Posting { shingle, article, size }));
        }
        postings.sort_unstable();
        let mut pairs: Vec<Pair> = postings
            .chunk_by(|x, y| x.shingle == y.shingle)
            .flat_map(|run| pairs_of(run, threshold, Pairing::Within))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    #[test]
    fn a_prefix_is_the_rarest_shingles_and_no_more_than_the_threshold_asks_for() {
        let set: Vec<u64> = (0..20).collect();
        let rare = |shingle: u64| if shingle >= 15 { 1 } else { 9 };
        let threshold = Threshold::new(0.8).unwrap();
        let found: BTreeSet<u64> = prefix(&set, threshold, rare).into_iter().collect();
        assert_eq!(found, (15..20).collect());
        assert_eq!(prefix(&set, Threshold::new(0.05).unwrap(), rare).len(), 20);
    }

    proptest! {
        #[test]
        fn no_pair_at_the_threshold_is_missed(
            sets in prop::collection::vec(prop::collection::btree_set(0u64..30, 0..20), 0..12),
            percent in 5u32..=100,
        ) {
            let spread = |set: &BTreeSet<u64>| -> Vec<u64> {
                let mut set: Vec<u64> = set.iter().map(|x| x.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
                set.sort_unstable();
                set
            };
            let sets: Vec<Vec<u64>> = sets.iter().map(spread).collect();
            let threshold = Threshold::new(f64::from(percent) / 100.0).unwrap();
            let found = join(&sets, threshold);
            for i in 0..sets.len() {
                for j in i + 1..sets.len() {
                    let pair = Pair::new(ArticleId(i as u32), ArticleId(j as u32)).unwrap();
                    if threshold.is_reached_by(overlap(&sets[i], &sets[j])) {
                        prop_assert!(found.contains(&pair), "{pair:?} at {}", threshold.value());
                    }
                }
            }
        }
    }
}
