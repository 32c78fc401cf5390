//! Buckets: articles that agree on a band, as pairs.
//!
//! Rows are sorted, never put into a map, so that the result does not depend on threads. A bucket of more than
//! [`CROWDED`] members would give as many pairs as its size squared; it is joined as a star instead: each of its first
//! [`HUBS`] members (in the order in which clusters choose their representatives) with all others, and every member with
//! its next [`NEIGHBOURS`] in order of size, where near-duplicates stand close together. What is left out is counted.

use crate::article::{ArticleId, Pair, Pairing};

/// Members from which on a bucket is crowded.
pub const CROWDED: usize = 1_000;
/// Members of a crowded bucket that are paired with all others.
pub const HUBS: usize = 8;
/// Members of a crowded bucket next in size with which each is paired.
pub const NEIGHBOURS: usize = 64;

/// An article in a bucket, with what decides its place in a crowded one.
#[derive(Debug, Clone, Copy)]
pub struct Member {
    /// The article.
    pub article: ArticleId,
    /// Its number of shingles.
    pub size: u32,
    /// Its place in the order in which representatives are chosen.
    pub rank: u32,
}

/// The pairs of one band's buckets.
#[derive(Debug, Default)]
pub struct BucketPairs {
    /// Pairs, perhaps repeated, in no order that matters.
    pub pairs: Vec<Pair>,
    /// Buckets that were crowded.
    pub crowded: u64,
    /// Pairs that crowded buckets did not give.
    pub left_out: u64,
}

impl BucketPairs {
    /// Appends what another band gives.
    pub fn append(&mut self, mut band: Self) {
        self.pairs.append(&mut band.pairs);
        self.crowded += band.crowded;
        self.left_out += band.left_out;
    }
}

/// The pairs of one band: `rows` are `key << 32 | article`, and come back sorted.
pub fn pairs(rows: &mut [u64], pairing: Pairing, member: impl Fn(ArticleId) -> Member) -> BucketPairs {
    rows.sort_unstable();
    let mut out = BucketPairs::default();
    for bucket in rows.chunk_by(|x, y| x >> 32 == y >> 32).filter(|bucket| bucket.len() > 1) {
        let articles = bucket.iter().map(|&row| ArticleId(row as u32));
        if bucket.len() <= CROWDED {
            let articles: Vec<ArticleId> = articles.collect();
            out.pairs.extend(every_pair(&articles).filter(|&pair| pairing.asks(pair)));
        } else {
            star(articles.map(&member).collect(), pairing, &mut out);
        }
    }
    out
}

fn every_pair(articles: &[ArticleId]) -> impl Iterator<Item = Pair> {
    articles
        .iter()
        .enumerate()
        .flat_map(|(at, &one)| articles[at + 1..].iter().filter_map(move |&other| Pair::new(one, other)))
}

fn star(mut members: Vec<Member>, pairing: Pairing, out: &mut BucketPairs) {
    out.crowded += 1;
    let mut pairs = Vec::with_capacity(members.len() * (HUBS + NEIGHBOURS));
    members.sort_unstable_by_key(|member| (member.rank, member.article));
    for (at, hub) in members.iter().take(HUBS).enumerate() {
        pairs.extend(members[at + 1..].iter().filter_map(|other| Pair::new(hub.article, other.article)));
    }
    members.sort_unstable_by_key(|member| (member.size, member.rank, member.article));
    for window in members.windows(NEIGHBOURS + 1) {
        pairs.extend(window[1..].iter().filter_map(|other| Pair::new(window[0].article, other.article)));
    }
    let last: Vec<ArticleId> =
        members[members.len() - NEIGHBOURS..].iter().map(|member| member.article).collect();
    pairs.extend(every_pair(&last));
    pairs.retain(|&pair| pairing.asks(pair));
    pairs.sort_unstable();
    pairs.dedup();
    out.left_out += asked(&members, pairing) - pairs.len() as u64;
    out.pairs.append(&mut pairs);
}

/// How many pairs of these members the run asks about.
fn asked(members: &[Member], pairing: Pairing) -> u64 {
    let all = members.len() as u64;
    match pairing {
        Pairing::Within => all * (all - 1) / 2,
        Pairing::Against { first_reference } => {
            let examined = members.iter().filter(|member| member.article < first_reference).count() as u64;
            examined * (all - examined)
        }
        Pairing::Joining { first_reference } => {
            let references = members.iter().filter(|member| member.article >= first_reference).count() as u64;
            (all * (all - 1) - references * references.saturating_sub(1)) / 2
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(article: ArticleId) -> Member {
        Member { article, size: 100, rank: article.0 }
    }

    fn rows(key: u64, articles: std::ops::Range<u64>) -> Vec<u64> {
        articles.map(|article| key << 32 | article).collect()
    }

    #[test]
    fn a_bucket_gives_every_pair_of_its_members_and_none_across() {
        let mut two = [rows(7, 0..3), rows(9, 3..5)].concat();
        let found = pairs(&mut two, Pairing::Within, member);
        assert_eq!(found.pairs.len(), 3 + 1);
        assert_eq!((found.crowded, found.left_out), (0, 0));
    }

    #[test]
    fn a_crowded_bucket_is_a_star_and_counts_what_it_leaves_out() {
        let size = CROWDED as u64 + 500;
        let found = pairs(&mut rows(1, 0..size), Pairing::Within, member);
        assert_eq!(found.crowded, 1);
        assert_eq!(found.pairs.len() as u64 + found.left_out, size * (size - 1) / 2);
        let with_first = found.pairs.iter().filter(|pair| pair.first() == ArticleId(0)).count() as u64;
        assert_eq!(with_first, size - 1);
        assert!(found.pairs.len() as u64 <= size * (HUBS + NEIGHBOURS) as u64);
    }

    #[test]
    fn what_bands_give_adds_up() {
        let size = CROWDED as u64 + 500;
        let band = || pairs(&mut rows(1, 0..size), Pairing::Within, member);
        let mut both = band();
        both.append(band());
        let one = band();
        assert_eq!(
            (both.crowded, both.left_out, both.pairs.len()),
            (2, 2 * one.left_out, 2 * one.pairs.len())
        );
    }

    #[test]
    fn only_pairs_across_the_border_are_counted_with_references() {
        let pairing = Pairing::Against { first_reference: ArticleId(3) };
        assert_eq!(pairs(&mut rows(1, 0..5), pairing, member).pairs.len(), 3 * 2);
        let size = CROWDED as u64 + 1;
        let found = pairs(&mut rows(1, 0..size), pairing, member);
        assert_eq!(found.pairs.len() as u64 + found.left_out, 3 * (size - 3));
        let pairing = Pairing::Joining { first_reference: ArticleId(3) };
        let found = pairs(&mut rows(1, 0..size), pairing, member);
        assert_eq!(found.pairs.len() as u64 + found.left_out, 3 * (size - 3) + 3);
    }
}
