//! Figures of a batch from which statistics are made; those of two parts of a batch add up to those of the whole.

use super::contexts::{Beside, Contexts};

/// One gram in one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct GramRow {
    /// The gram's hash.
    pub gram: u64,
    /// The hash of the outlet's name; none if the article names no outlet.
    pub outlet: Option<u64>,
    /// The article's position.
    pub article: u32,
    /// The day of publication, counted from 1970-01-01; none if unknown.
    pub day: Option<i64>,
    /// What stands around the stretch of wording that recurs in the batch.
    pub around: Around,
    /// The stretch of wording that recurs in the outlet; none if there is none, or if it is a story of its own.
    pub at_home: Option<Standing>,
}

/// The day of a second since 1970, both counted from 1970-01-01.
#[must_use]
pub fn day_of(second: i64) -> i64 {
    second.div_euclid(86_400)
}

/// At this distance from a stretch of recurring wording stands a word that tells its contexts apart: not the very next,
/// which grammar may ask for, and near enough to be the same word in every copy of one story.
pub const CONTEXT: usize = 4;

/// What stands around a stretch of recurring wording in one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Around {
    /// The stem [`CONTEXT`] words before it; nothing at the start of a text.
    pub before: Beside,
    /// The stem [`CONTEXT`] words behind it; nothing at the end of a text.
    pub behind: Beside,
}

impl Around {
    /// Bits of [`Around::code`].
    const BITS: u32 = 2 * Beside::BITS;

    fn code(self) -> u32 {
        self.before.code() << Beside::BITS | self.behind.code()
    }

    fn from_code(code: u32) -> Self {
        Self { before: Beside::from_code(code >> Beside::BITS), behind: Beside::from_code(code) }
    }
}

/// Where a stretch of wording that recurs in an outlet stands in an article of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Standing {
    /// What stands around it.
    pub around: Around,
    /// Whether it begins among the first words of the text.
    pub opens: bool,
    /// Whether it ends among the last ones.
    pub closes: bool,
}

/// Figures of a batch from which [`Statistics`](super::Statistics) are made. Tallies of parts of a batch add up to the
/// tally of the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    /// Articles whose stems were counted.
    pub articles: u32,
    /// What each outlet published, by the hash of its name, sorted; articles that name none are counted as one.
    pub outlets: Vec<(Option<u64>, OutletCount)>,
    /// Articles in which each stem occurs, sorted by stem.
    pub stems: Vec<(u32, u32)>,
    /// Each gram of each outlet, sorted by gram, then outlet.
    pub grams: Vec<GramCount>,
}

/// A first and a last day.
pub type Days = Option<(i64, i64)>;

/// How much an outlet published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct OutletCount {
    /// Its articles, of several versions of one the first only.
    pub articles: u32,
    /// The first and the last day; none if nothing is dated.
    pub days: Days,
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
    pub days: Days,
    /// What stands around the wording that recurs in the batch.
    pub around: Surroundings,
    /// The wording that recurs in the outlet.
    pub at_home: HomeCount,
}

/// What stands on either side of a gram, over all articles that have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Surroundings {
    /// What stands before it.
    pub before: Contexts,
    /// What stands behind it.
    pub behind: Contexts,
}

/// How a gram stands in the articles of its outlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct HomeCount {
    /// Articles in which it is part of wording that recurs in the outlet.
    pub articles: u32,
    /// Those in which this wording begins among the first words.
    pub opening: u32,
    /// Those in which it ends among the last.
    pub closing: u32,
    /// What stands around this wording.
    pub around: Surroundings,
}

/// What stands around a gram, in one number: as many of them are kept as there are words that recur.
///
/// From the last bit: whether there is a standing; whether it closes and whether it opens; what stands around it; what stands
/// around the wording that recurs in the batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PackedSurroundings(u32);

impl PackedSurroundings {
    /// Of these surroundings.
    #[must_use]
    pub fn of(around: Around, at_home: Option<Standing>) -> Self {
        let home = at_home.map_or(0, |standing| {
            standing.around.code() << 3 | u32::from(standing.opens) << 2 | u32::from(standing.closes) << 1 | 1
        });
        Self(around.code() << (3 + Around::BITS) | home)
    }

    /// The number.
    #[must_use]
    pub fn code(self) -> u32 {
        self.0
    }

    /// From its number.
    #[must_use]
    pub fn from_code(code: u32) -> Self {
        Self(code)
    }

    /// The surroundings.
    #[must_use]
    pub fn unpacked(self) -> (Around, Option<Standing>) {
        let code = self.0;
        let standing = || Standing {
            around: Around::from_code(code >> 3),
            opens: code >> 2 & 1 == 1,
            closes: code >> 1 & 1 == 1,
        };
        (Around::from_code(code >> (3 + Around::BITS)), (code & 1 == 1).then(standing))
    }
}

impl Tally {
    /// Counts the grams of some articles, whose rows come in order; where a gram of an article is repeated, its first row
    /// counts.
    pub fn count_grams(&mut self, rows: impl IntoIterator<Item = GramRow>) {
        let mut last = None;
        for row in rows {
            let (place, key) = ((row.gram, row.outlet), (row.gram, row.outlet, row.article));
            if last == Some(key) {
                continue;
            }
            let count = GramCount::of(&row);
            match self.grams.last_mut() {
                Some(same) if last.is_some() && (same.gram, same.outlet) == place => *same = same.and(count),
                _ => self.grams.push(count),
            }
            last = Some(key);
        }
    }

    /// Counts articles by their stems: each stem once for each article that has it, sorted.
    pub fn count_stems(&mut self, stems: &[u32]) {
        let new: Vec<(u32, u32)> =
            stems.chunk_by(|x, y| x == y).map(|run| (run[0], run.len() as u32)).collect();
        self.stems = merged(&self.stems, &new, |x, y| x + y);
    }

    /// Counts what outlets published: a row for each article with its outlet and day; `rows` is sorted by this.
    pub fn count_outlets(&mut self, rows: &mut [(Option<u64>, Option<i64>)]) {
        rows.sort_unstable();
        let one = OutletCount::of;
        let of = |run: &[(Option<u64>, Option<i64>)]| {
            let count = run.iter().map(|row| one(row.1)).fold(OutletCount::default(), OutletCount::and);
            (run[0].0, count)
        };
        self.outlets.extend(rows.chunk_by(|x, y| x.0 == y.0).map(of));
    }

    /// The tally of two parts of a batch together.
    #[must_use]
    pub fn merge(&self, other: &Self) -> Self {
        let keyed = |count: &GramCount| ((count.gram, count.outlet), *count);
        let (mine, theirs): (Vec<_>, Vec<_>) =
            (self.grams.iter().map(keyed).collect(), other.grams.iter().map(keyed).collect());
        Self {
            articles: self.articles + other.articles,
            outlets: merged(&self.outlets, &other.outlets, OutletCount::and),
            stems: merged(&self.stems, &other.stems, |x, y| x + y),
            grams: merged(&mine, &theirs, GramCount::and).into_iter().map(|row| row.1).collect(),
        }
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

impl OutletCount {
    /// That of one article of this day.
    fn of(day: Option<i64>) -> Self {
        Self { articles: 1, days: day.map(|day| (day, day)) }
    }

    fn and(self, other: Self) -> Self {
        Self { articles: self.articles + other.articles, days: span(self.days, other.days) }
    }
}

impl GramCount {
    fn of(row: &GramRow) -> Self {
        Self {
            gram: row.gram,
            outlet: row.outlet,
            articles: 1,
            days: row.day.map(|day| (day, day)),
            around: Surroundings::of(row.around),
            at_home: row.at_home.map(HomeCount::of).unwrap_or_default(),
        }
    }

    /// The count of one gram in two disjoint sets of articles.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            articles: self.articles + other.articles,
            days: span(self.days, other.days),
            around: self.around.and(other.around),
            at_home: self.at_home.and(other.at_home),
            ..self
        }
    }
}

impl Surroundings {
    fn of(around: Around) -> Self {
        Self { before: Contexts::of(around.before), behind: Contexts::of(around.behind) }
    }

    fn and(self, other: Self) -> Self {
        Self { before: self.before.and(other.before), behind: self.behind.and(other.behind) }
    }
}

impl HomeCount {
    fn of(standing: Standing) -> Self {
        Self {
            articles: 1,
            opening: u32::from(standing.opens),
            closing: u32::from(standing.closes),
            around: Surroundings::of(standing.around),
        }
    }

    fn and(self, other: Self) -> Self {
        Self {
            articles: self.articles + other.articles,
            opening: self.opening + other.opening,
            closing: self.closing + other.closing,
            around: self.around.and(other.around),
        }
    }
}

/// The span of two spans of days.
fn span(one: Days, other: Days) -> Days {
    match (one, other) {
        (Some(x), Some(y)) => Some((x.0.min(y.0), x.1.max(y.1))),
        (known, None) | (None, known) => known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn surroundings_come_out_as_they_were_packed(
            stems in prop::array::uniform4(prop::option::of(any::<u32>())),
            opens: bool,
            closes: bool,
            recurs_at_home: bool,
        ) {
            let [before, behind, at_home_before, at_home_behind] = stems.map(Beside::of);
            let around = Around { before: at_home_before, behind: at_home_behind };
            let at_home = recurs_at_home.then_some(Standing { around, opens, closes });
            let around = Around { before, behind };
            let packed = PackedSurroundings::of(around, at_home);
            prop_assert_eq!(PackedSurroundings::from_code(packed.code()).unpacked(), (around, at_home));
        }
    }
}
