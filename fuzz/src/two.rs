//! Two articles as alignment sees them, with what they have of one another.

use arbitrary::Arbitrary;
use std::ops::Range;
use wirecopy::align::seed::grams;
use wirecopy::align::{Millinats, Words};
use wirecopy::columns::Particular;

/// Forms of one word that have one stem.
const FORMS: u32 = 2;
/// Words of the longest article.
const LONGEST: usize = 6_000;

/// An article with its columns.
#[derive(Debug, Clone)]
pub struct Columns {
    pub words: Vec<u32>,
    pub stems: Vec<u32>,
    weights: Vec<Millinats>,
    pub masked: Vec<bool>,
    common: Vec<bool>,
    particulars: Vec<Particular>,
    pub sentences: Vec<u32>,
}

impl Columns {
    pub fn view(&self) -> Words<'_> {
        Words {
            words: &self.words,
            stems: &self.stems,
            weights: &self.weights,
            masked: &self.masked,
            common: &self.common,
            particulars: &self.particulars,
            sentences: &self.sentences,
        }
    }

    /// Words that nobody masks, equally telling, in sentences of fifteen.
    fn plain(words: Vec<u32>) -> Self {
        let count = words.len();
        Self {
            stems: words.iter().map(|word| word / FORMS).collect(),
            weights: vec![3_000; count],
            masked: vec![false; count],
            common: vec![false; count.saturating_sub(2)],
            particulars: vec![Particular::Wording; count],
            sentences: (0..count as u32).step_by(15).collect(),
            words,
        }
    }
}

/// A stretch of the second article.
#[derive(Debug, Arbitrary)]
pub enum Part {
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
pub struct Case {
    /// Words of the language, less one.
    vocabulary: u8,
    pub min_words: u8,
    pub exact: Option<u8>,
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
    pub fn articles(&self) -> (Columns, Columns) {
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
        let stems: Vec<u32> = words.iter().map(|word| word / FORMS).collect();
        let weight = |&stem: &u32| 50 + (stem.wrapping_mul(0x9e37_79b1) >> 20) as Millinats % 2_951;
        let is_masked = |at: usize| masked.get(at / 8 % 64).is_some_and(|bits| bits >> (at % 8) & 1 == 1);
        let one_in = |stem: u32, rate: u8| rate > 0 && stem.is_multiple_of(u32::from(rate));
        let particular = |&stem: &u32| match () {
            () if one_in(stem, self.particulars.0) => Particular::Figure,
            () if one_in(stem, self.particulars.1) => Particular::Name,
            () => Particular::Wording,
        };
        let common = u64::from(self.common);
        Columns {
            weights: stems.iter().map(weight).collect(),
            common: grams(&stems).map(|gram| common > 0 && gram.is_multiple_of(common)).collect(),
            masked: (0..words.len()).map(is_masked).collect(),
            particulars: stems.iter().map(particular).collect(),
            sentences: match usize::from(sentence) {
                0 => Vec::new(),
                length => (0..words.len() as u32).step_by(length).collect(),
            },
            stems,
            words,
        }
    }
}

fn stretch(words: &[u32], from: u16, length: u8) -> &[u32] {
    let from = usize::from(from) % words.len().max(1);
    &words[from..words.len().min(from + usize::from(length))]
}

/// Two articles of words that occur once, and stretches that stand in both.
#[derive(Debug, Arbitrary)]
pub struct Plant {
    /// Own words before a stretch in either article, the length of the stretch, and its rank in the second article.
    parts: Vec<(u8, u8, u8, u8)>,
}

/// Where a stretch stands in the first and in the second article.
type Places = (Range<u32>, Range<u32>);

impl Plant {
    /// Stretches of 11 to 60 words, at most six.
    pub fn articles(&self) -> (Columns, Columns, Vec<Places>) {
        let parts = &self.parts[..self.parts.len().min(6)];
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|&number| parts[number].3);
        let mut fresh = 0;
        let mut own = |words: u32| -> Vec<u32> {
            fresh += words;
            (fresh - words..fresh).map(|word| word * FORMS).collect()
        };
        let stretches: Vec<Vec<u32>> = parts.iter().map(|part| own(11 + u32::from(part.2) % 50)).collect();
        let (mut first, mut second) = (Vec::new(), Vec::new());
        let mut places = vec![(0..0, 0..0); parts.len()];
        let append = |text: &mut Vec<u32>, before: Vec<u32>, stretch: &[u32]| {
            text.extend(before);
            text.extend_from_slice(stretch);
            (text.len() - stretch.len()) as u32..text.len() as u32
        };
        for (number, part) in parts.iter().enumerate() {
            places[number].0 = append(&mut first, own(u32::from(part.0) % 60), &stretches[number]);
        }
        for (part, &number) in parts.iter().zip(&order) {
            places[number].1 = append(&mut second, own(u32::from(part.1) % 60), &stretches[number]);
        }
        (Columns::plain(first), Columns::plain(second), places)
    }
}
