//! The folder of a finished run.

use super::error::TableError;
use super::table::{Row, Table};
use super::truth::PassageRow;
use crate::article::Input;
use crate::findings::{Folding, LikelyAgency, Relation};
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::iter;
use std::path::{Path, PathBuf};

/// How a cell begins that a spreadsheet would run; the writer puts a `'` in front of it.
pub(super) const RUN_AS_FORMULA: [char; 12] =
    ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'];

/// What a run wrote, read back table by table.
#[derive(Debug)]
pub struct FinishedRun {
    dir: PathBuf,
    record: Record,
    articles: BTreeSet<String>,
}

/// What we need of `run.json`.
#[derive(Debug, Deserialize)]
struct Record {
    #[serde(rename = "wirecopy")]
    _version: String,
    settings: Settings,
    tables: Tables,
    counts: Counts,
    files: Vec<String>,
    reading: Option<ReadingRecord>,
    #[serde(default)]
    inputs: Vec<InputRecord>,
    #[serde(default)]
    agencies: Vec<String>,
    /// Missing in the records of earlier versions.
    #[serde(default)]
    likely_agencies: Vec<LikelyAgency>,
    execution: Option<Execution>,
}

#[derive(Debug, Deserialize)]
struct Settings {
    passages: Option<IgnoredAny>,
    #[serde(default)]
    folding: Folding,
}

/// How the inputs were read, in the words of the command line.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
pub struct ReadingRecord {
    /// Renamed fields, as `text=body`.
    #[serde(default)]
    pub fields: Vec<String>,
    /// The format of every input, if it was told.
    pub format: Option<String>,
    /// The zone of dates that name none.
    pub timezone: Option<String>,
    /// Whether the day or the month comes first in dates of figures, if it was told.
    pub dates: Option<String>,
    /// The index that the references are in, if they are in one.
    pub index: Option<IndexRecord>,
}

/// The index that a run was compared with.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct IndexRecord {
    /// Its folder, as it was named.
    pub path: String,
}

#[derive(Debug, Deserialize)]
struct InputRecord {
    path: String,
    /// Missing in the records of earlier versions.
    name: Option<String>,
    bytes: u64,
    digest: String,
    articles: u64,
    reference: bool,
}

#[derive(Debug, Deserialize)]
struct Execution {
    directory: Option<PathBuf>,
}

#[derive(Debug, Deserialize)]
struct Tables {
    hardening: String,
}

#[derive(Debug, Deserialize)]
struct Counts {
    references: u64,
}

impl FinishedRun {
    /// The run whose results are in this folder.
    ///
    /// # Errors
    /// When it is not the folder of a finished run, or its list of articles cannot be read.
    pub fn open(dir: &Path) -> Result<Self, TableError> {
        let mut run = Self { dir: dir.to_owned(), record: record(dir)?, articles: BTreeSet::new() };
        if !dir.join("pairs.csv").exists() {
            let what = "has a record and no tables, as a de-duplication leaves it";
            return Err(TableError::of(dir, what, "name the -o DIR of compare"));
        }
        let mut articles = BTreeSet::new();
        for table in run.tables("articles.csv", "id")? {
            let [id] = table.columns(["id"])?;
            for row in table.rows() {
                articles.insert(run.name(&row?, id));
            }
        }
        run.articles = articles;
        Ok(run)
    }

    /// Whether articles were compared with references: `a` is then an examined article, `b` a reference.
    #[must_use]
    pub fn has_references(&self) -> bool {
        self.record.counts.references > 0
    }

    /// Whether passages were looked for.
    #[must_use]
    pub fn has_passages(&self) -> bool {
        self.record.settings.passages.is_some()
    }

    /// The folder of the run.
    #[must_use]
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The files that it read, in order.
    ///
    /// # Errors
    /// When a digest in the record is none.
    pub fn inputs(&self) -> Result<Vec<Input>, TableError> {
        let input = |input: &InputRecord| {
            let digest = u128::from_str_radix(&input.digest, 16).map_err(|_| {
                let what = format!("{:?} in its run.json is no digest", input.digest);
                TableError::of(&self.dir, what, "compare again")
            })?;
            let name = || input.path.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
            Ok(Input {
                path: input.path.clone(),
                name: input.name.clone().unwrap_or_else(name),
                bytes: input.bytes,
                digest,
                articles: input.articles,
                reference: input.reference,
            })
        };
        self.record.inputs.iter().map(input).collect()
    }

    /// How they were read.
    #[must_use]
    pub fn reading(&self) -> ReadingRecord {
        self.record.reading.clone().unwrap_or_default()
    }

    /// The folder that relative paths of inputs begin at, if the record has it.
    #[must_use]
    pub fn directory(&self) -> Option<&Path> {
        self.record.execution.as_ref()?.directory.as_deref()
    }

    /// How words were folded.
    #[must_use]
    pub fn folding(&self) -> Folding {
        self.record.settings.folding
    }

    /// The outlets that were taken for agencies.
    #[must_use]
    pub fn agencies(&self) -> &[String] {
        &self.record.agencies
    }

    /// The outlets that look like agencies and were not taken for such.
    #[must_use]
    pub fn likely_agencies(&self) -> &[LikelyAgency] {
        &self.record.likely_agencies
    }

    /// Whether an article of this id was examined. References are not listed anywhere.
    #[must_use]
    pub fn examined(&self, id: &str) -> bool {
        self.articles.contains(id)
    }

    /// The pairs that the run calls re-use: all rows of `pairs.csv` but those whose relation is `formula`.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn pairs(&self) -> Result<BTreeSet<(String, String)>, TableError> {
        let mut pairs = BTreeSet::new();
        for table in self.tables("pairs.csv", "relation")? {
            let [a, b, relation] = table.columns(["a", "b", "relation"])?;
            for row in table.rows() {
                let row = row?;
                if row.text(relation) != Relation::Formula.word() {
                    pairs.insert((self.name(&row, a), self.name(&row, b)));
                }
            }
        }
        Ok(pairs)
    }

    /// The rows of `passages.csv`.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn passages(&self) -> Result<Vec<PassageRow>, TableError> {
        let mut passages = Vec::new();
        for table in self.tables("passages.csv", "a_start")? {
            let columns = table.columns(PassageRow::COLUMNS)?;
            for row in table.rows() {
                passages.push(PassageRow::of(&row?, columns, |row, column| self.name(row, column))?);
            }
        }
        Ok(passages)
    }

    /// The rows of `clusters.csv`: number of the cluster, and id of an article in it.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn clusters(&self) -> Result<Vec<(u32, String)>, TableError> {
        let mut clusters = Vec::new();
        for table in self.tables("clusters.csv", "cluster")? {
            let [cluster, id] = table.columns(["cluster", "id"])?;
            for row in table.rows() {
                let row = row?;
                clusters.push((row.number(cluster)?, self.name(&row, id)));
            }
        }
        Ok(clusters)
    }

    /// A table and, in the excel profiles, the numbered files in which it goes on.
    pub(super) fn tables(&self, file: &str, known: &str) -> Result<Vec<Table>, TableError> {
        let name = file.trim_end_matches(".csv");
        let parts = (2..).map(|number| format!("{name}-{number}.csv"));
        let further = parts.take_while(|part| self.record.files.contains(part));
        let open =
            |file: String| Table::open(&self.dir.join(file), |names| names.iter().any(|name| name == known));
        iter::once(file.to_owned()).chain(further).map(open).collect()
    }

    /// An id as the input had it: without the `'` by which a spreadsheet is kept from running it.
    pub(super) fn name(&self, row: &Row<'_>, column: usize) -> String {
        softened(row.text(column), self.record.tables.hardening == "all_text")
    }

    /// Free text as the input had it, in the same way.
    pub(super) fn free_text(&self, row: &Row<'_>, column: usize) -> String {
        softened(row.text(column), self.record.tables.hardening != "off")
    }
}

/// A cell without the `'` that hardening put in front of it.
pub(super) fn softened(written: &str, is_hardened: bool) -> String {
    let is_marked = |rest: &&str| rest.trim_start_matches('\'').starts_with(RUN_AS_FORMULA);
    let rest = written.strip_prefix('\'').filter(|rest| is_hardened && is_marked(rest));
    rest.unwrap_or(written).to_owned()
}

fn record(dir: &Path) -> Result<Record, TableError> {
    let refusal =
        |fault: &str| Err(TableError::of(dir, fault, "name the -o DIR of a finished wirecopy compare"));
    match fs::metadata(dir) {
        Ok(found) if found.is_dir() => {}
        Ok(_) => return refusal("is a file, not the folder of a run"),
        Err(_) => return refusal("no such folder"),
    }
    let path = dir.join("run.json");
    match File::open(&path) {
        Ok(file) => serde_json::from_reader(BufReader::new(file))
            .or_else(|_| refusal("its run.json is not of a wirecopy run")),
        Err(fault) if fault.kind() == io::ErrorKind::NotFound => {
            refusal("has no run.json, so it holds no finished run")
        }
        Err(fault) => Err(TableError::unreadable(&path, &fault)),
    }
}
