//! Common words: what two stretches of two articles have in common, in whatever order.
//!
//! Every word counts by its weight. Of the *telling* ones, those that carry information, it is asked besides where else
//! they stand: one that stands nowhere else in either article is *bound* to the two stretches: a topic's words stand all over both articles, a rewritten statement's own words
//! stand in the statement. How many bound words two stretches have, and how many they would have if those of the two
//! articles were strewn about evenly, tells rewriting from a common subject.

mod own;

use super::{Both, Millinats, Words};
use crate::columns::Particular;
use crate::hashes::Sorter;
use own::OwnWords;
use std::ops::Range;

/// The weight from which a word is telling.
const TELLING: Millinats = 600;

/// A stem that both articles have.
struct Term {
    weight: Millinats,
    is_telling: bool,
    is_particular: bool,
    /// Its rows in the places of the first and of the second article.
    first: Range<usize>,
    second: Range<usize>,
}

/// Stem and place of some words.
pub(super) type Places<'a> = &'a [(u32, u32)];

/// What two stretches have in common.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shared {
    /// The weight of the words, each as often as both have it.
    pub(super) weight: i64,
    /// Distinct telling words.
    pub(super) words: u32,
    /// Distinct telling words that stand nowhere else in either article.
    pub(super) bound: u32,
    /// Of these, those that are neither figure nor name.
    pub(super) bound_wording: u32,
    /// Distinct telling words that are neither figure nor name, wherever else they stand.
    pub(super) wording: u32,
}

/// The words that two articles have in common, arranged for asking about any two stretches.
pub(super) struct CommonWords {
    first: OwnWords,
    second: OwnWords,
    terms: Vec<Term>,
    /// The places of the telling terms that stand once in each article, and whether they are neither figure nor name.
    hapaxes: Vec<(u32, u32, bool)>,
}

impl CommonWords {
    pub(super) fn of(both: &Both<'_>) -> Self {
        let mut sorter = Sorter::default();
        let (mut first, mut second) =
            (OwnWords::of(&both.first, &mut sorter), OwnWords::of(&both.second, &mut sorter));
        let (mut terms, mut hapaxes): (Vec<Term>, Vec<(u32, u32, bool)>) = (Vec::new(), Vec::new());
        let particulars = particulars(both);
        let (mut from, mut at) = (0, 0);
        for same in first.places.chunk_by(|x, y| x.0 == y.0) {
            let stem = same[0].0;
            let own = from..from + same.len();
            from = own.end;
            at += second.places[at..].iter().take_while(|&&(other, _)| other < stem).count();
            let others = at..at + second.places[at..].iter().take_while(|&&(other, _)| other == stem).count();
            if others.is_empty() {
                continue;
            }
            for &(_, place) in same {
                first.terms[place as usize] = terms.len() as u32;
            }
            for &(_, place) in &second.places[others.clone()] {
                second.terms[place as usize] = terms.len() as u32;
            }
            let weight = same.iter().map(|&(_, place)| both.first.weights[place as usize]).max().unwrap_or(0);
            let is_telling = weight >= TELLING;
            let is_particular = particulars.binary_search(&stem).is_ok();
            if is_telling && own.len() == 1 && others.len() == 1 {
                hapaxes.push((same[0].1, second.places[others.start].1, !is_particular));
            }
            terms.push(Term { weight, is_telling, is_particular, first: own, second: others });
        }
        Self { first, second, terms, hapaxes }
    }

    /// What two stretches have in common.
    pub(super) fn shared(&self, first: &Range<u32>, second: &Range<u32>) -> Shared {
        let (side, stretch) =
            if first.len() <= second.len() { (&self.first, first) } else { (&self.second, second) };
        let mut shared = Shared::default();
        for at in stretch.clone().filter(|&at| side.is_first_of_its_stem(at, stretch)) {
            let Some(term) = self.terms.get(side.terms[at as usize] as usize) else { continue };
            let here = within(&self.first.places[term.first.clone()], first);
            let there = within(&self.second.places[term.second.clone()], second);
            if here > 0 && there > 0 {
                shared.weight += i64::from(term.weight) * here.min(there) as i64;
                let stands_here_only = here == term.first.len() && there == term.second.len();
                shared.words += u32::from(term.is_telling);
                shared.wording += u32::from(term.is_telling && !term.is_particular);
                let is_bound = term.is_telling && stands_here_only;
                shared.bound += u32::from(is_bound);
                shared.bound_wording += u32::from(is_bound && !term.is_particular);
            }
        }
        shared
    }

    /// The weight of what two stretches share, twice, less a share (in tenths) of all they have; in tenths of
    /// millinats. It grows with a join that adds more of the common than of the own.
    pub(super) fn excess(&self, first: &Range<u32>, second: &Range<u32>, tenths: i64) -> i64 {
        let all = self.first.weight(first) + self.second.weight(second);
        20 * self.shared(first, second).weight - tenths * all
    }

    /// The Dice coefficient of the sets of telling words of two stretches, in percent.
    pub(super) fn dice(&self, first: &Range<u32>, second: &Range<u32>) -> u32 {
        let all = self.first.distinct(first) + self.second.distinct(second);
        200 * self.shared(first, second).words / all.max(1)
    }

    /// How much of the smaller of the two sets of telling words is in the other (overlap coefficient), in percent.
    pub(super) fn overlap(&self, first: &Range<u32>, second: &Range<u32>) -> u32 {
        let smaller = self.first.distinct(first).min(self.second.distinct(second));
        100 * self.shared(first, second).words / smaller.max(1)
    }

    /// How surprising it is that so many bound words stand just here, in nats: the log-likelihood ratio of Kulldorff's
    /// scan statistic (Communications in Statistics, 1997) with as many expected as the two stretches' parts of their
    /// articles hold. Nothing if there are no more than expected.
    pub(super) fn concentration(&self, first: &Range<u32>, second: &Range<u32>) -> f64 {
        self.concentration_of(self.shared(first, second).bound, |_| true, first, second)
    }

    /// The same of those bound words that are neither figure nor name.
    pub(super) fn concentration_of_wording(&self, first: &Range<u32>, second: &Range<u32>) -> f64 {
        self.concentration_of(
            self.shared(first, second).bound_wording,
            |is_wording| is_wording,
            first,
            second,
        )
    }

    fn concentration_of(
        &self,
        here: u32,
        counts: fn(bool) -> bool,
        first: &Range<u32>,
        second: &Range<u32>,
    ) -> f64 {
        let here = f64::from(here);
        let outside = |&&(i, j, is_wording): &&(u32, u32, bool)| {
            counts(is_wording) && !(first.contains(&i) && second.contains(&j))
        };
        let elsewhere = self.hapaxes.iter().filter(outside).count() as f64;
        let expected = (here + elsewhere) * self.first.part(first) * self.second.part(second);
        if here <= expected { 0.0 } else { here * (here / expected).ln() - (here - expected) }
    }

    /// For each telling term, its weight and its places in the two articles.
    pub(super) fn telling_terms(&self) -> impl Iterator<Item = (Millinats, Places<'_>, Places<'_>)> {
        self.terms.iter().filter(|term| term.is_telling).map(|term| {
            (term.weight, &self.first.places[term.first.clone()], &self.second.places[term.second.clone()])
        })
    }

    /// Stem and place of each telling word of the first and of the second article, sorted.
    pub(super) fn telling(&self) -> [Vec<(u32, u32)>; 2] {
        [&self.first, &self.second].map(|side| {
            let telling = |row: &&(u32, u32)| side.telling[row.1 as usize];
            side.places.iter().filter(telling).copied().collect()
        })
    }
}

/// The stems that are a figure or a name somewhere in either article, sorted.
fn particulars(both: &Both<'_>) -> Vec<u32> {
    let of = |words: &Words<'_>| -> Vec<u32> {
        let stated =
            words.stems.iter().zip(words.particulars).filter(|(_, what)| **what != Particular::Wording);
        stated.map(|(&stem, _)| stem).collect()
    };
    let mut stems = [of(&both.first), of(&both.second)].concat();
    stems.sort_unstable();
    stems.dedup();
    stems
}

/// How many of the sorted places are in a stretch.
fn within(places: &[(u32, u32)], stretch: &Range<u32>) -> usize {
    let before = |end: u32| places.partition_point(|&(_, place)| place < end);
    before(stretch.end) - before(stretch.start)
}

#[cfg(test)]
mod tests {
    use super::super::seed::tests::{Article, both};
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    /// [`CommonWords::shared`] by its definition: every stem of the first stretch is counted everywhere.
    fn plainly(both: &Both<'_>, first: &Range<u32>, second: &Range<u32>) -> Shared {
        let places = |words: &Words<'_>, stem: u32| -> Vec<u32> {
            let is_it = |at: &u32| words.stems[*at as usize] == stem && !words.masked[*at as usize];
            (0..words.len() as u32).filter(is_it).collect()
        };
        let stems: BTreeSet<u32> = first.clone().map(|at| both.first.stems[at as usize]).collect();
        let mut shared = Shared::default();
        for stem in stems {
            let (one, other) = (places(&both.first, stem), places(&both.second, stem));
            let here = one.iter().filter(|&at| first.contains(at)).count();
            let there = other.iter().filter(|&at| second.contains(at)).count();
            if here > 0 && there > 0 {
                let weight = both.first.weights[one[0] as usize];
                let is_telling = weight >= TELLING;
                shared.weight += i64::from(weight) * here.min(there) as i64;
                shared.words += u32::from(is_telling);
                let is_bound = is_telling && here == one.len() && there == other.len();
                shared.bound += u32::from(is_bound);
                let states =
                    |words: &Words<'_>, at: &u32| words.particulars[*at as usize] != Particular::Wording;
                let is_particular = one.iter().any(|at| states(&both.first, at))
                    || other.iter().any(|at| states(&both.second, at));
                shared.bound_wording += u32::from(is_bound && !is_particular);
                shared.wording += u32::from(is_telling && !is_particular);
            }
        }
        shared
    }

    fn article(vocabulary: u32) -> impl Strategy<Value = Article> {
        let words = prop::collection::vec((0..vocabulary, prop::bool::weighted(0.1)), 1..60);
        words.prop_map(|words| {
            let mut article = Article::new(words.iter().map(|word| word.0));
            article.weights = article.stems.iter().map(|&stem| 100 + 250 * (stem % 9) as Millinats).collect();
            article.masked = words.iter().map(|word| word.1).collect();
            let is_name =
                |stem: &u32| if stem.is_multiple_of(4) { Particular::Name } else { Particular::Wording };
            article.particulars = article.stems.iter().map(is_name).collect();
            article
        })
    }

    fn stretch(length: usize, ends: (prop::sample::Index, prop::sample::Index)) -> Range<u32> {
        let (one, other) = (ends.0.index(length + 1) as u32, ends.1.index(length + 1) as u32);
        one.min(other)..one.max(other)
    }

    proptest! {
        #[test]
        fn what_is_shared_is_what_counting_finds(
            one in article(12), other in article(12), ends in any::<[(prop::sample::Index, prop::sample::Index); 2]>(),
        ) {
            let both = both(&one, &other);
            let (first, second) = (stretch(one.words.len(), ends[0]), stretch(other.words.len(), ends[1]));
            prop_assert_eq!(CommonWords::of(&both).shared(&first, &second), plainly(&both, &first, &second));
        }
    }

    /// Telling words that stand once in each article, one in or outside of two stretches: in the first sum those that stand in
    /// both stretches, in the second all.
    fn once_in_each(
        both: &Both<'_>,
        first: &Range<u32>,
        second: &Range<u32>,
        of_wording: bool,
    ) -> (f64, f64) {
        let place = |words: &Words<'_>, stem: u32| -> Option<u32> {
            let is_it = |at: &u32| words.stems[*at as usize] == stem && !words.masked[*at as usize];
            let places: Vec<u32> = (0..words.len() as u32).filter(is_it).collect();
            (places.len() == 1).then(|| places[0])
        };
        let states = |words: &Words<'_>, stem: u32| {
            let rows = words.stems.iter().zip(words.particulars);
            rows.into_iter().any(|(&other, what)| other == stem && *what != Particular::Wording)
        };
        let (mut here, mut all) = (0.0, 0.0);
        for stem in both.first.stems.iter().copied().collect::<BTreeSet<u32>>() {
            let Some((i, j)) = place(&both.first, stem).zip(place(&both.second, stem)) else { continue };
            let is_particular = states(&both.first, stem) || states(&both.second, stem);
            if both.first.weights[i as usize] >= TELLING && !(of_wording && is_particular) {
                all += 1.0;
                here += if first.contains(&i) && second.contains(&j) { 1.0 } else { 0.0 };
            }
        }
        (here, all)
    }

    proptest! {
        /// Of words that stand once in each article. (Those that stand more often in one count as well if all of their places are
        /// in the stretches; here every word that is shared stands once.)
        #[test]
        fn bound_words_stand_out_by_as_much_as_there_are_more_than_chance_would_strew(
            order in Just((0u32..40).collect::<Vec<u32>>()).prop_shuffle(), own in 0u32..40, masked in 0usize..30,
            ends in any::<[(prop::sample::Index, prop::sample::Index); 2]>(),
        ) {
            let dressed = |words: Vec<u32>| {
                let mut article = Article::new(words);
                article.weights = article.stems.iter().map(|&stem| 400 + 100 * (stem % 5) as Millinats).collect();
                let is_name =
                    |stem: &u32| if stem.is_multiple_of(3) { Particular::Name } else { Particular::Wording };
                article.particulars = article.stems.iter().map(is_name).collect();
                article
            };
            let mut one = dressed((0..40).chain(1_000..1_000 + own).collect());
            one.masked[..masked].fill(true);
            let other = dressed(order);
            let both = both(&one, &other);
            let (first, second) = (stretch(one.words.len(), ends[0]), stretch(other.words.len(), ends[1]));
            let common = CommonWords::of(&both);
            let own_words = |words: &Words<'_>| words.masked.iter().filter(|&&masked| !masked).count() as f64;
            let part = |words: &Words<'_>, stretch: &Range<u32>| {
                (stretch.len() as f64 / own_words(words)).min(1.0)
            };
            for (found, of_wording) in
                [(common.concentration(&first, &second), false), (common.concentration_of_wording(&first, &second), true)]
            {
                let (here, all) = once_in_each(&both, &first, &second, of_wording);
                let chance = all * part(&both.first, &first) * part(&both.second, &second);
                let expected = if here > chance { here * (here / chance).ln() - here + chance } else { 0.0 };
                prop_assert!((found - expected).abs() < 1e-9, "{} {}", found, expected);
            }
        }
    }

    #[test]
    fn words_that_stand_elsewhere_too_are_not_bound() {
        let (first, second) = (Article::new([1, 2, 3, 9, 8, 3]), Article::new([3, 2, 1, 7]));
        let both = both(&first, &second);
        let shared = CommonWords::of(&both).shared(&(0..3), &(0..3));
        assert_eq!((shared.words, shared.bound), (3, 2));
    }

    #[test]
    fn alike_is_a_share_of_distinct_words() {
        let (first, second) = (Article::new([1, 2, 3, 3, 4]), Article::new([1, 2, 5, 6, 7, 8]));
        let both = both(&first, &second);
        let common = CommonWords::of(&both);
        assert_eq!((common.dice(&(0..5), &(0..6)), common.overlap(&(0..5), &(0..6))), (40, 50));
    }

    #[test]
    fn bound_words_stand_out_where_they_are_many_and_not_where_they_are_everywhere() {
        let first = Article::new((0..20).chain(100..180));
        let second = Article::new((0..20).rev().chain(200..280));
        let both = both(&first, &second);
        let common = CommonWords::of(&both);
        let all = 20.0 * (20.0f64 / 0.8).ln() - (20.0 - 0.8);
        assert!((common.concentration(&(0..20), &(0..20)) - all).abs() < 1e-9);
        assert!(common.concentration(&(0..100), &(0..100)) <= 0.0);
    }
}
