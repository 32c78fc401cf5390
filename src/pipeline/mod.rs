//! The pipeline: which stage when, on which threads, and how much came in and went out.
//!
//! Stages are functions of one item; this is the only place that runs them in parallel. Parallel iterators are indexed
//! and collected in order, or their results are sorted, so one thread and sixty-four give the same findings.

mod archived;
mod audit;
mod clock;
mod columns;
mod gather;
mod learn;
mod locate;
mod matched;
mod matrix;
mod meeting;
mod near;
mod reviewed;
mod said;
mod series;
pub mod shards;
mod verbatim;
mod word_set;
mod wording;

pub use archived::{
    HeldTo, SHORTEST_EXACT_RUN, Selected, Unlearnt, catalogue, compare_selected, compare_with_statistics,
    learn_statistics, select, with_what_recurs,
};

use crate::article::{ArticleId, Batch, Pair, Published, are_within};
use crate::cluster;
use crate::columns::Columns;
use crate::findings::Findings;
use crate::journal::{Journal, Unrecorded};
use crate::observe::{Observer, Stage};
use crate::plan::Plan;
use crate::scratch::Scratch;
use crate::statistics::Statistics;
use clock::Clock;
use std::sync::Arc;

/// Compares the articles of a batch as the plan says.
///
/// 1. Every article becomes columns: word hashes, stems, shingle set, sketch.
/// 2. Identical articles are collapsed; near-duplicates are found among the rest and verified exactly.
/// 3. What the batch teaches is gathered: how telling words are, which wording is a template.
/// 4. Articles that share rare wording, or are near-duplicates, are aligned into passages; exact runs of so many
///    words are added to them, if they are asked for. Without passages, only notices of a series are told among the
///    near-duplicates.
/// 5. Each pair's relation is decided, and near-duplicates form clusters around representatives.
/// 6. Every article is audited: what was earlier, what is quoted, what is credited. Passages that a person has dismissed
///    attribute nothing.
/// 7. The matrix is filled, if it is asked for and not too large to be of use.
///
/// Work is spread over the current rayon thread pool.
#[must_use]
pub fn compare(batch: &Batch, plan: &Plan, observer: &dyn Observer) -> Findings {
    let mut clock = Clock::new(observer, &Unrecorded);
    let columns = columns::fill(batch, plan, &mut clock);
    let scratch = &Scratch::unbounded();
    compare_all(&Job { batch, plan, columns: &columns, scratch, given: Given::default() }, clock)
}

/// Compares as [`compare`] does, where the columns are there already, with so much room to work in, and keeps a journal. The
/// batch need not have its texts, unless the plan asks for passages or formulas, which only texts can tell.
#[must_use]
pub fn compare_columns(
    batch: &Batch,
    columns: &dyn Columns,
    plan: &Plan,
    scratch: &Scratch,
    (observer, journal): (&dyn Observer, &dyn Journal),
) -> Findings {
    let given = Given::default();
    compare_all(&Job { batch, plan, columns, scratch, given }, Clock::new(observer, journal))
}

/// Everything behind the columns.
fn compare_all(job: &Job<'_>, mut clock: Clock<'_>) -> Findings {
    let Job { batch, plan, columns, given, .. } = *job;
    let words = |id| columns.word_count(id);
    let ranks = cluster::ranks(batch.articles(), batch.pairing(), plan.representative, words);
    let near = clock.step("near-duplicates", |clock| near::near_duplicates(job, &ranks, clock));
    let learnt = plan.passages.map(|_| match given.statistics {
        Some(statistics) => learn::learnt_before(job, statistics, &mut clock),
        None => learn::learn(job, &near, &ranks, &mut clock),
    });
    let wording = clock.step("wording", |clock| match &learnt {
        Some(learnt) => {
            let evidence = wording::wording(job, learnt, &near, clock);
            verbatim::with_exact_runs(job, learnt, evidence, clock)
        }
        None if plan.formulas => series::series(job, &near, clock),
        None => Vec::new(),
    });
    let mut findings = gather::findings(job, &near, &wording, &mut clock);
    findings.accounts = gather::accounts(job, learnt.as_ref());
    findings.learnt = learnt.as_ref().map(|learnt| learnt.record(job, &mut clock));
    findings.clusters = clock.run(Stage::Cluster, findings.pairs.len(), |_| {
        let clusters = cluster::stars(&gather::cluster_edges(&findings.pairs), &ranks);
        (clusters.len(), clusters)
    });
    findings.reviews = reviewed::review(job, &findings, &mut clock);
    if let Some(learnt) = &learnt {
        audit::audit(job, (learnt, &wording), &mut findings, &mut clock);
    }
    findings.matrix = matrix::fill(job, &findings, &mut clock);
    findings.outside_window = near.outside_window;
    findings.search = Some(near.search);
    (findings.stages, findings.warnings) = clock.into_records();
    findings
}

/// Articles whose hashes are counted by one worker in one go.
const COUNTED_AT_ONCE: usize = 1_024;

/// What every stage of a run can see.
#[derive(Clone, Copy)]
struct Job<'a> {
    batch: &'a Batch,
    plan: &'a Plan,
    columns: &'a dyn Columns,
    scratch: &'a Scratch,
    given: Given<'a>,
}

/// What a run is given besides articles.
#[derive(Clone, Copy, Default)]
struct Given<'a> {
    /// What was learnt elsewhere, and is not to be learnt from the batch.
    statistics: Option<&'a Arc<Statistics>>,
    /// The pairs to be compared, and what else there is of the archive that the references were chosen from.
    selected: Option<&'a Selected>,
}

impl Job<'_> {
    /// Whether two articles are close enough in time to be compared. Undated ones always are.
    fn within_window(&self, pair: Pair) -> bool {
        let Some(window) = self.plan.window_seconds else { return true };
        let published = |id: ArticleId| self.batch.article(id).published.as_ref().map(Published::interval);
        are_within(window, published(pair.first()), published(pair.second()))
    }
}
