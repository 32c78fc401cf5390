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
    let spare = (first.len() + second.len()).checked_sub(2 * needed)?;
    let mut merge = Merge { first, second, at: (0, 0), alone: 0 };
    while merge.runs_on_for(AT_ONCE) {
        (0..AT_ONCE).for_each(|_| merge.step());
        if merge.alone > spare {
            return None;
        }
    }
    while merge.runs_on_for(1) {
        merge.step();
    }
    let unshared = merge.alone + merge.rest();
    let shared = (first.len() + second.len() - unshared) / 2;
    let found = Overlap { shared: shared as u32, first: first.len() as u32, second: second.len() as u32 };
    threshold.is_reached_by(found).then_some(found)
}

/// Steps of a merge between two looks at what is left to hope for. A look at every step is a branch that nobody can
/// foretell, and costs more than the step.
const AT_ONCE: usize = 32;

/// A merge of two sorted sets.
struct Merge<'a> {
    first: &'a [u64],
    second: &'a [u64],
    at: (usize, usize),
    /// Shingles of one of the two that the other has not.
    alone: usize,
}

impl Merge<'_> {
    /// Whether so many steps stay within both sets.
    fn runs_on_for(&self, steps: usize) -> bool {
        self.at.0 + steps <= self.first.len() && self.at.1 + steps <= self.second.len()
    }

    fn step(&mut self) {
        let (x, y) = (self.first[self.at.0], self.second[self.at.1]);
        self.alone += usize::from(x != y);
        self.at.0 += usize::from(x <= y);
        self.at.1 += usize::from(y <= x);
    }

    /// Shingles that are left of the longer one.
    fn rest(&self) -> usize {
        (self.first.len() - self.at.0) + (self.second.len() - self.at.1)
    }
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
            first in prop::collection::btree_set(0u64..200, 0..150),
            second in prop::collection::btree_set(0u64..200, 0..150),
            percent in 1u32..=100,
        ) {
            let (x, y): (Vec<_>, Vec<_>) = (first.iter().copied().collect(), second.iter().copied().collect());
            let threshold = Threshold::new(f64::from(percent) / 100.0).unwrap();
            let whole = shares(&first, &second);
            prop_assert_eq!(near_duplicate(&x, &y, threshold), threshold.is_reached_by(whole).then_some(whole));
        }
    }
}
