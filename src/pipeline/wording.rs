//! Stage 4: the passages that articles share, and articles that hold others whole.

use super::clock::Clock;
use super::learn::Learnt;
use super::near::NearDuplicates;
use super::{Job, audit, meeting, said};
use crate::align::pairing::MOST_ARTICLES;
use crate::align::speech::{Speech, beyond_speech};
use crate::align::{AlignSettings, Aligned, Both, align};
use crate::article::{ArticleId, Pair};
use crate::credit::{Agencies, Agency};
use crate::formula;
use crate::measure::{Overlap, Share};
use crate::observe::{Stage, WarningKind};
use crate::relate::CONTAINED;
use crate::verify;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

/// What the wording of a pair shows.
#[derive(Debug, Serialize, Deserialize)]
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
    learnt: &Learnt<'_>,
    near: &NearDuplicates,
    clock: &mut Clock<'_>,
) -> Vec<PairWording> {
    let (candidates, agencies) = (candidates(job, learnt, near, clock), audit::agencies(job));
    clock.run(Stage::Align, candidates.len(), |observer| {
        let blocks = candidates.par_chunks(64).flat_map_iter(|pairs| {
            observer.advance(pairs.len() as u64);
            pairs.iter().filter_map(|&pair| pair_wording(job, learnt, &agencies, pair))
        });
        let pairs: Vec<PairWording> = blocks.collect();
        (pairs.len(), pairs)
    })
}

/// Pairs to align: those that share enough fingerprints, and all near-duplicates; each once, in order. Two that
/// were published too far apart do not come to share any.
fn candidates(job: &Job<'_>, learnt: &Learnt<'_>, near: &NearDuplicates, clock: &mut Clock<'_>) -> Vec<Pair> {
    let (pairs, crowded) = clock.run(Stage::Fingerprints, job.columns.len(), |observer| {
        let (mut pairs, crowded) = match job.given.selected {
            Some(selected) => (selected.wording.clone(), selected.crowded),
            None => meeting::meeting(job, learnt, observer),
        };
        pairs.extend(near.pairs.iter().map(|row| row.0));
        pairs.par_sort_unstable();
        pairs.dedup();
        (pairs.len(), (pairs, crowded))
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

/// What one pair's wording shows, if anything.
pub(super) fn pair_wording(
    job: &Job<'_>,
    learnt: &Learnt<'_>,
    agencies: &Agencies,
    pair: Pair,
) -> Option<PairWording> {
    let settings = job.plan.passages?;
    let (first, second) = (learnt.wording(job, pair.first()), learnt.wording(job, pair.second()));
    let both = Both { first: first.words(), second: second.words() };
    let mut passages = align(&both, settings);
    let overlap = verify::overlap(&job.columns.shingles(pair.first()), &job.columns.shingles(pair.second()));
    let in_passages: u32 = passages.iter().map(|passage| passage.matched).sum();
    let is_formula = formula::are_of_a_series(&both, &passages, in_passages.max(overlap.shared));
    passages.retain(|passage| !is_formula && !formula::is_filled_in_twice(&both, passage));
    let wording = wording_of(job, &passages, (pair, &both), settings);
    if wording != passages && !is_credited(job, agencies, pair) {
        passages = wording;
    }
    let contained = contained(job, learnt, pair, overlap);
    let shows = is_formula || !passages.is_empty() || contained.is_some();
    shows.then_some(PairWording { pair, passages, contained, is_formula })
}

/// The passages that share wording, and what was said.
fn wording_of(
    job: &Job<'_>,
    passages: &[Aligned],
    (pair, both): (Pair, &Both<'_>),
    settings: AlignSettings,
) -> Vec<Aligned> {
    let of_wording: Vec<Aligned> = passages.iter().filter(|passage| passage.is_wording).cloned().collect();
    if of_wording.is_empty() {
        return of_wording;
    }
    let quoted = [pair.first(), pair.second()].map(|id| said::quoted(job, &job.batch.text(id)));
    let speech = [Speech::of(&both.first, &quoted[0]), Speech::of(&both.second, &quoted[1])];
    beyond_speech(of_wording, both, [&speech[0], &speech[1]], settings)
}

/// Whether one of two articles names the outlet of the other as the origin of its text: what it then tells as the other does it
/// has from there, in whatever words. Who names his own house names nobody.
fn is_credited(job: &Job<'_>, agencies: &Agencies, pair: Pair) -> bool {
    let names = |one: ArticleId, other: ArticleId| {
        let Some(outlet) = job.batch.article(other).outlet.as_deref() else { return false };
        let of_outlet = Agencies::default().with([outlet]);
        let (agencies, agency) = match agencies.of_outlet(outlet) {
            Some(agency) => (agencies, Some(agency)),
            None => (&of_outlet, of_outlet.of_outlet(outlet)),
        };
        let own = job.batch.article(one).outlet.as_deref().and_then(|outlet| agencies.of_outlet(outlet));
        if own.is_some() && own == agency {
            return false;
        }
        let is_meant = |named: Agency| Some(named) == agency || named == Agency::IN_GENERAL;
        let credits = said::credits_of(job, (one, &job.batch.text(one)), agencies);
        credits.iter().any(|credit| credit.kind.credits_text() && is_meant(credit.agency))
    };
    names(pair.first(), pair.second()) || names(pair.second(), pair.first())
}

/// The information that an article must carry for it to matter that another holds it, in millinats.
const LEAST_CONTAINED: i32 = 6_000;

/// The overlap of two articles one of which holds the other, unless what it holds is hardly more than a phrase.
fn contained(job: &Job<'_>, learnt: &Learnt<'_>, pair: Pair, overlap: Overlap) -> Option<Overlap> {
    let (first, second) = (pair.first(), pair.second());
    let holds =
        |share: Share, id| share.value() >= CONTAINED && own_information(job, learnt, id) >= LEAST_CONTAINED;
    let found =
        holds(overlap.containment_of_first(), first) || holds(overlap.containment_of_second(), second);
    found.then_some(overlap)
}

/// The information of an article's own words, title and text, each counted once.
fn own_information(job: &Job<'_>, learnt: &Learnt<'_>, id: ArticleId) -> i32 {
    let wording = learnt.wording(job, id);
    let (words, title) = (wording.words(), &*job.columns.title_stems(id));
    let text = words.stems.iter().zip(words.weights).zip(words.masked).filter(|(_, masked)| !**masked);
    let text = text.map(|((&stem, &weight), _)| (stem, weight));
    let mut stems: Vec<(u32, i32)> = title.iter().copied().zip(learnt.weigh(title)).chain(text).collect();
    stems.sort_unstable();
    stems.dedup_by_key(|row| row.0);
    stems.iter().map(|row| row.1).sum()
}
