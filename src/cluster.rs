//! Clusters: near-duplicates around one of them.
//!
//! A cluster is a star, not a transitive closure: every member resembles the representative at the threshold, so that a
//! long line of small changes does not join articles that have nothing in common.

use crate::article::{Article, ArticleId, Pair, Pairing};
use crate::measure::Overlap;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// Which article of a cluster stands for the others. Of equals it is the earliest, the longest, the first of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Representative {
    /// The earliest; dated before undated.
    #[default]
    Earliest,
    /// The one with the most words of text.
    Longest,
    /// The one that stands first in the input.
    First,
}

/// Near-duplicates around one representative, which every member resembles at the threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The article that stands for the others.
    pub representative: ArticleId,
    /// The others in batch order, each with its overlap with the representative (which is `first` in it).
    pub members: Vec<(ArticleId, Overlap)>,
}

/// The order in which articles are asked to stand for others, as a rank for each: references first, where there are any,
/// then what is asked for; then dated before undated, earliest, longest, and as they stand in the input.
#[must_use]
pub fn ranks(
    articles: &[Article],
    pairing: Pairing,
    asked: Representative,
    words: impl Fn(ArticleId) -> usize,
) -> Vec<u32> {
    let is_examined = |id: ArticleId| pairing.first_reference().is_some_and(|first| id < first);
    let most_wanted = |id: ArticleId| match asked {
        Representative::Earliest => Reverse(0),
        Representative::Longest => Reverse(words(id)),
        Representative::First => Reverse(articles.len() - id.index()),
    };
    let mut order: Vec<ArticleId> = (0..articles.len() as u32).map(ArticleId).collect();
    order.sort_by_cached_key(|&id| {
        // A date without an hour is its whole day: the article was out for certain at its end.
        let published = articles[id.index()].published.as_ref().map(|published| published.latest);
        (is_examined(id), most_wanted(id), published.is_none(), published, Reverse(words(id)), id)
    });
    let mut ranks = vec![0; articles.len()];
    for (rank, id) in order.into_iter().enumerate() {
        ranks[id.index()] = rank as u32;
    }
    ranks
}

/// The clusters of verified near-duplicates, ordered by representative. Each article is in one cluster at most.
#[must_use]
pub fn stars(near_duplicates: &[(Pair, Overlap)], ranks: &[u32]) -> Vec<Cluster> {
    let mut edges: Vec<(u32, u32, ArticleId, ArticleId, Overlap)> = Vec::with_capacity(near_duplicates.len());
    for &(pair, overlap) in near_duplicates {
        let (first, second) = (pair.first(), pair.second());
        let (x, y) = (ranks[first.index()], ranks[second.index()]);
        edges.push(if x < y {
            (x, y, first, second, overlap)
        } else {
            (y, x, second, first, turned(overlap))
        });
    }
    edges.sort_unstable_by_key(|edge| (edge.0, edge.1));
    let mut taken = vec![false; ranks.len()];
    let mut clusters = Vec::new();
    for star in edges.chunk_by(|x, y| x.0 == y.0) {
        let representative = star[0].2;
        if taken[representative.index()] {
            continue;
        }
        let free = star.iter().filter(|edge| !taken[edge.3.index()]);
        let mut members: Vec<(ArticleId, Overlap)> = free.map(|edge| (edge.3, edge.4)).collect();
        if members.is_empty() {
            continue;
        }
        members.sort_unstable_by_key(|member| member.0);
        taken[representative.index()] = true;
        for (member, _) in &members {
            taken[member.index()] = true;
        }
        clusters.push(Cluster { representative, members });
    }
    clusters.sort_unstable_by_key(|cluster| cluster.representative);
    clusters
}

/// An article that another one stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removal {
    /// The article that a cluster can do without.
    pub removed: ArticleId,
    /// The one that is kept instead.
    pub kept: ArticleId,
    /// Their overlap, that of the kept one first.
    pub overlap: Overlap,
}

/// What a de-duplication takes out: members of clusters, in batch order. Their representatives stay, and so do articles
/// whose text has no word: a headline that returns every day is no proof of a copy.
#[must_use]
pub fn removals(clusters: &[Cluster], words: impl Fn(ArticleId) -> u32) -> Vec<Removal> {
    let members = |cluster: &Cluster| {
        let kept = cluster.representative;
        let members = cluster.members.clone().into_iter();
        members.map(move |(removed, overlap)| Removal { removed, kept, overlap })
    };
    let mut removals: Vec<Removal> = clusters.iter().flat_map(members).collect();
    removals.retain(|removal| words(removal.removed) > 0);
    removals.sort_unstable_by_key(|removal| removal.removed);
    removals
}

fn turned(overlap: Overlap) -> Overlap {
    Overlap { first: overlap.second, second: overlap.first, ..overlap }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edge(a: u32, b: u32) -> (Pair, Overlap) {
        (Pair::new(ArticleId(a), ArticleId(b)).unwrap(), Overlap { shared: 9, first: 10, second: 11 })
    }

    fn groups(clusters: &[Cluster]) -> Vec<(u32, Vec<u32>)> {
        let members = |cluster: &Cluster| cluster.members.iter().map(|member| member.0.0).collect();
        clusters.iter().map(|cluster| (cluster.representative.0, members(cluster))).collect()
    }

    #[test]
    fn every_member_has_an_edge_to_its_representative() {
        let clusters = stars(&[edge(0, 1), edge(1, 2), edge(2, 3)], &[0, 1, 2, 3]);
        assert_eq!(groups(&clusters), [(0, vec![1]), (2, vec![3])]);
    }

    #[test]
    fn the_first_in_rank_represents() {
        let clusters = stars(&[edge(0, 1), edge(0, 2)], &[1, 0, 2]);
        assert_eq!(groups(&clusters), [(1, vec![0])]);
        assert_eq!(
            clusters[0].members[0].1,
            Overlap { shared: 9, first: 11, second: 10 },
            "seen from the representative"
        );
    }
}
