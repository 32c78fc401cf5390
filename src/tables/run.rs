//! The folder of a finished run.

use super::error::TableError;
use super::table::{Row, Table};
use super::truth::PassageRow;
use crate::findings::Relation;
use serde::Deserialize;
use serde::de::IgnoredAny;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

/// How a cell begins that a spreadsheet would run; the writer puts a `'` in front of it.
const RUN_AS_FORMULA: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\n', '\0'];

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
}

#[derive(Debug, Deserialize)]
struct Settings {
    passages: Option<IgnoredAny>,
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
        let table = run.table("articles.csv", "id")?;
        let [id] = table.columns(["id"])?;
        run.articles = table.rows().map(|row| Ok(run.name(&row?, id))).collect::<Result<_, _>>()?;
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
        let table = self.table("pairs.csv", "relation")?;
        let [a, b, relation] = table.columns(["a", "b", "relation"])?;
        let mut pairs = BTreeSet::new();
        for row in table.rows() {
            let row = row?;
            if row.text(relation) != Relation::Formula.word() {
                pairs.insert((self.name(&row, a), self.name(&row, b)));
            }
        }
        Ok(pairs)
    }

    /// The rows of `passages.csv`.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn passages(&self) -> Result<Vec<PassageRow>, TableError> {
        let table = self.table("passages.csv", "a_start")?;
        let columns = table.columns(PassageRow::COLUMNS)?;
        table.rows().map(|row| PassageRow::of(&row?, columns, |row, column| self.name(row, column))).collect()
    }

    /// The rows of `clusters.csv`: number of the cluster, and id of an article in it.
    ///
    /// # Errors
    /// When the table cannot be read.
    pub fn clusters(&self) -> Result<Vec<(u32, String)>, TableError> {
        let table = self.table("clusters.csv", "cluster")?;
        let [cluster, id] = table.columns(["cluster", "id"])?;
        let row = |row: Result<Row<'_>, TableError>| {
            let row = row?;
            Ok((row.number(cluster)?, self.name(&row, id)))
        };
        table.rows().map(row).collect()
    }

    fn table(&self, file: &str, known: &str) -> Result<Table, TableError> {
        Table::open(&self.dir.join(file), |names| names.iter().any(|name| name == known))
    }

    /// An id as the input had it: without the `'` by which a spreadsheet is kept from running it.
    fn name(&self, row: &Row<'_>, column: usize) -> String {
        let written = row.text(column);
        let hardened = || written.strip_prefix('\'').filter(|rest| rest.starts_with(RUN_AS_FORMULA));
        let ids_are_hardened = self.record.tables.hardening == "all_text";
        ids_are_hardened.then(hardened).flatten().unwrap_or(written).to_owned()
    }
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
