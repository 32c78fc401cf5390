//! Which articles of an archive share enough rare wording with the examined ones to be aligned.

use super::super::Job;
use super::hits::Hits;
use crate::align::pairing::{Fingerprint, Posting, Sharers, is_enough};
use crate::archive::Row;
use crate::article::{ArticleId, Pair, Pairing};
use rayon::prelude::*;

/// The pairs that a batch of everything would give, by the same rules, and how many crowds there are among their
/// fingerprints. `own` are those of the examined articles, `plain` what the words of each tell as such, `rows` those of the
/// archive that are the same.
pub(super) fn pairs(
    job: &Job<'_>,
    hits: &Hits,
    (mut own, plain): (Vec<Fingerprint>, &[(u64, u32)]),
    rows: &[Row],
) -> (Vec<Pair>, u64) {
    let plain = |key: u64| plain[plain.partition_point(|row| row.0 < key)].1;
    let of_archive = rows.iter().map(|row| Fingerprint {
        gram: row.key,
        article: hits.id(row.article),
        information: row.information.unwrap_or_else(|| plain(row.key)),
    });
    own.extend(of_archive);
    // Two lists that are sorted already: to merge them is all that is left.
    own.par_sort();
    let pairing = Pairing::Against { first_reference: hits.first() };
    let asked = |pair: Pair| {
        pairing.asks(pair)
            && job.plan.window_seconds.is_none_or(|seconds| {
                let published = job.batch.article(pair.first()).published.as_ref();
                hits.get(pair.second()).facts.is_within(published, seconds)
            })
    };
    let runs = own.par_chunk_by(|x, y| x.gram == y.gram).map(|run| {
        let postings: Vec<Posting> = run.iter().map(Posting::of).collect();
        let Some(sharers) = Sharers::of(&postings) else { return (Vec::new(), 0) };
        let examined = postings.partition_point(|posting| !hits.has(posting.article()));
        let meetings = (0..examined).flat_map(|at| {
            let first = postings[at].article();
            let met = sharers.met(at, (pairing, &asked));
            met.map(move |other| meeting(first, other))
        });
        (meetings.collect::<Vec<Meeting>>(), u64::from(sharers.is_crowd()))
    });
    let (met, crowds): (Vec<Vec<Meeting>>, Vec<u64>) = runs.unzip();
    (enough(met.concat()), crowds.into_iter().sum())
}

/// Two articles that share a fingerprint, and the information that it carries, in one number: they are many to be sorted.
type Meeting = u128;

fn meeting(first: ArticleId, other: Posting) -> Meeting {
    u128::from(first.0) << 64 | u128::from(other.code())
}

/// The pairs that meet often enough, in order.
fn enough(mut met: Vec<Meeting>) -> Vec<Pair> {
    met.par_sort_unstable();
    let same = met.chunk_by(|x, y| x >> 32 == y >> 32);
    let enough = same.filter(|same| {
        let information = same.iter().fold(0_u32, |sum, &meeting| sum.saturating_add(meeting as u32));
        is_enough(same.len(), information)
    });
    let pair =
        |meeting: Meeting| Pair::new(ArticleId((meeting >> 64) as u32), ArticleId((meeting >> 32) as u32));
    enough.filter_map(|same| pair(same[0])).collect()
}
