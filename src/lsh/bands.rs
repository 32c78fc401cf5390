//! Bands: the shape that finds nearly every pair at the threshold, and the keys by which articles meet.

use crate::measure::Threshold;
use crate::sketch::SketchShape;

/// The least share of the pairs exactly at the threshold that a shape may be expected to find.
pub const LEAST_RECALL: f64 = 0.999;

/// How a sketch is cut: `bands` runs of `rows` slots each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BandShape {
    bands: usize,
    rows: usize,
}

impl BandShape {
    /// The shape with the most rows, and so the fewest chance meetings, that is still expected to find
    /// [`LEAST_RECALL`] of the pairs at the threshold; none if even single rows find fewer.
    #[must_use]
    pub fn for_threshold(threshold: Threshold, sketch: SketchShape) -> Option<Self> {
        (1..=sketch.slots())
            .map(|rows| Self { bands: sketch.slots() / rows, rows })
            .take_while(|shape| shape.expected_recall(threshold) >= LEAST_RECALL)
            .last()
    }

    /// Number of bands.
    #[must_use]
    pub fn bands(self) -> usize {
        self.bands
    }

    /// Slots in a band.
    #[must_use]
    pub fn rows(self) -> usize {
        self.rows
    }

    /// The expected share of the pairs of resemblance `t` that meet in at least one band: `1 − (1 − t^rows)^bands`.
    #[must_use]
    pub fn expected_recall(self, threshold: Threshold) -> f64 {
        let agrees = threshold.value().powi(self.rows as i32);
        1.0 - (1.0 - agrees).powi(self.bands as i32)
    }

    /// The key of one band of a sketch. Two sketches that agree on the band have the same key; two that do not share
    /// one by chance once in 2^32.
    #[must_use]
    pub fn key(self, sketch: &[u32], band: usize) -> u32 {
        let slots = &sketch[band * self.rows..(band + 1) * self.rows];
        let key = slots.iter().fold(band as u64, |key, &slot| {
            (key ^ u64::from(slot)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
        });
        (key.wrapping_mul(0xd6e8_feb8_6659_fd93) >> 32) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(threshold: f64, slots: usize) -> Option<BandShape> {
        BandShape::for_threshold(Threshold::new(threshold).unwrap(), SketchShape::new(slots, 0).unwrap())
    }

    #[test]
    fn a_shape_is_chosen_for_recall() {
        assert_eq!(shape(0.7, 128), Some(BandShape { bands: 32, rows: 4 }));
        assert_eq!(shape(0.5, 128), Some(BandShape { bands: 64, rows: 2 }));
        assert_eq!(shape(0.5, 256), Some(BandShape { bands: 85, rows: 3 }));
        assert_eq!(shape(1.0, 128), Some(BandShape { bands: 1, rows: 128 }));
    }

    #[test]
    fn a_threshold_too_low_for_the_slots_has_no_shape() {
        assert_eq!(shape(0.05, 128), None);
        assert!(shape(0.05, 256).is_some());
    }

    #[test]
    fn sketches_that_agree_on_a_band_share_its_key_and_no_other() {
        let shape = BandShape { bands: 2, rows: 2 };
        let (one, other) = ([1, 2, 3, 4], [1, 2, 3, 5]);
        assert_eq!(shape.key(&one, 0), shape.key(&other, 0));
        assert_ne!(shape.key(&one, 1), shape.key(&other, 1));
        assert_ne!(shape.key(&[1, 2, 1, 2], 0), shape.key(&[1, 2, 1, 2], 1));
    }
}
