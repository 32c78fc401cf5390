//! How often hashes occur, in little memory.

use std::sync::atomic::{AtomicU32, Ordering};

/// How often hashes occur, each counter shared by those that begin alike: never too low, sometimes too high.
#[derive(Debug)]
pub struct Frequencies {
    counters: Vec<AtomicU32>,
    shift: u32,
}

impl Frequencies {
    /// A table for about so many hashes.
    #[must_use]
    pub fn for_hashes(hashes: usize) -> Self {
        let bits = hashes.next_power_of_two().trailing_zeros().clamp(10, 24);
        let counters = (0..1usize << bits).map(|_| AtomicU32::new(0)).collect();
        Self { counters, shift: 64 - bits }
    }

    /// Counts one occurrence. Threads may count at once: sums do not depend on their order.
    pub fn count(&self, hash: u64) {
        self.counter(hash).fetch_add(1, Ordering::Relaxed);
    }

    /// How often this hash was counted, or more.
    #[must_use]
    pub fn at_most(&self, hash: u64) -> u32 {
        self.counter(hash).load(Ordering::Relaxed)
    }

    fn counter(&self, hash: u64) -> &AtomicU32 {
        &self.counters[(hash >> self.shift) as usize]
    }
}
