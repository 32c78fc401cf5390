//! What a job on a cluster asks: of one article, of one group that an engine's shuffle has put together, of one pair.
//!
//! A batch is held by one machine; a corpus of a thousand million articles is not. The engine of a cluster (Spark, or one that
//! speaks its language) sorts and groups rows across machines, and asks these functions what to make of them. Everything that
//! they depend on is in their arguments: the [`Plan`], which is the same on all machines, and rows. So a task that is run again
//! because a machine was lost gives the same, and what k shards give together is what one batch gives (`tests`).
//!
//! Articles are known by their [`Number`], their place in the order of the whole corpus. Within a group they are numbered anew,
//! in the same order, and so the very functions that work on a batch decide.

mod group;
mod learn;
mod near;

pub use super::learn::Recurrence;
pub use group::{Neighbours, bucket, few_shingle_pairs, is_crowd, representatives};
pub use learn::{Heard, recurrence_counters, statistics, tally};
pub use near::{RANK_BYTES, Sketched, rank, sketched, standing_few};

use super::{Given, Job, columns, series};
use crate::article::{Article, Batch, Pair, TooManyArticles};
use crate::observe::Unwatched;
use crate::plan::Plan;
use crate::scratch::Scratch;

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

#[cfg(test)]
mod tests;
