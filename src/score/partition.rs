//! Two partitions of the same articles: adjusted Rand index, B-cubed, pairs.

use super::agreement::{Agreement, Rates};
use std::collections::BTreeMap;

/// How many articles each cluster of the truth has in common with each cluster that was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Contingency {
    both: BTreeMap<(usize, usize), u64>,
    truth: BTreeMap<usize, u64>,
    found: BTreeMap<usize, u64>,
    articles: u64,
}

impl Contingency {
    /// The table of articles whose clusters, true and found, have these numbers.
    pub fn new(articles: impl IntoIterator<Item = (usize, usize)>) -> Self {
        let mut table = Self::default();
        for (truth, found) in articles {
            *table.both.entry((truth, found)).or_default() += 1;
            *table.truth.entry(truth).or_default() += 1;
            *table.found.entry(found).or_default() += 1;
            table.articles += 1;
        }
        table
    }

    /// Pairs of articles that stand together in both partitions, only in the one found, only in the true one.
    #[must_use]
    pub fn pairs(&self) -> Agreement {
        let hits = pairs_within(self.both.values());
        Agreement {
            hits,
            false_alarms: pairs_within(self.found.values()) - hits,
            misses: pairs_within(self.truth.values()) - hits,
        }
    }

    /// Adjusted Rand index, at most 1, and 0 on average for partitions by chance (Hubert, Arabie, *Comparing
    /// partitions*, Journal of Classification 1985).
    ///
    /// `(x − e) / (m − e)`, with `x` pairs together in both, `t` in the truth, `f` as found, `e = t·f / C(n, 2)` and
    /// `m = (t + f) / 2`. Where `m = e` (every article by itself in both, or all in one) the partitions are equal: 1.
    #[must_use]
    pub fn adjusted_rand_index(&self) -> f64 {
        let wide = |count: u64| i128::from(count);
        let all = wide(choose_two(self.articles));
        let together = wide(pairs_within(self.both.values()));
        let (truth, found) =
            (wide(pairs_within(self.truth.values())), wide(pairs_within(self.found.values())));
        let above = 2 * (together * all - truth * found);
        let below = (truth + found) * all - 2 * truth * found;
        if below == 0 { 1.0 } else { above as f64 / below as f64 }
    }

    /// B-cubed precision, recall and their F1, each in `[0, 1]` (Bagga, Baldwin, *Entity-based cross-document
    /// coreferencing using the vector space model*, COLING-ACL 1998); 1 without any article.
    ///
    /// Precision: mean over articles of the share of their found cluster that is of their true one; recall: of their true
    /// cluster that is in their found one.
    #[must_use]
    pub fn b_cubed(&self) -> Rates {
        let mean = |size: &dyn Fn(usize, usize) -> u64| {
            let shares = self
                .both
                .iter()
                .map(|(&(truth, found), &both)| both as f64 * both as f64 / size(truth, found) as f64);
            if self.articles == 0 { 1.0 } else { shares.sum::<f64>() / self.articles as f64 }
        };
        Rates::new(mean(&|_, found| self.found[&found]), mean(&|truth, _| self.truth[&truth]))
    }
}

fn choose_two(count: u64) -> u64 {
    count * count.saturating_sub(1) / 2
}

fn pairs_within<'a>(sizes: impl Iterator<Item = &'a u64>) -> u64 {
    sizes.map(|&size| choose_two(size)).sum()
}

/// The cluster of each of `articles` articles once everything that a pair joins stands together, its smallest article's
/// number.
#[must_use]
pub fn closure(articles: usize, pairs: &[(usize, usize)]) -> Vec<usize> {
    let mut above: Vec<usize> = (0..articles).collect();
    for &(one, other) in pairs {
        let (one, other) = (root(&mut above, one), root(&mut above, other));
        above[one.max(other)] = one.min(other);
    }
    (0..articles).map(|article| root(&mut above, article)).collect()
}

/// The root of an article, with the way to it halved (Tarjan, van Leeuwen, JACM 1984).
fn root(above: &mut [usize], mut article: usize) -> usize {
    while above[article] != article {
        above[article] = above[above[article]];
        article = above[article];
    }
    article
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same counts give the same quotient")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn table(truth: &[usize], found: &[usize]) -> Contingency {
        Contingency::new(truth.iter().copied().zip(found.iter().copied()))
    }

    #[test]
    fn equal_partitions_agree_whatever_their_numbers() {
        let same = table(&[0, 0, 1, 1, 2], &[7, 7, 3, 3, 9]);
        assert_eq!(same.adjusted_rand_index(), 1.0);
        assert_eq!(same.b_cubed(), Rates { precision: 1.0, recall: 1.0, f1: 1.0 });
        assert_eq!(same.pairs(), Agreement { hits: 2, false_alarms: 0, misses: 0 });
    }

    #[test]
    fn the_index_is_that_of_the_formula() {
        // x = 1 + 1, t = 3 + 1, f = 1 + 3, C(5, 2) = 10: e = 1.6, m = 4.
        let moved = table(&[0, 0, 0, 1, 1], &[0, 0, 1, 1, 1]);
        assert_eq!(moved.pairs(), Agreement { hits: 2, false_alarms: 2, misses: 2 });
        assert!((moved.adjusted_rand_index() - (2.0 - 1.6) / (4.0 - 1.6)).abs() < 1e-15);
    }

    #[test]
    fn nothing_together_in_either_is_agreement() {
        assert_eq!(table(&[0, 1, 2], &[0, 1, 2]).adjusted_rand_index(), 1.0);
        assert_eq!(table(&[0, 0], &[1, 1]).adjusted_rand_index(), 1.0);
        assert_eq!(table(&[0], &[0]).adjusted_rand_index(), 1.0);
    }

    #[test]
    fn all_in_one_cluster_is_what_chance_would_give() {
        let lump = table(&[0, 0, 1, 1], &[0, 0, 0, 0]);
        assert_eq!(lump.adjusted_rand_index(), 0.0);
        assert_eq!(lump.b_cubed(), Rates::new(0.5, 1.0));
    }

    #[test]
    fn a_chain_of_pairs_is_one_cluster() {
        assert_eq!(closure(6, &[(1, 2), (4, 3), (2, 3)]), [0, 1, 1, 1, 1, 5]);
    }

    proptest! {
        #[test]
        fn counts_of_clusters_are_counts_of_articles(labels in prop::collection::vec((0_usize..4, 0_usize..4), 1..25)) {
            let table = Contingency::new(labels.iter().copied());
            let (mut pairs, mut precision) = (Agreement::default(), 0.0);
            for (at, one) in labels.iter().enumerate() {
                for other in &labels[at + 1..] {
                    match (one.0 == other.0, one.1 == other.1) {
                        (true, true) => pairs.hits += 1,
                        (false, true) => pairs.false_alarms += 1,
                        (true, false) => pairs.misses += 1,
                        (false, false) => {}
                    }
                }
                let cluster: Vec<_> = labels.iter().filter(|other| other.1 == one.1).collect();
                let right = cluster.iter().filter(|other| other.0 == one.0).count();
                precision += right as f64 / cluster.len() as f64;
            }
            prop_assert_eq!(table.pairs(), pairs);
            prop_assert!((table.b_cubed().precision - precision / labels.len() as f64).abs() < 1e-12);
            prop_assert!(table.adjusted_rand_index() <= 1.0);
        }

        #[test]
        fn articles_stand_together_if_a_way_of_pairs_leads_there(pairs in prop::collection::vec((0_usize..9, 0_usize..9), 0..9)) {
            let mut reach = [[false; 9]; 9];
            for (at, row) in reach.iter_mut().enumerate() {
                row[at] = true;
            }
            for &(one, other) in &pairs {
                (reach[one][other], reach[other][one]) = (true, true);
            }
            for by in 0..9 {
                for from in 0..9 {
                    for to in 0..9 {
                        reach[from][to] |= reach[from][by] && reach[by][to];
                    }
                }
            }
            let clusters = closure(9, &pairs);
            for from in 0..9 {
                for to in 0..9 {
                    prop_assert_eq!(clusters[from] == clusters[to], reach[from][to]);
                }
            }
        }
    }
}
