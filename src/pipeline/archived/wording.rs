//! Which articles of an archive share enough rare wording with the examined ones to be aligned.

use super::super::Job;
use super::hits::Hits;
use crate::align::pairing::{self, Fingerprint, Posting, Sharers, is_enough};
use crate::archive::{Row, Shelfmark};
use crate::article::{ArticleId, Pair, Pairing};
use rayon::prelude::*;

/// In the place of the number of an article that is no hit: it counts among those who share a fingerprint, and meets nobody.
const NO_HIT: ArticleId = ArticleId(u32::MAX);

/// What the words of a fingerprint tell as such: `plain` has all of the examined articles, sorted.
fn plain_information(plain: &[(u64, u32)], key: u64) -> u32 {
    plain[plain.partition_point(|row| row.0 < key)].1
}

/// The articles of the archive that may be in a pair by their wording: what one of them has in common with all examined
/// articles together would be enough, or it stands in a crowd in which it is not asked for by itself.
///
/// Most of those that share a fingerprint share one only, and nothing need be known of them.
pub(super) fn possible(own: &[Fingerprint], plain: &[(u64, u32)], rows: &[Row]) -> Vec<Shelfmark> {
    let mut all: Vec<(Shelfmark, u32)> = Vec::with_capacity(rows.len());
    let mut in_crowds = Vec::new();
    for same in rows.chunk_by(|x, y| x.key == y.key) {
        let key = same[0].key;
        let information = plain_information(plain, key);
        all.extend(same.iter().map(|row| (row.article, row.information.unwrap_or(information))));
        let examined = own[own.partition_point(|one| one.gram < key)..].iter();
        if examined.take_while(|one| one.gram == key).nth(pairing::HUBS).is_some() {
            // Behind the first few of a crowd, which references an examined article meets goes by which there are.
            in_crowds.extend(same.iter().map(|row| row.article));
        }
    }
    all.par_sort_unstable();
    let of_one = all.chunk_by(|x, y| x.0 == y.0);
    let enough = of_one.filter(|rows| {
        let information = rows.iter().fold(0_u32, |sum, row| sum.saturating_add(row.1));
        is_enough(rows.len(), information)
    });
    enough.map(|rows| rows[0].0).chain(in_crowds).collect()
}

/// The pairs that a batch of everything would give, by the same rules, and how many crowds there are among their
/// fingerprints. `own` are those of the examined articles, `plain` what the words of each tell as such, `rows` those of the
/// archive that are the same.
pub(super) fn pairs(
    job: &Job<'_>,
    hits: &Hits,
    (own, plain): (&[Fingerprint], &[(u64, u32)]),
    rows: &[Row],
) -> (Vec<Pair>, u64) {
    let pairing = Pairing::Against { first_reference: hits.first() };
    let asked = |pair: Pair| {
        pair.second() != NO_HIT
            && pairing.asks(pair)
            && job.plan.window_seconds.is_none_or(|seconds| {
                let published = job.batch.article(pair.first()).published.as_ref();
                hits.get(pair.second()).facts.is_within(published, seconds)
            })
    };
    let runs = own.par_chunk_by(|x, y| x.gram == y.gram).map(|own| {
        let mut postings: Vec<Posting> = own.iter().map(Posting::of).collect();
        postings.extend(of_archive(hits, plain, of_key(rows, own[0].gram)));
        postings[own.len()..].sort_unstable();
        let Some(sharers) = Sharers::of(&postings) else { return (Vec::new(), 0) };
        let meetings = (0..own.len()).flat_map(|at| {
            let first = postings[at].article();
            let met = sharers.met(at, (pairing, &asked));
            met.map(move |other| meeting(first, other))
        });
        (meetings.collect::<Vec<Meeting>>(), u64::from(sharers.is_crowd()))
    });
    let (met, crowds): (Vec<Vec<Meeting>>, Vec<u64>) = runs.unzip();
    (enough(met.concat()), crowds.into_iter().sum())
}

/// The rows of one key among those of all, which are sorted.
fn of_key(rows: &[Row], key: u64) -> &[Row] {
    let first = rows.partition_point(|row| row.key < key);
    let count = rows[first..].partition_point(|row| row.key == key);
    &rows[first..first + count]
}

/// Who has a fingerprint in the archive, by the rows of its key.
fn of_archive(hits: &Hits, plain: &[(u64, u32)], rows: &[Row]) -> impl Iterator<Item = Posting> {
    let information = rows.first().map_or(0, |row| plain_information(plain, row.key));
    rows.iter().map(move |row| {
        let article = hits.find(row.article).unwrap_or(NO_HIT);
        Posting::of(&Fingerprint {
            gram: row.key,
            article,
            information: row.information.unwrap_or(information),
        })
    })
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
