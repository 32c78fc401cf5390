//! Functions of an article and the pairs that it stands in: what is attributed to whom.

use super::corpus;
use super::input::{Fallible, bytes, fault, ints, longs, packed, schema};
use super::known::{Known, count, long};
use super::made::{Columns, Made, Tabled, Value, column_of};
use super::parameters::Parameters;
use super::rollup::{Behind, Reused, Source};
use super::rows::flags;
use super::stream::Stage;
use super::wording::{Group, numbers_of};
use arrow_array::RecordBatch;
use arrow_schema::DataType::{Binary, Boolean, Int32, Int64};
use arrow_schema::SchemaRef;
use serde::Deserialize;
use wirecopy::align::Aligned;
use wirecopy::article::{Article, ArticleId, Published};
use wirecopy::findings::{Account, Audit as Found, Credited, Findings, Reuse};
use wirecopy::pipeline::shards::{
    self, Audited, Neighbourhood, Number, OutletCounts, Said, Taught, Witness, first_in_common,
};

/// Another article that one shares passages with.
struct Other {
    witness: Witness,
    id: Option<String>,
    wording: Vec<Aligned>,
    /// The number of the first passage.
    base: i64,
    /// Whether it is asked what covers these passages.
    asked: bool,
}

/// The columns of a group's rows that are about another article: none, if an article stands in no pair.
struct Others<'a> {
    batch: &'a RecordBatch,
    known: Known<'a>,
}

impl<'a> Others<'a> {
    fn of(batch: &'a RecordBatch) -> Fallible<Self> {
        Ok(Self { batch, known: Known::of(batch, "_two")? })
    }

    fn row(&self, row: usize) -> Fallible<Option<Other>> {
        let Some(number) = long(longs(self.batch, "other")?, row) else { return Ok(None) };
        let base =
            self.batch.column_by_name("base").is_some().then(|| longs(self.batch, "base")).transpose()?;
        let asked =
            self.batch.column_by_name("asked").is_some().then(|| flags(self.batch, "asked")).transpose()?;
        Ok(Some(Other {
            witness: witness(number, (&self.known, row), bytes(self.batch, "said_two")?.value(row))?,
            id: self.known.id(row).map(str::to_owned),
            wording: carried(bytes(self.batch, "wording")?.value(row))?,
            base: base.and_then(|base| long(base, row)).unwrap_or_default(),
            asked: asked.is_some_and(|asked| asked.value(row)),
        }))
    }
}

pub(super) fn carried<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Fallible<T> {
    shards::unpacked(bytes).map_err(|what| fault(&what))
}

fn witness(number: Number, (known, row): (&Known<'_>, usize), said: &[u8]) -> Fallible<Witness> {
    let said: Said = carried(said)?;
    let Article { outlet, published, .. } = known.article(row);
    Ok(Witness { number, outlet, published: published.as_ref().map(Published::interval), said })
}

/// What else is known of another article.
struct OtherTold {
    number: Number,
    id: Option<String>,
    outlet: Option<String>,
    /// The number of the first passage.
    base: i64,
    /// Whether it is asked what covers these passages.
    asked: bool,
}

/// An article with its audit, what it counts for, and what it has of whom.
struct OneAudited {
    own: Own,
    audit: Found,
    counts: OutletCounts,
    reused: Reused,
    /// The id of the text that it brings up to date.
    update_of: Option<String>,
}

/// An article and the others, as a neighbourhood, with what else is known of the others, by their numbers.
fn neighbourhood(own: Witness, mut others: Vec<Other>) -> (Neighbourhood, Vec<OtherTold>) {
    others.sort_by_key(|other| other.witness.number);
    let (mut told, mut witnesses) = (Vec::new(), Vec::new());
    for Other { witness, id, wording, base, asked } in others {
        told.push(OtherTold { number: witness.number, id, outlet: witness.outlet.clone(), base, asked });
        witnesses.push((witness, wording));
    }
    (Neighbourhood::new(own, witnesses), told)
}

/// An article of a group, by its first row.
struct Own {
    witness: Witness,
    article: Article,
    account: Account,
    credits: Vec<Credited>,
}

/// `number` and `place`, groups of one article: what is known of it (`id`, `title`, `outlet`, `published`, `earliest`, `latest`,
/// `words`, `boilerplate`, `stock`, `said`, `credits`), and of each that it shares passages with (`other`, `id_two`, `outlet_two`,
/// `earliest_two`, `latest_two`, `said_two`), the passages in words (`wording`) and the number of the first one (`base`). They give
/// its row of `articles`, and what it has of whom (`reused`) and counts for (`counts`), for the other tables.
pub(super) struct AuditRows {
    parameters: Parameters,
    taught: Taught,
    tabled: Tabled,
    group: Group<Option<Other>>,
    own: Option<Own>,
}

const AUDITED: Columns = &[("number", Int64), ("reused", Binary), ("counts", Binary)];

impl AuditRows {
    pub(super) fn new(parameters: Parameters, lesson: &[u8]) -> Result<Self, String> {
        let taught = corpus::taught(lesson, &parameters)?;
        let tabled = Tabled::new("articles", parameters.plan.clone(), AUDITED);
        Ok(Self { parameters, taught, tabled, group: Group::default(), own: None })
    }

    /// An article and its audit.
    fn audited(&mut self, others: Vec<Option<Other>>) -> Fallible<Option<OneAudited>> {
        let Some(own) = self.own.take() else { return Ok(None) };
        let (neighbourhood, told) =
            neighbourhood(own.witness.clone(), others.into_iter().flatten().collect());
        let own_words = own.account.own_words();
        let Audited { mut audit, passages, counts } =
            neighbourhood.audited(own_words, &self.parameters.plan, &self.taught);
        for number in audit.sources.iter_mut().flat_map(|reuse| &mut reuse.passages) {
            let at = passages.partition_point(|end| end <= number) - 1;
            *number = count(told[at].base + i64::from(*number - passages[at]))?;
        }
        audit.credits.clone_from(&own.credits);
        let other = |place: ArticleId| {
            let number = neighbourhood.numbers()[place.index()];
            let at = told.binary_search_by_key(&number, |other| other.number);
            at.map(|at| &told[at]).map_err(|_| fault("an article that has words of itself"))
        };
        let source = |reuse: &Reuse| {
            let OtherTold { number, id, outlet, .. } = other(reuse.source)?;
            Ok(Source::new(reuse, *number, (id.clone().unwrap_or_default(), outlet.clone())))
        };
        let sources = audit.sources.iter().map(source).collect::<Fallible<_>>()?;
        let update_of = audit.update_of.map(other).transpose()?;
        let update_of = update_of.map(|other| other.id.clone().unwrap_or_default());
        Ok(Some(OneAudited { own, audit, counts, reused: Reused { own_words, sources }, update_of }))
    }

    fn rows(&self, all: Vec<OneAudited>) -> Fallible<RecordBatch> {
        let (mut made, mut findings) = (Made::of(AUDITED), Findings::default());
        let (mut articles, mut behind) = (Vec::new(), Behind::new(all.len()));
        for OneAudited { own, mut audit, counts, reused, update_of } in all {
            let (number, carried) = (Value::Long(own.witness.number), shards::packed(&reused));
            made.row([number, Value::Bytes(&carried), Value::Bytes(&shards::packed(&counts))])?;
            audit.sources = reused.sources.into_iter().map(|source| behind.reuse(source)).collect();
            audit.update_of = update_of.map(|id| behind.place(id, None));
            findings.accounts.push(own.account);
            findings.audits.push(audit);
            articles.push(own.article);
        }
        let batch = behind.batch(articles)?;
        let (mut tabled, lines) = self.tabled.rows(&batch, &findings)?;
        tabled.push(column_of(&lines));
        made.beside(tabled, self.schema())
    }
}

impl Stage for AuditRows {
    fn schema(&self) -> SchemaRef {
        self.tabled.schema()
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (numbers, places) = (longs(batch, "number")?, ints(batch, "place")?);
        let (known, others) = (Known::of(batch, "")?, Others::of(batch)?);
        let counts = [ints(batch, "words")?, ints(batch, "boilerplate")?, ints(batch, "stock")?];
        let (said, credits) = (bytes(batch, "said")?, bytes(batch, "credits")?);
        let mut all = Vec::new();
        for row in 0..batch.num_rows() {
            let number = numbers.value(row);
            let before = self.group.take(number, places.value(row), others.row(row)?)?;
            if let Some((_, rows)) = before {
                all.extend(self.audited(rows)?);
            }
            if self.own.is_none() {
                let [words, boilerplate_words, stock_words] =
                    counts.map(|counts| counts.value(row).cast_unsigned());
                self.own = Some(Own {
                    witness: witness(number, (&known, row), said.value(row))?,
                    article: known.article(row),
                    account: Account { words, boilerplate_words, stock_words },
                    credits: carried(credits.value(row))?,
                });
            }
        }
        self.rows(all)
    }

    fn end(&mut self) -> Fallible<Option<RecordBatch>> {
        let Some((_, rows)) = self.group.end() else { return Ok(None) };
        let last = self.audited(rows)?;
        self.rows(last.into_iter().collect()).map(Some)
    }
}

/// The same groups, with whether a pair is `asked` about, and how many texts are wanted at the `most`, give for each passage of such
/// a pair the numbers of the texts, earlier than the article, that have the passage as it stands there, in their order: `first`,
/// `second`, `at`, `number`, the article, `texts`, and whether these are `cut` off. Passages that no text has are left out.
pub(super) struct CoveringRows {
    parameters: Parameters,
    taught: Taught,
    group: Group<Option<Other>>,
    own: Option<(Witness, i32)>,
}

const COVERING: Columns = &[
    ("first", Int64),
    ("second", Int64),
    ("at", Int32),
    ("number", Int64),
    ("texts", Binary),
    ("cut", Boolean),
];

impl CoveringRows {
    pub(super) fn new(parameters: Parameters, lesson: &[u8]) -> Result<Self, String> {
        let taught = corpus::taught(lesson, &parameters)?;
        Ok(Self { parameters, taught, group: Group::default(), own: None })
    }

    fn covering(&mut self, rows: Vec<Option<Other>>, made: &mut Made) -> Fallible<()> {
        let Some((own, most)) = self.own.take() else { return Ok(()) };
        let number = own.number;
        let (neighbourhood, told) = neighbourhood(own, rows.into_iter().flatten().collect());
        let most = usize::try_from(most).unwrap_or_default();
        let all = neighbourhood.covering(most, &self.parameters.plan, &self.taught);
        for (OtherTold { number: other, .. }, passages) in
            told.iter().zip(&all).filter(|(told, _)| told.asked)
        {
            let [first, second] = [number.min(*other), number.max(*other)].map(Value::Long);
            for (at, texts) in (0..).zip(passages).filter(|(_, texts)| !texts.is_empty()) {
                let cut = Value::Flag(texts.len() == most);
                let texts = packed(texts, i64::to_le_bytes);
                made.row([first, second, Value::Int(at), Value::Long(number), Value::Bytes(&texts), cut])?;
            }
        }
        Ok(())
    }
}

impl Stage for CoveringRows {
    fn schema(&self) -> SchemaRef {
        schema(COVERING)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (numbers, places) = (longs(batch, "number")?, ints(batch, "place")?);
        let (known, others, said) = (Known::of(batch, "")?, Others::of(batch)?, bytes(batch, "said")?);
        let most = ints(batch, "most")?;
        let mut made = Made::of(COVERING);
        for row in 0..batch.num_rows() {
            let number = numbers.value(row);
            if let Some((_, rows)) = self.group.take(number, places.value(row), others.row(row)?)? {
                self.covering(rows, &mut made)?;
            }
            if self.own.is_none() {
                self.own = Some((witness(number, (&known, row), said.value(row))?, most.value(row)));
            }
        }
        made.finish()
    }

    fn end(&mut self) -> Fallible<Option<RecordBatch>> {
        let Some((_, rows)) = self.group.end() else { return Ok(None) };
        let mut made = Made::of(COVERING);
        self.covering(rows, &mut made)?;
        made.finish().map(Some)
    }
}

/// `first`, `second` and `at` of a passage, the texts that each article has it from, `one` and `two`, and whether one of the lists is
/// `cut` off, give the first that they have in common, `via`, or that the rest of the lists has to be looked at: `open`.
pub(super) struct Via;

const COMMON: Columns =
    &[("first", Int64), ("second", Int64), ("at", Int32), ("via", Int64), ("open", Boolean)];

impl Stage for Via {
    fn schema(&self) -> SchemaRef {
        schema(COMMON)
    }

    fn take(&mut self, batch: &RecordBatch) -> Fallible<RecordBatch> {
        let (first, second) = (longs(batch, "first")?, longs(batch, "second")?);
        let (at, cut) = (ints(batch, "at")?, flags(batch, "cut")?);
        let (one, two) = (bytes(batch, "one")?, bytes(batch, "two")?);
        let mut made = Made::of(COMMON);
        for row in 0..batch.num_rows() {
            let via = first_in_common(&numbers_of(one.value(row)), &numbers_of(two.value(row)));
            let [first, second] = [first.value(row), second.value(row)].map(Value::Long);
            let open = Value::Flag(via.is_none() && cut.value(row));
            made.row([first, second, Value::Int(at.value(row)), Value::long(via), open])?;
        }
        made.finish()
    }
}
