//! `clusters.csv`: near-duplicates around their representative, one row for each article of a cluster.

use super::Run;
use super::table::{Cell, Table, Tally};
use crate::article::ArticleId;
use crate::findings::Share;
use std::borrow::Cow;
use std::io::{self, Write};

pub(super) const FILE: &str = "clusters.csv";

const COLUMNS: [&str; 5] = ["cluster", "id", "role", "resemblance_to_representative", "side"];

pub(super) fn write(out: &mut dyn Write, run: &Run<'_>) -> io::Result<Tally> {
    let mut table = Table::new(out, run.profile, COLUMNS)?;
    for (number, cluster) in (1..).zip(&run.findings.clusters) {
        table.row(row(run, number, cluster.representative, "representative", Share::ALL))?;
        for &(member, overlap) in &cluster.members {
            table.row(row(run, number, member, "member", overlap.resemblance()))?;
        }
    }
    table.finish()
}

fn row<'a>(
    run: &Run<'a>,
    cluster: u64,
    article: ArticleId,
    role: &'static str,
    resemblance: Share,
) -> [Cell<'a>; COLUMNS.len()] {
    // Ids are unique on each side only, so with references an id alone does not say which article is meant.
    let side = if article.index() < run.batch.examined().len() { "examined" } else { "reference" };
    [
        Cell::Count(cluster),
        Cell::Name(&run.batch.article(article).id),
        Cell::Word(Cow::Borrowed(role)),
        Cell::Share(resemblance),
        Cell::Word(Cow::Borrowed(side)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn a_cluster_begins_with_its_representative() {
        assert_eq!(
            text_of(write, &Sample::new()),
            "\
cluster,id,role,resemblance_to_representative,side
1,wire,representative,1.0000,examined
1,paper,member,0.6667,examined
"
        );
    }

    #[test]
    fn a_reference_is_told_from_an_examined_article_of_the_same_id() {
        let text = text_of(write, &Sample::against_the_last_two());
        assert!(
            text.contains("wire,representative,1.0000,examined\n1,paper,member,0.6667,reference\n"),
            "{text}"
        );
    }
}
