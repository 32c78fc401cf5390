//! A few articles held to an archive that is not read: it is asked which of its articles can stand in a pair with one of
//! them, these alone are read, and judged as ever.
//!
//! 1. [`learn_statistics`] learns from all articles of the archive, once for an epoch of it; 2. [`catalogue`] tells by what
//!    each of them is found; 3. [`select`] finds the pairs that are to be compared, by the very rules of a run that has read
//!    everything, with the archive's counts in the place of a batch's; 4. [`with_what_recurs`] adds wording that has come to
//!    recur since the archive was learnt from; 5. [`compare_selected`] compares them.

mod catalogue;
mod exact;
mod hits;
mod near;
mod select;
mod wording;

pub use catalogue::catalogue;
pub use exact::SHORTEST as SHORTEST_EXACT_RUN;
pub use select::{HeldTo, Selected, select};

use super::clock::Clock;
use super::{Given, Job, compare_all, learn, near as search};
use crate::article::{ArticleId, Batch};
use crate::cluster;
use crate::columns::Columns;
use crate::findings::Findings;
use crate::journal::Unrecorded;
use crate::observe::{Observer, Stage, Unwatched};
use crate::plan::Plan;
use crate::scratch::Scratch;
use crate::statistics::{Statistics, Tally};
use std::sync::Arc;

/// What all these articles teach. They stand in the order of an archive ([`Facts::order`](crate::archive::Facts::order)), so
/// that the same articles always teach the same.
#[must_use]
pub fn learn_statistics(
    batch: &Batch,
    columns: &dyn Columns,
    plan: &Plan,
    (scratch, observer): (&Scratch, &dyn Observer),
) -> Statistics {
    let job = Job { batch, plan, columns, scratch, given: Given::default() };
    let mut clock = Clock::new(observer, &Unrecorded);
    let words = |id| columns.word_count(id);
    let ranks = cluster::ranks(batch.articles(), batch.pairing(), plan.representative, words);
    let near = search::near_duplicates(&job, &ranks, &mut clock);
    clock.run(Stage::Statistics, columns.len(), |_| {
        let statistics = learn::statistics(&job, &near, &ranks);
        (statistics.template_grams(), statistics)
    })
}

/// Compares as [`compare_columns`](super::compare_columns) does, with statistics that were learnt elsewhere in the place of
/// what the batch teaches.
#[must_use]
pub fn compare_with_statistics(
    batch: &Batch,
    columns: &dyn Columns,
    plan: &Plan,
    statistics: &Arc<Statistics>,
    (scratch, observer): (&Scratch, &dyn Observer),
) -> Findings {
    let given = Given { statistics: Some(statistics), selected: None };
    compare_all(&Job { batch, plan, columns, scratch, given }, Clock::new(observer, &Unrecorded))
}

/// What an archive has that was not learnt from.
#[derive(Debug)]
pub struct Unlearnt {
    /// For each part of the archive, whether its articles are meant.
    pub parts: Vec<bool>,
    /// How much outlets have published of them.
    pub published: Arc<Tally>,
}

/// What was learnt from an archive, and the wording that has come to recur since: in the articles that are held to it, and in
/// those of the selected ones that were not learnt from. Who has the same notice is selected for it, so nearly all are there
/// who have it.
///
/// Words weigh what they weighed in the archive. So a pair may lose passages to what recurs, and gains none.
#[must_use]
pub fn with_what_recurs(
    batch: &Batch,
    columns: &dyn Columns,
    plan: &Plan,
    (selected, statistics): (&Selected, &Arc<Statistics>),
    (unlearnt, scratch): (&Unlearnt, &Scratch),
) -> Arc<Statistics> {
    if plan.passages.is_none() {
        return Arc::clone(statistics);
    }
    let given = Given { statistics: Some(statistics), selected: Some(selected) };
    let job = Job { batch, plan, columns, scratch, given };
    let words = |id| columns.word_count(id);
    let ranks = cluster::ranks(batch.articles(), batch.pairing(), plan.representative, words);
    let near = search::near_duplicates(&job, &ranks, &mut Clock::new(&Unwatched, &Unrecorded));
    let examined = batch.examined().len();
    let is_meant = |id: ArticleId| match id.index().checked_sub(examined) {
        Some(at) => unlearnt.parts[selected.articles[at].part as usize],
        None => true,
    };
    let mut own = Tally::default();
    own.count_outlets(&mut batch.examined().iter().map(learn::outlet_and_day).collect::<Vec<_>>());
    let published = own.merge(&unlearnt.published);
    let recurring = learn::recurring(&job, &near, &ranks, (&is_meant, &published));
    if statistics.knows(&recurring) { Arc::clone(statistics) } else { Arc::new(statistics.and(recurring)) }
}

/// Compares articles with those that were selected for them from an archive: `batch` has the former, then as references the
/// latter, in the order of [`Selected::articles`].
///
/// The findings are those of [`compare_with_statistics`] with all articles of the archive as references. Counts of words and
/// articles in its record are of what was chosen, and crowds are those that the examined articles stand in.
#[must_use]
pub fn compare_selected(
    batch: &Batch,
    columns: &dyn Columns,
    plan: &Plan,
    (selected, statistics): (&Selected, &Arc<Statistics>),
    (scratch, observer): (&Scratch, &dyn Observer),
) -> Findings {
    let given = Given { statistics: Some(statistics), selected: Some(selected) };
    let mut clock = Clock::new(observer, &Unrecorded);
    clock.take_note(selected.stage());
    compare_all(&Job { batch, plan, columns, scratch, given }, clock)
}

#[cfg(test)]
mod tests;
