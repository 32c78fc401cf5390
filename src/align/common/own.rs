//! The words of one article that are its own, arranged for asking about any stretch of it.

use super::TELLING;
use crate::align::Words;
use crate::hashes::Sorter;
use std::ops::Range;

/// Marks a word that the other article does not have.
const ALONE: u32 = u32::MAX;

/// One article's own words.
pub(super) struct OwnWords {
    /// Stem and place of each word that is the article's own, sorted.
    pub(super) places: Vec<(u32, u32)>,
    /// For each word, the number of its term; [`ALONE`] if it is none.
    pub(super) terms: Vec<u32>,
    /// For each word, one more than the place where its stem stood last, or 0; none if it is not the article's own.
    last: Vec<Option<u32>>,
    /// Whether each word is telling.
    pub(super) telling: Vec<bool>,
    /// The weight of the article's own words before each word; one row more than words.
    weights: Vec<i64>,
    /// Words that are the article's own.
    own: u32,
}

impl OwnWords {
    pub(super) fn of(words: &Words<'_>, sorter: &mut Sorter) -> Self {
        let own = |at: &usize| !words.masked[*at];
        let telling = (0..words.len()).map(|at| own(&at) && words.weights[at] >= TELLING).collect();
        let row = |at: usize| u64::from(words.stems[at]) << 32 | at as u64;
        let rows: Vec<u64> = (0..words.len()).filter(own).map(row).collect();
        let in_order = sorter.sorted(&rows).iter();
        let places: Vec<(u32, u32)> = in_order.map(|&row| ((row >> 32) as u32, row as u32)).collect();
        let mut last = vec![None; words.len()];
        for same in places.chunk_by(|x, y| x.0 == y.0) {
            last[same[0].1 as usize] = Some(0);
            same.windows(2).for_each(|two| last[two[1].1 as usize] = Some(two[0].1 + 1));
        }
        let mut weights = vec![0; words.len() + 1];
        for at in 0..words.len() {
            weights[at + 1] = weights[at] + if own(&at) { i64::from(words.weights[at]) } else { 0 };
        }
        let own = places.len() as u32;
        Self { places, terms: vec![ALONE; words.len()], last, telling, weights, own }
    }

    /// Whether the word here is the first of its stem in the stretch, and the article's own.
    pub(super) fn is_first_of_its_stem(&self, at: u32, stretch: &Range<u32>) -> bool {
        self.last[at as usize].is_some_and(|last| last <= stretch.start)
    }

    /// Distinct telling words of a stretch.
    pub(super) fn distinct(&self, stretch: &Range<u32>) -> u32 {
        let counts = |&at: &u32| self.telling[at as usize] && self.is_first_of_its_stem(at, stretch);
        stretch.clone().filter(counts).count() as u32
    }

    /// The weight of the own words of a stretch.
    pub(super) fn weight(&self, stretch: &Range<u32>) -> i64 {
        self.weights[stretch.end as usize] - self.weights[stretch.start as usize]
    }

    /// What part of the article's own words a stretch is, at most all.
    pub(super) fn part(&self, stretch: &Range<u32>) -> f64 {
        (stretch.len() as f64 / f64::from(self.own)).min(1.0)
    }
}
