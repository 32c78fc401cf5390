//! Rows dealt out by the first bits of their hashes, so that each part can be worked through alone, and in order.

use crate::scratch::{Laid, Scratch};
use bytemuck::Pod;
use std::sync::{Mutex, PoisonError};

/// The fewest and the most parts, as binary logarithms.
const PART_BITS: (u32, u32) = (6, 10);
/// A part should take no more than this share of the room, since several are worked through at once.
const SHARE_OF_ROOM: u64 = 32;
/// Rows that wait with one dealer for all parts, and the most that wait for one.
const WAITING: (usize, usize) = (1 << 16, 256);
/// Bytes of a part that are laid aside at once, at the least and at the most; between these, what waits for that in all parts
/// takes no more than this share of the room.
const BLOCK: (u64, u64) = (1 << 10, 1 << 14);
const SHARE_OF_WAITING: u64 = 8;

/// Parts that are being filled.
#[derive(Debug)]
pub struct Dealt<'s, T> {
    scratch: &'s Scratch,
    /// Bytes of a part that are laid aside at once.
    block: usize,
    parts: Vec<Mutex<Part<'s, T>>>,
}

/// The rows of a part, in no order.
#[derive(Debug)]
pub struct Part<'s, T> {
    laid: Vec<Laid<'s, T>>,
    filling: Vec<T>,
}

/// Someone who deals rows out; any number of them do so side by side. What one has dealt is there when it is dropped.
#[derive(Debug)]
pub struct Dealer<'a, 's, T: Pod> {
    dealt: &'a Dealt<'s, T>,
    waiting: Vec<Vec<T>>,
}

impl<'s, T: Pod> Dealt<'s, T> {
    /// For about so many rows: the more of them, and the less room, the more parts.
    #[must_use]
    pub fn for_rows(rows: usize, scratch: &'s Scratch) -> Self {
        let part = (scratch.bytes() / SHARE_OF_ROOM).max(1);
        let parts = (rows * size_of::<T>()) as u64 / part + 1;
        let bits = parts.next_power_of_two().trailing_zeros().clamp(PART_BITS.0, PART_BITS.1);
        let block = ((scratch.bytes() / SHARE_OF_WAITING) >> bits).clamp(BLOCK.0, BLOCK.1) as usize;
        let part = || Mutex::new(Part { laid: Vec::new(), filling: Vec::new() });
        Self { scratch, block, parts: (0..1 << bits).map(|_| part()).collect() }
    }

    /// Someone who deals.
    #[must_use]
    pub fn dealer(&self) -> Dealer<'_, 's, T> {
        Dealer { dealt: self, waiting: self.parts.iter().map(|_| Vec::new()).collect() }
    }

    /// The parts, those of the smallest hashes first.
    #[must_use]
    pub fn into_parts(self) -> Vec<Part<'s, T>> {
        self.parts.into_iter().map(|part| part.into_inner().unwrap_or_else(PoisonError::into_inner)).collect()
    }
}

impl<T: Pod> Part<'_, T> {
    /// All rows.
    #[must_use]
    pub fn rows(self) -> Vec<T> {
        let rows = self.laid.iter().map(Laid::len).sum::<usize>() + self.filling.len();
        let mut all = Vec::with_capacity(rows);
        self.laid.into_iter().for_each(|laid| all.extend_from_slice(&laid.rows()));
        all.extend(self.filling);
        all
    }
}

impl<T: Pod> Dealer<'_, '_, T> {
    /// Puts a row where its hash belongs.
    pub fn deal(&mut self, hash: u64, row: T) {
        let parts = self.waiting.len();
        let part = (hash >> (u64::BITS - parts.trailing_zeros())) as usize;
        self.waiting[part].push(row);
        if self.waiting[part].len() == (WAITING.0 / parts).min(WAITING.1) {
            self.put(part);
        }
    }

    fn put(&mut self, number: usize) {
        let mut part = self.dealt.parts[number].lock().unwrap_or_else(PoisonError::into_inner);
        part.filling.append(&mut self.waiting[number]);
        if size_of_val(&*part.filling) >= self.dealt.block {
            let rows = std::mem::take(&mut part.filling);
            part.laid.push(self.dealt.scratch.lay(rows));
        }
    }
}

impl<T: Pod> Drop for Dealer<'_, '_, T> {
    fn drop(&mut self) {
        (0..self.waiting.len()).for_each(|part| self.put(part));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::SpillFile;
    use rayon::prelude::*;
    use std::sync::Arc;

    fn dealt_in_order(scratch: &Scratch) -> Vec<u64> {
        let hash = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let dealt = Dealt::for_rows(99_900, scratch);
        (0..100_u64).into_par_iter().for_each(|block| {
            let mut dealer = dealt.dealer();
            (block * 999..(block + 1) * 999).for_each(|number| dealer.deal(hash(number), number));
        });
        let sorted = |part: Part<'_, u64>| {
            let mut rows: Vec<u64> = part.rows().into_iter().map(hash).collect();
            rows.sort_unstable();
            rows
        };
        dealt.into_parts().into_iter().flat_map(sorted).collect()
    }

    #[test]
    fn parts_sorted_one_by_one_are_all_rows_in_order_wherever_they_were_laid() {
        let folder = tempfile::tempdir().unwrap();
        let spill = Arc::new(SpillFile::unnamed(folder.path()).unwrap());
        let mut all: Vec<u64> =
            (0..99_900_u64).map(|number| number.wrapping_mul(0x9e37_79b9_7f4a_7c15)).collect();
        all.sort_unstable();
        assert_eq!(dealt_in_order(&Scratch::unbounded()), all);
        assert_eq!(dealt_in_order(&Scratch::within(100_000, spill.clone())), all);
        assert!(spill.bytes() > 500_000);
    }

    #[test]
    fn the_less_room_the_more_parts() {
        let folder = tempfile::tempdir().unwrap();
        let spill = Arc::new(SpillFile::unnamed(folder.path()).unwrap());
        let parts = |scratch: &Scratch| Dealt::<u64>::for_rows(1_000_000, scratch).parts.len();
        let bounded = |bytes| parts(&Scratch::within(bytes, spill.clone()));
        assert_eq!([parts(&Scratch::unbounded()), bounded(4_000_000), bounded(0)], [64, 128, 1_024]);
    }
}
