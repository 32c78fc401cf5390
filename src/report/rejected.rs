//! `rejected.csv`: what could not be used of the input, where it stands, and why.

use super::Run;
use super::table::{Cell, Table, Tally};
use crate::article::Rejected;
use std::borrow::Cow;
use std::io::{self, Write};

pub(super) const FILE: &str = "rejected.csv";

const COLUMNS: [&str; 4] = ["path", "line", "id", "reason"];

pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let mut table = Table::new(out, run.profile, COLUMNS)?;
    for rejected in run.rejected {
        table.row(row(rejected))?;
    }
    table.finish()
}

fn row(rejected: &Rejected) -> [Cell<'_>; COLUMNS.len()] {
    [
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
            text_of(write, &Sample::new()),
            "path,line,id,reason\npress.jsonl,4,,\"no field \"\"text\"\"\"\n"
        );
    }
}
