//! `matrix.csv`: one exact figure for every pair of articles, ids along both edges.

use super::Run;
use super::table::{Cell, Table, Tally};
use crate::article::{ArticleId, Batch};
use std::io::{self, Write};
use std::iter;

pub(super) const FILE: &str = "matrix.csv";

/// Writes nothing at all when there is no matrix.
pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let Some(matrix) = &run.findings.matrix else { return Ok(Tally::default()) };
    let columns = matrix.columns.iter().map(|&column| id(run.batch, column));
    let mut table = Table::new(out, run.profile, iter::once("id").chain(columns))?;
    // Without columns there are no cells either, and a chunk has at least one.
    let rows = matrix.cells.chunks(matrix.columns.len().max(1));
    for (&article, row) in matrix.rows.iter().zip(rows) {
        let figures = row.iter().map(|&share| Cell::Share(share));
        table.row(iter::once(Cell::Name(id(run.batch, article))).chain(figures))?;
    }
    table.finish()
}

fn id(batch: &Batch, article: ArticleId) -> &str {
    &batch.article(article).id
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn ids_stand_along_both_edges() {
        assert_eq!(
            text_of(write, &Sample::new()),
            "\
id,wire,paper,-own
wire,1.0000,0.6667,0.0000
paper,0.6667,1.0000,0.1250
-own,0.0000,0.1250,1.0000
"
        );
    }
}
