//! Worth: the order in which pairs deserve a look, the same wherever they are listed.
//!
//! First the pairs that bear out that an article has an agency's words and does not credit it, then those with most words in
//! common. Notices of a series, and what a person has dismissed, deserve none.

use super::{Findings, Flag, Overlap, Relation};
use crate::article::{ArticleId, Batch, Pair};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// How much a pair deserves a look: who deserves it more comes first. What is equal stays in the order of `pairs.csv`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Worth {
    is_set_aside: bool,
    /// 0 without a credit, 1 with that of another agency, 2 for all else.
    flag: u8,
    matched_words: Reverse<u32>,
    /// Resemblance in ten-thousandths, as the tables have it.
    resemblance: Reverse<u32>,
}

impl Worth {
    /// Of a pair with these figures. The flag is that of the later article, where an agency's item in the pair bears it out.
    #[must_use]
    pub fn new(flag: Option<Flag>, matched_words: u32, resemblance: u32) -> Self {
        let flag = match flag {
            Some(Flag::Uncredited) => 0,
            Some(Flag::Miscredited) => 1,
            _ => 2,
        };
        Self {
            is_set_aside: false,
            flag,
            matched_words: Reverse(matched_words),
            resemblance: Reverse(resemblance),
        }
    }

    /// The same of a pair that deserves no look.
    #[must_use]
    pub fn set_aside(self) -> Self {
        Self { is_set_aside: true, ..self }
    }

    /// Whether it deserves none.
    #[must_use]
    pub fn is_set_aside(self) -> bool {
        self.is_set_aside
    }
}

/// A pair in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ranked {
    /// Its place among the pairs of the findings.
    pub number: usize,
    /// How much it deserves a look.
    pub worth: Worth,
    /// What the later article is flagged with, where this pair bears it out.
    pub flag: Option<Flag>,
}

/// All pairs, those that deserve a look most first. `n log n` of their number.
#[must_use]
pub fn ranked(batch: &Batch, findings: &Findings) -> Vec<Ranked> {
    let flags = flags(batch, findings);
    let rank = |(number, found): (usize, &super::PairFinding)| {
        let flag = flags.get(&found.pair).copied();
        let words = found.passages.map_or(0, |totals| totals.matched_words);
        let worth = Worth::new(flag, words, ten_thousandths(found.overlap));
        let is_set_aside = found.relation == Relation::Formula || findings.reviews.dismisses_pair(number);
        Ranked { number, flag, worth: if is_set_aside { worth.set_aside() } else { worth } }
    };
    let mut all: Vec<Ranked> = findings.pairs.iter().enumerate().map(rank).collect();
    all.sort_by_key(|ranked| (ranked.worth, ranked.number));
    all
}

/// The pairs of an article that lacks a due credit and of an agency's item that words of it are attributed to.
fn flags(batch: &Batch, findings: &Findings) -> BTreeMap<Pair, Flag> {
    let is_agency = |id: ArticleId| {
        let outlet = batch.article(id).outlet.as_ref();
        outlet.is_some_and(|outlet| findings.agencies.contains(outlet))
    };
    let mut flags = BTreeMap::new();
    for (id, audit) in batch.ids().zip(&findings.audits) {
        let Some(flag @ (Flag::Uncredited | Flag::Miscredited)) = audit.flag else { continue };
        let items = audit.sources.iter().map(|found| found.source).filter(|&source| is_agency(source));
        flags.extend(items.filter_map(|source| Some((Pair::new(source, id)?, flag))));
    }
    flags
}

/// Resemblance as a table prints it, to the last figure, so that whoever reads the table comes to the same order.
fn ten_thousandths(overlap: Overlap) -> u32 {
    let printed = format!("{:.4}", overlap.resemblance().value());
    printed
        .bytes()
        .filter(u8::is_ascii_digit)
        .fold(0, |figures, digit| 10 * figures + u32::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agencys_uncredited_words_come_first_then_most_words_then_what_is_most_alike() {
        let mut all = [
            Worth::new(None, 900, 10_000),
            Worth::new(Some(Flag::Uncredited), 1_000, 0).set_aside(),
            Worth::new(Some(Flag::Credited), 900, 9_999),
            Worth::new(Some(Flag::Miscredited), 20, 0),
            Worth::new(Some(Flag::Uncredited), 10, 0),
        ];
        let [most_words, dismissed, credited, miscredited, uncredited] = all;
        all.sort();
        assert_eq!(all, [uncredited, miscredited, most_words, credited, dismissed]);
    }

    #[test]
    fn figures_are_those_of_the_table() {
        let of = |shared, first, second| ten_thousandths(Overlap { shared, first, second });
        assert_eq!([of(10, 10, 15), of(1, 1, 1), of(0, 1, 1), of(1, 1, 32)], [6_667, 10_000, 0, 312]);
    }
}
