//! Functions of a pair.

use super::input::{Fallible, bytes, fault, ints, longs, schema, texts, unpacked};
use super::parameters::Parameters;
use super::stream::Stage;
use arrow_array::builder::{Int32Builder, Int64Builder};
use arrow_array::{ArrayRef, BooleanArray, RecordBatch};
use arrow_schema::DataType::{Boolean, Int32, Int64};
use arrow_schema::SchemaRef;
use std::sync::Arc;
use wirecopy::article::{Article, ArticleId, Locator, Pair};
use wirecopy::formula::{Figures, may_be_of_a_series};
use wirecopy::pipeline::shards::are_of_a_series;
use wirecopy::verify::near_duplicate;

/// `first`, `second` and their shingle sets, `one` and `two`, give the pairs that reach the threshold with what they share.
pub(super) struct Verify(pub(super) Parameters);

impl Stage for Verify {
    fn schema(&self) -> SchemaRef {
        schema(&[
            ("first", Int64),
            ("second", Int64),
            ("shared", Int32),
            ("size_one", Int32),
            ("size_two", Int32),
        ])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (first, second) = (longs(batch, "first")?, longs(batch, "second")?);
        let (one, two) = (bytes(batch, "one")?, bytes(batch, "two")?);
        let mut numbers = [Int64Builder::new(), Int64Builder::new()];
        let mut counts = [Int32Builder::new(), Int32Builder::new(), Int32Builder::new()];
        for row in 0..batch.num_rows() {
            let sets = [one, two].map(|sets| unpacked(sets.value(row), u64::from_le_bytes));
            let Some(overlap) = near_duplicate(&sets[0], &sets[1], self.0.plan.threshold) else { continue };
            numbers[0].append_value(first.value(row));
            numbers[1].append_value(second.value(row));
            let figures = [overlap.shared, overlap.first, overlap.second];
            counts
                .iter_mut()
                .zip(figures)
                .for_each(|(count, figure)| count.append_value(figure.cast_signed()));
        }
        let numbers = numbers.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        let counts = counts.iter_mut().map(|column| Arc::new(column.finish()) as ArrayRef);
        RecordBatch::try_new(self.schema(), numbers.chain(counts).collect())
    }
}

/// `first`, `second` and `shared` of near-duplicates, with the figures and the words of both (`figures_one`, `words_one`, …), give
/// those whose figures allow that they are notices of a series. Lines of the user's own have a say in that, so that with some all
/// pairs go through.
pub(super) struct PossibleSeries(pub(super) Parameters);

impl Stage for PossibleSeries {
    fn schema(&self) -> SchemaRef {
        schema(&[("first", Int64), ("second", Int64), ("shared", Int32)])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (first, second, shared) =
            (longs(batch, "first")?, longs(batch, "second")?, ints(batch, "shared")?);
        let figures = [bytes(batch, "figures_one")?, bytes(batch, "figures_two")?];
        let words = [ints(batch, "words_one")?, ints(batch, "words_two")?];
        let listed = !self.0.plan.boilerplate.0.is_empty();
        let (mut firsts, mut seconds, mut all) =
            (Int64Builder::new(), Int64Builder::new(), Int32Builder::new());
        for row in 0..batch.num_rows() {
            let of = |side: usize| {
                let stated = unpacked(figures[side].value(row), u32::from_le_bytes);
                Figures::new(stated, words[side].value(row).cast_unsigned() as usize)
            };
            if listed || may_be_of_a_series(&of(0), &of(1), shared.value(row).cast_unsigned()) {
                firsts.append_value(first.value(row));
                seconds.append_value(second.value(row));
                all.append_value(shared.value(row));
            }
        }
        let columns: Vec<ArrayRef> =
            vec![Arc::new(firsts.finish()), Arc::new(seconds.finish()), Arc::new(all.finish())];
        RecordBatch::try_new(self.schema(), columns)
    }
}

/// `first`, `second`, `shared` and the texts of both, `text_one` and `text_two`, give whether they are notices of a series:
/// `is_formula`.
pub(super) struct Series(pub(super) Parameters);

impl Stage for Series {
    fn schema(&self) -> SchemaRef {
        schema(&[("first", Int64), ("second", Int64), ("is_formula", Boolean)])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (first, second, shared) =
            (longs(batch, "first")?, longs(batch, "second")?, ints(batch, "shared")?);
        let (one, two) = (texts(batch, "text_one")?, texts(batch, "text_two")?);
        let mut articles = Vec::with_capacity(2 * batch.num_rows());
        let mut pairs = Vec::with_capacity(batch.num_rows());
        for row in 0..batch.num_rows() {
            let at = articles.len() as u32;
            articles.extend([one, two].map(|texts| bare(texts.value(row))));
            let pair =
                Pair::new(ArticleId(at), ArticleId(at + 1)).ok_or_else(|| fault("an article with itself"))?;
            pairs.push((pair, shared.value(row).cast_unsigned()));
        }
        let are = are_of_a_series(articles, &pairs, &self.0.plan).map_err(|what| fault(&what))?;
        let columns: Vec<ArrayRef> =
            vec![Arc::new(first.clone()), Arc::new(second.clone()), Arc::new(BooleanArray::from(are))];
        RecordBatch::try_new(self.schema(), columns)
    }
}

/// An article of which only the text is known.
pub(super) fn bare(text: &str) -> Article {
    Article {
        id: String::new(),
        outlet: None,
        published: None,
        title: None,
        url: None,
        language: None,
        text: text.to_owned(),
        locator: Locator { input: 0, offset: 0, length: 0, line: 1 },
    }
}
