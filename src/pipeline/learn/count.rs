//! Counting: which words and which wording the articles of a batch have.

use super::rows::{About, Recurring, Rows};
use crate::align::GRAM;
use crate::align::seed::grams;
use crate::article::{Article, ArticleId, Batch};
use crate::columns::Columns;
use crate::pipeline::COUNTED_AT_ONCE;
use crate::pipeline::Job;
use crate::statistics::{
    Around, Beside, CONTEXT, Often, RecurringGrams, Standing, TEMPLATE_ARTICLES, Tally, day_of,
};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use xxhash_rust::xxh3::xxh3_64;

/// Words that are passed over inside a stretch of recurring wording: one that was misread, a name, a figure.
const BRIDGED: usize = 6;
/// A stretch that begins among so many first words of a text opens it, and one that ends among so many last ones closes
/// it: a byline, a link, another notice may stand farther out.
const END: usize = 60;
/// Words whose stems are counted at a time.
const STEMS_AT_ONCE: usize = 1 << 22;
/// A notice is hardly longer, in words: a longer stretch that is most of an article may as well be a story told on.
const LONGEST_NOTICE: usize = 100;

/// Which articles are asked.
pub(in crate::pipeline) struct Asked {
    /// For each article, whether it is asked for its words: of one story in many articles, one only.
    pub(in crate::pipeline) words: Vec<bool>,
    /// For each article, whether it is asked for its wording: of several versions of it in one outlet, one only.
    pub(in crate::pipeline) wording: Vec<bool>,
}

pub(super) fn outlet_hash(name: &str) -> u64 {
    xxh3_64(name.as_bytes())
}

/// Counts stems, and what [recurs](recurring).
pub(super) fn count(job: &Job<'_>, asked: &Asked) -> (Tally, RecurringGrams) {
    let mut tally = outlets(job, asked);
    count_stems(job.columns, asked, &mut tally);
    let grams = recurring(job, asked, &tally);
    (tally, grams)
}

/// Counts grams, a part after the other, and keeps those that recur in a way that matters. Those that cannot have enough
/// articles to matter are left out before they are sorted. `outlets` has what each of them published.
pub(super) fn recurring(job: &Job<'_>, asked: &Asked, outlets: &Tally) -> RecurringGrams {
    let rows = rows(job, asked, &Recurrence::of(job, asked));
    let parts = rows.counted(|rows| {
        let mut part = Tally { outlets: outlets.outlets.clone(), ..Tally::default() };
        part.count_grams(rows);
        RecurringGrams::of(&part)
    });
    let mut grams = RecurringGrams::default();
    for part in parts {
        grams.append(part);
    }
    grams
}

/// The tally of a part of the articles, where it is known from all of them which grams recur.
pub(in crate::pipeline) fn tally(job: &Job<'_>, asked: &Asked, recurrence: &Recurrence) -> Tally {
    let parts = rows(job, asked, recurrence).counted(|rows| {
        let mut part = Tally::default();
        part.count_grams(rows);
        part.grams
    });
    let mut tally = outlets(job, asked);
    count_stems(job.columns, asked, &mut tally);
    Tally { grams: parts.concat(), ..tally }
}

/// The tally of articles and outlets.
pub(super) fn outlets(job: &Job<'_>, asked: &Asked) -> Tally {
    let Job { batch, columns, .. } = *job;
    let ids = (0..columns.len() as u32).into_par_iter().map(ArticleId);
    let asked_for = ids.filter(|id| asked.wording[id.index()]);
    let mut published: Vec<_> = asked_for.map(|id| outlet_and_day(batch.article(id))).collect();
    let mut tally =
        Tally { articles: asked.words.iter().filter(|&&asked| asked).count() as u32, ..Tally::default() };
    tally.count_outlets(&mut published);
    tally
}

/// The rows of all recurring grams.
fn rows<'s>(job: &Job<'s>, asked: &Asked, recurrence: &Recurrence) -> Rows<'s> {
    let Job { batch, columns, scratch, .. } = *job;
    let ids = (0..columns.len() as u32).into_par_iter().map(ArticleId);
    let about = |id| {
        let (outlet, day) = outlet_and_day(batch.article(id));
        About { outlet, day }
    };
    let articles = ids.map(about).collect();
    Rows::of(columns, articles, scratch, |id, stems| {
        if asked.wording[id.index()] { recurrence.stretches(outlet(batch, id), stems) } else { Vec::new() }
    })
}

/// Counts the articles in which each stem occurs, so many articles at a time that their stems take little room.
fn count_stems(columns: &dyn Columns, asked: &Asked, tally: &mut Tally) {
    let ids: Vec<ArticleId> =
        (0..columns.len() as u32).map(ArticleId).filter(|id| asked.words[id.index()]).collect();
    for some in at_a_time(&ids, columns) {
        let stems = some.par_chunks(COUNTED_AT_ONCE).map(|ids| {
            ids.iter().flat_map(|&id| distinct(columns.stems(id).into_owned())).collect::<Vec<u32>>()
        });
        let mut stems = stems.collect::<Vec<_>>().concat();
        stems.par_sort_unstable();
        tally.count_stems(&stems);
    }
}

/// These articles, so many at a time.
fn at_a_time<'a>(ids: &'a [ArticleId], columns: &dyn Columns) -> Vec<&'a [ArticleId]> {
    let (mut groups, mut start, mut words) = (Vec::new(), 0, 0);
    for (at, &id) in ids.iter().enumerate() {
        words += columns.word_count(id);
        if words >= STEMS_AT_ONCE {
            groups.push(&ids[start..=at]);
            (start, words) = (at + 1, 0);
        }
    }
    groups.push(&ids[start..]);
    groups
}

fn outlet(batch: &Batch, id: ArticleId) -> Option<u64> {
    batch.article(id).outlet.as_deref().map(outlet_hash)
}

/// The hash of an article's outlet, and its day.
pub(in crate::pipeline) fn outlet_and_day(article: &Article) -> (Option<u64>, Option<i64>) {
    let earliest = article.published.as_ref().map(|published| published.earliest);
    (article.outlet.as_deref().map(outlet_hash), earliest.map(day_of))
}

fn distinct(mut distinct: Vec<u32>) -> Vec<u32> {
    distinct.sort_unstable();
    distinct.dedup();
    distinct
}

/// Which grams recur, in the batch and in an outlet.
#[derive(Debug, Serialize, Deserialize)]
pub struct Recurrence {
    anywhere: Often,
    at_home: Often,
}

impl Recurrence {
    /// The counters of an article's grams among so many words of all articles: in the batch, and in its outlet.
    pub(in crate::pipeline) fn counters(
        (stems, outlet): (&[u32], Option<u64>),
        words: usize,
    ) -> impl Iterator<Item = [u64; 2]> {
        grams(stems).map(move |gram| [gram, of_outlet(gram, outlet)].map(|hash| Often::counter(hash, words)))
    }

    /// Where there are so many words in all articles, and these of the counters were raised [`TEMPLATE_ARTICLES`] times or
    /// more: first in the batch, then in an outlet.
    #[must_use]
    pub fn of_counters(words: usize, [anywhere, at_home]: [&[u64]; 2]) -> Self {
        let often = |counters: &[u64]| Often::of_counters(words, counters.iter().copied());
        Self { anywhere: often(anywhere), at_home: often(at_home) }
    }

    fn of(job: &Job<'_>, asked: &Asked) -> Self {
        let Job { batch, columns, scratch, .. } = *job;
        let ids = || (0..columns.len() as u32).into_par_iter().map(ArticleId);
        let words = ids().map(|id| columns.word_count(id)).sum();
        let recurring = |hash: &(dyn Fn(u64, Option<u64>) -> u64 + Sync)| {
            Often::counted(words, TEMPLATE_ARTICLES as u8, scratch.bytes(), |recount| {
                ids().chunks(COUNTED_AT_ONCE).for_each(|ids| {
                    let mut counter = recount.counter();
                    for id in ids.into_iter().filter(|id| asked.wording[id.index()]) {
                        let outlet = outlet(batch, id);
                        grams(&columns.stems(id)).for_each(|gram| counter.count(hash(gram, outlet)));
                    }
                });
            })
        };
        Self { anywhere: recurring(&|gram, _| gram), at_home: recurring(&of_outlet) }
    }

    /// The stretches of wording that recur in the batch, with what of them recurs in the article's outlet.
    fn stretches(&self, outlet: Option<u64>, stems: &[u32]) -> Vec<Recurring> {
        let grams: Vec<u64> = grams(stems).collect();
        let anywhere = |at: usize| self.anywhere.contains(grams[at]);
        let at_home = |at: usize| self.at_home.contains(of_outlet(grams[at], outlet));
        let mut standing = vec![None; grams.len()];
        for stretch in stretches(grams.len(), at_home) {
            let words = words(&stretch);
            if words.len() <= LONGEST_NOTICE || words.len() * 2 <= stems.len() {
                let here = stands(&words, stems);
                for &at in &stretch {
                    standing[at] = Some(here);
                }
            }
        }
        let stretch = |stretch: Vec<usize>| Recurring {
            around: around(&words(&stretch), stems),
            grams: stretch.into_iter().map(|at| (grams[at], standing[at])).collect(),
        };
        stretches(grams.len(), anywhere).into_iter().map(stretch).collect()
    }
}

/// The hash of a gram in the articles of one outlet.
fn of_outlet(gram: u64, outlet: Option<u64>) -> u64 {
    gram.wrapping_add(outlet.unwrap_or_default())
}

/// The stretches of recurring wording in an article of so many grams, each as the grams that recur. However long a
/// standing line is, it is told from a story by what stands around the whole of it.
fn stretches(grams: usize, recurs: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let places: Vec<usize> = (0..grams).filter(|&at| recurs(at)).collect();
    places.chunk_by(|x, y| y - x <= GRAM + BRIDGED).map(<[usize]>::to_vec).collect()
}

/// The words of a stretch, from the first gram to the last.
fn words(stretch: &[usize]) -> Range<usize> {
    stretch[0]..stretch[stretch.len() - 1] + GRAM
}

fn around(words: &Range<usize>, stems: &[u32]) -> Around {
    let before = words.start.checked_sub(CONTEXT).map(|before| stems[before]);
    Around { before: Beside::of(before), behind: Beside::of(stems.get(words.end - 1 + CONTEXT).copied()) }
}

fn stands(words: &Range<usize>, stems: &[u32]) -> Standing {
    let (opens, closes) = (words.start < END, words.end + END > stems.len());
    Standing { around: around(words, stems), opens, closes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_around_a_recurring_gram_stands_around_its_whole_stretch() {
        let stems: Vec<u32> = (0..60).collect();
        let recurs = |at: usize| (10..20).contains(&at) || (25..30).contains(&at) || at == 50;
        let stretches = stretches(58, recurs);
        let beside = |before, behind| Around { before: Beside::of(before), behind: Beside::of(behind) };
        let of = |stretch: &Vec<usize>| around(&words(stretch), &stems);
        assert_eq!(stretches.iter().map(Vec::len).collect::<Vec<_>>(), [15, 1], "a short break is bridged");
        assert_eq!(of(&stretches[0]), beside(Some(6), Some(35)));
        assert_eq!(of(&stretches[1]), beside(Some(46), Some(56)));
    }

    #[test]
    fn nothing_stands_before_the_start_and_behind_the_end_of_a_text() {
        assert_eq!(around(&(0..4), &[1, 2, 3, 4]), Around::default());
        assert!(stretches(0, |_| true).is_empty());
    }

    #[test]
    fn a_stretch_opens_or_closes_a_text_from_some_way_inside() {
        let stems: Vec<u32> = (0..400).collect();
        let ends = |words: Range<usize>| {
            let standing = stands(&words, &stems);
            (standing.opens, standing.closes)
        };
        assert_eq!(ends(59..90), (true, false));
        assert_eq!(ends(60..340), (false, false));
        assert_eq!(ends(100..341), (false, true));
    }
}
