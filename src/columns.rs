//! Columns: what stages know of the articles instead of their texts, as flat arrays.
//!
//! Articles are stored in chunks, each chunk a handful of arrays, so that workers fill them apart and nothing is
//! allocated for a single article. Stages see them through [`Columns`], which a spill file, an index segment
//! or an Arrow batch can implement as well.

use crate::article::{Article, ArticleId};
use std::ops::Range;

/// Articles in one chunk, where nothing speaks for another number.
pub const CHUNK: usize = 256;

/// What a word states besides wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Particular {
    /// Nothing: it is a word of the language.
    #[default]
    Wording,
    /// A figure: it has a digit, or is a number written as a word.
    Figure,
    /// A name: it has a capital where the script does not ask for one.
    Name,
}

/// The columns that stages read.
pub trait Columns: Sync {
    /// Number of articles.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of words of the text.
    fn word_count(&self, article: ArticleId) -> usize;

    /// Hashes of the words of the text, in order; none where nobody asked for passages.
    fn words(&self, article: ArticleId) -> &[u32];

    /// Hashes of the stems of the words of the text, in order; as many as words.
    fn stems(&self, article: ArticleId) -> &[u32];

    /// What each word of the text states besides wording; as many as words.
    fn particulars(&self, article: ArticleId) -> &[Particular];

    /// The first word of each sentence of the text, in order; none if the text has no word, or if most words are
    /// characters of a script without blanks: sentences of characters share too many by chance to be compared.
    fn sentences(&self, article: ArticleId) -> &[u32];

    /// Hashes of the stems of the words of the title, in order.
    fn title_stems(&self, article: ArticleId) -> &[u32];

    /// The shingle set of title and text, sorted.
    fn shingles(&self, article: ArticleId) -> &[u64];

    /// The keys of all articles in one band of their sketches, in the order of the articles; none where the plan has no
    /// such band. Sketches themselves are not kept: nothing asks for more of them, and keys are fewer.
    fn band_keys(&self, band: usize) -> Vec<u32>;

    /// XXH3-128 of all tokens of title and text with the border between them: equal for identical articles only.
    fn identity(&self, article: ArticleId) -> u128;
}

/// Who makes columns of articles. Asked while articles are read, it makes that their texts need not be kept.
pub trait MakeColumns: Sync {
    /// The columns of these articles, in order.
    fn columns_of(&self, articles: &mut dyn Iterator<Item = &Article>) -> Chunk;
}

/// The columns of some articles that stand together in the batch.
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
    /// Identities.
    pub identities: Vec<u128>,
    ends: Vec<Ends>,
}

/// Where an article's share of each array ends.
#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    words: usize,
    sentences: usize,
    title: usize,
    shingles: usize,
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
        });
    }

    /// Number of words of each text, in order.
    pub fn word_counts(&self) -> impl Iterator<Item = usize> {
        (0..self.len()).map(|at| self.range(at, |ends| ends.words).len())
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
    /// The chunk of each article, and its place in it.
    places: Vec<(u32, u32)>,
}

impl MemoryColumns {
    /// The columns of these chunks of any sizes, which stand in the order of their articles.
    #[must_use]
    pub fn new(chunks: Vec<Chunk>) -> Self {
        let numbered = chunks.iter().zip(0..);
        let places = numbered.flat_map(|(chunk, number)| (0..chunk.len() as u32).map(move |at| (number, at)));
        Self { places: places.collect(), chunks }
    }

    fn chunk(&self, article: ArticleId) -> (&Chunk, usize) {
        let (chunk, at) = self.places[article.index()];
        (&self.chunks[chunk as usize], at as usize)
    }
}

impl Columns for MemoryColumns {
    fn len(&self) -> usize {
        self.places.len()
    }

    fn word_count(&self, article: ArticleId) -> usize {
        let (chunk, at) = self.chunk(article);
        chunk.range(at, |ends| ends.words).len()
    }

    fn words(&self, article: ArticleId) -> &[u32] {
        let (chunk, at) = self.chunk(article);
        chunk.words.get(chunk.range(at, |ends| ends.words)).unwrap_or_default()
    }

    fn stems(&self, article: ArticleId) -> &[u32] {
        let (chunk, at) = self.chunk(article);
        &chunk.stems[chunk.range(at, |ends| ends.words)]
    }

    fn particulars(&self, article: ArticleId) -> &[Particular] {
        let (chunk, at) = self.chunk(article);
        &chunk.particulars[chunk.range(at, |ends| ends.words)]
    }

    fn sentences(&self, article: ArticleId) -> &[u32] {
        let (chunk, at) = self.chunk(article);
        &chunk.sentences[chunk.range(at, |ends| ends.sentences)]
    }

    fn title_stems(&self, article: ArticleId) -> &[u32] {
        let (chunk, at) = self.chunk(article);
        &chunk.title_stems[chunk.range(at, |ends| ends.title)]
    }

    fn shingles(&self, article: ArticleId) -> &[u64] {
        let (chunk, at) = self.chunk(article);
        &chunk.shingles[chunk.range(at, |ends| ends.shingles)]
    }

    fn band_keys(&self, band: usize) -> Vec<u32> {
        let mut keys = Vec::with_capacity(self.len());
        for chunk in &self.chunks {
            let of_band = band * chunk.len()..(band + 1) * chunk.len();
            keys.extend_from_slice(chunk.band_keys.get(of_band).unwrap_or_default());
        }
        keys
    }

    fn identity(&self, article: ArticleId) -> u128 {
        let (chunk, at) = self.chunk(article);
        chunk.identities[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BANDS: usize = 2;

    fn key(article: u32, band: usize) -> u32 {
        article * 10 + band as u32
    }

    /// So many articles, each with as many words as its number's last digit and half as many shingles.
    fn columns(articles: u32) -> MemoryColumns {
        let numbers: Vec<u32> = (0..articles).collect();
        let chunk = |numbers: &[u32]| {
            let mut chunk = Chunk::default();
            for &number in numbers {
                chunk.words.extend((0..number % 10).map(|word| number * 10 + word));
                chunk.stems.extend((0..number % 10).map(|word| number * 10 + word + 1));
                chunk.particulars.extend((0..number % 10).map(|_| Particular::Figure));
                chunk.sentences.extend((0..number % 4).map(|sentence| number + sentence));
                chunk.title_stems.extend((0..number % 3).map(|word| number * 10 + word));
                chunk.shingles.extend((0..number % 10 / 2).map(|shingle| u64::from(number * 10 + shingle)));
                chunk.close_article(u128::from(number), number as usize % 10);
            }
            chunk.band_keys =
                (0..BANDS).flat_map(|band| numbers.iter().map(move |number| key(*number, band))).collect();
            chunk
        };
        let (start, rest) = numbers.split_at(numbers.len().min(3));
        MemoryColumns::new([start].into_iter().chain(rest.chunks(CHUNK)).map(chunk).collect())
    }

    #[test]
    fn every_article_has_its_own_rows_on_both_sides_of_a_chunk_border() {
        for articles in [1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let columns = columns(articles as u32);
            assert_eq!((columns.len(), columns.is_empty()), (articles, false));
            for number in 0..articles as u32 {
                let id = ArticleId(number);
                let words: Vec<u32> = (0..number % 10).map(|word| number * 10 + word).collect();
                assert_eq!((columns.words(id), columns.word_count(id)), (words.as_slice(), words.len()));
                assert_eq!(columns.stems(id), words.iter().map(|word| word + 1).collect::<Vec<_>>());
                assert_eq!(columns.particulars(id).len(), words.len());
                let sentences: Vec<u32> = (0..number % 4).map(|sentence| number + sentence).collect();
                assert_eq!(columns.sentences(id), sentences);
                let title: Vec<u32> = (0..number % 3).map(|word| number * 10 + word).collect();
                assert_eq!(columns.title_stems(id), title);
                assert_eq!(columns.shingles(id).len() as u32, number % 10 / 2);
                assert!(columns.shingles(id).iter().all(|shingle| shingle / 10 == u64::from(number)));
                assert_eq!(columns.identity(id), number.into());
            }
            for band in 0..BANDS {
                let keys: Vec<u32> = (0..articles as u32).map(|number| key(number, band)).collect();
                assert_eq!(columns.band_keys(band), keys);
            }
            assert!(columns.band_keys(BANDS).is_empty());
        }
    }

    #[test]
    fn an_article_without_words_has_empty_rows_and_an_identity() {
        let mut chunk = Chunk::default();
        for identity in [1, 2] {
            chunk.close_article(identity, 0);
        }
        let columns = MemoryColumns::new(vec![chunk]);
        let empty = ArticleId(1);
        assert!(
            columns.words(empty).is_empty()
                && columns.stems(empty).is_empty()
                && columns.sentences(empty).is_empty()
                && columns.title_stems(empty).is_empty()
                && columns.shingles(empty).is_empty()
        );
        assert_eq!(columns.identity(empty), 2);
    }

    #[test]
    fn no_articles_are_no_columns() {
        assert!(MemoryColumns::new(Vec::new()).is_empty());
    }
}
