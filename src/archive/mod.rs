//! What a comparison sees of an archive that is not read: rows that are looked up by key, and a few facts of each article.
//!
//! An archive of a million articles is not put into a batch to compare a day's articles with it. The pipeline asks for the
//! rows of the day's own keys, tells from them which articles of the archive can stand in a pair, and has only these read.
//! Whoever keeps the archive implements [`Archive`].

mod bits;
mod outline;

pub use bits::{BitReader, BitWriter, low_bits};
pub use outline::{Outline, append_number, take_number};

use crate::article::{Published, are_within};
use std::cmp::Reverse;

/// Where an article stands in an archive: the number of a part of it, and the article's number in that part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shelfmark {
    /// The part.
    pub part: u32,
    /// The article in it.
    pub number: u32,
}

/// Why an archive could not be asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct ArchiveFault(pub String);

/// What rows are looked up by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Table {
    /// Bands of sketches: the band's number in the upper half, its key in the lower.
    Bands,
    /// Fingerprints of wording, as [`gram_key`] has them.
    Fingerprints,
    /// All shingles of the articles that have few.
    FewShingles,
}

/// That an article has a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// The key.
    pub key: u64,
    /// The article.
    pub article: Shelfmark,
    /// Of a fingerprint that touches a stock phrase in this article, what it tells there, in millinats. Where there is none, its
    /// words tell what they do anywhere, which whoever looks it up knows.
    pub information: Option<u32>,
}

/// The key of a gram: its first 48 bits, so that rows are short. Two grams share one by chance once in 2^48.
#[must_use]
pub fn gram_key(gram: u64) -> u64 {
    gram >> 16
}

/// The key of a band.
#[must_use]
pub fn band_key(band: usize, key: u32) -> u64 {
    (band as u64) << 32 | u64::from(key)
}

/// What is known of an article without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Facts {
    /// As columns have it: equal for identical articles only.
    pub identity: u128,
    /// The interval in which it was published, if that is known: first second, and first second behind it.
    pub published: Option<(i64, i64)>,
    /// Words of its text.
    pub words: u32,
    /// Shingles of title and text.
    pub shingles: u32,
    /// XXH3-64 of its outlet's name; 0 without one.
    pub outlet: u64,
    /// XXH3-64 of its id.
    pub id: u64,
}

impl Facts {
    /// The order of an archive, which does not depend on when an article came into it: dated before undated, the earliest,
    /// the longest; then by outlet and id, which decide nothing but are always the same. It is the order in which articles
    /// are asked to stand for others (`cluster::ranks`), where the earliest one is wanted.
    #[must_use]
    pub fn order(&self) -> impl Ord + Copy + use<> {
        let latest = self.published.map(|(_, latest)| latest);
        let earliest = self.published.map(|(earliest, _)| earliest);
        let dated = (latest.is_none(), latest, Reverse(self.words), earliest);
        (dated, self.outlet, self.id, self.identity)
    }

    /// Whether two intervals of publication come within so many seconds of one another; undated ones always do.
    #[must_use]
    pub fn is_within(&self, published: Option<&Published>, seconds: u64) -> bool {
        are_within(seconds, self.published, published.map(Published::interval))
    }
}

/// All that an archive keeps of an article besides its record: what it is found by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// What is known of it.
    pub facts: Facts,
    /// Its keys under [`Table::Bands`].
    pub bands: Vec<u64>,
    /// Its keys under [`Table::Fingerprints`], each once, with the information of their rows.
    pub fingerprints: Vec<(u64, Option<u32>)>,
    /// Its keys under [`Table::FewShingles`]; none if it has more than a few.
    pub few_shingles: Vec<u64>,
    /// Its shingle set in short.
    pub outline: Outline,
}

/// Who keeps an archive. Any number of threads may ask at once.
pub trait Archive: Sync {
    /// Articles in it.
    fn articles(&self) -> u64;

    /// The names of all outlets in it, sorted.
    fn outlets(&self) -> &[String];

    /// The rows of these keys, which come sorted and each once: sorted by key, then by shelfmark.
    ///
    /// # Errors
    /// When they cannot be read, or are not what was put there.
    fn rows(&self, table: Table, keys: &[u64]) -> Result<Vec<Row>, ArchiveFault>;

    /// The facts of these articles, in their order.
    ///
    /// # Errors
    /// As with rows.
    fn facts(&self, articles: &[Shelfmark]) -> Result<Vec<Facts>, ArchiveFault>;

    /// The shingle sets of these articles in short, in their order; those that stand together are read together.
    ///
    /// # Errors
    /// As with rows.
    fn outlines(&self, articles: &[Shelfmark]) -> Result<Vec<Outline>, ArchiveFault>;
}
