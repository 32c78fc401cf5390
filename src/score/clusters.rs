//! Pairs and clusters of a run against labelled clusters.

use super::agreement::{Agreement, Rates};
use super::partition::{Contingency, closure};
use serde::Serialize;

/// Figures of labelled clusters, seen in three ways.
#[derive(Debug, PartialEq, Serialize)]
pub struct ClusterFigures {
    /// Articles that the truth puts into a cluster; others do not count.
    pub articles: u64,
    /// Pairs of articles of one cluster of the truth.
    pub true_pairs: u64,
    /// The pairs of the run as they are.
    pub pairs: FoundPairs,
    /// Clusters of everything that these pairs join, directly or through others.
    pub closed: PartitionFigures,
    /// The clusters of the run.
    pub clusters: PartitionFigures,
}

/// Pairs of articles, held to whether the two are of one cluster.
#[derive(Debug, PartialEq, Serialize)]
pub struct FoundPairs {
    /// How many were found.
    pub pairs: u64,
    /// Precision, recall, F1.
    #[serde(flatten)]
    pub rates: Rates,
}

/// A partition of the articles, held to that of the truth.
#[derive(Debug, PartialEq, Serialize)]
pub struct PartitionFigures {
    /// Pairs of articles of one cluster.
    #[serde(flatten)]
    pub pairs: FoundPairs,
    /// [Adjusted Rand index](Contingency::adjusted_rand_index).
    pub ari: f64,
    /// [B-cubed](Contingency::b_cubed) precision, recall, F1.
    pub b_cubed: Rates,
}

/// Holds a run to labelled clusters: `truth` and `clusters` say for each article, by number, which cluster it is in;
/// `pairs` are the pairs of the run, each once.
#[must_use]
pub fn measure_clusters(truth: &[usize], clusters: &[usize], pairs: &[(usize, usize)]) -> ClusterFigures {
    let against = |found: &[usize]| Contingency::new(truth.iter().copied().zip(found.iter().copied()));
    let clusters = against(clusters);
    let Agreement { hits, misses, .. } = clusters.pairs();
    let true_pairs = hits + misses;
    let right = pairs.iter().filter(|&&(one, other)| truth[one] == truth[other]).count() as u64;
    let raw = Agreement { hits: right, false_alarms: pairs.len() as u64 - right, misses: true_pairs - right };
    ClusterFigures {
        articles: truth.len() as u64,
        true_pairs,
        pairs: found_pairs(raw),
        closed: partition(&against(&closure(truth.len(), pairs))),
        clusters: partition(&clusters),
    }
}

fn found_pairs(agreement: Agreement) -> FoundPairs {
    FoundPairs { pairs: agreement.hits + agreement.false_alarms, rates: agreement.rates() }
}

fn partition(table: &Contingency) -> PartitionFigures {
    PartitionFigures {
        pairs: found_pairs(table.pairs()),
        ari: table.adjusted_rand_index(),
        b_cubed: table.b_cubed(),
    }
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "the same counts give the same quotient")]
mod tests {
    use super::*;

    #[test]
    fn two_pairs_of_a_chain_close_to_three() {
        let figures = measure_clusters(&[0, 0, 0, 1], &[0, 0, 2, 3], &[(0, 1), (1, 2)]);
        assert_eq!((figures.articles, figures.true_pairs), (4, 3));
        assert_eq!(figures.pairs, FoundPairs { pairs: 2, rates: Rates::new(1.0, 2.0 / 3.0) });
        assert_eq!(figures.closed.pairs, FoundPairs { pairs: 3, rates: Rates::new(1.0, 1.0) });
        assert_eq!(figures.closed.ari, 1.0);
        assert_eq!(figures.clusters.pairs, FoundPairs { pairs: 1, rates: Rates::new(1.0, 1.0 / 3.0) });
    }
}
