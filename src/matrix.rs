//! The matrix: one exact figure for every pair, near-duplicates or not.
//!
//! What two articles share is counted for all pairs at once: shingles are sorted, and every run of equal ones adds to
//! each pair of articles in it, so that the cost is in what is shared and not in the square of the articles.

use crate::article::{ArticleId, Pair};
use crate::columns::Columns;
use crate::measure::{Measure, Overlap, Share};

/// One exact figure for every pair of articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// What the figures are.
    pub measure: Measure,
    /// The articles of the rows, in order.
    pub rows: Vec<ArticleId>,
    /// The articles of the columns, in order.
    pub columns: Vec<ArticleId>,
    /// The figures, row after row: `rows.len() × columns.len()` of them.
    pub cells: Vec<Share>,
}

/// Shared shingles of every row article with every column article.
struct SharedCounts {
    columns: usize,
    counts: Vec<u32>,
}

impl SharedCounts {
    fn of(columns: &dyn Columns, rows: &[ArticleId], across: &[ArticleId]) -> Self {
        let mut counts = vec![0; rows.len() * across.len()];
        let (down, right) = (places(columns, rows), places(columns, across));
        let mut rest = right.as_slice();
        for run in down.chunk_by(|x, y| x.0 == y.0) {
            rest = &rest[rest.partition_point(|place| place.0 < run[0].0)..];
            let same = &rest[..rest.partition_point(|place| place.0 == run[0].0)];
            for &(_, row) in run {
                for &(_, column) in same {
                    counts[row as usize * across.len() + column as usize] += 1;
                }
            }
        }
        Self { columns: across.len(), counts }
    }

    fn get(&self, row: usize, column: usize) -> u32 {
        self.counts[row * self.columns + column]
    }
}

/// All shingles of these articles with the article's place in the list, sorted.
fn places(columns: &dyn Columns, articles: &[ArticleId]) -> Vec<(u64, u32)> {
    let mut places = Vec::with_capacity(articles.iter().map(|&article| columns.shingle_count(article)).sum());
    for (&article, place) in articles.iter().zip(0..) {
        places.extend(columns.shingles(article).iter().map(|&shingle| (shingle, place)));
    }
    places.sort_unstable();
    places
}

/// The matrix of resemblance or containment. An article has 1 with itself, words or no words.
#[must_use]
pub fn of_shingles(
    columns: &dyn Columns,
    measure: Measure,
    rows: Vec<ArticleId>,
    across: Vec<ArticleId>,
) -> Matrix {
    let shared = SharedCounts::of(columns, &rows, &across);
    let mut cells = Vec::with_capacity(rows.len() * across.len());
    for (i, &row) in rows.iter().enumerate() {
        let first = columns.shingle_count(row) as u32;
        for (j, &column) in across.iter().enumerate() {
            let overlap =
                Overlap { shared: shared.get(i, j), first, second: columns.shingle_count(column) as u32 };
            let share = if measure == Measure::Containment {
                overlap.containment_of_first()
            } else {
                overlap.resemblance()
            };
            cells.push(if row == column { Share::ALL } else { share });
        }
    }
    Matrix { measure, rows, columns: across, cells }
}

/// The matrix of coverage, from what the passages of each pair cover of its first and of its second article.
#[must_use]
pub fn of_coverage(covered: &[(Pair, Share, Share)], rows: Vec<ArticleId>, across: Vec<ArticleId>) -> Matrix {
    let mut sorted = covered.to_vec();
    sorted.sort_unstable_by_key(|row| row.0);
    let share = |row: ArticleId, column: ArticleId| {
        let Some(pair) = Pair::new(row, column) else { return Share::ALL };
        let Ok(at) = sorted.binary_search_by_key(&pair, |known| known.0) else { return Share::NONE };
        if pair.first() == row { sorted[at].1 } else { sorted[at].2 }
    };
    let cells = rows.iter().flat_map(|&row| across.iter().map(move |&column| (row, column)));
    let cells = cells.map(|(row, column)| share(row, column)).collect();
    Matrix { measure: Measure::Coverage, rows, columns: across, cells }
}
