//! What depends on the batch as a whole, gathered before any two articles are compared.
//!
//! How telling a word is, which wording is common, which wording is an outlet's template: all of it is one value with a
//! version, computed once and handed to every stage that asks. Two runs with the same [`Statistics`] judge a pair alike,
//! whatever else is in their batches.

mod contexts;
mod frequencies;
mod kept;
mod often;
mod tally;

pub use contexts::{Beside, Contexts};
pub use frequencies::{Counter, Counters, Frequencies};
pub use often::{Often, Recount, Recounter};
pub use tally::{
    Around, CONTEXT, Days, GramCount, GramRow, HomeCount, OutletCount, PackedSurroundings, Standing,
    Surroundings, Tally, day_of,
};

use crate::hashes::Directory;
use serde::{Deserialize, Serialize};

/// The version of the meaning of [`Statistics`].
pub const STATISTICS_VERSION: u32 = 6;

/// Lines that the user says are no article's own words (`--boilerplate`); each line is matched word by word.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Boilerplate(pub Vec<String>);

/// Articles of an outlet that must have a gram before it can be part of its template, at the least …
pub const TEMPLATE_ARTICLES: u32 = 4;
/// … and at the least this share of them, in percent.
const TEMPLATE_PERCENT: u32 = 3;
/// Articles that name no outlet and have a gram before it can be part of a template, at the least: they may be of as many
/// outlets, which quote one text.
const UNNAMED_ARTICLES: u32 = 8;
/// So many of them suffice however many articles there are, because no outlet need have the most of them.
const UNNAMED_ENOUGH: u32 = 20;
/// The share of these articles in which the gram stands at the same end of the text, in percent.
const AT_ONE_END: u32 = 75;
/// Articles that have a gram before it can be a stock phrase.
const STOCK_ARTICLES: u32 = 5;
/// Where no date shows that it recurs, it takes as many articles as a text that many quote would hardly have.
const STOCK_ARTICLES_UNDATED: u32 = 20;
/// First and last of them are so many days apart, where days are known: longer than one story lasts.
const STOCK_DAYS: i64 = 3;
/// Articles without the word that are added to every batch in thought, so that a small one does not judge too surely.
const UNSEEN_ARTICLES: u32 = 10;
/// The information of a function word, or of a word in a stock phrase, is at most this, in millinats.
pub const FUNCTION_WORD: i32 = 250;

/// What the batch teaches about words, wording and templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statistics {
    /// [`STATISTICS_VERSION`] of the program that made it.
    pub version: u32,
    /// The information of a stem that no article has.
    unseen: i32,
    /// The information of each stem, sorted by stem.
    weights: Vec<(u32, i32)>,
    by_stem: Directory,
    function_stems: Vec<u32>,
    /// Grams of stock phrases, sorted.
    common: Vec<u64>,
    by_common_gram: Directory,
    /// Grams of templates and the hash of the outlet's name, sorted.
    templates: Vec<(u64, Option<u64>)>,
    by_template_gram: Directory,
}

/// Grams that recur in such a way that they are no article's own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecurringGrams {
    /// Those of stock phrases, sorted.
    common: Vec<u64>,
    /// Those of templates and the hash of the outlet's name, sorted.
    templates: Vec<(u64, Option<u64>)>,
}

impl RecurringGrams {
    /// These: grams of stock phrases, and grams of templates with the hash of the outlet's name; in any order.
    #[must_use]
    pub fn new(mut common: Vec<u64>, mut templates: Vec<(u64, Option<u64>)>) -> Self {
        common.sort_unstable();
        templates.sort_unstable();
        Self { common, templates }
    }

    /// Those of a tally, or of a part of one that has all rows of the grams in it.
    #[must_use]
    pub fn of(tally: &Tally) -> Self {
        Self { common: common(tally), templates: templates(tally) }
    }

    /// Appends those of a part in which all grams are greater.
    pub fn append(&mut self, mut greater: Self) {
        self.common.append(&mut greater.common);
        self.templates.append(&mut greater.templates);
    }
}

impl Statistics {
    /// What a tally teaches, where the stems of function words are known from the start (sorted).
    #[must_use]
    pub fn of(tally: &Tally, function_stems: Vec<u32>) -> Self {
        Self::with_grams(tally, RecurringGrams::of(tally), function_stems)
    }

    /// The same where it is known already which grams recur: those of the tally are not asked.
    #[must_use]
    pub fn with_grams(tally: &Tally, grams: RecurringGrams, function_stems: Vec<u32>) -> Self {
        let is_function_word = |stem: &u32| function_stems.binary_search(stem).is_ok();
        let weight = |&(stem, with): &(u32, u32)| {
            let most = if is_function_word(&stem) { FUNCTION_WORD } else { MOST };
            (stem, information(tally.articles, with).min(most))
        };
        let weights: Vec<(u32, i32)> = tally.stems.iter().map(weight).collect();
        let RecurringGrams { common, templates } = grams;
        Self {
            version: STATISTICS_VERSION,
            unseen: information(tally.articles, 0),
            by_stem: Directory::of(weights.iter().map(|row| first_bits(row.0))),
            weights,
            function_stems,
            by_common_gram: Directory::of(common.iter().copied()),
            common,
            by_template_gram: Directory::of(templates.iter().map(|row| row.0)),
            templates,
        }
    }

    /// The same with more grams that recur.
    #[must_use]
    pub fn and(&self, grams: RecurringGrams) -> Self {
        let common = both(&self.common, grams.common);
        let templates = both(&self.templates, grams.templates);
        Self {
            by_common_gram: Directory::of(common.iter().copied()),
            common,
            by_template_gram: Directory::of(templates.iter().map(|row| row.0)),
            templates,
            ..self.clone()
        }
    }

    /// Whether all these grams are known to recur.
    #[must_use]
    pub fn knows(&self, grams: &RecurringGrams) -> bool {
        grams.common.iter().all(|&gram| self.is_common(gram))
            && grams.templates.iter().all(|&(gram, outlet)| self.is_template(outlet, gram))
    }

    /// The information of a stem in millinats, from 50 (in every article) to 3,000 (in hardly any): half the negative
    /// logarithm of the share of *other* articles that have it, two being those that are compared.
    #[must_use]
    pub fn weight(&self, stem: u32) -> i32 {
        let rows = &self.weights[self.by_stem.rows(first_bits(stem))];
        match rows.iter().find(|row| row.0 == stem) {
            Some(row) => row.1,
            None if self.is_function_word(stem) => self.unseen.min(FUNCTION_WORD),
            None => self.unseen,
        }
    }

    /// Whether a stem is known to be that of a function word, whatever the batch.
    #[must_use]
    pub fn is_function_word(&self, stem: u32) -> bool {
        self.function_stems.binary_search(&stem).is_ok()
    }

    /// Whether a gram is a stock phrase: it occurs in several articles that have nothing else in common around it.
    #[must_use]
    pub fn is_common(&self, gram: u64) -> bool {
        self.common[self.by_common_gram.rows(gram)].contains(&gram)
    }

    /// Whether a gram is part of the wording that an outlet repeats from day to day; without an outlet, that articles
    /// which name none open or close with.
    #[must_use]
    pub fn is_template(&self, outlet: Option<u64>, gram: u64) -> bool {
        self.templates[self.by_template_gram.rows(gram)].contains(&(gram, outlet))
    }

    /// Grams that are part of some template.
    #[must_use]
    pub fn template_grams(&self) -> usize {
        self.templates.len()
    }

    /// Grams that are part of one template, by the hash of its outlet's name.
    #[must_use]
    pub fn template_grams_of(&self, outlet: Option<u64>) -> usize {
        self.templates.iter().filter(|row| row.1 == outlet).count()
    }

    /// Grams that are stock phrases.
    #[must_use]
    pub fn common_grams(&self) -> usize {
        self.common.len()
    }
}

/// Two sorted lists as one, each row once.
fn both<T: Ord + Copy>(one: &[T], mut other: Vec<T>) -> Vec<T> {
    other.extend_from_slice(one);
    other.sort_unstable();
    other.dedup();
    other
}

/// The most information that a word carries, in millinats.
const MOST: i32 = 3_000;

/// The information of a stem that so many of so many articles have.
fn information(articles: u32, with: u32) -> i32 {
    let others = f64::from(articles.saturating_sub(2) + UNSEEN_ARTICLES);
    let nats = (others / f64::from(with.saturating_sub(2))).ln() * 0.5;
    ((nats * 1_000.0).round().min(f64::from(MOST)) as i32).clamp(50, MOST)
}

/// A stem as a hash of 64 bits that begins like it.
fn first_bits(stem: u32) -> u64 {
    u64::from(stem) << 32
}

fn common(tally: &Tally) -> Vec<u64> {
    let runs = tally.grams.chunk_by(|x, y| x.gram == y.gram);
    let whole = runs.filter_map(|run| run.iter().copied().reduce(GramCount::and));
    whole.filter(|count| is_stock(*count)).map(|count| count.gram).collect()
}

fn templates(tally: &Tally) -> Vec<(u64, Option<u64>)> {
    let published = |outlet: Option<u64>| {
        let at = tally.outlets.binary_search_by_key(&outlet, |row| row.0);
        at.map_or_else(|_| OutletCount::default(), |at| tally.outlets[at].1)
    };
    let repeated = tally.grams.iter().filter(|count| is_template(count, published(count.outlet)));
    repeated.map(|count| (count.gram, count.outlet)).collect()
}

/// Whether a gram, counted over all outlets, is a stock phrase: other words stand around it in most of several articles, on one side at least (it
/// may open or close them all), and over more than a few days, which is longer than one story lasts.
#[must_use]
pub fn is_stock(count: GramCount) -> bool {
    let Surroundings { before, behind } = count.around;
    let known = before.articles().max(behind.articles());
    let recurring = match count.days {
        Some((first, last)) => last - first >= STOCK_DAYS && known >= STOCK_ARTICLES,
        None => known >= STOCK_ARTICLES_UNDATED,
    };
    recurring && before.differ() && behind.differ()
}

/// Whether a gram is part of an outlet's template: it recurs in enough articles, for longer than one story or as long as
/// there is anything, and other words stand around it. Where no outlet is named, it opens or closes the articles besides.
#[must_use]
pub fn is_template(count: &GramCount, published: OutletCount) -> bool {
    let share = (published.articles * TEMPLATE_PERCENT).div_ceil(100);
    let HomeCount { articles, opening, closing, around } = count.at_home;
    let often = if count.outlet.is_some() {
        articles >= TEMPLATE_ARTICLES.max(share)
    } else {
        let least = UNNAMED_ARTICLES.max(share.min(UNNAMED_ENOUGH));
        articles >= least && opening.max(closing) * 100 >= articles * AT_ONE_END
    };
    often && outlasts_a_story(count.days, published.days) && stands_among_other_words(around)
}

/// Whether days are further apart than those of one story, as far as an outlet's own days allow.
fn outlasts_a_story(days: Days, published: Days) -> bool {
    let length = |(first, last): (i64, i64)| last - first;
    let possible = published.map_or(STOCK_DAYS, length);
    days.is_none_or(|days| length(days) >= possible.clamp(1, STOCK_DAYS))
}

/// Whether something else stands beside a gram in most articles, on one side at least, and on neither side the same. What
/// hardly any article has on a side is not asked.
fn stands_among_other_words(around: Surroundings) -> bool {
    let sides = [around.before, around.behind].into_iter();
    let mut known = sides.filter(|side| side.articles() >= TEMPLATE_ARTICLES).peekable();
    known.peek().is_some() && known.all(Contexts::differ)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTLET: Option<u64> = Some(1);
    const GRAM: u64 = 5;

    /// One gram at the end of articles of one outlet, which appear on so many days, behind so many different words.
    fn of(outlet: Option<u64>, articles: std::ops::Range<u32>, days: i64, contexts: u32) -> Tally {
        let day = |article: u32| Some(i64::from(article) % days);
        let around =
            |article: u32| Around { before: Beside::of(Some(article % contexts)), behind: Beside::default() };
        let row = |article: u32| GramRow {
            gram: GRAM,
            outlet,
            article,
            day: day(article),
            around: around(article),
            at_home: Some(Standing { around: around(article), opens: false, closes: true }),
        };
        let mut tally = Tally { articles: articles.len() as u32, ..Tally::default() };
        tally.count_grams(articles.clone().map(row));
        tally.count_outlets(&mut articles.clone().map(|article| (outlet, day(article))).collect::<Vec<_>>());
        tally.stems = vec![(7, articles.len() as u32)];
        tally
    }

    fn learnt(tally: &Tally) -> Statistics {
        Statistics::of(tally, Vec::new())
    }

    #[test]
    fn tallies_of_parts_add_up_to_the_tally_of_the_whole() {
        let part = |articles| of(OUTLET, articles, 2, 1);
        assert_eq!(part(0..3).merge(&part(3..8)), part(0..8));
        assert_eq!(part(0..3).merge(&Tally::default()), part(0..3));
    }

    #[test]
    fn a_template_is_repeated_on_several_days_among_other_words() {
        let is_template = |articles, days, contexts| {
            learnt(&of(OUTLET, 0..articles, days, contexts)).is_template(OUTLET, GRAM)
        };
        assert!(is_template(4, 2, 4));
        assert!(!is_template(4, 1, 4), "all on one day: a story");
        assert!(!is_template(3, 2, 3), "too few articles");
        assert!(!is_template(10, 2, 1), "always behind the same words: a story");
        assert!(!learnt(&of(OUTLET, 0..4, 2, 4)).is_template(Some(2), GRAM), "another outlet");
    }

    #[test]
    fn two_days_are_a_story_where_the_outlet_has_a_week() {
        let mut tally = of(OUTLET, 0..4, 2, 4);
        tally.outlets[0].1.days = Some((0, 6));
        assert!(!learnt(&tally).is_template(OUTLET, GRAM));
    }

    #[test]
    fn without_an_outlet_a_template_stands_at_one_end_of_more_articles() {
        let is_template = |tally: &Tally| learnt(tally).is_template(None, GRAM);
        assert!(is_template(&of(None, 0..8, 2, 8)));
        assert!(!is_template(&of(None, 0..7, 2, 7)));
        let mut anywhere = of(None, 0..8, 2, 8);
        anywhere.grams[0].at_home.closing = 5;
        assert!(!is_template(&anywhere));
    }

    #[test]
    fn without_an_outlet_enough_articles_are_enough_in_any_batch() {
        let mut tally = of(None, 0..20, 2, 20);
        tally.outlets[0].1.articles = 100_000;
        assert!(learnt(&tally).is_template(None, GRAM));
        assert_eq!(
            (learnt(&tally).template_grams_of(None), learnt(&tally).template_grams_of(OUTLET)),
            (1, 0)
        );
    }

    #[test]
    fn a_word_in_every_article_tells_nothing_and_an_unknown_one_much() {
        let statistics = learnt(&of(OUTLET, 0..5_000, 2, 1));
        assert_eq!((statistics.weight(7), statistics.weight(8)), (50, 3_000));
    }

    #[test]
    fn what_a_quarter_more_articles_can_change_of_a_word_is_bounded() {
        // Articles that lack the word add half the logarithm of the growth to it; one that stays as common changes by less.
        let most = (0.5 * 1.25_f64.ln() * 1_000.0).ceil() as i32 + 1;
        for articles in [400_u32, 20_000, 1_000_000] {
            for with in [0, 3, 17, articles / 10, articles / 2] {
                let (before, grown) = (information(articles, with), articles + articles / 4);
                let same_share = information(grown, with + with / 4);
                assert!((same_share - before).abs() <= most, "{articles}, {with}: {before}, {same_share}");
                let absent = information(grown, with);
                assert!((0..=most).contains(&(absent - before)), "{articles}, {with}: {before}, {absent}");
            }
        }
    }

    #[test]
    fn a_stock_phrase_stands_among_other_words_each_time() {
        let stock = |articles, contexts| learnt(&of(OUTLET, 0..articles, 5, contexts)).is_common(GRAM);
        assert!(stock(6, 6) && stock(300, 300));
        assert!(!stock(4, 4), "too few to tell");
        assert!(!stock(6, 2) && !stock(300, 20), "one story in many copies");
    }
}
