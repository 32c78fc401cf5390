//! What a job on a cluster asks: of one article, of one group that an engine's shuffle has put together, of one pair.
//!
//! A batch is held by one machine; a corpus of a thousand million articles is not. The engine of a cluster (Spark, or one that
//! speaks its language) sorts and groups rows across machines, and asks these functions what to make of them. Everything that
//! they depend on is in their arguments: the [`Plan`], which is the same on all machines, and rows. So a task that is run again
//! because a machine was lost gives the same, and what k shards give together is what one batch gives (`tests`).
//!
//! Articles are known by their [`Number`], their place in the order of the whole corpus. Within a group they are numbered anew,
//! in the same order, and so the very functions that work on a batch decide.

mod align;
mod attribute;
mod group;
mod learn;
mod meet;
mod near;
mod rollup;
mod weigh;

pub use super::learn::{Recurrence, VERSIONS, are_versions};
pub use super::said::Said;
pub use align::{Candidate, Shown, aligned};
pub use attribute::{Audited, Neighbourhood, Witness, first_in_common};
pub use group::{Neighbours, bucket, few_shingle_pairs, is_crowd, representatives};
pub use learn::{Heard, recurrence_counters, statistics, statistics_of, tally};
pub use meet::{Meeting, Meetings, Sharer, have_met_enough};
pub use near::{RANK_BYTES, Sketched, glance, rank, sketched, standing_few};
pub use rollup::{CountKey, OutletCounts, RolledUp, is_flow, rollup_row};
pub use weigh::{Taught, Weighed, weighed};

use super::{Given, Job, columns, series};
use crate::article::{Article, Batch, Pair, TooManyArticles};
use crate::columns::{InMemory, KeptColumns, MakeColumns};
use crate::observe::Unwatched;
use crate::plan::Plan;
use crate::scratch::Scratch;
use serde::{Deserialize, Serialize};

/// The place of an article in the order of the whole corpus.
pub type Number = i64;

/// Which of these pairs of near-duplicates, given with the shingles that the two share, are notices of a series, as a run
/// without passages tells them: from the two alone. Pairs are of places among the articles.
///
/// # Errors
/// When there are more articles than a batch can number.
pub fn are_of_a_series(
    articles: Vec<Article>,
    pairs: &[(Pair, u32)],
    plan: &Plan,
) -> Result<Vec<bool>, TooManyArticles> {
    let batch = Batch::new(articles, Vec::new())?;
    let columns = columns::wording(&batch, plan, &[]);
    let (scratch, given) = (&Scratch::unbounded(), Given::default());
    let job = Job { batch: &batch, plan, columns: &columns, scratch, given };
    Ok(series::are_of_a_series(&job, pairs, &Unwatched))
}

/// A value as bytes, for an engine to carry to another machine that has the same version of this program.
///
/// # Panics
/// Never: memory takes all values of this room.
#[must_use]
pub fn packed(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("memory takes any value")
}

/// A value from its bytes.
///
/// # Errors
/// When they are of another value.
pub fn unpacked<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Result<T, String> {
    postcard::from_bytes(bytes).map_err(|fault| format!("what another machine found cannot be read: {fault}"))
}

fn columns_of<'a>(mut articles: impl Iterator<Item = &'a Article>, plan: &Plan) -> KeptColumns {
    let memory = InMemory::default();
    let chunk = memory.keep(plan.columns_of(&mut articles));
    memory.columns(vec![chunk])
}

#[cfg(test)]
mod tests;
