//! Relation: what two articles are to one another, from exact figures alone.

use crate::article::Pair;
use crate::measure::Threshold;
use crate::measure::{Overlap, Share};
use serde::Serialize;

/// What two articles are to one another; of those that hold, the first in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same tokens in the same order.
    Identical,
    /// Only the wording of a recurring notice is shared; figures, names or dates differ. Not reuse.
    Formula,
    /// Resemblance at or above the threshold.
    NearDuplicate,
    /// At least 0.8 of the first article's shingles are in the second.
    FirstInSecond,
    /// At least 0.8 of the second article's shingles are in the first.
    SecondInFirst,
    /// They share passages.
    Passages,
}

impl Relation {
    /// The word used in `pairs.csv`, whose columns call the first article `a` and the second `b`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Identical => "identical",
            Self::Formula => "formula",
            Self::NearDuplicate => "near_duplicate",
            Self::FirstInSecond => "a_in_b",
            Self::SecondInFirst => "b_in_a",
            Self::Passages => "passages",
        }
    }
}

/// A pair worth a row: it resembles at the threshold, or shares at least one passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairFinding {
    /// The two articles.
    pub pair: Pair,
    /// What they are to one another.
    pub relation: Relation,
    /// Their shingles.
    pub overlap: Overlap,
    /// What passages cover, and how many there are; none when passages were not asked for.
    pub passages: Option<PassageTotals>,
}

/// What the passages of one pair amount to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PassageTotals {
    /// Number of passages.
    pub count: u32,
    /// Words matched in all of them.
    pub matched_words: u32,
    /// Share of the first article's words that its segments cover.
    pub coverage_of_first: Share,
    /// Share of the second article's words that its segments cover.
    pub coverage_of_second: Share,
}

/// The containment from which one article is said to be in the other.
pub const CONTAINED: f64 = 0.8;

/// What is known of a pair when its relation is decided.
#[derive(Debug, Clone, Copy)]
pub struct Evidence {
    /// Whether both have the same tokens in the same order.
    pub identical: bool,
    /// Their shingles.
    pub overlap: Overlap,
    /// Whether they are notices of a series ([`crate::formula`]).
    pub is_formula: bool,
    /// Whether they share a passage, or one holds the other and that is more than a phrase.
    pub shares: bool,
}

/// The first relation that the evidence bears out; none if the pair is not worth a row.
#[must_use]
pub fn relation(evidence: Evidence, threshold: Threshold) -> Option<Relation> {
    let near = threshold.is_reached_by(evidence.overlap);
    if !near && !evidence.is_formula && !evidence.shares {
        return None;
    }
    Some(if evidence.identical {
        Relation::Identical
    } else if evidence.is_formula {
        Relation::Formula
    } else if near {
        Relation::NearDuplicate
    } else if evidence.overlap.containment_of_first().value() >= CONTAINED {
        Relation::FirstInSecond
    } else if evidence.overlap.containment_of_second().value() >= CONTAINED {
        Relation::SecondInFirst
    } else {
        Relation::Passages
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(shared: u32, first: u32, second: u32, has_passage: bool) -> Option<Relation> {
        let overlap = Overlap { shared, first, second };
        let evidence = Evidence { identical: false, overlap, is_formula: false, shares: has_passage };
        relation(evidence, Threshold::default())
    }

    #[test]
    fn a_relation_is_the_first_that_holds() {
        assert_eq!(of(6, 8, 8, true), Some(Relation::NearDuplicate));
        assert_eq!(of(8, 10, 100, true), Some(Relation::FirstInSecond));
        assert_eq!(of(8, 100, 10, true), Some(Relation::SecondInFirst));
        assert_eq!(of(1, 100, 100, true), Some(Relation::Passages));
    }

    #[test]
    fn a_pair_below_the_threshold_without_a_passage_is_worth_no_row() {
        assert_eq!(of(8, 10, 100, false), None);
    }

    #[test]
    fn identical_articles_are_called_so() {
        let overlap = Overlap { shared: 3, first: 3, second: 3 };
        let evidence = Evidence { identical: true, overlap, is_formula: false, shares: true };
        assert_eq!(relation(evidence, Threshold::default()), Some(Relation::Identical));
    }

    #[test]
    fn a_formula_is_no_near_duplicate_however_much_it_resembles() {
        let overlap = Overlap { shared: 9, first: 10, second: 10 };
        let evidence = Evidence { identical: false, overlap, is_formula: true, shares: true };
        assert_eq!(relation(evidence, Threshold::default()), Some(Relation::Formula));
    }
}
