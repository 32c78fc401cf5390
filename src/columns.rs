//! Columns: what stages know of the articles instead of their texts, as flat arrays.
//!
//! Articles are stored in chunks of [`CHUNK`], each chunk a handful of arrays, so that workers fill them apart and
//! nothing is allocated for a single article. Stages see them through [`Columns`], which a spill file, an index segment
//! or an Arrow batch can implement as well.

use crate::article::ArticleId;
use std::ops::Range;

/// Articles in one chunk.
pub const CHUNK: usize = 256;

/// The columns that stages read.
pub trait Columns: Sync {
    /// Number of articles.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Hashes of the words of the text, in order.
    fn words(&self, article: ArticleId) -> &[u32];

    /// Hashes of the stems of the words of the text, in order; as many as words.
    fn stems(&self, article: ArticleId) -> &[u32];

    /// Hashes of the stems of the words of the title, in order.
    fn title_stems(&self, article: ArticleId) -> &[u32];

    /// The shingle set of title and text, sorted.
    fn shingles(&self, article: ArticleId) -> &[u64];

    /// The sketch of the shingle set.
    fn sketch(&self, article: ArticleId) -> &[u32];

    /// XXH3-128 of all tokens of title and text with the border between them: equal for identical articles only.
    fn identity(&self, article: ArticleId) -> u128;
}

/// The columns of up to [`CHUNK`] articles.
#[derive(Debug, Default)]
pub struct Chunk {
    /// Words of all texts, one after the other.
    pub words: Vec<u32>,
    /// Stems of all texts; parallel to `words`, or empty where nobody asked for stems.
    pub stems: Vec<u32>,
    /// Stems of all titles, one after the other; empty where nobody asked for stems.
    pub title_stems: Vec<u32>,
    /// Shingle sets, one after the other.
    pub shingles: Vec<u64>,
    /// Sketches, one after the other, all of one length.
    pub sketches: Vec<u32>,
    /// Identities.
    pub identities: Vec<u128>,
    ends: Vec<Ends>,
}

/// Where an article's share of each array ends.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    words: usize,
    title: usize,
    shingles: usize,
}

impl Chunk {
    /// Says that everything appended since the last call belongs to one article.
    pub fn close_article(&mut self, identity: u128) {
        self.identities.push(identity);
        self.ends.push(Ends {
            words: self.words.len(),
            title: self.title_stems.len(),
            shingles: self.shingles.len(),
        });
    }

    /// One article's share of an array.
    fn range(&self, at: usize, of: impl Fn(&Ends) -> usize) -> Range<usize> {
        let start = if at == 0 { 0 } else { of(&self.ends[at - 1]) };
        start..of(&self.ends[at])
    }
}

/// Columns in memory.
#[derive(Debug, Default)]
pub struct MemoryColumns {
    chunks: Vec<Chunk>,
    len: usize,
}

impl MemoryColumns {
    /// The columns of these chunks, all but the last of which hold [`CHUNK`] articles.
    #[must_use]
    pub fn new(chunks: Vec<Chunk>) -> Self {
        let len = chunks.iter().map(|chunk| chunk.ends.len()).sum();
        Self { chunks, len }
    }

    fn chunk(&self, article: ArticleId) -> (&Chunk, usize) {
        (&self.chunks[article.index() / CHUNK], article.index() % CHUNK)
    }
}

impl Columns for MemoryColumns {
    fn len(&self) -> usize {
        self.len
    }

    fn words(&self, article: ArticleId) -> &[u32] {
        let (chunk, at) = self.chunk(article);
        &chunk.words[chunk.range(at, |ends| ends.words)]
    }

    fn stems(&self, article: ArticleId) -> &[u32] {
        let (chunk, at) = self.chunk(article);
        &chunk.stems[chunk.range(at, |ends| ends.words)]
    }

    fn title_stems(&self, article: ArticleId) -> &[u32] {
        let (chunk, at) = self.chunk(article);
        &chunk.title_stems[chunk.range(at, |ends| ends.title)]
    }

    fn shingles(&self, article: ArticleId) -> &[u64] {
        let (chunk, at) = self.chunk(article);
        &chunk.shingles[chunk.range(at, |ends| ends.shingles)]
    }

    fn sketch(&self, article: ArticleId) -> &[u32] {
        let (chunk, at) = self.chunk(article);
        let slots = chunk.sketches.len() / chunk.ends.len();
        &chunk.sketches[at * slots..(at + 1) * slots]
    }

    fn identity(&self, article: ArticleId) -> u128 {
        let (chunk, at) = self.chunk(article);
        chunk.identities[at]
    }
}
