//! What goes out: tables that open in a spreadsheet, and the record of the run.
//!
//! One file of this room for each file of the folder. A table has its columns beside its row, takes any
//! [`Write`], and prints counts as they are and shares with four decimals. Rows come in the total order that
//! the findings have, so the same findings are the same bytes.

mod articles;
mod beside;
mod claim;
mod clusters;
mod error;
mod execution;
mod flows;
mod folder;
mod kept;
mod matrix;
mod outlets;
mod page;
mod pairs;
mod passages;
mod publish;
mod record;
mod rejected;
mod removed;
mod reuse;
#[cfg(test)]
pub(crate) mod sample;
mod table;

pub use beside::{Existing, refuse_existing};
pub use claim::Strangers;
pub use error::ReportError;
pub use execution::{Execution, peak_memory};
pub use folder::{Abandoned, OutputFolder, Unfinished};
pub use kept::{Kept, Packing};
pub use page::left_out_of_page;
pub use table::{Hardening, Profile, Tally};

use crate::article::{Batch, Rejected};
use crate::findings::{Findings, Removal};
use crate::observe::{Observer, Stage, StageReport, Warning};
use crate::plan::Plan;
use std::io::{self, Write};
use std::iter;
use std::path::Path;
use std::time::Instant;

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
    /// Whether the page to read it in is written.
    pub page: bool,
    /// When and how it was executed.
    pub execution: &'a Execution,
}

impl<'a> Run<'a> {
    /// All warnings: those of the reading, then those of the comparison.
    pub fn warnings(&self) -> impl Iterator<Item = &'a Warning> + use<'a> {
        self.read_warnings.iter().chain(&self.findings.warnings)
    }

    /// All stages that have ended, in order.
    pub fn stages(&self) -> impl Iterator<Item = &'a StageReport> + use<'a> {
        iter::once(self.read_stage).chain(&self.findings.stages)
    }
}

/// A file that was written, and what it amounts to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// Its name in the folder.
    pub file: &'static str,
    /// Rows and hardened cells.
    pub tally: Tally,
}

type WriteTable = fn(&mut dyn Write, &Run<'_>) -> io::Result<Tally>;

/// The tables of every run.
const TABLES: [(&str, WriteTable); 8] = [
    (pairs::FILE, pairs::write),
    (passages::FILE, passages::write),
    (clusters::FILE, clusters::write),
    (articles::FILE, articles::write),
    (reuse::FILE, reuse::write),
    (outlets::FILE, outlets::write),
    (flows::FILE, flows::write),
    (rejected::FILE, rejected::write),
];

/// Names that outputs have or will have; an input of such a name in the output folder would be overwritten.
pub const FILES: [&str; 11] = [
    matrix::FILE,
    pairs::FILE,
    passages::FILE,
    clusters::FILE,
    articles::FILE,
    reuse::FILE,
    outlets::FILE,
    flows::FILE,
    rejected::FILE,
    page::FILE,
    record::FILE,
];

/// Writes everything that a run puts out, the record last, and says what each table amounts to.
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
    let matrix = run.findings.matrix.is_some().then_some((matrix::FILE, matrix::write as WriteTable));
    let page = run.page.then_some((page::FILE, page::write as WriteTable));
    let tables: Vec<_> = page.into_iter().chain(matrix).chain(TABLES).collect();
    observer.begin(Stage::Write, Some(tables.len() as u64 + 1));
    let mut written = Vec::new();
    for &(file, write) in &tables {
        let tally = folder.write(file, |out| write(out, run))?;
        observer.advance(1);
        written.push(Written { file, tally });
    }
    write_record(folder, run, &written)?;
    observer.advance(1);
    observer.end(&StageReport {
        stage: Stage::Write,
        items_in: tables.len() as u64,
        items_out: tables.len() as u64 + 1,
        seconds: clock.elapsed().as_secs_f64(),
    });
    Ok(written)
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
    let tally = folder.write(rejected::FILE, |out| rejected::write(out, run))?;
    let mut written = vec![Written { file: rejected::FILE, tally }];
    write_record(folder, run, &written)?;
    if let Some(place) = removed {
        let tally = folder.write_beside(place, |out| removed::write(out, run))?;
        written.push(Written { file: "removed", tally });
    }
    Ok(written)
}

fn write_record(folder: &OutputFolder, run: &Run<'_>, written: &[Written]) -> Result<(), ReportError> {
    let names = written.iter().map(|table| table.file).chain([record::FILE]);
    let files: Vec<String> = names.map(str::to_owned).collect();
    let tally = Tally {
        rows: written.iter().map(|table| table.tally.rows).sum(),
        hardened: written.iter().map(|table| table.tally.hardened).sum(),
    };
    folder.write(record::FILE, |out| record::write(out, run, &files, tally))
}
