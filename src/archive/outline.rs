//! A shingle set in about six bits a shingle: enough to tell that two sets cannot resemble one another.
//!
//! Of each shingle only the first bits are kept, so many that two different sets of the same size have about one in
//! twenty in common by chance. What two sets share, their outlines share as well; so the figure for outlines is never
//! too low, and a pair that it rules out is no near-duplicate.

use super::{BitReader, BitWriter, low_bits};

/// Bits that are kept of a shingle beyond those that number the set.
const SPARE_BITS: u32 = 4;

/// A shingle set in short: the first bits of every shingle, sorted; where two begin alike, both are there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Outline {
    /// Bits that are kept, 4 to 36.
    bits: u32,
    values: Vec<u64>,
}

impl Outline {
    /// That of a sorted set.
    #[must_use]
    pub fn of(shingles: &[u64]) -> Self {
        let mut outline = Self::of_length(shingles.len());
        outline.values.extend(shingles.iter().map(|shingle| shingle >> (u64::BITS - outline.bits)));
        outline
    }

    fn of_length(length: usize) -> Self {
        let bits = length.next_power_of_two().trailing_zeros() + SPARE_BITS;
        Self { bits, values: Vec::with_capacity(length) }
    }

    /// At the most so many shingles can be in both sets.
    #[must_use]
    pub fn most_shared(&self, other: &Self) -> usize {
        let bits = self.bits.min(other.bits);
        let (drop, drop_other) = (self.bits - bits, other.bits - bits);
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while i < self.values.len() && j < other.values.len() {
            let (x, y) = (self.values[i] >> drop, other.values[j] >> drop_other);
            shared += usize::from(x == y);
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        shared
    }

    /// Appends it as bytes: how many (in LEB128), then the distance of each value from the one before, as bits.
    pub fn append_to(&self, bytes: &mut Vec<u8>) {
        append_number(bytes, self.values.len() as u64);
        let low = low_bits(1 << self.bits, self.values.len());
        let (mut bits, mut before) = (BitWriter::default(), 0);
        for &value in &self.values {
            bits.put_distance(value - before, low);
            before = value;
        }
        bytes.extend(bits.finish());
    }

    /// The outline that these bytes are; none if they are not one.
    #[must_use]
    pub fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let length = usize::try_from(take_number(&mut bytes)?).ok()?;
        // A distance takes a bit at the least.
        if length / 8 > bytes.len() {
            return None;
        }
        let mut outline = Self::of_length(length);
        let low = low_bits(1 << outline.bits, length);
        let (mut reader, mut before) = (BitReader::new(bytes), 0_u64);
        for _ in 0..length {
            let value = before.checked_add(reader.take_distance(low)?);
            before = value.filter(|value| value >> outline.bits == 0)?;
            outline.values.push(before);
        }
        reader.is_at_end().then_some(outline)
    }
}

/// Appends a whole number, seven bits a byte, the last ones first (LEB128).
pub fn append_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number >= 1 << 7 {
        bytes.push(number as u8 | 1 << 7);
        number >>= 7;
    }
    bytes.push(number as u8);
}

/// Takes such a number from the front; none if the bytes end within it, or it is too large.
pub fn take_number(bytes: &mut &[u8]) -> Option<u64> {
    let (mut number, mut shift) = (0, 0);
    loop {
        let (&byte, rest) = bytes.split_first()?;
        *bytes = rest;
        let bits = u64::from(byte & 0x7f);
        if shift > 63 || (shift == 63 && bits > 1) {
            return None;
        }
        number |= bits << shift;
        if byte < 1 << 7 {
            return Some(number);
        }
        shift += 7;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::overlap;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_outline_never_shares_less_than_its_set(
            sets in prop::array::uniform2(prop::collection::btree_set(any::<u64>(), 0..400)),
            both in prop::collection::btree_set(any::<u64>(), 0..400),
        ) {
            let sets: Vec<Vec<u64>> = sets.iter().map(|set| set.union(&both).copied().collect()).collect();
            let outlines: Vec<Outline> = sets.iter().map(|set| Outline::of(set)).collect();
            let most = outlines[0].most_shared(&outlines[1]);
            let shared = overlap(&sets[0], &sets[1]).shared as usize;
            prop_assert!(most >= shared, "{most} of {shared}");
            prop_assert!(most <= shared + 20 + sets[0].len().min(sets[1].len()) / 5, "{most} of {shared}");
        }

        #[test]
        fn an_outline_comes_back_from_its_bytes(set in prop::collection::btree_set(any::<u64>(), 0..300)) {
            let outline = Outline::of(&set.into_iter().collect::<Vec<_>>());
            let mut bytes = Vec::new();
            outline.append_to(&mut bytes);
            prop_assert_eq!(Outline::from_bytes(&bytes), Some(outline));
            for end in 0..bytes.len() {
                prop_assert_eq!(Outline::from_bytes(&bytes[..end]), None);
            }
        }

        #[test]
        fn a_number_comes_back_from_its_bytes(number in any::<u64>()) {
            let mut bytes = Vec::new();
            append_number(&mut bytes, number);
            prop_assert_eq!(take_number(&mut &bytes[..]), Some(number));
        }
    }

    #[test]
    fn a_number_past_64_bits_is_none() {
        assert_eq!(take_number(&mut &[0xff; 12][..]), None);
        assert_eq!(take_number(&mut &[0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 2][..]), None);
    }
}
