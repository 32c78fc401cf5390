//! `flows.csv`: what one outlet's articles have of another's earlier ones.

use super::Run;
use super::table::{Cell, Table, Tally};
use std::io::{self, Write};

pub(super) const FILE: &str = "flows.csv";

const COLUMNS: [&str; 5] = ["source_outlet", "reuser_outlet", "articles", "words", "median_lag_minutes"];

pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let mut table = Table::new(out, run.profile, COLUMNS)?;
    for flow in &run.findings.flows {
        table.row([
            Cell::name(flow.source.as_deref()),
            Cell::name(flow.reuser.as_deref()),
            Cell::Count(flow.articles.into()),
            Cell::Count(flow.words),
            Cell::minutes(flow.median_lag),
        ])?;
    }
    table.finish()
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn every_two_outlets_with_words_in_common_have_a_row() {
        assert_eq!(
            text_of(write, &Sample::new()),
            format!("{}\nAgence Boréale,Courrier,1,69,-3\n", COLUMNS.join(","))
        );
    }
}
