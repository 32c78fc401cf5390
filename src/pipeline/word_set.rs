//! A set of words of one article, by number.

/// Words of an article, a bit each.
#[derive(Default)]
pub(super) struct WordSet(Vec<u64>);

impl WordSet {
    /// Adds a word.
    pub(super) fn insert(&mut self, word: u32) {
        let at = (word / u64::BITS) as usize;
        if at >= self.0.len() {
            self.0.resize(at + 1, 0);
        }
        self.0[at] |= 1 << (word % u64::BITS);
    }

    /// The words, in order.
    pub(super) fn words(&self) -> impl Iterator<Item = u32> + '_ {
        let of_row = |(row, bits): (u32, &u64)| {
            let bits = *bits;
            (0..u64::BITS).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| row * u64::BITS + bit)
        };
        (0..).zip(&self.0).flat_map(of_row)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    proptest! {
        #[test]
        fn a_set_has_the_words_that_were_put_in_each_once(words in prop::collection::vec(0_u32..1_000, 0..50)) {
            let mut set = WordSet::default();
            for &word in &words {
                set.insert(word);
            }
            let expected: BTreeSet<u32> = words.into_iter().collect();
            prop_assert_eq!(set.words().collect::<Vec<u32>>(), expected.into_iter().collect::<Vec<u32>>());
        }
    }
}
