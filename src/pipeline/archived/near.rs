//! Which articles of an archive may be near-duplicates of the examined ones.

use super::hits::Hits;
use super::select::Keyed;
use crate::archive::{Archive, ArchiveFault, Outline, Row};
use crate::article::{ArticleId, Pair, Pairing};
use crate::columns::Columns;
use crate::lsh::bands::BandShape;
use crate::lsh::buckets::{self, BucketPairs, Member};
use crate::measure::{Overlap, Threshold};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::ops::Range;

/// Articles of the archive whose outlines are looked at together.
const AT_ONCE: usize = 4_096;

/// Those who may be near-duplicates.
pub(super) struct NearSearch<'a> {
    pub(super) columns: &'a dyn Columns,
    pub(super) archive: &'a dyn Archive,
    pub(super) pairing: Pairing,
    pub(super) threshold: Threshold,
    pub(super) hits: &'a Hits,
    /// Of the examined articles, their places in the order in which articles stand for others.
    pub(super) ranks: &'a [u32],
}

impl NearSearch<'_> {
    /// The pairs of all bands: those that a batch of everything would give, by the same function.
    pub(super) fn by_bands(&self, shape: BandShape, own: &[Keyed], rows: &[Row]) -> BucketPairs {
        let bands = (0..shape.bands() as u64).into_par_iter().map(|band| {
            let own = &own[range(own, band, |keyed| keyed.0)];
            self.band(own, &rows[range(rows, band, |row| row.key)])
        });
        bands.collect::<Vec<_>>().into_iter().fold(BucketPairs::default(), |mut all, band| {
            all.append(band);
            all
        })
    }

    /// The pairs of one band. Of identical articles of the archive only the first stands in a bucket.
    fn band(&self, own: &[Keyed], rows: &[Row]) -> BucketPairs {
        let row = |key: u64, id: ArticleId| key << 32 | u64::from(id.0);
        let mut all: Vec<u64> = own.iter().map(|&(key, id)| row(key, id)).collect();
        for bucket in rows.chunk_by(|x, y| x.key == y.key) {
            let mut ids: Vec<ArticleId> = bucket.iter().map(|row| self.hits.id(row.article)).collect();
            ids.sort_unstable_by_key(|&id| (self.hits.get(id).facts.identity, id));
            ids.dedup_by_key(|&mut id| self.hits.get(id).facts.identity);
            all.extend(ids.into_iter().map(|id| row(bucket[0].key, id)));
        }
        buckets::pairs(&mut all, self.pairing, |article| self.member(article))
    }

    fn member(&self, article: ArticleId) -> Member {
        if !self.hits.has(article) {
            let size = self.columns.shingle_count(article) as u32;
            // References come before examined articles.
            let rank = self.hits.count() as u32 + self.ranks[article.index()];
            return Member { article, size, rank };
        }
        let rank = article.0 - self.hits.first().0;
        Member { article, size: self.hits.get(article).facts.shingles, rank }
    }

    /// Of these pairs, those that may reach the threshold by what outlines tell, each once, in order. Of two examined articles
    /// all is known, and nothing need be told in short.
    pub(super) fn possible(&self, mut pairs: Vec<Pair>) -> Result<Vec<Pair>, ArchiveFault> {
        let size = |pair: Pair| self.columns.shingle_count(pair.first());
        let other_size = |pair: Pair| self.member(pair.second()).size as usize;
        pairs.retain(|&pair| self.threshold.admits_sizes(size(pair), other_size(pair)));
        pairs.par_sort_unstable_by_key(|pair| (pair.second(), pair.first()));
        pairs.dedup();
        let mut possible: Vec<Pair> = pairs.extract_if(.., |pair| !self.hits.has(pair.second())).collect();
        let own = self.own_outlines(&pairs);
        let of_one: Vec<&[Pair]> = pairs.chunk_by(|x, y| x.second() == y.second()).collect();
        for some in of_one.chunks(AT_ONCE) {
            let articles: Vec<_> =
                some.iter().map(|pairs| self.hits.get(pairs[0].second()).article).collect();
            let outlines = self.archive.outlines(&articles)?;
            let found = some.par_iter().zip(&outlines).flat_map_iter(|(pairs, outline)| {
                let may_be = |pair: &&Pair| {
                    let needed = self.threshold.least_shared_of_two(size(**pair), other_size(**pair));
                    own[&pair.first()].most_shared(outline) >= needed
                };
                pairs.iter().filter(may_be).copied()
            });
            possible.par_extend(found);
        }
        possible.par_sort_unstable();
        Ok(possible)
    }

    fn own_outlines(&self, pairs: &[Pair]) -> BTreeMap<ArticleId, Outline> {
        let mut ids: Vec<ArticleId> = pairs.iter().map(|pair| pair.first()).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.into_iter().map(|id| (id, Outline::of(&self.columns.shingles(id)))).collect()
    }

    /// Near-duplicates both of which have few shingles, counted exactly: `own` are the shingles of the examined ones, `rows`
    /// those of the archive that are the same. Of two examined ones, those that share any: they are verified at no cost.
    pub(super) fn of_few_shingles(&self, own: &[Keyed], rows: &[Row]) -> Vec<Pair> {
        let mut met: Vec<(ArticleId, u128, ArticleId)> = Vec::new();
        let mut pairs = Vec::new();
        for same in own.chunk_by(|x, y| x.0 == y.0) {
            let of_examined = same
                .iter()
                .enumerate()
                .flat_map(|(at, one)| same[at + 1..].iter().filter_map(|other| Pair::new(one.1, other.1)));
            pairs.extend(of_examined.filter(|&pair| self.pairing.asks(pair)));
            let key = same[0].0;
            let first = rows.partition_point(|row| row.key < key);
            for row in rows[first..].iter().take_while(|row| row.key == key) {
                let other = self.hits.id(row.article);
                let identity = self.hits.get(other).facts.identity;
                met.extend(same.iter().map(|&(_, id)| (id, identity, other)));
            }
        }
        met.sort_unstable();
        let shared = met.chunk_by(|x, y| x == y).filter(|shared| self.resemble(shared[0], shared.len()));
        let mut alike: Vec<_> = shared.map(|shared| shared[0]).collect();
        alike.dedup_by_key(|&mut (id, identity, _)| (id, identity));
        pairs.extend(alike.into_iter().filter_map(|(id, _, other)| Pair::new(id, other)));
        pairs
    }

    fn resemble(&self, (id, _, other): (ArticleId, u128, ArticleId), shared: usize) -> bool {
        let second = self.hits.get(other).facts.shingles;
        let overlap = Overlap { shared: shared as u32, first: self.columns.shingle_count(id) as u32, second };
        self.threshold.is_reached_by(overlap)
    }
}

/// Where the keys of a band stand in a sorted list.
fn range<T>(sorted: &[T], band: u64, key: impl Fn(&T) -> u64) -> Range<usize> {
    sorted.partition_point(|row| key(row) >> 32 < band)..sorted.partition_point(|row| key(row) >> 32 <= band)
}
