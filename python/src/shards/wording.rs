//! Functions of the wording of articles: whom they meet over it, and which passages two of them share.

use super::corpus;
use super::input::{Fallible, InOrder, bytes, fault, ints, longs, packed, schema, texts, unpacked};
use super::known::{Known, long};
use super::made::{Columns, Made, Tabled, Value, column_of};
use super::pair::bare;
use super::parameters::Parameters;
use super::rows::flags;
use super::stream::Stage;
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType::{Binary, Int32, Int64};
use arrow_schema::SchemaRef;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::mem;
use wirecopy::article::{Article, ArticleId, Batch, Pair};
use wirecopy::findings::{Findings, Passage, Side};
use wirecopy::pipeline::shards::{
    self, Candidate, Meeting, Meetings, Number, Said, Sharer, Shown, Taught, aligned, weighed,
};
use wirecopy::report;

/// `number`, `title`, `outlet`, `earliest`, `latest` and `text` give what is known of an article by what all teach: its `words`, how
/// many are `boilerplate` and `stock`, what it says (`said`, `credits`), and the `fingerprints` by which it meets others.
pub(super) struct Weigh {
    parameters: Parameters,
    taught: Taught,
}

const WEIGHED: Columns = &[
    ("number", Int64),
    ("words", Int32),
    ("boilerplate", Int32),
    ("stock", Int32),
    ("said", Binary),
    ("credits", Binary),
    ("fingerprints", Binary),
];

impl Weigh {
    pub(super) fn new(parameters: Parameters, lesson: &[u8]) -> Result<Self, String> {
        let taught = corpus::taught(lesson, &parameters)?;
        Ok(Self { parameters, taught })
    }
}

impl Stage for Weigh {
    fn schema(&self) -> SchemaRef {
        schema(WEIGHED)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (numbers, known) = (longs(batch, "number")?, Known::of(batch, "")?);
        let articles = (0..batch.num_rows()).map(|row| known.article(row)).collect();
        let all = weighed(articles, &self.parameters.plan, &self.taught).map_err(|what| fault(&what))?;
        let mut made = Made::of(WEIGHED);
        for (row, weighed) in all.iter().enumerate() {
            let account = weighed.account;
            made.row([
                Value::Long(numbers.value(row)),
                Value::count(account.words),
                Value::count(account.boilerplate_words),
                Value::count(account.stock_words),
                Value::Bytes(&shards::packed(&weighed.said)),
                Value::Bytes(&shards::packed(&weighed.credits)),
                Value::Bytes(&packed(&weighed.fingerprints, to_bytes)),
            ])?;
        }
        made.finish()
    }
}

/// A fingerprint and its information.
type Told = (u64, u32);

fn to_bytes((gram, information): Told) -> [u8; 12] {
    let mut bytes = [0; 12];
    bytes[..8].copy_from_slice(&gram.to_le_bytes());
    bytes[8..].copy_from_slice(&information.to_le_bytes());
    bytes
}

fn of_bytes(bytes: [u8; 12]) -> Told {
    let (mut gram, mut information) = ([0; 8], [0; 4]);
    gram.copy_from_slice(&bytes[..8]);
    information.copy_from_slice(&bytes[8..]);
    (u64::from_le_bytes(gram), u32::from_le_bytes(information))
}

/// `number` and `fingerprints` give a row for each: `gram`, `number`, `information`.
pub(super) struct FingerprintRows;

const FINGERPRINTS: Columns = &[("gram", Int64), ("number", Int64), ("information", Int32)];

impl Stage for FingerprintRows {
    fn schema(&self) -> SchemaRef {
        schema(FINGERPRINTS)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (numbers, fingerprints) = (longs(batch, "number")?, bytes(batch, "fingerprints")?);
        let mut made = Made::of(FINGERPRINTS);
        for row in (0..batch.num_rows()).filter(|&row| fingerprints.is_valid(row)) {
            for (gram, information) in unpacked(fingerprints.value(row), of_bytes) {
                let gram = Value::Long(gram.cast_signed());
                made.row([gram, Value::Long(numbers.value(row)), Value::count(information)])?;
            }
        }
        made.finish()
    }
}

/// `gram`, `number`, `information`, `earliest`, `latest` and `place`, groups of one gram by number, give who meets over it: `first`,
/// `second`, `information`.
pub(super) struct Meet {
    order: InOrder,
    gram: Option<i64>,
    meetings: Meetings,
}

const MET: Columns = &[("first", Int64), ("second", Int64), ("information", Int32)];

impl Meet {
    pub(super) fn new(parameters: &Parameters) -> Self {
        Self { order: InOrder::default(), gram: None, meetings: Meetings::new(&parameters.plan) }
    }

    fn made(met: &[Meeting]) -> Fallible<RecordBatch> {
        let mut made = Made::of(MET);
        for meeting in met {
            let [first, second] = [meeting.first, meeting.second].map(Value::Long);
            made.row([first, second, Value::count(meeting.information)])?;
        }
        made.finish()
    }
}

impl Stage for Meet {
    fn schema(&self) -> SchemaRef {
        schema(MET)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (grams, numbers) = (longs(batch, "gram")?, longs(batch, "number")?);
        let (informations, places) = (ints(batch, "information")?, ints(batch, "place")?);
        let known = Known::of(batch, "")?;
        let mut met = Vec::new();
        for row in 0..batch.num_rows() {
            let gram = Some(grams.value(row));
            self.order.take(self.gram != gram, places.value(row))?;
            if self.gram != gram {
                self.meetings.end(&mut met);
                self.gram = gram;
            }
            let information = informations.value(row).cast_unsigned();
            let sharer = Sharer { number: numbers.value(row), information, published: known.interval(row) };
            self.meetings.take(sharer, &mut met);
        }
        Self::made(&met)
    }

    fn end(&mut self) -> Fallible<Option<RecordBatch>> {
        let mut met = Vec::new();
        self.meetings.end(&mut met);
        Self::made(&met).map(Some)
    }
}

/// The articles of pairs, each once, in the order of their numbers.
#[derive(Default)]
struct Articles {
    all: Vec<Article>,
    said: Vec<Said>,
    numbers: Vec<Number>,
}

impl Articles {
    fn of(batch: &RecordBatch) -> Fallible<Self> {
        let mut all: BTreeMap<Number, (Article, Said)> = BTreeMap::new();
        for (end, number) in [("_one", "first"), ("_two", "second")] {
            let (numbers, known) = (longs(batch, number)?, Known::of(batch, end)?);
            let said = bytes(batch, &format!("said{end}"))?;
            for row in 0..batch.num_rows() {
                if let Entry::Vacant(place) = all.entry(numbers.value(row)) {
                    let said = shards::unpacked(said.value(row)).map_err(|what| fault(&what))?;
                    place.insert((known.article(row), said));
                }
            }
        }
        let mut articles = Self::default();
        for (number, (article, said)) in all {
            articles.numbers.push(number);
            articles.all.push(article);
            articles.said.push(said);
        }
        Ok(articles)
    }

    fn place(&self, number: Number) -> ArticleId {
        ArticleId(self.numbers.partition_point(|&other| other < number) as u32)
    }

    /// The articles without their texts, which tables of pairs do not show.
    fn without_texts(&self) -> Vec<Article> {
        let bare = |article: &Article| Article { text: String::new(), ..article.clone() };
        self.all.iter().map(bare).collect()
    }
}

/// `first` and `second`, whether they are `near`, what is known of both (`id_one`, `title_one`, …), their texts and what they say,
/// give what pairs show: the row of `pairs` with its `line`; which is the `earlier` one (1 or 2); their passages in words
/// (`wording`), and in the units of the texts (`shown`), so `many` of them.
pub(super) struct Align {
    parameters: Parameters,
    taught: Taught,
    tabled: Tabled,
}

const SHOWN: Columns = &[
    ("first", Int64),
    ("second", Int64),
    ("earlier", Int32),
    ("many", Int32),
    ("wording", Binary),
    ("shown", Binary),
];

impl Align {
    pub(super) fn new(parameters: Parameters, lesson: &[u8]) -> Result<Self, String> {
        let taught = corpus::taught(lesson, &parameters)?;
        let tabled = Tabled::new("pairs", parameters.plan.clone(), SHOWN);
        Ok(Self { parameters, taught, tabled })
    }

    fn shown(&self, batch: &RecordBatch, articles: &Articles) -> Fallible<Vec<Option<Shown>>> {
        let (first, second) = (longs(batch, "first")?, longs(batch, "second")?);
        let near = flags(batch, "near")?;
        let candidate = |row: usize| {
            let pair = Pair::new(articles.place(first.value(row)), articles.place(second.value(row)));
            let pair = pair.ok_or_else(|| fault("an article with itself"))?;
            Ok(Candidate { pair, is_near: near.value(row) })
        };
        let candidates = (0..batch.num_rows()).map(candidate).collect::<Fallible<Vec<_>>>()?;
        let of = (&self.parameters.plan, &self.taught);
        aligned(articles.all.clone(), &articles.said, &candidates, of).map_err(|what| fault(&what))
    }
}

/// A passage as it is carried on: with both texts as tables show them.
type Carried = (Passage, [String; 2]);

impl Stage for Align {
    fn schema(&self) -> SchemaRef {
        self.tabled.schema()
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let articles = Articles::of(batch)?;
        let (mut made, mut findings) = (Made::of(SHOWN), Findings::default());
        for shown in self.shown(batch, &articles)?.into_iter().flatten() {
            let Shown { found, earlier, wording, passages } = shown;
            let [first, second] = [found.pair.first(), found.pair.second()];
            let text = |id: ArticleId| articles.all[id.index()].text.as_str();
            let carried = passages.into_iter().map(|passage| {
                let texts = [
                    report::shown(text(first), &passage.first),
                    report::shown(text(second), &passage.second),
                ];
                (passage, texts)
            });
            let carried: Vec<Carried> = carried.collect();
            made.row([
                Value::Long(articles.numbers[first.index()]),
                Value::Long(articles.numbers[second.index()]),
                earlier.map_or(Value::Nothing, |side| Value::Int(if side == Side::First { 1 } else { 2 })),
                Value::count(carried.len() as u32),
                Value::Bytes(&shards::packed(&wording)),
                Value::Bytes(&shards::packed(&carried)),
            ])?;
            findings.pairs.push(found);
        }
        let batch = Batch::new(articles.without_texts(), Vec::new()).map_err(|what| fault(&what))?;
        let (mut tabled, lines) = self.tabled.rows(&batch, &findings)?;
        tabled.push(column_of(&lines));
        made.beside(tabled, self.schema())
    }
}

/// `first`, `second` and `shown` of pairs give a row for each passage: `first`, `second`, `at`, its place among them, and `passage`.
pub(super) struct PassagesOf;

const PASSAGES: Columns = &[("first", Int64), ("second", Int64), ("at", Int32), ("passage", Binary)];

impl Stage for PassagesOf {
    fn schema(&self) -> SchemaRef {
        schema(PASSAGES)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (first, second) = (longs(batch, "first")?, longs(batch, "second")?);
        let shown = bytes(batch, "shown")?;
        let mut made = Made::of(PASSAGES);
        for row in 0..batch.num_rows() {
            let carried: Vec<Carried> = shards::unpacked(shown.value(row)).map_err(|what| fault(&what))?;
            for (at, carried) in (0..).zip(&carried) {
                let [first, second] = [first.value(row), second.value(row)].map(Value::Long);
                made.row([first, second, Value::Int(at), Value::Bytes(&shards::packed(carried))])?;
            }
        }
        made.finish()
    }
}

/// `passage`, its `number` from 0, the ids and dates of both articles (`id_one`, `earliest_one`, …), and the id of the article that
/// both have it `via`, give its row of `passages`.
pub(super) struct PassageRows(Tabled);

const NUMBERED: Columns = &[("first", Int64), ("second", Int64)];

impl PassageRows {
    pub(super) fn new(parameters: &Parameters) -> Self {
        Self(Tabled::new("passages", parameters.plan.clone(), NUMBERED))
    }
}

impl Stage for PassageRows {
    fn schema(&self) -> SchemaRef {
        self.0.schema()
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (first, second) = (longs(batch, "first")?, longs(batch, "second")?);
        let (numbers, carried, via) =
            (longs(batch, "number")?, bytes(batch, "passage")?, texts(batch, "via")?);
        let sides = [Known::of(batch, "_one")?, Known::of(batch, "_two")?];
        let (mut articles, mut findings, mut made) = (Vec::new(), Findings::default(), Made::of(NUMBERED));
        for row in 0..batch.num_rows() {
            let (mut passage, shown): Carried =
                shards::unpacked(carried.value(row)).map_err(|what| fault(&what))?;
            let at = articles.len() as u32;
            for (side, text) in sides.iter().zip(shown) {
                articles.push(Article { text, ..side.article(row) });
            }
            passage.first.bytes = 0..articles[at as usize].text.len() as u32;
            passage.second.bytes = 0..articles[at as usize + 1].text.len() as u32;
            passage.pair = Pair::new(ArticleId(at), ArticleId(at + 1)).unwrap_or(passage.pair);
            passage.via = via.is_valid(row).then_some(ArticleId(at + 2));
            if let Some(id) = via.is_valid(row).then(|| via.value(row)) {
                articles.push(Article { id: id.to_owned(), ..bare("") });
            }
            findings.passages.push(passage);
            made.row([first.value(row), second.value(row)].map(Value::Long))?;
        }
        let batch = Batch::new(articles, Vec::new()).map_err(|what| fault(&what))?;
        let (mut tabled, mut lines) = self.0.rows(&batch, &findings)?;
        // Of a part the rows are numbered by themselves.
        let numbers: Vec<i64> =
            (0..lines.len()).filter_map(|row| long(numbers, row)).map(|at| at + 1).collect();
        for (line, number) in lines.iter_mut().zip(&numbers) {
            let (_, behind) = line.split_once(',').ok_or_else(|| fault("a row without a second cell"))?;
            *line = format!("{number},{behind}");
        }
        tabled[0] = std::sync::Arc::new(arrow_array::Int64Array::from(numbers));
        tabled.push(column_of(&lines));
        made.beside(tabled, self.schema())
    }
}

/// The numbers of texts as they are carried on.
pub(super) fn numbers_of(bytes: &[u8]) -> Vec<Number> {
    unpacked(bytes, i64::from_le_bytes)
}

/// Keeps the last of some rows until the next ones come.
#[derive(Default)]
pub(super) struct Group<T, K = Number> {
    pub(super) order: InOrder,
    pub(super) of: Option<K>,
    pub(super) rows: Vec<T>,
}

impl<T, K: PartialEq> Group<T, K> {
    /// Takes in a row of the group of this key, and gives the group before it, if it is whole now.
    pub(super) fn take(&mut self, of: K, place: i32, row: T) -> Fallible<Option<(K, Vec<T>)>> {
        let is_first = self.of.as_ref() != Some(&of);
        self.order.take(is_first, place)?;
        let before = if is_first { self.end() } else { None };
        self.of = Some(of);
        self.rows.push(row);
        Ok(before)
    }

    /// The last group.
    pub(super) fn end(&mut self) -> Option<(K, Vec<T>)> {
        Some((self.of.take()?, mem::take(&mut self.rows)))
    }
}
