//! Stage 5: every pair that was found either way, with its relation.

use super::Job;
use super::clock::Clock;
use super::learn::Learnt;
use super::locate::located;
use super::near::NearDuplicates;
use super::wording::PairWording;
use crate::align::Aligned;
use crate::article::Pair;
use crate::findings::{Account, Findings};
use crate::measure::{Overlap, Share};
use crate::observe::Stage;
use crate::relate::{Evidence, PairFinding, PassageTotals, Relation, relation};
use crate::verify;
use rayon::prelude::*;
use std::ops::Range;

/// Relates every pair that was found, and puts passages into the units of the text.
pub(super) fn findings(
    job: &Job<'_>,
    near: &NearDuplicates,
    wording: &[PairWording],
    clock: &mut Clock<'_>,
) -> Findings {
    let found = found_pairs(near, wording);
    clock.run(Stage::Relate, found.len(), |observer| {
        let related = found.par_iter().map(|found| {
            observer.advance(1);
            relate(job, found)
        });
        let pairs: Vec<PairFinding> = related.flatten().collect();
        let passages = wording.par_iter().flat_map_iter(|found| located(job, found)).collect();
        (pairs.len(), Findings { pairs, passages, ..Findings::default() })
    })
}

/// What can be said of each article by itself. Nothing is boilerplate where passages were not asked for.
pub(super) fn accounts(job: &Job<'_>, learnt: Option<&Learnt<'_>>) -> Vec<Account> {
    let words = |id| job.columns.word_count(id) as u32;
    let unasked = || job.batch.ids().map(|id| Account { words: words(id), ..Account::default() }).collect();
    let Some(learnt) = learnt else { return unasked() };
    let account =
        |(id, (boilerplate_words, stock_words))| Account { words: words(id), boilerplate_words, stock_words };
    job.batch.ids().zip(learnt.not_its_own()).map(account).collect()
}

/// A pair with what is known of it so far.
pub(super) struct Found<'a> {
    pub(super) pair: Pair,
    pub(super) near: Option<Overlap>,
    pub(super) wording: Option<&'a PairWording>,
}

/// All pairs that were found either way, in order.
fn found_pairs<'a>(near: &NearDuplicates, wording: &'a [PairWording]) -> Vec<Found<'a>> {
    let near = near.pairs.iter().map(|&(pair, overlap)| Found { pair, near: Some(overlap), wording: None });
    let wording = wording.iter().map(|found| Found { pair: found.pair, near: None, wording: Some(found) });
    let mut all: Vec<Found<'_>> = near.chain(wording).collect();
    all.sort_by_key(|found| found.pair);
    let merged = all.chunk_by(|x, y| x.pair == y.pair).map(|same| Found {
        pair: same[0].pair,
        near: same.iter().find_map(|found| found.near),
        wording: same.iter().find_map(|found| found.wording),
    });
    merged.collect()
}

/// What the articles of a pair are to one another; nothing if that is not worth a row.
pub(super) fn relate(job: &Job<'_>, found: &Found<'_>) -> Option<PairFinding> {
    let (first, second) = (found.pair.first(), found.pair.second());
    let contained = found.wording.and_then(|wording| wording.contained);
    let exactly = || verify::overlap(&job.columns.shingles(first), &job.columns.shingles(second));
    let passages = found.wording.map_or(&[][..], |wording| &wording.passages);
    let evidence = Evidence {
        identical: job.columns.identity(first) == job.columns.identity(second),
        overlap: found.near.or(contained).unwrap_or_else(exactly),
        is_formula: found.wording.is_some_and(|wording| wording.is_formula),
        shares: !passages.is_empty() || contained.is_some(),
    };
    let words = |id| job.columns.word_count(id);
    relation(evidence, job.plan.threshold).map(|relation| PairFinding {
        pair: found.pair,
        relation,
        overlap: evidence.overlap,
        passages: job.plan.passages.map(|_| totals(passages, words(first), words(second))),
    })
}

fn totals(passages: &[Aligned], first_words: usize, second_words: usize) -> PassageTotals {
    let runs = || passages.iter().flat_map(|passage| &passage.segments).flat_map(|segment| &segment.runs);
    let covered = |ranges: Vec<Range<u32>>, words: usize| Share { part: union(ranges), whole: words as u32 };
    PassageTotals {
        count: passages.len() as u32,
        matched_words: passages.iter().map(|passage| passage.matched).sum(),
        coverage_of_first: covered(
            runs().map(|run| run.first..run.first + run.length).collect(),
            first_words,
        ),
        coverage_of_second: covered(
            runs().map(|run| run.second..run.second + run.length).collect(),
            second_words,
        ),
    }
}

/// How many numbers lie in at least one of the ranges.
fn union(mut ranges: Vec<Range<u32>>) -> u32 {
    ranges.sort_unstable_by_key(|range| range.start);
    let (mut end, mut total) = (0, 0);
    for range in ranges {
        total += range.end.saturating_sub(range.start.max(end));
        end = end.max(range.end);
    }
    total
}

/// The pairs that may form clusters.
pub(super) fn cluster_edges(pairs: &[PairFinding]) -> Vec<(Pair, Overlap)> {
    let edge = |pair: &&PairFinding| matches!(pair.relation, Relation::Identical | Relation::NearDuplicate);
    pairs.iter().filter(edge).map(|found| (found.pair, found.overlap)).collect()
}
