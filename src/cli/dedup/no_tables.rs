//! Parquet tables as outputs, in a build without them.

use super::copy::{Copying, Portion};
use crate::article::Input;
use crate::observe::Observer;
use crate::read::{Form, ReadPlan};
use crate::report::OutputFolder;
use anyhow::bail;
use std::path::Path;

/// Says what is missing.
///
/// # Errors
/// Always.
pub(super) fn refuse_others(
    kept: &Path,
    _first: usize,
    _inputs: (&[Input], &[Option<Form>]),
    _read_plan: &ReadPlan,
) -> anyhow::Result<()> {
    bail!(
        "{}: is named as Parquet, which this build does not write (build it with --features parquet, or name it .jsonl)",
        kept.display()
    )
}

/// The same.
///
/// # Errors
/// Always.
pub(super) fn write(
    copying: Copying<'_>,
    _portions: &[Portion<'_>],
    (kept, _folder): (&Path, &OutputFolder),
    _observer: &dyn Observer,
) -> anyhow::Result<()> {
    refuse_others(kept, copying.first, (&[], &[]), copying.read_plan)
}
