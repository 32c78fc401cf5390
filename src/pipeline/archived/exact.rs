//! Which articles of an archive may have an exact run of so many words in common with the examined ones.
//!
//! Of any two neighbouring grams the smaller is a fingerprint, so a run of `n` words has `n - 3` such pairs of grams, one behind
//! the other, the fingerprints of all of which both articles have. What an article of the archive has is told by its rows; who
//! has fingerprints of fewer pairs in a row has no such run, and is not read.

use super::super::Job;
use super::super::learn::Learnt;
use super::hits::Hits;
use crate::align::GRAM;
use crate::align::seed::grams;
use crate::align::verbatim::ExactWords;
use crate::archive::{Row, gram_key};
use crate::article::ArticleId;
use rayon::prelude::*;

/// The fewest words of a run that rows tell of: one pair of grams.
pub const SHORTEST: u32 = GRAM as u32 + 1;

/// The articles of the archive that may have such a run with one of the examined, in order. `rows` are those of the archive
/// with the fingerprints of the examined, sorted by key.
pub(super) fn partners(
    job: &Job<'_>,
    learnt: &Learnt<'_>,
    length: ExactWords,
    (hits, rows): (&Hits, &[Row]),
) -> Vec<ArticleId> {
    let least = (length.words().max(SHORTEST) - GRAM as u32) as usize;
    let of_one = |article: ArticleId| {
        let window = job.plan.window_seconds.unwrap_or(u64::MAX);
        let published = job.batch.article(article).published.as_ref();
        let mut met = Vec::new();
        for (key, at) in pairs_of_grams(&job.columns.stems(article), &learnt.masked(article)) {
            let first = rows.partition_point(|row| row.key < key);
            let same = rows[first..].iter().take_while(|row| row.key == key);
            met.extend(same.filter_map(|row| Some((hits.find(row.article)?, at))));
        }
        met.sort_unstable();
        let of_other = met.chunk_by(|x, y| x.0 == y.0);
        let may_have = of_other.filter(|places| {
            places.len() >= least
                && hits.get(places[0].0).facts.is_within(published, window)
                && has_run(places, least)
        });
        may_have.map(|places| places[0].0).collect::<Vec<ArticleId>>()
    };
    let examined = (0..job.columns.len() as u32).into_par_iter().map(ArticleId);
    let mut all: Vec<ArticleId> = examined.flat_map_iter(of_one).collect();
    all.par_sort_unstable();
    all.dedup();
    all
}

/// The key of the smaller of any two neighbouring grams that hold no masked word, and where they stand.
fn pairs_of_grams(stems: &[u32], masked: &[bool]) -> Vec<(u64, u32)> {
    let grams: Vec<u64> = grams(stems).collect();
    let two = grams.windows(2).zip(masked.windows(GRAM + 1)).zip(0..);
    let own = two.filter(|((_, masked), _)| !masked.contains(&true));
    own.map(|((two, _), at)| (gram_key(two[0].min(two[1])), at)).collect()
}

/// Whether so many of these places, each there once, follow one another.
fn has_run(places: &[(ArticleId, u32)], least: usize) -> bool {
    let in_step = |two: &[(ArticleId, u32)]| two[1].1 == two[0].1 + 1;
    let mut length = 1;
    let longest = places.windows(2).map(|two| {
        length = if in_step(two) { length + 1 } else { 1 };
        length
    });
    longest.max().unwrap_or(1) >= least
}
