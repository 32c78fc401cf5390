//! What depends on the batch as a whole, gathered before any two articles are compared.
//!
//! How telling a word is, which wording is common, which wording is an outlet's template: all of it is one value with a
//! version, computed once and handed to every stage that asks. Two runs with the same [`Statistics`] judge a pair alike,
//! whatever else is in their batches.

use serde::Serialize;
use std::sync::atomic::{AtomicU32, Ordering};

/// The version of the meaning of [`Statistics`].
pub const STATISTICS_VERSION: u32 = 2;

/// Lines that the user says are no article's own words (`--boilerplate`); each line is matched word by word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[serde(transparent)]
pub struct Boilerplate(pub Vec<String>);

/// How often hashes occur, each counter shared by those that begin alike: never too low, sometimes too high.
#[derive(Debug)]
pub struct Frequencies {
    counters: Vec<AtomicU32>,
    shift: u32,
}

impl Frequencies {
    /// A table for about so many hashes.
    #[must_use]
    pub fn for_hashes(hashes: usize) -> Self {
        let bits = hashes.next_power_of_two().trailing_zeros().clamp(10, 24);
        let counters = (0..1usize << bits).map(|_| AtomicU32::new(0)).collect();
        Self { counters, shift: 64 - bits }
    }

    /// Counts one occurrence. Threads may count at once: sums do not depend on their order.
    pub fn count(&self, hash: u64) {
        self.counter(hash).fetch_add(1, Ordering::Relaxed);
    }

    /// How often this hash was counted, or more.
    #[must_use]
    pub fn at_most(&self, hash: u64) -> u32 {
        self.counter(hash).load(Ordering::Relaxed)
    }

    fn counter(&self, hash: u64) -> &AtomicU32 {
        &self.counters[(hash >> self.shift) as usize]
    }
}

/// One gram in one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GramRow {
    /// The gram's hash.
    pub gram: u64,
    /// The hash of the outlet's name; none if the article names no outlet.
    pub outlet: Option<u64>,
    /// The day of publication, counted from 1970-01-01; none if unknown.
    pub day: Option<i64>,
    /// The article's position.
    pub article: u32,
    /// The stem [`CONTEXT`] words before the stretch of recurring wording around it; none at the start of a text.
    pub before: Option<u32>,
    /// The stem [`CONTEXT`] words behind that stretch; none at the end of a text.
    pub behind: Option<u32>,
}

/// At this distance from a stretch of recurring wording stands a word that tells its contexts apart: not the very next,
/// which grammar may ask for, and near enough to be the same word in every copy of one story.
pub const CONTEXT: usize = 4;

/// Figures of a batch from which [`Statistics`] are made. Tallies of parts of a batch add up to the tally of the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles whose stems were counted.
    pub articles: u32,
    /// Articles of each outlet, by the hash of its name, sorted.
    pub outlets: Vec<(u64, u32)>,
    /// Articles in which each stem occurs, sorted by stem.
    pub stems: Vec<(u32, u32)>,
    /// Each gram of each outlet, sorted by gram, then outlet.
    pub grams: Vec<GramCount>,
}

/// In how many articles of one outlet a gram occurs, and on which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GramCount {
    /// The gram's hash.
    pub gram: u64,
    /// The hash of the outlet's name; none for articles that name none.
    pub outlet: Option<u64>,
    /// Articles that have it.
    pub articles: u32,
    /// First and last day on which it was published; none if no such article is dated.
    pub days: Option<(i64, i64)>,
    /// What stands before it.
    pub before: Contexts,
    /// What stands behind it.
    pub behind: Contexts,
}

/// What stands in one place beside a gram, over all articles that have it: how many different words, as a bitmap that
/// can be added to another (linear counting: Whang, Vander-Zanden, Taylor, ACM TODS 1990).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Contexts {
    bitmap: u64,
    articles: u32,
}

impl Contexts {
    fn of(stem: Option<u32>) -> Self {
        let bit = |stem: u32| 1 << (stem.wrapping_mul(0x9e37_79b1) >> 26);
        Self { bitmap: stem.map_or(0, bit), articles: u32::from(stem.is_some()) }
    }

    fn and(self, other: Self) -> Self {
        Self { bitmap: self.bitmap | other.bitmap, articles: self.articles + other.articles }
    }

    /// About how many different words there are; hardly more than 250 can be told.
    fn distinct(self) -> f64 {
        let clear = f64::from(self.bitmap.count_zeros().max(1));
        -64.0 * (clear / 64.0).ln()
    }

    /// Whether something else stands there in most articles, as far as something stands there.
    fn differ(self) -> bool {
        self.distinct() >= f64::from(self.articles.min(STOCK_COUNTABLE)) * STOCK_SHARE
    }
}

/// Adds up the values of equal keys in two sorted lists.
fn merged<K: Ord + Copy, V: Copy>(one: &[(K, V)], other: &[(K, V)], add: impl Fn(V, V) -> V) -> Vec<(K, V)> {
    let mut all: Vec<(K, V)> = one.iter().chain(other).copied().collect();
    all.sort_by_key(|row| row.0);
    let mut out: Vec<(K, V)> = Vec::with_capacity(all.len());
    for row in all {
        match out.last_mut() {
            Some(last) if last.0 == row.0 => last.1 = add(last.1, row.1),
            _ => out.push(row),
        }
    }
    out
}

impl Tally {
    /// Counts the grams of some articles; `rows` may repeat a gram of an article, and is sorted by this.
    pub fn count_grams(&mut self, rows: &mut Vec<GramRow>) {
        rows.sort_unstable();
        rows.dedup_by_key(|row| (row.gram, row.outlet, row.article));
        let same = |x: &GramRow, y: &GramRow| (x.gram, x.outlet) == (y.gram, y.outlet);
        self.grams.extend(rows.chunk_by(same).map(|run| {
            let days = run.iter().filter_map(|row| row.day);
            let days = days.clone().min().zip(days.max());
            let contexts = |of: fn(&GramRow) -> Option<u32>| {
                run.iter().map(|row| Contexts::of(of(row))).fold(Contexts::default(), Contexts::and)
            };
            let (before, behind) = (contexts(|row| row.before), contexts(|row| row.behind));
            GramCount {
                gram: run[0].gram,
                outlet: run[0].outlet,
                articles: run.len() as u32,
                days,
                before,
                behind,
            }
        }));
    }

    /// Counts stems, each given once for each article that has it; `stems` is sorted by this.
    pub fn count_stems(&mut self, stems: &mut [u32]) {
        stems.sort_unstable();
        self.stems.extend(stems.chunk_by(|x, y| x == y).map(|run| (run[0], run.len() as u32)));
    }

    /// The tally of two parts of a batch together.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let keyed = |count: &GramCount| ((count.gram, count.outlet), *count);
        let (mine, theirs): (Vec<_>, Vec<_>) =
            (self.grams.iter().map(keyed).collect(), other.grams.iter().map(keyed).collect());
        Self {
            articles: self.articles + other.articles,
            outlets: merged(&self.outlets, &other.outlets, |x, y| x + y),
            stems: merged(&self.stems, &other.stems, |x, y| x + y),
            grams: merged(&mine, &theirs, GramCount::and).into_iter().map(|row| row.1).collect(),
        }
    }
}

impl GramCount {
    /// The count of one gram in two disjoint sets of articles.
    fn and(self, other: Self) -> Self {
        Self {
            articles: self.articles + other.articles,
            days: span(self.days, other.days),
            before: self.before.and(other.before),
            behind: self.behind.and(other.behind),
            ..self
        }
    }

    /// Whether the gram is a stock phrase: other words stand around it in most of several articles, on one side at
    /// least (it may open or close them all), and over more than a few days, which is longer than one story lasts.
    fn is_stock(self) -> bool {
        let known = self.before.articles.max(self.behind.articles);
        let recurring = match self.days {
            Some((first, last)) => last - first >= STOCK_DAYS && known >= STOCK_ARTICLES,
            None => known >= STOCK_ARTICLES_UNDATED,
        };
        recurring && self.before.differ() && self.behind.differ()
    }
}

/// The span of two spans of days.
fn span(one: Option<(i64, i64)>, other: Option<(i64, i64)>) -> Option<(i64, i64)> {
    match (one, other) {
        (Some(x), Some(y)) => Some((x.0.min(y.0), x.1.max(y.1))),
        (known, None) | (None, known) => known,
    }
}

/// Articles of an outlet that must have a gram before it can be part of its template, at the least …
pub const TEMPLATE_ARTICLES: u32 = 4;
/// … and at the least this share of them, in percent.
const TEMPLATE_PERCENT: u32 = 3;
/// Articles that have a gram before it can be a stock phrase.
const STOCK_ARTICLES: u32 = 5;
/// Where no date shows that it recurs, it takes as many articles as a text that many quote would hardly have.
const STOCK_ARTICLES_UNDATED: u32 = 20;
/// First and last of them are so many days apart, where days are known.
const STOCK_DAYS: i64 = 3;
/// The share of these articles in which something else must stand around it.
const STOCK_SHARE: f64 = 0.4;
/// So many articles at the most are asked for what stands around a gram; more cannot be told apart.
const STOCK_COUNTABLE: u32 = 60;
/// Articles without the word that are added to every batch in thought, so that a small one does not judge too surely.
const UNSEEN_ARTICLES: u32 = 10;
/// The information of a function word, or of a word in a stock phrase, is at most this, in millinats.
pub const FUNCTION_WORD: i32 = 250;

/// What the batch teaches about words, wording and templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    /// [`STATISTICS_VERSION`] of the program that made it.
    pub version: u32,
    articles: u32,
    stems: Vec<(u32, u32)>,
    function_stems: Vec<u32>,
    common: Vec<u64>,
    templates: Vec<(u64, u64)>,
}

impl Statistics {
    /// What a tally teaches, where the stems of function words are known from the start (sorted).
    #[must_use]
    pub fn of(tally: &Tally, function_stems: Vec<u32>) -> Self {
        Self {
            version: STATISTICS_VERSION,
            articles: tally.articles,
            stems: tally.stems.clone(),
            function_stems,
            common: common(tally),
            templates: templates(tally),
        }
    }

    /// The information of a stem in millinats, from 50 (in every article) to 3,000 (in hardly any): half the negative
    /// logarithm of the share of *other* articles that have it, two being those that are compared.
    #[must_use]
    pub fn weight(&self, stem: u32) -> i32 {
        let with = self.stems.binary_search_by_key(&stem, |row| row.0).map_or(0, |at| self.stems[at].1);
        let others = f64::from(self.articles.saturating_sub(2) + UNSEEN_ARTICLES);
        let nats = (others / f64::from(with.saturating_sub(2))).ln() * 0.5;
        let most = if self.function_stems.binary_search(&stem).is_ok() { FUNCTION_WORD } else { 3_000 };
        ((nats * 1_000.0).round().min(3_000.0) as i32).clamp(50, most)
    }

    /// Whether a gram is a stock phrase: it occurs in several articles that have nothing else in common around it.
    #[must_use]
    pub fn is_common(&self, gram: u64) -> bool {
        self.common.binary_search(&gram).is_ok()
    }

    /// Whether a gram is part of the wording that an outlet repeats from day to day.
    #[must_use]
    pub fn is_template(&self, outlet: u64, gram: u64) -> bool {
        self.templates.binary_search(&(outlet, gram)).is_ok()
    }

    /// Grams that are part of some outlet's template.
    #[must_use]
    pub fn template_grams(&self) -> usize {
        self.templates.len()
    }
}

fn common(tally: &Tally) -> Vec<u64> {
    let runs = tally.grams.chunk_by(|x, y| x.gram == y.gram);
    let whole = runs.filter_map(|run| run.iter().copied().reduce(GramCount::and));
    whole.filter(|count| count.is_stock()).map(|count| count.gram).collect()
}

fn templates(tally: &Tally) -> Vec<(u64, u64)> {
    let published = |outlet: u64| {
        let at = tally.outlets.binary_search_by_key(&outlet, |row| row.0);
        at.map_or(0, |at| tally.outlets[at].1)
    };
    let repeated = tally.grams.iter().filter_map(|count| {
        let outlet = count.outlet?;
        let least = TEMPLATE_ARTICLES.max((published(outlet) * TEMPLATE_PERCENT).div_ceil(100));
        let several_days = count.days.is_none_or(|(first, last)| first < last);
        (count.articles >= least && several_days).then_some((outlet, count.gram))
    });
    let mut templates: Vec<(u64, u64)> = repeated.collect();
    templates.sort_unstable();
    templates
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(articles: std::ops::Range<u32>, days: i64, around: u32) -> Tally {
        let gram = 5;
        let mut rows: Vec<GramRow> = articles
            .clone()
            .map(|article| GramRow {
                gram,
                outlet: Some(1),
                day: Some(i64::from(article) % days),
                article,
                before: Some(article % around),
                behind: Some(article % around),
            })
            .collect();
        let mut tally = Tally { articles: articles.len() as u32, ..Tally::default() };
        tally.outlets.push((1, articles.len() as u32));
        tally.count_grams(&mut rows);
        tally.count_stems(&mut articles.map(|_| 7).collect::<Vec<u32>>());
        tally
    }

    #[test]
    fn tallies_of_parts_add_up_to_the_tally_of_the_whole() {
        assert_eq!(tally(0..3, 2, 1).merge(&tally(3..8, 2, 1)), tally(0..8, 2, 1));
        assert_eq!(tally(0..3, 2, 1).merge(&Tally::default()), tally(0..3, 2, 1));
    }

    #[test]
    fn a_template_is_repeated_on_several_days() {
        assert!(Statistics::of(&tally(0..4, 2, 1), Vec::new()).is_template(1, 5));
        assert!(!Statistics::of(&tally(0..4, 1, 1), Vec::new()).is_template(1, 5), "all on one day: a story");
        assert!(!Statistics::of(&tally(0..3, 2, 1), Vec::new()).is_template(1, 5), "too few articles");
        assert!(!Statistics::of(&tally(0..4, 2, 1), Vec::new()).is_template(2, 5), "another outlet");
    }

    #[test]
    fn a_word_in_every_article_tells_nothing_and_an_unknown_one_much() {
        let statistics = Statistics::of(&tally(0..5_000, 2, 1), Vec::new());
        assert_eq!((statistics.weight(7), statistics.weight(8)), (50, 3_000));
    }

    #[test]
    fn a_stock_phrase_stands_among_other_words_each_time() {
        let stock =
            |articles, around| Statistics::of(&tally(0..articles, 5, around), Vec::new()).is_common(5);
        assert!(stock(6, 6) && stock(300, 300));
        assert!(!stock(4, 4), "too few to tell");
        assert!(!stock(6, 2) && !stock(300, 20), "one story in many copies");
    }
}
