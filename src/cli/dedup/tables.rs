//! What is kept of Parquet tables, as a Parquet table: an output that is named so.

use super::copy::{Copying, Portion, place_of, told};
use crate::article::Input;
use crate::observe::Observer;
use crate::read::{self, Form, Packing, ReadPlan};
use crate::report::{OutputFolder, ReportError, Rows, have_the_same_columns};
use anyhow::{anyhow, bail};
use std::fs::File;
use std::path::Path;

/// Refuses inputs whose rows cannot stand in one table: `first` is the one whose columns it has.
///
/// # Errors
/// In that case, with what to name the output; and when a table cannot be opened.
pub(super) fn refuse_others(
    kept: &Path,
    first: usize,
    (inputs, forms): (&[Input], &[Option<Form>]),
    read_plan: &ReadPlan,
) -> anyhow::Result<()> {
    let shown = kept.display();
    if !shown.to_string().to_ascii_lowercase().ends_with(".parquet") {
        bail!("{shown}: a Parquet table packs its columns itself (name it .parquet)");
    }
    let used = || inputs.iter().zip(forms).filter(|(input, _)| !input.reference && input.articles > 0);
    let is_table =
        |form: &Option<Form>| form.as_ref().is_some_and(|form| form.packing == Some(Packing::Parquet));
    if let Some((other, _)) = used().find(|(_, form)| !is_table(form)) {
        bail!(
            "{shown}: is named as Parquet, and {} is no table of that kind (name it .jsonl: rows of tables are lines of JSON \
             then)",
            other.path
        );
    }
    let one = opened(&inputs[first], read_plan)?;
    for (other, _) in used().skip(1) {
        let fault = |fault| anyhow!("{}: its columns cannot be read: {fault} (check the file)", other.path);
        if !have_the_same_columns(&one, &opened(other, read_plan)?).map_err(fault)? {
            bail!(
                "{}, {}: their columns differ, so their rows cannot stand in one table (name the output .jsonl, or \
                 de-duplicate them one by one with --against)",
                inputs[first].path,
                other.path
            );
        }
    }
    Ok(())
}

/// Copies rows, table after table. Each is put aside once more, so that what is copied is what was read.
///
/// # Errors
/// When an input has changed, or the output cannot be written.
pub(super) fn write(
    copying: Copying<'_>,
    portions: &[Portion<'_>],
    (kept, folder): (&Path, &OutputFolder),
    observer: &dyn Observer,
) -> anyhow::Result<()> {
    let Some(first) = portions.first() else { return Ok(()) };
    let like = opened(first.input, copying.read_plan)?;
    let mut out = Rows::begin(folder.begin_beside(kept)?, &like).map_err(ReportError::at(kept))?;
    for portion in portions.iter().filter(|portion| !portion.kept.is_empty()) {
        let table = put_aside(portion.input, copying.read_plan)?;
        // A row is a line of what the table was read as.
        let rows: Vec<u64> = portion.kept.iter().map(|article| article.locator.line - 1).collect();
        out.copy(&table, &rows).map_err(ReportError::at(kept))?;
        observer.advance(rows.len() as u64);
    }
    out.finish().and_then(|file| file.sync_all()).map_err(ReportError::at(kept))?;
    Ok(())
}

fn opened(input: &Input, read_plan: &ReadPlan) -> anyhow::Result<File> {
    let fault = |fault| anyhow!("{}: cannot be read: {fault} (check where it comes from)", input.path);
    File::open(place_of(input, read_plan)).map_err(fault)
}

/// A copy of an input that is what was read, and stays it.
fn put_aside(input: &Input, read_plan: &ReadPlan) -> anyhow::Result<File> {
    let aside = std::env::temp_dir();
    let mut file = tempfile::tempfile().map_err(ReportError::at(&aside))?;
    read::whole((input, place_of(input, read_plan)), &mut file).map_err(|fault| told(fault, &aside))?;
    Ok(file)
}
