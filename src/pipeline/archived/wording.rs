//! Which articles of an archive share enough rare wording with the examined ones to be aligned.

use super::super::Job;
use super::hits::Hits;
use crate::align::pairing::{Fingerprint, Posting, Sharers, is_enough};
use crate::archive::Row;
use crate::article::{Pair, Pairing};
use rayon::prelude::*;

/// The pairs that a batch of everything would give, by the same rules, and how many crowds there are among their
/// fingerprints. `own` are those of the examined articles, `rows` those of the archive that are the same.
pub(super) fn pairs(job: &Job<'_>, hits: &Hits, mut own: Vec<Fingerprint>, rows: &[Row]) -> (Vec<Pair>, u64) {
    let of_archive = rows.iter().map(|row| Fingerprint {
        gram: row.key,
        article: hits.id(row.article),
        information: row.information,
    });
    own.extend(of_archive);
    own.par_sort_unstable();
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
            met.filter_map(move |other| Some((Pair::new(first, other.article())?, other.information())))
        });
        (meetings.collect::<Vec<Meeting>>(), u64::from(sharers.is_crowd()))
    });
    let (met, crowds): (Vec<Vec<Meeting>>, Vec<u64>) = runs.unzip();
    (enough(met.concat()), crowds.into_iter().sum())
}

/// Two articles that share a fingerprint, and the information that it carries.
type Meeting = (Pair, u32);

/// The pairs that meet often enough, in order.
fn enough(mut met: Vec<Meeting>) -> Vec<Pair> {
    met.par_sort_unstable();
    let same = met.chunk_by(|x, y| x.0 == y.0);
    let enough = same.filter(|same| {
        let information = same.iter().fold(0_u32, |sum, meeting| sum.saturating_add(meeting.1));
        is_enough(same.len(), information)
    });
    enough.map(|same| same[0].0).collect()
}
