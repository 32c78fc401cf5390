//! Sorting hashes by dealing them out.
//!
//! Dealt out by their first bits into more parts than there are numbers, hashes lie next to their places, and a few steps
//! each put them there (a most significant digit radix sort with one digit: Knuth, *The Art of Computer Programming* 3,
//! §5.2.5). Numbers that are not spread evenly are sorted as well, only more slowly.

/// So few are sorted by comparison at once, and so are parts that more fall into.
const FEW: usize = 16;
/// So many are sorted by comparison as well: places among them are longer than the numbers of [`Sorter::ends`].
const MANY: usize = 1 << 16;
/// The binary logarithm of the most parts.
const MOST_BITS: u32 = 12;
/// The binary logarithm of how many parts there are for a number.
const SPARE_BITS: u32 = 2;

/// Sorts hashes, and keeps its scratch space for the next ones.
#[derive(Debug)]
pub struct Sorter {
    ends: Box<[u16; 1 << MOST_BITS]>,
    dealt: Vec<u64>,
}

impl Default for Sorter {
    fn default() -> Self {
        Self { ends: Box::new([0; 1 << MOST_BITS]), dealt: Vec::new() }
    }
}

impl Sorter {
    /// These numbers in order. Numbers with the same first half that come in order cost nothing.
    pub fn sorted(&mut self, numbers: &[u64]) -> &mut [u64] {
        if self.dealt.len() < numbers.len() {
            self.dealt.resize(numbers.len(), 0);
        }
        if (FEW + 1..MANY).contains(&numbers.len()) {
            self.deal_out(numbers);
        } else {
            self.dealt[..numbers.len()].copy_from_slice(numbers);
        }
        let dealt = &mut self.dealt[..numbers.len()];
        if numbers.len() < MANY {
            insert_in_order(dealt);
        } else {
            dealt.sort_unstable();
        }
        dealt
    }

    /// Puts numbers into parts by their first bits, those of a part in the order in which they come; parts that are not
    /// small are sorted.
    fn deal_out(&mut self, numbers: &[u64]) {
        let bits = (numbers.len().ilog2() + SPARE_BITS).min(MOST_BITS);
        let part = |number: u64| (number >> (64 - bits)) as usize;
        let ends = &mut self.ends[..1 << bits];
        ends.fill(0);
        for &number in numbers {
            ends[part(number)] += 1;
        }
        let largest = ends.iter().copied().fold(0, u16::max);
        counts_to_starts(ends);
        for &number in numbers {
            let place = &mut ends[part(number)];
            self.dealt[*place as usize] = number;
            *place += 1;
        }
        if largest as usize > FEW {
            let mut start = 0;
            for &end in &*ends {
                let part = &mut self.dealt[start..end as usize];
                if part.len() > FEW {
                    part.sort_unstable();
                }
                start = end as usize;
            }
        }
    }
}

/// Puts the sum of all counts before it in the place of each: a prefix sum, so many lanes at a time that no addition waits
/// for the one before it (Hillis and Steele, CACM 29, 1986).
fn counts_to_starts(counts: &mut [u16]) {
    const LANES: usize = 8;
    let (lanes, rest) = counts.as_chunks_mut::<LANES>();
    debug_assert!(rest.is_empty(), "there are 2^n parts, and more than {LANES}");
    let mut before = 0;
    for lane in lanes {
        let mut sums = *lane;
        for shift in [1, 2, 4] {
            let shorter = sums;
            for at in shift..LANES {
                sums[at] = shorter[at] + shorter[at - shift];
            }
        }
        for at in 0..LANES {
            lane[at] = before + sums[at] - lane[at];
        }
        before += sums[LANES - 1];
    }
}

/// Sorts what is nearly in order.
fn insert_in_order(numbers: &mut [u64]) {
    for at in 1..numbers.len() {
        let number = numbers[at];
        let mut to = at;
        while to > 0 && numbers[to - 1] > number {
            numbers[to] = numbers[to - 1];
            to -= 1;
        }
        numbers[to] = number;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn dealing_out_sorts(
            numbers in prop::collection::vec(
                prop_oneof![
                    prop::collection::vec(any::<u64>(), 0..600),
                    prop::collection::vec(0_u64..40, 0..300),
                    prop::collection::vec(prop_oneof![any::<u64>(), 7_u64..9, u64::MAX - 3..=u64::MAX], 0..5_000),
                ],
                1..3,
            ),
        ) {
            let mut sorter = Sorter::default();
            for mut numbers in numbers {
                let dealt = sorter.sorted(&numbers).to_vec();
                numbers.sort_unstable();
                prop_assert_eq!(dealt, numbers);
            }
        }
    }
}
