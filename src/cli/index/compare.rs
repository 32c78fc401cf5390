//! A comparison with an index.

use super::super::keeping::Keeping;
use super::super::terminal;
use crate::article::Batch;
use crate::columns::KeptColumns;
use crate::observe::Observer;
use crate::plan::Plan;
use crate::store::{Compared, Index, Writer};
use anyhow::anyhow;
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

/// Holds what was read to an index.
pub(in crate::cli) fn compare(
    index: &Index,
    read: (Batch, Arc<KeptColumns>),
    plan: &Plan,
    keeping: &Keeping,
    observer: &dyn Observer,
) -> anyhow::Result<Compared> {
    Ok(index.compare(read, plan, keeping, observer)?)
}

/// What the record of a run says of the index.
pub(in crate::cli) fn described(index: &Index, found: &Compared) -> Value {
    let info = index.info();
    json!({
        "path": index.dir().to_string_lossy(),
        "articles": info.articles,
        "learnt": info.epoch.map(|(number, articles)| json!({ "times": number, "last_from": articles })),
        "read_whole": info.is_read_whole,
        "read": found.batch.references().len(),
    })
}

/// Adds the examined articles of a comparison to the index, whose results are there.
///
/// # Errors
/// When that fails; the error says that the results are there.
pub(in crate::cli) fn add_compared(
    dir: &Path,
    found: &Compared,
    keeping: &Keeping,
    (observer, quiet): (&dyn Observer, bool),
) -> anyhow::Result<()> {
    let added = Writer::open(dir)
        .and_then(|mut writer| writer.add((&found.batch, &*found.columns), keeping, observer));
    match added {
        Ok(added) => {
            if !quiet {
                super::tell_added(&added, dir);
            }
            Ok(())
        }
        Err(fault) => {
            terminal::say("wirecopy: the results are written, but the articles were not added to the index");
            Err(anyhow!(fault))
        }
    }
}
