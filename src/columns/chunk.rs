//! A chunk: the columns of some articles that stand together in the batch.

use super::Particular;
use super::kept::Part;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The columns of some articles that stand together in the batch, as they are made.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Words of all texts, one after the other; empty where nobody asked for passages.
    pub words: Vec<u32>,
    /// Stems of all texts; parallel to `words`, or empty where nobody asked for passages.
    pub stems: Vec<u32>,
    /// What each word states; parallel to `words`, or empty where nobody asked for passages.
    pub particulars: Vec<Particular>,
    /// The first word of each sentence, counted from the start of its text; empty where nobody asked for passages.
    pub sentences: Vec<u32>,
    /// Stems of all titles, one after the other; empty where nobody asked for passages.
    pub title_stems: Vec<u32>,
    /// Shingle sets, one after the other.
    pub shingles: Vec<u64>,
    /// Keys of the sketches' bands: those of all articles in the first band, then in the second, and so on.
    pub band_keys: Vec<u32>,
    pub(super) index: Index,
}

impl Chunk {
    /// Says that everything appended since the last call belongs to one article, whose text has so many words.
    pub fn close_article(&mut self, identity: u128, words: usize) {
        let before = self.index.ends.last().map_or(0, |ends| ends.words);
        self.index.identities.push(identity);
        self.index.ends.push(Ends {
            words: before + words,
            sentences: self.sentences.len(),
            title: self.title_stems.len(),
            shingles: self.shingles.len(),
            text: 0,
        });
    }

    /// Number of articles.
    #[must_use]
    pub fn articles(&self) -> usize {
        self.index.len()
    }

    /// Number of words of all texts.
    #[must_use]
    pub fn word_count(&self) -> usize {
        self.index.ends.last().map_or(0, |ends| ends.words)
    }
}

/// What tells the articles of a chunk apart: it stays in memory wherever their arrays are.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Index {
    pub(super) identities: Vec<u128>,
    ends: Vec<Ends>,
}

/// Where an article's share of each array ends.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Ends {
    words: usize,
    sentences: usize,
    title: usize,
    shingles: usize,
    text: usize,
}

impl Ends {
    fn of(&self, part: Part) -> usize {
        match part {
            Part::Words | Part::Stems | Part::Particulars => self.words,
            Part::Sentences => self.sentences,
            Part::TitleStems => self.title,
            Part::Shingles => self.shingles,
            Part::Texts => self.text,
            Part::BandKeys => 0,
        }
    }
}

impl Index {
    /// Number of articles.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Says how long the text of each article is, in order.
    pub(super) fn note_texts(&mut self, texts: &[&str]) {
        let mut end = 0;
        for (ends, text) in self.ends.iter_mut().zip(texts) {
            end += text.len();
            ends.text = end;
        }
    }

    /// One article's share of an array, which is not the one of band keys: of these an article has one in each band.
    pub(super) fn range(&self, at: usize, of: Part) -> Range<usize> {
        let start = if at == 0 { 0 } else { self.ends[at - 1].of(of) };
        start..self.ends[at].of(of)
    }

    /// One band's share of the keys.
    pub(super) fn band(&self, band: usize) -> Range<usize> {
        band * self.len()..(band + 1) * self.len()
    }
}
