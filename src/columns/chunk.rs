//! A chunk: the columns of some articles that stand together in the batch.

use super::Particular;
use serde::{Deserialize, Serialize};
use std::mem;
use std::ops::Range;

/// The columns of some articles that stand together in the batch.
///
/// What serde sees of it is what stays in memory when the arrays are spilled.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Chunk {
    /// Words of all texts, one after the other; empty where nobody asked for passages.
    #[serde(skip)]
    pub words: Vec<u32>,
    /// Stems of all texts; parallel to `words`, or empty where nobody asked for passages.
    #[serde(skip)]
    pub stems: Vec<u32>,
    /// What each word states; parallel to `words`, or empty where nobody asked for passages.
    #[serde(skip)]
    pub particulars: Vec<Particular>,
    /// The first word of each sentence, counted from the start of its text; empty where nobody asked for passages.
    #[serde(skip)]
    pub sentences: Vec<u32>,
    /// Stems of all titles, one after the other; empty where nobody asked for passages.
    #[serde(skip)]
    pub title_stems: Vec<u32>,
    /// Shingle sets, one after the other.
    #[serde(skip)]
    pub shingles: Vec<u64>,
    /// Keys of the sketches' bands: those of all articles in the first band, then in the second, and so on.
    #[serde(skip)]
    pub band_keys: Vec<u32>,
    /// Texts, one after the other; empty where nobody will ask for them.
    #[serde(skip)]
    pub texts: String,
    /// Identities.
    pub identities: Vec<u128>,
    ends: Vec<Ends>,
}

/// Where an article's share of each array ends.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Ends {
    pub(super) words: usize,
    pub(super) sentences: usize,
    pub(super) title: usize,
    pub(super) shingles: usize,
    pub(super) text: usize,
}

impl Chunk {
    /// Number of articles.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Says that everything appended since the last call belongs to one article, whose text has so many words.
    pub fn close_article(&mut self, identity: u128, words: usize) {
        let before = self.ends.last().map_or(0, |ends| ends.words);
        self.identities.push(identity);
        self.ends.push(Ends {
            words: before + words,
            sentences: self.sentences.len(),
            title: self.title_stems.len(),
            shingles: self.shingles.len(),
            text: 0,
        });
    }

    /// Adds the text of each article, in order.
    pub(super) fn keep_texts<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        for (ends, text) in self.ends.iter_mut().zip(texts) {
            self.texts.push_str(text);
            ends.text = self.texts.len();
        }
    }

    /// Number of words of each text, in order.
    pub fn word_counts(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).map(|at| self.range(at, |ends| ends.words).len())
    }

    /// Lets go of the arrays and keeps what tells where each article's share of them is.
    pub(super) fn drop_arrays(&mut self) {
        let (identities, ends) = (mem::take(&mut self.identities), mem::take(&mut self.ends));
        *self = Self { identities, ends, ..Self::default() };
    }

    /// One article's share of an array.
    pub(super) fn range(&self, at: usize, of: impl Fn(&Ends) -> usize) -> Range<usize> {
        let start = if at == 0 { 0 } else { of(&self.ends[at - 1]) };
        start..of(&self.ends[at])
    }

    /// One band's share of the keys.
    pub(super) fn band(&self, band: usize) -> Range<usize> {
        band * self.len()..(band + 1) * self.len()
    }
}
