//! What becomes of a group that a shuffle has put together.

use super::Number;
use crate::article::{ArticleId, Pairing};
use crate::lsh::buckets::{self, CROWDED, Member, NEIGHBOURS};
use crate::lsh::join::{Posting, pairs_of};
use crate::measure::Threshold;
use std::collections::VecDeque;

/// Two articles, the one with the smaller number first.
type Numbers = (Number, Number);

/// Whether a bucket of so many members is too many for every two of them to be compared: its pairs are those of its first
/// [`HUBS`](buckets::HUBS) by rank with all others, and those of its [`Neighbours`] by size, then rank.
#[must_use]
pub fn is_crowd(members: u64) -> bool {
    members > CROWDED as u64
}

/// Every pair of the members of one bucket, which come sorted and are no crowd.
///
/// # Panics
/// When they are a crowd.
#[must_use]
pub fn bucket(members: &[Number]) -> Vec<Numbers> {
    assert!(!is_crowd(members.len() as u64), "a crowd of {} is no bucket", members.len());
    let mut rows: Vec<u64> = (0..members.len() as u64).collect();
    let found = buckets::pairs(&mut rows, Pairing::Within, |article| Member { article, size: 0, rank: 0 });
    let number = |id: ArticleId| members[id.index()];
    found.pairs.into_iter().map(|pair| (number(pair.first()), number(pair.second()))).collect()
}

/// The members of a crowd that come one by one, by size, then rank: each is paired with the
/// [`NEIGHBOURS`](buckets::NEIGHBOURS) before it, so that no more of them are held.
#[derive(Debug, Default)]
pub struct Neighbours {
    before: VecDeque<Number>,
}

impl Neighbours {
    /// Takes in the next member, without pairing it: so a part of a crowd begins with the last ones of the part before.
    pub fn pass(&mut self, member: Number) {
        self.before.push_back(member);
        if self.before.len() > NEIGHBOURS {
            self.before.pop_front();
        }
    }

    /// The pairs of the next member with those before it.
    pub fn meet(&mut self, member: Number) -> Vec<Numbers> {
        let pairs = self.before.iter().map(|&other| (other.min(member), other.max(member))).collect();
        self.pass(member);
        pairs
    }
}

/// The pairs that may resemble one another at the threshold, of articles that have one shingle among their rarest, each given
/// with its number of shingles; sorted. None if they are a crowd: it has met in a bucket.
#[must_use]
pub fn few_shingle_pairs(sharers: &[(Number, u32)], threshold: Threshold) -> Vec<Numbers> {
    if is_crowd(sharers.len() as u64) {
        return Vec::new();
    }
    let posting = |(at, &(_, size))| Posting { shingle: 0, article: ArticleId(at), size };
    let postings: Vec<Posting> = (0..).zip(sharers).map(posting).collect();
    let number = |id: ArticleId| sharers[id.index()].0;
    pairs_of(&postings, threshold, Pairing::Within)
        .map(|pair| (number(pair.first()), number(pair.second())))
        .collect()
}

/// Of these edges between near-duplicates, each given with the lower rank first and sorted, the articles that stand for
/// others: those that resemble no lower one that does. They are what `cluster::stars` comes to, without its stars.
#[must_use]
pub fn representatives<R: Ord + Copy>(edges: &[(R, R)]) -> Vec<R> {
    let mut highs: Vec<R> = edges.iter().map(|edge| edge.1).collect();
    highs.sort_unstable();
    highs.dedup();
    let mut taken = vec![false; highs.len()];
    let place = |rank: &R| highs.binary_search(rank);
    let mut found = Vec::new();
    for star in edges.chunk_by(|x, y| x.0 == y.0) {
        if place(&star[0].0).is_ok_and(|at| taken[at]) {
            continue;
        }
        found.push(star[0].0);
        for at in star.iter().filter_map(|edge| place(&edge.1).ok()) {
            taken[at] = true;
        }
    }
    found
}
