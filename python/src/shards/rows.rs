//! Rows of the tables: what is found of a part of the articles, dressed as a run of these articles would dress it.

use super::input::{Fallible, fault, ints, longs, schema, text, texts};
use super::pair::bare;
use super::parameters::Parameters;
use super::stream::Stage;
use arrow_array::builder::{Float64Builder, Int64Builder, StringBuilder};
use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BooleanArray, RecordBatch};
use arrow_schema::DataType::{Float64, Int64, Utf8};
use arrow_schema::{ArrowError, SchemaRef};
use std::sync::Arc;
use wirecopy::article::{Article, ArticleId, Batch, Pair, Published};
use wirecopy::findings::{Cluster, Findings, Overlap, PairFinding, Share};
use wirecopy::relate::{Evidence, relation};
use wirecopy::report::{Part, csv_rows};

/// A pair of near-duplicates with its figures, and both articles' `id_`, `title_`, `outlet_` and `published_`, give its row of
/// `pairs`: the columns that are not empty, and `line`, the row as `pairs.csv` has it.
pub(super) struct PairRows {
    parameters: Parameters,
    part: Part,
}

impl PairRows {
    pub(super) fn new(parameters: Parameters) -> Self {
        Self { parameters, part: Part::default() }
    }

    fn findings(&self, batch: &RecordBatch) -> Fallible<Findings> {
        let (shared, one, two) = (ints(batch, "shared")?, ints(batch, "size_one")?, ints(batch, "size_two")?);
        let (identical, is_formula) = (flags(batch, "identical")?, flags(batch, "is_formula")?);
        let mut findings = Findings::default();
        for row in 0..batch.num_rows() {
            let [shared, first, second] = [shared, one, two].map(|column| column.value(row).cast_unsigned());
            let overlap = Overlap { shared, first, second };
            let (identical, is_formula) = (identical.value(row), is_formula.value(row));
            let evidence = Evidence { identical, overlap, is_formula, shares: false };
            let found = relation(evidence, self.parameters.plan.threshold);
            let relation = found.ok_or_else(|| fault("a pair that is none"))?;
            findings.pairs.push(PairFinding { pair: pair_of(row)?, relation, overlap, passages: None });
        }
        Ok(findings)
    }
}

/// The pair of a row: its articles stand side by side in the batch.
fn pair_of(row: usize) -> Fallible<Pair> {
    let first = 2 * row as u32;
    Pair::new(ArticleId(first), ArticleId(first + 1)).ok_or_else(|| fault("an article with itself"))
}

pub(super) fn flags<'a>(batch: &'a RecordBatch, name: &str) -> Fallible<&'a BooleanArray> {
    let column = batch.column_by_name(name).and_then(|column| column.as_boolean_opt());
    column.ok_or_else(|| fault(&format!("no column {name:?} of truth values")))
}

/// The articles of both sides, those of a row side by side, with what tables say of them.
fn articles(batch: &RecordBatch) -> Fallible<Vec<Article>> {
    let side = |side: &str| -> Fallible<[_; 4]> {
        let name = |what: &str| texts(batch, &format!("{what}_{side}"));
        Ok([name("id")?, name("title")?, name("outlet")?, name("published")?])
    };
    let sides = [side("one")?, side("two")?];
    let article = |row: usize, [id, title, outlet, published]: [_; 4]| Article {
        id: text(id, row).unwrap_or_default().to_owned(),
        title: text(title, row).map(str::to_owned),
        outlet: text(outlet, row).map(str::to_owned),
        published: text(published, row).map(|given| Published {
            earliest: 0,
            latest: 1,
            given: given.to_owned(),
        }),
        ..bare("")
    };
    let rows = 0..batch.num_rows();
    Ok(rows.flat_map(|row| sides.map(|side| article(row, side))).collect())
}

impl Stage for PairRows {
    fn schema(&self) -> SchemaRef {
        schema(&[
            ("first", Int64),
            ("second", Int64),
            ("a", Utf8),
            ("b", Utf8),
            ("relation", Utf8),
            ("resemblance", Float64),
            ("containment_a", Float64),
            ("containment_b", Float64),
            ("a_title", Utf8),
            ("b_title", Utf8),
            ("a_outlet", Utf8),
            ("b_outlet", Utf8),
            ("a_published", Utf8),
            ("b_published", Utf8),
            ("line", Utf8),
        ])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let findings = self.findings(batch)?;
        let articles = Batch::new(articles(batch)?, Vec::new()).map_err(|what| fault(&what))?;
        let run = self.part.run(&articles, &self.parameters.plan, &findings);
        let lines = csv_rows(run, "pairs").map_err(|what| fault(&what))?;
        let share = |of: fn(Overlap) -> Share| {
            let shares = findings.pairs.iter().map(move |found| rounded(of(found.overlap)));
            let mut column = Float64Builder::new();
            shares.for_each(|share| column.append_value(share));
            Arc::new(column.finish()) as ArrayRef
        };
        let as_given = |name: &str| Ok::<_, ArrowError>(Arc::new(texts(batch, name)?.clone()) as ArrayRef);
        let mut words = StringBuilder::new();
        findings.pairs.iter().for_each(|found| words.append_value(found.relation.word()));
        let mut written = StringBuilder::new();
        lines[1..].iter().for_each(|line| written.append_value(line.trim_end_matches('\n')));
        let columns: Vec<ArrayRef> = vec![
            Arc::new(longs(batch, "first")?.clone()),
            Arc::new(longs(batch, "second")?.clone()),
            as_given("id_one")?,
            as_given("id_two")?,
            Arc::new(words.finish()),
            share(Overlap::resemblance),
            share(Overlap::containment_of_first),
            share(Overlap::containment_of_second),
            as_given("title_one")?,
            as_given("title_two")?,
            as_given("outlet_one")?,
            as_given("outlet_two")?,
            as_given("published_one")?,
            as_given("published_two")?,
            Arc::new(written.finish()),
        ];
        RecordBatch::try_new(self.schema(), columns)
    }
}

/// A share as tables have it: four decimals.
fn rounded(share: Share) -> f64 {
    format!("{:.4}", share.value()).parse().unwrap_or_default()
}

/// `cluster`, its number; the representative's id, `id_one`, and a member's, `id_two`, or none for the row of the representative
/// itself; and their figures, seen from the representative, give the member's `resemblance` and its `line` of `clusters.csv`.
pub(super) struct ClusterRows {
    parameters: Parameters,
    part: Part,
}

impl ClusterRows {
    pub(super) fn new(parameters: Parameters) -> Self {
        Self { parameters, part: Part::default() }
    }
}

impl Stage for ClusterRows {
    fn schema(&self) -> SchemaRef {
        schema(&[
            ("cluster", Int64),
            ("number", Int64),
            ("id", Utf8),
            ("role", Utf8),
            ("resemblance_to_representative", Float64),
            ("line", Utf8),
        ])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (cluster, number) = (longs(batch, "cluster")?, longs(batch, "number")?);
        let (one, two) = (texts(batch, "id_one")?, texts(batch, "id_two")?);
        let counts = [ints(batch, "shared")?, ints(batch, "size_one")?, ints(batch, "size_two")?];
        let (mut articles, mut findings) = (Vec::new(), Findings::default());
        for row in 0..batch.num_rows() {
            let [shared, first, second] = counts.map(|column| column.value(row).cast_unsigned());
            let pair = pair_of(row)?;
            articles.extend(
                [one, two]
                    .map(|ids| Article { id: text(ids, row).unwrap_or_default().to_owned(), ..bare("") }),
            );
            let members = vec![(pair.second(), Overlap { shared, first, second })];
            findings.clusters.push(Cluster { representative: pair.first(), members });
        }
        let batch_of_rows = Batch::new(articles, Vec::new()).map_err(|what| fault(&what))?;
        let run = self.part.run(&batch_of_rows, &self.parameters.plan, &findings);
        let lines = csv_rows(run, "clusters").map_err(|what| fault(&what))?;
        let mut numbers = Int64Builder::new();
        let [mut ids, mut roles, mut written] =
            [StringBuilder::new(), StringBuilder::new(), StringBuilder::new()];
        let mut shares = Float64Builder::new();
        for (row, found) in findings.clusters.iter().enumerate() {
            let is_member = two.is_valid(row);
            // Of each cluster a part knows two rows, its representative's and one member's, under a number of its own.
            let line = lines[1 + 2 * row + usize::from(is_member)].trim_end_matches('\n');
            let (_, behind) = line.split_once(',').ok_or_else(|| fault("a row without a second cell"))?;
            written.append_value(format!("{},{behind}", cluster.value(row)));
            numbers.append_value(number.value(row));
            ids.append_option(text(if is_member { two } else { one }, row));
            roles.append_value(if is_member { "member" } else { "representative" });
            shares.append_value(if is_member { rounded(found.members[0].1.resemblance()) } else { 1.0 });
        }
        let columns: Vec<ArrayRef> = vec![
            Arc::new(cluster.clone()),
            Arc::new(numbers.finish()),
            Arc::new(ids.finish()),
            Arc::new(roles.finish()),
            Arc::new(shares.finish()),
            Arc::new(written.finish()),
        ];
        RecordBatch::try_new(self.schema(), columns)
    }
}
