//! Relate.

use crate::article::Pair;
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
