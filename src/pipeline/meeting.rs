//! Which articles share enough rare wording to be aligned, in bounded memory.
//!
//! 1. The fingerprints that several articles may have are dealt out by gram, and each part is sorted: who has a fingerprint
//!    stands together. 2. For so many articles at a time as there is room for, every article is told whom it meets over a
//!    fingerprint, dealt out by article; what a pair has in common is added up where all of it is in one part.

use super::learn::Learnt;
use super::{COUNTED_AT_ONCE, Job};
use crate::align::pairing::{Fingerprint, Posting, Sharers, Stretch, fingerprints, is_enough};
use crate::article::{ArticleId, Pair, Pairing};
use crate::hashes::{Dealt, Part};
use crate::observe::Observer;
use crate::scratch::{Laid, Scratch};
use crate::statistics::Often;
use rayon::prelude::*;
use std::ops::Range;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering::Relaxed};

/// Meetings may take this share of the room at a time …
const SHARE_OF_ROOM: u64 = 8;
/// … and so many bytes at the least and at the most.
const AT_ONCE: (u64, u64) = (1 << 24, 1 << 28);

/// A fingerprint, and the posting of an article that has it.
type Row = [u64; 2];

/// A meeting in one number: the first article, counted from the first of its group; the second; the information of what
/// they share.
type Meeting = u64;

/// Bits of the information of a fingerprint: three words of 3,000 millinats at the most.
const INFORMATION_BITS: u32 = 14;
/// Bits of the second article.
const ARTICLE_BITS: u32 = 32;
/// Articles that can be told apart in a group.
const MOST_FIRST: usize = 1 << (u64::BITS - ARTICLE_BITS - INFORMATION_BITS);

/// The pairs that share enough, in order, and how many fingerprints are of crowds.
pub(super) fn meeting(job: &Job<'_>, learnt: &Learnt<'_>, observer: &dyn Observer) -> (Vec<Pair>, u64) {
    let (scratch, pairing) = (job.scratch, job.batch.pairing());
    let shared = Shared::of(dealt(job, learnt), job.columns.len(), scratch);
    let asked = |pair| pairing.asks(pair) && job.within_window(pair);
    let room = (scratch.bytes() / SHARE_OF_ROOM).clamp(AT_ONCE.0, AT_ONCE.1) / size_of::<Meeting>() as u64;
    let mut pairs = Vec::new();
    for group in shared.groups(room) {
        pairs.extend(shared.pairs_of(&group, (pairing, &asked)));
        observer.advance(group.len() as u64);
    }
    (pairs, shared.crowds.into_inner())
}

/// The fingerprints that several articles have.
struct Shared<'s> {
    scratch: &'s Scratch,
    /// Who has each: how many there are, then their postings; one fingerprint after the other.
    parts: Vec<Laid<'s, u64>>,
    /// For each article, how many later ones it meets at the most.
    met: Vec<AtomicU32>,
    crowds: AtomicU64,
}

impl<'s> Shared<'s> {
    /// Those of so many articles, of rows that were dealt out by gram.
    fn of(dealt: Vec<Part<'_, Row>>, articles: usize, scratch: &'s Scratch) -> Self {
        let mut shared = Self {
            scratch,
            parts: Vec::new(),
            met: (0..articles).map(|_| AtomicU32::default()).collect(),
            crowds: AtomicU64::default(),
        };
        let parts = dealt.into_par_iter().map(|part| shared.sharers(part));
        shared.parts = parts.collect();
        shared
    }

    /// Who has the fingerprints of a part.
    fn sharers(&self, part: Part<'_, Row>) -> Laid<'s, u64> {
        let mut rows = part.rows();
        rows.sort_unstable();
        rows.dedup_by_key(|row| (row[0], Posting::from_code(row[1]).article()));
        let (mut all, mut postings) = (Vec::new(), Vec::new());
        for run in rows.chunk_by(|x, y| x[0] == y[0]) {
            postings.clear();
            postings.extend(run.iter().map(|row| Posting::from_code(row[1])));
            let Some(sharers) = Sharers::of(&postings) else { continue };
            self.crowds.fetch_add(sharers.is_crowd().into(), Relaxed);
            for (at, posting) in postings.iter().enumerate() {
                self.met[posting.article().index()].fetch_add(sharers.most_met(at) as u32, Relaxed);
            }
            all.push(run.len() as u64);
            all.extend(run.iter().map(|row| row[1]));
        }
        all.shrink_to_fit();
        self.scratch.lay(all)
    }

    /// All articles in groups that have at the most so many meetings each, unless one article alone has more.
    fn groups(&self, most: u64) -> Vec<Range<u32>> {
        let (mut groups, mut start, mut meetings) = (Vec::new(), 0, 0);
        for (id, met) in (0..).zip(&self.met) {
            let met = u64::from(met.load(Relaxed));
            if id > start && (meetings + met > most || (id - start) as usize == MOST_FIRST) {
                groups.push(start..id);
                (start, meetings) = (id, 0);
            }
            meetings += met;
        }
        groups.push(start..self.met.len() as u32);
        groups
    }

    /// The pairs of a group's articles with later ones that share enough, in order.
    fn pairs_of(
        &self,
        group: &Range<u32>,
        (pairing, asked): (Pairing, &(impl Fn(Pair) -> bool + Sync)),
    ) -> Vec<Pair> {
        let meetings = group.clone().map(|id| self.met[id as usize].load(Relaxed) as usize).sum();
        let dealt = Dealt::for_rows(meetings, self.scratch);
        // Hashes are spread over all numbers, and so are the articles of a group.
        let spread = u64::MAX / (group.len() as u64).max(1);
        self.parts.par_iter().for_each(|part| {
            let mut dealer = dealt.dealer();
            let (part, mut postings) = (part.rows(), Vec::new());
            let mut rest = &part[..];
            while let Some((&length, behind)) = rest.split_first() {
                let (run, next) = behind.split_at(length as usize);
                rest = next;
                postings.clear();
                postings.extend(run.iter().map(|&code| Posting::from_code(code)));
                let Some(sharers) = Sharers::of(&postings) else { continue };
                let own = |end| postings.partition_point(|posting| posting.article().0 < end);
                let of_group = own(group.start)..own(group.end);
                for (at, posting) in of_group.clone().zip(&postings[of_group]) {
                    let first = u64::from(posting.article().0 - group.start);
                    for other in sharers.met(at, (pairing, asked)) {
                        dealer.deal(first * spread, meeting_of(first, other));
                    }
                }
            }
        });
        let parts = dealt.into_parts().into_par_iter().map(|part| enough(part, group.start));
        parts.collect::<Vec<_>>().concat()
    }
}

fn meeting_of(first: u64, other: Posting) -> Meeting {
    let second = u64::from(other.article().0);
    (first << ARTICLE_BITS | second) << INFORMATION_BITS | u64::from(other.information())
}

/// The pairs of a part that share enough, in order; first articles are counted from `start`.
fn enough(part: Part<'_, Meeting>, start: u32) -> Vec<Pair> {
    let mut meetings = part.rows();
    meetings.sort_unstable();
    let same = |x: &Meeting, y: &Meeting| x >> INFORMATION_BITS == y >> INFORMATION_BITS;
    let pairs = meetings.chunk_by(same).filter_map(|met| {
        let information = |meeting: &Meeting| (meeting & ((1 << INFORMATION_BITS) - 1)) as u32;
        let carried = met.iter().fold(0_u32, |sum, meeting| sum.saturating_add(information(meeting)));
        let first = (met[0] >> (ARTICLE_BITS + INFORMATION_BITS)) as u32;
        let pair = || Pair::new(ArticleId(start + first), ArticleId((met[0] >> INFORMATION_BITS) as u32));
        is_enough(met.len(), carried).then(pair).flatten()
    });
    pairs.collect()
}

/// The fingerprints that several articles may have, and their postings, dealt out by gram. Most are of one article only, and
/// are left out.
fn dealt<'s>(job: &Job<'s>, learnt: &Learnt<'_>) -> Vec<Part<'s, Row>> {
    let ids = || (0..job.columns.len() as u32).into_par_iter().map(ArticleId).chunks(COUNTED_AT_ONCE);
    let words = job.batch.ids().map(|id| job.columns.word_count(id)).sum();
    let shared = Often::counted(words, 2, job.scratch.bytes(), |recount| {
        ids().for_each(|ids| {
            let mut counter = recount.counter();
            for id in ids {
                with_fingerprints(job, learnt, id, |fingerprint| counter.count(fingerprint.gram));
            }
        });
    });
    let dealt = Dealt::for_rows(words, job.scratch);
    ids().for_each(|ids| {
        let mut dealer = dealt.dealer();
        for id in ids {
            with_fingerprints(job, learnt, id, |row| {
                if shared.contains(row.gram) {
                    dealer.deal(row.gram, [row.gram, Posting::of(&row).code()]);
                }
            });
        }
    });
    dealt.into_parts()
}

/// Gives the fingerprints of an article's title and text.
pub(super) fn with_fingerprints(
    job: &Job<'_>,
    learnt: &Learnt<'_>,
    id: ArticleId,
    give: impl FnMut(Fingerprint),
) {
    let (stems, title) = (&*job.columns.stems(id), &*job.columns.title_stems(id));
    let stretches = [
        Stretch { stems: title, weights: &learnt.weigh(title), masked: &[] },
        Stretch { stems, weights: &learnt.weights(id), masked: &learnt.masked(id) },
    ];
    fingerprints(id, &stretches).for_each(give);
}

/// Gives the same fingerprints in the same order, each with the information that its words have where no stock phrase takes it.
pub(super) fn with_plain_fingerprints(
    job: &Job<'_>,
    learnt: &Learnt<'_>,
    id: ArticleId,
    give: impl FnMut(Fingerprint),
) {
    let (stems, title) = (&*job.columns.stems(id), &*job.columns.title_stems(id));
    let stretches = [
        Stretch { stems: title, weights: &learnt.weigh(title), masked: &[] },
        Stretch { stems, weights: &learnt.weigh(stems), masked: &learnt.masked(id) },
    ];
    fingerprints(id, &stretches).for_each(give);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::SpillFile;
    use proptest::prelude::*;
    use std::collections::BTreeSet;
    use std::sync::Arc;

    const PAIRINGS: [Pairing; 3] = [
        Pairing::Within,
        Pairing::Against { first_reference: ArticleId(7) },
        Pairing::Joining { first_reference: ArticleId(7) },
    ];

    /// The pairs of some articles, given as grams, by what each two of them have in common.
    fn obvious(articles: &[BTreeSet<u64>], information: u32, pairing: Pairing) -> Vec<Pair> {
        let ids = || (0..articles.len() as u32).map(ArticleId);
        let pairs = ids().flat_map(|one| ids().filter_map(move |other| Pair::new(one, other)));
        let distinct: BTreeSet<Pair> = pairs.filter(|&pair| pairing.asks(pair)).collect();
        let shared = |pair: &Pair| {
            articles[pair.first().index()].intersection(&articles[pair.second().index()]).count()
        };
        let enough = |pair: &Pair| is_enough(shared(pair), shared(pair) as u32 * information);
        distinct.into_iter().filter(enough).collect()
    }

    fn found(
        articles: &[BTreeSet<u64>],
        information: u32,
        (pairing, most): (Pairing, u64),
        scratch: &Scratch,
    ) -> Vec<Pair> {
        let dealt = Dealt::for_rows(articles.len(), scratch);
        let mut dealer = dealt.dealer();
        for (grams, article) in articles.iter().zip(0..) {
            for &gram in grams {
                let row = Fingerprint { gram, article: ArticleId(article), information };
                (0..=gram % 2).for_each(|_| dealer.deal(gram, [gram, Posting::of(&row).code()]));
            }
        }
        drop(dealer);
        let shared = Shared::of(dealt.into_parts(), articles.len(), scratch);
        let groups = shared.groups(most);
        let asked = |pair| pairing.asks(pair);
        groups.iter().flat_map(|group| shared.pairs_of(group, (pairing, &asked))).collect()
    }

    proptest! {
        #[test]
        fn those_meet_who_share_enough_however_little_room_there_is(
            articles in prop::collection::vec(prop::collection::btree_set(0_u64..40, 0..12), 1..20),
            information in prop_oneof![Just(9_000_u32), 2_000_u32..5_000],
            most in 0_u64..30,
        ) {
            let spread = |gram: u64| gram.wrapping_mul(0x9e37_79b9_7f4a_7c15);
            let articles: Vec<BTreeSet<u64>> =
                articles.into_iter().map(|grams| grams.into_iter().map(spread).collect()).collect();
            let folder = tempfile::tempdir().unwrap();
            let none = Scratch::within(0, Arc::new(SpillFile::unnamed(folder.path()).unwrap()));
            for pairing in PAIRINGS {
                let expected = obvious(&articles, information, pairing);
                let in_memory = found(&articles, information, (pairing, u64::MAX), &Scratch::unbounded());
                prop_assert_eq!(&in_memory, &expected);
                prop_assert_eq!(&found(&articles, information, (pairing, most), &none), &expected);
            }
        }
    }

    #[test]
    fn groups_have_as_many_meetings_as_there_is_room_for() {
        let met = [3, 4, 0, 9, 1, 1, 1];
        let shared = Shared {
            scratch: &Scratch::unbounded(),
            parts: Vec::new(),
            met: met.into_iter().map(AtomicU32::new).collect(),
            crowds: AtomicU64::default(),
        };
        assert_eq!(shared.groups(8), [0..3, 3..4, 4..7], "one article that has more stands alone");
        assert_eq!(shared.groups(u64::MAX), vec![0..7]);
    }
}
