//! Rows dealt out by the first bits of their hashes, so that each part can be worked through alone, and in order.

use std::sync::{Mutex, PoisonError};

/// The binary logarithm of the parts.
const PART_BITS: u32 = 6;
/// Rows that wait for one part before they are put there.
const WAITING: usize = 256;

/// Parts that are being filled.
#[derive(Debug)]
pub struct Dealt<T> {
    parts: Vec<Mutex<Vec<T>>>,
}

/// Someone who deals rows out; any number of them do so side by side. What one has dealt is there when it is dropped.
#[derive(Debug)]
pub struct Dealer<'a, T> {
    dealt: &'a Dealt<T>,
    waiting: Vec<Vec<T>>,
}

impl<T> Default for Dealt<T> {
    fn default() -> Self {
        Self { parts: (0..1 << PART_BITS).map(|_| Mutex::default()).collect() }
    }
}

impl<T> Dealt<T> {
    /// Someone who deals.
    #[must_use]
    pub fn dealer(&self) -> Dealer<'_, T> {
        Dealer { dealt: self, waiting: self.parts.iter().map(|_| Vec::new()).collect() }
    }

    /// The parts, those of the smallest hashes first; in each, rows stand in no order.
    #[must_use]
    pub fn into_parts(self) -> Vec<Vec<T>> {
        self.parts.into_iter().map(|part| part.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
    }
}

impl<T> Dealer<'_, T> {
    /// Puts a row where its hash belongs.
    pub fn deal(&mut self, hash: u64, row: T) {
        let part = (hash >> (u64::BITS - PART_BITS)) as usize;
        self.waiting[part].push(row);
        if self.waiting[part].len() == WAITING {
            self.put(part);
        }
    }

    fn put(&mut self, part: usize) {
        let mut rows = self.dealt.parts[part].lock().unwrap_or_else(PoisonError::into_inner);
        rows.append(&mut self.waiting[part]);
    }
}

impl<T> Drop for Dealer<'_, T> {
    fn drop(&mut self) {
        (0..self.waiting.len()).for_each(|part| self.put(part));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn parts_sorted_one_by_one_are_all_rows_in_order() {
        let hash = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let dealt = Dealt::default();
        (0..100_u64).into_par_iter().for_each(|block| {
            let mut dealer = dealt.dealer();
            (block * 999..(block + 1) * 999).for_each(|number| dealer.deal(hash(number), hash(number)));
        });
        let sorted = |mut part: Vec<u64>| {
            part.sort_unstable();
            part
        };
        let found: Vec<u64> = dealt.into_parts().into_iter().flat_map(sorted).collect();
        assert_eq!(found, sorted((0..99_900).map(hash).collect()));
    }
}
