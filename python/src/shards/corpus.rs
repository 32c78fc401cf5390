//! Functions of what all articles teach: rows that an engine adds up.

use super::input::{Fallible, fault, ints, longs, schema};
use super::known::{Known, count, long};
use super::made::{Columns, Made, Value};
use super::parameters::Parameters;
use super::rows::flags;
use super::stream::Stage;
use crate::capsule;
use arrow_array::types::Int64Type;
use arrow_array::{PrimitiveArray, RecordBatch};
use arrow_schema::DataType::{Boolean, Int32, Int64};
use arrow_schema::SchemaRef;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::{Deserialize, Serialize};
use wirecopy::pipeline::shards::{
    Heard, Recurrence, Taught, packed, recurrence_counters, statistics_of, tally, unpacked,
};
use wirecopy::statistics::{
    Contexts, GramCount, HomeCount, OutletCount, RecurringGrams, Statistics, Surroundings, is_stock,
    is_template,
};

/// `outlet` and `text` of articles that are asked for their wording, and `corpus_words`, the words of all, give how often counters
/// are raised: `counter`, `at_home` (0 in the corpus, 1 in an outlet), `times`.
pub(super) struct RecurrenceRows(pub(super) Parameters);

const RAISED: Columns = &[("counter", Int64), ("at_home", Int32), ("times", Int64)];

impl Stage for RecurrenceRows {
    fn schema(&self) -> SchemaRef {
        schema(RAISED)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (known, words) = (Known::of(batch, "")?, longs(batch, "corpus_words")?);
        let mut made = Made::of(RAISED);
        let heard = |row| Heard { article: known.article(row), words: true, wording: true };
        let heard: Vec<Heard> = (0..batch.num_rows()).map(heard).collect();
        let Some(words) = (!heard.is_empty()).then(|| words.value(0)) else { return made.finish() };
        let words = usize::try_from(words).map_err(|_| fault("fewer words than none"))?;
        for (at_home, raised) in (0..).zip(recurrence_counters(&heard, &self.0.plan, words)) {
            for (counter, times) in raised {
                let values = [counter.cast_signed(), times.cast_signed()].map(Value::Long);
                made.row([values[0], Value::Int(at_home), values[1]])?;
            }
        }
        made.finish()
    }
}

/// `outlet`, `earliest`, `latest` and `text` of articles, with whether each is asked for its `words` and its `wording`, give rows of
/// a tally. `what` a row counts is 0 articles, 1 a stem, 2 an outlet, 3 a gram; numbers of rows with one key are added up, of days
/// the first and the last are taken, and bits come together by *or*.
pub(super) struct TallyRows {
    pub(super) parameters: Parameters,
    pub(super) recurrence: Recurrence,
}

const COUNTED: Columns = &[
    ("what", Int32),
    ("key", Int64),
    ("outlet", Int64),
    ("articles", Int64),
    ("first_day", Int64),
    ("last_day", Int64),
    ("before_bits", Int64),
    ("before", Int64),
    ("behind_bits", Int64),
    ("behind", Int64),
    ("home", Int64),
    ("opening", Int64),
    ("closing", Int64),
    ("home_before_bits", Int64),
    ("home_before", Int64),
    ("home_behind_bits", Int64),
    ("home_behind", Int64),
];

fn contexts(contexts: Contexts) -> [Value<'static>; 2] {
    let (bits, articles) = contexts.parts();
    [Value::Long(bits.cast_signed()), Value::Long(articles.into())]
}

fn gram_row(count: &GramCount) -> [Value<'static>; 17] {
    let [before_bits, before] = contexts(count.around.before);
    let [behind_bits, behind] = contexts(count.around.behind);
    let home = count.at_home;
    let [home_before_bits, home_before] = contexts(home.around.before);
    let [home_behind_bits, home_behind] = contexts(home.around.behind);
    let long = |value: u32| Value::Long(value.into());
    [
        Value::Int(3),
        Value::Long(count.gram.cast_signed()),
        Value::long(count.outlet.map(u64::cast_signed)),
        long(count.articles),
        Value::long(count.days.map(|days| days.0)),
        Value::long(count.days.map(|days| days.1)),
        before_bits,
        before,
        behind_bits,
        behind,
        long(home.articles),
        long(home.opening),
        long(home.closing),
        home_before_bits,
        home_before,
        home_behind_bits,
        home_behind,
    ]
}

/// A row that is of no gram.
fn other_row(what: i32, key: Option<i64>, outlet: Option<u64>, count: OutletCount) -> [Value<'static>; 17] {
    let mut row = [Value::Nothing; 17];
    row[..6].copy_from_slice(&[
        Value::Int(what),
        Value::long(key),
        Value::long(outlet.map(u64::cast_signed)),
        Value::Long(count.articles.into()),
        Value::long(count.days.map(|days| days.0)),
        Value::long(count.days.map(|days| days.1)),
    ]);
    row
}

impl Stage for TallyRows {
    fn schema(&self) -> SchemaRef {
        schema(COUNTED)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let known = Known::of(batch, "")?;
        let (words, wording) = (flags(batch, "words")?, flags(batch, "wording")?);
        let heard =
            |row| Heard { article: known.article(row), words: words.value(row), wording: wording.value(row) };
        let heard = (0..batch.num_rows()).map(heard).collect();
        let tally = tally(heard, &self.parameters.plan, &self.recurrence).map_err(|what| fault(&what))?;
        let mut made = Made::of(COUNTED);
        let counted = |articles| OutletCount { articles, days: None };
        made.row(other_row(0, None, None, counted(tally.articles)))?;
        for (stem, articles) in tally.stems {
            made.row(other_row(1, Some(stem.into()), None, counted(articles)))?;
        }
        for (outlet, count) in tally.outlets {
            made.row(other_row(2, None, outlet, count))?;
        }
        for count in &tally.grams {
            made.row(gram_row(count))?;
        }
        made.finish()
    }
}

/// Rows of grams, added up: over all outlets, `whole`, or of one, with what that has `published` (`_articles`, `_first`, `_last`).
/// They give those that recur in such a way that they are nobody's own: `gram`, `outlet`, `whole`.
pub(super) struct NobodysGrams;

const NOBODYS: Columns = &[("gram", Int64), ("outlet", Int64), ("whole", Boolean)];

/// The columns of a gram's count.
struct Counted<'a>(Vec<&'a PrimitiveArray<Int64Type>>);

impl<'a> Counted<'a> {
    fn of(batch: &'a RecordBatch) -> Fallible<Self> {
        COUNTED[1..].iter().map(|(name, _)| longs(batch, name)).collect::<Fallible<Vec<_>>>().map(Self)
    }

    fn row(&self, row: usize) -> Fallible<GramCount> {
        let number = |at: usize| count(self.0[at].value(row));
        let of = |bits: usize| -> Fallible<Contexts> {
            Ok(Contexts::of_parts((self.0[bits].value(row).cast_unsigned(), number(bits + 1)?)))
        };
        let around = |bits: usize| -> Fallible<Surroundings> {
            Ok(Surroundings { before: of(bits)?, behind: of(bits + 2)? })
        };
        Ok(GramCount {
            gram: self.0[0].value(row).cast_unsigned(),
            outlet: long(self.0[1], row).map(i64::cast_unsigned),
            articles: number(2)?,
            days: long(self.0[3], row).zip(long(self.0[4], row)),
            around: around(5)?,
            at_home: HomeCount {
                articles: number(9)?,
                opening: number(10)?,
                closing: number(11)?,
                around: around(12)?,
            },
        })
    }
}

impl Stage for NobodysGrams {
    fn schema(&self) -> SchemaRef {
        schema(NOBODYS)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (counted, whole) = (Counted::of(batch)?, flags(batch, "whole")?);
        let articles = longs(batch, "published_articles")?;
        let (first, last) = (longs(batch, "published_first")?, longs(batch, "published_last")?);
        let mut made = Made::of(NOBODYS);
        for row in 0..batch.num_rows() {
            let gram = counted.row(row)?;
            let is_nobodys = if whole.value(row) {
                is_stock(gram)
            } else {
                let articles = count(long(articles, row).unwrap_or_default())?;
                let days = long(first, row).zip(long(last, row));
                is_template(&gram, OutletCount { articles, days })
            };
            if is_nobodys {
                let outlet = Value::long(gram.outlet.map(u64::cast_signed));
                made.row([Value::Long(gram.gram.cast_signed()), outlet, Value::Flag(whole.value(row))])?;
            }
        }
        made.finish()
    }
}

/// What all articles teach, as bytes that all machines are given.
#[derive(Serialize, Deserialize)]
struct Lesson {
    statistics: Statistics,
    outlets: Vec<String>,
}

/// What all articles teach, from these bytes.
pub(super) fn taught(bytes: &[u8], parameters: &Parameters) -> Result<Taught, String> {
    let Lesson { statistics, outlets } = unpacked(bytes)?;
    Ok(Taught::new(statistics, outlets.iter().map(String::as_str), &parameters.plan))
}

/// Which grams recur among articles of so many words: those of counters (`counter`, `at_home`) that were raised often enough. As
/// bytes that all machines are given.
#[pyfunction]
pub(super) fn recurrence<'py>(
    py: Python<'py>,
    counters: &Bound<'py, PyAny>,
    words: usize,
) -> PyResult<Bound<'py, PyBytes>> {
    let mut raised = [Vec::new(), Vec::new()];
    each(counters, |batch| {
        let (counters, at_home) = (longs(batch, "counter")?, ints(batch, "at_home")?);
        for row in 0..batch.num_rows() {
            raised[usize::from(at_home.value(row) != 0)].push(counters.value(row).cast_unsigned());
        }
        Ok(())
    })?;
    let recurrence = Recurrence::of_counters(words, [&raised[0], &raised[1]]);
    Ok(PyBytes::new(py, &packed(&recurrence)))
}

/// What so many articles teach: of `stems` (`key`, `articles`) how many have each, of `grams` (`gram`, `outlet`, `whole`) which are
/// nobody's own, and the names of their outlets. As bytes that all machines are given.
#[pyfunction]
pub(super) fn lesson<'py>(
    py: Python<'py>,
    corpus: (u32, Vec<String>),
    stems: &Bound<'py, PyAny>,
    grams: &Bound<'py, PyAny>,
    parameters: &str,
) -> PyResult<Bound<'py, PyBytes>> {
    let parameters = Parameters::read(parameters).map_err(PyValueError::new_err)?;
    let ((articles, outlets), mut counts) = (corpus, Vec::<(u32, u32)>::new());
    each(stems, |batch| {
        let (stems, articles) = (longs(batch, "key")?, longs(batch, "articles")?);
        for row in 0..batch.num_rows() {
            counts.push((count(stems.value(row))?, count(articles.value(row))?));
        }
        Ok(())
    })?;
    counts.sort_unstable();
    let (mut common, mut templates) = (Vec::new(), Vec::new());
    each(grams, |batch| {
        let (grams, outlets, whole) =
            (longs(batch, "gram")?, longs(batch, "outlet")?, flags(batch, "whole")?);
        for row in 0..batch.num_rows() {
            let gram = grams.value(row).cast_unsigned();
            if whole.value(row) {
                common.push(gram);
            } else {
                templates.push((gram, long(outlets, row).map(i64::cast_unsigned)));
            }
        }
        Ok(())
    })?;
    let grams = RecurringGrams::new(common, templates);
    let statistics = statistics_of(articles, counts, grams, &parameters.plan);
    Ok(PyBytes::new(py, &packed(&Lesson { statistics, outlets })))
}

fn each(batches: &Bound<'_, PyAny>, mut take: impl FnMut(&RecordBatch) -> Fallible<()>) -> PyResult<()> {
    for batch in capsule::taken(batches)? {
        batch.and_then(|batch| take(&batch)).map_err(|fault| PyValueError::new_err(fault.to_string()))?;
    }
    Ok(())
}
