//! `reuse.csv`: one row for each article that has words of an earlier text, and each such text.

use super::Run;
use super::table::{Cell, Column, Keys, Kind, Reference, Rows, Table, column};
use crate::article::Article;
use crate::findings::{Audit, Reuse, Share};

pub(super) const TABLE: Table = Table {
    file: "reuse.csv",
    columnar: "reuse.parquet",
    about: "who has whose words, and how much later",
    naming: 2,
    columns: |_| COLUMNS.to_vec(),
    rows,
    keys,
};

const COLUMNS: [Column<'static>; 9] = [
    column("source", Kind::Name, "id of the earlier article"),
    column("reuser", Kind::Name, "id of the later article"),
    column(
        "lag_minutes",
        Kind::Minutes,
        "whole minutes from the one to the other; empty unless both are dated to the minute; negative where an agency won a \
         tie",
    ),
    column("words", Kind::Count, "words of the later article that are attributed to the earlier one"),
    column("share_of_reuser", Kind::Share, "0 to 1: their share of the later article's own words"),
    column("evidence", Kind::Note, "the rows of `passages.csv` that hold them"),
    column("source_outlet", Kind::Name, "outlet of the earlier article, as given"),
    column("reuser_outlet", Kind::Name, "outlet of the later article, as given"),
    column("quoted_words", Kind::Count, "of these words, quoted speech"),
];

fn keys(run: Run<'_>) -> Keys {
    let reuser = Reference { fields: &["reuser"], table: "articles", to: &["id"] };
    let source = Reference { fields: &["source"], ..reuser };
    // References are not listed in articles.csv.
    let foreign = if run.has_references() { vec![reuser] } else { vec![source, reuser] };
    Keys { primary: &["source", "reuser"], foreign }
}

fn rows(run: Run<'_>) -> Rows<'_> {
    Box::new(run.batch.ids().zip(&run.findings.audits).flat_map(move |(article, audit)| {
        audit.sources.iter().map(move |reuse| row(run, run.batch.article(article), audit, reuse))
    }))
}

fn row<'a>(run: Run<'a>, reuser: &'a Article, audit: &Audit, reuse: &Reuse) -> Vec<Cell<'a>> {
    let source = run.batch.article(reuse.source);
    let numbers = reuse.passages.iter().map(|&number| (u64::from(number) + 1).to_string());
    vec![
        Cell::Name(&source.id),
        Cell::Name(&reuser.id),
        Cell::minutes(reuse.lag_minutes),
        Cell::Count(reuse.words.into()),
        Cell::share(Some(Share { part: reuse.words, whole: audit.own_words })),
        Cell::Word(format!("passages {}", numbers.collect::<Vec<_>>().join(" ")).into()),
        Cell::name(source.outlet.as_deref()),
        Cell::name(reuser.outlet.as_deref()),
        Cell::Count(reuse.quoted_words.into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, header, text_of};
    use super::*;

    #[test]
    fn every_earlier_text_of_an_article_has_a_row() {
        let text = text_of(&TABLE, &Sample::new());
        assert_eq!(
            text,
            format!("{}\nwire,paper,,2,0.1667,passages 1,Agence Boréale,Courrier,1\n", header(&TABLE))
        );
    }
}
