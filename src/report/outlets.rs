//! `outlets.csv`: the audit of each outlet.

use super::Run;
use super::table::{Cell, Table, Tally};
use crate::findings::{OutletAudit, Share};
use std::io::{self, Write};

pub(super) const FILE: &str = "outlets.csv";

const COLUMNS: [&str; 20] = [
    "outlet",
    "is_agency",
    "articles",
    "updates",
    "wholly_derived",
    "partially_derived",
    "non_derived",
    "wholly_derived_share",
    "partially_derived_share",
    "non_derived_share",
    "median_originality",
    "own_words",
    "wire_words",
    "wire_share",
    "wire_share_by_agency",
    "credited",
    "uncredited",
    "miscredited",
    "shared_quote",
    "median_lag_minutes",
];

pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let mut table = Table::new(out, run.profile, COLUMNS)?;
    for outlet in &run.findings.outlets {
        table.row(row(outlet, run.profile.decimal))?;
    }
    table.finish()
}

fn row(outlet: &OutletAudit, decimal: char) -> [Cell<'_>; COLUMNS.len()] {
    let [wholly, partially, non] = outlet.classes;
    let [credited, uncredited, miscredited, shared_quote] = outlet.flags;
    let of_articles = |part| Cell::Share(Share { part, whole: outlet.articles });
    [
        Cell::name(outlet.outlet.as_deref()),
        Cell::Word(if outlet.is_agency { "yes" } else { "no" }.into()),
        Cell::Count(outlet.articles.into()),
        Cell::Count(outlet.updates.into()),
        Cell::Count(wholly.into()),
        Cell::Count(partially.into()),
        Cell::Count(non.into()),
        of_articles(wholly),
        of_articles(partially),
        of_articles(non),
        Cell::share(outlet.median_originality),
        Cell::Count(outlet.own_words),
        Cell::Count(outlet.wire_words),
        Cell::Word(share(outlet.wire_words, outlet.own_words, decimal).into()),
        Cell::Text(by_agency(outlet, decimal).into()),
        Cell::Count(credited.into()),
        Cell::Count(uncredited.into()),
        Cell::Count(miscredited.into()),
        Cell::Count(shared_quote.into()),
        Cell::minutes(outlet.median_lag),
    ]
}

/// `AFP 0.2300; Reuters 0.0410`: the share of an outlet's own words that are of each agency's items, the largest first.
fn by_agency(outlet: &OutletAudit, decimal: char) -> String {
    let one =
        |(agency, words): &(String, u64)| format!("{agency} {}", share(*words, outlet.own_words, decimal));
    outlet.wires.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// A share of counts that may be past 32 bits, with four decimals.
fn share(part: u64, whole: u64, decimal: char) -> String {
    let value = if whole == 0 { 0.0 } else { part as f64 / whole as f64 };
    format!("{value:.4}").replace('.', &decimal.to_string())
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn every_outlet_has_a_row_and_so_have_articles_without_one() {
        assert_eq!(
            text_of(write, &Sample::new()),
            format!(
                "{}\n,no,1,0,0,0,0,0.0000,0.0000,0.0000,,0,0,0.0000,,0,0,0,0,\n\
                 Courrier,no,2,1,0,1,1,0.0000,0.5000,0.5000,0.2500,300,69,0.2300,Agence Boréale 0.2300,0,1,0,0,-3\n",
                COLUMNS.join(",")
            )
        );
    }
}
