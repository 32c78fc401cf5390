//! `flows.csv`: what one outlet's articles have of another's earlier ones.

use super::Run;
use super::table::{Cell, Column, Keys, Kind, Rows, Table, column};

pub(super) const TABLE: Table = Table {
    file: "flows.csv",
    columnar: "flows.parquet",
    about: "what flows from outlet to outlet",
    naming: 2,
    columns: |_| COLUMNS.to_vec(),
    rows,
    keys: |_| Keys::default(),
};

const COLUMNS: [Column<'static>; 6] = [
    column("source_outlet", Kind::Name, "outlet of the earlier texts"),
    column("reuser_outlet", Kind::Name, "outlet of the later texts"),
    column("articles", Kind::Count, "later articles that have words of the earlier texts"),
    column("words", Kind::Count, "their words that are attributed to the earlier texts"),
    column("quoted_words", Kind::Count, "of these, quoted speech in either of the two"),
    column("median_lag_minutes", Kind::Minutes, "over all of them that have a lag"),
];

fn rows(run: Run<'_>) -> Rows<'_> {
    Box::new(run.findings.flows.iter().map(|flow| {
        vec![
            Cell::name(flow.source.as_deref()),
            Cell::name(flow.reuser.as_deref()),
            Cell::Count(flow.articles),
            Cell::Count(flow.words),
            Cell::Count(flow.quoted_words),
            Cell::minutes(flow.median_lag),
        ]
    }))
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, header, text_of};
    use super::*;

    #[test]
    fn every_two_outlets_with_words_in_common_have_a_row() {
        assert_eq!(
            text_of(&TABLE, &Sample::new()),
            format!("{}\nAgence Boréale,Courrier,1,69,7,-3\n", header(&TABLE))
        );
    }
}
