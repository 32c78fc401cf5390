//! Verification: the exact overlap of two shingle sets.
//!
//! Sets are sorted lists, so one merge counts what they share. A pair that must reach a threshold is left as soon as it
//! cannot: first by size alone, then in the middle of the merge (Mann, Augsten, Bouros, PVLDB 2016, §3).

use crate::measure::{Overlap, Threshold};

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
