//! Finding hashes in a sorted list by their first bits, as a dictionary is opened at a letter.

use std::ops::Range;

/// Where the hashes of a sorted list stand by their first bits: about one row for each value of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directory {
    /// For each value of the first bits, the rows before those that begin with it; one more at the end.
    starts: Vec<u32>,
    shift: u32,
}

impl Directory {
    /// The directory of hashes that come sorted.
    ///
    /// # Panics
    /// When there are more than four thousand million.
    #[must_use]
    pub fn of(sorted: impl ExactSizeIterator<Item = u64>) -> Self {
        let bits = sorted.len().next_power_of_two().trailing_zeros().clamp(1, 31);
        let shift = 64 - bits;
        let mut starts = vec![0; (1 << bits) + 1];
        for hash in sorted {
            starts[(hash >> shift) as usize + 1] += 1;
        }
        let mut before = 0u32;
        for start in &mut starts {
            before = before.checked_add(*start).expect("rows are numbered in 32 bits");
            *start = before;
        }
        Self { starts, shift }
    }

    /// The rows among which a hash is, if it is there.
    #[must_use]
    pub fn rows(&self, hash: u64) -> Range<usize> {
        let value = (hash >> self.shift) as usize;
        self.starts[value] as usize..self.starts[value + 1] as usize
    }
}

impl Default for Directory {
    /// That of no hashes.
    fn default() -> Self {
        Self::of([].into_iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_hash_is_among_its_rows_and_nowhere_else(
            mut hashes in prop::collection::vec(prop_oneof![any::<u64>(), 0_u64..9, u64::MAX - 9..=u64::MAX], 0..300),
            others in prop::collection::vec(prop_oneof![any::<u64>(), 0_u64..9], 0..50),
        ) {
            hashes.sort_unstable();
            let directory = Directory::of(hashes.iter().copied());
            for &hash in hashes.iter().chain(&others) {
                let rows = directory.rows(hash);
                let outside = hashes[..rows.start].iter().chain(&hashes[rows.end..]);
                prop_assert!(outside.into_iter().all(|&other| other != hash));
            }
        }
    }
}
