//! What goes out: tables that open in a spreadsheet, and the record of the run.
//!
//! One file of this room for each table: its columns, which explain themselves, beside its rows. What is made of tables,
//! CSV files, the workbook, the data package, has them from there. Counts are printed as they are and shares with four
//! decimals; rows come in the total order that the findings have, so the same findings are the same bytes.

mod annotations;
mod articles;
mod beside;
mod claim;
mod clusters;
pub mod columnar;
mod datapackage;
mod delimited;
mod error;
mod execution;
mod flows;
mod folder;
mod graph;
mod kept;
mod matrix;
mod outlets;
mod page;
mod pairs;
#[cfg(feature = "parquet")]
mod parquet;
mod part;
mod passages;
mod passim;
mod profile;
mod publish;
mod record;
mod rejected;
mod remarks;
mod removed;
mod reuse;
#[cfg(test)]
pub(crate) mod sample;
mod table;
#[cfg(feature = "xlsx")]
mod workbook;

pub use beside::{Existing, refuse_existing};
pub use claim::Strangers;
pub use delimited::Tally;
pub use error::ReportError;
pub use execution::{Execution, peak_memory};
pub use folder::{Abandoned, OutputFolder, Unfinished};
pub use graph::GraphFormat;
pub use kept::{Kept, Packing};
#[cfg(feature = "parquet")]
pub use parquet::{Rows, have_the_same_columns};
pub use part::{Part, csv_rows};
pub use passages::shown;
pub use profile::{Excerpt, Hardening, Profile, SHEET_ROWS};
pub use remarks::{NewRemark, REMARK_COLUMNS, append_remark};

use crate::article::{ArticleId, Batch, Rejected};
use crate::findings::{Findings, Removal};
use crate::observe::{Observer, Stage, StageReport, Warning};
use crate::plan::Plan;
use std::iter;
use std::path::Path;
use std::time::Instant;
use table::Table;

/// What is written besides the tables, where it is asked for.
#[derive(Debug, Clone, Default)]
#[cfg_attr(
    any(feature = "xlsx", feature = "parquet"),
    expect(clippy::struct_excessive_bools, reason = "each is an output of its own")
)]
pub struct Exports {
    /// `report.html`, the page to read the run in.
    pub page: bool,
    /// `report.xlsx`, the tables as a workbook.
    #[cfg(feature = "xlsx")]
    pub workbook: bool,
    /// The tables as Parquet as well.
    #[cfg(feature = "parquet")]
    pub parquet: bool,
    /// The graph of related articles, in these formats.
    pub graphs: Vec<GraphFormat>,
    /// `annotations.jsonld`, the passages as Web Annotations.
    pub annotations: bool,
    /// The passages under the names of passim.
    pub passim: bool,
}

/// A finished run: everything that its outputs speak of.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// What was read.
    pub batch: &'a Batch,
    /// What could not be used of it.
    pub rejected: &'a [Rejected],
    /// What there is to say about the reading, in its order.
    pub read_warnings: &'a [Warning],
    /// How the reading went.
    pub read_stage: &'a StageReport,
    /// How it was read: settings that are no part of the plan.
    pub reading: &'a serde_json::Value,
    /// What was asked.
    pub plan: &'a Plan,
    /// What was found.
    pub findings: &'a Findings,
    /// What is removed, in a de-duplication.
    pub removals: Option<&'a [Removal]>,
    /// How the tables are dressed.
    pub profile: Profile,
    /// What is written besides the tables.
    pub exports: &'a Exports,
    /// When and how it was executed.
    pub execution: &'a Execution,
}

impl<'a> Run<'a> {
    /// All warnings: those of the reading, then those of the comparison.
    pub fn warnings(&self) -> impl Iterator<Item = &'a Warning> + use<'a> {
        self.read_warnings.iter().chain(&self.findings.warnings)
    }

    /// Whether articles were compared with references, not with one another.
    pub(super) fn has_references(&self) -> bool {
        !self.batch.references().is_empty()
    }

    /// On which side an article stands: ids are unique on each side only.
    pub(super) fn side(&self, article: ArticleId) -> &'static str {
        if article.index() < self.batch.examined().len() { "examined" } else { "reference" }
    }

    /// All stages that have ended, in order.
    pub fn stages(&self) -> impl Iterator<Item = &'a StageReport> + use<'a> {
        iter::once(self.read_stage).chain(&self.findings.stages)
    }
}

/// An output that was written, and what it amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name in the folder.
    pub file: &'static str,
    /// What it has, in a few words.
    pub about: &'static str,
    /// What it has most of, one and many.
    pub unit: (&'static str, &'static str),
    /// How many of these, and what became of its cells.
    pub tally: Tally,
    /// Files that it is in; from the second on their names have a number.
    pub parts: u32,
    /// What was left out of it, or had to be put elsewhere.
    pub warnings: Vec<Warning>,
}

impl Written {
    /// A table in one file, with nothing in it yet.
    #[must_use]
    pub fn of(file: &'static str, about: &'static str) -> Self {
        let tally = Tally::default();
        Self { file, about, unit: ("row", "rows"), tally, parts: 1, warnings: Vec::new() }
    }
}

/// The tables of every run.
const TABLES: [&Table; 8] = [
    &pairs::TABLE,
    &passages::TABLE,
    &clusters::TABLE,
    &articles::TABLE,
    &reuse::TABLE,
    &outlets::TABLE,
    &flows::TABLE,
    &rejected::TABLE,
];

/// The tables of this run, in the order in which they are written.
fn tables(run: Run<'_>) -> Vec<&'static Table> {
    let matrix = run.findings.matrix.is_some().then(|| matrix::table(run));
    matrix.into_iter().chain(TABLES).collect()
}

/// Outputs that are no tables.
const OTHERS: [&str; 7] = [
    page::FILE,
    "report.xlsx",
    annotations::FILE,
    passim::ALIGNED,
    passim::CLUSTERED,
    datapackage::FILE,
    record::FILE,
];

/// Whether an output has or could have this name; an input of such a name in the output folder would be overwritten.
#[must_use]
pub fn is_output(name: &str) -> bool {
    let tables = || TABLES.into_iter().chain([&matrix::TABLE]);
    let is_part = |table: &Table| {
        let number =
            name.strip_prefix(table.name()).and_then(|rest| rest.strip_prefix('-')?.strip_suffix(".csv"));
        number.is_some_and(|number| number.parse::<u32>().is_ok())
    };
    let is_graph = GraphFormat::ALL.into_iter().any(|format| name == format.file());
    let is_table = |table: &Table| name == table.file || name == table.columnar || is_part(table);
    is_graph || OTHERS.contains(&name) || tables().any(is_table)
}

/// Writes everything that a run puts out, the record last, and says what each output amounts to.
///
/// Nothing is seen until the folder is [published](OutputFolder::publish).
///
/// # Errors
/// When a file cannot be written in full; the error names it.
pub fn write_all(
    folder: &OutputFolder,
    run: &Run<'_>,
    observer: &dyn Observer,
) -> Result<Vec<Written>, ReportError> {
    let clock = Instant::now();
    let tables = tables(*run);
    let has_page = u64::from(run.exports.page);
    observer.begin(Stage::Write, Some(tables.len() as u64 + has_page + 2));
    let page = run.exports.page.then(|| page::write(folder, run)).transpose()?;
    observer.advance(has_page);
    let mut written = Vec::new();
    for table in &tables {
        written.push(delimited::write_table(folder, *run, table)?);
        observer.advance(1);
    }
    let exported = export(folder, *run, &tables, &written)?;
    let package = datapackage::write(folder, *run, &tables, &written)?;
    let written: Vec<Written> = page.into_iter().chain(written).chain([package]).chain(exported).collect();
    for warning in written.iter().flat_map(|output| &output.warnings) {
        observer.warn(warning);
    }
    observer.advance(1);
    write_record(folder, run, &written)?;
    observer.advance(1);
    observer.end(&StageReport {
        stage: Stage::Write,
        items_in: tables.len() as u64,
        items_out: folder.files().len() as u64,
        seconds: clock.elapsed().as_secs_f64(),
    });
    Ok(written)
}

/// Writes what is asked for besides the tables, which are `written` already.
#[cfg_attr(
    not(all(feature = "xlsx", feature = "parquet")),
    allow(unused_variables, reason = "only the workbook and Parquet are made of tables")
)]
fn export(
    folder: &OutputFolder,
    run: Run<'_>,
    tables: &[&'static Table],
    written: &[Written],
) -> Result<Vec<Written>, ReportError> {
    let mut exported = Vec::new();
    #[cfg(feature = "xlsx")]
    if run.exports.workbook {
        exported.push(workbook::write(folder, run, tables, written)?);
    }
    #[cfg(feature = "parquet")]
    if run.exports.parquet {
        exported.extend(parquet::write(folder, run, tables)?);
    }
    for &format in &run.exports.graphs {
        exported.push(graph::write(folder, run, format)?);
    }
    if run.exports.annotations {
        exported.push(annotations::write(folder, run)?);
    }
    if run.exports.passim {
        exported.extend(passim::write(folder, run)?);
    }
    Ok(exported)
}

/// Writes what goes into the folder of a de-duplication, the record last, and the table of what is removed to its own
/// place, if it has one. Says what each table amounts to.
///
/// # Errors
/// When a file cannot be written in full; the error names it.
pub fn write_deduplicated(
    folder: &OutputFolder,
    run: &Run<'_>,
    removed: Option<&Path>,
) -> Result<Vec<Written>, ReportError> {
    let mut written = vec![delimited::write_table(folder, *run, &rejected::TABLE)?];
    write_record(folder, run, &written)?;
    if let Some(place) = removed {
        let write = |out: &mut dyn std::io::Write| {
            let table = &removed::TABLE;
            delimited::write(out, run.profile, &(table.columns)(*run), (table.rows)(*run))
        };
        let tally = folder.write_beside(place, write)?;
        written.push(Written { tally, ..Written::of("removed", removed::TABLE.about) });
    }
    Ok(written)
}

fn write_record(folder: &OutputFolder, run: &Run<'_>, written: &[Written]) -> Result<(), ReportError> {
    let files: Vec<String> = folder.files().into_iter().chain([record::FILE.to_owned()]).collect();
    folder.write(record::FILE, |out| record::write(out, run, &files, written))
}
