//! Stage 4: the passages that articles share, and articles that hold others whole.

use super::clock::Clock;
use super::learn::Learnt;
use super::near::NearDuplicates;
use super::{COUNTED_AT_ONCE, Job};
use crate::align::pairing::{Fingerprint, MOST_ARTICLES, Postings, Stretch, fingerprints};
use crate::align::{Aligned, Both, align};
use crate::article::{ArticleId, Pair};
use crate::formula;
use crate::measure::{Overlap, Share};
use crate::observe::{Stage, WarningKind};
use crate::relate::CONTAINED;
use crate::statistics::Counters;
use crate::verify;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// What the wording of a pair shows.
#[derive(Serialize, Deserialize)]
pub(super) struct PairWording {
    pub(super) pair: Pair,
    /// Its passages, in word numbers.
    pub(super) passages: Vec<Aligned>,
    /// Its shingles, if one article holds the other and that tells something.
    pub(super) contained: Option<Overlap>,
    /// Whether they are notices of a series, which share nothing but a formula.
    pub(super) is_formula: bool,
}

/// Aligns the pairs that share rare wording, and the near-duplicates. Pairs with something to show, in order.
pub(super) fn wording(
    job: &Job<'_>,
    learnt: &Learnt,
    near: &NearDuplicates,
    clock: &mut Clock<'_>,
) -> Vec<PairWording> {
    let candidates = candidates(job, learnt, near, clock);
    clock.run(Stage::Align, candidates.len(), |observer| {
        let blocks = candidates.par_chunks(64).flat_map_iter(|pairs| {
            observer.advance(pairs.len() as u64);
            pairs.iter().filter_map(|&pair| pair_wording(job, learnt, pair))
        });
        let pairs: Vec<PairWording> = blocks.collect();
        (pairs.len(), pairs)
    })
}

/// Pairs to align: those that share enough fingerprints, and all near-duplicates; each once, in order. Two that
/// were published too far apart do not come to share any.
fn candidates(job: &Job<'_>, learnt: &Learnt, near: &NearDuplicates, clock: &mut Clock<'_>) -> Vec<Pair> {
    let articles = job.columns.len();
    let (pairs, crowded) = clock.run(Stage::Fingerprints, articles, |observer| {
        let ids = || (0..articles as u32).into_par_iter().map(ArticleId);
        let postings = Postings::new(shared_fingerprints(job, learnt), articles);
        let asked = |pair| job.batch.pairing().asks(pair) && job.within_window(pair);
        let partners = |id| {
            observer.advance(1);
            postings.partners(id, job.batch.pairing(), asked)
        };
        let mut pairs: Vec<Pair> = ids().flat_map_iter(partners).collect();
        pairs.extend(near.pairs.iter().map(|row| row.0));
        pairs.par_sort_unstable();
        pairs.dedup();
        (pairs.len(), (pairs, postings.crowded))
    });
    if crowded > 0 {
        let what = format!(
            "{crowded} stretches of wording stand in more than {MOST_ARTICLES} articles each: of these, not every two \
             were aligned for it (--boilerplate FILE leaves out lines that are nobody's own)"
        );
        clock.warn(WarningKind::CommonWording, what);
    }
    pairs
}

/// The fingerprints that several articles may have, each once for each of them, sorted. Most are of one article only, and
/// are left out before anything is sorted.
fn shared_fingerprints(job: &Job<'_>, learnt: &Learnt) -> Vec<Fingerprint> {
    let ids = || (0..job.columns.len() as u32).into_par_iter().map(ArticleId);
    let counters = Counters::for_hashes(ids().map(|id| job.columns.word_count(id)).sum());
    ids().chunks(COUNTED_AT_ONCE).for_each(|ids| {
        let mut counter = counters.counter();
        for id in ids {
            with_fingerprints(job, learnt, id, |fingerprint| counter.count(fingerprint.gram));
        }
    });
    let shared = counters.often(2);
    let rows = ids().chunks(COUNTED_AT_ONCE).flat_map_iter(|ids| {
        let mut rows = Vec::new();
        for id in ids {
            with_fingerprints(job, learnt, id, |row| rows.extend(shared.contains(row.gram).then_some(row)));
        }
        rows
    });
    let mut rows: Vec<Fingerprint> = rows.collect();
    rows.par_sort_unstable();
    rows.dedup_by_key(|row| (row.gram, row.article));
    rows
}

/// Gives the fingerprints of an article's title and text.
fn with_fingerprints(job: &Job<'_>, learnt: &Learnt, id: ArticleId, give: impl FnMut(Fingerprint)) {
    let (stems, title) = (&*job.columns.stems(id), &*job.columns.title_stems(id));
    let stretches = [
        Stretch { stems: title, weights: &learnt.weigh(title), masked: &[] },
        Stretch { stems, weights: &learnt.weights(id), masked: &learnt.masked(id) },
    ];
    fingerprints(id, &stretches).for_each(give);
}

/// What one pair's wording shows, if anything.
fn pair_wording(job: &Job<'_>, learnt: &Learnt, pair: Pair) -> Option<PairWording> {
    let settings = job.plan.passages?;
    let (first, second) = (learnt.wording(job, pair.first()), learnt.wording(job, pair.second()));
    let both = Both { first: first.words(), second: second.words() };
    let mut passages = align(&both, settings);
    let overlap = verify::overlap(&job.columns.shingles(pair.first()), &job.columns.shingles(pair.second()));
    let in_passages: u32 = passages.iter().map(|passage| passage.matched).sum();
    let is_formula = formula::are_of_a_series(&both, &passages, in_passages.max(overlap.shared));
    passages.retain(|passage| !is_formula && !formula::is_filled_in_twice(&both, passage));
    let contained = contained(job, learnt, pair, overlap);
    let shows = is_formula || !passages.is_empty() || contained.is_some();
    shows.then_some(PairWording { pair, passages, contained, is_formula })
}

/// The information that an article must carry for it to matter that another holds it, in millinats.
const LEAST_CONTAINED: i32 = 6_000;

/// The overlap of two articles one of which holds the other, unless what it holds is hardly more than a phrase.
fn contained(job: &Job<'_>, learnt: &Learnt, pair: Pair, overlap: Overlap) -> Option<Overlap> {
    let (first, second) = (pair.first(), pair.second());
    let holds =
        |share: Share, id| share.value() >= CONTAINED && own_information(job, learnt, id) >= LEAST_CONTAINED;
    let found =
        holds(overlap.containment_of_first(), first) || holds(overlap.containment_of_second(), second);
    found.then_some(overlap)
}

/// The information of an article's own words, title and text, each counted once.
fn own_information(job: &Job<'_>, learnt: &Learnt, id: ArticleId) -> i32 {
    let wording = learnt.wording(job, id);
    let (words, title) = (wording.words(), &*job.columns.title_stems(id));
    let text = words.stems.iter().zip(words.weights).zip(words.masked).filter(|(_, masked)| !**masked);
    let text = text.map(|((&stem, &weight), _)| (stem, weight));
    let mut stems: Vec<(u32, i32)> = title.iter().copied().zip(learnt.weigh(title)).chain(text).collect();
    stems.sort_unstable();
    stems.dedup_by_key(|row| row.0);
    stems.iter().map(|row| row.1).sum()
}
