//! `outlets.csv`: the audit of each outlet.

use super::Run;
use super::table::{Cell, Column, Keys, Kind, Table, column, decimals};
use crate::findings::OutletAudit;

pub(super) const TABLE: Table = Table {
    file: "outlets.csv",
    columnar: "outlets.parquet",
    about: "the audit of each outlet",
    naming: 1,
    columns: |_| COLUMNS.to_vec(),
    rows: |run| Box::new(run.findings.outlets.iter().map(move |outlet| row(outlet, run.profile.decimal))),
    keys,
};

const CLASSED: &str = "articles of this class; articles of open class are in none";
const CLASSED_SHARE: &str = "0 to 1: articles of this class ÷ `articles`";
const FLAGGED: &str = "articles with this flag";
const CREDIT: &str =
    "articles with this flag; where `wire_words` is 0 no credit was looked for, and 0 says nothing";

const COLUMNS: [Column<'static>; 20] = [
    column("outlet", Kind::Name, "its name; empty for the articles that name none"),
    column(
        "is_agency",
        Kind::Flag,
        "`yes` or `no`: known as an agency, named with `--wire`, or so by its name",
    ),
    column("articles", Kind::Count, "its articles, updates left out"),
    column("updates", Kind::Count, "its updates of its own articles; they are left out of all other figures"),
    column("wholly_derived", Kind::Count, CLASSED),
    column("partially_derived", Kind::Count, CLASSED),
    column("non_derived", Kind::Count, CLASSED),
    column("wholly_derived_share", Kind::Share, CLASSED_SHARE),
    column("partially_derived_share", Kind::Share, CLASSED_SHARE),
    column("non_derived_share", Kind::Share, CLASSED_SHARE),
    column(
        "median_originality",
        Kind::Share,
        "over the articles of known class; the lower of two in the middle",
    ),
    column("own_words", Kind::Count, "own words of its articles"),
    column("wire_words", Kind::Count, "of these, words attributed to agencies' items"),
    column("wire_share", Kind::Share, "0 to 1: `wire_words` ÷ `own_words`"),
    column("wire_share_by_agency", Kind::Text, "the same share for each agency's outlet, the largest first"),
    column("credited", Kind::Count, CREDIT),
    column("uncredited", Kind::Count, CREDIT),
    column("miscredited", Kind::Count, CREDIT),
    column("shared_quote", Kind::Count, FLAGGED),
    column(
        "median_lag_minutes",
        Kind::Minutes,
        "over all its rows of `reuse.csv` that have a lag; the lower of two in the middle",
    ),
];

/// The articles without an outlet are a row without a name, which identifies nothing.
fn keys(run: Run<'_>) -> Keys {
    let named = run.findings.outlets.iter().all(|outlet| outlet.outlet.is_some());
    Keys { primary: if named { &["outlet"] } else { &[] }, ..Keys::default() }
}

fn row(outlet: &OutletAudit, decimal: char) -> Vec<Cell<'_>> {
    let [wholly, partially, non] = outlet.classes;
    let [credited, uncredited, miscredited, shared_quote] = outlet.flags;
    let of_articles = |part| Cell::part(part, outlet.articles);
    vec![
        Cell::name(outlet.outlet.as_deref()),
        Cell::Word(if outlet.is_agency { "yes" } else { "no" }.into()),
        Cell::Count(outlet.articles),
        Cell::Count(outlet.updates),
        Cell::Count(wholly),
        Cell::Count(partially),
        Cell::Count(non),
        of_articles(wholly),
        of_articles(partially),
        of_articles(non),
        Cell::share(outlet.median_originality),
        Cell::Count(outlet.own_words),
        Cell::Count(outlet.wire_words),
        Cell::part(outlet.wire_words, outlet.own_words),
        Cell::Text(by_agency(outlet, decimal).into()),
        Cell::Count(credited),
        Cell::Count(uncredited),
        Cell::Count(miscredited),
        Cell::Count(shared_quote),
        Cell::minutes(outlet.median_lag),
    ]
}

/// `AFP 0.2300; Reuters 0.0410`: the share of an outlet's own words that are of each agency's items, the largest first.
fn by_agency(outlet: &OutletAudit, decimal: char) -> String {
    let share = |words: u64| if outlet.own_words == 0 { 0.0 } else { words as f64 / outlet.own_words as f64 };
    let one = |(agency, words): &(String, u64)| format!("{agency} {}", decimals(share(*words), decimal));
    outlet.wires.iter().map(one).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, header, text_of};
    use super::*;

    #[test]
    fn every_outlet_has_a_row_and_so_have_articles_without_one() {
        assert_eq!(
            text_of(&TABLE, &Sample::new()),
            format!(
                "{}\n,no,1,0,0,0,0,0.0000,0.0000,0.0000,,0,0,0.0000,,0,0,0,0,\n\
                 Courrier,no,2,1,0,1,1,0.0000,0.5000,0.5000,0.2500,300,69,0.2300,Agence Boréale 0.2300,0,1,0,0,-3\n",
                header(&TABLE)
            )
        );
    }
}
