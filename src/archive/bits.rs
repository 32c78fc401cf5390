//! Bits one behind the other: whole numbers in as many as they need.

/// Zeros with which a distance begins that is written in full, because it is too far from the others for fewer bits.
const ESCAPE: u32 = 40;

/// Bits on their way into bytes.
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that do not fill a byte yet, the last one first.
    held: u8,
    count: u32,
}

impl BitWriter {
    /// Appends the last bits of a number, up to 64, the last one first.
    pub fn put(&mut self, mut value: u64, mut bits: u32) {
        while bits > 0 {
            let some = bits.min(u8::BITS - self.count);
            self.held |= ((value & ((1 << some) - 1)) as u8) << self.count;
            (self.count, bits) = (self.count + some, bits - some);
            value = value.unbounded_shr(some);
            if self.count == u8::BITS {
                self.bytes.push(self.held);
                (self.held, self.count) = (0, 0);
            }
        }
    }

    /// Appends a distance (Rice 1979): what its last `low` bits do not hold as so many zeros and a one, then these bits.
    pub fn put_distance(&mut self, distance: u64, low: u32) {
        let high = distance >> low;
        if high >= u64::from(ESCAPE) {
            self.put(0, ESCAPE);
            self.put(distance, u64::BITS);
        } else {
            self.put(1 << high, high as u32 + 1);
            self.put(distance, low);
        }
    }

    /// The bytes, the last one filled up with zeros.
    #[must_use]
    pub fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push(self.held);
        }
        self.bytes
    }
}

/// How many last bits of so many distances, which add up to so much, are best written as they are: about the binary
/// logarithm of what they are on average, less the half bit that random distances spread.
#[must_use]
pub fn low_bits(sum: u64, count: usize) -> u32 {
    let mean = sum / (count as u64).max(1);
    (mean - mean / 4).checked_ilog2().unwrap_or(0)
}

/// Reads bits. What stands behind the last byte is zeros, so that a reader has to ask in the end whether it went too far.
#[derive(Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    /// The number of the next bit.
    at: usize,
}

impl<'a> BitReader<'a> {
    /// Of these bytes.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next bits, 57 of them at the least.
    #[inline]
    fn ahead(&self) -> u64 {
        let byte = self.at / 8;
        let word = match self.bytes.get(byte..).and_then(<[u8]>::first_chunk) {
            Some(eight) => u64::from_le_bytes(*eight),
            None => self.last_bytes(byte),
        };
        word >> (self.at % 8)
    }

    #[cold]
    fn last_bytes(&self, from: usize) -> u64 {
        let rest = self.bytes.get(from..).unwrap_or_default();
        rest.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte))
    }

    /// A number of so many bits, up to 64.
    #[inline]
    pub fn take(&mut self, bits: u32) -> u64 {
        if bits > 56 {
            let low = self.take(32);
            return self.take(bits - 32) << 32 | low;
        }
        let value = self.ahead() & ((1 << bits) - 1);
        self.at += bits as usize;
        value
    }

    /// A distance whose last `low` bits stand as they are; none if it does not fit into 64 bits.
    #[inline]
    pub fn take_distance(&mut self, low: u32) -> Option<u64> {
        let zeros = self.ahead().trailing_zeros();
        if zeros >= ESCAPE {
            self.at += ESCAPE as usize;
            return Some(self.take(u64::BITS));
        }
        self.at += zeros as usize + 1;
        let high = u64::from(zeros);
        (low < u64::BITS && high.leading_zeros() >= low).then(|| high << low | self.take(low))
    }

    /// Whether all bits that were taken were there, and no byte more is.
    #[must_use]
    pub fn is_at_end(&self) -> bool {
        self.at.div_ceil(8) == self.bytes.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in prop::collection::vec((any::<u64>(), 0_u32..=64, 0_u32..64), 0..60)) {
            let mut writer = BitWriter::default();
            for &(number, bits, low) in &numbers {
                writer.put(number, bits);
                writer.put_distance(number.unbounded_shr(bits), low);
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            for &(number, bits, low) in &numbers {
                prop_assert_eq!(reader.take(bits), number & 1_u64.unbounded_shl(bits).wrapping_sub(1));
                prop_assert_eq!(reader.take_distance(low), Some(number.unbounded_shr(bits)));
            }
            prop_assert!(reader.is_at_end());
        }

        #[test]
        fn any_bytes_are_read_without_harm(bytes in prop::collection::vec(any::<u8>(), 0..40), low in 0_u32..=64) {
            let mut reader = BitReader::new(&bytes);
            for _ in 0..400 {
                let _ = reader.take_distance(low);
                let _ = reader.take(low);
            }
            prop_assert!(!reader.is_at_end());
        }
    }

    #[test]
    fn random_distances_take_half_a_bit_more_than_they_must() {
        let mut state = 7_u64;
        let mut next = || {
            state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
            state >> 24
        };
        let mut keys: Vec<u64> = (0..2_000).map(|_| next()).collect();
        keys.sort_unstable();
        let distances: Vec<u64> = keys.windows(2).map(|two| two[1] - two[0]).collect();
        let low = low_bits(distances.iter().sum(), distances.len());
        let mut writer = BitWriter::default();
        for &distance in &distances {
            writer.put_distance(distance, low);
        }
        let bits = writer.finish().len() * 8 / distances.len();
        // The binary logarithm of the mean of 2^40 / 2000, and of e.
        assert!(bits as f64 <= (40.0 - 2_000_f64.log2()) + 1.443 + 0.5, "{bits}");
    }
}
