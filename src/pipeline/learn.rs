//! Stage 3: what the batch teaches about wording.

use super::Job;
use super::clock::Clock;
use crate::align::seed::grams;
use crate::align::{GRAM, Millinats, Words};
use crate::article::{ArticleId, Batch};
use crate::cluster::Cluster;
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
    articles: Vec<Wording>,
}

/// What is known of one article's wording: parallel columns, one row a word of its text.
struct Wording {
    /// The information of each word.
    weights: Vec<Millinats>,
    /// Words that are not the article's own.
    masked: Vec<bool>,
    /// Whether the gram that begins here is a stock phrase; shorter than the others by what a gram needs.
    common: Vec<bool>,
}

/// Gathers the statistics of the batch, and with them weighs and masks the words of every article.
///
/// `stories` are near-duplicates around one of them: sixty versions of one dispatch do not make its words common, so
/// that only the representative of each story is asked which words it has.
pub(super) fn learn(job: &Job<'_>, stories: &[Cluster], clock: &mut Clock<'_>) -> Learnt {
    let mut news = vec![true; job.columns.len()];
    for (member, _) in stories.iter().flat_map(|story| &story.members) {
        news[member.index()] = false;
    }
    let articles = job.columns.len();
    clock.run(Stage::Statistics, articles, |observer| {
        let tally = tally(job.batch, job.columns, &news);
        let statistics = Statistics::of(&tally, function_stems(job.plan.folding));
        let listed = listed_lines(job.plan);
        let wording = |id: ArticleId| {
            observer.advance(1);
            let stems = job.columns.stems(id);
            let outlet = job.batch.article(id).outlet.as_deref().map(outlet_hash);
            Wording::of(stems, mask(stems, outlet, &statistics, &listed), &statistics)
        };
        let articles = (0..articles as u32).into_par_iter().map(|id| wording(ArticleId(id))).collect();
        (statistics.template_grams(), Learnt { statistics, articles })
    })
}

impl Learnt {
    /// One article as alignment sees it.
    pub(super) fn words<'a>(&'a self, job: &Job<'a>, id: ArticleId) -> Words<'a> {
        let columns = job.columns;
        let wording = &self.articles[id.index()];
        Words {
            words: columns.words(id),
            stems: columns.stems(id),
            weights: &wording.weights,
            masked: &wording.masked,
            common: &wording.common,
            particulars: columns.particulars(id),
            sentences: columns.sentences(id),
        }
    }

    /// The information of the words of a title.
    pub(super) fn weigh(&self, stems: &[u32]) -> Vec<Millinats> {
        stems.iter().map(|&stem| self.statistics.weight(stem)).collect()
    }

    /// For each article, how many of its words are not its own.
    pub(super) fn boilerplate(&self) -> Vec<u32> {
        let masked = |wording: &Wording| wording.masked.iter().filter(|&&masked| masked).count() as u32;
        self.articles.iter().map(masked).collect()
    }
}

impl Wording {
    fn of(stems: &[u32], masked: Vec<bool>, statistics: &Statistics) -> Self {
        let common: Vec<bool> = grams(stems).map(|gram| statistics.is_common(gram)).collect();
        let in_stock_phrase = |word: usize| {
            let around = word.saturating_sub(GRAM - 1)..common.len().min(word + 1);
            !around.is_empty() && common[around].iter().all(|&common| common)
        };
        let weight = |(word, &stem): (usize, &u32)| {
            let weight = statistics.weight(stem);
            if in_stock_phrase(word) { weight.min(FUNCTION_WORD) } else { weight }
        };
        Self { weights: stems.iter().enumerate().map(weight).collect(), masked, common }
    }
}

fn outlet_hash(name: &str) -> u64 {
    xxh3_64(name.as_bytes())
}

/// Counts stems in the articles that are news, and grams in all. Grams that cannot have enough articles to matter are
/// left out before they are sorted.
fn tally(batch: &Batch, columns: &dyn Columns, news: &[bool]) -> Tally {
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
            let grams: Vec<u64> = grams(stems).collect();
            let row = |Recurring { at, before, behind }| GramRow {
                gram: grams[at],
                outlet,
                day,
                article: id.0,
                before,
                behind,
            };
            let recurs = |at: usize| frequencies.at_most(grams[at]) >= TEMPLATE_ARTICLES;
            recurring(stems, recurs).into_iter().map(row).collect::<Vec<GramRow>>()
        })
        .collect();
    rows.par_sort_unstable();
    let new = || ids().filter(|id| news[id.index()]);
    let mut stems: Vec<u32> = new().flat_map_iter(|id| distinct(columns.stems(id))).collect();
    stems.par_sort_unstable();
    let articles = news.iter().filter(|&&new| new).count() as u32;
    let mut tally = Tally { articles, outlets: outlets(batch), ..Tally::default() };
    tally.count_grams(&mut rows);
    tally.count_stems(&mut stems);
    tally
}

/// Words that are passed over inside a stretch of recurring wording: one that was misread, a name, a figure.
const BRIDGED: usize = 6;

/// A gram that recurs in the batch, by its place in an article, and what stands around the stretch of recurring wording
/// that it is part of: however long a standing line is, it is told from a story by what stands around the whole of it.
#[derive(Debug, PartialEq, Eq)]
struct Recurring {
    at: usize,
    before: Option<u32>,
    behind: Option<u32>,
}

fn recurring(stems: &[u32], recurs: impl Fn(usize) -> bool) -> Vec<Recurring> {
    let places: Vec<usize> = (0..(stems.len() + 1).saturating_sub(GRAM)).filter(|&at| recurs(at)).collect();
    let stretches = places.chunk_by(|x, y| y - x <= GRAM + BRIDGED);
    let rows = stretches.flat_map(|stretch| {
        let before = stretch[0].checked_sub(CONTEXT).map(|before| stems[before]);
        let behind = stems.get(stretch[stretch.len() - 1] + GRAM - 1 + CONTEXT).copied();
        stretch.iter().map(move |&at| Recurring { at, before, behind })
    });
    rows.collect()
}

fn distinct(stems: &[u32]) -> Vec<u32> {
    let mut distinct = stems.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}

fn outlets(batch: &Batch) -> Vec<(u64, u32)> {
    let given = batch.articles().iter().filter_map(|article| article.outlet.as_deref());
    let mut names: Vec<u64> = given.map(outlet_hash).collect();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_recurring_gram_stands_around_its_whole_stretch() {
        let stems: Vec<u32> = (0..60).collect();
        let rows = recurring(&stems, |at| (10..20).contains(&at) || (25..30).contains(&at) || at == 50);
        assert_eq!(rows.len(), 16);
        let around = |row: &Recurring| (row.before, row.behind);
        assert!(rows[..15].iter().all(|row| around(row) == (Some(6), Some(35))), "a short break is bridged");
        assert_eq!((rows[15].at, around(&rows[15])), (50, (Some(46), Some(56))));
    }

    #[test]
    fn nothing_stands_before_the_start_and_behind_the_end_of_a_text() {
        let rows = recurring(&[1, 2, 3, 4], |_| true);
        assert_eq!(rows.iter().map(|row| (row.before, row.behind)).collect::<Vec<_>>(), [(None, None); 2]);
        assert!(recurring(&[1, 2], |_| true).is_empty());
    }
}
