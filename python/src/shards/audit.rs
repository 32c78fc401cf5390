//! Functions of an article and the pairs that it stands in: what is attributed to whom.

use super::corpus;
use super::input::{Fallible, bytes, fault, ints, longs, packed, schema};
use super::known::{Known, count, long};
use super::made::{Columns, Made, Tabled, Value, column_of};
use super::parameters::Parameters;
use super::rows::flags;
use super::stream::Stage;
use super::wording::{Group, numbers_of};
use arrow_array::RecordBatch;
use arrow_schema::DataType::{Binary, Boolean, Int32, Int64};
use arrow_schema::SchemaRef;
use wirecopy::align::Aligned;
use wirecopy::article::{Article, ArticleId, Batch, Published};
use wirecopy::findings::{Account, Audit as Found, Credited, Findings};
use wirecopy::pipeline::shards::{
    self, Audited, Neighbourhood, Number, Said, Taught, Witness, first_in_common,
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

fn carried<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Fallible<T> {
    shards::unpacked(bytes).map_err(|what| fault(&what))
}

fn witness(number: Number, (known, row): (&Known<'_>, usize), said: &[u8]) -> Fallible<Witness> {
    let said: Said = carried(said)?;
    let Article { outlet, published, .. } = known.article(row);
    Ok(Witness { number, outlet, published: published.as_ref().map(Published::interval), said })
}

/// What else is known of another article: its id, the number of the first passage, whether it is asked about, its number.
type OtherTold = (Option<String>, i64, bool, Number);

/// An article with its audit, and the ids of the articles of its neighbourhood.
type OneAudited = (Own, Found, Vec<Option<String>>);

/// An article and the others, as a neighbourhood, with what else is known of the others, by their numbers.
fn neighbourhood(own: Witness, others: Vec<Other>) -> (Neighbourhood, Vec<OtherTold>) {
    let mut others = others;
    others.sort_by_key(|other| other.witness.number);
    let told = others.iter().map(|other| (other.id.clone(), other.base, other.asked, other.witness.number));
    let told = told.collect();
    let others = others.into_iter().map(|other| (other.witness, other.wording)).collect();
    (Neighbourhood::new(own, others), told)
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
/// its row of `articles`.
pub(super) struct AuditRows {
    parameters: Parameters,
    taught: Taught,
    tabled: Tabled,
    group: Group<Option<Other>>,
    own: Option<Own>,
}

const AUDITED: Columns = &[("number", Int64)];

impl AuditRows {
    pub(super) fn new(parameters: Parameters, lesson: &[u8]) -> Result<Self, String> {
        let taught = corpus::taught(lesson, &parameters)?;
        let tabled = Tabled::new("articles", parameters.plan.clone(), AUDITED);
        Ok(Self { parameters, taught, tabled, group: Group::default(), own: None })
    }

    /// An article and its audit, with the ids of the texts that it has words of.
    fn audited(&mut self, others: Vec<Option<Other>>) -> Fallible<Option<OneAudited>> {
        let Some(own) = self.own.take() else { return Ok(None) };
        let (neighbourhood, told) =
            neighbourhood(own.witness.clone(), others.into_iter().flatten().collect());
        let own_words = own.account.own_words();
        let Audited { mut audit, passages } =
            neighbourhood.audited(own_words, &self.parameters.plan, &self.taught);
        for number in audit.sources.iter_mut().flat_map(|reuse| &mut reuse.passages) {
            let at = passages.partition_point(|end| end <= number) - 1;
            *number = count(told[at].1 + i64::from(*number - passages[at]))?;
        }
        audit.credits.clone_from(&own.credits);
        let id = |number: &Number| {
            let at = told.binary_search_by_key(number, |other| other.3);
            at.ok().and_then(|at| told[at].0.clone())
        };
        let ids = neighbourhood.numbers().iter().map(id).collect();
        Ok(Some((own, audit, ids)))
    }

    fn rows(&self, all: Vec<OneAudited>) -> Fallible<RecordBatch> {
        let (mut made, mut findings) = (Made::of(AUDITED), Findings::default());
        let (mut articles, mut sources) = (Vec::new(), Vec::new());
        let examined = all.len();
        for (own, mut audit, ids) in all {
            made.row([Value::Long(own.witness.number)])?;
            // The texts that tables name stand behind the articles as references, which have no rows.
            let mut place = |id: ArticleId| {
                let id = ids[id.index()].clone().unwrap_or_default();
                sources.push(Article { id, ..super::pair::bare("") });
                ArticleId((examined + sources.len() - 1) as u32)
            };
            audit.sources.iter_mut().for_each(|reuse| reuse.source = place(reuse.source));
            audit.update_of = audit.update_of.map(place);
            findings.accounts.push(own.account);
            findings.audits.push(audit);
            articles.push(own.article);
        }
        let batch = Batch::against(articles, sources, Vec::new()).map_err(|what| fault(&what))?;
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
        for ((_, _, _, other), passages) in told.iter().zip(&all).filter(|(told, _)| told.2) {
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
