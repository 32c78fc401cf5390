//! Functions of one article.

use super::input::{Fallible, Fields, InOrder, bytes, fault, ints, longs, packed, schema, unpacked};
use super::made::{Columns, Made, Value as Cell};
use super::parameters::Parameters;
use super::stream::Stage;
use arrow_array::builder::{BinaryBuilder, Int32Builder, Int64Builder, StringBuilder};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType::{Binary, Int32, Int64, Utf8};
use arrow_schema::SchemaRef;
use std::sync::Arc;
use wirecopy::article::Article;
use wirecopy::lsh::join::prefix;
use wirecopy::pipeline::shards::{self, Number, Sketched, rank, standing_few};
use wirecopy::read::{Field, Value, Values, article};

/// What messages call the table that articles are rows of, and what the ids of those begin with that have none.
const TABLE: &str = "articles";

/// `number` and the fields of an article give all that is known of it alone; or, where it cannot be used, `rejected`, the reason.
pub(super) struct Describe(Parameters);

impl Describe {
    pub(super) fn new(parameters: Parameters) -> Self {
        Self(parameters)
    }
}

#[derive(Default)]
struct Described {
    number: Int64Builder,
    rejected: StringBuilder,
    warning: StringBuilder,
    id: StringBuilder,
    title: StringBuilder,
    outlet: StringBuilder,
    published: StringBuilder,
    earliest: Int64Builder,
    latest: Int64Builder,
    identity: BinaryBuilder,
    rank: BinaryBuilder,
    words: Int32Builder,
    size: Int32Builder,
    bands: BinaryBuilder,
    shingles: BinaryBuilder,
    figures: BinaryBuilder,
    few: BinaryBuilder,
    imprint: BinaryBuilder,
}

impl Described {
    fn rejected(&mut self, number: Number, id: Option<&str>, reason: &str) {
        self.number.append_value(number);
        self.rejected.append_value(reason);
        self.id.append_option(id);
        for column in [&mut self.warning, &mut self.title, &mut self.outlet, &mut self.published] {
            column.append_null();
        }
        for column in [&mut self.earliest, &mut self.latest] {
            column.append_null();
        }
        for column in [&mut self.words, &mut self.size] {
            column.append_null();
        }
        let bytes = [&mut self.identity, &mut self.rank, &mut self.bands, &mut self.shingles];
        let rest = [&mut self.figures, &mut self.few, &mut self.imprint];
        bytes.into_iter().chain(rest).for_each(BinaryBuilder::append_null);
    }

    fn article(
        &mut self,
        (number, article): &(Number, Article),
        sketched: &Sketched,
        few: bool,
        rank: &[u8],
    ) {
        let published = article.published.as_ref();
        self.number.append_value(*number);
        self.rejected.append_null();
        self.id.append_value(&article.id);
        self.title.append_option(article.title.as_deref());
        self.outlet.append_option(article.outlet.as_deref());
        self.published.append_option(published.map(|published| published.given.as_str()));
        self.earliest.append_option(published.map(|published| published.earliest));
        self.latest.append_option(published.map(|published| published.latest));
        self.identity.append_value(sketched.identity.to_le_bytes());
        self.rank.append_value(rank);
        self.words.append_value(sketched.words.cast_signed());
        self.size.append_value(i32::try_from(sketched.shingles.len()).unwrap_or(i32::MAX));
        self.bands.append_value(packed(&sketched.bands, u64::to_le_bytes));
        let shingles = packed(&sketched.shingles, u64::to_le_bytes);
        self.few.append_option(few.then_some(&shingles));
        self.shingles.append_value(shingles);
        self.figures.append_value(packed(&sketched.figures, u32::to_le_bytes));
        self.imprint.append_value(sketched.imprint.to_bytes());
    }

    fn finish(mut self, schema: SchemaRef) -> Fallible<RecordBatch> {
        let columns: Vec<ArrayRef> = vec![
            Arc::new(self.number.finish()),
            Arc::new(self.rejected.finish()),
            Arc::new(self.warning.finish()),
            Arc::new(self.id.finish()),
            Arc::new(self.title.finish()),
            Arc::new(self.outlet.finish()),
            Arc::new(self.published.finish()),
            Arc::new(self.earliest.finish()),
            Arc::new(self.latest.finish()),
            Arc::new(self.identity.finish()),
            Arc::new(self.rank.finish()),
            Arc::new(self.words.finish()),
            Arc::new(self.size.finish()),
            Arc::new(self.bands.finish()),
            Arc::new(self.shingles.finish()),
            Arc::new(self.figures.finish()),
            Arc::new(self.few.finish()),
            Arc::new(self.imprint.finish()),
        ];
        RecordBatch::try_new(schema, columns)
    }
}

impl Stage for Describe {
    fn schema(&self) -> SchemaRef {
        schema(&[
            ("number", Int64),
            ("rejected", Utf8),
            ("warning", Utf8),
            ("id", Utf8),
            ("title", Utf8),
            ("outlet", Utf8),
            ("published", Utf8),
            ("earliest", Int64),
            ("latest", Int64),
            ("identity", Binary),
            ("rank", Binary),
            ("words", Int32),
            ("size", Int32),
            ("bands", Binary),
            ("shingles", Binary),
            ("figures", Binary),
            ("few", Binary),
            ("imprint", Binary),
        ])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (numbers, fields) = (longs(batch, "number")?, Fields::of(batch)?);
        let plan = &self.0.plan;
        let (mut out, mut kept, mut warned) = (Described::default(), Vec::new(), Vec::new());
        for row in 0..batch.num_rows() {
            let number = numbers.value(row);
            if number < 0 {
                return Err(fault(&format!("an article's number is {number}, and they count from 0")));
            }
            match article(values(fields.row(row), number), TABLE, &self.0.reading) {
                Ok((article, warnings)) => {
                    let warnings: Vec<String> = warnings.into_iter().map(|warning| warning.what).collect();
                    kept.push((number, article));
                    warned.push(warnings.join("; "));
                }
                Err(rejected) => out.rejected(number, rejected.id.as_deref(), &rejected.reason),
            }
        }
        let articles: Vec<Article> = kept.iter().map(|(_, article)| article.clone()).collect();
        let sketched = shards::sketched(&articles, plan);
        for ((of, sketched), warning) in kept.iter().zip(&sketched).zip(warned) {
            let rank = rank(of.1.published.as_ref(), sketched.words, of.0, plan.representative);
            out.warning.append_option(Some(warning).filter(|warning| !warning.is_empty()));
            out.article(of, sketched, standing_few(sketched.shingles.len(), plan), &rank);
        }
        out.finish(self.schema())
    }
}

/// What a row has for each field. An article without an id gets one of its number.
fn values(fields: [Option<&str>; Field::COUNT], number: Number) -> Values {
    let mut values = fields.map(|field| field.map_or(Value::Null, |text| Value::Text(text.to_owned())));
    if fields[Field::Id.index()].is_none_or(|id| id.trim().is_empty()) {
        values[Field::Id.index()] = Value::Text(format!("{TABLE}:{number}"));
    }
    values
}

/// `number`, `size`, `bands` and `imprint` give a row for each band: `key`, `number`, `size`, `imprint`.
pub(super) struct BandRows;

const IN_BANDS: Columns = &[("key", Int64), ("number", Int64), ("size", Int32), ("imprint", Binary)];

impl Stage for BandRows {
    fn schema(&self) -> SchemaRef {
        schema(IN_BANDS)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (numbers, sizes) = (longs(batch, "number")?, ints(batch, "size")?);
        let (bands, imprints) = (bytes(batch, "bands")?, bytes(batch, "imprint")?);
        let mut made = Made::of(IN_BANDS);
        for row in (0..batch.num_rows()).filter(|&row| bands.is_valid(row)) {
            let (number, size) = (Cell::Long(numbers.value(row)), Cell::Int(sizes.value(row)));
            for key in unpacked(bands.value(row), u64::from_le_bytes) {
                let key = Cell::Long(key.cast_signed());
                made.row([key, number, size, Cell::Bytes(imprints.value(row))])?;
            }
        }
        made.finish()
    }
}

/// `number` and `few`, the shingles of an article that has few, give a row for each: `shingle`, `number`.
pub(super) struct FewRows;

impl Stage for FewRows {
    fn schema(&self) -> SchemaRef {
        schema(&[("shingle", Int64), ("number", Int64)])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (numbers, few) = (longs(batch, "number")?, bytes(batch, "few")?);
        let (mut shingles, mut of) = (Int64Builder::new(), Int64Builder::new());
        for row in (0..batch.num_rows()).filter(|&row| few.is_valid(row)) {
            for shingle in unpacked(few.value(row), u64::from_le_bytes) {
                shingles.append_value(shingle.cast_signed());
                of.append_value(numbers.value(row));
            }
        }
        RecordBatch::try_new(self.schema(), vec![Arc::new(shingles.finish()), Arc::new(of.finish())])
    }
}

/// `number`, `shingle`, the `count` of articles that have it, and `place`, groups of one article, give those by which it is
/// joined: `shingle`, `number`, `size`.
pub(super) struct Rarest {
    parameters: Parameters,
    order: InOrder,
    article: Option<(Number, Vec<(u64, u32)>)>,
}

impl Rarest {
    pub(super) fn new(parameters: Parameters) -> Self {
        Self { parameters, order: InOrder::default(), article: None }
    }

    fn flush(&mut self, out: &mut [Int64Builder; 2], sizes: &mut Int32Builder) {
        let Some((number, mut rows)) = self.article.take() else { return };
        rows.sort_unstable();
        let set: Vec<u64> = rows.iter().map(|row| row.0).collect();
        let count = |shingle| rows.binary_search_by_key(&shingle, |row| row.0).map_or(0, |at| rows[at].1);
        for shingle in prefix(&set, self.parameters.plan.threshold, count) {
            out[0].append_value(shingle.cast_signed());
            out[1].append_value(number);
            sizes.append_value(set.len() as i32);
        }
    }

    fn made(
        &self,
        [mut shingles, mut numbers]: [Int64Builder; 2],
        mut sizes: Int32Builder,
    ) -> Fallible<RecordBatch> {
        let columns: Vec<ArrayRef> =
            vec![Arc::new(shingles.finish()), Arc::new(numbers.finish()), Arc::new(sizes.finish())];
        RecordBatch::try_new(self.schema(), columns)
    }
}

impl Stage for Rarest {
    fn schema(&self) -> SchemaRef {
        schema(&[("shingle", Int64), ("number", Int64), ("size", Int32)])
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (numbers, shingles) = (longs(batch, "number")?, longs(batch, "shingle")?);
        let (counts, places) = (ints(batch, "count")?, ints(batch, "place")?);
        let (mut out, mut sizes) = ([Int64Builder::new(), Int64Builder::new()], Int32Builder::new());
        for row in 0..batch.num_rows() {
            let number = numbers.value(row);
            self.order.take(self.article.as_ref().is_none_or(|(of, _)| *of != number), places.value(row))?;
            if self.article.as_ref().is_some_and(|(of, _)| *of != number) {
                self.flush(&mut out, &mut sizes);
            }
            let (_, rows) = self.article.get_or_insert_with(|| (number, Vec::new()));
            rows.push((shingles.value(row).cast_unsigned(), counts.value(row).cast_unsigned()));
        }
        self.made(out, sizes)
    }

    fn end(&mut self) -> Fallible<Option<RecordBatch>> {
        let (mut out, mut sizes) = ([Int64Builder::new(), Int64Builder::new()], Int32Builder::new());
        self.flush(&mut out, &mut sizes);
        self.made(out, sizes).map(Some)
    }
}
