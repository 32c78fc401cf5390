//! Columns put together, and a piece of columns: what stages read of articles whose columns were not made in one go.

use super::{Columns, KeptColumns, Particular};
use crate::article::{ArticleId, Texts};
use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

/// The columns and texts of some articles, then those of others.
#[derive(Debug)]
pub struct Joined {
    first: Arc<KeptColumns>,
    second: KeptColumns,
}

impl Joined {
    /// Those of `first`, then those of `second`.
    #[must_use]
    pub fn new(first: Arc<KeptColumns>, second: KeptColumns) -> Self {
        Self { first, second }
    }

    /// Who has an article, under which number.
    fn at(&self, article: ArticleId) -> (&KeptColumns, ArticleId) {
        match article.index().checked_sub(self.first.len()) {
            None => (&self.first, article),
            Some(behind) => (&self.second, ArticleId(behind as u32)),
        }
    }
}

/// The columns and texts of some articles that stand together.
#[derive(Debug)]
pub struct Piece {
    whole: Arc<KeptColumns>,
    articles: Range<u32>,
}

impl Piece {
    /// Those of these articles.
    #[must_use]
    pub fn new(whole: Arc<KeptColumns>, articles: Range<u32>) -> Self {
        Self { whole, articles }
    }

    fn at(&self, article: ArticleId) -> (&KeptColumns, ArticleId) {
        (&self.whole, ArticleId(self.articles.start + article.0))
    }
}

/// What is passed on to whoever has the article.
macro_rules! passed_on {
    () => {
        fn word_count(&self, article: ArticleId) -> usize {
            let (columns, article) = self.at(article);
            columns.word_count(article)
        }

        fn shingle_count(&self, article: ArticleId) -> usize {
            let (columns, article) = self.at(article);
            columns.shingle_count(article)
        }

        fn words(&self, article: ArticleId) -> Cow<'_, [u32]> {
            let (columns, article) = self.at(article);
            columns.words(article)
        }

        fn stems(&self, article: ArticleId) -> Cow<'_, [u32]> {
            let (columns, article) = self.at(article);
            columns.stems(article)
        }

        fn particulars(&self, article: ArticleId) -> Cow<'_, [Particular]> {
            let (columns, article) = self.at(article);
            columns.particulars(article)
        }

        fn sentences(&self, article: ArticleId) -> Cow<'_, [u32]> {
            let (columns, article) = self.at(article);
            columns.sentences(article)
        }

        fn title_stems(&self, article: ArticleId) -> Cow<'_, [u32]> {
            let (columns, article) = self.at(article);
            columns.title_stems(article)
        }

        fn shingles(&self, article: ArticleId) -> Cow<'_, [u64]> {
            let (columns, article) = self.at(article);
            columns.shingles(article)
        }

        fn identity(&self, article: ArticleId) -> u128 {
            let (columns, article) = self.at(article);
            columns.identity(article)
        }
    };
}

impl Columns for Joined {
    fn len(&self) -> usize {
        self.first.len() + self.second.len()
    }

    fn band_keys(&self, band: usize) -> Vec<u32> {
        [self.first.band_keys(band), self.second.band_keys(band)].concat()
    }

    passed_on!();
}

impl Columns for Piece {
    fn len(&self) -> usize {
        self.articles.len()
    }

    fn band_keys(&self, band: usize) -> Vec<u32> {
        self.whole.band_keys_of(band, self.articles.clone())
    }

    passed_on!();
}

impl Texts for Joined {
    fn text(&self, article: ArticleId) -> Cow<'_, str> {
        let (columns, article) = self.at(article);
        columns.text(article)
    }
}

impl Texts for Piece {
    fn text(&self, article: ArticleId) -> Cow<'_, str> {
        let (columns, article) = self.at(article);
        columns.text(article)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::columns::{Chunk, InMemory};

    /// Columns of so many articles, whose first word says which they are.
    fn columns(first: u32, articles: u32) -> KeptColumns {
        let memory = InMemory::default();
        let kept = memory.keep(chunk(first..first + articles));
        memory.columns(vec![kept])
    }

    fn chunk(articles: Range<u32>) -> Chunk {
        let mut chunk = Chunk::default();
        for number in articles.clone() {
            chunk.words.push(number);
            chunk.stems.push(number);
            chunk.shingles.push(number.into());
            chunk.close_article(number.into(), 1);
        }
        chunk.band_keys = articles.clone().chain(articles.start + 100..articles.end + 100).collect();
        chunk
    }

    fn seen(columns: &dyn Columns) -> Vec<(u32, u64, u128)> {
        let ids = (0..columns.len() as u32).map(ArticleId);
        let seen = ids.map(|id| (columns.words(id)[0], columns.shingles(id)[0], columns.identity(id)));
        seen.collect()
    }

    #[test]
    fn joined_columns_are_the_first_then_the_second() {
        let joined = Joined::new(Arc::new(columns(0, 3)), columns(3, 2));
        assert_eq!(seen(&joined), seen(&columns(0, 5)));
        assert_eq!(joined.band_keys(1), columns(0, 5).band_keys(1));
    }

    #[test]
    fn a_piece_is_what_stands_between_its_ends() {
        let piece = Piece::new(Arc::new(columns(0, 5)), 1..4);
        assert_eq!(seen(&piece), seen(&columns(1, 3)));
        assert_eq!(piece.band_keys(0), [1, 2, 3]);
    }

    #[test]
    fn a_piece_of_several_chunks_has_the_keys_of_its_articles() {
        let memory = InMemory::default();
        let kept = [0..3, 3..5, 5..9].map(|articles| memory.keep(chunk(articles)));
        let whole = Arc::new(memory.columns(kept.into()));
        for articles in [0..9, 2..6, 3..5, 4..4, 8..9] {
            let piece = Piece::new(Arc::clone(&whole), articles.clone());
            let of_band = |first: u32| articles.clone().map(|article| article + first).collect::<Vec<u32>>();
            assert_eq!([piece.band_keys(0), piece.band_keys(1)], [of_band(0), of_band(100)]);
        }
    }
}
