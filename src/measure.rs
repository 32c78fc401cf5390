//! Figures that stay exact counts until somebody prints them: shares, overlaps, spans.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A share of a whole, kept as two counts until somebody prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    /// How many of them.
    pub part: u32,
    /// Of how many.
    pub whole: u32,
}

impl Share {
    /// All of it: what an article shares with itself.
    pub const ALL: Self = Self { part: 1, whole: 1 };
    /// Nothing of it.
    pub const NONE: Self = Self { part: 0, whole: 1 };

    /// The share in `[0, 1]`; 0 of nothing is 0.
    #[must_use]
    pub fn value(self) -> f64 {
        if self.whole == 0 { 0.0 } else { f64::from(self.part) / f64::from(self.whole) }
    }
}

/// What the shingle sets of two articles have in common, exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Overlap {
    /// Shingles that both have.
    pub shared: u32,
    /// Shingles of the first article.
    pub first: u32,
    /// Shingles of the second article.
    pub second: u32,
}

impl Overlap {
    /// Resemblance `|A ∩ B| / |A ∪ B|` (Broder 1997, §2). Two empty sets resemble nothing: 0.
    #[must_use]
    pub fn resemblance(self) -> Share {
        Share { part: self.shared, whole: self.first + self.second - self.shared }
    }

    /// Containment `|A ∩ B| / |A|` of the first article in the second (Broder 1997, §2). 0 for an empty set.
    #[must_use]
    pub fn containment_of_first(self) -> Share {
        Share { part: self.shared, whole: self.first }
    }

    /// Containment of the second article in the first.
    #[must_use]
    pub fn containment_of_second(self) -> Share {
        Share { part: self.shared, whole: self.second }
    }
}

/// A stretch of an article's text, half-open, in the two units that programs count in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Unicode code points from the start of the text.
    pub chars: Range<u32>,
    /// UTF-8 bytes from the start of the text.
    pub bytes: Range<u32>,
}

/// Which figure the matrix shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Resemblance of the row's and the column's shingle sets; symmetric.
    Resemblance,
    /// Share of the row article's shingles that the column article has.
    Containment,
    /// Share of the row article's words inside passages shared with the column article.
    Coverage,
}

/// One of the two articles of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    /// The first one, `a` in the tables.
    First,
    /// The second one, `b` in the tables.
    Second,
}

impl Side {
    /// The letter used in the tables.
    #[must_use]
    pub fn letter(self) -> &'static str {
        match self {
            Self::First => "a",
            Self::Second => "b",
        }
    }
}

/// The resemblance from which two articles are near-duplicates, in `(0, 1]`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Threshold(f64);

/// A threshold that is not a share.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("a share is above 0 and at most 1, not {0}")]
pub struct NotAShare(pub f64);

impl TryFrom<f64> for Threshold {
    type Error = NotAShare;

    fn try_from(resemblance: f64) -> Result<Self, NotAShare> {
        Self::new(resemblance)
    }
}

impl From<Threshold> for f64 {
    fn from(threshold: Threshold) -> Self {
        threshold.value()
    }
}

impl Threshold {
    /// A threshold of this resemblance.
    ///
    /// # Errors
    /// When it is not in `(0, 1]`; at 0 every pair of articles would be a near-duplicate.
    pub fn new(resemblance: f64) -> Result<Self, NotAShare> {
        if resemblance > 0.0 && resemblance <= 1.0 {
            Ok(Self(resemblance))
        } else {
            Err(NotAShare(resemblance))
        }
    }

    /// The resemblance.
    #[must_use]
    pub fn value(self) -> f64 {
        self.0
    }

    /// A threshold of a whole percentage that is known when the program is built.
    #[must_use]
    pub const fn of_percent<const PERCENT: u8>() -> Self {
        const { assert!(PERCENT > 0 && PERCENT <= 100) };
        Self(PERCENT as f64 / 100.0)
    }

    /// Whether a share is at least this one; a share of nothing never is.
    #[must_use]
    pub fn is_met_by(self, share: Share) -> bool {
        share.part > 0 && share.value() >= self.0
    }

    /// Whether two sets with this overlap are near-duplicates.
    ///
    /// Both sides of the comparison are the nearest `f64` to their quotient, so that 7 of 10 reaches 0.7.
    #[must_use]
    pub fn is_reached_by(self, overlap: Overlap) -> bool {
        self.is_met_by(overlap.resemblance())
    }

    /// The fewest shingles that a set of this size must share with any set that it resembles at the threshold.
    ///
    /// Never too high: a hair is taken off the product before it is rounded up.
    #[must_use]
    pub fn least_shared(self, size: usize) -> usize {
        ((self.0 * size as f64 - 1e-6).ceil().max(1.0)) as usize
    }

    /// Whether sets of these sizes can reach the threshold at all.
    #[must_use]
    pub fn admits_sizes(self, one: usize, other: usize) -> bool {
        one.min(other) >= self.least_shared(one.max(other))
    }

    /// The fewest shared shingles with which two sets of these sizes can reach the threshold: `⌈t/(1+t) · (|A|+|B|)⌉`.
    #[must_use]
    pub fn least_shared_of_two(self, one: usize, other: usize) -> usize {
        ((self.0 / (1.0 + self.0) * (one + other) as f64 - 1e-6).ceil().max(1.0)) as usize
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self(0.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resemblance_and_containment_follow_their_definitions() {
        let overlap = Overlap { shared: 3, first: 4, second: 6 };
        assert_eq!(overlap.resemblance(), Share { part: 3, whole: 7 });
        assert_eq!(overlap.containment_of_first(), Share { part: 3, whole: 4 });
        assert_eq!(overlap.containment_of_second(), Share { part: 3, whole: 6 });
    }

    #[test]
    fn two_empty_sets_resemble_nothing() {
        assert!(Overlap::default().resemblance().value() == 0.0);
    }

    #[test]
    fn seven_of_ten_reaches_seven_tenths() {
        let overlap = Overlap { shared: 7, first: 7, second: 10 };
        assert!(Threshold::new(0.7).unwrap().is_reached_by(overlap));
        assert!(!Threshold::new(0.7001).unwrap().is_reached_by(overlap));
    }

    #[test]
    fn a_threshold_is_a_positive_share() {
        assert_eq!(Threshold::new(0.0), Err(NotAShare(0.0)));
        assert!(Threshold::new(f64::NAN).is_err() && Threshold::new(1.01).is_err());
    }
}
