//! The table of what a de-duplication removes: which article, and which one is kept instead.

use super::Run;
use super::table::{Cell, Table, Tally};
use crate::article::Pair;
use crate::findings::{Relation, Removal};
use std::borrow::Cow;
use std::io::{self, Write};

const COLUMNS: [&str; 6] = ["id", "kept", "resemblance", "relation", "path", "line"];

pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let mut table = Table::new(out, run.profile, COLUMNS)?;
    for removal in run.removals.unwrap_or_default() {
        table.row(row(run, removal))?;
    }
    table.finish()
}

fn row<'a>(run: &Run<'a>, removal: &Removal) -> [Cell<'a>; COLUMNS.len()] {
    let removed = run.batch.article(removal.removed);
    let input = &run.batch.inputs()[removed.locator.input as usize];
    [
        Cell::Name(&removed.id),
        Cell::Name(&run.batch.article(removal.kept).id),
        Cell::Share(removal.overlap.resemblance()),
        Cell::Word(Cow::Borrowed(relation(run, removal).word())),
        Cell::Name(&input.path),
        Cell::Count(removed.locator.line),
    ]
}

/// Identical or near-duplicate, as the pair was found to be.
fn relation(run: &Run<'_>, removal: &Removal) -> Relation {
    let pairs = &run.findings.pairs;
    let found = Pair::new(removal.removed, removal.kept)
        .and_then(|pair| pairs.binary_search_by_key(&pair, |found| found.pair).ok());
    found.map_or(Relation::NearDuplicate, |at| pairs[at].relation)
}

#[cfg(test)]
mod tests {
    use super::super::sample::Sample;
    use super::*;
    use crate::findings::removals;

    #[test]
    fn a_removal_says_what_is_kept_instead_and_where_the_removed_stood() {
        let sample = Sample::new();
        let removals = removals(&sample.findings.clusters, |_| 1);
        let mut out = Vec::new();
        write(&mut out, &Run { removals: Some(&removals), ..sample.run() }).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "id,kept,resemblance,relation,path,line\npaper,wire,0.6667,near_duplicate,press.jsonl,1\n"
        );
    }
}
