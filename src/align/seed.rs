//! Anchors: the grams of stems that two articles share.

use super::{Both, GRAM, Words};
use xxhash_rust::xxh3::xxh3_64;

/// Occurrences of one gram in the two articles, multiplied, from which on it says nothing about where a passage is
/// (a table of results, a litany): it is no anchor, though its words still match inside a passage.
const TOO_OFTEN: usize = 64;

/// A run of anchors in step that is made of common grams only and is shorter than this is a stock phrase.
const STOCK_PHRASE: u32 = 9;

/// One gram that both articles have, by its first word in each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Anchor {
    /// Its first word in the first article.
    pub first: u32,
    /// Its first word in the second article.
    pub second: u32,
}

impl Anchor {
    /// How far ahead the first article is; equal for anchors in step.
    fn diagonal(self) -> i64 {
        i64::from(self.first) - i64::from(self.second)
    }
}

/// The hash of a gram: XXH3-64 of its stems.
#[must_use]
pub fn gram_hash(stems: &[u32]) -> u64 {
    let mut bytes = [0; GRAM * 4];
    for (slot, stem) in bytes.chunks_exact_mut(4).zip(stems) {
        slot.copy_from_slice(&stem.to_le_bytes());
    }
    xxh3_64(&bytes)
}

/// The hashes of all grams of an article, by first word. An article shorter than a gram has none.
pub fn grams(stems: &[u32]) -> impl Iterator<Item = u64> + '_ {
    stems.windows(GRAM).map(gram_hash)
}

/// The anchors of two articles, by place in the first, stock phrases left out.
#[must_use]
pub fn anchors(both: &Both<'_>) -> Vec<Anchor> {
    let mut anchors = shared_grams(&own_grams(&both.first), &own_grams(&both.second));
    anchors.sort_unstable_by_key(|anchor| (anchor.diagonal(), anchor.first));
    let in_step = |x: &Anchor, y: &Anchor| x.diagonal() == y.diagonal() && y.first - x.first <= GRAM as u32;
    let mut kept: Vec<Anchor> = anchors
        .chunk_by(in_step)
        .filter(|run| !is_stock_phrase(run, &both.first))
        .flatten()
        .copied()
        .collect();
    kept.sort_unstable();
    kept
}

/// The grams of an article that hold no masked word, sorted by hash, then place.
fn own_grams(words: &Words<'_>) -> Vec<(u64, u32)> {
    let own = |at: usize| !words.masked[at..at + GRAM].contains(&true);
    let places = grams(words.stems).enumerate().filter(|&(at, _)| own(at));
    let mut grams: Vec<(u64, u32)> = places.map(|(at, gram)| (gram, at as u32)).collect();
    grams.sort_unstable();
    grams
}

fn shared_grams(first: &[(u64, u32)], second: &[(u64, u32)]) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    let mut rest = second;
    for group in first.chunk_by(|x, y| x.0 == y.0) {
        let gram = group[0].0;
        rest = &rest[rest.partition_point(|&(other, _)| other < gram)..];
        let same = &rest[..rest.partition_point(|&(other, _)| other == gram)];
        if group.len() * same.len() <= TOO_OFTEN {
            let all = group
                .iter()
                .flat_map(|&(_, i)| same.iter().map(move |&(_, j)| Anchor { first: i, second: j }));
            anchors.extend(all);
        }
    }
    anchors
}

fn is_stock_phrase(run: &[Anchor], first: &Words<'_>) -> bool {
    let (start, end) = (run[0].first, run[run.len() - 1].first + GRAM as u32);
    end - start < STOCK_PHRASE && run.iter().all(|anchor| first.common[anchor.first as usize])
}
