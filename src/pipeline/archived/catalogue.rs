//! By what the articles of an archive are found.

use super::super::learn::Learnt;
use super::super::meeting::{with_fingerprints, with_plain_fingerprints};
use super::super::{Given, Job, near};
use crate::archive::{Entry, Facts, Outline, band_key, gram_key};
use crate::article::{Article, ArticleId, Batch};
use crate::columns::Columns;
use crate::lsh::bands::BandShape;
use crate::observe::Unwatched;
use crate::plan::Plan;
use crate::scratch::Scratch;
use crate::statistics::Statistics;
use rayon::prelude::*;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// By what each of these articles is found, in their order.
#[must_use]
pub fn catalogue(
    batch: &Batch,
    columns: &dyn Columns,
    plan: &Plan,
    statistics: &Arc<Statistics>,
) -> Vec<Entry> {
    let scratch = &Scratch::unbounded();
    let job = Job { batch, plan, columns, scratch, given: Given::default() };
    let learnt = plan.passages.map(|_| Learnt::by(&job, Arc::clone(statistics), &Unwatched));
    let bands = plan.bands().map_or(0, BandShape::bands);
    let keys: Vec<Vec<u32>> = (0..bands).into_par_iter().map(|band| columns.band_keys(band)).collect();
    let entry = |number: u32| {
        let (id, at) = (ArticleId(number), number as usize);
        let shingles = columns.shingles(id);
        Entry {
            facts: facts(batch.article(id), columns, id),
            bands: if shingles.is_empty() { Vec::new() } else { bands_of(&keys, at) },
            fingerprints: learnt.as_ref().map_or_else(Vec::new, |learnt| {
                fingerprints(&job, learnt, id).into_iter().map(Told::row).collect()
            }),
            few_shingles: if shingles.len() <= near::few_shingles(plan) {
                shingles.to_vec()
            } else {
                Vec::new()
            },
            outline: Outline::of(&shingles),
        }
    };
    (0..columns.len() as u32).into_par_iter().map(entry).collect()
}

/// The keys of one article in each band. An article without a word has none: it resembles nothing.
fn bands_of(keys: &[Vec<u32>], at: usize) -> Vec<u64> {
    keys.iter().enumerate().map(|(band, keys)| band_key(band, keys[at])).collect()
}

/// What is known of an article without reading it.
pub(super) fn facts(article: &Article, columns: &dyn Columns, id: ArticleId) -> Facts {
    let hash = |name: &str| xxh3_64(name.as_bytes());
    Facts {
        identity: columns.identity(id),
        published: article.published.as_ref().map(|published| (published.earliest, published.latest)),
        words: columns.word_count(id) as u32,
        shingles: columns.shingle_count(id) as u32,
        outlet: article.outlet.as_deref().map_or(0, hash),
        id: hash(&article.id),
    }
}

/// A fingerprint of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Told {
    pub(super) key: u64,
    /// What it tells in this article.
    pub(super) information: u32,
    /// What its words tell where they stand in no stock phrase.
    pub(super) plain: u32,
}

impl Told {
    /// As rows of an archive have it.
    fn row(self) -> (u64, Option<u32>) {
        (self.key, (self.information != self.plain).then_some(self.information))
    }
}

/// The fingerprints of an article, each once: where one is repeated, that which tells least, as when rows are sorted.
pub(super) fn fingerprints(job: &Job<'_>, learnt: &Learnt<'_>, id: ArticleId) -> Vec<Told> {
    let mut all = Vec::new();
    with_fingerprints(job, learnt, id, |row| {
        all.push(Told { key: gram_key(row.gram), information: row.information, plain: row.information });
    });
    if learnt.has_stock_phrases(id) {
        let mut told = all.iter_mut();
        with_plain_fingerprints(job, learnt, id, |row| {
            told.next().expect("weights select no fingerprints").plain = row.information;
        });
    }
    all.sort_unstable();
    all.dedup_by_key(|told| told.key);
    all
}
