//! Sketches: a fixed number of slots that stand for a shingle set.
//!
//! One-permutation `MinHash` (Li, Owen, Zhang, NIPS 2012): each shingle is hashed once, falls into one slot, and the least
//! value in each slot stays. A slot that nothing fell into borrows the value of another by optimal densification
//! (Shrivastava, ICML 2017), so that two sets agree on any one slot with probability equal to their resemblance. The cost
//! is one hash a shingle, whatever the number of slots.

use serde::{Deserialize, Serialize};

/// Slots and seed of a sketch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written")]
pub struct SketchShape {
    slots: usize,
    seed: u64,
}

/// A number of slots that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sketch has 16 to 4096 slots, a power of two, not {0}")]
pub struct BadSlots(pub usize);

impl SketchShape {
    /// A sketch of so many slots, whose hash function is drawn by the seed.
    ///
    /// # Errors
    /// When the slots are not a power of two from 16 to 4096.
    pub fn new(slots: usize, seed: u64) -> Result<Self, BadSlots> {
        let usable = slots.is_power_of_two() && (16..=4096).contains(&slots);
        if usable { Ok(Self { slots, seed }) } else { Err(BadSlots(slots)) }
    }

    /// A sketch of a number of slots that is known when the program is built.
    #[must_use]
    pub const fn of_slots<const SLOTS: usize>(seed: u64) -> Self {
        const { assert!(SLOTS.is_power_of_two() && SLOTS >= 16 && SLOTS <= 4096) };
        Self { slots: SLOTS, seed }
    }

    /// Number of slots.
    #[must_use]
    pub fn slots(self) -> usize {
        self.slots
    }

    /// The seed.
    #[must_use]
    pub fn seed(self) -> u64 {
        self.seed
    }
}

/// A shape as it is written down, before it is known to be one.
#[derive(Deserialize)]
struct Written {
    slots: usize,
    seed: u64,
}

impl TryFrom<Written> for SketchShape {
    type Error = BadSlots;

    fn try_from(written: Written) -> Result<Self, BadSlots> {
        Self::new(written.slots, written.seed)
    }
}

impl Default for SketchShape {
    fn default() -> Self {
        Self { slots: 128, seed: 0 }
    }
}

/// A slot that nothing fell into. No shingle has this value: see [`place`].
const EMPTY: u32 = u32::MAX;

/// Appends the sketch of a shingle set to a column of sketches: exactly `shape.slots()` values.
///
/// Repetitions in `shingles` do not matter. The sketch of an empty set is all [`u32::MAX`]; it must not be compared.
pub fn append_sketch(shingles: &[u64], shape: SketchShape, column: &mut Vec<u32>) {
    let start = column.len();
    column.resize(start + shape.slots, EMPTY);
    let slots = &mut column[start..];
    let (seed, slot_bits) = (mix(shape.seed), shape.slots.trailing_zeros());
    for &shingle in shingles {
        let (slot, value) = place(mix(shingle ^ seed), slot_bits);
        slots[slot] = slots[slot].min(value);
    }
    if !shingles.is_empty() {
        densify(slots, shape.seed);
    }
}

/// The slot that a shingle with this hash falls into and the value it has there, in `0..2^31`. One multiplication is no
/// hash that would do: in small sets it loses recall.
fn place(hash: u64, slot_bits: u32) -> (usize, u32) {
    ((hash >> (64 - slot_bits)) as usize, hash as u32 >> 1)
}

/// Fills each empty slot from one drawn by a hash of its own number, drawing again until a slot was full from the start.
fn densify(slots: &mut [u32], seed: u64) {
    if !slots.contains(&EMPTY) {
        return;
    }
    let full: Vec<u32> = slots.to_vec();
    let shift = 64 - slots.len().trailing_zeros();
    for (number, slot) in slots.iter_mut().enumerate().filter(|(_, slot)| **slot == EMPTY) {
        let draws = (1u64..).map(|draw| (mix(seed ^ ((number as u64) << 32 | draw)) >> shift) as usize);
        if let Some(donor) = draws.map(|donor| full[donor]).find(|&value| value != EMPTY) {
            *slot = donor;
        }
    }
}

/// A bijection that spreads every bit over all others (the finaliser of `MurmurHash3`, in Stafford's variant 13).
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(set: impl Iterator<Item = u64>, seed: u64) -> Vec<u32> {
        let mut column = Vec::new();
        let shingles: Vec<u64> = set.map(|n| mix(n.wrapping_add(1) << 20)).collect();
        append_sketch(&shingles, SketchShape::new(128, seed).unwrap(), &mut column);
        column
    }

    #[test]
    fn order_and_repetition_do_not_matter() {
        assert_eq!(sketch(0..50, 1), sketch((0..50).rev().chain(0..50), 1));
        assert_ne!(sketch(0..50, 1), sketch(0..50, 2));
    }

    #[test]
    fn no_slot_of_a_set_that_is_not_empty_stays_empty() {
        assert!(!sketch(0..1, 0).contains(&EMPTY));
        assert!(sketch(0..0, 0).iter().all(|&slot| slot == EMPTY));
    }

    #[test]
    fn slots_agree_as_often_as_the_sets_resemble() {
        for size in [64u64, 400, 2_000] {
            let agreements: usize = (0..200)
                .map(|seed| {
                    let one = sketch(0..size, seed);
                    let other = sketch(size / 2..size + size / 2, seed);
                    one.iter().zip(&other).filter(|(x, y)| x == y).count()
                })
                .sum();
            let resemblance = 1.0 / 3.0;
            let agreed = agreements as f64 / (200.0 * 128.0);
            assert!((agreed - resemblance).abs() < 0.02, "{size} shingles: {agreed} for {resemblance}");
        }
    }

    #[test]
    fn only_powers_of_two_are_slots() {
        assert_eq!(SketchShape::new(100, 0), Err(BadSlots(100)));
        assert!(SketchShape::new(256, 0).is_ok());
    }

    /// The share of pairs exactly at the threshold that meet in a band, over many pairs of sets of this size.
    fn measured_recall(size: u64, threshold: f64, bands: usize, rows: usize) -> f64 {
        let shared = (2.0 * threshold * size as f64 / (1.0 + threshold)).ceil() as u64;
        let trials = 2_000;
        let met = (0..trials).filter(|trial| {
            let one = sketch(trial << 30..(trial << 30) + size, 0);
            let from = (trial << 30) + size - shared;
            let other = sketch(from..from + size, 0);
            (0..bands).any(|band| one[band * rows..][..rows] == other[band * rows..][..rows])
        });
        met.count() as f64 / trials as f64
    }

    #[test]
    fn short_texts_lose_no_recall() {
        for size in [3, 10, 40, 100, 400] {
            let recall = measured_recall(size, 0.7, 32, 4);
            assert!(recall > 0.998, "{size} shingles: {recall}");
        }
    }
}
