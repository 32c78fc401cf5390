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
use crate::columns::KeptColumns;
use crate::formula::{self, Figures, may_be_of_a_series};
use crate::observe::{Observer, Stage};
use crate::text::Tokenizer;
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
        let all = pairs.len();
        let possible = possible(job, pairs);
        observer.advance((all - possible.len()) as u64);
        let are = are_of_a_series(job, &possible, observer);
        let found = possible.iter().zip(are).filter(|(_, is_series)| *is_series).map(|(shared, _)| shared);
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

/// Which of these pairs are notices of a series, whatever their figures allow at a first look.
pub(super) fn are_of_a_series(job: &Job<'_>, pairs: &[Shared], observer: &dyn Observer) -> Vec<bool> {
    let judged = Judged::new(job, pairs);
    let are = pairs.par_iter().map(|&(pair, shared)| {
        observer.advance(1);
        judged.is_series(pair, shared)
    });
    are.collect()
}

/// The pairs whose figures allow a series; all, if the user's own lines have a say in what is whose.
fn possible(job: &Job<'_>, pairs: Vec<Shared>) -> Vec<Shared> {
    if !job.plan.boilerplate.0.is_empty() {
        return pairs;
    }
    let ids = articles_of(&pairs);
    let folding = job.plan.folding;
    let figures = ids.par_iter().map_init(|| Tokenizer::new(folding), |cut, &id| figures(job, cut, id));
    let figures: Vec<Figures> = figures.collect();
    let of = |id| &figures[place(&ids, id).index()];
    let may_be = |&(pair, shared): &Shared| may_be_of_a_series(of(pair.first()), of(pair.second()), shared);
    pairs.into_par_iter().filter(may_be).collect()
}

fn figures(job: &Job<'_>, tokenizer: &mut Tokenizer, id: ArticleId) -> Figures {
    let mut stated = Vec::new();
    columns::append_figures(&job.batch.text(id), tokenizer, &mut stated);
    Figures::new(stated, job.columns.word_count(id))
}

/// Articles with all that an alignment asks for.
struct Judged<'a> {
    job: &'a Job<'a>,
    ids: Vec<ArticleId>,
    columns: KeptColumns,
    learnt: Learnt<'a>,
}

impl<'a> Judged<'a> {
    fn new(job: &'a Job<'a>, pairs: &[Shared]) -> Self {
        let ids = articles_of(pairs);
        let columns = columns::wording(job.batch, job.plan, &ids);
        let learnt = unlearnt(&Job { columns: &columns, ..*job }, job.scratch);
        Self { job, ids, columns, learnt }
    }

    fn is_series(&self, pair: Pair, shared: u32) -> bool {
        let job = Job { columns: &self.columns, ..*self.job };
        let wording = |id| self.learnt.wording(&job, place(&self.ids, id));
        let (first, second) = (wording(pair.first()), wording(pair.second()));
        let both = Both { first: first.words(), second: second.words() };
        let passages = align(&both, AlignSettings::default());
        let in_passages: u32 = passages.iter().map(|passage| passage.matched).sum();
        formula::are_of_a_series(&both, &passages, in_passages.max(shared))
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
