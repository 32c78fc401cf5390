//! `pairs.csv`: one row for each pair that resembles at the threshold or shares a passage.

use super::Run;
use super::table::{Cell, Column, Keys, Kind, Reference, Rows, Table, column};
use crate::article::Published;
use crate::findings::{Held, PairFinding, Remark};
use std::borrow::Cow;

pub(super) const TABLE: Table = Table {
    file: "pairs.csv",
    columnar: "pairs.parquet",
    about: "which articles are related, and how",
    naming: 2,
    columns: |_| COLUMNS.to_vec(),
    rows,
    keys,
};

const RELATIONS: Kind =
    Kind::Word(&["identical", "formula", "near_duplicate", "a_in_b", "b_in_a", "passages"]);
const CONTAINMENT: &str = "0 to 1: share of this article's shingles that the other one has as well";
const COVERAGE: &str = "0 to 1: share of this article's words that are matched inside passages of this pair; no word \
                        counts twice, words that were passed over do not count. Empty with `--no-passages`";
const GIVEN: &str = "as given; empty if not given";
const DATE: &str = "as given; empty if not given or not readable as a date";

const COLUMNS: [Column<'static>; 19] = [
    column("a", Kind::Name, FIRST),
    column("b", Kind::Name, SECOND),
    column(
        "relation",
        RELATIONS,
        "the first that holds: `identical` (the same words in the same order), `formula` (two notices of a series: the same \
         wording, other figures; not re-use, no passage but those of `--strict-verbatim`, never in a cluster), \
         `near_duplicate` (resemblance ≥ `--threshold`), `a_in_b` or `b_in_a` (at least 0.8 of the shingles of one are in \
         the other, and they are more than a phrase), `passages` (they share passages)",
    ),
    column(
        "resemblance",
        Kind::Share,
        "0 to 1: shingles that both have ÷ shingles that either has (Jaccard). Symmetric",
    ),
    column("containment_a", Kind::Share, CONTAINMENT),
    column("containment_b", Kind::Share, CONTAINMENT),
    column("coverage_a", Kind::Share, COVERAGE),
    column("coverage_b", Kind::Share, COVERAGE),
    column("passages", Kind::Count, "number of passages of this pair. Empty with `--no-passages`"),
    column(
        "matched_words",
        Kind::Count,
        "words matched in all of them (where passages of `--strict-verbatim` overlap, in each). Empty with \
         `--no-passages`",
    ),
    column("a_title", Kind::Text, GIVEN),
    column("b_title", Kind::Text, GIVEN),
    column("a_outlet", Kind::Name, GIVEN),
    column("b_outlet", Kind::Name, GIVEN),
    column("a_published", Kind::Moment, DATE),
    column("b_published", Kind::Moment, DATE),
    column("review", REVIEWS, REVIEW),
    column("review_note", Kind::Text, NOTE),
    column("reviewer", Kind::Name, REVIEWER),
];

/// What a person can have said.
pub(super) const REVIEWS: Kind = Kind::Word(&["dismissed", "confirmed"]);
/// What `review` says, wherever it stands.
pub(super) const REVIEW: &str = "with `--reviewed`: `dismissed` or `confirmed` by a person; else empty";
/// What is said of a person's verdict, wherever it stands.
pub(super) const REVIEWER: &str =
    "with `--reviewed`: who said so, as written in the file; empty if nobody is named";
/// Why a person said so.
pub(super) const NOTE: &str =
    "with `--reviewed`: the note beside that verdict, as written in the file; else empty";
/// What `a` and `b` are, wherever there are both.
pub(super) const FIRST: &str =
    "id of the article of the pair that stands first in the input; with `--against`, of the INPUT";
/// What `b` is.
pub(super) const SECOND: &str = "id of the other article; with `--against`, of the reference";

fn keys(run: Run<'_>) -> Keys {
    let of_a = Reference { fields: &["a"], table: "articles", to: &["id"] };
    let of_b = Reference { fields: &["b"], ..of_a };
    // References are not listed in articles.csv.
    let foreign = if run.has_references() { vec![of_a] } else { vec![of_a, of_b] };
    Keys { primary: &["a", "b"], foreign }
}

fn rows(run: Run<'_>) -> Rows<'_> {
    Box::new(run.findings.pairs.iter().enumerate().map(move |(number, found)| row(run, number, found)))
}

fn row<'a>(run: Run<'a>, number: usize, found: &PairFinding) -> Vec<Cell<'a>> {
    let (a, b) = (run.batch.article(found.pair.first()), run.batch.article(found.pair.second()));
    let passages = found.passages;
    let held = run.findings.reviews.of_pair(number);
    let [review_note, reviewer] = said(run, held);
    vec![
        Cell::Name(&a.id),
        Cell::Name(&b.id),
        Cell::Word(Cow::Borrowed(found.relation.word())),
        Cell::share(Some(found.overlap.resemblance())),
        Cell::share(Some(found.overlap.containment_of_first())),
        Cell::share(Some(found.overlap.containment_of_second())),
        Cell::share(passages.map(|totals| totals.coverage_of_first)),
        Cell::share(passages.map(|totals| totals.coverage_of_second)),
        Cell::count(passages.map(|totals| totals.count)),
        Cell::count(passages.map(|totals| totals.matched_words)),
        Cell::text(a.title.as_deref()),
        Cell::text(b.title.as_deref()),
        Cell::name(a.outlet.as_deref()),
        Cell::name(b.outlet.as_deref()),
        Cell::moment(a.published.as_ref()),
        Cell::moment(b.published.as_ref()),
        review(held),
        review_note,
        reviewer,
    ]
}

/// What a person has said.
pub(super) fn review(held: Option<Held>) -> Cell<'static> {
    held.map_or(Cell::Empty, |held| Cell::Word(held.verdict.word().into()))
}

/// The note beside a verdict that holds, and who gave it.
pub(super) fn said(run: Run<'_>, held: Option<Held>) -> [Cell<'_>; 2] {
    let written = |text| Some(text).filter(|text: &&str| !text.is_empty());
    let remark = remark(run, held);
    let note = remark.and_then(|remark| written(&remark.note));
    [Cell::text(note), Cell::name(remark.and_then(|remark| written(&remark.reviewer)))]
}

/// The remark that a verdict rests on.
pub(super) fn remark(run: Run<'_>, held: Option<Held>) -> Option<&Remark> {
    run.plan.reviewed.as_ref()?.remarks.get(held?.remark?)
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
            text_of(&TABLE, &Sample::reviewed()),
            "\
a,b,relation,resemblance,containment_a,containment_b,coverage_a,coverage_b,passages,matched_words,a_title,b_title,a_outlet,b_outlet,a_published,b_published,review,review_note,reviewer
wire,paper,near_duplicate,0.6667,1.0000,0.6667,1.0000,0.8000,1,12,Bridge closed,'=Bridge,Agence Boréale,Courrier,2026-03-10T05:30:00+01:00,2026-03-10,,,
paper,-own,passages,0.1250,0.2000,0.2500,0.0000,0.0000,0,0,'=Bridge,,Courrier,,2026-03-10,,dismissed,press release,ch
"
        );
    }

    #[test]
    fn columns_of_passages_that_were_not_asked_for_are_empty() {
        let mut sample = Sample::new();
        sample.findings.pairs.truncate(1);
        sample.findings.pairs[0].passages = None;
        let text = text_of(&TABLE, &sample);
        assert!(text.contains("0.6667,1.0000,0.6667,,,,,Bridge closed"), "{text}");
    }
}
