//! Places: where the words of a text stand, in code points and bytes.

use super::{Folding, Tokenizer};
use crate::measure::Span;
use std::ops::Range;

/// Where the words of a text, or of a part of it, stand. Words are counted from the first of them.
#[derive(Debug)]
pub struct Places(Vec<Span>);

impl Places {
    /// The places of all words of a text.
    #[must_use]
    pub fn of(text: &str, folding: Folding) -> Self {
        Self::within(text, &Span { chars: 0..0, bytes: 0..text.len() as u32 }, folding)
    }

    /// The places of the words of a part of a text that begins and ends with a word.
    #[must_use]
    pub fn within(text: &str, part: &Span, folding: Folding) -> Self {
        let bytes = part.bytes.start as usize..part.bytes.end as usize;
        let (mut byte, mut chars) = (bytes.start, part.chars.start);
        let mut count_to = |to: usize| {
            chars += text[byte..to].chars().count() as u32;
            byte = to;
            chars
        };
        let mut places = Vec::new();
        Tokenizer::new(folding).for_each(&text[bytes.clone()], |token| {
            let (start, end) = (bytes.start + token.start, bytes.start + token.end);
            places.push(Span { chars: count_to(start)..count_to(end), bytes: start as u32..end as u32 });
        });
        Self(places)
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The span from the first to the last of these words, of which there must be one.
    #[must_use]
    pub fn span(&self, words: &Range<u32>) -> Span {
        let (start, end) = (&self.0[words.start as usize], &self.0[words.end as usize - 1]);
        Span { chars: start.chars.start..end.chars.end, bytes: start.bytes.start..end.bytes.end }
    }

    /// The number of words that begin before a byte of the text.
    #[must_use]
    pub fn words_before(&self, byte: u32) -> u32 {
        self.0.partition_point(|place| place.bytes.start < byte) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_part_has_the_places_that_its_words_have_in_the_whole(
            text in r"([a-zé'’ß0-9\u{301}\u{ad}\u{200d} .-]|[東ｶﾞกำا]|\PC){0,40}",
            ends in any::<(prop::sample::Index, prop::sample::Index)>(),
        ) {
            let whole = Places::of(&text, Folding::default());
            prop_assume!(!whole.is_empty());
            let (one, other) = (ends.0.index(whole.len()), ends.1.index(whole.len()));
            let words = one.min(other) as u32..one.max(other) as u32 + 1;
            let part = Places::within(&text, &whole.span(&words), Folding::default());
            prop_assert_eq!(&part.0, &whole.0[words.start as usize..words.end as usize]);
            prop_assert_eq!(whole.words_before(part.0[0].bytes.start), words.start);
        }
    }
}
