//! The table of what a de-duplication removes: which article, and which one is kept instead.

use super::Run;
use super::table::{Cell, Column, Keys, Kind, Rows, Table, column};
use crate::article::Pair;
use crate::findings::{Relation, Removal};
use std::borrow::Cow;

pub(super) const TABLE: Table = Table {
    file: "removed.csv",
    columnar: "removed.parquet",
    about: "what was removed, and for which article",
    naming: 2,
    columns: |_| COLUMNS.to_vec(),
    rows,
    keys: |_| Keys { primary: &["id"], foreign: Vec::new() },
};

const COLUMNS: [Column<'static>; 6] = [
    column("id", Kind::Name, "the article that is removed"),
    column("kept", Kind::Name, "the article that is kept instead; with `--against` perhaps a reference"),
    column("resemblance", Kind::Share, "0 to 1: of the two"),
    column("relation", Kind::Word(&["identical", "near_duplicate"]), "`identical` or `near_duplicate`"),
    column("path", Kind::Name, "the file in which it stood"),
    column("line", Kind::Ordinal, "the line on which its record begins, from 1"),
];

fn rows(run: Run<'_>) -> Rows<'_> {
    Box::new(run.removals.unwrap_or_default().iter().map(move |removal| row(run, removal)))
}

fn row<'a>(run: Run<'a>, removal: &Removal) -> Vec<Cell<'a>> {
    let removed = run.batch.article(removal.removed);
    let input = &run.batch.inputs()[removed.locator.input as usize];
    vec![
        Cell::Name(&removed.id),
        Cell::Name(&run.batch.article(removal.kept).id),
        Cell::share(Some(removal.overlap.resemblance())),
        Cell::Word(Cow::Borrowed(relation(run, removal).word())),
        Cell::Name(&input.path),
        Cell::Count(removed.locator.line),
    ]
}

/// Identical or near-duplicate, as the pair was found to be.
fn relation(run: Run<'_>, removal: &Removal) -> Relation {
    let pairs = &run.findings.pairs;
    let found = Pair::new(removal.removed, removal.kept)
        .and_then(|pair| pairs.binary_search_by_key(&pair, |found| found.pair).ok());
    found.map_or(Relation::NearDuplicate, |at| pairs[at].relation)
}

#[cfg(test)]
mod tests {
    use super::super::delimited;
    use super::super::sample::Sample;
    use super::*;
    use crate::findings::removals;

    #[test]
    fn a_removal_says_what_is_kept_instead_and_where_the_removed_stood() {
        let sample = Sample::new();
        let removals = removals(&sample.findings.clusters, |_| 1);
        let run = Run { removals: Some(&removals), ..sample.run() };
        let mut out = Vec::new();
        delimited::write(&mut out, run.profile, &COLUMNS, rows(run)).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "id,kept,resemblance,relation,path,line\npaper,wire,0.6667,near_duplicate,press.jsonl,1\n"
        );
    }
}
