//! `matrix.csv`: one exact figure for every pair of articles, ids along both edges.

use super::Run;
use super::table::{Cell, Column, Keys, Kind, Reference, Rows, Table, column};
use crate::article::{ArticleId, Batch};
use crate::findings::Measure;
use std::iter;

/// There are no rows when there is no matrix.
pub(super) const TABLE: Table =
    Table { file: "matrix.csv", columnar: "matrix.parquet", about: ABOUT, naming: 1, columns, rows, keys };

const ABOUT: &str = "every article against every other";
const ABOUT_REFERENCES: &str = "every article against every reference";

/// The table of this run: with references it is another one.
pub(super) fn table(run: Run<'_>) -> &'static Table {
    const WITH_REFERENCES: Table = Table { about: ABOUT_REFERENCES, ..TABLE };
    if run.has_references() { &WITH_REFERENCES } else { &TABLE }
}

fn columns(run: Run<'_>) -> Vec<Column<'_>> {
    let Some(matrix) = &run.findings.matrix else { return Vec::new() };
    let about = match matrix.measure {
        Measure::Resemblance => {
            "0 to 1: shingles that both articles have ÷ shingles that either has; symmetric"
        }
        Measure::Containment => "0 to 1: share of the row article's shingles that the column article has",
        Measure::Coverage => {
            "0 to 1: share of the row article's words inside passages shared with the column article"
        }
    };
    let figures = matrix.columns.iter().map(|&article| id(run.batch, article));
    let figures = figures.map(|name| Column { name, kind: Kind::Share, about });
    iter::once(column("id", Kind::Name, id_about(matrix.measure))).chain(figures).collect()
}

/// What stands in the corner, and so explains rows, columns and figures where a table has room for one explanation.
fn id_about(measure: Measure) -> &'static str {
    match measure {
        Measure::Resemblance => {
            "the row article. Every further column is an article too, and a figure is their resemblance, 0 to 1: shingles that \
             both have ÷ shingles that either has; symmetric"
        }
        Measure::Containment => {
            "the row article. Every further column is an article too, and a figure is the containment of the row article, 0 to \
             1: share of its shingles that the column article has"
        }
        Measure::Coverage => {
            "the row article. Every further column is an article too, and a figure is the coverage of the row article, 0 to 1: \
             share of its words inside passages shared with the column article"
        }
    }
}

fn keys(_: Run<'_>) -> Keys {
    let article = Reference { fields: &["id"], table: "articles", to: &["id"] };
    Keys { primary: &["id"], foreign: vec![article] }
}

fn rows(run: Run<'_>) -> Rows<'_> {
    let Some(matrix) = &run.findings.matrix else { return Box::new(iter::empty()) };
    // Without columns there are no cells either, and a chunk has at least one.
    let figures = matrix.cells.chunks(matrix.columns.len().max(1));
    Box::new(matrix.rows.iter().zip(figures).map(move |(&article, row)| {
        let figures = row.iter().map(|&share| Cell::share(Some(share)));
        iter::once(Cell::Name(id(run.batch, article))).chain(figures).collect()
    }))
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
            text_of(&TABLE, &Sample::new()),
            "\
id,wire,paper,-own
wire,1.0000,0.6667,0.0000
paper,0.6667,1.0000,0.1250
-own,0.0000,0.1250,1.0000
"
        );
    }
}
