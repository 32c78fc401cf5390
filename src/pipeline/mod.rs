//! The pipeline: which stage when, on which threads, and how much came in and went out.
//!
//! Stages are functions of one item; this is the only place that runs them in parallel. Parallel iterators are indexed
//! and collected in order, or their results are sorted, so one thread and sixty-four give the same findings.

mod clock;
mod columns;
mod gather;
mod near;
mod wording;

use crate::article::Batch;
use crate::cluster;
use crate::columns::Columns;
use crate::findings::Findings;
use crate::observe::{Observer, Stage};
use crate::plan::Plan;
use clock::Clock;

/// Compares the articles of a batch as the plan says.
///
/// 1. Every article becomes columns: word hashes, stems, shingle set, sketch.
/// 2. Identical articles are collapsed; near-duplicates are found among the rest and verified exactly.
/// 3. What the batch teaches is gathered: how telling words are, which wording is a template.
/// 4. Articles that share rare wording, or are near-duplicates, are aligned into passages.
/// 5. Each pair's relation is decided, and near-duplicates form clusters around representatives.
/// 6. The matrix is filled, if it is asked for and not too large to be of use.
///
/// Work is spread over the current rayon thread pool.
#[must_use]
pub fn compare(batch: &Batch, plan: &Plan, observer: &dyn Observer) -> Findings {
    let mut clock = Clock::new(observer);
    let columns = columns::fill(batch, plan, &mut clock);
    let ranks = cluster::ranks(batch.articles(), batch.pairing(), |id| columns.words(id).len());
    let near = near::near_duplicates(batch, plan, &columns, &ranks, &mut clock);
    let wording = plan.passages.map(|settings| {
        let learnt = wording::learn(batch, plan, &columns, &mut clock);
        wording::passages(batch, &columns, &learnt, (settings, &near, plan), &mut clock)
    });
    let mut findings = gather::findings(batch, plan, &columns, (&near, wording), &mut clock);
    findings.clusters = clock.run(Stage::Cluster, findings.pairs.len(), |_| {
        let clusters = cluster::stars(&gather::cluster_edges(&findings.pairs), &ranks);
        (clusters.len(), clusters)
    });
    findings.matrix = gather::matrix(batch, plan, &columns, &findings, &mut clock);
    findings.search = Some(near.search);
    (findings.stages, findings.warnings) = clock.into_records();
    findings
}
