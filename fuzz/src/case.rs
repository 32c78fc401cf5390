//! Two articles that any bytes stand for; what must hold of them is shared with `tests/oracle`.

use crate::two::{Columns, FORMS, Plant};
use arbitrary::Arbitrary;
use wirecopy::align::verbatim::ExactWords;
use wirecopy::columns::Particular;

/// Words of the longest article.
const LONGEST: usize = 6_000;

/// A stretch of the second article.
#[derive(Debug, Arbitrary)]
pub(crate) enum Part {
    /// Words of its own.
    Own(Vec<u8>),
    /// Words of the first article.
    Copied { from: u16, length: u8 },
    /// The same, again and again.
    Repeated { from: u16, length: u8, times: u8 },
    /// Words that stand nowhere else.
    Fresh(u8),
}

/// Any two articles.
#[derive(Debug, Arbitrary)]
pub(crate) struct Case {
    /// Words of the language, less one.
    vocabulary: u8,
    pub(crate) min_words: u8,
    exact: Option<u8>,
    /// One gram in so many is a common one; none for 0.
    common: u8,
    /// Words in a sentence of either article; none for 0.
    sentence: (u8, u8),
    /// Which words are masked, of either article: of eight in a row, those of the set bits.
    masked: (Vec<u8>, Vec<u8>),
    /// One word in so many is a figure, one a name.
    particulars: (u8, u8),
    first: Vec<u8>,
    /// How often the first article says everything.
    times: u8,
    second: Vec<Part>,
}

impl Case {
    /// Weights follow from stems, and common grams from grams, as they do in a batch.
    pub(crate) fn articles(&self) -> (Columns, Columns) {
        let word = |byte: &u8| u32::from(*byte) % (u32::from(self.vocabulary) + 1);
        let said: Vec<u32> = self.first.iter().map(word).collect();
        let mut first: Vec<u32> = Vec::new();
        for time in 0..=u32::from(self.times % 8) {
            // Said again in other words, but for the first two times.
            first.extend(said.iter().map(|word| word + time / 2 * 512));
        }
        first.truncate(LONGEST);
        let mut second = Vec::new();
        let mut fresh = 1 << 20;
        for part in &self.second {
            match *part {
                Part::Own(ref words) => second.extend(words.iter().map(word)),
                Part::Copied { from, length } => second.extend_from_slice(stretch(&first, from, length)),
                Part::Repeated { from, length, times } => {
                    (0..times).for_each(|_| second.extend_from_slice(stretch(&first, from, length)));
                }
                Part::Fresh(words) => {
                    second.extend((fresh..fresh + u32::from(words)).map(|word| word * FORMS));
                    fresh += u32::from(words);
                }
            }
            second.truncate(LONGEST);
        }
        let (one, other) = (&self.masked, &self.sentence);
        (self.columns(first, &one.0, other.0), self.columns(second, &one.1, other.1))
    }

    fn columns(&self, words: Vec<u32>, masked: &[u8], sentence: u8) -> Columns {
        let is_masked = |at: usize| masked.get(at / 8 % 64).is_some_and(|bits| bits >> (at % 8) & 1 == 1);
        let one_in = |stem: u32, rate: u8| rate > 0 && stem.is_multiple_of(u32::from(rate));
        let particular = |&stem: &u32| match () {
            () if one_in(stem, self.particulars.0) => Particular::Figure,
            () if one_in(stem, self.particulars.1) => Particular::Name,
            () => Particular::Wording,
        };
        let (count, columns) = (words.len(), Columns::new(words, u64::from(self.common)));
        Columns {
            masked: (0..count).map(is_masked).collect(),
            particulars: columns.stems.iter().map(particular).collect(),
            sentences: match usize::from(sentence) {
                0 => Vec::new(),
                length => (0..count as u32).step_by(length).collect(),
            },
            ..columns
        }
    }

    pub(crate) fn exact_words(&self) -> Option<ExactWords> {
        self.exact.and_then(|words| ExactWords::new(u32::from(words)).ok())
    }
}

fn stretch(words: &[u32], from: u16, length: u8) -> &[u32] {
    let from = usize::from(from) % words.len().max(1);
    &words[from..words.len().min(from + usize::from(length))]
}

/// Articles of words that occur once, and stretches that stand in both.
#[derive(Debug, Arbitrary)]
pub(crate) struct Planted {
    /// Own words before a stretch in either article, the length of the stretch, and its rank in the second article.
    parts: Vec<(u8, u8, u8, u8)>,
}

impl Planted {
    /// Stretches of 11 to 60 words, at most six.
    pub(crate) fn plant(&self) -> Plant {
        let parts = &self.parts[..self.parts.len().min(6)];
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|&number| parts[number].3);
        let part = |part: &(u8, u8, u8, u8)| {
            (usize::from(part.0 % 60), usize::from(part.1 % 60), 11 + usize::from(part.2 % 50))
        };
        Plant { parts: parts.iter().map(part).collect(), order }
    }
}
