//! Verification: the exact overlap of two shingle sets.
//!
//! Sets are sorted lists, so one merge counts what they share. A pair that must reach a threshold is left as soon as it
//! cannot: first by size alone, then in the middle of the merge (Mann, Augsten, Bouros, PVLDB 2016, §3).

use crate::measure::Overlap;
use serde::Serialize;

/// The resemblance from which two articles are near-duplicates, in `(0, 1]`.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize)]
#[serde(transparent)]
pub struct Threshold(f64);

/// A threshold that is not a share.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("a threshold is above 0 and at most 1, not {0}")]
pub struct NotAShare(pub f64);

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

    /// Whether two sets with this overlap are near-duplicates.
    ///
    /// Both sides of the comparison are the nearest `f64` to their quotient, so that 7 of 10 reaches 0.7.
    #[must_use]
    pub fn is_reached_by(self, overlap: Overlap) -> bool {
        overlap.shared > 0 && overlap.resemblance().value() >= self.0
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
    fn least_shared_of_two(self, one: usize, other: usize) -> usize {
        ((self.0 / (1.0 + self.0) * (one + other) as f64 - 1e-6).ceil().max(1.0)) as usize
    }
}

impl Default for Threshold {
    fn default() -> Self {
        Self(0.5)
    }
}

/// The exact overlap of two sorted sets.
#[must_use]
pub fn overlap(first: &[u64], second: &[u64]) -> Overlap {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < first.len() && j < second.len() {
        let (x, y) = (first[i], second[j]);
        shared += u32::from(x == y);
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    Overlap { shared, first: first.len() as u32, second: second.len() as u32 }
}

/// The exact overlap of two sorted sets if it reaches the threshold, found with as little work as that takes.
#[must_use]
pub fn near_duplicate(first: &[u64], second: &[u64], threshold: Threshold) -> Option<Overlap> {
    if !threshold.admits_sizes(first.len(), second.len()) {
        return None;
    }
    let needed = threshold.least_shared_of_two(first.len(), second.len());
    let mut spare = (first.len() + second.len()).checked_sub(2 * needed)?;
    let (mut i, mut j) = (0, 0);
    while i < first.len() && j < second.len() {
        let (x, y) = (first[i], second[j]);
        if x != y {
            spare = spare.checked_sub(1)?;
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    let rest = (first.len() - i) + (second.len() - j);
    let unshared = (first.len() + second.len() - 2 * needed) - spare + rest;
    let shared = (first.len() + second.len() - unshared) / 2;
    let found = Overlap { shared: shared as u32, first: first.len() as u32, second: second.len() as u32 };
    threshold.is_reached_by(found).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn shares(first: &BTreeSet<u64>, second: &BTreeSet<u64>) -> Overlap {
        Overlap {
            shared: first.intersection(second).count() as u32,
            first: first.len() as u32,
            second: second.len() as u32,
        }
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

    #[test]
    fn empty_sets_are_near_duplicates_of_nothing() {
        let any = Threshold::new(0.1).unwrap();
        assert_eq!(near_duplicate(&[], &[], any), None);
        assert_eq!(near_duplicate(&[1], &[], any), None);
    }

    proptest! {
        #[test]
        fn the_merge_counts_what_the_definition_counts(
            first in prop::collection::btree_set(0u64..60, 0..40),
            second in prop::collection::btree_set(0u64..60, 0..40),
        ) {
            let (x, y): (Vec<_>, Vec<_>) = (first.iter().copied().collect(), second.iter().copied().collect());
            prop_assert_eq!(overlap(&x, &y), shares(&first, &second));
        }

        #[test]
        fn leaving_early_decides_as_the_whole_merge_does(
            first in prop::collection::btree_set(0u64..40, 0..40),
            second in prop::collection::btree_set(0u64..40, 0..40),
            percent in 1u32..=100,
        ) {
            let (x, y): (Vec<_>, Vec<_>) = (first.iter().copied().collect(), second.iter().copied().collect());
            let threshold = Threshold::new(f64::from(percent) / 100.0).unwrap();
            let whole = shares(&first, &second);
            prop_assert_eq!(near_duplicate(&x, &y, threshold), threshold.is_reached_by(whole).then_some(whole));
        }
    }
}
