//! `rejected.csv`: what could not be used of the input, where it stands, and why.

use super::table::{Cell, Column, Keys, Kind, Table, column};
use crate::article::Rejected;
use std::borrow::Cow;

pub(super) const TABLE: Table = Table {
    file: "rejected.csv",
    columnar: "rejected.parquet",
    about: "what could not be read, and why",
    naming: 2,
    columns: |_| COLUMNS.to_vec(),
    rows: |run| Box::new(run.rejected.iter().map(row)),
    keys: |_| Keys::default(),
};

const COLUMNS: [Column<'static>; 4] = [
    column("path", Kind::Name, "the file in which the record stands"),
    column(
        "line",
        Kind::Ordinal,
        "the line on which the record begins, from 1; empty if the whole file is meant",
    ),
    column("id", Kind::Name, "the record's id, if it has one that could be read"),
    column("reason", Kind::Text, "the fault, and what to do about it"),
];

fn row(rejected: &Rejected) -> Vec<Cell<'_>> {
    vec![
        Cell::Name(&rejected.place.path),
        rejected.place.line.map_or(Cell::Empty, Cell::Count),
        Cell::name(rejected.id.as_deref()),
        Cell::Text(Cow::Borrowed(&rejected.reason)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn a_rejection_says_where_and_why() {
        assert_eq!(
            text_of(&TABLE, &Sample::new()),
            "path,line,id,reason\npress.jsonl,4,,\"no field \"\"text\"\"\"\n"
        );
    }
}
