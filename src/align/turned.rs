//! Which of two articles leads: alignment goes by the words themselves, not by which article came first in the input.
//!
//! A search that looks at some predecessors only, tries one way of passing over words before another, and breaks ties,
//! has to begin somewhere, and where it begins can move the end of a passage by a few words. So every pair is aligned from the
//! same one of its two articles, whatever their order, and passages are turned round where that was the second.

use super::{Aligned, AlignedSegment, Both, Run, Words};
use std::cmp::Ordering;

impl<'a> Both<'a> {
    /// Whether the second article leads: it is the longer one or, of two of the same length, the one whose columns come
    /// first. Two articles with the same columns are the same to alignment.
    pub(super) fn is_led_by_second(&self) -> bool {
        order(&self.second, &self.first) == Ordering::Less
    }

    /// The two articles in the other order.
    pub(super) fn turned(&self) -> Both<'a> {
        Both { first: self.second, second: self.first }
    }
}

fn order(one: &Words<'_>, other: &Words<'_>) -> Ordering {
    (other.len().cmp(&one.len()))
        .then_with(|| one.stems.cmp(other.stems))
        .then_with(|| one.words.cmp(other.words))
        .then_with(|| one.masked.cmp(other.masked))
        .then_with(|| one.common.cmp(other.common))
        .then_with(|| one.weights.cmp(other.weights))
        .then_with(|| one.particulars.cmp(other.particulars))
        .then_with(|| one.sentences.cmp(other.sentences))
}

/// Passages as they are when the two articles change places, in the order of the article that is then the first.
pub(super) fn turned(passages: Vec<Aligned>) -> Vec<Aligned> {
    let mut turned: Vec<Aligned> = passages.into_iter().map(Aligned::turned).collect();
    turned.sort_by_key(|passage| (passage.first.start, passage.second.start));
    turned
}

impl Aligned {
    fn turned(self) -> Self {
        let mut segments: Vec<AlignedSegment> =
            self.segments.into_iter().map(AlignedSegment::turned).collect();
        segments.sort_by_key(|segment| (segment.first.start, segment.second.start));
        Self { first: self.second, second: self.first, segments, ..self }
    }
}

impl AlignedSegment {
    fn turned(self) -> Self {
        let run = |run: Run| Run { first: run.second, second: run.first, length: run.length };
        let runs = self.runs.into_iter().map(run).collect();
        Self { first: self.second, second: self.first, runs, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::super::seed::tests::{Article, both};
    use super::super::{AlignSettings, align};
    use super::*;
    use proptest::prelude::*;

    /// Passages without regard to the order of segments that begin at the same word.
    fn sorted(mut passages: Vec<Aligned>) -> Vec<Aligned> {
        let key = |segment: &AlignedSegment| {
            (segment.first.start, segment.second.start, segment.first.end, segment.second.end)
        };
        for passage in &mut passages {
            passage.segments.sort_by_key(key);
        }
        passages.sort_by_key(|passage| {
            (passage.first.start, passage.second.start, passage.first.end, passage.second.end)
        });
        passages
    }

    /// Two articles of which the second takes stretches of the first, in any order, with words replaced, left out and put in.
    fn retold() -> impl Strategy<Value = (Vec<u32>, Vec<u32>)> {
        let words = prop::collection::vec(0_u32..60, 20..160);
        let taken = prop::collection::vec((0_usize..160, 5_usize..60), 1..5);
        let changed = prop::collection::vec((0_usize..200, 0_u32..3, 0_u32..90), 0..20);
        (words, taken, changed).prop_map(|(first, taken, changed)| {
            let stretch = |&(from, length): &(usize, usize)| {
                first.iter().skip(from % first.len()).take(length).copied().collect::<Vec<u32>>()
            };
            let mut second: Vec<u32> = taken.iter().flat_map(stretch).collect();
            for (at, what, word) in changed {
                let at = at % (second.len() + 1);
                match what {
                    0 if at < second.len() => second[at] = word,
                    1 if at < second.len() => drop(second.remove(at)),
                    _ => second.insert(at, word),
                }
            }
            (first, second)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

        #[test]
        fn two_articles_share_the_same_passages_in_either_order((first, second) in retold()) {
            prop_assume!(first != second);
            let (first, second) = (Article::new(first), Article::new(second));
            let there = align(&both(&first, &second), AlignSettings::default());
            let back = align(&both(&second, &first), AlignSettings::default());
            prop_assert_eq!(sorted(there), sorted(turned(back)));
        }
    }

    #[test]
    fn passages_are_given_in_the_order_of_the_first_article() {
        let own = |from: u32| from..from + 60;
        let one: Vec<u32> = own(1_000).chain(0..40).chain(own(2_000)).chain(100..140).collect();
        let other: Vec<u32> =
            (100..140).chain(own(3_000)).chain(0..40).chain(own(4_000)).chain(own(5_000)).collect();
        let (one, other) = (Article::new(one), Article::new(other));
        for (first, second) in [(&one, &other), (&other, &one)] {
            let passages = align(&both(first, second), AlignSettings::default());
            assert_eq!(passages.len(), 2, "{passages:?}");
            assert!(passages[0].first.end <= passages[1].first.start, "{passages:?}");
        }
    }
}
