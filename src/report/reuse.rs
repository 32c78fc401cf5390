//! `reuse.csv`: one row for each article that has words of an earlier text, and each such text.

use super::Run;
use super::table::{Cell, Table, Tally};
use crate::article::Article;
use crate::findings::{Audit, Reuse, Share};
use std::io::{self, Write};

pub(super) const FILE: &str = "reuse.csv";

const COLUMNS: [&str; 9] = [
    "source",
    "reuser",
    "lag_minutes",
    "words",
    "share_of_reuser",
    "evidence",
    "source_outlet",
    "reuser_outlet",
    "quoted_words",
];

pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let mut table = Table::new(out, run.profile, COLUMNS)?;
    for (article, audit) in run.batch.ids().zip(&run.findings.audits) {
        for reuse in &audit.sources {
            table.row(row(run, run.batch.article(article), audit, reuse))?;
        }
    }
    table.finish()
}

fn row<'a>(run: &Run<'a>, reuser: &'a Article, audit: &Audit, reuse: &Reuse) -> [Cell<'a>; COLUMNS.len()] {
    let source = run.batch.article(reuse.source);
    let numbers = reuse.passages.iter().map(|number| (number + 1).to_string());
    [
        Cell::Name(&source.id),
        Cell::Name(&reuser.id),
        Cell::minutes(reuse.lag_minutes),
        Cell::Count(reuse.words.into()),
        Cell::Share(Share { part: reuse.words, whole: audit.own_words }),
        Cell::Word(format!("passages {}", numbers.collect::<Vec<_>>().join(" ")).into()),
        Cell::name(source.outlet.as_deref()),
        Cell::name(reuser.outlet.as_deref()),
        Cell::Count(reuse.quoted_words.into()),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn every_earlier_text_of_an_article_has_a_row() {
        let text = text_of(write, &Sample::new());
        assert_eq!(
            text,
            format!("{}\nwire,paper,,2,0.1667,passages 1,Agence Boréale,Courrier,1\n", COLUMNS.join(","))
        );
    }
}
