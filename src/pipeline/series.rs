//! Stage 4 where passages are not asked for: which near-duplicates are notices of a series, told from the two alone.
//!
//! A look at the figures settles most pairs, since a copy keeps those of its source; the rest are aligned. Columns are
//! made anew for the articles in question, so that nobody else pays for them. Nothing is learnt from the batch: an
//! outlet's template is not known here, unless the user lists its lines.

use super::clock::Clock;
use super::learn::{Learnt, unlearnt};
use super::near::NearDuplicates;
use super::wording::PairWording;
use super::{Job, columns};
use crate::align::{AlignSettings, Both, align};
use crate::article::{ArticleId, Pair};
use crate::columns::{CHUNK, MemoryColumns};
use crate::formula::{Figures, are_of_a_series, may_be_of_a_series};
use crate::observe::Stage;
use rayon::prelude::*;

/// A pair of near-duplicates, and how many shingles they share.
type Shared = (Pair, u32);

/// The near-duplicates that are notices of a series, in order.
///
/// 1. The figures of every article that has a near-duplicate; 2. pairs whose figures allow no series are done with;
/// 3. the others are aligned and judged.
pub(super) fn series(job: &Job<'_>, near: &NearDuplicates, clock: &mut Clock<'_>) -> Vec<PairWording> {
    let identity = |id| job.columns.identity(id);
    let differ = |pair: &Pair| identity(pair.first()) != identity(pair.second());
    let pairs: Vec<Shared> = near
        .pairs
        .iter()
        .filter(|row| differ(&row.0))
        .map(|&(pair, overlap)| (pair, overlap.shared))
        .collect();
    clock.run(Stage::Formulas, pairs.len(), |observer| {
        let possible = possible(job, &pairs);
        observer.advance((pairs.len() - possible.len()) as u64);
        let judged = Judged::new(job, &possible);
        let found = possible.par_iter().filter(|&&(pair, shared)| {
            observer.advance(1);
            judged.is_series(pair, shared)
        });
        let formula = |&(pair, _): &Shared| PairWording {
            pair,
            passages: Vec::new(),
            contained: None,
            is_formula: true,
        };
        let found: Vec<PairWording> = found.map(formula).collect();
        (found.len(), found)
    })
}

/// The pairs whose figures allow a series.
fn possible(job: &Job<'_>, pairs: &[Shared]) -> Vec<Shared> {
    let ids = articles_of(pairs);
    let figures: Vec<Figures> = ids.par_chunks(CHUNK).flat_map_iter(|ids| figures(job, ids)).collect();
    let of = |id| &figures[place(&ids, id).index()];
    let may_be = |&&(pair, shared): &&Shared| may_be_of_a_series(of(pair.first()), of(pair.second()), shared);
    pairs.par_iter().filter(may_be).copied().collect()
}

/// The figures of some articles; their columns are dropped again.
fn figures(job: &Job<'_>, ids: &[ArticleId]) -> Vec<Figures> {
    let columns = columns::wording(job.batch, job.plan, ids);
    let job = Job { columns: &columns, ..*job };
    let learnt = unlearnt(&job);
    let figures = (0..ids.len() as u32).map(|at| {
        let words = learnt.words(&job, ArticleId(at));
        Figures::of(words.words, words.particulars, words.masked)
    });
    figures.collect()
}

/// Articles with all that an alignment asks for.
struct Judged<'a> {
    job: &'a Job<'a>,
    ids: Vec<ArticleId>,
    columns: MemoryColumns,
    learnt: Learnt,
}

impl<'a> Judged<'a> {
    fn new(job: &'a Job<'a>, pairs: &[Shared]) -> Self {
        let ids = articles_of(pairs);
        let columns = columns::wording(job.batch, job.plan, &ids);
        let learnt = unlearnt(&Job { columns: &columns, ..*job });
        Self { job, ids, columns, learnt }
    }

    fn is_series(&self, pair: Pair, shared: u32) -> bool {
        let job = Job { columns: &self.columns, ..*self.job };
        let words = |id| self.learnt.words(&job, place(&self.ids, id));
        let both = Both { first: words(pair.first()), second: words(pair.second()) };
        let passages = align(&both, AlignSettings::default());
        let in_passages: u32 = passages.iter().map(|passage| passage.matched).sum();
        are_of_a_series(&both, &passages, in_passages.max(shared))
    }
}

/// The articles of some pairs, each once, in order.
fn articles_of(pairs: &[Shared]) -> Vec<ArticleId> {
    let mut ids: Vec<ArticleId> = pairs.iter().flat_map(|row| [row.0.first(), row.0.second()]).collect();
    ids.par_sort_unstable();
    ids.dedup();
    ids
}

/// The number of an article among these, of which it is one.
fn place(ids: &[ArticleId], id: ArticleId) -> ArticleId {
    ArticleId(ids.partition_point(|&other| other < id) as u32)
}
