//! `pairs.csv`: one row for each pair that resembles at the threshold or shares a passage.

use super::Run;
use super::table::{Cell, Table, Tally};
use crate::article::Published;
use crate::findings::{PairFinding, Verdict};
use std::borrow::Cow;
use std::io::{self, Write};

pub(super) const FILE: &str = "pairs.csv";

const COLUMNS: [&str; 17] = [
    "a",
    "b",
    "relation",
    "resemblance",
    "containment_a",
    "containment_b",
    "coverage_a",
    "coverage_b",
    "passages",
    "matched_words",
    "a_title",
    "b_title",
    "a_outlet",
    "b_outlet",
    "a_published",
    "b_published",
    "review",
];

pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let mut table = Table::new(out, run.profile, COLUMNS)?;
    for (number, found) in run.findings.pairs.iter().enumerate() {
        table.row(row(run, number, found))?;
    }
    table.finish()
}

fn row<'a>(run: &Run<'a>, number: usize, found: &PairFinding) -> [Cell<'a>; COLUMNS.len()] {
    let (a, b) = (run.batch.article(found.pair.first()), run.batch.article(found.pair.second()));
    let passages = found.passages;
    [
        Cell::Name(&a.id),
        Cell::Name(&b.id),
        Cell::Word(Cow::Borrowed(found.relation.word())),
        Cell::Share(found.overlap.resemblance()),
        Cell::Share(found.overlap.containment_of_first()),
        Cell::Share(found.overlap.containment_of_second()),
        Cell::share(passages.map(|totals| totals.coverage_of_first)),
        Cell::share(passages.map(|totals| totals.coverage_of_second)),
        Cell::count(passages.map(|totals| totals.count)),
        Cell::count(passages.map(|totals| totals.matched_words)),
        Cell::text(a.title.as_deref()),
        Cell::text(b.title.as_deref()),
        Cell::name(a.outlet.as_deref()),
        Cell::name(b.outlet.as_deref()),
        Cell::name(given(a.published.as_ref())),
        Cell::name(given(b.published.as_ref())),
        review(run.findings.reviews.of_pair(number)),
    ]
}

/// What a person has said.
pub(super) fn review(verdict: Option<Verdict>) -> Cell<'static> {
    verdict.map_or(Cell::Empty, |verdict| Cell::Word(verdict.word().into()))
}

/// A date as the article gave it.
pub(super) fn given(published: Option<&Published>) -> Option<&str> {
    published.map(|published| published.given.as_str())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn a_pair_has_a_row_with_its_figures_and_what_it_is_known_by() {
        assert_eq!(
            text_of(write, &Sample::reviewed()),
            "\
a,b,relation,resemblance,containment_a,containment_b,coverage_a,coverage_b,passages,matched_words,a_title,b_title,a_outlet,b_outlet,a_published,b_published,review
wire,paper,near_duplicate,0.6667,1.0000,0.6667,1.0000,0.8000,1,12,Bridge closed,'=Bridge,Agence Boréale,Courrier,2026-03-10T05:30:00+01:00,2026-03-10,
paper,-own,passages,0.1250,0.2000,0.2500,0.0000,0.0000,0,0,'=Bridge,,Courrier,,2026-03-10,,dismissed
"
        );
    }

    #[test]
    fn columns_of_passages_that_were_not_asked_for_are_empty() {
        let mut sample = Sample::new();
        sample.findings.pairs.truncate(1);
        sample.findings.pairs[0].passages = None;
        let text = text_of(write, &sample);
        assert!(text.contains("0.6667,1.0000,0.6667,,,,,Bridge closed"), "{text}");
    }
}
