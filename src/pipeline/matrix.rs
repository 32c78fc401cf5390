//! Stage 6: the matrix, from exact figures for every pair.

use super::Job;
use super::clock::Clock;
use crate::article::{ArticleId, Pair, Pairing};
use crate::findings::Findings;
use crate::matrix::{self, Matrix};
use crate::measure::{Measure, Share};
use crate::observe::{Stage, WarningKind};
use crate::plan::MatrixOrder;
use crate::relate::PairFinding;

/// The matrix, if it is asked for and there are not too many articles for it.
pub(super) fn fill(job: &Job<'_>, findings: &Findings, clock: &mut Clock<'_>) -> Option<Matrix> {
    let asked = job.plan.matrix?;
    let (rows, columns) = sides(job);
    let articles = rows.len().max(columns.len());
    if articles > asked.limit {
        let limit = asked.limit;
        clock.warn(
            WarningKind::LeftOut,
            format!(
                "matrix.csv was left out: {articles} articles are more than --matrix-limit {limit} (pairs.csv has every \
                 pair worth a row)"
            ),
        );
        return None;
    }
    let ordered = |articles| match asked.order {
        MatrixOrder::Input => articles,
        MatrixOrder::Cluster => relatives_together(articles, findings),
    };
    let (rows, columns) = (ordered(rows), ordered(columns));
    Some(clock.run(Stage::Matrix, rows.len(), |observer| {
        observer.advance(rows.len() as u64);
        let matrix = match asked.measure {
            Measure::Coverage => matrix::of_coverage(&covered(findings), rows, columns),
            measure => matrix::of_shingles(job.columns, measure, rows, columns),
        };
        (matrix.cells.len(), matrix)
    }))
}

/// The articles of the rows and of the columns, as they stand in the input.
fn sides(job: &Job<'_>) -> (Vec<ArticleId>, Vec<ArticleId>) {
    let all: Vec<ArticleId> = job.batch.ids().collect();
    match job.batch.pairing() {
        Pairing::Within => (all.clone(), all),
        Pairing::Joining { first_reference } => (all[..first_reference.index()].to_vec(), all),
        Pairing::Against { first_reference } => {
            let (examined, references) = all.split_at(first_reference.index());
            (examined.to_vec(), references.to_vec())
        }
    }
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
