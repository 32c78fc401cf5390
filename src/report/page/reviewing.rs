//! What the page needs to write down what its reader says of pairs and passages, as `compare --reviewed` reads it.

use super::super::Run;
use super::super::delimited::RUN_AS_FORMULA;
use super::super::remarks::REMARK_COLUMNS;
use serde::Serialize;
use std::io;
use xxhash_rust::xxh3::xxh3_128;

#[derive(Serialize)]
pub(super) struct Reviewing {
    /// What tells these articles from others: by it a browser finds again what was said.
    digest: String,
    /// The columns of the file.
    columns: [&'static str; REMARK_COLUMNS.len()],
    /// What a cell that a spreadsheet would run begins with.
    run_as_formula: String,
    /// How many remarks the run heeded; none if it was given no file of them.
    heeded: Option<usize>,
}

impl Reviewing {
    pub(super) fn of(run: &Run<'_>) -> io::Result<Self> {
        Ok(Self {
            digest: digest(run)?,
            columns: REMARK_COLUMNS,
            run_as_formula: RUN_AS_FORMULA.iter().collect(),
            heeded: run.plan.reviewed.as_ref().map(|remarks| remarks.remarks.len()),
        })
    }
}

/// The same for the same bytes of input, read alike, and the same remarks before: what is said of two articles holds however
/// they were compared.
fn digest(run: &Run<'_>) -> io::Result<String> {
    let inputs: Vec<String> =
        run.batch.inputs().iter().map(|input| format!("{:032x}", input.digest)).collect();
    let asked = serde_json::to_vec(&(inputs, &run.plan.reviewed, run.reading))?;
    Ok(format!("{:032x}", xxh3_128(&asked)))
}
