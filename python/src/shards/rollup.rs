//! Functions of audited articles: what each has of whom, and what all amount to for outlets.

use super::audit::carried;
use super::input::{Fallible, bytes, fault, ints, longs, schema, text, texts};
use super::made::{Columns, Made, Tabled, Value, column_of};
use super::pair::bare;
use super::parameters::Parameters;
use super::stream::Stage;
use super::wording::Group;
use arrow_array::RecordBatch;
use arrow_schema::DataType::{Binary, Boolean, Int64};
use arrow_schema::SchemaRef;
use serde::{Deserialize, Serialize};
use std::mem;
use wirecopy::article::{Article, ArticleId, Batch};
use wirecopy::findings::{Account, Audit, Findings, Reuse};
use wirecopy::pipeline::shards::{Number, OutletCounts, RolledUp, is_flow, rollup_row};

/// What an article has of others, as it is carried to the table that tells it.
#[derive(Serialize, Deserialize)]
pub(super) struct Reused {
    pub(super) own_words: u32,
    pub(super) sources: Vec<Source>,
}

/// An earlier text that an article has words of.
#[derive(Serialize, Deserialize)]
pub(super) struct Source {
    number: Number,
    id: String,
    outlet: Option<String>,
    words: u32,
    quoted_words: u32,
    lag_minutes: Option<i64>,
    passages: Vec<u32>,
}

impl Source {
    /// What is had of the text of this number, id and outlet.
    pub(super) fn new(reuse: &Reuse, number: Number, (id, outlet): (String, Option<String>)) -> Self {
        let Reuse { words, quoted_words, lag_minutes, ref passages, .. } = *reuse;
        Self { number, id, outlet, words, quoted_words, lag_minutes, passages: passages.clone() }
    }
}

/// Texts that the rows of some articles name. They stand behind the articles as references, which have no rows.
pub(super) struct Behind {
    articles: usize,
    texts: Vec<Article>,
}

impl Behind {
    pub(super) fn new(articles: usize) -> Self {
        Self { articles, texts: Vec::new() }
    }

    /// The place of another text.
    pub(super) fn place(&mut self, id: String, outlet: Option<String>) -> ArticleId {
        self.texts.push(Article { id, outlet, ..bare("") });
        ArticleId((self.articles + self.texts.len() - 1) as u32)
    }

    pub(super) fn reuse(&mut self, source: Source) -> Reuse {
        let Source { id, outlet, words, quoted_words, lag_minutes, passages, .. } = source;
        Reuse { source: self.place(id, outlet), words, quoted_words, lag_minutes, passages }
    }

    /// The articles, which are as many as was said, with these texts behind them.
    pub(super) fn batch(self, articles: Vec<Article>) -> Fallible<Batch> {
        Batch::against(articles, self.texts, Vec::new()).map_err(|what| fault(&what))
    }
}

/// `number`, `id` and `outlet` of an article and what it has of whom (`reused`) give a row of `reuse` for each earlier text, behind
/// the numbers of the two, `source_number` and `number`.
pub(super) struct ReuseRows(Tabled);

const REUSED: Columns = &[("source_number", Int64), ("number", Int64)];

impl ReuseRows {
    pub(super) fn new(parameters: Parameters) -> Self {
        Self(Tabled::new("reuse", parameters.plan, REUSED))
    }
}

impl Stage for ReuseRows {
    fn schema(&self) -> SchemaRef {
        self.0.schema()
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (numbers, reused) = (longs(batch, "number")?, bytes(batch, "reused")?);
        let (ids, outlets) = (texts(batch, "id")?, texts(batch, "outlet")?);
        let (mut made, mut findings) = (Made::of(REUSED), Findings::default());
        let (mut articles, mut behind) = (Vec::new(), Behind::new(batch.num_rows()));
        for row in 0..batch.num_rows() {
            let Reused { own_words, sources } = carried(reused.value(row))?;
            for source in &sources {
                made.row([source.number, numbers.value(row)].map(Value::Long))?;
            }
            let sources = sources.into_iter().map(|source| behind.reuse(source)).collect();
            findings.audits.push(Audit { own_words, sources, ..Audit::default() });
            findings.accounts.push(Account::default());
            articles.push(Article {
                id: text(ids, row).unwrap_or_default().to_owned(),
                outlet: text(outlets, row).map(str::to_owned),
                ..bare("")
            });
        }
        let (mut tabled, lines) = self.0.rows(&behind.batch(articles)?, &findings)?;
        tabled.push(column_of(&lines));
        made.beside(tabled, self.schema())
    }
}

/// What each article counts for (`counts`), added up over each batch, gives rows for the engine to add up: `whose` and `figure`, the
/// keys, whether it is a figure of what flows between two outlets (`is_flow`), and the `sum`.
pub(super) struct CountRows;

const COUNTED: Columns = &[("whose", Binary), ("figure", Binary), ("is_flow", Boolean), ("sum", Int64)];

impl Stage for CountRows {
    fn schema(&self) -> SchemaRef {
        schema(COUNTED)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let counts = bytes(batch, "counts")?;
        let all = (0..batch.num_rows()).map(|row| carried(counts.value(row)));
        let sums = all
            .collect::<Fallible<Vec<OutletCounts>>>()?
            .into_iter()
            .fold(OutletCounts::default(), OutletCounts::merge);
        let mut made = Made::of(COUNTED);
        for ((whose, figure), sum) in sums.rows() {
            let is_flow = Value::Flag(is_flow(whose).map_err(|what| fault(&what))?);
            made.row([Value::Bytes(whose), Value::Bytes(figure), is_flow, Value::Long(sum.cast_signed())])?;
        }
        made.finish()
    }
}

/// Whose figures they are, and all of them with their sums.
type OfOne = (Vec<u8>, Vec<(Vec<u8>, u64)>);

/// `whose`, `place`, `figure` and `sum`, the groups of one outlet or of what flows between two, give its row of the table.
pub(super) struct RolledUpRows {
    tabled: Tabled,
    is_of_flows: bool,
    group: Group<(Vec<u8>, u64), Vec<u8>>,
}

const ROLLED_UP: Columns = &[];

impl RolledUpRows {
    pub(super) fn of_outlets(parameters: Parameters) -> Self {
        let tabled = Tabled::new("outlets", parameters.plan, ROLLED_UP);
        Self { tabled, is_of_flows: false, group: Group::default() }
    }

    pub(super) fn of_flows(parameters: Parameters) -> Self {
        let tabled = Tabled::new("flows", parameters.plan, ROLLED_UP);
        Self { tabled, is_of_flows: true, group: Group::default() }
    }

    fn rows(&self, groups: Vec<OfOne>) -> Fallible<RecordBatch> {
        let mut findings = Findings::default();
        for (whose, sums) in groups {
            match (self.is_of_flows, rollup_row(&whose, &sums).map_err(|what| fault(&what))?) {
                (false, RolledUp::Outlet(outlet)) => findings.outlets.push(outlet),
                (true, RolledUp::Flow(flow)) => findings.flows.push(flow),
                _ => return Err(fault("figures of another table")),
            }
        }
        let (mut tabled, lines) = self.tabled.rows(&Batch::default(), &findings)?;
        tabled.push(column_of(&lines));
        Made::of(ROLLED_UP).beside(tabled, self.schema())
    }
}

impl Stage for RolledUpRows {
    fn schema(&self) -> SchemaRef {
        self.tabled.schema()
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (whose, figures) = (bytes(batch, "whose")?, bytes(batch, "figure")?);
        let (places, sums) = (ints(batch, "place")?, longs(batch, "sum")?);
        let mut groups = Vec::new();
        for row in 0..batch.num_rows() {
            let figure = (figures.value(row).to_vec(), sums.value(row).cast_unsigned());
            groups.extend(self.group.take(whose.value(row).to_vec(), places.value(row), figure)?);
        }
        self.rows(groups)
    }

    fn end(&mut self) -> Fallible<Option<RecordBatch>> {
        let last = mem::take(&mut self.group).end();
        last.map(|last| self.rows(vec![last])).transpose()
    }
}
