//! Stage 3: what the batch teaches about wording.

mod count;
mod packed;
mod record;
mod rows;

use super::Job;
use super::clock::Clock;
use super::near::NearDuplicates;
use crate::align::seed::grams;
use crate::align::{GRAM, Millinats, Words};
use crate::article::ArticleId;
use crate::cluster::{self, Cluster};
use crate::columns::Particular;
use crate::findings::WordingRecord;
use crate::measure::Overlap;
use crate::observe::{Observer, Stage, WarningKind};
use crate::plan::Plan;
use crate::scratch::Scratch;
use crate::statistics::{RecurringGrams, Statistics, Tally};
use crate::text::{Tokenizer, function_stems, stem, word_hash};
pub use count::Recurrence;
pub(super) use count::outlet_and_day;
pub(super) use count::{Asked, tally};
use count::{count, outlet_hash};
use packed::{Found, Wordings};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// A run of template words shorter than this is left alone: a phrase, not a notice.
const SHORTEST_TEMPLATE: usize = 8;

/// Two articles of one outlet that resemble one another so much are two versions of one.
pub const VERSIONS: f64 = 0.8;

/// What is known of the batch's wording before pairs are aligned.
pub(super) struct Learnt<'s> {
    statistics: Arc<Statistics>,
    articles: Wordings<'s>,
}

/// All that alignment asks of one article, wherever its columns are.
pub(super) struct ArticleWording<'a> {
    words: Cow<'a, [u32]>,
    stems: Cow<'a, [u32]>,
    particulars: Cow<'a, [Particular]>,
    sentences: Cow<'a, [u32]>,
    weights: Vec<Millinats>,
    masked: Vec<bool>,
    common: Vec<bool>,
}

impl ArticleWording<'_> {
    pub(super) fn words(&self) -> Words<'_> {
        Words {
            words: &self.words,
            stems: &self.stems,
            weights: &self.weights,
            masked: &self.masked,
            common: &self.common,
            particulars: &self.particulars,
            sentences: &self.sentences,
        }
    }
}

/// Gathers the statistics of the batch, and with them weighs and masks the words of every article.
///
/// Of near-duplicates only the representative is asked which words it has, and of versions of one article in one outlet
/// only one which wording: sixty versions of one dispatch do not make its words common, nor ten updates a template.
pub(super) fn learn<'s>(
    job: &Job<'s>,
    near: &NearDuplicates,
    ranks: &[u32],
    clock: &mut Clock<'_>,
) -> Learnt<'s> {
    clock.run(Stage::Statistics, job.columns.len(), |observer| {
        let learnt = Learnt::by(job, Arc::new(statistics(job, near, ranks)), observer);
        (learnt.statistics.template_grams(), learnt)
    })
}

/// Weighs and masks the words of every article by statistics that were learnt elsewhere.
pub(super) fn learnt_before<'s>(
    job: &Job<'s>,
    statistics: &Arc<Statistics>,
    clock: &mut Clock<'_>,
) -> Learnt<'s> {
    clock.run(Stage::Statistics, job.columns.len(), |observer| {
        (statistics.template_grams(), Learnt::by(job, Arc::clone(statistics), observer))
    })
}

/// What the batch teaches.
pub(super) fn statistics(job: &Job<'_>, near: &NearDuplicates, ranks: &[u32]) -> Statistics {
    let (tally, grams) = count(job, &asked(job, near, ranks));
    Statistics::with_grams(&tally, grams, function_stems(job.plan.folding))
}

/// The wording that recurs among those of the articles that are meant, where outlets have published so much.
pub(super) fn recurring(
    job: &Job<'_>,
    near: &NearDuplicates,
    ranks: &[u32],
    (is_meant, published): (&dyn Fn(ArticleId) -> bool, &Tally),
) -> RecurringGrams {
    let mut asked = asked(job, near, ranks);
    for (id, asked) in job.batch.ids().zip(&mut asked.wording) {
        *asked &= is_meant(id);
    }
    count::recurring(job, &asked, published)
}

/// Which articles are asked for their words, and which for their wording.
pub(super) fn asked(job: &Job<'_>, near: &NearDuplicates, ranks: &[u32]) -> Asked {
    let articles = job.columns.len();
    let outlet = |id| job.batch.article(id).outlet.as_deref();
    let versions = near.pairs.iter().copied();
    let versions = versions
        .filter(|&(pair, overlap)| are_versions(overlap, [outlet(pair.first()), outlet(pair.second())]));
    Asked {
        words: without_members(articles, &cluster::stars(&near.pairs, ranks)),
        wording: without_members(articles, &cluster::stars(&versions.collect::<Vec<_>>(), ranks)),
    }
}

/// What is known of articles without a batch: function words, and the user's own lines.
pub(super) fn unlearnt<'s>(job: &Job<'_>, scratch: &'s Scratch) -> Learnt<'s> {
    let statistics = Arc::new(Statistics::of(&Tally::default(), function_stems(job.plan.folding)));
    let listed = listed_lines(job.plan);
    let wording = |id: ArticleId| {
        let stems = &*job.columns.stems(id);
        Found::of(stems, &mask(stems, None, &statistics, &listed), &statistics, u32::MAX)
    };
    let articles = Wordings::of(job.columns.len(), scratch, wording);
    Learnt { statistics, articles }
}

/// Whether two articles that have so much in common are two versions of one, by their outlets.
#[must_use]
pub fn are_versions(overlap: Overlap, outlets: [Option<&str>; 2]) -> bool {
    overlap.resemblance().value() >= VERSIONS && outlets[0] == outlets[1]
}

/// For each article, whether it is no mere member of a cluster.
fn without_members(articles: usize, clusters: &[Cluster]) -> Vec<bool> {
    let mut asked = vec![true; articles];
    for (member, _) in clusters.iter().flat_map(|cluster| &cluster.members) {
        asked[member.index()] = false;
    }
    asked
}

impl<'s> Learnt<'s> {
    /// The words of every article, weighed and masked by these statistics.
    pub(super) fn by(job: &Job<'s>, statistics: Arc<Statistics>, observer: &dyn Observer) -> Self {
        let listed = listed_lines(job.plan);
        let least = job.plan.passages.map_or(u32::MAX, |settings| settings.min_words);
        let wording = |id: ArticleId| {
            observer.advance(1);
            let stems = &*job.columns.stems(id);
            let outlet = job.batch.article(id).outlet.as_deref().map(outlet_hash);
            Found::of(stems, &mask(stems, outlet, &statistics, &listed), &statistics, least)
        };
        let articles = Wordings::of(job.columns.len(), job.scratch, wording);
        Self { statistics, articles }
    }
}

impl Learnt<'_> {
    /// One article as alignment sees it.
    pub(super) fn wording<'a>(&'a self, job: &Job<'a>, id: ArticleId) -> ArticleWording<'a> {
        let (columns, learnt) = (job.columns, self.articles.get(id));
        ArticleWording {
            words: columns.words(id),
            stems: columns.stems(id),
            particulars: columns.particulars(id),
            sentences: columns.sentences(id),
            weights: learnt.weights(),
            masked: learnt.masked(),
            common: learnt.common(),
        }
    }

    /// The information of the words of an article's text.
    pub(super) fn weights(&self, id: ArticleId) -> Vec<Millinats> {
        self.articles.get(id).weights()
    }

    /// The words of an article that are not its own.
    pub(super) fn masked(&self, id: ArticleId) -> Vec<bool> {
        self.articles.get(id).masked()
    }

    /// Whether any word of an article that is its own stands in a stock phrase.
    pub(super) fn has_stock_phrases(&self, id: ArticleId) -> bool {
        self.articles.stock_words(id) > 0
    }

    /// Where the words of an article stand that are not its own.
    pub(super) fn boilerplate(&self, id: ArticleId) -> Vec<Range<u32>> {
        self.articles.get(id).masked_stretches()
    }

    /// The information of words as such, in no stock phrase.
    pub(super) fn weigh(&self, stems: &[u32]) -> Vec<Millinats> {
        stems.iter().map(|&stem| self.statistics.weight(stem)).collect()
    }

    /// For each article, how many of its words are not its own, and how many others stand in stock phrases.
    pub(super) fn not_its_own(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.articles.ids().map(|id| (self.articles.masked_words(id), self.articles.stock_words(id)))
    }

    /// What was learnt, for the record; what stock phrases kept from being passages is warned of.
    pub(super) fn record(&self, job: &Job<'_>, clock: &mut Clock<'_>) -> WordingRecord {
        let record = record::record(job, self);
        if let Some(first) = record.recurring.first() {
            let what = format!(
                "{} stretches of wording that keeps recurring, in {} articles, were taken for stock phrases and are no \
                 passages unless they fill a good part of an article; in {} articles: {:?}",
                record.recurring_stretches,
                record.articles_with_recurring_stretches,
                first.articles,
                first.text
            );
            clock.warn(WarningKind::RecurringWording, what);
        }
        record
    }
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
    for (at, gram) in grams(stems).enumerate() {
        if statistics.is_template(outlet, gram) {
            masked[at..at + GRAM].fill(true);
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
