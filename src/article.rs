//! What the whole crate speaks of: articles, their identities, when they were published, where their bytes are.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// An article's position in the batch: 0 for the first one read, examined articles before references.
///
/// Four thousand million articles are more than one run will hold; [`Batch::new`] refuses more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub u32);

impl ArticleId {
    /// The position as an index into a column.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Two different articles in their one spelling: the earlier position first.
///
/// With references, the examined article is always first, because references stand behind all examined ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pair {
    first: ArticleId,
    second: ArticleId,
}

impl Pair {
    /// The pair of two articles, given in either order; none for an article with itself.
    #[must_use]
    pub fn new(one: ArticleId, other: ArticleId) -> Option<Self> {
        (one != other).then(|| Self { first: one.min(other), second: one.max(other) })
    }

    /// The article that stands first in the batch.
    #[must_use]
    pub fn first(self) -> ArticleId {
        self.first
    }

    /// The article that stands second in the batch.
    #[must_use]
    pub fn second(self) -> ArticleId {
        self.second
    }
}

/// When an article was published: the interval in which it can have been, in seconds since 1970-01-01T00:00:00Z.
///
/// A moment given to the second is an interval of one second; a minute is sixty seconds; a date without an hour is its whole day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// First second that is possible.
    pub earliest: i64,
    /// First second that is no longer possible; always greater than `earliest`.
    pub latest: i64,
    /// The value as the article gave it, for the tables.
    pub given: String,
}

impl Published {
    /// Whether this interval ends before the other begins, so that an order can be claimed.
    #[must_use]
    pub fn is_before(&self, other: &Self) -> bool {
        self.latest <= other.earliest
    }

    /// Its first second, and the first that is no longer possible.
    #[must_use]
    pub fn interval(&self) -> (i64, i64) {
        (self.earliest, self.latest)
    }
}

/// Whether two articles were published within so many seconds of one another, as far as their [intervals](Published::interval) are
/// known: one without a date is close to all.
#[must_use]
pub fn are_within(seconds: u64, one: Option<(i64, i64)>, other: Option<(i64, i64)>) -> bool {
    one.zip(other).is_none_or(|(one, other)| {
        let apart = one.0.max(other.0) - one.1.min(other.1);
        u64::try_from(apart).is_ok_and(|apart| apart <= seconds) || apart <= 0
    })
}

/// Where an article's record stands in the input, so that its text can be found again.
///
/// For a compressed input, offset and length count decompressed bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Locator {
    /// Which input, as an index into [`Batch::inputs`].
    pub input: u32,
    /// First byte of the record.
    pub offset: u64,
    /// Length of the record in bytes.
    pub length: u64,
    /// Line on which the record begins, counted from 1.
    pub line: u64,
}

/// One file (or standard input) that was read, and what identifies its content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The path as named or walked to; `-` for standard input.
    pub path: String,
    /// What default ids begin with: the path inside the folder that was walked, or the file's name.
    pub name: String,
    /// Bytes read, before decompression.
    pub bytes: u64,
    /// XXH3-128 of these bytes.
    pub digest: u128,
    /// Articles that it gave.
    pub articles: u64,
    /// Whether it was named with `--against`.
    pub reference: bool,
}

/// One article as it was read. Offsets of every finding count from the start of [`Article::text`], untouched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// The name it has in every table; unique among the examined articles, and among the references.
    pub id: String,
    /// Who published it, if known.
    pub outlet: Option<String>,
    /// When it was published, if known.
    pub published: Option<Published>,
    /// Its headline, if given; matched as part of the article's shingles, never of its passages.
    pub title: Option<String>,
    /// Its address, if given.
    pub url: Option<String>,
    /// Its language as given (BCP 47), if given.
    pub language: Option<String>,
    /// The body, exactly as it was given (after decoding to UTF-8); empty if it was let go once its columns were made. Of an
    /// article in a batch, [`Batch::text`] gives it wherever it is.
    pub text: String,
    /// Where its record stands.
    pub locator: Locator,
}

/// Who has the texts of articles that do not have their own.
pub trait Texts: fmt::Debug + Send + Sync {
    /// The body of one article, as it was given.
    fn text(&self, article: ArticleId) -> Cow<'_, str>;
}

/// The articles of a run: those examined, then the references, if any.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Batch {
    articles: Vec<Article>,
    inputs: Vec<Input>,
    pairing: Pairing,
    #[serde(skip)]
    texts: Option<Arc<dyn Texts>>,
}

/// More articles than a batch can number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{0} articles are more than one run can hold (4,294,967,295)")]
pub struct TooManyArticles(pub usize);

impl Batch {
    /// A batch in which every article is compared with every other.
    ///
    /// # Errors
    /// When there are more articles than an [`ArticleId`] can number.
    pub fn new(articles: Vec<Article>, inputs: Vec<Input>) -> Result<Self, TooManyArticles> {
        if u32::try_from(articles.len()).is_err() {
            return Err(TooManyArticles(articles.len()));
        }
        Ok(Self { articles, inputs, pairing: Pairing::Within, texts: None })
    }

    /// A batch in which each examined article is compared with the references only.
    ///
    /// # Errors
    /// When there are more articles, of both kinds, than an [`ArticleId`] can number.
    pub fn against(
        mut examined: Vec<Article>,
        references: Vec<Article>,
        inputs: Vec<Input>,
    ) -> Result<Self, TooManyArticles> {
        let first_reference = ArticleId(examined.len() as u32);
        examined.extend(references);
        let batch = Self::new(examined, inputs)?;
        Ok(Self { pairing: Pairing::Against { first_reference }, ..batch })
    }

    /// The same articles, where those examined are compared with one another as well, if there are references.
    #[must_use]
    pub fn joining(self) -> Self {
        let pairing = match self.pairing {
            Pairing::Against { first_reference } => Pairing::Joining { first_reference },
            pairing => pairing,
        };
        Self { pairing, ..self }
    }

    /// The same articles, held to these references, which came from one input. The texts of all are with somebody else.
    ///
    /// # Errors
    /// When there are more articles, of both kinds, than an [`ArticleId`] can number.
    pub fn held_to(
        mut self,
        mut references: Vec<Article>,
        input: Input,
        texts: Arc<dyn Texts>,
    ) -> Result<Self, TooManyArticles> {
        for reference in &mut references {
            reference.locator.input = self.inputs.len() as u32;
        }
        self.inputs.push(input);
        Ok(Self::against(self.articles, references, self.inputs)?.with_texts(texts))
    }

    /// The same articles, the texts of which somebody else has.
    #[must_use]
    pub fn with_texts(self, texts: Arc<dyn Texts>) -> Self {
        Self { texts: Some(texts), ..self }
    }

    /// The body of one article, as it was given; empty if it was let go.
    #[must_use]
    pub fn text(&self, id: ArticleId) -> Cow<'_, str> {
        let own = &self.article(id).text;
        match &self.texts {
            Some(texts) if own.is_empty() => texts.text(id),
            _ => Cow::Borrowed(own),
        }
    }

    /// All articles, in order: an [`ArticleId`] is an index into them.
    #[must_use]
    pub fn articles(&self) -> &[Article] {
        &self.articles
    }

    /// One article.
    #[must_use]
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.index()]
    }

    /// What was read.
    #[must_use]
    pub fn inputs(&self) -> &[Input] {
        &self.inputs
    }

    /// The identities of all articles, in order.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = ArticleId> + use<> {
        (0..self.articles.len() as u32).map(ArticleId)
    }

    /// Which pairs this batch asks about.
    #[must_use]
    pub fn pairing(&self) -> Pairing {
        self.pairing
    }

    /// The articles under examination: all of them, or those that are not references.
    #[must_use]
    pub fn examined(&self) -> &[Article] {
        &self.articles[..self.pairing.first_reference().map_or(self.articles.len(), ArticleId::index)]
    }

    /// The references of a run with `--against`; empty otherwise.
    #[must_use]
    pub fn references(&self) -> &[Article] {
        &self.articles[self.examined().len()..]
    }
}

/// Which pairs of a batch are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Pairing {
    /// Every article with every other.
    #[default]
    Within,
    /// Every examined article with every reference; never two examined, never two references.
    Against {
        /// The first reference; all articles from it on are references.
        first_reference: ArticleId,
    },
    /// Every examined article with every other and with every reference, as when a batch joins a corpus; never two
    /// references.
    Joining {
        /// The first reference; all articles from it on are references.
        first_reference: ArticleId,
    },
}

impl Pairing {
    /// Where the references begin, if there are any.
    #[must_use]
    pub fn first_reference(self) -> Option<ArticleId> {
        match self {
            Self::Within => None,
            Self::Against { first_reference } | Self::Joining { first_reference } => Some(first_reference),
        }
    }

    /// Whether this pair is asked about.
    #[must_use]
    pub fn asks(self, pair: Pair) -> bool {
        match self {
            Self::Within => true,
            Self::Against { first_reference } => {
                pair.first < first_reference && pair.second >= first_reference
            }
            Self::Joining { first_reference } => pair.first < first_reference,
        }
    }
}

/// A position of input that a person can find: `press.jsonl:1042`, or the path alone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The path as named or walked to; `-` for standard input.
    pub path: String,
    /// The line, counted from 1, where one is meant.
    pub line: Option<u64>,
}

impl Place {
    /// A whole file.
    #[must_use]
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), line: None }
    }

    /// One line of a file, counted from 1.
    #[must_use]
    pub fn line(path: impl Into<String>, line: u64) -> Self {
        Self { path: path.into(), line: Some(line) }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}", self.path),
            None => out.write_str(&self.path),
        }
    }
}

/// A record of the input that could not be used, for `rejected.csv`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Rejected {
    /// Where it stands.
    pub place: Place,
    /// Its id, if one could be read.
    pub id: Option<String>,
    /// Why it could not be used, one sentence without a final stop.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_has_one_spelling() {
        assert_eq!(Pair::new(ArticleId(7), ArticleId(3)), Pair::new(ArticleId(3), ArticleId(7)));
        assert_eq!(Pair::new(ArticleId(3), ArticleId(3)), None);
    }

    #[test]
    fn against_asks_only_across_the_border() {
        let pairing = Pairing::Against { first_reference: ArticleId(2) };
        let asked = |a, b| pairing.asks(Pair::new(ArticleId(a), ArticleId(b)).unwrap());
        assert!(asked(0, 2) && asked(1, 3));
        assert!(!asked(0, 1) && !asked(2, 3));
    }

    #[test]
    fn joining_asks_everything_but_two_references() {
        let pairing = Pairing::Joining { first_reference: ArticleId(2) };
        let asked = |a, b| pairing.asks(Pair::new(ArticleId(a), ArticleId(b)).unwrap());
        assert!(asked(0, 1) && asked(0, 2) && asked(1, 3));
        assert!(!asked(2, 3));
    }

    #[test]
    fn an_order_needs_intervals_that_do_not_overlap() {
        let day = Published { earliest: 0, latest: 86_400, given: "1970-01-01".into() };
        let noon = Published { earliest: 43_200, latest: 43_201, given: "1970-01-01T12:00:00Z".into() };
        let next = Published { earliest: 86_400, latest: 86_401, given: "1970-01-02T00:00:00Z".into() };
        assert!(!day.is_before(&noon) && !noon.is_before(&day));
        assert!(day.is_before(&next) && noon.is_before(&next));
    }
}
