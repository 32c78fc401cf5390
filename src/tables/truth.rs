//! A labelled truth: what should be found, in a table whose header row says which of three things it labels.

use super::error::TableError;
use super::run::FinishedRun;
use super::table::{Row, Table};
use crate::score::Passage;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

const NEEDED: &str = "a,a_start,a_end,b,b_start,b_end and perhaps kind for passages; a,b,label and perhaps kind for \
                      pairs; id,cluster for clusters";

/// Two spans of two articles, in code points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PassageRow {
    a: String,
    a_chars: Range<u32>,
    b: String,
    b_chars: Range<u32>,
}

/// A passage that should be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledPassage {
    /// Where it stands.
    pub passage: PassageRow,
    /// What kind of re-use it is; empty if nothing is said.
    pub kind: String,
}

/// A pair that is re-use, or is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledPair {
    /// The two articles.
    pub pair: (String, String),
    /// Whether it is re-use.
    pub is_reuse: bool,
    /// What kind of pair it is; empty if nothing is said.
    pub kind: String,
}

/// An article, and with which others it belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelledArticle {
    /// The article.
    pub id: String,
    /// The name of its cluster.
    pub cluster: String,
}

/// What is known of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Truth {
    /// `a,a_start,a_end,b,b_start,b_end[,kind]`: all passages.
    Passages(Vec<LabelledPassage>),
    /// `a,b,label[,kind]`: some pairs that are re-use (1 or yes) and some that are not (0 or no).
    Pairs {
        /// The pairs that have one of these labels.
        pairs: Vec<LabelledPair>,
        /// Rows that have another one, and do not count.
        unlabelled: u64,
    },
    /// `id,cluster`: the cluster of each article; articles without a row do not count.
    Clusters(Vec<LabelledArticle>),
}

/// A pair, and the kind of what it shares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairOfKind {
    /// The two articles, in their roles.
    pub pair: (String, String),
    /// The kind.
    pub kind: String,
}

impl PassageRow {
    /// The columns of a passage.
    pub(super) const COLUMNS: [&str; 6] = ["a", "a_start", "a_end", "b", "b_start", "b_end"];

    /// The passage of a row; `name` makes an id of a cell.
    pub(super) fn of(
        row: &Row<'_>,
        [a, a_start, a_end, b, b_start, b_end]: [usize; 6],
        name: impl Fn(&Row<'_>, usize) -> String,
    ) -> Result<Self, TableError> {
        let span = |start: usize, end: usize| match (row.number(start)?, row.number(end)?) {
            (start, end) if start < end => Ok(start..end),
            (start, end) => Err(row
                .fault(format!("a span from {start} to {end} is empty"), "its end must be behind its start")),
        };
        let (a_chars, b_chars) = (span(a_start, a_end)?, span(b_start, b_end)?);
        Ok(Self { a: name(row, a), a_chars, b: name(row, b), b_chars })
    }

    /// The passage as the measures know it.
    #[must_use]
    pub fn passage(&self) -> Passage<'_> {
        Passage { a: &self.a, a_chars: self.a_chars.clone(), b: &self.b, b_chars: self.b_chars.clone() }
    }
}

impl Truth {
    /// Reads what is known of the batch of this run.
    ///
    /// # Errors
    /// When the file cannot be read, its header row is none of the three, it has no labelled row, or a row cannot be used:
    /// an article that the run did not have, a number that is none, a pair or an article that is labelled twice.
    pub fn read(path: &Path, run: &FinishedRun) -> Result<Self, TableError> {
        let table =
            Table::open(path, |names| Shape::of(|name| names.iter().any(|known| known == name)).is_some())?;
        let truth = match Shape::of(|name| table.column(name).is_some()) {
            Some(Shape::Passages) => Self::Passages(passages(&table, run)?),
            Some(Shape::Pairs(label)) => pairs(&table, label, run)?,
            Some(Shape::Clusters) => Self::Clusters(articles(&table, run)?),
            None => return Err(table.lacks("columns that say what is labelled", NEEDED)),
        };
        let empty = match &truth {
            Self::Passages(rows) => rows.is_empty(),
            Self::Pairs { pairs, .. } => pairs.is_empty(),
            Self::Clusters(rows) => rows.is_empty(),
        };
        if empty {
            return Err(TableError::of(
                path,
                "has no labelled row",
                "a truth needs at least one; a label is 0 or 1",
            ));
        }
        Ok(truth)
    }
}

/// What a header row says that a table labels.
enum Shape {
    Passages,
    /// With the name of the column that has the label.
    Pairs(&'static str),
    Clusters,
}

impl Shape {
    fn of(has: impl Fn(&str) -> bool) -> Option<Self> {
        let label = || ["label", "reuse"].into_iter().find(|name| has("a") && has("b") && has(name));
        if PassageRow::COLUMNS.into_iter().all(&has) {
            Some(Self::Passages)
        } else if let Some(label) = label() {
            Some(Self::Pairs(label))
        } else {
            (has("id") && has("cluster")).then_some(Self::Clusters)
        }
    }
}

fn passages(table: &Table, run: &FinishedRun) -> Result<Vec<LabelledPassage>, TableError> {
    let (columns, kind) = (table.columns(PassageRow::COLUMNS)?, table.column("kind"));
    let labelled = |row: Result<Row<'_>, TableError>| {
        let row = row?;
        check_pair(&row, [columns[0], columns[3]], run)?;
        let passage = PassageRow::of(&row, columns, |row, column| row.text(column).to_owned())?;
        Ok(LabelledPassage { passage, kind: optional(&row, kind) })
    };
    table.rows().map(labelled).collect()
}

fn pairs(table: &Table, label: &str, run: &FinishedRun) -> Result<Truth, TableError> {
    let ([a, b, label], kind) = (table.columns(["a", "b", label])?, table.column("kind"));
    let (mut pairs, mut unlabelled, mut once) = (Vec::new(), 0, Once::default());
    for row in table.rows() {
        let row = row?;
        let is_reuse = match row.text(label).trim() {
            "1" | "yes" => true,
            "0" | "no" => false,
            _ => {
                unlabelled += 1;
                continue;
            }
        };
        check_pair(&row, [a, b], run)?;
        let pair = (row.text(a).to_owned(), row.text(b).to_owned());
        once.check(&row, unordered(&pair, run))?;
        pairs.push(LabelledPair { pair, is_reuse, kind: optional(&row, kind) });
    }
    Ok(Truth::Pairs { pairs, unlabelled })
}

fn articles(table: &Table, run: &FinishedRun) -> Result<Vec<LabelledArticle>, TableError> {
    let [id, cluster] = table.columns(["id", "cluster"])?;
    let (mut articles, mut once) = (Vec::new(), Once::default());
    for row in table.rows() {
        let row = row?;
        check_article(&row, id, run)?;
        once.check(&row, row.text(id).to_owned())?;
        articles.push(LabelledArticle { id: row.text(id).to_owned(), cluster: row.text(cluster).to_owned() });
    }
    Ok(articles)
}

/// Reads `a,b,kind`: the only pairs whose passages count, with the kind of what they share.
///
/// # Errors
/// As [`Truth::read`].
pub fn read_kinds(path: &Path, run: &FinishedRun) -> Result<Vec<PairOfKind>, TableError> {
    let table = Table::open(path, |names| names.iter().any(|name| name == "kind"))?;
    let [a, b, kind] = table.columns(["a", "b", "kind"])?;
    let (mut pairs, mut once) = (Vec::new(), Once::default());
    for row in table.rows() {
        let row = row?;
        check_pair(&row, [a, b], run)?;
        let pair = (row.text(a).to_owned(), row.text(b).to_owned());
        once.check(&row, unordered(&pair, run))?;
        pairs.push(PairOfKind { pair, kind: row.text(kind).to_owned() });
    }
    if pairs.is_empty() {
        return Err(TableError::of(path, "lists no pair", "give it rows below its header"));
    }
    Ok(pairs)
}

fn optional(row: &Row<'_>, column: Option<usize>) -> String {
    column.map_or_else(String::new, |column| row.text(column).to_owned())
}

/// With references, `b` is one of them, and nothing in the folder lists those.
fn check_pair(row: &Row<'_>, [a, b]: [usize; 2], run: &FinishedRun) -> Result<(), TableError> {
    check_article(row, a, run)?;
    if run.has_references() {
        return Ok(());
    }
    if row.text(a) == row.text(b) {
        return Err(row.fault(format!("{:?} stands on both sides", row.text(a)), "a pair is of two articles"));
    }
    check_article(row, b, run)
}

fn check_article(row: &Row<'_>, column: usize, run: &FinishedRun) -> Result<(), TableError> {
    let id = row.text(column);
    if run.examined(id) {
        return Ok(());
    }
    let remedy = if run.has_references() {
        "with --against, a is the examined article and b the reference"
    } else {
        "the truth must be of the same articles as the run; see articles.csv"
    };
    Err(row.fault(format!("the run has no article {id:?}"), remedy))
}

/// One spelling for both orders of a pair, where the order says nothing.
fn unordered(pair: &(String, String), run: &FinishedRun) -> (String, String) {
    let (a, b) = pair.clone();
    if run.has_references() || a < b { (a, b) } else { (b, a) }
}

/// What has been labelled so far, with the line.
struct Once<K>(BTreeMap<K, u64>);

impl<K> Default for Once<K> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: Ord> Once<K> {
    /// Notes a label, and refuses a second one of the same.
    fn check(&mut self, row: &Row<'_>, key: K) -> Result<(), TableError> {
        match self.0.insert(key, row.line) {
            None => Ok(()),
            Some(first) => {
                Err(row.fault(format!("is labelled on line {first} already"), "keep one of the two"))
            }
        }
    }
}
