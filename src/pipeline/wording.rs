//! Stage 4: the passages that articles share, and articles that hold others whole.

use super::Job;
use super::clock::Clock;
use super::learn::Learnt;
use super::near::NearDuplicates;
use crate::align::pairing::{Fingerprint, MOST_ARTICLES, Postings, Stretch, fingerprints};
use crate::align::{Aligned, Both, align};
use crate::article::{ArticleId, Pair};
use crate::formula;
use crate::measure::{Overlap, Share};
use crate::observe::{Stage, WarningKind};
use crate::relate::CONTAINED;
use crate::verify;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// What the wording of all pairs shows.
#[derive(Serialize, Deserialize)]
pub(super) struct Wording {
    /// Pairs with something to show, in order.
    pub(super) pairs: Vec<PairWording>,
    /// Pairs that are left out because they were published too far apart.
    pub(super) outside_window: u64,
}

impl Wording {
    /// These pairs, where nobody looked for others than near-duplicates.
    pub(super) fn of(pairs: Vec<PairWording>, near: &NearDuplicates) -> Self {
        Self { pairs, outside_window: near.outside_window.len() as u64 }
    }
}

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
) -> Wording {
    let Candidates { pairs: candidates, outside_window } = candidates(job, learnt, near, clock);
    let pairs = clock.run(Stage::Align, candidates.len(), |observer| {
        let blocks = candidates.par_chunks(64).flat_map_iter(|pairs| {
            observer.advance(pairs.len() as u64);
            pairs.iter().filter_map(|&pair| pair_wording(job, learnt, pair))
        });
        let pairs: Vec<PairWording> = blocks.collect();
        (pairs.len(), pairs)
    });
    Wording { pairs, outside_window }
}

/// Pairs to align.
struct Candidates {
    pairs: Vec<Pair>,
    outside_window: u64,
}

/// Pairs to align: those that share enough fingerprints, and all near-duplicates; each once, in order. Those that were
/// published too far apart are counted with those that the first search left out for that.
fn candidates(job: &Job<'_>, learnt: &Learnt, near: &NearDuplicates, clock: &mut Clock<'_>) -> Candidates {
    let articles = job.columns.len();
    let (found, crowded) = clock.run(Stage::Fingerprints, articles, |observer| {
        let ids = || (0..articles as u32).into_par_iter().map(ArticleId);
        let mut rows: Vec<Fingerprint> = ids().flat_map_iter(|id| fingerprints_of(job, learnt, id)).collect();
        rows.par_sort_unstable();
        let postings = Postings::new(rows, articles);
        let partners = |counters: &mut Vec<(u32, u32)>, id| {
            observer.advance(1);
            postings.partners(id, job.batch.pairing(), counters)
        };
        let found = ids().map_init(|| vec![(0, 0); articles], partners).flatten_iter();
        let (mut pairs, mut outside): (Vec<Pair>, Vec<Pair>) =
            found.partition(|&pair| job.within_window(pair));
        pairs.extend(near.pairs.iter().map(|row| row.0));
        outside.extend(&near.outside_window);
        for pairs in [&mut pairs, &mut outside] {
            pairs.par_sort_unstable();
            pairs.dedup();
        }
        let found = Candidates { pairs, outside_window: outside.len() as u64 };
        (found.pairs.len(), (found, postings.crowded))
    });
    if crowded > 0 {
        let what = format!(
            "{crowded} stretches of wording stand in more than {MOST_ARTICLES} articles each: of these, not every two \
             were aligned for it (--boilerplate FILE leaves out lines that are nobody's own)"
        );
        clock.warn(WarningKind::CommonWording, what);
    }
    found
}

/// The fingerprints of an article's title and text.
fn fingerprints_of(job: &Job<'_>, learnt: &Learnt, id: ArticleId) -> Vec<Fingerprint> {
    let wording = learnt.wording(job, id);
    let (words, title) = (wording.words(), &*job.columns.title_stems(id));
    let stretches = [
        Stretch { stems: title, weights: &learnt.weigh(title), masked: &[] },
        Stretch { stems: words.stems, weights: words.weights, masked: words.masked },
    ];
    fingerprints(id, &stretches)
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
