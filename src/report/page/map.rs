//! The heat map: the cells of the matrix, relatives side by side.

use super::super::Run;
use super::blocks::packed;
use super::choice::Choice;
use crate::article::ArticleId;
use crate::findings::{Findings, Matrix, Measure, Relation, Share};
use serde::{Serialize, Serializer};
use std::cmp::Reverse;

/// The most rows, and the most columns, of a matrix that the page draws: more would be smaller than a dot.
pub(super) const MOST_MAPPED: usize = 1_000;

#[derive(Serialize, Default)]
pub(super) struct Map {
    measure: Option<Measure>,
    /// Articles by their places on the page.
    rows: Vec<u32>,
    columns: Vec<u32>,
    /// Ten-thousandths, row by row, each in two bytes, the smaller first.
    #[serde(serialize_with = "as_packed")]
    cells: Vec<u8>,
    /// What is shared in numbers: runs of words, or words where the figure is coverage; as many bytes, 65,535 at most.
    #[serde(serialize_with = "as_packed")]
    shared: Vec<u8>,
}

fn as_packed<S: Serializer>(cells: &[u8], out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&packed(cells).map_err(serde::ser::Error::custom)?)
}

impl Map {
    /// The map; without rows where there is no matrix, or one that is too large.
    pub(super) fn of(run: &Run<'_>, choice: &Choice) -> Self {
        let drawn = run
            .findings
            .matrix
            .as_ref()
            .filter(|matrix| matrix.rows.len().max(matrix.columns.len()) <= MOST_MAPPED);
        let Some(matrix) = drawn else {
            return Self::default();
        };
        let kin = kin(run.findings, run.batch.articles().len());
        let (rows, columns) = (related_first(&matrix.rows, &kin), related_first(&matrix.columns, &kin));
        let places = |order: &[usize], articles: &[ArticleId]| {
            let place =
                |&at: &usize| choice.place(articles[at]).expect("all articles of a small run are listed");
            order.iter().map(place).collect()
        };
        Self {
            measure: Some(matrix.measure),
            rows: places(&rows, &matrix.rows),
            columns: places(&columns, &matrix.columns),
            cells: in_two_bytes(matrix, (&rows, &columns), |share| (share.value() * 10_000.0).round() as u16),
            shared: in_two_bytes(matrix, (&rows, &columns), |share| share.part.min(u16::MAX.into()) as u16),
        }
    }
}

/// A figure of each cell, rows and columns in this order.
fn in_two_bytes(
    matrix: &Matrix,
    (rows, columns): (&[usize], &[usize]),
    figure: impl Fn(Share) -> u16,
) -> Vec<u8> {
    let width = matrix.columns.len();
    let places = rows.iter().flat_map(|&row| columns.iter().map(move |&column| row * width + column));
    places.flat_map(|place| figure(matrix.cells[place]).to_le_bytes()).collect()
}

/// Where an article stands among its relatives: the families with most articles first, one cluster behind the other in
/// a family. A family is what pairs join that are more than a formula.
type Kin = (Reverse<usize>, usize, usize, usize);

fn kin(findings: &Findings, articles: usize) -> Vec<Kin> {
    let families = families(findings, articles);
    let mut sizes = vec![0; articles];
    for &family in &families {
        sizes[family] += 1;
    }
    let mut clusters = vec![usize::MAX; articles];
    for (number, cluster) in findings.clusters.iter().enumerate() {
        clusters[cluster.representative.index()] = number;
        cluster.members.iter().for_each(|member| clusters[member.0.index()] = number);
    }
    let kin = |at: usize| (Reverse(sizes[families[at]]), families[at], clusters[at], at);
    (0..articles).map(kin).collect()
}

/// The first article of each article's family.
fn families(findings: &Findings, articles: usize) -> Vec<usize> {
    let mut elder: Vec<usize> = (0..articles).collect();
    let related = findings.pairs.iter().filter(|found| found.relation != Relation::Formula);
    for pair in related.map(|found| found.pair) {
        let one = eldest(&mut elder, pair.first().index());
        let other = eldest(&mut elder, pair.second().index());
        elder[one.max(other)] = one.min(other);
    }
    (0..articles).map(|at| eldest(&mut elder, at)).collect()
}

/// Where a line of elders ends; the line is halved on the way, so that the next one who asks is there sooner.
fn eldest(elder: &mut [usize], mut at: usize) -> usize {
    while elder[at] != at {
        elder[at] = elder[elder[at]];
        at = elder[at];
    }
    at
}

fn related_first(articles: &[ArticleId], kin: &[Kin]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..articles.len()).collect();
    order.sort_by_key(|&at| kin[articles[at].index()]);
    order
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::Sample;
    use super::*;

    #[test]
    fn relatives_stand_side_by_side_and_cells_move_with_them() {
        let mut sample = Sample::new();
        sample.findings.pairs.remove(0);
        sample.findings.clusters.clear();
        let map = Map::of(&sample.run(), &Choice::of(&sample.batch, &sample.findings));
        assert_eq!(map.rows, [1, 2, 0], "the second and the third are related, the first is alone");
        let cell = |at: usize| u16::from_le_bytes([map.cells[2 * at], map.cells[2 * at + 1]]);
        assert_eq!(
            (0..9).map(cell).collect::<Vec<_>>(),
            [10_000, 1_250, 6_667, 1_250, 10_000, 0, 6_667, 0, 10_000]
        );
    }

    #[test]
    fn a_run_without_a_matrix_has_no_map() {
        let mut sample = Sample::new();
        sample.findings.matrix = None;
        let map = Map::of(&sample.run(), &Choice::of(&sample.batch, &sample.findings));
        assert!(map.measure.is_none() && map.rows.is_empty());
    }
}
