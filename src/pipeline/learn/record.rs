//! What was learnt, for the record of the run.

use super::Learnt;
use super::count::outlet_hash;
use crate::align::GRAM;
use crate::align::seed::grams;
use crate::article::ArticleId;
use crate::findings::{OutletTemplate, RecurringWording, WordingRecord};
use crate::pipeline::Job;
use crate::statistics::Statistics;
use crate::text::Tokenizer;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Outlets whose templates are told of, those with the most words first.
const OUTLETS: usize = 20;
/// Stretches of recurring wording that are quoted, those in the most articles first.
const QUOTED: usize = 5;
/// Words of such a quotation.
const QUOTED_WORDS: usize = 40;
/// Different words, those of grammar not counted, of wording that might have been a passage. Not their information: what
/// keeps recurring makes its own words common.
const MIGHT_BE_A_PASSAGE: usize = 8;

/// The stretches of an article that are long and telling enough for a passage, and are stock phrases from end to end.
pub(super) fn withheld(
    stems: &[u32],
    common: &[bool],
    masked: &[bool],
    least: u32,
    statistics: &Statistics,
) -> Vec<Range<u32>> {
    let own_and_common = |&at: &usize| common[at] && !masked[at..at + GRAM].contains(&true);
    let places: Vec<usize> = (0..common.len()).filter(own_and_common).collect();
    let runs = places.chunk_by(|x, y| x + 1 == *y).map(|run| run[0]..run[run.len() - 1] + GRAM);
    let long = runs.filter(|run| run.len() >= least as usize);
    long.filter(|run| content_words(&stems[run.clone()], statistics) >= MIGHT_BE_A_PASSAGE)
        .map(|run| run.start as u32..run.end as u32)
        .collect()
}

fn content_words(stems: &[u32], statistics: &Statistics) -> usize {
    let content = stems.iter().filter(|&&stem| !statistics.is_function_word(stem));
    content.collect::<BTreeSet<_>>().len()
}

/// All that is told of what was learnt.
pub(super) fn record(job: &Job<'_>, learnt: &Learnt) -> WordingRecord {
    let stock: Vec<u32> =
        learnt.articles.ids().map(|id| learnt.articles.stock_words(id)).filter(|&words| words > 0).collect();
    let recurring = recurring(job, learnt);
    WordingRecord {
        template_grams: learnt.statistics.template_grams() as u64,
        boilerplate_words: learnt.articles.ids().map(|id| u64::from(learnt.articles.masked_words(id))).sum(),
        outlets: outlets(job, learnt),
        stock_grams: learnt.statistics.common_grams() as u64,
        stock_words: stock.iter().copied().map(u64::from).sum(),
        articles_with_stock_words: stock.len() as u64,
        recurring_stretches: recurring.len() as u64,
        articles_with_recurring_stretches: articles_of(&recurring),
        recurring: quoted(job, recurring),
    }
}

/// What was masked of each outlet, the most words first; of few enough outlets to read.
fn outlets(job: &Job<'_>, learnt: &Learnt) -> Vec<OutletTemplate> {
    let mut outlets: BTreeMap<Option<&str>, OutletTemplate> = BTreeMap::new();
    for id in job.batch.ids() {
        let name = job.batch.article(id).outlet.as_deref();
        let template = outlets.entry(name).or_insert_with(|| OutletTemplate {
            outlet: name.map(str::to_owned),
            template_grams: learnt.statistics.template_grams_of(name.map(outlet_hash)) as u64,
            ..OutletTemplate::default()
        });
        template.articles += 1;
        template.boilerplate_words += u64::from(learnt.articles.masked_words(id));
    }
    let mut told: Vec<OutletTemplate> =
        outlets.into_values().filter(|outlet| outlet.boilerplate_words > 0).collect();
    told.sort_by_key(|outlet| Reverse(outlet.boilerplate_words));
    told.truncate(OUTLETS);
    told
}

/// A stretch of wording in one article.
type Place = (ArticleId, Range<u32>);

/// The stretches that stock phrases kept from being passages, those of the same wording together: those whose smallest
/// gram is the same, wherever they begin and end. What one article has alone kept nothing.
fn recurring(job: &Job<'_>, learnt: &Learnt) -> BTreeMap<u64, Vec<Place>> {
    let mut stretches: BTreeMap<u64, Vec<Place>> = BTreeMap::new();
    for id in job.batch.ids() {
        for run in learnt.articles.withheld(id) {
            let stems = job.columns.stems(id);
            if let Some(gram) = grams(&stems[run.start as usize..run.end as usize]).min() {
                stretches.entry(gram).or_default().push((id, run.clone()));
            }
        }
    }
    stretches.retain(|_, places| places.iter().any(|place| place.0 != places[0].0));
    stretches
}

fn articles_of(recurring: &BTreeMap<u64, Vec<Place>>) -> u64 {
    let articles: BTreeSet<ArticleId> = recurring.values().flatten().map(|place| place.0).collect();
    articles.len() as u64
}

/// The stretches that most articles have, in the words of the first of them.
fn quoted(job: &Job<'_>, recurring: BTreeMap<u64, Vec<Place>>) -> Vec<RecurringWording> {
    let mut all: Vec<(u64, Place)> = recurring
        .into_values()
        .map(|mut places| {
            places.dedup_by_key(|place| place.0);
            (places.len() as u64, places.swap_remove(0))
        })
        .collect();
    all.sort_by_key(|(articles, (id, run))| (Reverse(*articles), *id, run.start));
    all.truncate(QUOTED);
    let quote = |(articles, (id, run)): (u64, Place)| RecurringWording {
        articles,
        id: job.batch.article(id).id.clone(),
        words: run.len() as u64,
        text: excerpt(job, id, &run),
    };
    all.into_iter().map(quote).collect()
}

/// The first words of a stretch as they stand in the text, on one line.
fn excerpt(job: &Job<'_>, id: ArticleId, words: &Range<u32>) -> String {
    let text = &job.batch.text(id);
    let shown = words.start as usize..(words.end as usize).min(words.start as usize + QUOTED_WORDS);
    let (mut number, mut bytes) = (0, None::<Range<usize>>);
    Tokenizer::new(job.plan.folding).for_each(text, |token| {
        if shown.contains(&number) {
            let start = bytes.as_ref().map_or(token.start, |bytes| bytes.start);
            bytes = Some(start..token.end);
        }
        number += 1;
    });
    let quoted = bytes.map_or("", |bytes| &text[bytes]);
    let more = if words.len() > QUOTED_WORDS { " …" } else { "" };
    quoted.split_whitespace().collect::<Vec<_>>().join(" ") + more
}
