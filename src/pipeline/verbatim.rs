//! Stage 4, what is asked for by length alone: every exact run of so many words that no passage tells.

use super::clock::Clock;
use super::learn::Learnt;
use super::wording::PairWording;
use super::{COUNTED_AT_ONCE, Job};
use crate::align::verbatim::{ExactWords, Sharers, exact_grams, untold};
use crate::align::{Aligned, Both};
use crate::article::{ArticleId, Pair};
use crate::observe::Stage;
use crate::statistics::Counters;
use rayon::prelude::*;

/// Adds exact runs to the wording of the pairs, if they are asked for. Pairs stay in order, and so do their passages.
pub(super) fn with_exact_runs(
    job: &Job<'_>,
    learnt: &Learnt<'_>,
    wording: Vec<PairWording>,
    clock: &mut Clock<'_>,
) -> Vec<PairWording> {
    let Some(length) = job.plan.passages.and_then(|settings| settings.strict_verbatim) else {
        return wording;
    };
    clock.run(Stage::ExactRuns, job.columns.len(), |observer| {
        let articles = job.columns.len();
        let sharers = sharers(job, learnt, length);
        let added = (0..articles as u32).into_par_iter().map_init(
            || vec![false; articles],
            |met, id| {
                observer.advance(1);
                let grams = exact_grams(&learnt.wording(job, ArticleId(id)).words(), length);
                let partners = sharers.partners(ArticleId(id), &grams, job.batch.pairing(), met);
                let asked = partners.into_iter().filter(|&pair| job.within_window(pair));
                let runs = asked.map(|pair| (pair, exact_runs(job, learnt, pair, &wording, length)));
                runs.filter(|(_, runs)| !runs.is_empty()).collect::<Vec<(Pair, Vec<Aligned>)>>()
            },
        );
        let added: Vec<(Pair, Vec<Aligned>)> = added.flatten_iter().collect();
        (added.iter().map(|(_, runs)| runs.len()).sum(), joined(wording, added))
    })
}

/// The grams that several articles may share; those that cannot be are left out before they are sorted.
fn sharers(job: &Job<'_>, learnt: &Learnt<'_>, length: ExactWords) -> Sharers {
    let ids = || (0..job.columns.len() as u32).into_par_iter().map(ArticleId);
    let grams = |id| exact_grams(&learnt.wording(job, id).words(), length);
    let counters = Counters::for_hashes(ids().map(|id| job.columns.word_count(id)).sum());
    ids().chunks(COUNTED_AT_ONCE).for_each(|ids| {
        let mut counter = counters.counter();
        for gram in ids.into_iter().flat_map(grams) {
            counter.count(gram);
        }
    });
    let frequencies = counters.finish();
    let shared = |id| grams(id).into_iter().filter(|&gram| frequencies.at_most(gram) > 1);
    let mut rows: Vec<(u64, ArticleId)> =
        ids().flat_map_iter(|id| shared(id).map(move |gram| (gram, id))).collect();
    rows.par_sort_unstable();
    Sharers::new(rows)
}

/// The exact runs of a pair that none of its passages tells.
fn exact_runs(
    job: &Job<'_>,
    learnt: &Learnt<'_>,
    pair: Pair,
    wording: &[PairWording],
    length: ExactWords,
) -> Vec<Aligned> {
    let known = wording.binary_search_by_key(&pair, |found| found.pair);
    let told = known.map_or(&[][..], |at| &wording[at].passages);
    let (first, second) = (learnt.wording(job, pair.first()), learnt.wording(job, pair.second()));
    let both = Both { first: first.words(), second: second.words() };
    untold(&both, told, length)
}

/// Passages and exact runs of each pair together.
fn joined(mut wording: Vec<PairWording>, added: Vec<(Pair, Vec<Aligned>)>) -> Vec<PairWording> {
    let known = wording.len();
    for (pair, runs) in added {
        match wording[..known].binary_search_by_key(&pair, |found| found.pair) {
            Ok(at) => {
                let passages = &mut wording[at].passages;
                passages.extend(runs);
                passages.sort_by_key(|passage| (passage.first.start, passage.second.start));
            }
            Err(_) => wording.push(PairWording { pair, passages: runs, contained: None, is_formula: false }),
        }
    }
    wording.sort_by_key(|found| found.pair);
    wording
}
