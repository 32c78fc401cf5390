//! `clusters.csv`: near-duplicates around their representative, one row for each article of a cluster.

use super::Run;
use super::table::{Cell, Column, Keys, Kind, Reference, Rows, Table, column};
use crate::article::ArticleId;
use crate::findings::Share;
use std::borrow::Cow;
use std::iter;

pub(super) const TABLE: Table = Table {
    file: "clusters.csv",
    columnar: "clusters.parquet",
    about: "near-duplicates, together",
    naming: 2,
    columns: |_| COLUMNS.to_vec(),
    rows,
    keys,
};

const COLUMNS: [Column<'static>; 5] = [
    column(
        "cluster",
        Kind::Ordinal,
        "number of the cluster, from 1; it names the cluster within this run only",
    ),
    column("id", Kind::Name, "the article"),
    column("role", Kind::Word(&["representative", "member"]), "`representative` or `member`"),
    column("resemblance_to_representative", Kind::Share, "0 to 1; 1 for the representative itself"),
    column(
        "side",
        Kind::Word(&["examined", "reference"]),
        "`examined`, or with `--against` `reference`: ids are unique on each side only",
    ),
];

fn keys(run: Run<'_>) -> Keys {
    let article = Reference { fields: &["id"], table: "articles", to: &["id"] };
    let foreign = if run.has_references() { Vec::new() } else { vec![article] };
    Keys { primary: &["id", "side"], foreign }
}

fn rows(run: Run<'_>) -> Rows<'_> {
    Box::new((1..).zip(&run.findings.clusters).flat_map(move |(number, cluster)| {
        let first = (cluster.representative, "representative", Share::ALL);
        let others =
            cluster.members.iter().map(|&(member, overlap)| (member, "member", overlap.resemblance()));
        iter::once(first)
            .chain(others)
            .map(move |(article, role, resemblance)| row(run, number, article, role, resemblance))
    }))
}

fn row<'a>(
    run: Run<'a>,
    cluster: u64,
    article: ArticleId,
    role: &'static str,
    resemblance: Share,
) -> Vec<Cell<'a>> {
    vec![
        Cell::Count(cluster),
        Cell::Name(&run.batch.article(article).id),
        Cell::Word(Cow::Borrowed(role)),
        Cell::share(Some(resemblance)),
        Cell::Word(Cow::Borrowed(run.side(article))),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, text_of};
    use super::*;

    #[test]
    fn a_cluster_begins_with_its_representative() {
        assert_eq!(
            text_of(&TABLE, &Sample::new()),
            "\
cluster,id,role,resemblance_to_representative,side
1,wire,representative,1.0000,examined
1,paper,member,0.6667,examined
"
        );
    }

    #[test]
    fn a_reference_is_told_from_an_examined_article_of_the_same_id() {
        let text = text_of(&TABLE, &Sample::against_the_last_two());
        assert!(
            text.contains("wire,representative,1.0000,examined\n1,paper,member,0.6667,reference\n"),
            "{text}"
        );
    }
}
