//! Stages 3 and 4: what the batch teaches about wording, and the passages that articles share.

use super::clock::Clock;
use super::near::{NearDuplicates, within_window};
use crate::align::pairing::{Fingerprint, Postings, append_fingerprints};
use crate::align::seed::grams;
use crate::align::{AlignSettings, Aligned, Both, GRAM, Millinats, Words, align};
use crate::article::{ArticleId, Batch, Pair};
use crate::columns::Columns;
use crate::observe::Stage;
use crate::plan::Plan;
use crate::statistics::{CONTEXT, FUNCTION_WORD, Frequencies, GramRow, Statistics, TEMPLATE_ARTICLES, Tally};
use crate::text::{Tokenizer, function_stems, stem, word_hash};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

/// A run of template words shorter than this is left alone: a phrase, not a notice.
const SHORTEST_TEMPLATE: usize = 8;

/// What is known of the batch's wording before pairs are aligned.
pub(super) struct Learnt {
    statistics: Statistics,
    /// For each article, which of its words are not its own.
    masks: Vec<Vec<bool>>,
}

/// The passages of one pair, in word numbers.
pub(super) struct PairPassages {
    pub(super) pair: Pair,
    pub(super) passages: Vec<Aligned>,
}

/// What stages 3 and 4 found.
pub(super) struct Wording {
    /// Pairs with at least one passage, in order.
    pub(super) pairs: Vec<PairPassages>,
    /// For each article, how many of its words are masked.
    pub(super) boilerplate: Vec<u32>,
}

/// Gathers the statistics of the batch and masks what is not the articles' own.
pub(super) fn learn(batch: &Batch, plan: &Plan, columns: &dyn Columns, clock: &mut Clock<'_>) -> Learnt {
    let articles = batch.articles().len();
    clock.run(Stage::Statistics, articles, |observer| {
        let statistics = Statistics::of(&tally(batch, columns), function_stems(plan.folding));
        let listed = listed_lines(plan);
        let mask = |id: ArticleId| {
            observer.advance(1);
            let outlet = batch.article(id).outlet.as_deref().map(outlet_hash);
            mask(columns.stems(id), outlet, &statistics, &listed)
        };
        let masks = (0..articles as u32).into_par_iter().map(|id| mask(ArticleId(id))).collect();
        (statistics.template_grams(), Learnt { statistics, masks })
    })
}

fn outlet_hash(name: &str) -> u64 {
    xxh3_64(name.as_bytes())
}

/// Counts stems and grams. Grams that cannot have enough articles to matter are left out before they are sorted.
fn tally(batch: &Batch, columns: &dyn Columns) -> Tally {
    let ids = || (0..columns.len() as u32).into_par_iter().map(ArticleId);
    let words = ids().map(|id| columns.stems(id).len()).sum();
    let frequencies = Frequencies::for_hashes(words);
    ids().for_each(|id| grams(columns.stems(id)).for_each(|gram| frequencies.count(gram)));
    let mut rows: Vec<GramRow> = ids()
        .flat_map_iter(|id| {
            let article = batch.article(id);
            let outlet = article.outlet.as_deref().map(outlet_hash);
            let day = article.published.as_ref().map(|published| published.earliest.div_euclid(86_400));
            let stems = columns.stems(id);
            let repeated = |&(_, gram): &(usize, u64)| frequencies.at_most(gram) >= TEMPLATE_ARTICLES;
            grams(stems).enumerate().filter(repeated).map(move |(at, gram)| GramRow {
                gram,
                outlet,
                day,
                article: id.0,
                before: at.checked_sub(CONTEXT).map(|before| stems[before]),
                behind: stems.get(at + GRAM - 1 + CONTEXT).copied(),
            })
        })
        .collect();
    rows.par_sort_unstable_by_key(|row| (row.gram, row.outlet, row.article));
    let mut stems: Vec<u32> = ids().flat_map_iter(|id| distinct(columns.stems(id))).collect();
    stems.par_sort_unstable();
    let mut tally = Tally { articles: columns.len() as u32, outlets: outlets(batch), ..Tally::default() };
    tally.count_grams(&mut rows);
    tally.count_stems(&mut stems);
    tally
}

fn distinct(stems: &[u32]) -> Vec<u32> {
    let mut distinct = stems.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}

fn outlets(batch: &Batch) -> Vec<(u64, u32)> {
    let named = batch.articles().iter().filter_map(|article| article.outlet.as_deref());
    let mut names: Vec<u64> = named.map(outlet_hash).collect();
    names.sort_unstable();
    names.chunk_by(|x, y| x == y).map(|run| (run[0], run.len() as u32)).collect()
}

/// The user's own lines as stems.
fn listed_lines(plan: &Plan) -> Vec<Vec<u32>> {
    let mut tokenizer = Tokenizer::new(plan.folding);
    let mut stems = |line: &String| {
        let mut stems = Vec::new();
        tokenizer.for_each(line, |token| stems.push(word_hash(stem(token.folded)) as u32));
        stems
    };
    plan.boilerplate.0.iter().map(&mut stems).filter(|line| !line.is_empty()).collect()
}

/// Which words of an article are its outlet's template, or stand in the user's list.
fn mask(stems: &[u32], outlet: Option<u64>, statistics: &Statistics, listed: &[Vec<u32>]) -> Vec<bool> {
    let mut masked = vec![false; stems.len()];
    if let Some(outlet) = outlet {
        for (at, gram) in grams(stems).enumerate() {
            if statistics.is_template(outlet, gram) {
                masked[at..at + GRAM].fill(true);
            }
        }
    }
    for run in masked.chunk_by_mut(|x, y| x == y) {
        if run.len() < SHORTEST_TEMPLATE {
            run.fill(false);
        }
    }
    for line in listed {
        for at in 0..(stems.len() + 1).saturating_sub(line.len()) {
            if stems[at..at + line.len()] == line[..] {
                masked[at..at + line.len()].fill(true);
            }
        }
    }
    masked
}

/// Aligns the pairs that share rare wording, and the near-duplicates.
pub(super) fn passages(
    batch: &Batch,
    columns: &dyn Columns,
    learnt: &Learnt,
    (settings, near, plan): (AlignSettings, &NearDuplicates, &Plan),
    clock: &mut Clock<'_>,
) -> Wording {
    let candidates = candidates(batch, columns, learnt, (near, plan), clock);
    let pairs = clock.run(Stage::Align, candidates.len(), |observer| {
        let by_first: Vec<&[Pair]> = candidates.chunk_by(|x, y| x.first() == y.first()).collect();
        let groups = by_first.into_par_iter().flat_map_iter(|pairs| {
            observer.advance(pairs.len() as u64);
            aligned(pairs, columns, learnt, settings)
        });
        let pairs: Vec<PairPassages> = groups.collect();
        (pairs.len(), pairs)
    });
    let boilerplate =
        learnt.masks.iter().map(|mask| mask.iter().filter(|&&masked| masked).count() as u32).collect();
    Wording { pairs, boilerplate }
}

/// Pairs to align: those that share enough fingerprints, and all near-duplicates; each once, in order.
fn candidates(
    batch: &Batch,
    columns: &dyn Columns,
    learnt: &Learnt,
    (near, plan): (&NearDuplicates, &Plan),
    clock: &mut Clock<'_>,
) -> Vec<Pair> {
    clock.run(Stage::Fingerprints, columns.len(), |observer| {
        let ids = || (0..columns.len() as u32).into_par_iter().map(ArticleId);
        let fingerprints = |id: ArticleId| {
            let mut rows = Vec::new();
            append_fingerprints(id, columns.stems(id), &learnt.masks[id.index()], &mut rows);
            rows
        };
        let mut rows: Vec<Fingerprint> = ids().flat_map_iter(fingerprints).collect();
        rows.par_sort_unstable();
        let postings = Postings::new(rows, columns.len());
        let mut pairs: Vec<Pair> = ids()
            .map_init(
                || vec![0; columns.len()],
                |counters, id| {
                    observer.advance(1);
                    postings.partners(id, batch.pairing(), counters)
                },
            )
            .flatten_iter()
            .filter(|&pair| within_window(batch, plan, pair))
            .chain(near.pairs.par_iter().map(|row| row.0))
            .collect();
        pairs.par_sort_unstable();
        pairs.dedup();
        (pairs.len(), pairs)
    })
}

/// One article's columns for alignment that are made for the occasion.
struct Prepared {
    weights: Vec<Millinats>,
    common: Vec<bool>,
}

impl Prepared {
    fn of(stems: &[u32], statistics: &Statistics) -> Self {
        let common: Vec<bool> = grams(stems).map(|gram| statistics.is_common(gram)).collect();
        let in_stock_phrase = |word: usize| {
            let around = word.saturating_sub(GRAM - 1)..common.len().min(word + 1);
            !around.is_empty() && common[around].iter().all(|&common| common)
        };
        let weight = |(word, &stem): (usize, &u32)| {
            let weight = statistics.weight(stem);
            if in_stock_phrase(word) { weight.min(FUNCTION_WORD) } else { weight }
        };
        Self { weights: stems.iter().enumerate().map(weight).collect(), common }
    }

    fn words<'a>(&'a self, id: ArticleId, columns: &'a dyn Columns, learnt: &'a Learnt) -> Words<'a> {
        Words {
            words: columns.words(id),
            stems: columns.stems(id),
            weights: &self.weights,
            masked: &learnt.masks[id.index()],
            common: &self.common,
        }
    }
}

/// The passages of pairs that have their first article in common.
fn aligned(
    pairs: &[Pair],
    columns: &dyn Columns,
    learnt: &Learnt,
    settings: AlignSettings,
) -> Vec<PairPassages> {
    let prepare = |id: ArticleId| Prepared::of(columns.stems(id), &learnt.statistics);
    let first = prepare(pairs[0].first());
    let of = |&pair: &Pair| {
        let second = prepare(pair.second());
        let both = Both {
            first: first.words(pair.first(), columns, learnt),
            second: second.words(pair.second(), columns, learnt),
        };
        let passages = align(&both, settings);
        (!passages.is_empty()).then_some(PairPassages { pair, passages })
    };
    pairs.iter().filter_map(of).collect()
}
