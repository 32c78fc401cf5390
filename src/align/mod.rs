//! Alignment: the passages that two articles share.
//!
//! [`pairing`] says which two articles share enough rare wording to be looked at. For such a pair, every 3-word gram
//! that both have is an *anchor* ([`seed`]); anchors in step form *chains* ([`chain`], after minimap2: Li,
//! Bioinformatics 2018); a chain is lengthened at both ends and filled in between ([`extend`]); chains that stand close
//! together in both articles, in whatever order, are one passage ([`passage`]), which is accepted if it carries enough
//! information. Sentences that tell the same in other words (`statement`) grow together with these (`rewrite`). What
//! happened to each word of a passage is told by its [`operations`]. What two articles share in quoted speech only is told
//! from what their writers share by [`speech`]. Exact runs that are no evidence can be asked for as
//! well ([`verbatim`]). All positions are word numbers `(i, j)` until the
//! very end; strings play no part.
//!
//! Scores are whole numbers of millinats (a thousandth of a natural unit of information), so that they add up to the
//! same value on every machine.

mod automaton;
pub mod block;
pub mod chain;
pub mod cigar;
mod common;
mod ends;
pub mod extend;
pub mod marks;
pub mod operations;
pub mod pairing;
pub mod passage;
mod prose;
mod rewrite;
pub mod seed;
pub mod speech;
mod statement;
mod turned;
pub mod verbatim;
mod wording;

use crate::article::{ArticleId, Pair};
use crate::columns::Particular;
use crate::measure::{Side, Span};
use block::Block;
use operations::Operations;
use serde::{Deserialize, Serialize};
use std::ops::Range;
use verbatim::ExactWords;

/// How passages are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignSettings {
    /// The fewest words that a passage must match.
    pub min_words: u32,
    /// The fewest words of an exact run that is reported although it is no evidence; none if such runs are not asked for.
    pub strict_verbatim: Option<ExactWords>,
}

impl Default for AlignSettings {
    fn default() -> Self {
        Self { min_words: 9, strict_verbatim: None }
    }
}

/// Words in a gram.
pub const GRAM: usize = 3;

/// Information in thousandths of a natural unit.
pub type Millinats = i32;

/// What alignment knows of one article: parallel columns, one row a word.
#[derive(Debug, Clone, Copy)]
pub struct Words<'a> {
    /// Hashes of the words.
    pub words: &'a [u32],
    /// Hashes of their stems: what is compared.
    pub stems: &'a [u32],
    /// The information of each stem.
    pub weights: &'a [Millinats],
    /// Words that are not the article's own: they never match.
    pub masked: &'a [bool],
    /// Whether the gram that begins here is a common one.
    pub common: &'a [bool],
    /// What each word states besides wording.
    pub particulars: &'a [Particular],
    /// The first word of each sentence; none where sentences are not to be compared.
    pub sentences: &'a [u32],
}

impl Words<'_> {
    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.stems.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.stems.is_empty()
    }
}

/// Two articles side by side.
#[derive(Debug, Clone, Copy)]
pub struct Both<'a> {
    /// The first article.
    pub first: Words<'a>,
    /// The second article.
    pub second: Words<'a>,
}

impl Both<'_> {
    /// Whether word `i` of the first article is word `j` of the second, and the article's own in both.
    fn agree(&self, i: usize, j: usize) -> bool {
        self.first.stems[i] == self.second.stems[j] && !self.first.masked[i] && !self.second.masked[j]
    }

    /// The information of a word of the first article.
    fn weight(&self, i: usize) -> Millinats {
        self.first.weights[i]
    }
}

/// So many words from `(first, second)` on agree one by one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Run {
    /// The first word of the run in the first article.
    pub first: u32,
    /// The first word of the run in the second article.
    pub second: u32,
    /// Number of words.
    pub length: u32,
}

impl Run {
    fn first_end(self) -> u32 {
        self.first + self.length
    }

    fn second_end(self) -> u32 {
        self.second + self.length
    }

    /// Its words one by one.
    fn words(self) -> impl Iterator<Item = Self> {
        (0..self.length).map(move |step| Self {
            first: self.first + step,
            second: self.second + step,
            length: 1,
        })
    }
}

/// A passage in word numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aligned {
    /// The whole stretch in the first article.
    pub first: Range<u32>,
    /// The whole stretch in the second article.
    pub second: Range<u32>,
    /// Words matched.
    pub matched: u32,
    /// How close the wording is.
    pub kind: PassageKind,
    /// Whether it is evidence of re-use, and not an exact run that was asked for by its length alone.
    pub is_evidence: bool,
    /// Whether the two articles share wording in it; if not, two reporters with the same facts may have written it.
    pub is_wording: bool,
    /// The aligned stretches, in the order of the first article.
    pub segments: Vec<AlignedSegment>,
}

impl Aligned {
    /// Whether its words in a row are stock phrases for a good part.
    #[must_use]
    pub fn is_stock(&self, both: &Both<'_>) -> bool {
        block::are_stock(self.segments.iter().flat_map(|segment| &segment.runs), both)
    }
}

/// A stretch of a passage in which both articles run in step.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignedSegment {
    /// The stretch in the first article.
    pub first: Range<u32>,
    /// The stretch in the second article.
    pub second: Range<u32>,
    /// Whether it is two sentences that tell the same in other words. If not, it begins and ends with words that agree,
    /// but for the ends of a passage whose words were changed, which are those of sentences.
    pub rewritten: bool,
    /// The words that agree, in order in both.
    pub runs: Vec<Run>,
}

/// The passages that two articles share, in the order of the first article. Those of two articles in the other order are the
/// same, turned round.
#[must_use]
pub fn align(both: &Both<'_>, settings: AlignSettings) -> Vec<Aligned> {
    if both.is_led_by_second() {
        turned::turned(align_led(&both.turned(), settings))
    } else {
        align_led(both, settings)
    }
}

/// The passages of two articles, the first of which leads.
fn align_led(both: &Both<'_>, settings: AlignSettings) -> Vec<Aligned> {
    let anchors = seed::anchors(both);
    let blocks: Vec<Block> = chain::chains(&anchors, both)
        .into_iter()
        .map(|chain| Block::new(extend::extended(extend::runs_of(&chain, both), both), both))
        .collect();
    passage::passages(blocks, both, settings)
}

/// A stretch of words that stands in both articles, word for word in step or nearly so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Segment {
    /// Where in the first article.
    pub first: Span,
    /// Where in the second article.
    pub second: Span,
    /// What happened to each of its words.
    pub operations: Operations,
}

/// How close the wording of a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// Of the matched words, those that are quoted speech in either article; none where nobody looked.
    pub quoted_words: u32,
    /// The article that both took it from, if one is known.
    pub via: Option<ArticleId>,
}
