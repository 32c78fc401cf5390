//! `articles.csv`: one row for each examined article. What only attribution can tell is empty until there is one.

use super::Run;
use super::pairs::given;
use super::table::{Cell, Table, Tally};
use crate::article::Article;
use crate::findings::Account;
use std::io::{self, Write};

pub(super) const FILE: &str = "articles.csv";

const COLUMNS: [&str; 20] = [
    "id",
    "outlet",
    "published",
    "title",
    "words",
    "boilerplate_words",
    "reused_words",
    "verbatim_words",
    "quoted_words",
    "wire_words",
    "reused_share",
    "wire_share",
    "originality",
    "top_source",
    "top_source_share",
    "class",
    "credit",
    "flag",
    "update_of",
    "stock_words",
];

pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let mut table = Table::new(out, run.profile, COLUMNS)?;
    // Boilerplate is learnt for the passages' sake; without them nobody has looked, and 0 would be a claim.
    let looked = run.plan.passages.is_some();
    let mut accounts = run.findings.accounts.iter();
    for article in run.batch.examined() {
        table.row(row(article, accounts.next(), looked))?;
    }
    table.finish()
}

/// The columns that are known so far; attribution's are empty.
fn row<'a>(article: &'a Article, account: Option<&Account>, looked: bool) -> [Cell<'a>; COLUMNS.len()] {
    let learnt = account.filter(|_| looked);
    let known = |column| match column {
        "id" => Cell::Name(&article.id),
        "outlet" => Cell::name(article.outlet.as_deref()),
        "published" => Cell::name(given(article.published.as_ref())),
        "title" => Cell::text(article.title.as_deref()),
        "words" => Cell::count(account.map(|account| account.words)),
        "boilerplate_words" => Cell::count(learnt.map(|account| account.boilerplate_words)),
        "stock_words" => Cell::count(learnt.map(|account| account.stock_words)),
        _ => Cell::Empty,
    };
    COLUMNS.map(known)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn every_examined_article_has_a_row_and_a_reference_has_none() {
        let header = COLUMNS.join(",");
        let rows = "\
wire,Agence Boréale,2026-03-10T05:30:00+01:00,Bridge closed,12,0,,,,,,,,,,,,,,0
paper,Courrier,2026-03-10,'=Bridge,15,3,,,,,,,,,,,,,,2
-own,,,,10,0,,,,,,,,,,,,,,0
";
        assert_eq!(text_of(write, &Sample::new()), format!("{header}\n{rows}"));
        let first = &rows[..=rows.find('\n').unwrap()];
        assert_eq!(text_of(write, &Sample::against_the_last_two()), format!("{header}\n{first}"));
    }

    #[test]
    fn boilerplate_that_nobody_looked_for_is_not_0() {
        let mut sample = Sample::new();
        sample.plan.passages = None;
        let text = text_of(write, &sample);
        assert!(text.contains(",Bridge closed,12,,,") && text.contains(",'=Bridge,15,,,"), "{text}");
    }
}
