//! Stages 5 and 6: from what the stages found to findings in the units of the text.

use super::clock::Clock;
use super::near::NearDuplicates;
use super::wording::{PairPassages, Wording};
use crate::align::{Aligned, AlignedSegment};
use crate::article::{ArticleId, Batch, Pair, Texts};
use crate::columns::Columns;
use crate::findings::{Account, Findings};
use crate::matrix;
use crate::measure::{Overlap, Share, Side, Span};
use crate::observe::{Stage, WarningKind};
use crate::plan::{MatrixOrder, Plan};
use crate::relate::{Evidence, PairFinding, PassageTotals, Relation, relation};
use crate::text::{Folding, Tokenizer};
use crate::verify;
use rayon::prelude::*;
use std::ops::Range;

/// Relates every pair that was found, and puts passages into the units of the text.
pub(super) fn findings(
    batch: &Batch,
    plan: &Plan,
    columns: &dyn Columns,
    (near, wording): (&NearDuplicates, Option<Wording>),
    clock: &mut Clock<'_>,
) -> Findings {
    let asked = wording.is_some();
    let wording =
        wording.unwrap_or_else(|| Wording { pairs: Vec::new(), boilerplate: vec![0; columns.len()] });
    let found = found_pairs(near, &wording.pairs);
    clock.run(Stage::Relate, found.len(), |observer| {
        let related = found.par_iter().map(|found| {
            observer.advance(1);
            relate(found, asked, columns, plan)
        });
        let pairs: Vec<PairFinding> = related.flatten().collect();
        let passages =
            wording.pairs.par_iter().flat_map_iter(|found| located(found, batch, plan.folding)).collect();
        let accounts = (0..columns.len()).map(|at| Account {
            words: columns.words(ArticleId(at as u32)).len() as u32,
            boilerplate_words: wording.boilerplate[at],
        });
        (pairs.len(), Findings { passages, accounts: accounts.collect(), pairs, ..Findings::default() })
    })
}

/// A pair with what is known of it so far.
struct Found<'a> {
    pair: Pair,
    overlap: Option<Overlap>,
    passages: &'a [Aligned],
}

/// All pairs that were found either way, in order.
fn found_pairs<'a>(near: &NearDuplicates, wording: &'a [PairPassages]) -> Vec<Found<'a>> {
    let with_overlap = near.pairs.iter().map(|&(pair, overlap)| (pair, Some(overlap), None));
    let with_passages = wording.iter().map(|found| (found.pair, None, Some(found)));
    let mut all: Vec<(Pair, Option<Overlap>, Option<&PairPassages>)> =
        with_overlap.chain(with_passages).collect();
    all.sort_by_key(|row| row.0);
    let merged = all.chunk_by(|x, y| x.0 == y.0).map(|rows| Found {
        pair: rows[0].0,
        overlap: rows.iter().find_map(|row| row.1),
        passages: rows.iter().find_map(|row| row.2).map_or(&[], |found| &found.passages),
    });
    merged.collect()
}

fn relate(found: &Found<'_>, asked: bool, columns: &dyn Columns, plan: &Plan) -> Option<PairFinding> {
    let (first, second) = (found.pair.first(), found.pair.second());
    let exactly = || verify::overlap(columns.shingles(first), columns.shingles(second));
    let evidence = Evidence {
        identical: columns.identity(first) == columns.identity(second),
        overlap: found.overlap.unwrap_or_else(exactly),
        has_passage: !found.passages.is_empty(),
    };
    let totals = || totals(found.passages, columns.words(first).len(), columns.words(second).len());
    relation(evidence, plan.threshold).map(|relation| PairFinding {
        pair: found.pair,
        relation,
        overlap: evidence.overlap,
        passages: asked.then(totals),
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

/// The passages of a pair in code points and bytes.
fn located(found: &PairPassages, batch: &Batch, folding: Folding) -> Vec<crate::align::Passage> {
    let first = Places::of(&batch.text(found.pair.first()), folding);
    let second = Places::of(&batch.text(found.pair.second()), folding);
    let earlier = earlier(batch, found.pair);
    let segment = |segment: &AlignedSegment| crate::align::Segment {
        first: first.span(&segment.first),
        second: second.span(&segment.second),
    };
    let passage = |passage: &Aligned| crate::align::Passage {
        pair: found.pair,
        first: first.span(&passage.first),
        second: second.span(&passage.second),
        first_words: passage.first.len() as u32,
        second_words: passage.second.len() as u32,
        matched_words: passage.matched,
        kind: passage.kind,
        segments: passage.segments.iter().map(segment).collect(),
        earlier,
        via: None,
    };
    found.passages.iter().map(passage).collect()
}

/// Which article of a pair was published first, if their dates tell.
fn earlier(batch: &Batch, pair: Pair) -> Option<Side> {
    let published = |id: ArticleId| batch.article(id).published.as_ref();
    let (first, second) = (published(pair.first())?, published(pair.second())?);
    match (first.is_before(second), second.is_before(first)) {
        (true, _) => Some(Side::First),
        (_, true) => Some(Side::Second),
        _ => None,
    }
}

/// Where the words of one text stand: start and end of each, in bytes and in code points.
struct Places(Vec<(Range<u32>, Range<u32>)>);

impl Places {
    fn of(text: &str, folding: Folding) -> Self {
        let mut places = Vec::new();
        let (mut byte, mut chars) = (0, 0);
        let mut count_to = |to: usize| {
            chars += text[byte..to].chars().count() as u32;
            byte = to;
            chars
        };
        Tokenizer::new(folding).for_each(text, |token| {
            let chars = count_to(token.start)..count_to(token.end);
            places.push((chars, token.start as u32..token.end as u32));
        });
        Self(places)
    }

    /// The span from the first to the last of these words.
    fn span(&self, words: &Range<u32>) -> Span {
        let (start, end) = (&self.0[words.start as usize], &self.0[words.end as usize - 1]);
        Span { chars: start.0.start..end.0.end, bytes: start.1.start..end.1.end }
    }
}

/// The pairs that may form clusters.
pub(super) fn cluster_edges(pairs: &[PairFinding]) -> Vec<(Pair, Overlap)> {
    let edge = |pair: &&PairFinding| matches!(pair.relation, Relation::Identical | Relation::NearDuplicate);
    pairs.iter().filter(edge).map(|found| (found.pair, found.overlap)).collect()
}

/// The matrix, if it is asked for and there are not too many articles for it.
pub(super) fn matrix(
    batch: &Batch,
    plan: &Plan,
    columns: &dyn Columns,
    findings: &Findings,
    clock: &mut Clock<'_>,
) -> Option<matrix::Matrix> {
    let asked = plan.matrix?;
    let ids = |articles: Range<usize>| articles.map(|at| ArticleId(at as u32)).collect::<Vec<_>>();
    let examined = batch.examined().len();
    let all = if batch.references().is_empty() { 0..examined } else { examined..batch.articles().len() };
    let (mut rows, mut across) = (ids(0..examined), ids(all));
    if rows.len().max(across.len()) > asked.limit {
        let articles = rows.len().max(across.len());
        let what = format!(
            "matrix.csv was left out: {articles} articles are more than --matrix-limit {} (pairs.csv has \
                            every pair worth a row)",
            asked.limit
        );
        clock.warn(WarningKind::LeftOut, what);
        return None;
    }
    if asked.order == MatrixOrder::Cluster {
        rows = relatives_together(rows, findings);
        across = relatives_together(across, findings);
    }
    Some(clock.run(Stage::Matrix, rows.len(), |observer| {
        let matrix = match asked.measure {
            crate::measure::Measure::Coverage => matrix::of_coverage(&covered(findings), rows, across),
            measure => matrix::of_shingles(columns, measure, rows, across),
        };
        observer.advance(matrix.rows.len() as u64);
        (matrix.cells.len(), matrix)
    }))
}

fn covered(findings: &Findings) -> Vec<(Pair, Share, Share)> {
    let row = |found: &PairFinding| {
        found.passages.map(|totals| (found.pair, totals.coverage_of_first, totals.coverage_of_second))
    };
    findings.pairs.iter().filter_map(row).collect()
}

/// The articles with the members of each cluster side by side, clusters first.
fn relatives_together(articles: Vec<ArticleId>, findings: &Findings) -> Vec<ArticleId> {
    let mut place: Vec<usize> = vec![usize::MAX; findings.accounts.len()];
    for (number, cluster) in findings.clusters.iter().enumerate() {
        place[cluster.representative.index()] = number;
        cluster.members.iter().for_each(|member| place[member.0.index()] = number);
    }
    let mut ordered = articles;
    ordered.sort_by_key(|id| (place[id.index()], *id));
    ordered
}
