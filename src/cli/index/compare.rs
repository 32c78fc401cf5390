//! A comparison with an index.

use super::super::keeping::Keeping;
use super::super::terminal;
use super::texts::{Inputs, refuse_what_is_read_once};
use crate::article::ArticleId;
use crate::columns::Columns;
use crate::findings::Removal;
use crate::observe::Observer;
use crate::read::Intake;
use crate::store::{Compared, Index, Writer};
use anyhow::anyhow;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Opens an index; if it keeps no texts, they are read from its inputs.
pub(in crate::cli) fn open(dir: &Path) -> anyhow::Result<Index> {
    Ok(Index::open(dir)?.with_texts_from(Arc::new(Inputs::default())))
}

/// What of a comparison goes into the index.
pub(in crate::cli) struct Kept<'a> {
    found: &'a Compared,
    removed: BTreeSet<ArticleId>,
}

impl<'a> Kept<'a> {
    /// All examined articles.
    pub(in crate::cli) fn all(found: &'a Compared) -> Self {
        Self { found, removed: BTreeSet::new() }
    }

    /// Those that were not removed.
    pub(in crate::cli) fn of(found: &'a Compared, removals: &[Removal]) -> Self {
        Self { found, removed: removals.iter().map(|removal| removal.removed).collect() }
    }
}

/// Refuses to add what an index that keeps no texts could not read again.
///
/// # Errors
/// With the first such input.
pub(in crate::cli) fn refuse_to_add(index: &Index, intake: &Intake) -> anyhow::Result<()> {
    if index.info().keeps_texts {
        return Ok(());
    }
    let examined: Vec<_> = intake.batch.inputs().iter().filter(|input| !input.reference).cloned().collect();
    refuse_what_is_read_once(&examined, &intake.forms)
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

/// Adds articles of a comparison to the index, the results of which are there.
///
/// # Errors
/// When that fails; the error says that the results are there.
pub(in crate::cli) fn add_compared(
    dir: &Path,
    kept: &Kept<'_>,
    (keeping, reading): (&Keeping, &Value),
    (observer, quiet): (&dyn Observer, bool),
) -> anyhow::Result<()> {
    let texts = Arc::new(Inputs::read_as(reading));
    let added = Writer::open(dir).and_then(|writer| {
        let is_kept = |id: ArticleId| !kept.removed.contains(&id);
        let found = (&kept.found.batch, &*kept.found.columns as &dyn Columns);
        writer.with_texts_from(texts).add_some(found, &is_kept, keeping, observer)
    });
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
