//! How often hashes occur, in little memory.
//!
//! A counter is somewhere in a table that is larger than any cache, and to wait for it each time would be most of the cost.
//! So hashes wait instead, sorted by the part of the table that they belong to, and a part is visited with many of them at
//! once, by one thread at a time.

use std::sync::{Mutex, PoisonError};

/// The fewest and the most counters, as binary logarithms.
const BITS: (u32, u32) = (12, 26);
/// The binary logarithm of the parts of a table.
const PART_BITS: u32 = 6;
/// Hashes that wait for one part.
const WAITING: usize = 1_024;

/// How often hashes occur, each counter shared by those that begin alike: never too low, up to 65,535, sometimes too high.
#[derive(Debug)]
pub struct Frequencies {
    parts: Vec<Vec<u16>>,
    shift: u32,
}

impl Frequencies {
    /// How often this hash was counted, or more.
    #[must_use]
    pub fn at_most(&self, hash: u64) -> u32 {
        let (part, counter) = place(hash, self.shift);
        self.parts[part][counter].into()
    }
}

/// A table that is being filled.
#[derive(Debug)]
pub struct Counters {
    parts: Vec<Mutex<Vec<u16>>>,
    shift: u32,
}

impl Counters {
    /// A table for about so many hashes: the more counters, the fewer of them are shared.
    #[must_use]
    pub fn for_hashes(hashes: usize) -> Self {
        let bits = hashes.saturating_mul(2).next_power_of_two().trailing_zeros().clamp(BITS.0, BITS.1);
        let part = || Mutex::new(vec![0; 1 << (bits - PART_BITS)]);
        Self { parts: (0..1 << PART_BITS).map(|_| part()).collect(), shift: 64 - bits }
    }

    /// Someone who counts; any number of them count side by side. What one has counted is in the table when it is dropped.
    #[must_use]
    pub fn counter(&self) -> Counter<'_> {
        Counter {
            counters: self,
            waiting: (0..self.parts.len()).map(|_| Vec::with_capacity(WAITING)).collect(),
        }
    }

    /// The table as it is now. Sums do not depend on who counted first.
    #[must_use]
    pub fn finish(self) -> Frequencies {
        let part = |part: Mutex<Vec<u16>>| part.into_inner().unwrap_or_else(PoisonError::into_inner);
        Frequencies { parts: self.parts.into_iter().map(part).collect(), shift: self.shift }
    }
}

/// Someone who counts.
#[derive(Debug)]
pub struct Counter<'a> {
    counters: &'a Counters,
    /// For each part of the table, the counters that wait to be raised.
    waiting: Vec<Vec<u32>>,
}

impl Counter<'_> {
    /// Counts one occurrence.
    pub fn count(&mut self, hash: u64) {
        let (part, counter) = place(hash, self.counters.shift);
        self.waiting[part].push(counter as u32);
        if self.waiting[part].len() == WAITING {
            self.visit(part);
        }
    }

    fn visit(&mut self, part: usize) {
        let mut counters = self.counters.parts[part].lock().unwrap_or_else(PoisonError::into_inner);
        for counter in self.waiting[part].drain(..) {
            let counter = &mut counters[counter as usize];
            *counter = counter.saturating_add(1);
        }
    }
}

impl Drop for Counter<'_> {
    fn drop(&mut self) {
        (0..self.waiting.len()).for_each(|part| self.visit(part));
    }
}

/// The part of the table that a hash belongs to, and its counter there.
fn place(hash: u64, shift: u32) -> (usize, usize) {
    let part = (hash >> (64 - PART_BITS)) as usize;
    (part, ((hash << PART_BITS) >> (shift + PART_BITS)) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_was_counted_at_least_as_often_as_it_was() {
        let hash = |number: u64| (number % 300).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let counters = Counters::for_hashes(10);
        let (mut one, mut other) = (counters.counter(), counters.counter());
        for number in 0..30_000 {
            if number % 3 == 0 { one.count(hash(number)) } else { other.count(hash(number)) }
        }
        drop((one, other));
        let frequencies = counters.finish();
        assert!((0..300).all(|number| frequencies.at_most(hash(number)) >= 100));
        let exact = (0..300).filter(|&number| frequencies.at_most(hash(number)) == 100).count();
        assert!(exact > 150, "{exact} of 300 have a counter of their own");
    }

    #[test]
    fn every_place_is_inside_the_table() {
        let counters = Counters::for_hashes(1 << 20);
        let mut counter = counters.counter();
        for hash in [0, 1, u64::MAX, u64::MAX >> 1, 1 << 63] {
            counter.count(hash);
        }
        drop(counter);
        let frequencies = counters.finish();
        assert_eq!([u64::MAX, 1 << 63].map(|hash| frequencies.at_most(hash)), [1, 1]);
    }

    #[test]
    fn a_counter_stops_at_its_end() {
        let counters = Counters::for_hashes(1);
        let mut counter = counters.counter();
        (0..70_000).for_each(|_| counter.count(7));
        drop(counter);
        assert_eq!(counters.finish().at_most(7), 65_535);
    }
}
