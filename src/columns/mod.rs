//! Columns: what stages know of the articles instead of their texts, as flat arrays.
//!
//! Articles are stored in chunks, each chunk a handful of arrays, so that workers fill them apart and nothing is
//! allocated for a single article. Stages see them through [`Columns`]; where memory is too small for a chunk, its
//! arrays are put into a [`Spill`] and read from there, a piece at a time.

mod chunk;
mod joined;
mod keeper;
mod kept;
mod slabs;

pub use chunk::Chunk;
pub use joined::{Joined, Piece};
pub use keeper::{InMemory, Keeper, KeptColumns, Room};
pub use kept::Kept;

use crate::article::{Article, ArticleId};
use std::borrow::Cow;
use std::{fmt, io};

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

impl Particular {
    fn code(self) -> u8 {
        self as u8
    }

    fn from_code(code: u8) -> Self {
        match code {
            1 => Self::Figure,
            2 => Self::Name,
            _ => Self::Wording,
        }
    }
}

/// The columns that stages read. What is in memory is lent; what was spilled is read for the asking.
pub trait Columns: Sync {
    /// Number of articles.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Number of words of the text.
    fn word_count(&self, article: ArticleId) -> usize;

    /// Number of shingles in the set.
    fn shingle_count(&self, article: ArticleId) -> usize;

    /// Hashes of the words of the text, in order; none where nobody asked for passages.
    fn words(&self, article: ArticleId) -> Cow<'_, [u32]>;

    /// Hashes of the stems of the words of the text, in order; as many as words.
    fn stems(&self, article: ArticleId) -> Cow<'_, [u32]>;

    /// What each word of the text states besides wording; as many as words.
    fn particulars(&self, article: ArticleId) -> Cow<'_, [Particular]>;

    /// The first word of each sentence of the text, in order; none if the text has no word, or if most words are
    /// characters of a script without blanks: sentences of characters share too many by chance to be compared.
    fn sentences(&self, article: ArticleId) -> Cow<'_, [u32]>;

    /// Hashes of the stems of the words of the title, in order.
    fn title_stems(&self, article: ArticleId) -> Cow<'_, [u32]>;

    /// The shingle set of title and text, sorted.
    fn shingles(&self, article: ArticleId) -> Cow<'_, [u64]>;

    /// The keys of all articles in one band of their sketches, in the order of the articles; none where the plan has no
    /// such band. Sketches themselves are not kept: nothing asks for more of them, and keys are fewer.
    fn band_keys(&self, band: usize) -> Vec<u32>;

    /// XXH3-128 of all tokens of title and text, seeded with the place of the border between them: equal for identical
    /// articles only.
    fn identity(&self, article: ArticleId) -> u128;
}

/// Who makes columns of articles. Asked while articles are read, it makes that their texts need not be kept.
pub trait MakeColumns: Sync {
    /// The columns of these articles, in order.
    fn columns_of(&self, articles: &mut dyn Iterator<Item = &Article>) -> Chunk;

    /// Whether texts will be asked for once their columns are made.
    fn needs_texts(&self) -> bool;
}

/// Where bytes go that memory is too small for.
pub trait Spill: fmt::Debug + Send + Sync {
    /// Puts bytes away, and says where they are. Any thread may call it.
    ///
    /// # Errors
    /// When there is no room for them, or the disk fails.
    fn put(&self, bytes: &[u8]) -> io::Result<u64>;

    /// Fills `bytes` with what was put there. If the disk fails they are zeros, and the spill remembers the fault: who owns
    /// it asks for that before a result is shown.
    fn get(&self, at: u64, bytes: &mut [u8]);
}
