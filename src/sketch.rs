//! Sketch.

use serde::Serialize;

/// Slots and seed of a sketch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct SketchShape {
    slots: usize,
    seed: u64,
}

/// A number of slots that cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sketch has 16 to 4096 slots, a power of two, not {0}")]
pub struct BadSlots(pub usize);

impl SketchShape {
    /// A sketch of so many slots, whose hash functions are drawn by the seed.
    ///
    /// # Errors
    /// When the slots are not a power of two from 16 to 4096.
    pub fn new(slots: usize, seed: u64) -> Result<Self, BadSlots> {
        if slots.is_power_of_two() && (16..=4096).contains(&slots) {
            Ok(Self { slots, seed })
        } else {
            Err(BadSlots(slots))
        }
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

impl Default for SketchShape {
    fn default() -> Self {
        Self { slots: 128, seed: 0 }
    }
}
