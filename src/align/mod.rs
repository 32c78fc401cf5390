//! Align.

use crate::article::{ArticleId, Pair};
use crate::measure::{Side, Span};
use serde::Serialize;

/// Settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct AlignSettings {
    /// The shortest passage, in matched words.
    pub min_words: u32,
}

impl Default for AlignSettings {
    fn default() -> Self {
        Self { min_words: 9 }
    }
}

/// A stretch of words that stands in both articles, word for word in step or nearly so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Where in the first article.
    pub first: Span,
    /// Where in the second article.
    pub second: Span,
}

/// How close the wording of a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PassageKind {
    /// The same words, from first to last.
    Verbatim,
    /// The same text with words changed, added, dropped or moved.
    Edited,
    /// The same statements in other words.
    Rewritten,
}

impl PassageKind {
    /// The word used in `passages.csv`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Edited => "edited",
            Self::Rewritten => "rewritten",
        }
    }
}

/// Two spans, one of each article, that tell the same text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The two articles.
    pub pair: Pair,
    /// The whole stretch in the first article.
    pub first: Span,
    /// The whole stretch in the second article.
    pub second: Span,
    /// Words of the stretch in the first article.
    pub first_words: u32,
    /// Words of the stretch in the second article.
    pub second_words: u32,
    /// Words that stand in both.
    pub matched_words: u32,
    /// How close the wording is.
    pub kind: PassageKind,
    /// The aligned stretches, in the order of the first article; never empty.
    pub segments: Vec<Segment>,
    /// Which article is the earlier text; none if their dates do not tell.
    pub earlier: Option<Side>,
    /// The article that both took it from, if one is known.
    pub via: Option<ArticleId>,
}
